"""Tables: names, ids, ranges, and header cells equal to the column names."""

from __future__ import annotations

from collections.abc import Mapping

from .book import Book, Table
from .names import Area, fault_of_name, parse_area, unescape
from .order import check_order
from .package import MAIN
from .styles import in_range

DXF_ATTRIBUTES = ("headerRowDxfId", "dataDxfId", "totalsRowDxfId", "headerRowBorderDxfId", "tableBorderDxfId")


def check_table_names(book: Book) -> None:
    """Names and ids are unique in the whole workbook, apart from case."""
    seen: dict[str, set[str]] = {"id": set(), "name": set(), "displayName": set()}
    for table in book.tables:
        for attribute, values in seen.items():
            value = table.element.get(attribute, "").casefold()
            if attribute == "id" and not (value.isdigit() and int(value)):
                book.package.add(table.part, table.name, f"table id {value!r}")
            if value in values:
                book.package.add(table.part, table.name, f"table {attribute} {value!r} twice")
            values.add(value)
        fault = fault_of_name(table.name)
        if fault:
            book.package.add(table.part, table.name, f"table {fault}")
        if table.name.casefold() in book.names:
            book.package.add(table.part, table.name, "table has the name of a defined name")


def check_table(book: Book, table: Table, headers: Mapping[tuple[int, int], str | None]) -> None:
    """One table; `headers` holds the plain text of the cells in header rows, None where a cell holds none."""
    element = table.element

    def add(what: str) -> None:
        book.package.add(table.part, table.name, what)

    check_order(book.package, table.part, element, "table")
    area = parse_area(element.get("ref", ""))
    if area is None:
        add(f"table of no valid range {element.get('ref')!r}")
        return
    header_rows = 0 if element.get("headerRowCount") == "0" else 1
    totals_rows = 0 if element.get("totalsRowCount", "0") == "0" else 1
    if area.bottom - area.top + 1 < header_rows + totals_rows + 1:
        add("table without a data row")
    columns = element.findall(f"{MAIN}tableColumns/{MAIN}tableColumn")
    width = area.right - area.left + 1
    count = element.find(MAIN + "tableColumns")
    if len(columns) != width or (count is not None and count.get("count", str(width)) != str(width)):
        add(f"table of {len(columns)} columns over {width} columns of cells")
    check_columns(book, table)
    if header_rows:
        for offset, name in enumerate(table.columns[:width]):
            check_header(book, table, (area.top, area.left + offset), name, headers)
    check_table_filter(book, table, area, totals_rows)
    for holder in element.iter(MAIN + "table", MAIN + "tableColumn"):
        for attribute in DXF_ATTRIBUTES:
            value = holder.get(attribute)
            if value is not None and not in_range(value, book.styles.dxfs):
                add(f"{attribute} {value} does not exist")


def check_columns(book: Book, table: Table) -> None:
    ids: set[str] = set()
    names: set[str] = set()
    for column in table.element.iterfind(f"{MAIN}tableColumns/{MAIN}tableColumn"):
        check_order(book.package, table.part, column, "tableColumn")
        name, identity = column.get("name", ""), column.get("id", "")
        folded = unescape(name).casefold()
        place = f"{table.name}[{name}]"
        if identity in ids or not (identity.isdigit() and int(identity)):
            book.package.add(table.part, place, f"column id {identity!r} twice or no number")
        if folded in names:
            book.package.add(table.part, place, "column name twice, apart from case")
        if not 1 <= len(unescape(name)) <= 255:
            book.package.add(table.part, place, "column name empty or longer than 255 characters")
        ids.add(identity)
        names.add(folded)
        for kind in ("calculatedColumnFormula", "totalsRowFormula"):
            formula = column.find(MAIN + kind)
            for what in () if formula is None else book.formulas.faults(formula.text or ""):
                book.package.add(table.part, place, what)


def check_header(
    book: Book, table: Table, cell: tuple[int, int], name: str, headers: Mapping[tuple[int, int], str | None]
) -> None:
    text = headers.get(cell)
    if text is None:
        book.package.add(table.part, f"{table.name}[{name}]", "header cell holds no plain text")
    elif text.replace("\r\n", "\n") != name.replace("\r\n", "\n"):
        book.package.add(table.part, f"{table.name}[{name}]", f"header cell holds {text!r}")


def check_table_filter(book: Book, table: Table, area: Area, totals_rows: int) -> None:
    element = table.element.find(MAIN + "autoFilter")
    if element is None:
        return
    wanted = area._replace(bottom=area.bottom - totals_rows)
    if parse_area(element.get("ref", "")) != wanted:
        book.package.add(table.part, table.name, f"filter over {element.get('ref')!r}, not over the table")
    for column in element.iterchildren(MAIN + "filterColumn"):
        if not in_range(column.get("colId", ""), area.right - area.left + 1):
            book.package.add(table.part, table.name, f"filter column {column.get('colId')} outside the table")
