"""A book made in memory is built from what it says, not from what its cells would be taken for."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.support.cellvalues import read_cells
from xlcrm.measures import compute
from xlcrm.model.book import Book
from xlcrm.model.records import Records
from xlcrm.sample import SAMPLE_AS_OF
from xlcrm.schema.settings import default_settings
from xlcrm.schema.tables import CUSTOMERS
from xlcrm.workbook.build import build


def customers(*rows: tuple[str | None, str | None]) -> Book:
    ids, names = (pd.Series(column, dtype=object) for column in zip(*rows, strict=True))
    records = Records(CUSTOMERS, {"customer_id": ids, "name": names})
    settings = default_settings("en", "pyramid")
    return Book({"customers": records}, language="en", settings=settings, as_of=SAMPLE_AS_OF, compute=compute)


def overview(book: Book, path: Path) -> list[object]:
    path.write_bytes(build(book))
    cells = read_cells(path)["Overview"]
    return [cells[f"A{row}"].value for row in (5, 6) if f"A{row}" in cells]


def test_an_id_that_reads_like_an_error_is_an_id(tmp_path: Path) -> None:
    assert overview(customers(("#N/A", "Ann"), ("B", "Bob")), tmp_path / "book.xlsx") == ["#N/A", "B"]


def test_a_blank_row_is_no_record(tmp_path: Path) -> None:
    assert overview(customers((None, None), ("B", "Bob")), tmp_path / "book.xlsx")[-1] == "B"
