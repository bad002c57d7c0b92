"""All rules by code: those of every book, and those of the subjects. A code is never used again for another rule."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from xlcrm.rules.general import (
    dates,
    excel,
    files,
    keys,
    mandatory,
    settings,
    sheet_rows,
    sheets,
    values_dates,
    values_formulas,
    values_numbers,
    values_words,
)
from xlcrm.rules.rule import Rule, Rules
from xlcrm.schema.registry import modules

FAMILIES = "FSVKDBX"
"""Files (why one cannot be read is said by the reader, as F1); sheets, headers, rows and settings; values and types;
keys and links; dates and logic; business; what Excel cannot hold, or takes for something else."""

GENERAL = (
    files,
    sheets,
    sheet_rows,
    settings,
    values_dates,
    values_formulas,
    values_numbers,
    values_words,
    mandatory,
    keys,
    dates,
    excel,
)


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code, family by family."""
    found = Rules(*(module.RULES for module in GENERAL))
    for subject, module in modules("rules"):
        found.take({code: replace(rule, subject=subject.key) for code, rule in module.RULES.items()})
    return {code: found[code] for code in sorted(found, key=lambda code: (FAMILIES.index(code[0]), code))}
