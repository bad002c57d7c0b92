"""What holds for every rule: it finds what its case marks and nothing else, and can say so in each language."""

import json
import re
from pathlib import Path

import pytest

from tests.rules.cases import Case
from tests.rules.cases.all import CASES
from xlcrm.labels import LANGUAGES, Language
from xlcrm.rules import Finding, Rule, all_rules, check
from xlcrm.rules.rule import Rules

FAMILIES = "FSVKDBX"


def findings(case: Case) -> list[Finding]:
    return check(case.book, select=[case.code], folded=False)


def code_of(thing: Case | Rule) -> str:
    return thing.code


@pytest.fixture(params=all_rules().values(), ids=code_of)
def rule(request: pytest.FixtureRequest) -> Rule:
    return request.param


@pytest.fixture(params=CASES, ids=code_of)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


def test_the_marked_cells_are_found_and_no_others(case: Case) -> None:
    assert sorted(str(finding.place) for finding in findings(case)) == case.expected


def test_a_case_shows_something_that_is_found(case: Case) -> None:
    assert case.expected


def test_every_rule_has_a_case(rule: Rule) -> None:
    assert rule.code in {case.code for case in CASES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_message_and_hint_are_one_filled_line(case: Case, language: Language) -> None:
    for finding in findings(case):
        for text in (finding.message(language), finding.hint(language)):
            assert text
            assert not re.search(r"[{}\n]|\bNone\b|\bnan\b|\bNaT\b", text)


def test_a_finding_is_json(case: Case) -> None:
    for finding in findings(case):
        json.dumps(finding.as_json("en"), allow_nan=False)


def test_a_case_of_a_fixable_rule_shows_the_fixed_cell(rule: Rule) -> None:
    found = [finding for case in CASES if case.code == rule.code for finding in findings(case)]
    assert any(finding.fixable and finding.fixed is not None for finding in found) == rule.fixable


def test_the_table_names_each_rule_by_its_own_code() -> None:
    assert [rule.code for rule in all_rules().values()] == list(all_rules())


def test_no_code_that_was_ever_released_is_lost() -> None:
    released = (Path(__file__).parent / "codes.txt").read_text(encoding="utf-8").split()
    assert [code for code in released if code not in all_rules()] == []


def test_a_code_is_given_once() -> None:
    rules = Rules(all_rules())
    with pytest.raises(ValueError, match="K101"):
        rules.take({"K101": all_rules()["K101"]})


def test_codes_stand_in_order_within_their_families() -> None:
    assert list(all_rules()) == sorted(all_rules(), key=lambda code: (FAMILIES.index(code[0]), code))


def test_a_code_is_a_family_and_three_digits(rule: Rule) -> None:
    assert re.fullmatch(f"[{FAMILIES}][1-9][0-9]{{2}}", rule.code)


def test_an_explanation_says_what_and_why_with_a_bad_and_a_good_example(rule: Rule) -> None:
    what, why, examples = rule.doc.split("\n\n")
    assert what.endswith(".")
    assert why.endswith(".")
    bad, good = re.fullmatch(r"Bad: (.+?)\nGood: (.+)", examples, re.DOTALL).groups()
    assert bad != good


def test_each_language_has_a_text_of_its_own(rule: Rule) -> None:
    for texts in (rule.text, rule.advice):
        assert all(texts)
        assert texts.en.isascii()
        assert not texts.zh_cn.isascii()
        assert not texts.zh_tw.isascii()


def test_the_languages_fill_in_the_same_values(rule: Rule) -> None:
    for texts in (rule.text, rule.advice):
        assert len({frozenset(re.findall(r"{(\w+)}", text)) for text in texts}) == 1
