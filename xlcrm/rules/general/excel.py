"""Rules on what Excel cannot hold, or takes for something else."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from xlcrm.labels import labels
from xlcrm.model.links import id_column
from xlcrm.model.records import Records
from xlcrm.rules.checked import Array, Checked, positions
from xlcrm.rules.finding import ERROR, INFO, WARNING
from xlcrm.rules.rule import Hit, Rules, cell_hit

LAST_ROW = 1_048_576
LONGEST_CRITERION = 255
DIGITS_KEPT = 15

_NUMBER = re.compile(r"\s*[+-]?([0-9]+)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,3}))?\s*")
_PATTERN = re.compile(r"[*?~]|^[<>=]")
_WITH_COUNTRY_CODE = re.compile(r"\+[0-9][0-9 ().-]{5,}")
_FORMULA_LIKE = frozenset("=+-@\t\r")

RULES = Rules()


@RULES.rule(
    "X103", ERROR,
    labels("“{table}”有 {count} 行，超过工作表的上限 1,048,576 行", "「{table}」有 {count} 列，超過工作表的上限 1,048,576 列", "{table} has {count} rows; a sheet ends at row 1,048,576"),
    labels("把较早的行移到另一个工作簿", "把較早的列移到另一個活頁簿", "Move the older rows to another workbook"),
)
def too_many_rows(book: Checked) -> Iterator[Hit]:
    """A table has more rows than a sheet of Excel.

    The book cannot be written; what stands below the last row would be lost.

    Bad: 1,100,000 follow-ups in one table.
    Good: the follow-ups of the last five years.
    """
    for records in book.book.tables.values():
        if len(records) >= LAST_ROW or (len(records) and records.row_of.max() > LAST_ROW):
            yield cell_hit(records, None, None, count=len(records))


def as_number(text: str) -> str | None:
    """The number that Excel's SUMIFS takes a text for, in a normal form; None where it takes it for text.

    Excel keeps 15 digits, so that longer numbers are the same to it when these are.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    whole, fraction, exponent = match[1], match[2] or "", int(match[3] or 0)
    digits = (whole + fraction).lstrip("0")
    magnitude = len(digits) + exponent - len(fraction)
    kept = digits[:DIGITS_KEPT].rstrip("0")
    sign = "-" if text.lstrip().startswith("-") and kept else ""
    return f"{sign}0.{kept}E{magnitude}" if kept else "0"


@RULES.rule(
    "X104", ERROR,
    labels("对 Excel 的公式来说，编号“{value}”与“{other}”是同一个数", "對 Excel 的公式來說，編號「{value}」與「{other}」是同一個數", 'To formulas in Excel the ID "{value}" is the same number as "{other}"'),
    labels("在编号前加一个字母，如 C{value}", "在編號前加一個字母，如 C{value}", "Put a letter in front of the ID, as in C{value}"),
)
def same_number(book: Checked) -> Iterator[Hit]:
    """Two customer IDs differ as text but are one number to Excel.

    SUMIFS and COUNTIFS read digits as a number, even in text: `007` matches `7`, and of long numbers only the first 15
    digits count. The rows of both customers are then added to each.

    Bad: `007` and `7`; `6222020000000000017` and `6222020000000000025`.
    Good: `C007` and `C7`.
    """
    for ids in book.once(_ids):
        first_of: dict[str, str] = {}
        clashing: dict[str, str] = {}
        for text in ids.distinct:
            number = as_number(text)
            if number is not None and first_of.setdefault(number, text) != text:
                clashing[text] = first_of[number]
        yield from ids.hits(clashing)


@RULES.rule(
    "X105", WARNING,
    labels("编号“{value}”里的 {marks} 会被 Excel 的公式当作通配符或比较符", "編號「{value}」裡的 {marks} 會被 Excel 的公式當作萬用字元或比較符號", 'Formulas in Excel take the {marks} in the ID "{value}" for a wildcard or a comparison'),
    labels("编号只用字母、数字和连字符", "編號只用字母、數字和連字號", "Use letters, digits and hyphens alone"),
)
def pattern_in_id(book: Checked) -> Iterator[Hit]:
    """A customer ID holds a sign that SUMIFS and COUNTIFS do not take as it stands.

    `C*` matches every ID that starts with C; an ID that starts with < is read as "less than". Own formulas and pivot
    tables then count other customers' rows.

    Bad: `C*1`, `VIP?`, `<100`.
    Good: `C-1`, `VIP1`, `C100`.
    """
    for ids in book.once(_ids):
        marks = {text: "".join(dict.fromkeys(_PATTERN.findall(text))) for text in ids.distinct}
        yield from ids.hits({text: found for text, found in marks.items() if found}, "marks")


@RULES.rule(
    "X106", INFO,
    labels("“{value}”以 = + - @ 或制表符开头，按文字保存", "「{value}」以 = + - @ 或定位字元開頭，按文字保存", '"{value}" starts like a formula and is kept as text'),
    labels("无需处理，除非本想写公式", "無需處理，除非本想寫公式", "Nothing to do, unless a formula was meant"),
    foldable=True,
)
def formula_like_text(book: Checked) -> Iterator[Hit]:
    """A text starts with a sign by which Excel knows a formula.

    It is written as text wherever it goes and never runs. Copied into another program, such as a CSV file opened in
    Excel, it might.

    Bad: a note that reads `=HYPERLINK("http://...")`, pasted from a message.
    Good: a note that starts with a word.
    """
    for records in book.book.tables.values():
        for column in records.schema.columns:
            if not (column.kind.is_number or column.kind.name in ("date", "boolean", "enum", "currency")):
                yield from _formula_like(records, column.key, book.values(records.schema.key, column.key))


@RULES.rule(
    "X107", ERROR,
    labels("编号超过 255 个字符，Excel 的公式无法查找", "編號超過 255 個字元，Excel 的公式無法查找", "The ID is longer than the 255 characters that formulas in Excel can look up"),
    labels("换一个短的编号", "換一個短的編號", "Choose a shorter ID"),
)
def id_too_long(book: Checked) -> Iterator[Hit]:
    """A customer ID is longer than SUMIFS can compare.

    Every measure of that customer would show an error in Excel.

    Bad: a whole paragraph pasted into the ID column.
    Good: `C0017`.
    """
    for ids in book.once(_ids):
        yield from ids.hits({text: "" for text in ids.distinct if len(text) > LONGEST_CRITERION})


class _Ids:
    """The IDs by which other tables name the rows of one: the columns that they stand in, those of the table first."""

    def __init__(self, own: tuple[Records, str], others: list[tuple[Records, str]]) -> None:
        self.own = own
        self.others = others
        found: list[Any] = []
        for records, column in (own, *others):
            found += pd.unique(records[column].to_numpy()).tolist()
        self.distinct = list(dict.fromkeys(text for text in found if isinstance(text, str)))

    def hits(self, found: Mapping[str, str], says: str = "other") -> Iterator[Hit]:
        """Hits on the rows with one of the IDs, and on the rows that name it where no row has it."""
        if not found:
            return
        records, column = self.own
        ids = records[column]
        at_home = set(ids[ids.isin(found)])
        abroad = [text for text in found if text not in at_home]
        for (records, column), wanted in ((self.own, list(found)), *((other, abroad) for other in self.others)):
            ids = records[column]
            for record in positions(ids.isin(wanted).to_numpy()):
                yield cell_hit(records, record, column, **{says: found[ids.iat[record]]})


def _ids(book: Checked) -> list[_Ids]:
    """The IDs of each table whose rows others name. Excel looks them up where they say whose a row is."""
    naming: dict[str, list[tuple[Records, str]]] = {}
    for records in book.book.tables.values():
        for column in book.references(records):
            naming.setdefault(str(column.kind.refers_to), []).append((records, column.key))
    return [_Ids((book[key], id_column(book[key].schema)), others) for key, others in naming.items()]


def _is_formula_like(text: str) -> bool:
    """A phone number with its country code is nothing that anybody takes for a formula."""
    return text[:1] in _FORMULA_LIKE and _WITH_COUNTRY_CODE.fullmatch(text) is None


def _formula_like(records: Records, column: str, values: Array) -> Iterator[Hit]:
    risky = [text for text in set(values.tolist()) if isinstance(text, str) and _is_formula_like(text)]
    if risky:
        for record in positions(pd.Series(values).isin(risky).to_numpy()):
            yield cell_hit(records, record, column)
