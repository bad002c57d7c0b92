"""Rules on keys and links know no table by name: whatever a table refers to, and whoever owns its rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.support.books import make_book
from xlcrm.labels import labels
from xlcrm.model.book import Book
from xlcrm.model.records import Records, Source, typed_values
from xlcrm.rules import Finding, check
from xlcrm.schema.types import CUSTOMER_REF, ID, TEXT, Column, Kind, Table

SHELVES = Table(
    "shelves",
    labels("架子", "架子", "Shelves"),
    (),
    "Shelves",
    (
        Column("shelf_no", ID, labels("架号", "架號", "Shelf No"), required=True, unique=True),
        Column("keeper", CUSTOMER_REF, labels("保管客户", "保管客戶", "Keeper")),
    ),
    keys=(("shelf_no",),),
)
PETS = Table(
    "pets",
    labels("宠物", "寵物", "Pets"),
    (),
    "Pets",
    (
        Column("customer_id", CUSTOMER_REF, labels("主人", "主人", "Owner"), required=True),
        Column("pet_no", ID, labels("宠物号", "寵物號", "Pet No")),
    ),
    keys=(("pet_no",),),
    owner="customer_id",
)
TOYS = Table(
    "toys",
    labels("玩具", "玩具", "Toys"),
    (),
    "Toys",
    (
        Column("pet_no", Kind("ref", refers_to="pets"), labels("宠物号", "寵物號", "Pet No"), required=True),
        Column("shelf", Kind("ref", refers_to="shelves"), labels("放在", "放在", "Stands On")),
        Column("name", TEXT, labels("名称", "名稱", "Name")),
    ),
    keys=(("pet_no", "name"),),
    owner="pet_no",
)


def records(table: Table, rows: Sequence[Mapping[str, Any]]) -> Records:
    columns = {c.key: typed_values(c.kind, [row.get(c.key) for row in rows]) for c in table.columns}
    places = {column.key: place for place, column in enumerate(table.columns)}
    return Records(table, columns, sources=[Source(table.labels.en, 1, places)])


def book_of(*, shelves: list[Any] | None = None, pets: list[Any] | None = None, toys: list[Any] | None = None) -> Book:
    book = make_book("en", customers=[{"customer_id": "C1", "name": "Li Wei"}, {"customer_id": "C2", "name": "Wang"}])
    for table, rows in ((SHELVES, shelves), (PETS, pets), (TOYS, toys)):
        book.tables[table.key] = records(table, rows or [])
    return book


def found(book: Book, code: str) -> list[Finding]:
    return check(book, select=[code])


def cells(book: Book, code: str) -> list[str]:
    return [str(finding.place) for finding in found(book, code)]


def test_a_row_of_nobody_has_no_customer() -> None:
    (finding,) = found(book_of(shelves=[{"shelf_no": "S1"}, {"shelf_no": "s1"}]), "K104")
    assert (str(finding.place), finding.customer_id) == ("Shelves!A3", None)


def test_a_required_cell_is_asked_for_in_a_table_of_nobody() -> None:
    assert cells(book_of(shelves=[{"keeper": "C1"}]), "V701") == ["Shelves!A2"]


def test_a_reference_to_a_customer_is_checked_whether_or_not_it_says_whose_the_row_is() -> None:
    book = book_of(shelves=[{"shelf_no": "S1", "keeper": "C9"}, {"shelf_no": "S2", "keeper": "c2"}])
    (finding,) = found(book, "K102")
    assert finding.message("en") == 'No customer has the ID "C9"'


def test_a_reference_to_another_table_names_that_table_and_the_nearest_of_its_rows() -> None:
    book = book_of(shelves=[{"shelf_no": "S-100"}], toys=[{"shelf": "S-1O0"}, {"shelf": "s-100"}, {"shelf": None}])
    (finding,) = found(book, "K102")
    assert finding.message("en") == 'There is no Shelf No "S-1O0" on Shelves; the nearest is "S-100"'
    assert finding.hint("en") == "Correct the ID, or add the row to Shelves"
    assert finding.message("zh-CN") == "“架子”表里没有架号“S-1O0”；最接近的是“S-100”"


def test_a_row_owned_by_another_row_belongs_to_the_customer_of_that_one() -> None:
    pets = [{"customer_id": "C2", "pet_no": "P1"}, {"customer_id": "C9", "pet_no": "P2"}]
    book = book_of(pets=pets, toys=[{"pet_no": pet, "shelf": "S9"} for pet in ("p1", "P2", "P3")])
    shelf = [finding.customer_id for finding in found(book, "K102") if finding.column == "shelf"]
    assert shelf == ["C2", None, None]


def test_ids_of_any_table_are_looked_at_as_excel_compares_them() -> None:
    book = book_of(shelves=[{"shelf_no": "007"}, {"shelf_no": "7"}], toys=[{"shelf": "7"}, {"shelf": "7.0"}])
    assert cells(book, "X104") == ["Shelves!A3", "Toys!B3"]
