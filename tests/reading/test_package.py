"""Opening a workbook file: every way that a file can be no workbook, and what is known of one that is."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from xlcrm.errors import UnreadableFile
from xlcrm.labels import LANGUAGES
from xlcrm.model.backups import folder_of
from xlcrm.reading.faults import FAULTS
from xlcrm.reading.package import WorkbookFile, open_workbook

from .packages import MAIN, PACKAGE, TYPES, Parts, package, parts, zipped

pytestmark = pytest.mark.unsound_files

A1 = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def opened(book: Path, content: bytes | Parts) -> WorkbookFile:
    book.write_bytes(zipped(content) if isinstance(content, dict) else content)
    return open_workbook(book)


def refused(book: Path, content: bytes | Parts | None = None) -> UnreadableFile:
    if content is not None:
        book.write_bytes(zipped(content) if isinstance(content, dict) else content)
    with pytest.raises(UnreadableFile) as caught:
        open_workbook(book)
    return caught.value


OTHER_KINDS = {
    "F106": b"\x7fELF\x02\x01\x01\0\0\0\0",
    "F107": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600),
    "F110": b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "F111": b"<html><body><table><tr><td>1</td></tr></table></body></html>",
    "F112": "客户编号,客户名称\n1,王伟\n".encode("gbk"),
    "F114": b"%PDF-1.7\n",
}
OTHER_PACKAGES: dict[str, Parts] = {
    "F108": {"[Content_Types].xml": "", "xl/workbook.bin": b"\x83\x01\0"},
    "F109": {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""},
    "F113": {"[Content_Types].xml": "", "word/document.xml": ""},
    "F115": {"Index/Document.iwa": b"\0"},
    "F116": {"notes.txt": "hello"},
}


@pytest.mark.parametrize("code", OTHER_KINDS)
def test_another_kind_of_file_is_named(book: Path, code: str) -> None:
    assert refused(book, OTHER_KINDS[code]).code == code


@pytest.mark.parametrize("code", OTHER_PACKAGES)
def test_another_kind_of_package_is_named(book: Path, code: str) -> None:
    assert refused(book, OTHER_PACKAGES[code]).code == code


def test_file_01_a_missing_file_is_refused(book: Path) -> None:
    assert refused(book).code == "F101"


def test_file_01_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "F102"


def test_file_01_an_empty_file_is_refused(book: Path) -> None:
    assert refused(book, b"").code == "F104"


def test_file_01_a_file_that_may_not_be_read_is_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book.write_bytes(package(A1))

    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert refused(book).code == "F103"


def test_a_name_with_a_nul_is_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "a\0b.xlsx").code == "F101"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting(book: Path) -> None:
    os.mkfifo(book)
    assert refused(book).code == "F102"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_file_02_a_file_cut_off_is_refused_with_the_part_named(book: Path, share: float) -> None:
    whole = package(A1)
    error = refused(book, whole[: int(len(whole) * share)])
    assert error.code == "F131"
    assert str(error.params["part"]) in {*parts(), "zip", "xl/styles.xml"}


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "docProps/thumbnail.jpeg"])
def test_file_02_a_flipped_byte_is_refused_with_the_part_named(book: Path, part: str) -> None:
    whole = bytearray(zipped(parts(A1) | {"docProps/thumbnail.jpeg": bytes(range(200))}))
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        start = archive.getinfo(part).header_offset + 30 + len(part)
    whole[start + 10] ^= 0xFF
    error = refused(book, bytes(whole))
    assert (error.code, error.params["part"]) == ("F132", part)


def test_file_02_the_newest_backup_of_a_damaged_book_is_named(book: Path) -> None:
    folder = folder_of(book)
    folder.mkdir()
    for name in ("2026-03-04_090000_before-build.xlsx", "2026-03-05_090000_before-fix.xlsx", "mine.xlsx"):
        (folder / name).touch()
    message = refused(book, package(A1)[:300]).message("zh-CN")
    assert "2026-03-05_090000_before-fix.xlsx" in message


def test_file_04_an_encrypted_book_without_a_password_asks_for_it(book: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert refused(book, content).code == "F121"


DTD = '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa">]>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
@pytest.mark.parametrize(
    "prolog",
    [
        f"{DTD}",
        f'<?xml version="1.0"?>\n{DTD}',
        f"<!-- {'x' * 100_000} -->{DTD}",
        '<?xml version="1.0"?><?pi <!-- ?> <!DOCTYPE a SYSTEM "file:///etc/passwd">',
    ],
)
def test_file_05_a_dtd_is_refused_wherever_it_stands(book: Path, part: str, prolog: str) -> None:
    contents = parts(A1)
    contents[part] = prolog + str(contents[part])
    error = refused(book, contents)
    assert (error.code, error.params["part"]) == ("F141", part)


def test_file_05_a_dtd_in_utf_16_is_refused(book: Path) -> None:
    contents = parts(A1)
    contents["xl/workbook.xml"] = f'<?xml version="1.0" encoding="utf-16"?>{DTD}<workbook/>'.encode("utf-16")
    assert refused(book, contents).code == "F141"


def test_a_dtd_spelled_in_a_comment_or_a_cell_is_no_dtd(book: Path) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<!DOCTYPE a>]]></t></is></c></row>'
    contents = parts(rows)
    contents["xl/workbook.xml"] = "<!-- <!DOCTYPE a> -->" + str(contents["xl/workbook.xml"])
    assert opened(book, contents).sheets


def test_file_06_a_bomb_is_refused_before_it_is_inflated(book: Path) -> None:
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join([stream.compress(bytes(1 << 20)) for _ in range(600)]) + stream.flush()
    name = b"[Content_Types].xml"
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(packed), 600 << 20, len(name), 0)
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, len(packed), 600 << 20, len(name), 0, 0, 0, 0, 0, 0
    )
    directory = entry + name
    body = local + name + packed
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(directory), len(body), 0)
    book.write_bytes(body + directory + end)
    tracemalloc.start()
    error = refused(book)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert error.code == "F143"
    assert peak < 16 << 20


def test_file_06_a_directory_that_lies_about_sizes_does_not_fill_the_memory(book: Path) -> None:
    true = 64 << 20
    data = zipped(parts(A1) | {"xl/worksheets/sheet1.xml": bytes(true)})
    book.write_bytes(data.replace(struct.pack("<I", true), struct.pack("<I", 1000)))
    tracemalloc.start()
    error = refused(book)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (error.code, error.params["part"]) == ("F132", "xl/worksheets/sheet1.xml")
    assert peak < 8 << 20


@pytest.mark.parametrize("twin", ["xl/workbook.xml", "XL/Workbook.XML", "xl\\workbook.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_file_07_two_parts_of_one_name_are_refused(book: Path, twin: str) -> None:
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in parts(A1).items():
            archive.writestr(name, content)
        info = zipfile.ZipInfo(twin)
        info.filename = twin
        archive.writestr(info, "<workbook/>")
    assert refused(book).code == "F144"


@pytest.mark.parametrize("name", ["../evil.xml", "xl/../../evil.xml", "/etc/passwd", "C:/evil.xml", "..\\evil.xml"])
def test_names_that_point_outside_are_refused(book: Path, name: str) -> None:
    assert refused(book, parts(A1) | {name: "x"}).code == "F145"


def test_file_08_bytes_after_the_archive_are_accepted_with_a_warning(book: Path) -> None:
    file = opened(book, package(A1) + b"\r\n" * 40_000)
    assert [(p.kind, p.params["bytes"]) for p in file.problems] == [("trailing_bytes", 80_000)]


def test_file_08_stray_parts_are_accepted_with_a_warning(book: Path) -> None:
    file = opened(book, parts(A1) | {"[trash]/0000.dat": "x"})
    assert [(p.kind, p.params["parts"]) for p in file.problems] == [("stray_parts", ("[trash]/0000.dat",))]


def test_file_10_shared_strings_that_are_absent_are_damage(book: Path) -> None:
    assert refused(book, package('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')).code == "F135"


def test_file_10_an_absent_workbook_part_is_damage(book: Path) -> None:
    contents = parts(A1)
    del contents["xl/workbook.xml"]
    error = refused(book, contents)
    assert (error.code, error.params["part"]) == ("F133", "xl/workbook.xml")


def test_an_absent_sheet_is_damage(book: Path) -> None:
    contents = parts(A1)
    del contents["xl/worksheets/sheet1.xml"]
    error = refused(book, contents)
    assert (error.code, error.params["part"]) == ("F133", "xl/worksheets/sheet1.xml")


def test_a_workbook_part_that_is_not_well_formed_is_damage(book: Path) -> None:
    error = refused(book, parts(A1) | {"xl/workbook.xml": "<workbook><sheets></workbook>"})
    assert (error.code, error.params["part"]) == ("F132", "xl/workbook.xml")


def test_a_book_of_no_worksheet_is_refused(book: Path) -> None:
    contents = parts(A1)
    contents["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}"><sheets/></workbook>'
    assert refused(book, contents).code == "F136"


def test_file_11_a_book_without_styles_is_not_written_in_place(book: Path) -> None:
    file = opened(book, parts(A1, styles=""))
    assert ([p.kind for p in file.problems], file.in_place) == (["no_styles"], False)


def test_file_12_strict_books_are_refused_with_how_to_save(book: Path) -> None:
    contents = parts(A1)
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    contents["xl/workbook.xml"] = str(contents["xl/workbook.xml"]).replace(MAIN, strict)
    assert "*.xlsx" in refused(book, contents).message("zh-TW")


def test_file_12_backslashes_are_read_but_not_written_in_place(book: Path) -> None:
    file = opened(book, {name.replace("/", "\\"): content for name, content in parts(A1).items()})
    assert (file.sheets[0].title, file.in_place) == ("Sheet", False)


def test_file_12_a_workbook_part_elsewhere_is_read_but_not_written_in_place(book: Path) -> None:
    contents = parts(A1)
    contents["_rels/.rels"] = str(contents["_rels/.rels"]).replace("xl/workbook.xml", "book/main.xml")
    contents["book/main.xml"] = contents.pop("xl/workbook.xml")
    relations = str(contents.pop("xl/_rels/workbook.xml.rels"))
    contents["book/_rels/main.xml.rels"] = relations.replace('Target="', 'Target="/xl/')
    file = opened(book, contents)
    assert (file.sheets[0].part, file.in_place) == ("xl/worksheets/sheet1.xml", False)


@pytest.mark.parametrize(
    ("content_type", "macros", "template", "in_place"),
    [
        (f"{TYPES}.sheet.main+xml", False, False, True),
        (f"{TYPES}.template.main+xml", False, True, False),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", True, False, True),
        ("application/vnd.ms-excel.template.macroEnabled.main+xml", True, True, False),
    ],
)
def test_file_13_macros_and_templates_are_known(
    book: Path, content_type: str, macros: bool, template: bool, in_place: bool
) -> None:
    file = opened(book, parts(A1, content_type=content_type))
    assert (file.macros, file.template, file.in_place) == (macros, template, in_place)


def test_a_signed_book_is_not_written_in_place(book: Path) -> None:
    contents = parts(A1) | {"_xmlsignatures/origin.sigs": ""}
    origin = (
        f'<Relationship Id="s" Type="{PACKAGE}/relationships/digital-signature/origin" '
        'Target="_xmlsignatures/origin.sigs"/></Relationships>'
    )
    contents["_rels/.rels"] = str(contents["_rels/.rels"]).replace("</Relationships>", origin)
    file = opened(book, contents)
    assert file.reason is not None
    assert "signature" in file.reason.en


def test_file_14_the_1904_date_system_is_known(book: Path) -> None:
    assert opened(book, parts(A1, workbook='<workbookPr date1904="1"/>')).date_1904


def test_defined_names_are_those_of_the_whole_workbook(book: Path) -> None:
    contents = parts(A1)
    names = (
        "<definedNames><definedName name='as_of'>Sheet!$A$1</definedName>"
        "<definedName name='local' localSheetId='0'>Sheet!$A$2</definedName></definedNames></workbook>"
    )
    contents["xl/workbook.xml"] = str(contents["xl/workbook.xml"]).replace("</workbook>", names)
    assert opened(book, contents).defined_names == {"as_of": "Sheet!$A$1"}


def test_the_hash_is_that_of_the_file_on_the_disk(book: Path) -> None:
    file = opened(book, package(A1))
    assert file.sha256 == hashlib.sha256(book.read_bytes()).hexdigest()


REFUSED_IN_CORPUS = {
    "poi__poc-xmlbomb.xlsx": "F141",
    "poi__protected_sha512.xlsx": "F121",
    "poi__SampleSS.strict.xlsx": "F137",
    "poi__duplicate-filename.xlsx": "F144",
    "cal__issue252.xlsx": "F132",
    "poi__Simple.xlsb": "F108",
    "poi__chinese-provinces.xls": "F107",
    "poi__SampleSS.xml": "F110",
}
NOT_IN_PLACE = {"poi__49609.xlsx", "cal__minimal_package.xlsx", "poi__56278.xlsx", "cal__inlineStr_cdata.xlsx"}


def test_the_corpus_is_accepted_or_refused_as_its_index_says(corpus: Path) -> None:
    refused_here: dict[str, str] = {}
    not_in_place = set()
    for path in sorted(corpus.glob("*.x*")) + sorted(corpus.glob("*.xls")):
        try:
            file = open_workbook(path)
        except UnreadableFile as error:
            refused_here[path.name] = error.code
        else:
            if not file.in_place:
                not_in_place.add(path.name)
    assert (refused_here, not_in_place) == (REFUSED_IN_CORPUS, NOT_IN_PLACE)


def test_sheets_that_hold_no_cells_are_told_apart(corpus: Path) -> None:
    file = open_workbook(corpus / "sjs__BlankSheetTypes.xlsm")
    assert [sheet.kind for sheet in file.sheets] == ["worksheet", "chartsheet", "macrosheet", "dialogsheet"]


def test_a_hidden_sheet_is_known_as_such(corpus: Path) -> None:
    file = open_workbook(corpus / "poi__TwoSheetsOneHidden.xlsx")
    assert [sheet.state for sheet in file.sheets] == ["hidden", "visible"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_says_in_one_line_which_file_and_what_to_do(language: str) -> None:
    for fault in FAULTS:
        text = fault.text.in_(language)  # type: ignore[arg-type]
        shown = text.format(file="B.xlsx", part="P", sheet="S", sheets="S, T", cause="C", count="1")
        assert "B.xlsx" in shown
        assert fault.hint.in_(language)  # type: ignore[arg-type]


def test_fault_codes_are_unique() -> None:
    assert len({fault.code for fault in FAULTS}) == len(FAULTS)


def test_braces_in_a_file_name_are_shown_as_they_are(tmp_path: Path) -> None:
    assert "{file} {0}.xlsx" in refused(tmp_path / "{file} {0}.xlsx").message("en")
