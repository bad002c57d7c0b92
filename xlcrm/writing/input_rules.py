"""What may be typed in an input sheet, and what stands out there: the same in a fresh book and in place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from xlcrm.labels import labels
from xlcrm.ooxml import ConditionalFormat, SheetEditor, Validation
from xlcrm.ooxml.a1 import letters_of
from xlcrm.schema import names
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.tables import CUSTOMERS, TABLE
from xlcrm.schema.types import Choice, Column, Enum, Table
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import BAD_FILL, BAD_INK, ink_on

LAST_ROW = 1_048_576
"""The last row of a sheet: rules reach down to it, for rows not yet typed."""

DATE_PROMPT = labels("日期，例如 2026-03-05", "日期，例如 2026-03-05", "A date, such as 2026-03-05")
DATE_ERROR = labels(
    "请输入日期，例如 2026-03-05。", "請輸入日期，例如 2026-03-05。", "Type a date, such as 2026-03-05."
)
NUMBER_ERROR = labels("请输入数字，不带单位。", "請輸入數字，不含單位。", "Type a number without a unit.")
NUMBER_PROMPT = labels("数字，不带单位", "數字，不含單位", "A number without a unit")
AT_LEAST = labels("数字，不小于 {low:g}", "數字，不小於 {low:g}", "A number, at least {low:g}")
BETWEEN = labels("数字，{low:g} 至 {high:g}", "數字，{low:g} 至 {high:g}", "A number from {low:g} to {high:g}")
LIST_ERROR = labels("请从下拉列表中选择。", "請從下拉清單中選取。", "Choose from the list.")
CUSTOMER_ERROR = labels(
    "客户信息中没有这个客户编号，请先在那里登记。",
    "客戶資料中沒有這個客戶編號，請先在該處登錄。",
    "No customer has this ID: enter the customer on the Customers sheet first.",
)
ROW_ERROR = labels(
    "“{table}”中没有这个{column}，请先在那里登记。",
    "「{table}」中沒有這個{column}，請先在該處登錄。",
    "{table} has no such {column}: enter it there first.",
)

# Excel keeps a list to choose from in the rule itself only up to this length.
_LONGEST_LIST = 255

MARKED_BELOW = 200
"""How many rows under a table have the highlights too, for rows that are typed before the next build."""


@dataclass(frozen=True)
class Highlight:
    """How cells look while a formula holds, written for the first of them; colours are RRGGBB."""

    ranges: str
    formula: str
    fill: str
    ink: str


def set_rules(
    editor: SheetEditor,
    context: Context,
    table: Table,
    columns: Mapping[str, int],
    rows: range,
    follow: Callable[[str], str],
) -> None:
    """Have our rules and highlights on a sheet, in place of those of an earlier build.

    `columns` maps keys to places counted from 0, the calculated column among them; `rows` are those of the table under
    its header, as Excel counts them. `follow` gives formulas the names that tables and cells have in the user's book.
    """
    letters = {key: letters_of(place) for key, place in columns.items()}
    rules = validations(context, table, letters, rows.start)
    editor.set_owned_validations([replace(rule, formula1=follow(rule.formula1)) for rule in rules])
    styles = editor.package.styles
    editor.set_owned_conditional_formats(
        [
            ConditionalFormat(
                mark.ranges, follow(mark.formula), styles.differential_format(fill=mark.fill, font_color=mark.ink)
            )
            for mark in highlights(context, table, letters, rows.start, rows.stop - 1 + MARKED_BELOW)
        ]
    )


def validations(context: Context, table: Table, letters: Mapping[str, str], first_row: int) -> list[Validation]:
    """A rule for each column that has one; `letters` maps the columns' keys to where they stand."""
    found = []
    for column in table.columns:
        if column.key in letters:
            letter = letters[column.key]
            rule = _rule(context, table, column, f"{letter}{first_row}:{letter}{LAST_ROW}")
            if rule is not None:
                found.append(rule)
    return found


def _rule(context: Context, table: Table, column: Column, ranges: str) -> Validation | None:
    """A list to choose from, a date, or a number within its bounds."""
    kind, title = column.kind, context.say(column.labels)[:32]
    choices = _choices(column)
    if choices:
        words = ",".join(choice.labels.in_(context.language) for choice in choices)
        return Validation(ranges, "list", f'"{words}"', error=context.say(LIST_ERROR), error_style="warning")
    if kind.refers_to and kind.refers_to in context.layouts:
        error = _no_such_row(context, kind.refers_to)
        return Validation(ranges, "list", names.rows_name(kind.refers_to), error=error, error_style="warning")
    if kind.name == "currency":
        error = context.say(LIST_ERROR)
        return Validation(ranges, "list", names.CURRENCY_CODES, error=error, error_style="information")
    if kind.name == "date":
        texts: dict[str, Any] = {
            "prompt_title": title,
            "prompt": context.say(DATE_PROMPT),
            "error": context.say(DATE_ERROR),
        }
        return Validation(ranges, "date", "1", operator="greaterThanOrEqual", error_style="warning", **texts)
    if kind.is_number:
        return _number(context, column, ranges, title)
    return _used(context, table, column, ranges) if column.suggested else None


def _no_such_row(context: Context, table: str) -> str:
    if table == CUSTOMERS.key:
        return context.say(CUSTOMER_ERROR)
    named_by = TABLE[table][TABLE[table].named_by or ""]
    return context.say(ROW_ERROR, table=context.sheet_of(table), column=context.say(named_by.labels))


def _choices(column: Column) -> tuple[Choice, ...]:
    if isinstance(column.kind, Enum):
        return column.kind.choices
    return BOOLEAN.choices if column.kind.name == "boolean" else ()


def _number(context: Context, column: Column, ranges: str, title: str) -> Validation:
    low, high = column.at_least, column.at_most
    kind = "whole" if column.kind.name == "integer" else "decimal"
    texts: dict[str, Any] = {"prompt_title": title, "error": context.say(NUMBER_ERROR), "error_style": "warning"}
    if low is None:
        prompt = context.say(NUMBER_PROMPT)
        return Validation(ranges, kind, "-1E+15", operator="greaterThanOrEqual", prompt=prompt, **texts)
    if high is None:
        prompt = context.say(AT_LEAST, low=low)
        return Validation(ranges, kind, f"{low:g}", operator="greaterThanOrEqual", prompt=prompt, **texts)
    prompt = context.say(BETWEEN, low=low, high=high)
    return Validation(ranges, kind, f"{low:g}", f"{high:g}", prompt=prompt, **texts)


def _used(context: Context, table: Table, column: Column, ranges: str) -> Validation | None:
    """The values already used, to choose from; anything else may be typed too."""
    used = sorted(set(context.book[table.key][column.key].dropna()))
    words = ",".join(word for word in used if "," not in word and '"' not in word)
    if not words or len(words) > _LONGEST_LIST:
        return None
    return Validation(ranges, "list", f'"{words}"', error=context.say(LIST_ERROR), error_style="information")


def highlights(
    context: Context, table: Table, letters: Mapping[str, str], first_row: int, last_row: int
) -> Iterator[Highlight]:
    """What stands out: cells that cannot be understood, until they are mended, and the tiers in their colours."""
    for column in table.columns:
        if column.key not in letters:
            continue
        cell = f"{letters[column.key]}{first_row}"
        ranges = f"{cell}:{letters[column.key]}{last_row}"
        choices = _choices(column)
        if choices:
            known = ",".join(f'{cell}="{choice.labels.in_(context.language)}"' for choice in choices)
            yield Highlight(ranges, f'AND({cell}<>"",NOT(OR({known})))', BAD_FILL[1:], BAD_INK[1:])
        elif column.kind.is_number or column.kind.name == "date":
            yield Highlight(ranges, f"ISTEXT({cell})", BAD_FILL[1:], BAD_INK[1:])
    if table.key == CUSTOMERS.key and "tier" in letters:
        cell = f"${letters['tier']}{first_row}"
        ranges = f"{letters['tier']}{first_row}:{letters['tier']}{last_row}"
        for number, tier in enumerate(context.book.settings.slots, start=1):
            if tier.colour and tier.name:
                formula = f'AND({cell}<>"",{cell}=INDEX({names.PLAN_NAMES},{number}))'
                yield Highlight(ranges, formula, tier.colour, ink_on(tier.colour)[1:])
