"""A sheet to write pages on: every call that xlsxwriter would refuse in silence raises instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pandas as pd

from xlcrm.labels import Labels, Language
from xlcrm.measures import ledger
from xlcrm.measures.engine import Ledger
from xlcrm.measures.formula import Dialect
from xlcrm.model.book import Book
from xlcrm.model.place import Place
from xlcrm.rules.finding import Finding
from xlcrm.schema.sheet import Sheet
from xlcrm.writing.styles import Styles, text_width
from xlcrm.writing.table_layout import TableLayout
from xlcrm.writing.worksheet import FastWorksheet

MOST_LINKS = 65_530
"""How many hyperlinks Excel takes on one sheet."""

FIRST_DAY = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
"""The day that a book counts its dates from, by whether it uses the 1904 system."""


@dataclass
class Context:
    """What the pages of one workbook are written from.

    `titles` maps the keys of pages to the titles of their sheets, `layouts` the keys of tables to how they lie on
    theirs: a page and a table may have the same key. `shared` are the names of what one page made for all.
    """

    book: Book
    findings: list[Finding]
    workbook: Any
    styles: Styles
    titles: Mapping[str, str]
    dialect: Dialect
    layouts: Mapping[str, TableLayout]
    shared: set[str] = field(default_factory=set)

    @property
    def language(self) -> Language:
        """The language of the workbook."""
        return self.book.language

    @property
    def date_1904(self) -> bool:
        """Whether the workbook counts its dates from 1904-01-01."""
        return self.book.origin is not None and bool(self.book.origin.date_1904)

    @cached_property
    def ledger(self) -> Ledger:
        """The measures of every customer."""
        return ledger(self.book)

    def say(self, text: Labels, **params: object) -> str:
        """A text in the book's language, its placeholders filled."""
        return text.in_(self.language).format(**params)

    def place(self, table: str, record: int | None = None, column: str | None = None) -> Place:
        """The cell of one value in the workbook being written, the row of one record, or the header of a column."""
        return self.layouts[table].place(record, column)

    def sheet_of(self, table: str) -> str:
        """The title of the sheet of a table."""
        return self.layouts[table].title

    def page(self, sheet: Sheet) -> Place | None:
        """The top of a page; None where the book does not have it."""
        return Place(self.titles[sheet.key], 1, 0) if sheet.key in self.titles else None

    @property
    def sheets(self) -> set[str]:
        """The titles of all pages and input sheets."""
        return {*self.titles.values(), *(layout.title for layout in self.layouts.values())}

    @cached_property
    def names_width(self) -> float:
        """The width of a column of customers' names, in digits."""
        names = self.book.customers["name"].dropna().tolist()
        return min(max((text_width(name) for name in names), default=17) + 3, 40)

    def canvas(self, sheet: Sheet) -> "Canvas":
        """A fresh sheet, to write a page on."""
        worksheet = self.workbook.add_worksheet(self.titles[sheet.key], FastWorksheet)
        return Canvas(worksheet, self)


def serial(value: Any, *, date_1904: bool = False) -> Any:
    """A cell's value as Excel holds it: a date as days since the first, a blank as None; all else as it is."""
    if value is None or value is pd.NaT:
        return None
    if isinstance(value, date):  # a datetime or Timestamp is one too
        day = value.date() if isinstance(value, datetime) else value
        return (day - FIRST_DAY[date_1904]).days
    return None if isinstance(value, float) and value != value else value


def sheet_reference(title: str) -> str:
    """A sheet's title as a formula or a link writes it, always in quotes, which is never wrong."""
    return "'" + title.replace("'", "''") + "'"


class Canvas:
    """One worksheet being written; rows and columns are counted from 0."""

    def __init__(self, worksheet: FastWorksheet, context: Context) -> None:
        self.worksheet = worksheet
        self.context = context
        self._links = 0

    def text(self, row: int, column: int, text: str | None, style: Any = None) -> None:
        """A text, never taken for a formula, a number or a link."""
        if text:
            _done(self.worksheet.write_string(row, column, text, style or self.context.styles()))
        else:
            self.blank(row, column, style)

    def number(self, row: int, column: int, value: float, style: Any = None) -> None:
        """A number, finite."""
        _done(self.worksheet.write_number(row, column, value, style or self.context.styles()))

    def blank(self, row: int, column: int, style: Any = None) -> None:
        """An empty cell with a look."""
        if style is not None:
            _done(self.worksheet.write_blank(row, column, None, style))

    def value(self, row: int, column: int, value: Any, style: Any = None) -> None:
        """A text, number, date or blank, by its type."""
        plain = serial(value, date_1904=self.context.date_1904)
        if isinstance(plain, str):
            self.text(row, column, plain, style)
        elif plain is None:
            self.blank(row, column, style)
        else:
            self.number(row, column, plain, style)

    def formula(
        self, row: int, column: int, template: str, value: Any, style: Any = None, *, array: bool = False
    ) -> None:
        """A formula, without the leading equals sign, and the value that it has.

        The template is rendered as a measure's is (see `xlcrm.measures.formula`). A value of None, NaN or NaT
        stands for the empty text.
        """
        text = self.context.dialect.render(template)
        if len(text) > 8192:
            raise ValueError(f"formula of {len(text)} characters")
        plain = serial(value, date_1904=self.context.date_1904)
        cached = "" if plain is None else plain
        look = style or self.context.styles()
        if array:
            _done(self.worksheet.write_array_formula(row, column, row, column, "{=" + text + "}", look, cached))
        else:
            _done(self.worksheet.write_formula(row, column, text, look, cached))

    def link(self, row: int, column: int, place: Place | None, text: str, style: Any = None) -> None:
        """A text that leads to a cell of this workbook; without a place, or past Excel's limit, the text alone."""
        if place is None or self._links >= MOST_LINKS:
            self.text(row, column, text, style)
            return
        self._links += 1
        _done(self.worksheet.write_url(row, column, _target(place), style or self.context.styles.link, text))

    def link_area(self, row: int, column: int, last_row: int, last_column: int, place: Place, tip: str) -> None:
        """Let every cell of an area lead to a cell of this workbook, whatever stands there; past the limit, none."""
        if self._links < MOST_LINKS:
            self._links += 1
            self.worksheet.link_area(row, column, last_row, last_column, _target(place), tip)

    def merge(self, row: int, column: int, last_row: int, last_column: int, text: str, style: Any = None) -> None:
        """A text across several cells."""
        look = style or self.context.styles()
        _done(self.worksheet.merge_range(row, column, last_row, last_column, "", look))
        self.text(row, column, text, look)

    def widths(self, *widths: float) -> None:
        """The widths of the columns from the first on, in digits."""
        for column, width in enumerate(widths):
            _done(self.worksheet.set_column(column, column, min(width, 255)))

    def dropdown(self, row: int, column: int, source: str, *, last_row: int | None = None, strict: bool = True) -> None:
        """A list to choose from: a range or a defined name, with its equals sign. Lax ones only warn."""
        options = {"validate": "list", "source": source, "error_type": "stop" if strict else "information"}
        _done(self.worksheet.data_validation(row, column, row if last_row is None else last_row, column, options))

    def dropdown_of(self, row: int, column: int, choices: Sequence[str]) -> None:
        """A short list to choose from, kept in the cell's own rule: at most 255 characters with the commas between."""
        options = {"validate": "list", "source": list(choices)}
        _done(self.worksheet.data_validation(row, column, row, column, options))

    def highlight(
        self, row: int, column: int, last_row: int, last_column: int, formula: str, look: Any, *, alone: bool = False
    ) -> None:
        """A conditional format where a formula holds, written for the first cell, without its equals sign.

        One that holds `alone` lets no later one change the cell.
        """
        options = {"type": "formula", "criteria": "=" + formula, "format": look, "stop_if_true": alone}
        _done(self.worksheet.conditional_format(row, column, last_row, last_column, options))

    def set_width(self, column: int, width: float, look: Any = None) -> None:
        """The width of one column in digits, and the look of its cells not yet typed."""
        _done(self.worksheet.set_column(column, column, min(width, 255), look))

    def fold(self, first: int, widths: Sequence[float]) -> None:
        """Fold columns away, to be opened by the sign above the next one."""
        for column, width in enumerate(widths, first):
            _done(self.worksheet.set_column(column, column, min(width, 255), None, {"level": 1, "hidden": True}))
        _done(self.worksheet.set_column(column + 1, column + 1, None, None, {"collapsed": True}))

    def hide_columns(self, first: int, last: int) -> None:
        """Take columns out of sight."""
        _done(self.worksheet.set_column(first, last, None, None, {"hidden": True}))

    def chart(self, row: int, column: int, chart: Any, **options: Any) -> None:
        """A chart at a cell."""
        _done(self.worksheet.insert_chart(row, column, chart, options or None))

    def page(self, *, landscape: bool = False, repeat_rows: tuple[int, int] | None = None, freeze: int = 0) -> None:
        """A4, one page wide, page numbers, no gridlines; the first `freeze` rows stay in sight."""
        sheet = self.worksheet
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.hide_gridlines(2)
        if repeat_rows is not None:
            sheet.repeat_rows(*repeat_rows)
        if freeze:
            sheet.freeze_panes(freeze, 0)

    def name(self, name: str, area: str) -> None:
        """A defined name for cells of this sheet."""
        self.context.workbook.define_name(name, f"={sheet_reference(self.worksheet.name)}!{area}")

    def title(self, text: str, line: str = "") -> None:
        """The title of the page in the first row, and a line under it."""
        self.worksheet.set_row(0, 30)
        self.text(0, 0, text, self.context.styles.title)
        self.text(1, 0, line, self.context.styles.subtitle)


def _target(place: Place) -> str:
    return f"internal:{sheet_reference(place.sheet)}!{place.cell or f'A{place.row or 1}'}"


def _done(result: Any) -> None:
    """Refuses what xlsxwriter answers with a negative code: it would have dropped the data without a word."""
    if isinstance(result, int) and result < 0:
        raise ValueError(f"xlsxwriter refused with {result}")
