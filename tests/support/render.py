"""Workbooks as pictures, to look at: `python -m tests.support.render BOOK OUTDIR [SHEET...]`."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from .filecheck.package import MAIN, Package
from .libreoffice import convert
from .parts import with_part, xml_of

DOTS_PER_INCH = 100

PRINT_AREA = "_xlnm.Print_Area"


def render(path: Path, outdir: Path, sheets: Collection[str] | None = None) -> list[Path]:
    """One PNG a printed page, in the order of pages, named book-1.png and on; `sheets` leaves out all others.

    Raises ValueError for a sheet that the workbook does not have, and LibreOfficeError where it cannot be converted.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="render-") as folder:
        source = path if sheets is None else only(path, sheets, Path(folder))
        (pdf,) = convert([source], "pdf", Path(folder) / "pdf")
        prefix = outdir / path.stem
        command = ["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), str(pdf), str(prefix)]
        subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    pages = [page for page in outdir.glob("*.png") if re.fullmatch(re.escape(path.stem) + r"-\d+\.png", page.name)]
    return sorted(pages, key=lambda page: int(page.stem.rpartition("-")[2]))


def only(path: Path, sheets: Collection[str], folder: Path) -> Path:
    """A copy in which all other sheets are hidden: hidden ones are not printed, and formulas still find them.

    LibreOffice prints a hidden sheet that has a print area all the same, so they lose theirs.
    """
    package = Package(path.read_bytes())
    part = package.related("", "officeDocument")[0]
    root = package.tree(part)
    assert root is not None
    elements = root.findall(f"{MAIN}sheets/{MAIN}sheet")
    missing = set(sheets) - {element.get("name") for element in elements}
    if missing:
        raise ValueError(f"{path.name} has no sheet {', '.join(sorted(missing))}")
    for element in elements:
        element.set("state", "visible" if element.get("name") in sheets else "hidden")
    for name in root.findall(f"{MAIN}definedNames/{MAIN}definedName[@name='{PRINT_AREA}']"):
        parent = name.getparent()
        if parent is not None and elements[int(name.get("localSheetId", "0"))].get("state") == "hidden":
            parent.remove(name)
    shown = next(number for number, element in enumerate(elements) if element.get("name") in sheets)
    for view in root.iterfind(f"{MAIN}bookViews/{MAIN}workbookView"):
        view.set("activeTab", str(shown))
        view.set("firstSheet", str(shown))
    copy = folder / path.name
    copy.write_bytes(with_part(path.read_bytes(), part, xml_of(root)))
    return copy


if __name__ == "__main__":
    for picture in render(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or None):
        sys.stdout.write(f"{picture}\n")
