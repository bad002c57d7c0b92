"""Works with the toy subjects in a copy of the package that has their folders; prints what is to be seen, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import openpyxl
from xlcrm.commands.import_file import prepare

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


def imported(folder: Path) -> list[str]:
    """The pets of a book that had none before a file of them was imported."""
    source = folder / "pets.csv"
    source.write_text("Customer ID,Pet Name,Species\nC0001,Rex,Dog\n", encoding="utf-8")
    path = folder / "importing.xlsx"
    path.write_bytes((folder / "plain.xlsx").read_bytes())
    transfer = prepare(source, xlcrm.read(path), TABLE["pets"])
    transfer.save(path)
    return list(xlcrm.read(path)["pets"]["name"])


def with_lockers(path: Path, name: str, *lockers: str) -> Path:
    """A copy whose user made a column that a toy knows."""
    book = openpyxl.load_workbook(path)
    sheet = book["Customers"]
    place = sheet.max_column + 1
    for row, text in enumerate(("Box No", *lockers), 1):
        sheet.cell(row, place, text)
    book.save(path.with_name(name))
    return path.with_name(name)


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
    said["a header alone"] = seen(xlcrm.read(with_lockers(folder / "plain.xlsx", "blank.xlsx")))
    said["a value"] = seen(xlcrm.read(with_lockers(folder / "plain.xlsx", "filled.xlsx", "B 7")))
    said["own column"] = list(xlcrm.read(folder / "blank.xlsx")["customers"].extras)
    said["imported"] = imported(folder)
    said["numbers"] = list(xlcrm.read(with_a_number(folder / "asked.xlsx"))["parcels"]["inside"])
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
