"""Notes beside the user's own: their words, boxes and controls stay."""

import io
from typing import Any

import openpyxl
import pytest

from tests.ooxml.books import book, parts
from tests.support.filecheck import assert_sound
from xlcrm.ooxml import Package, edit_sheet
from xlcrm.ooxml.adoption import drawing_numbers

AUTHOR = "xlcrm"


def plain(workbook: Any) -> None:
    workbook.add_worksheet("One").write(0, 0, 1)
    workbook.add_worksheet("Two").write_comment("A1", "other sheet")


def noted(workbook: Any) -> None:
    sheet = workbook.add_worksheet("One")
    sheet.write_comment("A1", "mine", {"author": "me", "visible": True})
    sheet.insert_button("D4", {"caption": "Press"})


def with_notes(data: bytes, notes: dict[str, str]) -> bytes:
    package = Package.from_bytes(data)
    edit_sheet(package, package.sheets[0]).add_notes(notes, AUTHOR)
    return package.to_bytes()


def texts(data: bytes) -> dict[str, tuple[str, str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["One"]
    cells = (cell for row in sheet.iter_rows(max_row=40, max_col=5) for cell in row)
    return {cell.coordinate: (cell.comment.author, cell.comment.text) for cell in cells if cell.comment}


def drawing(data: bytes) -> bytes:
    package = Package.from_bytes(data)
    found = package.graph.relationships(package.sheets[0].part).of_kind("vmlDrawing")
    return package.parts[found[0].part or ""]


def test_a_note_is_put_on_a_cell() -> None:
    assert texts(with_notes(book(plain), {"B2": "look"})) == {"B2": (AUTHOR, "look")}


def test_each_note_has_a_box_on_its_cell() -> None:
    vml = drawing(with_notes(book(plain), {"B2": "look"}))
    assert b"<x:Row>1</x:Row><x:Column>1</x:Column>" in vml


def test_a_sheet_with_notes_gets_more_of_them() -> None:
    made = with_notes(book(noted), {"A1": "look", "B2": "there"})
    assert texts(made) == {"A1": ("me", "mine\n\nlook"), "B2": (AUTHOR, "there")}


def test_boxes_and_controls_of_the_user_stay() -> None:
    before, after = drawing(book(noted)), drawing(with_notes(book(noted), {"B2": "there"}))
    shapes = before[before.index(b"<v:shapetype") : before.rindex(b"</xml>")]
    assert shapes.strip() in after


def test_no_two_drawings_share_numbers_of_shapes() -> None:
    data = with_notes(book(plain), {f"A{row}": "x" for row in range(1, 2001)})
    package = Package.from_bytes(data)
    assert drawing_numbers(package) == {1, 2, 3}
    assert drawing(data).count(b'data="2,3"') == 1


@pytest.mark.parametrize("text", ["=1+1", "<b>&amp;</b>", "a\x07b", "_x0041_", "长" * 40_000, "二\n行", " "])
def test_any_text_makes_a_sound_note(text: str, tmp_path: Any) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(with_notes(book(plain), {"XFD1048576": text, "A1": text}))
    assert_sound(path)


def test_nothing_is_changed_without_notes() -> None:
    data = book(noted)
    assert parts(with_notes(data, {})) == parts(data)


def test_a_conversation_is_left_alone() -> None:
    package = Package.from_bytes(book(noted))
    part = "xl/comments1.xml"
    package.parts[part] = package.parts[part].replace(b"<author>me<", b"<author>tc={1-2-3}<")
    assert texts(with_notes(package.to_bytes(), {"A1": "look"}))["A1"][1] == "mine"
