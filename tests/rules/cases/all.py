"""The cases of all rules: those of every book, and those in the folders of the subjects."""

from importlib import import_module
from importlib.util import find_spec

from tests.rules.cases import Case, general, reader_problems, too_many_rows
from xlcrm.schema.registry import subjects


def _is_there(name: str) -> bool:
    return find_spec(name.rpartition(".")[0]) is not None and find_spec(name) is not None


_OF_SUBJECTS = [f"tests.subjects.{subject.key}.rule_cases" for subject in subjects()]

CASES: tuple[Case, ...] = (
    *reader_problems.CASES,
    *general.CASES,
    *too_many_rows.CASES,
    *(case for name in _OF_SUBJECTS if _is_there(name) for case in import_module(name).CASES),
)
