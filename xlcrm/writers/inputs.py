"""The input sheets of a fresh book: an Excel table each, with dropdowns, rules, formats and calculated columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from xlcrm.book import Records
from xlcrm.labels import labels
from xlcrm.measures.engine import Linked
from xlcrm.measures.formula import OVERVIEW_TABLE, column_of, this_row
from xlcrm.measures.tiers import slots
from xlcrm.schema import names
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.tables.customers import CUSTOMERS
from xlcrm.schema.types import DATE, TEXT, Column, Enum, Table
from xlcrm.writers.canvas import Canvas, Context
from xlcrm.writers.cells import cell_values, extra_values, holds_dates
from xlcrm.writers.styles import BAD_FILL, BAD_INK, CALCULATED_FILL, INK, text_width
from xlcrm.writers.worksheet import BlockColumn

LAST_ROW = 1_048_575
"""The last row of a sheet, counted from 0: rules reach down to it, for rows not yet typed."""

_WIDTH = {"date": 12, "money": 15, "number": 10, "integer": 10, "percent": 10, "boolean": 9, "currency": 9}
_WIDEST = 44
_SAMPLE = 200

DATE_PROMPT = labels("日期，例如 2026-03-05", "日期，例如 2026-03-05", "A date, such as 2026-03-05")
DATE_ERROR = labels(
    "请输入日期，例如 2026-03-05。", "請輸入日期，例如 2026-03-05。", "Type a date, such as 2026-03-05."
)
NUMBER_ERROR = labels("请输入数字，不带单位。", "請輸入數字，不含單位。", "Type a number without a unit.")
AT_LEAST = labels("数字，不小于 {low}", "數字，不小於 {low}", "A number, at least {low}")
BETWEEN = labels("数字，{low} 至 {high}", "數字，{low} 至 {high}", "A number from {low} to {high}")
LIST_ERROR = labels("请从下拉列表中选择。", "請從下拉清單中選取。", "Choose from the list.")
CUSTOMER_ERROR = labels(
    "客户信息中没有这个客户编号，请先在那里登记。",
    "客戶資料中沒有這個客戶編號，請先在該處登錄。",
    "No customer has this ID: enter the customer on the Customers sheet first.",
)


@dataclass(frozen=True)
class Calculated:
    """A column that a build adds to a table: its header, formula and values, one a record."""

    header: str
    formula: str
    values: list[Any]


def calculated(context: Context, table: Table) -> Calculated:
    """The tier for Customers, the customer's name for the other tables."""
    language = context.language
    typed = this_row(table.excel_name, table["customer_id"].labels.in_(language))
    pattern = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({typed},"~","~~"),"*","~*"),"?","~?")'
    if table is CUSTOMERS:
        source, shown = OVERVIEW_TABLE, MEASURE_COLUMN["tier"]
        ids = column_of(source, MEASURE_COLUMN["customer_id"].labels.in_(language))
        values = context.ledger["tier"]
    else:
        source, shown = CUSTOMERS.excel_name, CUSTOMERS["name"]
        ids = column_of(source, CUSTOMERS["customer_id"].labels.in_(language))
        values = context.book.customers["name"]
    linked = Linked(context.book[table.key], context.ledger)
    found = linked.of_customer(values)
    target = column_of(source, shown.labels.in_(language))
    formula = f'IF({typed}="","",IFERROR(INDEX({target},MATCH({pattern},{ids},0))&"",""))'
    return Calculated(shown.labels.in_(language), formula, [value or None for value in found])


def write_table(canvas: Canvas, context: Context, table: Table) -> None:
    """Write a table's sheet: header in the first row, a record a row, the user's own columns, then ours."""
    _InputSheet(canvas, context, table).write()


class _InputSheet:
    def __init__(self, canvas: Canvas, context: Context, table: Table) -> None:
        self.canvas = canvas
        self.context = context
        self.table = table
        self.records: Records = context.book[table.key]
        self.styles = context.styles

    def write(self) -> None:
        """The whole sheet."""
        added = calculated(self.context, self.table)
        headers = [self.context.say(column.labels) for column in self.table.columns]
        headers += [*self.records.extras, added.header]
        columns = [self._column(column) for column in self.table.columns]
        columns += [self._extra(values) for values in self.records.extras.values()]
        shade = self.styles.of_kind(TEXT, computed=True, bg_color=CALCULATED_FILL)
        columns.append(BlockColumn(shade, added.values, added.formula))
        self._rows(headers, columns, added)
        for place, column in enumerate(self.table.columns):
            self._rule(place, column)
            self._mark(place, column)
        if self.table is CUSTOMERS:
            self._tier_colours(len(headers) - 1)
        self.canvas.worksheet.freeze_panes(1, 2)
        self.canvas.worksheet.set_landscape()
        self.canvas.worksheet.set_paper(9)
        self.canvas.worksheet.fit_to_pages(1, 0)
        self.canvas.worksheet.repeat_rows(0)

    def _rows(self, headers: Sequence[str], columns: Sequence[BlockColumn], added: Calculated) -> None:
        """Header, rows and table; a table without rows gets the blank one that Excel wants."""
        rows = len(self.records)
        if rows:
            self.canvas.worksheet.set_block(1, columns)
        else:
            columns = [BlockColumn(column.format, [None]) for column in columns[:-1]]
            columns.append(BlockColumn(None, [None], added.formula))
            self.canvas.worksheet.set_block(1, columns)
        described = [{"header": header, "header_format": self.styles.header} for header in headers]
        described[-1]["formula"] = "=" + added.formula
        options = {"name": self.table.excel_name, "columns": described, "style": "Table Style Light 1"}
        self.canvas.worksheet.add_large_table(0, max(rows, 1), len(headers) - 1, options)
        self.canvas.worksheet.set_row(0, 28)
        for place, (header, block) in enumerate(zip(headers, columns, strict=True)):
            kind = self.table.columns[place].kind.name if place < len(self.table.columns) else "text"
            shown = max((text_width(str(v)) for v in block.values[:_SAMPLE] if isinstance(v, str)), default=0)
            width = max(_WIDTH.get(kind, 10), text_width(header) + 4, min(shown + 2, _WIDEST))
            self.canvas.set_width(place, width, block.format)

    def _column(self, column: Column) -> BlockColumn:
        return BlockColumn(self.styles.of_kind(column.kind), cell_values(self.records, column, self.context.language))

    def _extra(self, values: Sequence[Any]) -> BlockColumn:
        look = self.styles.of_kind(DATE) if holds_dates(values) else self.styles()
        return BlockColumn(look, extra_values(values))

    def _rule(self, place: int, column: Column) -> None:
        """What may be typed: a list to choose from, a date, or a number within its bounds."""
        options = self._validation(column)
        if options:
            self.canvas.validation(1, place, LAST_ROW, options)

    def _validation(self, column: Column) -> dict[str, Any] | None:
        say, title = self.context.say, self.context.say(column.labels)[:32]
        kind = column.kind
        if isinstance(kind, Enum):
            source = [choice.labels.in_(self.context.language) for choice in kind.choices]
            return {"validate": "list", "source": source, "error_message": say(LIST_ERROR), "error_type": "warning"}
        if kind.name == "boolean":
            source = [choice.labels.in_(self.context.language) for choice in BOOLEAN.choices]
            return {"validate": "list", "source": source, "error_message": say(LIST_ERROR), "error_type": "warning"}
        if kind.name == "ref":
            source_name = f"={names.CUSTOMER_IDS}"
            error = {"error_message": say(CUSTOMER_ERROR), "error_type": "warning"}
            return {"validate": "list", "source": source_name, **error}
        if kind.name == "currency":
            return {"validate": "list", "source": f"={names.CURRENCY_CODES}", "error_type": "information"}
        if kind.name == "date":
            prompt = {"input_title": title, "input_message": say(DATE_PROMPT), "error_message": say(DATE_ERROR)}
            return {"validate": "date", "criteria": ">=", "value": 1, "error_type": "warning", **prompt}
        if kind.is_number:
            return self._bounds(column, title)
        if column.suggested:
            return self._used(column)
        return None

    def _bounds(self, column: Column, title: str) -> dict[str, Any]:
        say, low, high = self.context.say, column.at_least, column.at_most
        options: dict[str, Any] = {
            "validate": "integer" if column.kind.name == "integer" else "decimal",
            "error_message": say(NUMBER_ERROR),
            "error_type": "warning",
        }
        if low is not None and high is not None:
            prompt = say(BETWEEN, low=f"{low:g}", high=f"{high:g}")
            return options | {
                "criteria": "between", "minimum": low, "maximum": high, "input_title": title, "input_message": prompt
            }  # fmt: skip
        if low is not None:
            prompt = say(AT_LEAST, low=f"{low:g}")
            return options | {"criteria": ">=", "value": low, "input_title": title, "input_message": prompt}
        return options | {"criteria": ">=", "value": -1e15}

    def _used(self, column: Column) -> dict[str, Any] | None:
        """The values already used, to choose from; anything else may be typed too."""
        used = sorted(set(self.records[column.key].dropna()))
        choices = [value for value in used if "," not in value]
        if not choices or len(",".join(choices)) > 255:
            return None
        return {"validate": "list", "source": choices, "show_error": False}

    def _mark(self, place: int, column: Column) -> None:
        """A cell that cannot be understood stands out until it is mended."""
        cell = f"{xl_col_to_name(place)}2"
        if column.kind.is_number or column.kind.name == "date":
            formula = f"ISTEXT({cell})"
        elif isinstance(column.kind, Enum) or column.kind.name == "boolean":
            choices = (column.kind if isinstance(column.kind, Enum) else BOOLEAN).choices
            known = ",".join(f'{cell}="{choice.labels.in_(self.context.language)}"' for choice in choices)
            formula = f'AND({cell}<>"",NOT(OR({known})))'
        else:
            return
        look = self.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK)
        self.canvas.highlight(1, place, max(len(self.records), 1) + _SAMPLE, place, formula, look)

    def _tier_colours(self, place: int) -> None:
        cell = f"${xl_col_to_name(place)}2"
        for number, tier in enumerate(slots(self.context.ledger), start=1):
            if tier.colour and tier.name:
                formula = f"{cell}=INDEX({names.PLAN_NAMES},{number})"
                look = self.styles.highlight(bg_color=f"#{tier.colour}", font_color=INK)
                self.canvas.highlight(1, place, max(len(self.records), 1), place, f'AND({cell}<>"",{formula})', look)
