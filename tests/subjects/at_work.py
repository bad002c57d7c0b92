"""Works with the toy subjects in a copy of the package that has their folders; prints what is to be seen, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import openpyxl

import xlcrm
from xlcrm.measures import compute
from xlcrm.model.book import Book, Records, typed_values
from xlcrm.sample import sample_book
from xlcrm.schema.tables import TABLE

TOYS = ("pets", "parcels")
PARCELS = (
    {"parcel_no": "0001", "product": "Tea", "weight": 1.5, "recipient": "C0001"},
    {"parcel_no": "0002", "product": "Books", "recipient": "C9999", "policy": "LOST", "inside": "0001"},
    {"parcel_no": "0003", "product": "Stones", "weight": 30.0, "inside": "0009"},
)


def parcels() -> Records:
    table = TABLE["parcels"]
    return Records(table, {c.key: typed_values(c.kind, [row.get(c.key) for row in PARCELS]) for c in table.columns})


def seen(book: Book) -> dict[str, Any]:
    return {
        "subjects": [subject.key for subject in book.subjects],
        "tables": {key: len(records) for key, records in book.tables.items()},
        "customers": list(book.customers.columns),
        "findings": [
            (finding.code, finding.table, finding.column, str(finding.place)) for finding in xlcrm.check(book)
        ],
    }


def with_a_number(path: Path) -> Path:
    """A copy in which an ID that begins with zeros became a number."""
    book = openpyxl.load_workbook(path)
    book["Parcels"]["F3"] = 1
    book.save(path.with_name("numbers.xlsx"))
    return path.with_name("numbers.xlsx")


def main(folder: Path) -> None:
    sample = sample_book("en", customers=12, subjects=TOYS)
    asked = Book(
        sample.tables | {"parcels": parcels()},
        language="en",
        settings=sample.settings,
        as_of=sample.as_of,
        subjects=TOYS,
        compute=compute,
    )
    plain = sample_book("en", customers=12)
    said: dict[str, Any] = {"plain": seen(plain), "asked": seen(asked)}
    for name, book in (("plain", plain), ("asked", asked)):
        path = folder / f"{name}.xlsx"
        xlcrm.build(book, path)
        said[f"{name} read"] = seen(xlcrm.read(path))
        xlcrm.build(xlcrm.read(path), path)
        said[f"{name} again"] = xlcrm.build(xlcrm.read(path), path).unchanged
    said["numbers"] = list(xlcrm.read(with_a_number(folder / "asked.xlsx"))["parcels"]["inside"])
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
