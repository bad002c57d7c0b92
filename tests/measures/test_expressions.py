"""What an expression says: as a formula and as a number, from the same words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.books import make_book
from xlcrm.labels import LANGUAGES
from xlcrm.measures import helpers, ledger, measures
from xlcrm.measures.evaluate import of_book, of_customers
from xlcrm.measures.expressions import Expression, count, earliest, if_given, latest, share, total
from xlcrm.measures.formula import Dialect, chosen
from xlcrm.measures.predicates import All, Compare, given, is_, is_not, last_12_months, next_days, not_over, up_to_today
from xlcrm.measures.render_excel import IN_TABLES
from xlcrm.schema.registry import subjects
from xlcrm.subjects.assets.measures import assets_here, assets_total, review_date
from xlcrm.subjects.insurance.measures import in_force

POLICY = {"policy_no": "P", "customer_id": "A", "coverage_type": "life", "start_date": "2020-01-01"}
POLICIES = [
    {**POLICY, "sum_insured": 1.0, "next_due": "2026-06-01"},
    {**POLICY, "sum_insured": 10.0, "end_date": "2026-03-31", "coverage_type": "auto"},
    {**POLICY, "sum_insured": 100.0, "end_date": "2026-03-30"},
    {**POLICY, "sum_insured": 1000.0, "status": "lapsed"},
    {**POLICY, "sum_insured": 10_000.0, "customer_id": "X"},
]

SAID: list[tuple[Expression, str, Any]] = [
    (
        count("insurance", where=up_to_today("start_date")),
        'COUNTIFS({insurance.customer_id},{key},{insurance.start_date},"<="&as_of)',
        4,
    ),
    (
        total("insurance.sum_insured", where=last_12_months("end_date")),
        'SUMIFS({insurance.sum_insured},{insurance.customer_id},{key},{insurance.end_date},"<="&as_of,'
        '{insurance.end_date},">"&EDATE(as_of,-12))',
        110,
    ),
    (
        count("insurance", where=not_over("end_date")),
        "COUNTIFS({insurance.customer_id},{key})"
        '-COUNTIFS({insurance.customer_id},{key},{insurance.end_date},"<"&as_of)',
        3,
    ),
    (
        total("insurance.sum_insured", where=is_("status", "in_force")),
        "SUMIFS({insurance.sum_insured},{insurance.customer_id},{key}"
        + "".join(f',{{insurance.status}},"<>"&{{policy_status:{key}}}' for key in ("lapsed", "matured", "surrendered"))
        + ")",
        111,
    ),
    (
        total("insurance.sum_insured", where=is_("status", "lapsed")),
        "SUMIFS({insurance.sum_insured},{insurance.customer_id},{key},{insurance.status},{policy_status:lapsed})",
        1000,
    ),
    (
        count("insurance", where=is_("coverage_type", "life", "auto")),
        "SUMPRODUCT(COUNTIFS({insurance.customer_id},{key},{insurance.coverage_type},{any coverage_type:life,auto}))",
        4,
    ),
    (
        count("insurance", where=is_not("coverage_type", "life") & Compare("sum_insured", ">", 5)),
        'COUNTIFS({insurance.customer_id},{key},{insurance.coverage_type},"<>"&{coverage_type:life},'
        '{insurance.sum_insured},">5")',
        1,
    ),
    (
        earliest("insurance.next_due", where=given("sum_insured")),
        'IF(MINIFS({insurance.next_due},{insurance.customer_id},{key},{insurance.sum_insured},">-1E+300")=0,"",'
        'MINIFS({insurance.next_due},{insurance.customer_id},{key},{insurance.sum_insured},">-1E+300"))',
        "2026-06-01",
    ),
    (
        latest("insurance.end_date", where=not_over("end_date")),
        'IFERROR(AGGREGATE(14,6,{insurance.end_date}/(({@customer_id}<>"")*({insurance.customer_id}={@customer_id})'
        '*(({insurance.end_date}="")+({insurance.end_date}>=as_of)>0)),1),"")',
        "2026-03-31",
    ),
    (share(assets_here, assets_total), 'IF({@assets_total}=0,"",{@assets_here}/{@assets_total})', None),
    (if_given(review_date, assets_total - assets_here, otherwise=0),
     'IF({@review_date}="",0,{@assets_total}-{@assets_here})', 0),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "formula", "value"), SAID, ids=[formula[:60] for _, formula, _ in SAID])
def test_an_expression_is_a_formula_and_a_value(expression: Expression, formula: str, value: Any) -> None:
    book = make_book(customers=[{"customer_id": "A", "name": "a"}], insurance=POLICIES)
    found = of_customers(expression, ledger(book))[0]
    shown = None if found != found else found.date().isoformat() if hasattr(found, "date") else found
    assert (chosen(IN_TABLES.of_customer(expression)), shown) == (formula, value)


def test_a_total_in_base_currency_adds_up_each_of_several_values() -> None:
    where = is_("coverage_type", "life", "auto") & not_over("end_date")
    expression = total("insurance.sum_insured", where=where)
    said = chosen(IN_TABLES.of_customer(expression), converted={"insurance"})
    assert "{any " not in said
    assert said.count("SUMPRODUCT(") == 4
    book = make_book(
        customers=[{"customer_id": "A", "name": "a"}],
        insurance=[{**policy, "currency": "USD"} for policy in POLICIES[:2]] + POLICIES[2:],
    )
    assert of_customers(expression, ledger(book))[0] == pytest.approx(1011 - 11 + 11 * book.settings.rates["USD"])


def test_over_the_whole_book_rows_of_nobody_count() -> None:
    coming = All((in_force, next_days("next_due", "look_ahead_days")))
    book = make_book(insurance=[*POLICIES, {**POLICIES[0], "customer_id": "X"}])
    assert of_book(count("insurance", where=coming), ledger(book)) == 2
    assert chosen(IN_TABLES.of_book(total("insurance.sum_insured"))) == "SUM({insurance.sum_insured})"


def test_a_policy_in_force_is_said_once_for_criteria_and_arrays() -> None:
    (begun, over) = IN_TABLES.of_customer(count("insurance", where=in_force)).split("-")
    assert over == begun[:-1] + ',{insurance.end_date},"<"&as_of)'
    assert IN_TABLES.condition("insurance", in_force, "A1").startswith("({insurance.customer_id}=A1)*ISNUMBER(")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_has_a_formula_of_names_that_are_there(language: Any) -> None:
    cells = {"position": "$A1", "key": "$B1", "tier_row": "$C1"}
    for measure in (*measures(subjects()), *helpers(subjects())):
        formula = Dialect(language, cells).render(IN_TABLES.of_measure(measure))
        assert formula, measure.key
        assert "\n" not in formula, measure.key
