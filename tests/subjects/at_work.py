"""Works with the examples of CONTRIBUTING.md in a copy of the package that has them, and writes down what is seen."""

from __future__ import annotations

import json
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from click.testing import CliRunner

import xlcrm
from tests.rules.cases.all import CASES
from xlcrm.cli import main as main_command
from xlcrm.commands.import_rows import prepare_import
from xlcrm.errors import UserError
from xlcrm.measures import compute
from xlcrm.model.book import Book
from xlcrm.model.records import Records, typed_values
from xlcrm.ooxml import Package
from xlcrm.reading.read import read
from xlcrm.sample import sample_book
from xlcrm.schema.tables import TABLE

TOYS = ("pets", "parcels")
NEW_RULES = ("B407", "D901", "D902", "B901")
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
    prepare_import(source, read(path), path, TABLE["pets"]).save()
    return xlcrm.read(path).pets["name"].tolist()


def with_a_sheet(path: Path, title: str) -> Path:
    """A copy with a sheet of the user's own that is called as one of a toy's may be."""
    book = openpyxl.load_workbook(path)
    book.create_sheet(title).append(["Lions", 3])
    book.save(path.with_name("another.xlsx"))
    return path.with_name("another.xlsx")


def refusal(folder: Path) -> str:
    """What a build says where the rows of a toy are gone from a book that had them."""
    package = Package.from_bytes((folder / "asked.xlsx").read_bytes())
    package.remove_sheet(next(sheet for sheet in package.sheets if sheet.title == "Pets"))
    (folder / "gone.xlsx").write_bytes(package.to_bytes())
    try:
        xlcrm.build(read(folder / "gone.xlsx"), folder / "gone.xlsx")
    except UserError as error:
        return error.message("en")
    return ""


def with_lockers(path: Path, name: str, *lockers: str) -> Path:
    """A copy whose user made a column that a toy knows."""
    book = openpyxl.load_workbook(path)
    sheet = book["Customers"]
    place = sheet.max_column + 1
    for row, text in enumerate(("Box No", *lockers), 1):
        sheet.cell(row, place, text)
    book.save(path.with_name(name))
    return path.with_name(name)


def printed(*arguments: object) -> str:
    """What a command prints that does not fail."""
    done = CliRunner().invoke(main_command, [str(argument) for argument in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def found_by_new_rules() -> dict[str, bool]:
    """Whether each new rule finds in its case what it must, and nothing else."""
    found = {}
    for case in CASES:
        if case.code in NEW_RULES:
            places = sorted(str(finding.place) for finding in xlcrm.check(case.book, select=case.code))
            found[case.code] = places == case.expected
    return found


def packed(asked: Book, folder: Path) -> str:
    """All that stands in the packs of a book, one of whose follow-ups names the chip of the customer's pet."""
    pet, follow_ups = asked["pets"].frame.iloc[0], asked.follow_ups
    own = follow_ups.index[follow_ups["customer_id"] == pet["customer_id"]][0]
    promise = {"next_action": f"Chip {pet['chip']}", "next_date": pd.Timestamp(asked.as_of), "done": False}
    follow_ups.loc[own, list(promise)] = list(promise.values())
    path = folder / "packed.xlsx"
    xlcrm.build(asked, path)
    printed("review", path, "--customer", pet["customer_id"], "-o", folder / "packs")
    texts = []
    for pack in sorted((folder / "packs").rglob("*.xlsx")):
        with zipfile.ZipFile(pack) as package:
            texts += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return "\n".join(texts)


def in_german(folder: Path) -> dict[str, Any]:
    """A book in the language that an example adds, and what it reads as."""
    path = folder / "german.xlsx"
    printed("init", path, "--lang", "de", "--sample", "--with", "pets")
    sheets = openpyxl.load_workbook(path).sheetnames
    book = read(path)
    return {"language": book.language, "sheets": sheets, "species": sorted(book["pets"].frame["species"].unique())}


def by_rank(sample: Book, folder: Path) -> list[int]:
    """How many customers are in each tier by the method that an example adds; one tier has no number."""
    policy = sample.settings.policy
    tiers = [replace(tier, share=number) for tier, number in zip(policy.tiers, (2.0, 5.0, None, 8.0), strict=True)]
    policy = replace(policy, method="rank", tiers=tuple(tiers))
    xlcrm.build(sample.but(settings=replace(sample.settings, policy=policy)), folder / "ranked.xlsx")
    book = read(folder / "ranked.xlsx")
    return [int((book.measures["tier"] == tier.name).sum()) for tier in book.settings.policy.tiers]


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
        said[f"{name} read"] = seen(read(path))
        xlcrm.build(read(path), path)
        said[f"{name} again"] = xlcrm.build(read(path), path).unchanged
    said["a header alone"] = seen(read(with_lockers(folder / "plain.xlsx", "blank.xlsx")))
    said["a value"] = seen(read(with_lockers(folder / "plain.xlsx", "filled.xlsx", "B 7")))
    said["own column"] = list(read(folder / "blank.xlsx")["customers"].extras)
    blank = folder / "started.xlsx"
    printed("init", blank, "--lang", "en", "--with", "pets", "--with", "parcels")
    said["blank"] = seen(read(blank))
    said["another sheet"] = seen(read(with_a_sheet(folder / "plain.xlsx", "Animals")))["subjects"]
    said["refused"] = refusal(folder)
    said["imported"] = imported(folder)
    said["numbers"] = list(read(with_a_number(folder / "asked.xlsx"))["parcels"]["inside"])
    measures = read(folder / "asked.xlsx").measures
    said["shots"] = measures.loc[measures["rabies_shots"] == 1, "customer_id"].tolist()
    said["rules"] = found_by_new_rules()
    said["printed"] = printed("columns", "--lang", "en") + "".join(printed("rules", code) for code in NEW_RULES)
    said["packed"] = packed(asked, folder)
    said["german"] = in_german(folder)
    said["ranked"] = by_rank(plain, folder)
    (folder / "seen.json").write_text(json.dumps(said), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
