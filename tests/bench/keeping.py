"""What a build keeps of other people's workbooks: `python -m tests.bench.keeping FOLDER`.

Every workbook in the folder gets the five tables, by an edit of its package, and is built; then it is compared with
what it was: part by part, by the file checker, by the Open XML SDK where it is installed, and by LibreOffice.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlcrm
from tests.bench.part_changes import compare_parts
from tests.support import ooxml
from tests.support.cellvalues import read_cells
from tests.support.filecheck import check_package
from tests.support.libreoffice import LibreOfficeError, convert
from tests.writing.plain import with_tables
from xlcrm.errors import UserError
from xlcrm.reading.read import read as read_book

AS_OF = date(2026, 10, 31)
AT_ONCE = 20
VOLATILE = ("NOW(", "TODAY(", "RAND", "CELL(", "INFO(")


@dataclass
class Kept:
    """What became of one workbook. `refused` says why it was not built; the lists name what is not as it should be."""

    path: Path
    built: Path
    refused: str = ""
    crashed: str = ""
    aside: str = ""
    identical: int = 0
    as_must: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    unlike_again: bool = False
    new_faults: list[str] = field(default_factory=list)
    new_sdk: list[str] = field(default_factory=list)
    other_values: list[str] = field(default_factory=list)
    unopened: bool = False

    @property
    def is_built(self) -> bool:
        """Whether there is a result to compare."""
        return not self.refused and not self.crashed


def kept(path: Path, folder: Path, customers: int) -> Kept:
    """Build one workbook with the tables in it, and compare the packages."""
    one = Kept(path, folder / f"built-{path.name}")
    try:
        one.built.write_bytes(with_tables(path.read_bytes(), customers))
        book = read_book(one.built, as_of=AS_OF)
        if not book.origin.in_place:
            one.aside = book.origin.reason.en
            aside = one.built.with_name(f"aside-{path.name}")
            xlcrm.build(book, aside)
            aside.replace(one.built)
        else:
            xlcrm.build(book, one.built)
    except UserError as error:
        one.refused = str(error)
    except Exception:
        one.crashed = traceback.format_exc()
    if one.is_built:
        before, after = path.read_bytes(), one.built.read_bytes()
        one.identical, one.as_must, one.otherwise = compare_parts(before, after)
        one.new_faults = _added(map(str, check_package(before)), map(str, check_package(after)))
        if one.aside == "":
            one.unlike_again = not xlcrm.build(read_book(one.built, as_of=AS_OF), one.built).unchanged
    return one


def _added(before: Iterator[str], after: Iterator[str]) -> list[str]:
    return list((Counter(after) - Counter(before)).elements())


def ask_sdk(ones: Sequence[Kept]) -> None:
    """Findings of the Open XML SDK that the original did not have; places within a part may move."""
    for one in ones:
        before, after = (
            (f"{found.part}: {found.what}" for found in ooxml.validate([path])) for path in (one.path, one.built)
        )
        one.new_sdk = _added(before, after)


def ask_libreoffice(ones: Sequence[Kept], folder: Path) -> None:
    """Cells of the user's sheets that LibreOffice shows otherwise than before; some at a time, or one by one."""
    for number in range(0, len(ones), AT_ONCE):
        some = ones[number : number + AT_ONCE]
        try:
            _compare_values(some, folder / str(number))
        except (LibreOfficeError, OSError, TimeoutError):
            for place, one in enumerate(some):
                one.unopened = not _opens(one.path, folder / f"{number}-{place}-before")
                try:
                    if not one.unopened:
                        _compare_values([one], folder / f"{number}-{place}")
                except LibreOfficeError as error:
                    one.other_values = [str(error)]


def _opens(path: Path, folder: Path) -> bool:
    try:
        convert([path], "xlsx:Calc MS Excel 2007 XML", folder)
    except LibreOfficeError:
        return False
    return True


def _compare_values(ones: Sequence[Kept], folder: Path) -> None:
    paths = [one.path for one in ones] + [one.built for one in ones]
    results = convert(paths, "xlsx:Calc MS Excel 2007 XML", folder)
    for one, old, new in zip(ones, results, results[len(ones) :], strict=False):
        before, after = read_cells(old), read_cells(new)
        for title, cells in before.items():
            others = after.get(title)
            if others is None:
                one.other_values.append(f"{title} is not there")
                continue
            one.other_values += [
                f"{title}!{place}: {cell.value!r} is {others[place].value if place in others else None!r}"
                for place, cell in cells.items()
                if not any(word in (cell.formula or "").upper() for word in VOLATILE)
                and (place not in others or others[place].value != cell.value)
            ]


def report(ones: Sequence[Kept]) -> Iterator[str]:
    """Lines of figures, then what is not as it should be."""
    built = [one for one in ones if one.is_built]
    yield f"{len(ones)} workbooks, {len(built)} built, {sum(bool(one.aside) for one in built)} of them into a new file"
    yield f"parts identical: {sum(one.identical for one in built)}"
    yield f"parts changed as they must: {sum(len(one.as_must) for one in built)}"
    for what, found in (
        ("parts changed otherwise", [(one, text) for one in built for text in one.otherwise]),
        ("books that a second build changed", [(one, "") for one in built if one.unlike_again]),
        ("new faults", [(one, text) for one in built for text in one.new_faults]),
        ("new findings of the Open XML SDK", [(one, text) for one in built for text in one.new_sdk]),
        ("cells that LibreOffice shows otherwise", [(one, text) for one in built for text in one.other_values]),
        ("not opened by LibreOffice before either", [(one, "") for one in built if one.unopened]),
        ("crashed", [(one, one.crashed) for one in ones if one.crashed]),
        ("refused", [(one, one.refused) for one in ones if one.refused]),
        ("into a new file", [(one, one.aside) for one in built if one.aside]),
    ):
        yield f"{what}: {len(found)}"
        yield from (f"    {one.path.name}: {text}" for one, text in found)


def main() -> int:
    """Measure a folder; 1 where anything was lost or a fault added."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.keeping", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--customers", type=int, default=5)
    parser.add_argument("--without-libreoffice", action="store_true")
    parser.add_argument("--keep", type=Path, help="leave the built workbooks in this folder")
    options = parser.parse_args()
    paths = [path for path in sorted(options.folder.iterdir()) if path.suffix.lower() in (".xlsx", ".xlsm")]
    with tempfile.TemporaryDirectory() as passing:
        folder = options.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        ones = []
        for number, path in enumerate(paths, start=1):
            ones.append(kept(path, folder, options.customers))
            sys.stderr.write(f"\r{number} of {len(paths)} {path.name[:60]:60}")
        built = [one for one in ones if one.is_built]
        if ooxml.program() is not None:
            ask_sdk(built)
        if not options.without_libreoffice:
            ask_libreoffice(built, Path(passing))
    sys.stdout.writelines(line + "\n" for line in report(ones))
    bad = [o for o in ones if o.otherwise or o.new_faults or o.new_sdk or o.other_values or o.crashed or o.unlike_again]
    return int(bool(bad))


if __name__ == "__main__":
    raise SystemExit(main())
