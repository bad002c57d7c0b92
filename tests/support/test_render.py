"""Pages of a workbook come out as pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from .render import render

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "客户.xlsx"
    workbook = xlsxwriter.Workbook(path)
    for number in range(11):
        sheet = workbook.add_worksheet(f"第{number}页")
        sheet.write(0, 0, "客户资料")
        if number == 1:
            sheet.print_area(0, 0, 0, 0)
    workbook.close()
    return path


@pytest.mark.needs_libreoffice
@pytest.mark.needs_pdftoppm
def test_every_page_is_a_picture_in_order(book: Path, tmp_path: Path) -> None:
    pages = render(book, tmp_path / "pages")
    assert [page.name for page in pages] == [f"客户-{number:02d}.png" for number in range(1, 12)]
    assert all(page.read_bytes().startswith(PNG) for page in pages)


@pytest.mark.needs_libreoffice
@pytest.mark.needs_pdftoppm
def test_chosen_sheets_alone_are_rendered_even_where_others_have_a_print_area(book: Path, tmp_path: Path) -> None:
    assert len(render(book, tmp_path / "pages", ["第3页", "第7页"])) == 2


def test_missing_sheet_is_named(book: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no sheet 第99页"):
        render(book, tmp_path / "pages", ["第99页"])
