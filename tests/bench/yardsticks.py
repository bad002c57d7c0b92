"""What bare pandas does with a book, each a process of its own: `python -m tests.bench.yardsticks read BOOK`."""

import sys

import pandas as pd


def main(what: str, book: str, out: str = "") -> None:
    """Read every sheet with an engine; `copy` writes them to `out` through xlsxwriter."""
    sheets = pd.read_excel(book, sheet_name=None, engine="calamine" if what == "calamine" else "openpyxl")
    if what == "copy":
        with pd.ExcelWriter(out, engine="xlsxwriter") as writer:
            for title, sheet in sheets.items():
                sheet.to_excel(writer, sheet_name=title, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
