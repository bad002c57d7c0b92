"""The Open XML SDK finds nothing wrong with what is built, fresh or into a book that a user keeps by hand."""

from pathlib import Path

import pytest

import xlcrm
from tests.support.generate import awkward_book, plain_book
from tests.support.ooxml import validate
from xlcrm.labels import LANGUAGES
from xlcrm.sample import sample_book

pytestmark = pytest.mark.needs_ooxml_validator


def test_built_books_follow_the_schema(tmp_path: Path) -> None:
    paths = []
    for language in LANGUAGES:
        book = sample_book(language)
        paths.append(tmp_path / f"{language}.xlsx")
        xlcrm.build(book, paths[-1], findings=xlcrm.check(book))
    paths.append(tmp_path / "awkward.xlsx")
    xlcrm.build(awkward_book("zh-CN", customers=60), paths[-1])
    plain = plain_book(tmp_path / "plain.xlsx", 20)
    paths.append(tmp_path / "from plain.xlsx")
    xlcrm.build(xlcrm.read(plain), paths[-1])
    assert [str(finding) for finding in validate(paths)][:10] == []
