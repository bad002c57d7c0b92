"""What `xlcrm rules` prints."""

from dataclasses import dataclass

import pytest

from xlcrm.errors import WrongUsage
from xlcrm.labels import LANGUAGES, Labels, Language, labels
from xlcrm.rules import all_rules, explain, table_of_rules


@dataclass(frozen=True)
class Broken:
    code: str
    text: Labels
    hint: Labels


NO_FILE = Broken(
    "F101",
    labels("找不到 {file}", "找不到 {file}", "No such file: {file}"),
    labels("请检查", "請檢查", "Check the name"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_a_line_for_each_rule(language: Language) -> None:
    assert [line.split()[0] for line in table_of_rules(language).splitlines()] == list(all_rules())


def test_the_table_shows_what_a_message_fills_in_as_dots() -> None:
    assert 'K101  error    The customer ID "..." is already used in ...' in table_of_rules("en").splitlines()


def test_the_table_leaves_out_what_a_message_says_only_sometimes() -> None:
    assert 'K102  error    No customer has the ID "..."' in table_of_rules("en").splitlines()


def test_the_table_begins_with_the_faults_of_files() -> None:
    assert table_of_rules("en", [NO_FILE]).startswith("F101  error    No such file: ...\n")


def test_an_explanation_has_message_hint_reason_and_examples() -> None:
    text = explain("k102", "en")
    for part in ("K102  error", "Message: No customer", "Hint: Correct the ID", "counts for nobody", "Bad: ", "Good: "):
        assert part in text


def test_a_fault_of_files_is_explained_by_its_text_and_hint() -> None:
    assert explain("F101", "zh-CN", [NO_FILE]) == "F101  错误\n\n提示语：找不到 …\n处理：请检查"


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(WrongUsage, match="K1"):
        explain("K1", "en")
