"""Validations and conditional formats of ours on a user's sheet: set beside their own, known again at the next build.

Programs move, split and rewrite rules, so ours are known by what they say, without the places: a signature of type,
texts, colours and the formula without its references. The signatures are kept in the book's record.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from xlcrm.ooxml.a1 import Area, areas_of, left_over, written
from xlcrm.ooxml.cells import attributes
from xlcrm.ooxml.formulas import skeleton
from xlcrm.ooxml.package import Package
from xlcrm.ooxml.sheet_xml import SheetXml
from xlcrm.ooxml.strings import decode_text
from xlcrm.ooxml.xmlio import escape

VALIDATION = re.compile(rb"<((?:\w+:)?)dataValidation(?=[\s/>])[^>]*?(?:/>|>.*?</\1dataValidation\s*>)", re.DOTALL)
RULE = re.compile(rb"<((?:\w+:)?)cfRule(?=[\s/>])[^>]*?(?:/>|>.*?</\1cfRule\s*>)", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?(formula[12]?)>\s*(?:<(?:\w+:)?f>)?([^<]*)<")
EXTENDED_RANGE = re.compile(rb"<(?:\w+:)?sqref>([^<]*)<")
EXTENDED_VALIDATIONS = re.compile(rb"<((?:\w+:)?)dataValidations(?=[\s>])[^>]*>.*?</\1dataValidations\s*>", re.DOTALL)
EXTENSION = re.compile(rb"<((?:\w+:)?)ext(?=[\s>])[^>]*>(.*?)</\1ext\s*>", re.DOTALL)
COUNT = re.compile(rb'(\scount=")[0-9]*"')
PRIORITY = re.compile(rb'\spriority="([0-9]+)"')
MAX_TITLE, MAX_MESSAGE, MAX_LIST = 32, 255, 255


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be typed into some cells; formulas have no `=`, `ranges` is like `B2:B300 D2`."""

    ranges: str
    type: str
    formula1: str = ""
    formula2: str = ""
    operator: str = "between"
    allow_blank: bool = True
    prompt_title: str = ""
    prompt: str = ""
    error_title: str = ""
    error: str = ""
    error_style: str = "stop"

    def __post_init__(self) -> None:
        if max(len(self.prompt_title), len(self.error_title)) > MAX_TITLE:
            raise ValueError(f"a title of a validation has over {MAX_TITLE} characters: {self}")
        if max(len(self.prompt), len(self.error)) > MAX_MESSAGE:
            raise ValueError(f"a message of a validation has over {MAX_MESSAGE} characters: {self}")
        if self.type == "list" and (not self.formula1.strip('"') or len(self.formula1) > MAX_LIST + 2):
            raise ValueError(f"a list of a validation is empty or has over {MAX_LIST} characters: {self}")

    @property
    def signature(self) -> str:
        """By what the validation is known again."""
        texts = (self.prompt_title, self.prompt, self.error_title, self.error)
        return _validation_signature(self.type, self.operator, self.formula1, self.formula2, texts)

    def to_xml(self, prefix: str, ranges: str) -> bytes:
        """The element for these ranges."""
        known = {
            "type": self.type,
            "errorStyle": "" if self.error_style == "stop" else self.error_style,
            "operator": "" if self.operator == "between" else self.operator,
            "allowBlank": "1" if self.allow_blank else "",
            "showInputMessage": "1",
            "showErrorMessage": "1",
            "errorTitle": self.error_title,
            "error": self.error,
            "promptTitle": self.prompt_title,
            "prompt": self.prompt,
            "sqref": ranges,
        }
        attributes = "".join(f' {name}="{_attribute(value)}"' for name, value in known.items() if value)
        p = prefix
        formulas = (("formula1", self.formula1), ("formula2", self.formula2))
        inner = "".join(f"<{p}{name}>{escape(text)}</{p}{name}>" for name, text in formulas if text)
        return f"<{p}dataValidation{attributes}>{inner}</{p}dataValidation>".encode()


@dataclass(frozen=True, slots=True)
class ConditionalFormat:
    """How some cells look while a formula, written for the first of them and without `=`, is true.

    `differential` is the number of a differential format of the book's styles.
    """

    ranges: str
    formula: str
    differential: int
    stop_if_true: bool = False

    def to_xml(self, prefix: str, priority: int) -> bytes:
        """The element with its only rule."""
        p = prefix
        stop = ' stopIfTrue="1"' if self.stop_if_true else ""
        rule = f'<{p}cfRule type="expression" dxfId="{self.differential}" priority="{priority}"{stop}>'
        rule += f"<{p}formula>{escape(self.formula)}</{p}formula></{p}cfRule>"
        element = f'<{p}conditionalFormatting sqref="{self.ranges}">{rule}</{p}conditionalFormatting>'
        return element.encode()


def _signature(*said: object) -> str:
    return sha256(repr(said).encode()).hexdigest()[:20]


def _validation_signature(kind: str, operator: str, formula1: str, formula2: str, texts: tuple[str, ...]) -> str:
    """Programs fill in an operator and a second formula where they mean nothing; these do not count."""
    if kind in ("list", "custom", "none"):
        operator = ""
    if operator not in ("between", "notBetween"):
        formula2 = ""
    return _signature(kind, operator, skeleton(formula1), skeleton(formula2), *texts)


def _attribute(text: str) -> str:
    return escape(text).replace("\n", "_x000a_").replace("\r", "")


def _formulas(raw: bytes) -> dict[str, str]:
    return {match[1].decode(): decode_text(match[2].decode("utf-8")) for match in FORMULA.finditer(raw)}


class OwnedRules:
    """The rules of one sheet, ours told from the user's."""

    def __init__(self, package: Package, xml: SheetXml) -> None:
        self._package = package
        self._xml = xml
        self._known = package.owned.rules

    # Validations

    def set_validations(self, validations: Sequence[Validation]) -> None:
        """As `SheetEditor.set_owned_validations`."""
        self._known |= {validation.signature for validation in validations}
        container = self._xml.first("dataValidations") or b""
        kept = [match[0] for match in VALIDATION.finditer(container) if not self._is_ours(match[0])]
        covered = [area for raw in kept for area in _ranges(raw)] + self._clean_extension()
        for validation in validations:
            ranges = written(left_over(areas_of(validation.ranges), covered))
            if ranges:
                kept.append(validation.to_xml(self._xml.prefix, ranges))
        self._xml.replace("dataValidations", [self._container(container, kept)] if kept else [])

    def _is_ours(self, raw: bytes) -> bool:
        about = attributes(raw[: raw.index(b">")])
        formulas = _formulas(raw)
        texts = tuple(about.get(name, "") for name in ("promptTitle", "prompt", "errorTitle", "error"))
        kind, operator = about.get("type", "none"), about.get("operator", "between")
        formula1, formula2 = formulas.get("formula1", ""), formulas.get("formula2", "")
        return _validation_signature(kind, operator, formula1, formula2, texts) in self._known

    def _container(self, present: bytes, inner: list[bytes]) -> bytes:
        p = self._xml.prefix
        tag = present[: present.index(b">") + 1] if present else f'<{p}dataValidations count="0">'.encode()
        tag = COUNT.sub(rb'\g<1>%d"' % len(inner), tag)
        return tag + b"".join(inner) + f"</{p}dataValidations>".encode()

    def _clean_extension(self) -> list[Area]:
        """Take ours out of the newer programs' own list, into which these move them; returns what the user's cover."""
        raw = self._xml.first("extLst")
        if raw is None:
            return []
        covered: list[Area] = []

        def cleaned(match: re.Match[bytes]) -> bytes:
            found = [rule[0] for rule in VALIDATION.finditer(match[0])]
            kept = [rule for rule in found if not self._is_ours(rule)]
            covered.extend(area for rule in kept for area in _ranges(rule))
            if len(kept) == len(found):
                return match[0]
            tag = COUNT.sub(rb'\g<1>%d"' % len(kept), match[0][: match[0].index(b">") + 1])
            return tag + b"".join(kept) + b"</%bdataValidations>" % match[1] if kept else b""

        self._replace_extension(raw, EXTENDED_VALIDATIONS.sub(cleaned, raw))
        return covered

    def _replace_extension(self, raw: bytes, cleaned: bytes) -> None:
        if cleaned == raw:
            return
        cleaned = EXTENSION.sub(lambda match: match[0] if match[2].strip() else b"", cleaned)
        has_more = EXTENSION.search(cleaned) is not None
        self._xml.replace("extLst", [cleaned] if has_more else [])

    # Conditional formats

    def set_formats(self, formats: Sequence[ConditionalFormat]) -> None:
        """As `SheetEditor.set_owned_conditional_formats`."""
        self._known |= {
            self._format_signature("expression", "", "", [format_.formula], format_.differential) for format_ in formats
        }
        kept = [raw for raw in map(self._without_ours, self._xml.all("conditionalFormatting")) if raw]
        extended = self._xml.first("extLst") or b""
        used = [int(number) for raw in [*kept, extended] for number in PRIORITY.findall(raw)]
        priority = max([0, *used])
        ours = [format_.to_xml(self._xml.prefix, priority + place) for place, format_ in enumerate(formats, 1)]
        self._xml.replace("conditionalFormatting", kept + ours)

    def add_formats(self, formats: Sequence[ConditionalFormat]) -> None:
        """As `SheetEditor.add_owned_conditional_formats`."""
        self._known |= {
            self._format_signature("expression", "", "", [format_.formula], format_.differential) for format_ in formats
        }

        def moved(match: re.Match[bytes]) -> bytes:
            return b' priority="%d"' % (int(match[1]) + len(formats))

        present = [PRIORITY.sub(moved, raw) for raw in self._xml.all("conditionalFormatting")]
        extended = self._xml.first("extLst")
        if extended is not None:
            self._xml.replace("extLst", [PRIORITY.sub(moved, extended)])
        ours = [format_.to_xml(self._xml.prefix, priority) for priority, format_ in enumerate(formats, 1)]
        self._xml.replace("conditionalFormatting", present + ours)

    def _format_signature(self, kind: str, operator: str, text: str, formulas: list[str], differential: int) -> str:
        colours = self._package.styles.differential_colours(differential)
        return _signature(kind, operator, text, *map(skeleton, formulas), *colours)

    def _without_ours(self, raw: bytes) -> bytes:
        """A conditional formatting without our rules; empty where it held no other."""
        rules = [match[0] for match in RULE.finditer(raw)]
        ours = [rule for rule in rules if self._is_our_format(rule)]
        if ours and len(ours) == len(rules):
            return b""
        for rule in ours:
            raw = raw.replace(rule, b"", 1)
        return raw

    def _is_our_format(self, rule: bytes) -> bool:
        about = attributes(rule[: rule.index(b">")])
        number = int(about["dxfId"]) if about.get("dxfId", "").isdecimal() else -1
        formulas = [decode_text(match[2].decode("utf-8")) for match in FORMULA.finditer(rule)]
        kind, operator, text = (about.get(name, "") for name in ("type", "operator", "text"))
        return self._format_signature(kind, operator, text, formulas, number) in self._known


def _ranges(raw: bytes) -> list[Area]:
    extended = EXTENDED_RANGE.search(raw)
    if extended:
        return areas_of(extended[1].decode())
    return areas_of(attributes(raw[: raw.index(b">")]).get("sqref", ""))
