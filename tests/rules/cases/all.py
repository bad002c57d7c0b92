"""The cases of all rules."""

from tests.rules.cases import Case, keys

CASES: tuple[Case, ...] = (*keys.CASES,)
