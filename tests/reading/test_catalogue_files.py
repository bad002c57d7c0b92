"""The catalogue of damaged, hostile and odd files, row by row, as a user meets them: read, checked, or refused."""

from __future__ import annotations

import io
import os
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msoffcrypto
import pytest
from click.testing import CliRunner

from xlcrm.cli import main
from xlcrm.errors import UnreadableFile
from xlcrm.ooxml.a1 import letters_of

from .messy import AS_OF, DAY, PEOPLE, SALES, edit_part, parts_of, read, said, sale, save, write
from .packages import MAIN

pytestmark = pytest.mark.unsound_files

SHEETS = {"客户信息": PEOPLE, "购买记录": [SALES, sale(), sale("C002", amount="12万")]}
BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(9)
)
BOMB += "]>"
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "book.xlsx", SHEETS)


def with_dtd(path: Path, part: str, dtd: str) -> Path:
    return edit_part(path, part, lambda xml: xml.replace(DECLARATION, DECLARATION + dtd))


def cut_off(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def flipped(path: Path) -> Path:
    data = bytearray(path.read_bytes())
    at = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[at] ^= 0xFF
    path.write_bytes(bytes(data))
    return path


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        info = zipfile.ZipInfo("xl/worksheets/sheet9.xml")
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w", force_zip64=True) as part:
            for _ in range(100):
                part.write(bytes(1 << 20))
    return path


def with_twin(name: str) -> Callable[[Path], Path]:
    def change(path: Path) -> Path:
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, "<workbook/>")
        return path

    return change


def outside(path: Path) -> Path:
    return save(path, parts_of(path) | {"../../evil.xml": b"x"})


def without(part: str) -> Callable[[Path], Path]:
    return lambda path: save(path, {name: content for name, content in parts_of(path).items() if name != part})


def gigantic(path: Path) -> Path:
    """Cells so spread out, in rows and in columns, that there is no block of them."""
    columns = [letters_of(column) for column in range(0, 16_384, 190)]
    rows = (
        f'<row r="{row}">' + "".join(f'<c r="{column}{row}"><v>1</v></c>' for column in columns) + "</row>"
        for row in range(1, 1_048_577, 900)
    )
    cells = "".join(rows)
    return edit_part(path, "xl/worksheets/sheet2.xml", lambda xml: re.sub("<row.*</row>", cells, xml, flags=re.DOTALL))


def crowded(path: Path) -> Path:
    """A thousand titles more, all of one sheet."""
    more = "".join(f'<sheet name="s{number}" sheetId="{number}" r:id="rId1"/>' for number in range(10, 1010))
    return edit_part(path, "xl/workbook.xml", lambda xml: xml.replace("</sheets>", f"{more}</sheets>"))


def replaced(content: bytes) -> Callable[[Path], Path]:
    def change(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return change


REFUSED: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "file-01 zero bytes": ("F104", replaced(b"")),
    "file-01 a folder": ("F102", lambda path: path.parent),
    "file-01 no such file": ("F101", lambda path: path.with_name("none.xlsx")),
    "file-02 cut off": ("F131", cut_off),
    "file-02 flipped byte": ("F132", flipped),
    "file-03 HTML": ("F111", replaced(b"<html><table><tr><td>C001</td></tr></table></html>")),
    "file-03 CSV": ("F112", replaced("客户编号,客户名称\nC001,王伟\n".encode())),
    "file-05 entity bomb": ("F141", lambda path: with_dtd(path, "xl/sharedStrings.xml", BOMB)),
    "file-05 external entity": ("F141", lambda path: with_dtd(path, "xl/worksheets/sheet1.xml", EXTERNAL)),
    "file-06 a part that inflates a thousandfold": ("F143", bomb),
    "file-07 a name twice": ("F144", with_twin("xl/workbook.xml")),
    "file-07 a name twice by case": ("F144", with_twin("xl/WORKBOOK.xml")),
    "file-10 no shared strings": ("F135", without("xl/sharedStrings.xml")),
    "file-10 no workbook part": ("F133", without("xl/workbook.xml")),
    "a name that points outside": ("F145", outside),
    "cells all over the sheet": ("F146", gigantic),
    "more sheets than anybody keeps": ("F147", crowded),
    "no customers": ("F150", lambda path: write(path, {"销售": [["x"]]})),
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_cannot_be_read_is_refused_in_one_line(path: Path, case: str) -> None:
    code, change = REFUSED[case]
    with pytest.raises(UnreadableFile) as caught:
        read(change(path))
    assert caught.value.code == code
    for language in ("zh-CN", "zh-TW", "en"):
        assert "\n" not in caught.value.message(language)


CORPUS = {
    "file-03 poi__chinese-provinces.xls": "F107",
    "file-03 poi__Simple.xlsb": "F108",
    "file-03 poi__SampleSS.xml": "F110",
    "file-04 poi__protected_sha512.xlsx": "F121",
    "file-05 poi__poc-xmlbomb.xlsx": "F141",
    "file-07 poi__duplicate-filename.xlsx": "F144",
    "file-12 poi__SampleSS.strict.xlsx": "F137",
}


@pytest.mark.parametrize("case", CORPUS)
def test_a_public_file_that_is_no_workbook_is_refused_with_what_to_do(corpus: Path, case: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(corpus / case.split()[1])
    assert caught.value.code == CORPUS[case]


@pytest.mark.skipif(os.name == "nt", reason="no resource limits here")
@pytest.mark.parametrize(
    "case",
    [
        "file-01 zero bytes",
        "file-02 flipped byte",
        "file-03 CSV",
        "file-05 entity bomb",
        "file-05 external entity",
        "file-06 a part that inflates a thousandfold",
        "file-07 a name twice by case",
        "a name that points outside",
        "cells all over the sheet",
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_command_line_ends_in_one_line_and_status_2_soon_and_small(path: Path, tmp_path: Path, case: str) -> None:
    target = REFUSED[case][1](path)
    before = sorted(tmp_path.rglob("*"))
    cpu = cpu_of_children()
    process = subprocess.Popen(
        [sys.executable, "-m", "xlcrm", "check", str(target)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20)),
    )
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    assert "Error:" not in err
    assert cpu_of_children() - cpu < 10
    assert peak_of_children() < 1 << 20
    assert sorted(tmp_path.rglob("*")) == before


def cpu_of_children() -> float:
    """The seconds of work of the processes started here: the clock would count what else the machine does."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def peak_of_children() -> int:
    """The most memory that a process started here has taken, in KiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_file_01_a_file_that_may_not_be_read_is_refused(path: Path) -> None:
    path.chmod(0)
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    assert caught.value.code == "F103"


def encrypted(path: Path) -> Path:
    target = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes())).encrypt("秘密 1", target)
    path.write_bytes(target.getvalue())
    return path


def test_file_04_an_encrypted_book_is_read_with_its_password(path: Path) -> None:
    assert len(read(encrypted(path), password="秘密 1").purchases) == 2


@pytest.mark.parametrize(("password", "code"), [(None, "F121"), ("wrong", "F122")], ids="file-04 {}".format)
def test_file_04_without_the_right_password_it_is_refused(path: Path, password: str | None, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(encrypted(path), password=password)
    assert caught.value.code == code


def test_file_08_bytes_after_the_archive_are_a_warning(path: Path) -> None:
    path.write_bytes(path.read_bytes() + bytes(1000))
    book = read(path)
    assert (len(book.purchases), said(book, "F201")) == (2, [("F201", "warning", None)])


def test_file_08_stray_parts_are_a_warning(path: Path) -> None:
    book = read(save(path, parts_of(path) | {"[trash]/0001.dat": b"x"}))
    assert (len(book.purchases), said(book, "F202")) == (2, [("F202", "warning", None)])


def test_file_09_shared_strings_are_found_by_another_case(path: Path) -> None:
    parts = parts_of(path)
    parts["xl/SharedStrings.xml"] = parts.pop("xl/sharedStrings.xml")
    assert list(read(save(path, parts)).customers["name"]) == ["王伟", "李娜"]


def test_file_09_counts_that_lie_do_not_matter(path: Path) -> None:
    edit_part(path, "xl/sharedStrings.xml", lambda xml: re.sub(r'ount="\d+"', 'ount="999999999"', xml))
    assert list(read(path).customers["name"]) == ["王伟", "李娜"]


def assert_not_written_in_place(path: Path) -> None:
    before = path.read_bytes()
    assert CliRunner().invoke(main, ["build", str(path)]).exit_code == 2
    assert path.read_bytes() == before


def test_file_11_without_styles_the_dates_are_serials_with_a_warning(path: Path) -> None:
    parts = parts_of(without("xl/styles.xml")(path))
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    parts["xl/_rels/workbook.xml.rels"] = re.sub("<Relationship [^>]*styles.xml[^>]*>", "", relations).encode()
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = re.sub("<Override [^>]*styles.xml[^>]*>", "", types).encode()
    book = read(save(path, parts))
    assert [day.date() for day in book.purchases["date"]] == [DAY, DAY]
    warnings = [(code, severity, place) for code, severity, place in said(book) if code in ("F204", "V105")]
    assert warnings == [
        ("F204", "warning", None),
        ("V105", "warning", "购买记录!B2"),
        ("V105", "warning", "购买记录!B3"),
    ]
    assert_not_written_in_place(path)


def test_file_12_backslash_paths_are_read_but_not_written_in_place(path: Path) -> None:
    data = path.read_bytes()
    for name in parts_of(path):
        data = data.replace(name.encode(), name.replace("/", "\\").encode())
    path.write_bytes(data)
    book = read(path)
    assert (len(book.purchases), said(book, "F203")) == (2, [("F203", "warning", None)])
    assert_not_written_in_place(path)


@pytest.mark.parametrize(
    ("suffix", "content_type"),
    [
        (".xlsm", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        (".xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"),
    ],
    ids=["file-13 .xlsm", "file-13 .xltx"],
)
def test_file_13_macro_books_and_templates_are_read(path: Path, suffix: str, content_type: str) -> None:
    usual = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    edit_part(path, "[Content_Types].xml", lambda xml: xml.replace(usual, content_type))
    assert len(read(path.rename(path.with_suffix(suffix))).purchases) == 2


def test_file_14_dates_of_the_1904_system_are_right(tmp_path: Path) -> None:
    book = read(write(tmp_path / "mac.xlsx", SHEETS, date_1904=True))
    assert [day.date() for day in book.purchases["date"]] == [DAY, DAY]


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "B7:C9"], ids="file-15 {}".format)
def test_file_15_all_rows_are_read_whatever_the_dimension_says(path: Path, dimension: str) -> None:
    edit_part(path, "xl/worksheets/sheet2.xml", lambda xml: re.sub('ref="A1:D3"', f'ref="{dimension}"', xml))
    assert len(read(path).purchases) == 2


def cell_of(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def row_of(*texts: str) -> str:
    return f"<row>{''.join(map(cell_of, texts))}</row>"


ROWS = row_of(*SALES) + "<row>" + cell_of("C001") + '<c t="d"><v>2024-03-05</v></c>' + cell_of("存款")
ROWS += '<c s=""><v>1000</v></c></row>'
FORMS = {
    "rows and cells without r, ISO dates, inline strings, empty s": f'<worksheet xmlns="{MAIN}"><sheetData>{ROWS}',
    "CDATA": f'<worksheet xmlns="{MAIN}"><sheetData>' + ROWS.replace("<t>C001</t>", "<t><![CDATA[C001]]></t>"),
    "escapes": f'<worksheet xmlns="{MAIN}"><sheetData>' + ROWS.replace("客户编号", "客户_x000D_编号"),
    "a comment": f'<worksheet xmlns="{MAIN}"><!-- <row> --><sheetData>' + ROWS.replace("</row>", "</row><!-- x -->"),
}


@pytest.mark.parametrize("form", FORMS, ids="file-16 {}".format)
def test_file_16_other_forms_of_xml_are_read_right(path: Path, form: str) -> None:
    xml = FORMS[form] + "</sheetData></worksheet>"
    book = read(save(path, parts_of(path) | {"xl/worksheets/sheet2.xml": xml.encode()}))
    assert [tuple(row) for row in book.purchases[["customer_id", "product", "amount"]].to_numpy()] == [
        ("C001", "存款", 1000.0)
    ]
    assert [day.date() for day in book.purchases["date"]] == [DAY]


def test_file_16_prefixed_namespaces_are_read_right(path: Path) -> None:
    def prefixed(xml: str) -> str:
        return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml).replace("xmlns=", "xmlns:x=")

    for part in ("xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml"):
        edit_part(path, part, prefixed)
    assert list(read(path).purchases["amount"]) == [1000.0, 120_000.0]


def test_file_17_links_to_other_workbooks_are_not_followed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    relation = (
        '<Relationship Id="far" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'externalLinkPath" Target="http://127.0.0.1:9/rates.xlsx" TargetMode="External"/>'
    )
    link = f'<externalLink xmlns="{MAIN}"/>'.encode()
    relations = f"<Relationships>{relation}</Relationships>".encode()
    parts = {"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": relations}

    def refuse(*_: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert len(read(save(path, parts_of(path) | parts)).purchases) == 2


def test_the_as_of_date_given_goes_before_the_one_typed(path: Path) -> None:
    assert (read(path).as_of, read(path, as_of=date(2020, 1, 1)).as_of) == (AS_OF, date(2020, 1, 1))
