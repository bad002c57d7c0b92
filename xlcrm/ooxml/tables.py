"""Tables of an input sheet: made, or given another range and columns while everything the user set on them stays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from xlcrm.errors import UnwritableFile
from xlcrm.labels import labels
from xlcrm.ooxml.a1 import Area, area_of
from xlcrm.ooxml.adoption import free_name, table_ids, table_names
from xlcrm.ooxml.package import SPREADSHEET_CONTENT, Package
from xlcrm.ooxml.sheet_xml import SheetXml
from xlcrm.ooxml.workbook import SheetEntry
from xlcrm.ooxml.xmlio import MAIN, RELATIONSHIP, Element, insert_in_order, main, make, parse, serialise

TABLE_TYPE = f"{RELATIONSHIP}/table"
TABLE_CONTENT = f"{SPREADSHEET_CONTENT}.table+xml"
ORDER = ("autoFilter", "sortState", "tableColumns", "tableStyleInfo", "extLst")
COLUMN_ORDER = ("calculatedColumnFormula", "totalsRowFormula", "xmlColumnPr", "extLst")

MERGED = labels(
    "工作表“{sheet}”的数据区内有合并单元格 {cells}，无法设为表格。请先取消合并。",
    "工作表「{sheet}」的資料範圍內有合併儲存格 {cells}，無法設為表格。請先取消合併。",
    "Merged cells {cells} lie among the data of sheet “{sheet}”, which so cannot be a table. Unmerge them first.",
)
OVERLAPPING = labels(
    "工作表“{sheet}”的数据区与另一个表格“{table}”（{cells}）重叠。请移开或删除那个表格。",
    "工作表「{sheet}」的資料範圍與另一個表格「{table}」（{cells}）重疊。請移開或刪除該表格。",
    "The data of sheet “{sheet}” overlap another table, “{table}” ({cells}). Move or delete that table.",
)
TOTAL_ROW = labels(
    "工作表“{sheet}”的表格“{table}”带有汇总行（第 {row} 行），挡住了它下面的数据。请先关闭汇总行。",
    "工作表「{sheet}」的表格「{table}」有合計列（第 {row} 列），擋住了下方的資料。請先關閉合計列。",
    "Table “{table}” on sheet “{sheet}” has a total row (row {row}) in the way of its data. Turn that row off first.",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its range with header, and total row where it has one, and its columns' names."""

    name: str
    reference: str
    columns: tuple[str, ...]
    has_total_row: bool
    part: str


def calculated_formulas(package: Package, table: Table) -> dict[int, str]:
    """The formulas (without `=`) that a table fills into new rows, by the column of the sheet, counted from 0."""
    left = area_of(table.reference).left
    found = {}
    for place, column in enumerate(_columns(parse(package.parts[table.part], table.part)), left):
        formula = column.find(main("calculatedColumnFormula"))
        if formula is not None and formula.text and formula.get("array") is None:
            found[place] = formula.text
    return found


def decode_name(name: str) -> str:
    """A column's name as its header cell says it: line breaks are written `_x000a_`."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), name)


def encode_name(name: str) -> str:
    """A column's name as a table writes it."""
    return re.sub("[\x00-\x1f]", lambda match: f"_x{ord(match[0]):04x}_", name)


class TableEditor:
    """The tables of one sheet."""

    def __init__(self, package: Package, entry: SheetEntry, xml: SheetXml) -> None:
        self._package = package
        self._entry = entry
        self._xml = xml
        found = package.graph.relationships(entry.part).of_kind("table")
        parts = [relationship.part for relationship in found if relationship.part is not None]
        self._roots = {part: parse(package.parts[part], part) for part in parts}
        self._changed: set[str] = set()

    @property
    def tables(self) -> list[Table]:
        """All tables, in the order of their ranges."""
        found = [self._described(part, root) for part, root in self._roots.items()]
        return sorted(found, key=lambda table: area_of(table.reference))

    @staticmethod
    def _described(part: str, root: Element) -> Table:
        columns = tuple(decode_name(column.get("name", "")) for column in _columns(root))
        has_total_row = int(root.get("totalsRowCount", "0")) > 0
        return Table(root.get("displayName", ""), root.get("ref", ""), columns, has_total_row, part)

    def set_table(
        self,
        name: str,
        reference: str,
        columns: Sequence[str],
        calculated: Mapping[str, str],
        style: str,
        merged: Sequence[str],
    ) -> Table:
        """As `SheetEditor.set_table`."""
        table = self._find(name, reference)
        if table is not None:
            reference = self._with_total_row(table, reference)
        self._refuse(table, reference, merged)
        if table is None:
            part, root = self._make(name, style)
            self._take_filter(root, reference)
        else:
            part, root = table.part, self._roots[table.part]
        before = etree.tostring(root)
        _set_columns(root, columns, calculated)
        _set_reference(root, reference)
        if etree.tostring(root) != before:
            self._changed.add(part)
        return self._described(part, root)

    def _find(self, name: str, reference: str) -> Table | None:
        header = _header(reference)
        by_name = [table for table in self.tables if table.name.casefold() == name.casefold()]
        by_header = [t for t in self.tables if _header(t.reference).overlaps(header)]
        return next(iter([*by_name, *by_header]), None)

    def _with_total_row(self, table: Table, reference: str) -> str:
        """The range for a table that has a total row, which must lie right below the data."""
        if not table.has_total_row:
            return reference
        total_row, area = area_of(table.reference).bottom, area_of(reference)
        if area.bottom in (total_row, total_row - 1):
            return area._replace(bottom=total_row).text
        raise UnwritableFile(TOTAL_ROW, sheet=self._entry.title, table=table.name, row=total_row)

    def _refuse(self, table: Table | None, reference: str, merged: Sequence[str]) -> None:
        area = area_of(reference)
        inside = [cells for cells in merged if area_of(cells).overlaps(area)]
        if inside:
            raise UnwritableFile(MERGED, sheet=self._entry.title, cells=", ".join(inside[:5]))
        for other in self.tables:
            if (table is None or other.part != table.part) and area_of(other.reference).overlaps(area):
                raise UnwritableFile(OVERLAPPING, sheet=self._entry.title, table=other.name, cells=other.reference)

    def _make(self, name: str, style: str) -> tuple[str, Element]:
        package = self._package
        taken = table_names(package) | {known.name.casefold() for known in package.defined_names}
        taken |= {table.name.casefold() for table in self.tables}
        name = free_name(name, taken)
        ids = table_ids(package) | {int(root.get("id", "0")) for root in self._roots.values()}
        number = next(n for n in range(1, len(ids) + 2) if n not in ids)
        part = package.parts.free_name("xl/tables/table1.xml")
        root = make(main("table"), default=MAIN, id=str(number), name=name, displayName=name, ref="A1")
        root.set("totalsRowShown", "0")
        etree.SubElement(root, main("autoFilter"), ref="A1")
        etree.SubElement(root, main("tableColumns"))
        shown = {"showFirstColumn": "0", "showLastColumn": "0", "showRowStripes": "1", "showColumnStripes": "0"}
        etree.SubElement(root, main("tableStyleInfo"), {"name": style, **shown})
        package.graph.add(part, serialise(root), TABLE_CONTENT)
        rel_id = package.graph.relationships(self._entry.part).add(TABLE_TYPE, part)
        self._roots[part] = root
        self._list(rel_id)
        return part, root

    def _list(self, rel_id: str) -> None:
        """Name the new table in the sheet."""
        xml = self._xml
        r = xml.declare("r", RELATIONSHIP)
        listed = xml.first("tableParts")
        inner = re.findall(rb"<(?:\w+:)?tablePart\s[^>]*>", listed or b"")
        p = xml.prefix
        inner.append(f'<{p}tablePart {r}:id="{rel_id}"/>'.encode())
        head, tail = f'<{p}tableParts count="{len(inner)}">'.encode(), f"</{p}tableParts>".encode()
        xml.replace("tableParts", [head + b"".join(inner) + tail])

    def _take_filter(self, root: Element, reference: str) -> None:
        """A filter of the sheet over the range becomes the table's: Excel allows only one of them there."""
        raw = self._xml.first("autoFilter")
        if raw is None:
            return
        own = self._xml.element(raw)
        filtered, area = area_of(own.get("ref", "A1")), area_of(reference)
        if not filtered.overlaps(area):
            return
        self._xml.replace("autoFilter", [])
        self._package.workbook.remove_name("_xlnm._FilterDatabase", self._entry.title)
        if filtered.top > area.top:
            return  # it has another header, whereas one that begins higher, at a header of two rows, says the same
        table_filter = root.find(main("autoFilter"))
        assert table_filter is not None  # noqa: S101 - a table is made with one
        moved = filtered.left - area.left
        for column in own.iterfind(main("filterColumn")):
            column.set("colId", str(int(column.get("colId", "0")) + moved))
            column.tail = None
            if 0 <= int(column.get("colId", "0")) <= area.right - area.left:
                table_filter.append(column)
        order = own.find(main("sortState"))
        if order is not None:
            order.tail = None
            insert_in_order(root, order, ORDER)
        etree.cleanup_namespaces(root)

    def store(self) -> None:
        """Write changed tables into the package."""
        for part in self._changed:
            self._package.parts[part] = serialise(self._roots[part])
        self._changed.clear()


def _columns(root: Element) -> list[Element]:
    return root.findall(f"{main('tableColumns')}/{main('tableColumn')}")


def _header(reference: str) -> Area:
    area = area_of(reference)
    return area._replace(bottom=area.top)


def _set_columns(root: Element, columns: Sequence[str], calculated: Mapping[str, str]) -> None:
    """Have these columns; those that were there keep their number, formats, total and formula but for what is told."""
    holder = root.find(main("tableColumns"))
    if holder is None:
        holder = make(main("tableColumns"), like=root)
        insert_in_order(root, holder, ORDER)
    present = {decode_name(column.get("name", "")).casefold(): column for column in _columns(root)}
    ids = [column.get("id") for column in _columns(root)]
    highest = max([0, *(int(column.get("id", "0")) for column in present.values())])
    chosen = []
    for name in columns:
        column = present.get(name.casefold())
        if column is None:
            highest += 1
            column = make(main("tableColumn"), like=root, id=str(highest))
        if decode_name(column.get("name", "")) != name:
            column.set("name", encode_name(name))
        if name in calculated:
            _set_formula(column, calculated[name])
        chosen.append(column)
    if chosen != list(holder) or holder.get("count") != str(len(chosen)):
        for column in list(holder):
            holder.remove(column)
        holder.extend(chosen)
        holder.set("count", str(len(chosen)))
    _move_filters(root, ids, [column.get("id") for column in chosen])


def _set_formula(column: Element, formula: str) -> None:
    element = column.find(main("calculatedColumnFormula"))
    if element is None:
        element = make(main("calculatedColumnFormula"), like=column)
        insert_in_order(column, element, COLUMN_ORDER)
    if element.text != formula:
        element.text = formula


def _move_filters(root: Element, before: list[str | None], after: list[str | None]) -> None:
    """Let each column's filter stay with its column when columns came in before it."""
    holder = root.find(main("autoFilter"))
    if holder is None:
        return
    for column in holder.findall(main("filterColumn")):
        position = int(column.get("colId", "0"))
        if position < len(before) and before[position] in after:
            column.set("colId", str(after.index(before[position])))
        elif before:
            holder.remove(column)


def _set_reference(root: Element, reference: str) -> None:
    """Give the table its range, and its filter and order theirs within it."""
    if root.get("ref") != reference:
        root.set("ref", reference)
    area = area_of(reference)
    data = area._replace(bottom=area.bottom - int(root.get("totalsRowCount", "0")))
    table_filter = root.find(main("autoFilter"))
    if table_filter is not None:
        table_filter.set("ref", data.text)
    for state in root.iter(main("sortState")):
        for element in (state, *state.iterfind(main("sortCondition"))):
            element.set("ref", area_of(element.get("ref", "A1"))._replace(bottom=data.bottom).text)
