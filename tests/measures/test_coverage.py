"""Gaps in cover: one rule a test."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support.books import make_book
from xlcrm.measures import ledger
from xlcrm.schema.settings import default_settings
from xlcrm.subjects.insurance.coverage import gaps, rows

CUSTOMER = {"customer_id": "A", "name": "a", "stage": "customer"}


def policy(kind: str, sum_insured: float = 1.0, **more: Any) -> dict[str, Any]:
    usual = {"policy_no": kind, "customer_id": "A", "coverage_type": kind, "start_date": "2020-01-01"}
    return {**usual, "sum_insured": sum_insured, **more}


def found(gap: str, *policies: dict[str, Any], factors: dict[str, float] | None = None, **customer: Any) -> bool:
    settings = default_settings("zh-CN")
    settings = replace(settings, factors={**settings.factors, **(factors or {})})
    book = make_book(customers=[{**CUSTOMER, **customer}], insurance=list(policies), settings=settings)
    return bool(gaps(ledger(book))[gap][0])


def test_life_and_critical_illness_together_should_reach_ten_times_the_income() -> None:
    assert not found("cover", policy("life", 60), policy("critical_illness", 40), annual_income=10)
    assert found("cover", policy("life", 60), policy("critical_illness", 39.99), annual_income=10)


def test_the_multiple_stands_on_settings() -> None:
    assert not found("cover", policy("life", 50), annual_income=10, factors={"cover_times_income": 5})


def test_without_an_income_the_rules_on_income_find_nothing() -> None:
    assert not found("cover")
    assert not found("premium", policy("life", premium=50, pay_years=20))


def test_premiums_should_stay_within_a_tenth_of_the_income() -> None:
    assert not found("premium", policy("life", premium=10, pay_years=20), annual_income=100)
    assert found("premium", policy("life", premium=10.01, pay_years=20), annual_income=100)


@pytest.mark.parametrize("family", [{"marital_status": "married"}, {"children": 1}])
def test_a_family_needs_life_cover(family: dict[str, Any]) -> None:
    assert found("life", **family)
    assert not found("life", policy("life"), **family)


def test_life_cover_is_not_asked_of_those_without_a_family() -> None:
    assert not found("life", marital_status="single", children=0)


@pytest.mark.parametrize("kind", ["critical_illness", "medical"])
def test_everybody_needs_critical_illness_and_medical_cover(kind: str) -> None:
    assert found(kind)
    assert not found(kind, policy(kind))


def test_a_policy_that_is_not_in_force_covers_nothing() -> None:
    assert found("medical", policy("medical", status="lapsed"))
    assert found("medical", policy("medical", end_date="2026-03-30"))


@pytest.mark.parametrize(("born", "gap"), [("1975-03-31", True), ("1975-04-01", False)])
def test_beyond_an_age_an_annuity_is_needed(born: str, gap: bool) -> None:
    assert found("annuity", birth_date=born) is gap


def test_the_rules_speak_of_people_not_of_companies() -> None:
    assert not found("medical", customer_type="company")


def test_the_page_has_a_row_for_those_whose_stage_is_customer() -> None:
    stages = ["prospect", "customer", None, "lost"]
    book = make_book(customers=[{**CUSTOMER, "customer_id": str(n), "stage": s} for n, s in enumerate(stages)])
    assert rows(ledger(book)) == [1, 2]
