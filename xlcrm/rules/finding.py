"""A Finding: what a rule says of one cell, row, sheet or book, and how it reads in each language."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Literal

import numpy as np

from xlcrm.labels import COMMA, Labels, Language, labels
from xlcrm.model.place import Place
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import Column, Enum

Severity = Literal["error", "warning", "info"]

ERROR: Severity = "error"
WARNING: Severity = "warning"
INFO: Severity = "info"
SEVERITIES: Mapping[Severity, Labels] = {
    ERROR: labels("错误", "錯誤", "error"),
    WARNING: labels("警告", "警告", "warning"),
    INFO: labels("提示", "提示", "info"),
}

SHOWN = 60
"""How many characters of a user's text a message shows."""

BLANK = labels("（空白）", "（空白）", "(blank)")
FOLDED = labels(
    "（这一列共 {count} 处：{cells}……）",
    "（這一欄共 {count} 處：{cells}……）",
    " ({count} cells of this column: {cells} ...)",
)


@dataclass(frozen=True)
class Phrase:
    """A part of a message that is chosen by the rule: a text of its own with its own parameters."""

    text: Labels
    params: Mapping[str, Any] = field(default_factory=dict)

    def in_(self, language: Language) -> str:
        """The phrase in `language`, its parameters filled in."""
        return filled(self.text, self.params, language)


NOTHING = Phrase(labels("", "", ""))


def plain(value: Any) -> Any:
    """A value as JSON knows it: dates in ISO form, blanks None, what has no JSON form as text."""
    if isinstance(value, np.datetime64):
        value = None if np.isnat(value) else value.astype("datetime64[s]").item()
    elif isinstance(value, np.generic):
        value = value.item()
    if value is None or value != value:  # NaN and NaT differ from themselves
        return None
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and math.isinf(value):
        return str(value)
    return value if isinstance(value, str | int | float) else str(value)


def shown(value: Any, language: Language) -> str:
    """A value as a message shows it, in `language`; long texts are cut."""
    if isinstance(value, Labels | Phrase):
        return value.in_(language)
    if isinstance(value, tuple | list):
        return COMMA.in_(language).join(shown(item, language) for item in value)
    value = str(value) if isinstance(value, Place) else plain(value)
    if value is None or value == "":
        return BLANK.in_(language)
    if isinstance(value, bool):
        return BOOLEAN["yes" if value else "no"].labels.in_(language)
    if isinstance(value, int | float):
        return f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    text = " ".join(value.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def filled(text: Labels, params: Mapping[str, Any], language: Language) -> str:
    """A text in `language` with its `{name}` placeholders filled; what is filled in is never a template itself."""
    return text.in_(language).format(**{name: shown(value, language) for name, value in params.items()})


def as_shown(column: Column, typed: Any) -> Any:
    """A typed value of a column as a message fills it in: a choice by its label, a number with all its digits."""
    if isinstance(column.kind, Enum) and typed in column.kind.keys:
        return column.kind[typed].labels
    return _as_held(typed, is_number=True) if column.kind.is_number else typed


def _as_held(value: Any, *, is_number: bool) -> Any:
    """What a cell holds, with all its digits; an ID held as a number, and a truth value, as Excel shows them."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float) and not math.isnan(value):
        return f"{value:,.15g}" if is_number else f"{value:.15G}"
    return value


@dataclass(frozen=True)
class Finding:
    """What one rule found in one place.

    `text` and `advice` are the rule's message and hint, whose placeholders `params` fill. `record` is the position in
    the table's frame, `value` the cell as it stands, `fixed` the typed value that `--fix` would write: what was
    understood from the cell or, where it is `proposed`, what the rule wants there instead. `count` and `cells` are more
    than one where findings of a whole column were folded into this one; `records` are all of theirs then.
    """

    code: str
    severity: Severity
    text: Labels
    advice: Labels
    place: Place | None = None
    table: str | None = None
    column: str | None = None
    record: int | None = None
    customer_id: str | None = None
    value: Any = None
    params: Mapping[str, Any] = field(default_factory=dict)
    fixed: Any = None
    fixable: bool = False
    proposed: bool = False
    foldable: bool = False
    count: int = 1
    cells: tuple[Place, ...] = ()
    records: tuple[int, ...] = ()

    def message(self, language: Language) -> str:
        """What is wrong, in one line."""
        text = filled(self.text, self._all_params(), language)
        if self.count > 1:
            cells = tuple(cell.cell for cell in self.cells)
            text += filled(FOLDED, {"count": self.count, "cells": cells}, language)
        return text

    def hint(self, language: Language) -> str:
        """How to mend it, in one line."""
        return filled(self.advice, self._all_params(), language)

    def as_json(self, language: Language) -> dict[str, Any]:
        """The finding as `check --format json` prints it: JSON types only."""
        return {
            "code": self.code,
            "severity": self.severity,
            "sheet": self.place.sheet if self.place else None,
            "cell": self.place.cell if self.place else None,
            "table": self.table,
            "column": self.column,
            "row": self.place.row if self.place else None,
            "customer_id": self.customer_id,
            "value": plain(self.value),
            "message": self.message(language),
            "hint": self.hint(language),
            "fixable": self.fixable,
        }

    def _all_params(self) -> dict[str, Any]:
        schema = TABLE.get(self.table) if self.table else None
        column = schema.by_key.get(self.column) if schema and self.column else None
        fixed = as_shown(column, self.fixed) if column else self.fixed
        is_number = column is not None and column.kind.is_number
        return {
            "value": _as_held(self.value, is_number=is_number) if column else self.value,
            "fixed": fixed,
            "sheet": self.place.sheet if self.place else None,
            "table": schema.labels if schema else None,
            "column": column.labels if column else self.column,
            **self.params,
        }
