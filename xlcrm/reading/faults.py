"""The reasons why a file cannot be read as a workbook: a code, a line that says so, and the remedy."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlcrm.errors import UnreadableFile
from xlcrm.labels import in_each_language, labels
from xlcrm.model.backups import newest_backup
from xlcrm.ooxml.faults import BadPackage
from xlcrm.ooxml.faults import Kind as BadKind
from xlcrm.reading.faults_of_files import OF_FILES
from xlcrm.reading.faults_of_packages import OF_PACKAGES

FAULTS = (*OF_FILES, *OF_PACKAGES)

_BY_CODE = {fault.code: fault for fault in FAULTS}
_BETWEEN = labels("", "", " ")
_BACKUP = labels("最近的备份：{backup}。", "最近的備份：{backup}。", "The newest backup is {backup}.")


def refusal(code: str, path: Path, **params: object) -> UnreadableFile:
    """The error for one fault of one file; where the file is damaged, with its newest backup, if there is one."""
    fault = _BY_CODE[code]
    sentences = [fault.text, fault.hint]
    if fault.damage and (backup := newest_backup(path)):
        sentences.append(_BACKUP)
        params["backup"] = backup
    said = in_each_language(lambda language: _BETWEEN.in_(language).join(text.in_(language) for text in sentences))
    return UnreadableFile(code, said, file=path, **params)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Say in the words of the reader what is wrong with the package of a file."""
    try:
        yield
    except BadPackage as bad:
        raise refusal(_CODES.get(bad.kind, "F132"), path, part=bad.part) from None


_CODES: dict[BadKind, str] = {
    "cut_off": "F131",
    "strict": "F137",
    "dtd": "F141",
    "too_many": "F142",
    "too_large": "F142",
    "too_dense": "F143",
    "twice": "F144",
    "outside": "F145",
}
