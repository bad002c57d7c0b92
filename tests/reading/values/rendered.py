"""Typed values as somebody would type them: the inverse of reading a cell."""

import math
from datetime import date
from decimal import Decimal

from xlcrm.labels import Language
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.types import Enum


def render_text(value: str | None, language: Language) -> str:
    """The text as it stands in a cell."""
    return value or ""


def render_id(value: str | None, language: Language) -> str:
    """The ID as it stands in a cell."""
    return value or ""


def render_enum(value: str | None, language: Language, enum: Enum) -> str:
    """The label of a choice; nothing for a blank."""
    return "" if value is None else enum[value].labels.in_(language)


def render_date(value: date | None, language: Language) -> str:
    """The day in ISO form; nothing for a blank."""
    return "" if value is None else value.isoformat()


def render_currency(value: str | None, language: Language) -> str:
    """The code as it stands in a cell."""
    return value or ""


def render_boolean(value: bool | None, language: Language) -> str:
    """The word for yes or no; nothing for a blank."""
    return "" if value is None else BOOLEAN["yes" if value else "no"].labels.in_(language)


def render_percent(value: float | None, language: Language) -> str:
    """The part of one as a percentage."""
    if value is None or math.isnan(value):
        return ""
    figures = format(Decimal(repr(float(value))) * 100, "f")
    return (figures.rstrip("0").rstrip(".") if "." in figures else figures) + "%"


def render_number(value: float | None, language: Language) -> str:
    """The number in plain figures, without thousands marks or an exponent; nothing for a blank."""
    if value is None or math.isnan(value):
        return ""
    figures = format(Decimal(repr(float(value))), "f")
    return figures.rstrip("0").rstrip(".") if "." in figures else figures
