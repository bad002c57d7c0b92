"""A copy of a book as it is, with the cells in question coloured, a note on each, and a list with links in front."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice

from xlsxwriter import Workbook

from xlcrm.labels import Language, labels
from xlcrm.model.book import Book
from xlcrm.model.place import Place
from xlcrm.ooxml import ConditionalFormat, Package, adopt, edit_sheet
from xlcrm.ooxml.a1 import Area, cell_of, written
from xlcrm.pages.finding_list import write_list
from xlcrm.pages.severity import severity_look
from xlcrm.rules.engine import fold
from xlcrm.rules.finding import SEVERITIES, Finding, Severity
from xlcrm.rules.finding_lines import RANKS, FindingLine

TITLE = labels("检查清单", "檢查清單", "Check list")
AUTHOR = "xlcrm"
ALWAYS = "1=1"
"""The formula of a highlight that holds whatever the cell says."""

MOST_NOTES = 10_000
"""How many notes a sheet gets, the gravest first: every one is a drawing, which programs load one by one."""

RANGES_A_FORMAT = 200
"""How many ranges one conditional format names: Excel is slow with longer lists."""

_COLON = labels("：", "：", ": ")


def marked_copy(book: Book, findings: Sequence[Finding], language: Language) -> bytes:
    """The bytes of the copy; `findings` are not folded, so that every cell is marked.

    Nothing of the book is lost or changed but how the cells in question look. A row in question is marked at its first
    cell of the table. Raises UnwritableFile for a package that cannot be kept whole.
    """
    package = Package.of_graph(book.origin.graph)
    for title, cells in _by_sheet(book, findings).items():
        _mark(package, title, cells, language)
    _put_list_in_front(package, book, fold(findings), language)
    return package.to_bytes()


def _by_sheet(book: Book, findings: Iterable[Finding]) -> dict[str, dict[str, list[Finding]]]:
    """The findings of each cell, by its address, of each sheet."""
    found: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        place = _cell_of(book, finding)
        if place is not None and place.cell is not None:
            found[place.sheet][place.cell].append(finding)
    return found


def _cell_of(book: Book, finding: Finding) -> Place | None:
    place = finding.place
    if place is None or place.row is None or place.column is not None:
        return place
    sources = book[finding.table].sources if finding.table else ()
    columns = [min(source.columns.values()) for source in sources if source.sheet == place.sheet and source.columns]
    return Place(place.sheet, place.row, columns[0]) if columns else place


def _mark(package: Package, title: str, cells: Mapping[str, Sequence[Finding]], language: Language) -> None:
    entry = package.sheet(title)
    if entry is None or entry.kind != "worksheet":
        return
    editor = edit_sheet(package, entry)
    formats = []
    for severity in SEVERITIES:
        alike = [reference for reference, found in cells.items() if _worst(found) == severity]
        if alike:
            look = severity_look(severity)
            marked = package.styles.differential_format(fill=look["bg_color"][1:], font_color=look["font_color"][1:])
            formats += [ConditionalFormat(ranges, ALWAYS, marked) for ranges in _ranges(alike)]
    editor.add_owned_conditional_formats(formats)
    gravest = sorted(cells, key=lambda reference: RANKS[_worst(cells[reference])])[:MOST_NOTES]
    noted = {reference: _note(cells[reference], language) for reference in sorted(gravest, key=cell_of)}
    editor.add_notes(noted, AUTHOR)


def _worst(findings: Sequence[Finding]) -> Severity:
    return min((finding.severity for finding in findings), key=RANKS.__getitem__)


def _note(findings: Sequence[Finding], language: Language) -> str:
    """What is wrong with a cell and how to mend it, the gravest first."""
    gravest_first = sorted(findings, key=lambda finding: RANKS[finding.severity])
    lines = [FindingLine(finding, language) for finding in gravest_first]
    colon = _COLON.in_(language)
    said = [f"{_capital(line.kind)}{colon}" + "\n".join(filter(None, (line.message, line.hint))) for line in lines]
    return "\n\n".join(said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ranges(cells: Iterable[str]) -> Iterator[str]:
    """Lists of ranges that cover some cells, those under one another taken together."""
    joined = iter(_columns_of(sorted(cell_of(cell)[::-1] for cell in cells)))
    while chunk := list(islice(joined, RANGES_A_FORMAT)):
        yield written(chunk)


def _columns_of(cells: Sequence[tuple[int, int]]) -> list[Area]:
    found: list[Area] = []
    for column, row in cells:
        if found and found[-1][1] == column and found[-1][2] == row - 1:
            found[-1] = found[-1]._replace(bottom=row)
        else:
            found.append(Area(row, column, row, column))
    return found


def _put_list_in_front(package: Package, book: Book, findings: Sequence[Finding], language: Language) -> None:
    title = package.workbook.free_title(TITLE.in_(language))
    stream = BytesIO()
    workbook = Workbook(stream, {"date_1904": package.date_1904})
    write_list(workbook, title, book, findings, language)
    workbook.close()
    adopt(package, Package.from_bytes(stream.getvalue()), [title])
    package.order_sheets([title])
    package.set_active(title)
