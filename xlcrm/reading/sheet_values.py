"""The values of a sheet, row by row as Excel shows them, read by the calamine engine."""

import io
import re
import zipfile
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from xlcrm.ooxml.extent import Fitted, TooLarge, fitted
from xlcrm.ooxml.plain_sheet import MalformedSheet
from xlcrm.reading.faults import refusal
from xlcrm.reading.workbook_file import WorkbookFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


# What a part says of its own size, which may be wrong, and which the engine can do without.
_DIMENSION = re.compile(rb"<dimension\b[^>]*>(?:</dimension>)?")
_COUNT = re.compile(rb"""(<(?:[\w.-]+:)?sst\b[^>]*?)\suniqueCount\s*=\s*(?:"[^"]*"|'[^']*')""")

_STYLE_OF_HUGE = re.compile(
    rb'(<c [^>]*?) s="[0-9]*"([^>]*>\s*(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>-?(?:[0-9]{8,}|[0-9.]+[eE]\+?[0-9]+))'
)


def read_values(file: WorkbookFile, title: str) -> list[list[Any]]:
    """The cells of a worksheet: row 1 first, column A first, every row of the same length.

    A cell is float, str, bool, date, datetime, time or timedelta. Blank cells, error values and formulas without a
    cached value are all `""`: SheetFacts tells them apart. Cells far away from the others are left out; SheetFacts
    names them. Each thread may read a sheet of its own at the same time.

    Raises UnreadableFile where the sheet is damaged or too large.
    """
    if file.sheet(title).kind != "worksheet":
        return []
    ready = fitted_sheet(file, title)
    untouched = file.regular and ready.xml is file.sheet_xml(title)
    if untouched:
        try:
            workbook = _opened(file)
            return _rows(workbook, title)
        except (CalamineError, OverflowError):
            pass  # the rest of the package may be what it stumbles over
    try:
        return _rows_alone(file, ready.xml)
    except CalamineError as error:
        if "shared strings" in str(error):
            raise refusal("F135", file.path) from None
        raise file.malformed(title) from None


def _rows_alone(file: WorkbookFile, xml: bytes) -> list[list[Any]]:
    """The cells of one sheet, whatever the rest of the package is like."""
    try:
        return _rows(_open(_alone(file, xml)), "sheet")
    except OverflowError:  # a number formatted as a time, of more days than Python knows: let it be a number
        return _rows(_open(_alone(file, _STYLE_OF_HUGE.sub(rb"\1\2", xml))), "sheet")


def fitted_sheet(file: WorkbookFile, title: str) -> Fitted:
    """The plain XML of a worksheet without what lies far away.

    Raises UnreadableFile where that is still too large, or not well-formed.
    """
    try:
        ready = fitted(file.plain_sheet(title))
    except TooLarge:
        raise refusal("F146", file.path, sheet=title) from None
    except MalformedSheet:
        raise file.malformed(title) from None
    file.far[title] = ready.far
    return ready


def _opened(file: WorkbookFile) -> CalamineWorkbook:
    """The whole workbook; one for each thread, since an engine cannot be shared."""
    workbook: CalamineWorkbook | None = getattr(file.per_thread, "workbook", None)
    if workbook is None:
        workbook = file.per_thread.workbook = _open(file.data)
    return workbook


def _open(data: bytes) -> CalamineWorkbook:
    return _no_panic(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))


def _rows(workbook: CalamineWorkbook, title: str) -> list[list[Any]]:
    rows: list[list[Any]] = _no_panic(lambda: workbook.get_sheet_by_name(title).to_python(skip_empty_area=False))
    return rows


def _no_panic(step: Any) -> Any:
    """Run a step of the engine; its panics, which are no Exception, become its error."""
    try:
        return step()
    except BaseException as error:
        if type(error).__module__ == "pyo3_runtime":
            raise CalamineError(str(error)) from None
        raise


def _alone(file: WorkbookFile, xml: bytes) -> bytes:
    """A package in memory that holds one sheet, and of the file no more than its values need."""
    parts = {"styles": file.styles_part, "sharedStrings": file.strings_part}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name, part in parts.items()
        if part
    )
    date_1904 = "<workbookPr date1904='1'/>" if file.date_1904 else ""
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{date_1904}'
        '<sheets><sheet name="sheet" sheetId="1" r:id="sheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="sheet" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": _DIMENSION.sub(b"", xml, count=1),
    }
    for name, part in parts.items():
        if part:
            contents[f"xl/{name}.xml"] = _COUNT.sub(rb"\1", file.archive.xml(part), count=1)
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return package.getvalue()
