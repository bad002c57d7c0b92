"""Building a file: what is refused and why, passwords, macros, and the account of what became of each part."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from click.testing import CliRunner, Result

import xlcrm
from tests.bench.part_changes import compare_parts
from tests.ooxml.books import parts, with_parts
from tests.support.filecheck import check_package
from tests.writing.plain import with_tables
from tests.writing.users import AS_OF, assert_settled, build, built_plain, made, sheet, small, tables_of, type_in
from xlcrm.cli import main
from xlcrm.errors import UnreadableFile, UnwritableFile, UserError, WrongUsage
from xlcrm.model.backups import backups_of
from xlcrm.ooxml import Package, edit_sheet
from xlcrm.writing.save import encrypt

PASSWORD = "correct horse"
KEPT_WHOLE = (
    "opx__vba-test.xlsm", "cal__pivots.xlsx", "poi__ExcelPivotTableSample.xlsx", "poi__64759.xlsx",
    "poi__NewStyleConditionalFormattings.xlsx", "poi__WithEmbeded.xlsx", "poi__link-external-workbook-b.xlsx",
    "cal__picture_richdata.xlsx", "sjs__image.xlsx", "sjs__1904.xlsx",
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.mark.unsound_files
@pytest.mark.parametrize("name", KEPT_WHOLE)
def test_every_part_of_the_users_is_kept(corpus: Path, tmp_path: Path, name: str) -> None:
    original = (corpus / name).read_bytes()
    path = tmp_path / name
    made(path, with_tables(original, 2))
    _, _, otherwise = compare_parts(original, path.read_bytes())
    assert otherwise == []
    before = set(map(str, check_package(original)))
    assert [fault for fault in map(str, check_package(path.read_bytes())) if fault not in before] == []
    assert_settled(path)


# Passwords


def decrypted(path: Path, password: str = PASSWORD) -> bytes:
    file = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes()))
    file.load_key(password=password)
    package = io.BytesIO()
    file.decrypt(package)
    return package.getvalue()


@pytest.mark.unsound_files
def test_an_encrypted_book_is_encrypted_again_with_its_password(path: Path) -> None:
    path.write_bytes(encrypt(small(), PASSWORD))
    xlcrm.build(xlcrm.read(path, as_of=AS_OF, password=PASSWORD), path)
    assert "首页" in openpyxl.load_workbook(io.BytesIO(decrypted(path))).sheetnames


@pytest.mark.unsound_files
def test_building_an_encrypted_book_again_writes_nothing(path: Path) -> None:
    path.write_bytes(encrypt(built_plain(), PASSWORD))
    before = path.read_bytes()
    outcome = xlcrm.build(xlcrm.read(path, as_of=AS_OF, password=PASSWORD), path)
    assert outcome.unchanged
    assert path.read_bytes() == before


@pytest.mark.unsound_files
def test_building_an_encrypted_book_into_the_same_other_file_again_writes_nothing(path: Path, tmp_path: Path) -> None:
    path.write_bytes(encrypt(built_plain(), PASSWORD))
    other = tmp_path / "other.xlsx"
    book = xlcrm.read(path, as_of=AS_OF, password=PASSWORD)
    assert not xlcrm.build(book, other).unchanged
    assert xlcrm.build(book, other).unchanged


@pytest.mark.unsound_files
def test_the_password_is_read_from_stdin(path: Path) -> None:
    path.write_bytes(encrypt(small(), PASSWORD))
    result = run("build", path, "--password-stdin", stdin=PASSWORD + "\n")
    assert result.exit_code == 0, result.output
    assert decrypted(path).startswith(b"PK")


@pytest.mark.unsound_files
def test_without_its_password_an_encrypted_book_is_refused(path: Path) -> None:
    path.write_bytes(encrypt(small(), PASSWORD))
    before = path.read_bytes()
    result = run("build", path, stdin="")
    assert result.exit_code == 2
    assert path.read_bytes() == before


# What cannot be kept whole


def signed() -> bytes:
    data = small()
    relationships = parts(data)["_rels/.rels"]
    kind = b"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    signature = b'<Relationship Id="rId99" Type="%b" Target="_xmlsignatures/origin.sigs"/></Relationships>' % kind
    types = parts(data)["[Content_Types].xml"]
    entry = b'<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
    changed = {
        "_rels/.rels": relationships.replace(b"</Relationships>", signature),
        "[Content_Types].xml": types.replace(b"<Default", entry + b"<Default", 1),
        "_xmlsignatures/origin.sigs": b" ",
    }
    return with_parts(data, changed)


def test_a_signed_book_is_refused_in_place_with_its_reason(path: Path) -> None:
    path.write_bytes(signed())
    with pytest.raises(UnwritableFile, match="signature"):
        build(path)
    assert path.read_bytes() == signed()


def test_a_signed_book_is_built_into_another_file_that_says_what_was_left_out(path: Path, tmp_path: Path) -> None:
    path.write_bytes(signed())
    other = tmp_path / "other.xlsx"
    outcome = xlcrm.build(tables_of(path), other)
    assert outcome.notices[0].params == {"parts": "_xmlsignatures/origin.sigs"}
    assert not any("_xmlsignatures" in name for name in parts(other.read_bytes()))
    assert tables_of(other) == tables_of(path)


def test_a_strict_book_is_refused_with_its_reason(corpus: Path) -> None:
    with pytest.raises(UnreadableFile, match="Strict"):
        tables_of(corpus / "poi__SampleSS.strict.xlsx")


def test_a_template_is_refused_in_place_and_becomes_a_book_elsewhere(tmp_path: Path) -> None:
    data = small()
    types = parts(data)["[Content_Types].xml"].replace(b"sheet.main+xml", b"template.main+xml")
    template = tmp_path / "book.xltx"
    template.write_bytes(with_parts(data, {"[Content_Types].xml": types}))
    with pytest.raises(UnwritableFile):
        build(template)
    xlcrm.build(tables_of(template), tmp_path / "book.xlsx")
    assert b"template" not in parts((tmp_path / "book.xlsx").read_bytes())["[Content_Types].xml"]


@pytest.mark.unsound_files
def test_a_book_with_macros_keeps_them_and_goes_by_xlsm_only(corpus: Path, tmp_path: Path) -> None:
    original = (corpus / "opx__vba-test.xlsm").read_bytes()
    path = tmp_path / "book.xlsm"
    made(path, with_tables(original, 2))
    assert parts(path.read_bytes())["xl/vbaProject.bin"] == parts(original)["xl/vbaProject.bin"]
    with pytest.raises(WrongUsage, match=r"\.xlsm"):
        xlcrm.build(tables_of(path), tmp_path / "other.xlsx")
    xlcrm.build(tables_of(path), tmp_path / "other.xlsm")


def test_a_book_without_macros_does_not_go_by_xlsm(path: Path, tmp_path: Path) -> None:
    path.write_bytes(small())
    with pytest.raises(WrongUsage, match=r"\.xlsx"):
        xlcrm.build(tables_of(path), tmp_path / "other.xlsm")


# Tables that lost their rows


@pytest.fixture
def emptied(path: Path) -> Path:
    path.write_bytes(built_plain())
    package = Package.from_bytes(path.read_bytes())
    editor = edit_sheet(package, sheet(package, "保险保障"))
    rows = len(tables_of(path).insurance)
    for column in range(16):
        editor.fill_column(column, 2, [None] * rows)
    path.write_bytes(package.to_bytes())
    return path


def test_a_table_that_lost_all_its_rows_is_asked_about(emptied: Path) -> None:
    before = emptied.read_bytes()
    with pytest.raises(UserError, match=r"Insurance|保险保障"):
        build(emptied)
    assert emptied.read_bytes() == before


def test_a_table_that_was_emptied_on_purpose_is_built(emptied: Path) -> None:
    build(emptied, allow_empty=True)
    assert_settled(emptied)


def test_an_emptied_table_may_go_into_another_file(emptied: Path, tmp_path: Path) -> None:
    xlcrm.build(tables_of(emptied), tmp_path / "other.xlsx")


def test_the_command_says_how_to_go_on_with_an_emptied_table(emptied: Path) -> None:
    result = run("build", emptied)
    assert result.exit_code == 2
    assert "--allow-empty" in result.output
    assert run("build", emptied, "--allow-empty").exit_code == 0


# What is said


def test_the_closing_line_counts_the_parts(path: Path) -> None:
    path.write_bytes(built_plain("en"))
    type_in(path, "Customers", {"B2": "Somebody else"})
    line = run("build", path, "--as-of", str(AS_OF), "--lang", "en").output.splitlines()[-1]
    assert " replaced, " in line
    assert " kept, " in line
    assert " added" in line


def test_each_part_is_listed_when_asked_for_with_the_title_of_its_sheet(path: Path) -> None:
    path.write_bytes(small(None, 笔记=[["a"]]))
    lines = run("build", path, "-v").output.splitlines()
    assert "  保留 xl/worksheets/sheet3.xml (笔记)" in lines
    assert any(line.startswith("  替换 xl/worksheets/sheet1.xml") for line in lines)
    assert any(line.startswith("  新增 ") and line.endswith("(首页)") for line in lines)


def test_what_was_kept_aside_is_said_before_the_closing_line(path: Path) -> None:
    path.write_bytes(built_plain())
    type_in(path, "首页", {"Z40": "备注"})
    lines = run("build", path).output.splitlines()
    assert "首页(已改)" in lines[-2]


def test_a_leftover_of_an_interrupted_run_is_noticed(path: Path) -> None:
    path.write_bytes(built_plain())
    number = hashlib.sha256(path.name.encode()).hexdigest()[:8]
    left = path.with_name(f".xlcrm-{number}-99999999-00000000.tmp")
    left.write_bytes(b"half a book")
    os.utime(left, (0, 0))
    assert str(left) in run("build", path).output
    assert left.exists()


def test_a_lock_file_stops_a_build_before_anything_is_written(path: Path) -> None:
    path.write_bytes(small())
    lock = path.with_name("~$book.xlsx")
    lock.write_bytes(b"")
    result = run("build", path)
    assert result.exit_code == 2
    assert "~$book.xlsx" in result.output
    assert path.read_bytes() == small()
    assert backups_of(path) == []


def test_a_build_in_place_keeps_the_file_as_it_was(path: Path) -> None:
    path.write_bytes(small())
    assert run("build", path).exit_code == 0
    assert [backup.path.read_bytes() for backup in backups_of(path)] == [small()]


def test_a_build_elsewhere_leaves_the_file_alone(path: Path, tmp_path: Path) -> None:
    path.write_bytes(small())
    assert run("build", path, "-o", tmp_path / "other.xlsx").exit_code == 0
    assert path.read_bytes() == small()
    assert backups_of(path) == []
