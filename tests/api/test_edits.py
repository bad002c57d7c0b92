"""What is changed in a book's DataFrames counts at once, and a build writes it into the cells that it came from."""

import copy
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

import xlcrm
from xlcrm.errors import UserError
from xlcrm.labels import LANGUAGES
from xlcrm.ooxml import Package

from ..support.books import make_book
from ..writing.users import book_of

AS_OF = "2026-10-31"
EXAMPLE = Path(__file__).parents[2] / "examples" / "customers.zh-CN.xlsx"

CUSTOMERS = (
    ("Customer ID", "Customer Name", "Stage", "Phone", "Rating", "Joined"),
    ("C001", "Ann", "Customer", "13800000001", 5, date(2020, 1, 2)),
    ("C002", "Ben", "Prospect", "13800000002", 3, date(2021, 3, 4)),
)
PURCHASES = (
    ("Customer ID", "Purchase Date", "Product", "Amount", "Colour"),
    ("C001", date(2026, 3, 1), "Fund", 1000, "red"),
    ("C002", date(2026, 5, 1), "Cover", 2500, "blue"),
    ("C001", date(2026, 7, 1), "Bond", 300, None),
)
FOLLOW_UPS = (("Customer ID", "Date", "Done"), ("C001", date(2026, 9, 1), "No"))
SHEETS = {"Customers": CUSTOMERS, "Purchases": PURCHASES, "Follow-ups": FOLLOW_UPS}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(book_of(SHEETS))
    return path


def read(path: Path) -> xlcrm.Book:
    return xlcrm.read(path, as_of=AS_OF)


def sheet(path: Path, title: str, **how: Any) -> Any:
    return openpyxl.load_workbook(path, **how)[title]


def overview(path: Path) -> dict[str, dict[str, Any]]:
    """The rows of Overview as they were computed, by the customers' IDs."""
    rows = sheet(path, "Overview", data_only=True).iter_rows(min_row=4, values_only=True)
    header = next(rows)
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows if row[0]}


def test_cells_measures_and_findings_follow_an_edit(path: Path) -> None:
    book = read(path)
    book.purchases.loc[0, "amount"] = 9e6
    book.customers.loc[0, "name"] = "Anna"
    book.purchases.loc[1, "customer_id"] = "C009"
    assert book.measures.loc[0, ["name", "revenue_12m"]].tolist() == ["Anna", 9_000_300]
    assert [str(f.place) for f in xlcrm.check(book, "K102")] == ["Purchases!A3"]
    xlcrm.build(book, path)
    assert overview(path)["C001"]["Revenue 12M"] == 9_000_300
    assert overview(path)["C001"]["Customer Name"] == "Anna"
    assert [sheet(path, "Purchases")[cell].value for cell in ("A3", "D2")] == ["C009", 9_000_000]
    assert any("Purchases!A3" in str(row) or "A3" in map(str, row) for row in sheet(path, "Findings").values)


@pytest.mark.parametrize(
    ("table", "column", "value", "cell", "written"),
    [
        ("purchases", "date", pd.Timestamp("2026-08-09"), "B2", datetime(2026, 8, 9)),
        ("purchases", "customer_id", "C002", "A2", "C002"),
        ("purchases", "product", "=not a formula", "C2", "=not a formula"),
        ("purchases", "amount", 12, "D2", 12),
        ("purchases", "amount", pd.NA, "D2", None),
        ("customers", "stage", "lost", "C2", "Lost"),
        ("customers", "stage", None, "C2", None),
        ("customers", "phone", "13900000009", "D2", "13900000009"),
        ("follow_ups", "done", True, "C2", "Yes"),
        ("follow_ups", "date", pd.NaT, "B2", None),
        ("customers", "Rating", 4.5, "E2", 4.5),
        ("customers", "Joined", pd.Timestamp("2022-02-03"), "F2", datetime(2022, 2, 3)),
        ("purchases", "Colour", "green", "E2", "green"),
        ("purchases", "Colour", None, "E2", None),
    ],
)
def test_a_value_goes_into_its_cell(path: Path, table: str, column: str, value: Any, cell: str, written: Any) -> None:
    book = read(path)
    book.tables[table].loc[0, column] = value
    out = path.with_name("out.xlsx")
    xlcrm.build(book, out)
    title = {"purchases": "Purchases", "customers": "Customers", "follow_ups": "Follow-ups"}[table]
    held = sheet(out, title)[cell]
    assert held.value == written
    assert held.data_type != "f"
    again = read(out).tables[table].loc[0, column]
    assert pd.isna(again) if pd.isna(value) else again == (pd.Timestamp(value) if column == "date" else value)


def test_a_column_that_the_sheet_does_not_have_is_added(path: Path) -> None:
    book = read(path)
    book.purchases.loc[1, "cost"] = 7.5
    xlcrm.build(book, path)
    assert read(path).purchases["cost"].fillna(0).tolist() == [0, 7.5, 0]


def test_rows_are_added_at_the_end(path: Path) -> None:
    book = read(path)
    columns = ["customer_id", "date", "product", "amount", "Colour"]
    book.purchases.loc[3, columns] = ["C002", pd.Timestamp("2026-10-01"), "Card", 40, "grey"]
    more = pd.DataFrame({"customer_id": ["C002"], "date": [date(2026, 10, 2)], "product": ["Loan"], "amount": [2]})
    book.purchases = pd.concat([book.purchases, more], ignore_index=True)
    assert book.measures["purchase_count"].tolist() == [2, 3]
    xlcrm.build(book, path)
    rows = list(sheet(path, "Purchases").iter_rows(min_row=5, max_col=5, values_only=True))
    assert [row[:1] + row[2:] for row in rows] == [("C002", "Card", 40, "grey"), ("C002", "Loan", 2, None)]
    assert overview(path)["C002"]["Purchases"] == 3


def test_a_table_without_a_sheet_gets_one(path: Path) -> None:
    book = read(path)
    book.insurance.loc[0, ["policy_no", "customer_id", "product"]] = ["P1", "C001", "Life"]
    xlcrm.build(book, path)
    assert read(path).insurance["policy_no"].tolist() == ["P1"]


def summed(workbook: Any, made: dict[str, Any]) -> None:
    """A total under the purchases, formulas of the user's beside Customers, links, and a shared formula."""
    made["Purchases"].write_formula("D6", "=SUM(D2:D4)", None, 3800)
    made["Purchases"].write_string("A6", "Total")
    made["Notes"].write_formula("A1", "=Purchases!D4*2", None, 600)
    made["Notes"].write_formula("A2", "=Purchases!D3", None, 2500)
    made["Purchases"].write_url("C3", "https://example.org/", string="Cover")
    made["Purchases"].data_validation("D2:D4", {"validate": "decimal", "criteria": ">", "value": 0})


def test_a_row_removed_from_the_middle_lets_the_others_move_up(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(book_of({**SHEETS, "Notes": ()}, summed))
    book = read(path)
    book.purchases = book.purchases.drop(index=1)
    assert book.measures["purchase_count"].tolist() == [2, 0]
    xlcrm.build(book, path)
    found = sheet(path, "Purchases")
    assert [found[cell].value for cell in ("C2", "C3", "C4", "A5")] == ["Fund", "Bond", None, "Total"]
    assert found["D5"].value == "=SUM(D2:D3)"
    assert [row[0].value for row in sheet(path, "Notes").iter_rows(max_row=2)] == [
        "=Purchases!D3*2",
        "=Purchases!#REF!",
    ]
    assert overview(path)["C002"]["Purchases"] == 0
    assert not found._hyperlinks
    assert xlcrm.build(read(path), path).unchanged


def test_all_rows_of_a_built_table_can_go(path: Path) -> None:
    xlcrm.build(read(path), path)
    book = read(path)
    book.purchases = book.purchases.iloc[:0]
    with pytest.raises(UserError, match="Purchases"):
        xlcrm.build(book, path)
    xlcrm.build(book, path, allow_empty=True)
    assert len(read(path).purchases) == 0
    assert sheet(path, "Purchases").tables["Purchases"].ref.endswith("2")


def test_rows_change_are_added_and_go_at_once(path: Path) -> None:
    xlcrm.build(read(path), path)
    book = read(path)
    book.purchases.loc[2, "amount"] = 301
    book.purchases = book.purchases.drop(index=0)
    book.purchases.loc[99, ["customer_id", "date", "product", "amount"]] = ["C001", pd.Timestamp(2026, 9, 9), "New", 5]
    book.customers = book.customers.drop(index=1)
    assert book.measures.index.tolist() == [0]
    xlcrm.build(book, path)
    again = read(path)
    assert again.purchases["product"].tolist() == ["Cover", "Bond", "New"]
    assert again.purchases["amount"].tolist() == [2500, 301, 5]
    assert again.customers["name"].tolist() == ["Ann"]


def test_a_sorted_frame_changes_nothing(path: Path) -> None:
    xlcrm.build(read(path), path)
    book = read(path)
    book.purchases = book.purchases.sort_values("amount")
    assert xlcrm.build(book, path).unchanged
    book.purchases.loc[2, "amount"] = 5
    xlcrm.build(book, path)
    assert read(path).purchases["amount"].tolist() == [1000, 2500, 5]


def test_the_same_edit_twice_is_one(path: Path) -> None:
    for _ in range(2):
        book = read(path)
        book.purchases.loc[0, "amount"] = 77
        outcome = xlcrm.build(book, path)
    assert outcome.unchanged
    assert read(path).purchases["amount"].tolist() == [77, 2500, 300]


def test_a_value_put_back_is_no_edit(path: Path) -> None:
    xlcrm.build(read(path), path)
    book = read(path)
    book.purchases.loc[0, "amount"] = 77
    assert book.measures.loc[0, "revenue_12m"] == 377
    book.purchases.loc[0, "amount"] = 1000
    assert book.measures.loc[0, "revenue_12m"] == 1300
    assert xlcrm.build(book, path).unchanged


def test_amounts_go_into_the_unit_of_their_header(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    header = ("客户编号", "购买日期", "产品", "金额（万元）")
    rows = (header, ("C001", date(2026, 3, 1), "基金", 12), ("C001", date(2026, 4, 1), "债券", 3))
    path.write_bytes(book_of({"客户信息": (("客户编号", "客户名称"), ("C001", "王")), "购买记录": rows}))
    book = read(path)
    assert book.purchases["amount"].tolist() == [120_000, 30_000]
    book.purchases.loc[1, "amount"] = 45_000
    xlcrm.build(book, path)
    assert read(path).purchases["amount"].tolist() == [120_000, 45_000]


def test_a_table_of_two_sheets_is_written_where_its_rows_stand(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    second = (PURCHASES[0][:4], ("C002", date(2026, 8, 1), "Gold", 8), ("C001", date(2026, 8, 2), "Tin", 9))
    path.write_bytes(book_of({"Customers": CUSTOMERS, "Purchases": PURCHASES, "Purchases 2": second}))
    book = read(path)
    assert len(book.purchases) == 5
    book.purchases.loc[3, "amount"] = 80
    book.purchases.loc[0, "Colour"] = "pink"
    book.purchases = book.purchases.drop(index=[1, 4])
    xlcrm.build(book, path)
    again = read(path).purchases
    assert again[["product", "amount"]].to_numpy().tolist() == [["Fund", 1000], ["Bond", 300], ["Gold", 80]]
    book.purchases.loc[3, "Colour"] = "gold"
    with pytest.raises(UserError, match="Purchases 2"):
        xlcrm.check(book)


def test_a_book_made_in_memory_is_written_as_it_is_now(tmp_path: Path) -> None:
    customers = [{"customer_id": "A", "name": "Ann"}, {"customer_id": "B", "name": "Ben"}]
    book = xlcrm.Book(make_book("en", customers=customers))
    book.customers.loc[0, "name"] = "Anna"
    book.customers = book.customers.drop(index=1)
    book.customers.loc[5, ["customer_id", "name"]] = ["C", "Cy"]
    assert book.measures["name"].to_dict() == {0: "Anna", 5: "Cy"}
    xlcrm.build(book, tmp_path / "book.xlsx")
    assert read(tmp_path / "book.xlsx").customers["name"].tolist() == ["Anna", "Cy"]


def test_only_the_sheet_of_an_edit_changes(path: Path) -> None:
    untouched, edited = path.with_name("untouched.xlsx"), path.with_name("edited.xlsx")
    xlcrm.build(read(path), path)
    xlcrm.build(read(path), untouched)
    book = read(path)
    book.purchases.loc[0, "product"] = "Fund A"
    xlcrm.build(book, edited)
    with zipfile.ZipFile(untouched) as one, zipfile.ZipFile(edited) as other:
        parts = {name for name in one.namelist() if one.read(name) != other.read(name)}
    changed = {sheet.title for sheet in Package.from_bytes(untouched.read_bytes()).sheets if sheet.part in parts}
    assert "Customers" not in changed
    assert "Follow-ups" not in changed


def setting(table: str, column: str, value: Any) -> Callable[[xlcrm.Book], None]:
    def change(book: xlcrm.Book) -> None:
        frame = book.tables[table].astype({column: object})
        frame.loc[0, column] = value
        book.tables[table] = frame

    return change


def putting(change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[xlcrm.Book], None]:
    def put(book: xlcrm.Book) -> None:
        book.purchases = change(book.purchases)

    return put


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (setting("purchases", "amount", "lots"), r"book.purchases row 0, amount: 'lots' cannot be written; a number"),
        (setting("purchases", "amount", True), "row 0, amount: True cannot"),
        (setting("purchases", "amount", np.inf), "row 0, amount: inf cannot"),
        (setting("purchases", "amount", 10**400), "row 0, amount: 1000.* cannot be written; a number"),
        (setting("purchases", "amount", 10**5000), "row 0, amount: int cannot be written; a number"),
        (setting("purchases", "amount", np.complex128(1)), "row 0, amount: .* cannot be written; a number"),
        (setting("purchases", "amount", np.array([1, 2])), r"row 0, amount: array\(\[1, 2\]\) cannot be written"),
        (setting("customers", "stage", np.array(["lost", "x"])), "row 0, stage: array.* cannot be written; one of"),
        (setting("purchases", "notes", "x" * 32_768), "row 0, notes: 'x{58}… cannot be written"),
        (setting("customers", "Rating", np.array([1, 2])), "row 0, Rating: array"),
        (setting("purchases", "date", "2026-01-01"), "book.purchases row 0, date"),
        (setting("purchases", "date", pd.Timestamp("2026-01-01", tz="UTC")), "time zone"),
        (setting("purchases", "date", date(1850, 1, 1)), "out of range"),
        (setting("purchases", "customer_id", 1), "an ID is text"),
        (setting("customers", "stage", "dormant-ish"), "book.customers row 0, stage: .*one of .*prospect"),
        (setting("customers", "children", 1.5), "a whole number"),
        (setting("customers", "children", -1), "out of range"),
        (setting("follow_ups", "done", 1), "True or False"),
        (setting("customers", "Rating", ["a"]), "Rating"),
        (putting(lambda frame: frame.assign(margin=1)), "book.purchases: the table has no column margin"),
        (putting(lambda frame: frame.drop(columns="amount")), "book.purchases: column amount is gone"),
        (putting(lambda frame: frame.set_axis([0, 0, 1])), "book.purchases: row label 0 stands there twice"),
        (putting(lambda frame: frame.set_axis(["a", "b", "c"])), "book.purchases: row labels must be whole numbers"),
        (putting(lambda frame: frame.set_index("customer_id")), "book.purchases: column customer_id is gone"),
        (putting(lambda frame: pd.concat([frame, frame["amount"]], axis=1)), "column amount stands there twice"),
        (putting(lambda frame: list(frame)), "book.purchases: a DataFrame is wanted here, not list"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_line(
    path: Path, change: Callable[[xlcrm.Book], None], said: str
) -> None:
    before = path.read_bytes()
    book = read(path)
    with pytest.raises(UserError, match=said) as refused:  # noqa: PT012 - what is no DataFrame is refused at once
        change(book)
        xlcrm.build(book, path)
    assert len({refused.value.message(language) for language in LANGUAGES}) == len(LANGUAGES)
    assert all("{" not in refused.value.message(language) for language in LANGUAGES)
    assert path.read_bytes() == before


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_a_copy_of_a_book_is_edited_on_its_own(path: Path, duplicate: Callable[[xlcrm.Book], xlcrm.Book]) -> None:
    book = read(path)
    book.purchases.loc[0, "amount"] = 1
    other = duplicate(book)
    other.purchases.loc[0, "amount"] = 2
    assert [each.purchases.loc[0, "amount"] for each in (book, other)] == [1, 2]
    xlcrm.build(other, path)
    assert sheet(path, "Purchases")["D2"].value == 2


@pytest.mark.parametrize("how", [{"as_of": 5}, {"as_of": pd.NaT}, {"as_of": "soon"}, {"language": "fr"}])
def test_no_day_and_no_language_are_refused_at_once(path: Path, how: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"soon|as_of|language"):
        xlcrm.read(path, **how)


def test_an_edit_that_cannot_be_written_is_refused_wherever_it_counts(path: Path) -> None:
    book = read(path)
    book.purchases = book.purchases.drop(columns="amount")
    for use in (xlcrm.check, lambda book: book.measures, lambda book: xlcrm.build(book, path)):
        with pytest.raises(UserError, match=r"book\.purchases: column amount is gone"):
            use(book)


def test_a_formula_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(book_of(SHEETS, lambda _, made: made["Purchases"].write_formula("D3", "=1000*2.5", None, 2500)))
    book = read(path)
    book.purchases.loc[1, "amount"] = 1
    with pytest.raises(UserError, match=r"book.purchases row 1, amount: Purchases!D3 holds a formula"):
        xlcrm.build(book, path)
    book.purchases.loc[1, "amount"] = 2500
    book.purchases.loc[0, "amount"] = 1
    xlcrm.build(book, path)
    assert sheet(path, "Purchases")["D3"].value == "=1000*2.5"


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (lambda _, made: made["Purchases"].write("J3", "mine"), "something else stands beside the table in J3"),
        (lambda _, made: made["Purchases"].write_comment("C4", "ask"), "a note, a drawing"),
        (lambda _, made: made["Purchases"].write_array_formula("H8:H9", "{=D2:D3}"), "an array formula"),
    ],
)
def test_a_row_that_cannot_go_safely_stays(tmp_path: Path, fill: Callable[[Any, Any], None], said: str) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(book_of(SHEETS, fill))
    book = read(path)
    book.purchases = book.purchases.drop(index=1)
    with pytest.raises(UserError, match=f"book.purchases row 1: row 3 of sheet “Purchases” .*{said}"):
        xlcrm.build(book, path)


def test_a_row_that_would_not_be_read_back_is_refused(path: Path) -> None:
    book = read(path)
    book.purchases.loc[2, ["customer_id", "product"]] = ["C001", "Bond"]
    for column in book.purchases.columns:
        book.purchases.loc[2, column] = pd.NA if column != "date" else pd.NaT
    with pytest.raises(UserError, match=r"book\.purchases row 2"):
        xlcrm.build(book, path)
