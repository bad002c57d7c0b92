"""Text files of values: which characters their bytes are, what stands between the values, and the rows they make."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from xlcrm.errors import UnreadableFile
from xlcrm.labels import Language, labels
from xlcrm.reading.headers import fold
from xlcrm.schema.tables import TABLES

MAX_FILE: Final = 64 << 20
MAX_CELLS: Final = 20_000_000
MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384

DELIMITERS: Final = (",", "\t", ";")

_MARKS = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"))
_SAMPLE_CHARACTERS = 20_000
_SAMPLE_LINES = 20
_SAMPLE_TEXT = 64 << 10
_HARDLY_CHINESE = 0.3
_SAYS_DELIMITER = re.compile(r'\A"?sep=([,;\t])"?[;,\t]*\r?\n', re.IGNORECASE)
_AS_TEXT = re.compile(r'="([^"]*)"')

NO_ENCODING = labels(
    "{file} 的文字既不是 UTF-8、UTF-16，也不是 GBK 或 Big5。请在 Excel 中另存为“CSV UTF-8”后再试。",
    "{file} 的文字既不是 UTF-8、UTF-16，也不是 GBK 或 Big5。請在 Excel 另存新檔為「CSV UTF-8」後再試。",
    "The text of {file} is neither UTF-8 or UTF-16 nor GBK or Big5. Save it in Excel as CSV UTF-8 and try again.",
)
TOO_LARGE = labels(
    "{file} 太大，一张工作表放不下。请拆成几个文件再导入。",
    "{file} 太大，一張工作表放不下。請拆成幾個檔案再匯入。",
    "{file} is larger than a sheet can be. Split it and import the parts.",
)
OPEN_QUOTE = labels(
    "{file} 里有一个引号没有收尾，后面的行都会并成一格。请检查后再试。",
    "{file} 裡有一個引號沒有收尾，後面的列都會併成一格。請檢查後再試。",
    "A quotation mark in {file} is never closed, so that all lines behind it would be one cell. Mend it and try again.",
)


@dataclass(frozen=True)
class TextTable:
    """A text file as rows of one length, blank cells ''; `encoding` and `delimiter` are what was found.

    `widths` are the numbers of values that the rows had.
    """

    rows: list[list[Any]]
    widths: list[int]
    encoding: str
    delimiter: str


def read_text_table(
    path: Path, data: bytes, language: Language, recognised: Callable[[Sequence[Sequence[Any]]], int]
) -> TextTable:
    """The rows of a text file; `recognised` counts the columns that rows, split in one way, name.

    Where bytes may be both GBK and Big5, known headers and the commonness of the characters decide, then the language
    of the book. Raises UnreadableFile for what cannot be decoded, is too large, or leaves a quotation open.
    """
    if len(data) > MAX_FILE:
        raise UnreadableFile("F142", TOO_LARGE, file=path)
    text, encoding = decoded(path, data, language)
    said = _SAYS_DELIMITER.match(text)
    if said:
        text = text[said.end() :]
    delimiter = said[1] if said else delimiter_of(text, recognised)
    rows = _rows(path, text, delimiter)
    cells = [[_cell(value) for value in row] for row in rows]
    return TextTable(_squared(cells), [len(row) for row in rows], encoding, delimiter)


def decoded(path: Path, data: bytes, language: Language) -> tuple[str, str]:
    """The text of a file and its encoding as people call it."""
    for encoding, mark in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), "UTF-16" if encoding == "utf-16" else "UTF-8"
            except UnicodeDecodeError:
                raise UnreadableFile("F106", NO_ENCODING, file=path) from None
    candidates = [("UTF-8", "utf-8"), ("GBK", "gb18030"), ("Big5", "cp950"), ("Big5", "big5hkscs")]
    found: dict[str, str] = {}
    for name, codec in candidates:
        text = _decode(data, codec) if name not in found else None
        if text is not None:
            if name == "UTF-8":
                return text, name
            found[name] = text
    preferred = "Big5" if language == "zh-TW" else "GBK"
    scored = [((*_likeness(text, name), name == preferred), name) for name, text in found.items()]
    (known, share, _), best = max(scored, default=((0, 0.0, False), ""))
    western = _decode(data, "cp1252") if not known and share < _HARDLY_CHINESE else None
    if western is not None:
        return western, "Windows-1252"
    if not best:
        raise UnreadableFile("F106", NO_ENCODING, file=path)
    return found[best], best


def _decode(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _likeness(text: str, encoding: str) -> tuple[int, float]:
    """How much a text looks like one that people wrote: Chinese headers that are known, and the share of everyday
    characters in tenths.
    """
    cells = re.split(r'[,;\t"]', " ".join(text.splitlines()[:_SAMPLE_LINES]).replace(" ", ","))
    known = sum(fold(cell) in _known_words() for cell in cells if cell and not cell.isascii())
    letters = [character for character in text[: 10 * _SAMPLE_CHARACTERS] if unicodedata.category(character) == "Lo"]
    letters = letters[:_SAMPLE_CHARACTERS]
    common = sum(_is_common(character, encoding) for character in letters)
    return known, round(common / len(letters), 1) if letters else 0.0


@cache
def _is_common(character: str, encoding: str) -> bool:
    """Whether a character is among the everyday ones, which both standards set apart from the rare ones."""
    codec, first, last = ("gb2312", 0xB0, 0xD7) if encoding == "GBK" else ("big5", 0xA4, 0xC6)
    try:
        return first <= character.encode(codec)[0] <= last
    except UnicodeEncodeError:
        return False


@cache
def _known_words() -> frozenset[str]:
    columns = [column for table in TABLES for column in table.columns]
    return frozenset(fold(word) for column in columns for word in (*column.labels, *column.aliases))


def delimiter_of(text: str, recognised: Callable[[Sequence[Sequence[Any]]], int]) -> str:
    """What stands between the values: with it most headers are known, or else most lines are of one length."""
    sample = text[:_SAMPLE_TEXT]

    def evidence(delimiter: str) -> tuple[int, int, int]:
        rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
        rows = rows[:-1] if len(text) > len(sample) else rows
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = widths.most_common(1)[0] if widths else (1, 0)
        return recognised(_squared(rows)), count, width

    try:
        return max(DELIMITERS, key=evidence)
    except csv.Error:
        return ","


def _rows(path: Path, text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error) or "field larger" in str(error):
            raise UnreadableFile("F131", OPEN_QUOTE, file=path) from None
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:
            raise UnreadableFile("F131", OPEN_QUOTE, file=path) from None
    width = max(map(len, rows), default=0)
    if len(rows) > MAX_ROWS or width > MAX_COLUMNS or len(rows) * width > MAX_CELLS:
        raise UnreadableFile("F142", TOO_LARGE, file=path)
    return rows


def _squared(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _cell(value: str) -> str:
    """A value without what makes a spreadsheet take it for text, as in `="007"`; spaces alone are a blank."""
    if not value or value.isspace():
        return ""
    text = _AS_TEXT.fullmatch(value)
    return text[1] if text else value.replace("\r\n", "\n")
