"""One cell in a sheet's XML: what it says, and the bytes that say something else."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from xlcrm.ooxml.strings import SharedStrings, decode_text, element_text, encode_text
from xlcrm.ooxml.xmlio import escape

FORMULA = re.compile(rb"<(?:\w+:)?f(\s[^>]*?)?(?:/>|>([^<]*)</)")
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</")
INLINE = re.compile(rb"<(?:\w+:)?is\b(.*)</(?:\w+:)?is\s*>", re.DOTALL)
ATTRIBUTE = re.compile(rb"""\s([\w:]+)=(?:"([^"]*)"|'([^']*)')""")

# Attributes that say when a formula is computed, not what it is.
CALCULATION_HINTS = {"ca", "aca"}


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value such as `#N/A`, as the result of a formula."""

    code: str


Value = str | float | bool | CellError | None


@dataclass(frozen=True, slots=True)
class CellContent:
    """What a cell says. `formula` has no `=`; None where there is none, empty where another cell holds it."""

    value: Value = None
    formula: str | None = None
    style: int | None = None
    formula_attributes: tuple[tuple[str, str], ...] = ()


class CellPatch(NamedTuple):
    """What a cell shall say. `style` None keeps the style that the cell, its row or its column has."""

    value: Value
    formula: str | None = None
    style: int | None = None


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes in a start tag."""
    return {
        match[1].decode(): decode_text((match[2] if match[2] is not None else match[3]).decode("utf-8"))
        for match in ATTRIBUTE.finditer(tag)
    }


def read_cell(raw: bytes, strings: SharedStrings) -> CellContent:
    """What the bytes of a `<c>` element say."""
    tag_end = raw.index(b">")
    about = attributes(raw[:tag_end])
    style = int(about["s"]) if about.get("s", "").isdecimal() else None
    formula_match = FORMULA.search(raw, tag_end)
    formula = decode_text((formula_match[2] or b"").decode("utf-8")) if formula_match else None
    formula_attributes = tuple(sorted(attributes(formula_match[1] or b"").items())) if formula_match else ()
    return CellContent(_value(raw, about.get("t", "n"), strings), formula, style, formula_attributes)


def _value(raw: bytes, kind: str, strings: SharedStrings) -> Value:
    if kind == "inlineStr":
        inline = INLINE.search(raw)
        return element_text(inline[1] + b"<") if inline else None
    match = VALUE.search(raw)
    if match is None:
        return None
    text = decode_text(match[1].decode("utf-8"))
    if kind == "s":
        return strings.text(int(text)) if text.strip().isdecimal() else None
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind == "e":
        return CellError(text)
    if kind == "n":
        try:
            return float(text)
        except ValueError:
            return text
    return text


def number_text(value: float) -> str:
    """A number as a part writes it; raises ValueError for what is no number."""
    if not math.isfinite(value):
        raise ValueError("a cell cannot hold an infinite value or NaN")
    return repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


@lru_cache(maxsize=64)
def _formula_element(prefix: str, formula: str) -> str:
    """A column has one formula for all of its cells."""
    return f"<{prefix}f>{escape(formula)}</{prefix}f>"


def write_cell(place: str, patch: CellPatch, style: int | None, strings: SharedStrings, prefix: str) -> bytes:
    """The bytes of a cell; empty for a cell without content and style."""
    value, p = patch.value, prefix
    head = f'<{p}c r="{place}"' + (f' s="{style}"' if style else "")
    formula = _formula_element(p, patch.formula) if patch.formula is not None else ""
    if value is None:
        kind, text = "", ""
    elif isinstance(value, bool):
        kind, text = "b", str(int(value))
    elif isinstance(value, CellError):
        kind, text = "e", value.code
    elif isinstance(value, str):
        kind = "str" if formula else "s"
        text = encode_text(value) if formula else str(strings.number(value))
    else:
        kind, text = "", number_text(value)
    if value is None and not formula:
        return (head + "/>").encode() if style else b""
    kind_attribute = f' t="{kind}"' if kind else ""
    value_element = "" if value is None else f"<{p}v>{text}</{p}v>"
    return f"{head}{kind_attribute}>{formula}{value_element}</{p}c>".encode()


def says_the_same(content: CellContent, patch: CellPatch, style: int | None) -> bool:
    """Whether a cell already says what it shall say, with a formula of its own where it has one."""
    if (content.style or 0) != (style or 0) or content.formula != patch.formula:
        return False
    if not {name for name, _ in content.formula_attributes} <= CALCULATION_HINTS:
        return False
    left, right = content.value, patch.value
    if isinstance(left, bool) or isinstance(right, bool) or not isinstance(left, float) or isinstance(right, str):
        return type(left) is type(right) and left == right
    return isinstance(right, int | float) and left == float(right)
