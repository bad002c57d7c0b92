"""Every text of a built book can be read: at least 4.5:1 over whatever it may stand on."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import xlcrm
from xlcrm.labels import LANGUAGES, Language
from xlcrm.sample import sample_book
from xlcrm.schema.settings import PRESETS
from xlcrm.workbook.build import build

from .contrast import texts

LEAST = 4.5


@pytest.mark.parametrize(("language", "preset"), list(zip(cycle(LANGUAGES), PRESETS, strict=False)))
def test_every_text_stands_out_from_what_is_behind_it(language: Language, preset: str, tmp_path: Path) -> None:
    book = sample_book(language, preset)
    path = tmp_path / "book.xlsx"
    path.write_bytes(build(book, xlcrm.check(book)))
    found = texts(path)
    assert len(found) > 30
    assert [(text, round(text.contrast, 2)) for text in found if text.contrast < LEAST] == []


def test_no_number_format_has_a_colour_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(build(sample_book("en"), []))
    workbook = openpyxl.load_workbook(path)
    formats = {cell.number_format for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert [code for code in formats if re.search(r"\[(?:[A-Z][a-z]+|Color ?\d+)\]", code)] == []


def test_a_faint_text_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "faint.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("S")
        sheet.write(0, 0, "grey", workbook.add_format({"font_color": "#999999"}))
        sheet.write(0, 1, "white", workbook.add_format({"font_color": "#FFFFFF"}))
        sheet.write(0, 2, "dark", workbook.add_format({"bg_color": "#333333", "font_color": "#FFFFFF"}))
        rule = {"type": "formula", "criteria": "=TRUE", "format": workbook.add_format({"bg_color": "#222222"})}
        sheet.conditional_format(1, 0, 1, 0, rule)
        sheet.write(1, 0, "on dark")
    faint = {(text.ink, text.fill) for text in texts(path) if text.contrast < LEAST}
    assert faint == {("999999", "FFFFFF"), ("FFFFFF", "FFFFFF"), ("000000", "222222")}


def test_a_dark_colour_typed_for_a_tier_can_be_read_on(tmp_path: Path) -> None:
    book = sample_book("en")
    policy = book.settings.policy
    dark = tuple(replace(tier, colour="1F2933") for tier in policy.tiers)
    book.settings = replace(book.settings, policy=replace(policy, tiers=dark))
    path = tmp_path / "book.xlsx"
    path.write_bytes(build(book, []))
    assert [text for text in texts(path) if text.contrast < LEAST] == []
