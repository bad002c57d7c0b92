"""Running the rules: order, choice, folding, and what happens when a rule itself is broken."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from tests.support.books import make_book
from xlcrm.errors import WrongUsage
from xlcrm.labels import LANGUAGES, labels, same
from xlcrm.model.book import Book
from xlcrm.model.place import Place, Problem
from xlcrm.rules import all_rules, check, fold
from xlcrm.rules.checked import Checked
from xlcrm.rules.engine import run
from xlcrm.rules.finding import ERROR
from xlcrm.rules.rule import Hit, Rules, cell_hit
from xlcrm.schema.problems import ProblemKind
from xlcrm.schema.settings import PRESETS, default_settings


def reported(kind: ProblemKind, sheet: str, row: int, column: int | None = 0) -> Problem:
    return Problem(kind, Place(sheet, row, column), "customers", "name", value="x", fixed="y")


def places(book: Book, **options: bool) -> list[str]:
    return [str(finding.place) for finding in check(book, **options)]


def test_findings_stand_in_the_order_of_sheet_row_and_column() -> None:
    book = make_book(
        customers=[{"customer_id": "C1", "name": "李伟"}, {"customer_id": "C1", "name": None}],
        purchases=[{"customer_id": "C9", "date": "2027-01-01", "product": "A", "amount": 5}],
        follow_ups=[{"customer_id": "C9", "date": "2026-01-01", "channel": "call"}],
    )
    assert places(book) == [
        "客户信息!A2",
        "客户信息!A3",
        "客户信息!B3",
        "跟进记录!A2",
        "购买记录!B2",
        "购买记录!C2",
    ]


def test_row_10_comes_after_row_9() -> None:
    book = make_book(problems=[reported("not_a_date", "客户信息", row) for row in (10, 9)], customers=[])
    assert places(book) == ["客户信息!A9", "客户信息!A10"]


def test_findings_of_the_whole_file_come_first_and_other_sheets_last() -> None:
    problems = [
        reported("setting_not_understood", "设置", 3),
        reported("not_a_date", "客户信息", 2),
        Problem("trailing_bytes", params={"bytes": 3}),
    ]
    assert places(make_book(problems=problems, customers=[])) == ["None", "客户信息!A2", "设置!A3"]


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ((), (), {"K101", "V701"}),
        (("K",), (), {"K101"}),
        (("k101", "V7"), (), {"K101", "V701"}),
        ((), ("V",), {"K101"}),
        (("K", "V"), ("K1",), {"V701"}),
        (("F1",), (), set()),
    ],
)
def test_codes_and_their_beginnings_choose_the_rules(select: tuple[str], ignore: tuple[str], codes: set[str]) -> None:
    book = make_book(customers=[{"customer_id": "C1", "name": "李伟"}, {"customer_id": "C1"}])
    assert {finding.code for finding in check(book, select, ignore)} == codes


@pytest.mark.parametrize("wrong", ["Q", "K9", "K1011"])
def test_a_code_that_no_rule_has_is_refused(wrong: str) -> None:
    with pytest.raises(WrongUsage, match=wrong):
        check(make_book(), select=[wrong])


def test_each_kind_of_problem_has_exactly_one_rule() -> None:
    kinds = [rule.kind for rule in all_rules().values() if rule.kind is not None]
    assert sorted(kinds) == sorted(get_args(ProblemKind))


def test_an_error_in_a_rule_propagates() -> None:
    @Rules().rule("K999", ERROR, same("x"), same("x"))
    def broken(book: Checked) -> Iterator[Hit]:
        raise ZeroDivisionError
        yield

    with pytest.raises(ZeroDivisionError):
        run([broken], make_book())


def test_conversions_of_one_column_are_folded_into_the_first_with_their_count() -> None:
    problems = [reported("converted", "客户信息", row) for row in range(2, 102)]
    (finding,) = check(make_book(problems=problems, customers=[]))
    assert (finding.count, str(finding.place)) == (100, "客户信息!A2")
    assert finding.message("en") == '"x" was read as the text "y" (100 cells of this column: A2, A3, A4 ...)'


def test_conversions_of_another_column_or_sheet_are_folded_on_their_own() -> None:
    problems = [
        reported("converted", sheet, row, column)
        for sheet in ("客户信息", "购买记录")
        for row in range(9)
        for column in (0, 1)
    ]
    assert [finding.count for finding in check(make_book(problems=problems, customers=[], purchases=[]))] == [9] * 4


def test_few_conversions_stay_one_by_one() -> None:
    problems = [reported("converted", "客户信息", row) for row in (2, 3, 4)]
    assert len(check(make_book(problems=problems, customers=[]))) == 3


def test_errors_are_never_folded() -> None:
    problems = [reported("not_a_date", "客户信息", row) for row in range(2, 102)]
    assert len(check(make_book(problems=problems, customers=[]))) == 100


def test_folding_can_be_left_out() -> None:
    book = make_book(problems=[reported("converted", "客户信息", row) for row in range(2, 102)], customers=[])
    assert len(check(book, folded=False)) == 100


def test_folding_twice_changes_nothing() -> None:
    found = check(make_book(problems=[reported("converted", "客户信息", row) for row in range(2, 102)], customers=[]))
    assert fold(found) == found


def test_findings_travel_between_processes() -> None:
    found = check(make_book(customers=[{"customer_id": "C1"}]))
    assert found
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_book_has_no_findings(language: str) -> None:
    assert check(make_book(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", PRESETS)
def test_the_presets_are_sound(language: str, preset: str) -> None:
    assert check(make_book(language, settings=default_settings(language, preset)), select=["S4"]) == []


def test_a_table_without_a_sheet_has_findings_without_a_place() -> None:
    book = make_book(customers=[{"customer_id": "C1", "name": "x"}])
    book["customers"].sources = ()
    book["customers"].frame.loc[0, "name"] = None
    book["customers"].raw.clear()
    (finding,) = check(book, select=["V701"])
    assert (finding.place, finding.record, finding.customer_id) == (None, 0, "C1")


def test_the_rule_of_a_missing_column_does_not_report_every_cell_of_it() -> None:
    book = make_book(customers=[{"customer_id": "C1"}])
    columns = book["customers"].sources[0].columns
    columns.pop("name")
    assert check(book, select=["V701"]) == []


def test_labels_are_told_in_each_language() -> None:
    book = make_book(customers=[{"customer_id": "C1"}])
    (finding,) = check(book, select=["V701"])
    assert labels(*(finding.message(language) for language in LANGUAGES)) == labels(
        "必填的客户名称是空白", "必填的客戶名稱是空白", "Customer Name must not be blank"
    )


def test_rules_of_a_subject_that_a_book_does_not_have_are_passed_over() -> None:
    rules = Rules()

    @rules.rule("K999", ERROR, same("x"), same("x"))
    def everywhere(book: Checked) -> Iterator[Hit]:
        yield cell_hit(book["customers"], 0, "name")

    book = make_book(customers=[{"customer_id": "C1"}])
    assert [len(run([replace(everywhere, subject=subject)], book)) for subject in (None, "customers", "zoo")] == [
        1,
        1,
        0,
    ]


def test_each_rule_knows_the_subject_whose_folder_declares_it() -> None:
    found = {
        code: all_rules()[code].subject for code in ("F201", "K102", "K101", "B401", "D201", "B103", "B203", "B301")
    }
    assert found == {
        "F201": None,
        "K102": None,
        "K101": "customers",
        "B401": "pyramid",
        "D201": "follow_ups",
        "B103": "purchases",
        "B203": "insurance",
        "B301": "assets",
    }
