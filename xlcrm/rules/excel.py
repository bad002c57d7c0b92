"""Rules on what Excel cannot hold, or takes for something else."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from xlcrm.labels import labels
from xlcrm.model.book import Problem, Records
from xlcrm.rules.checked import Array, Checked, rows
from xlcrm.rules.engine import Hit, at, rule, told
from xlcrm.rules.finding import ERROR, INFO, WARNING

LAST_ROW = 1_048_576
LONGEST_CRITERION = 255
DIGITS_KEPT = 15

_NUMBER = re.compile(r"\s*[+-]?([0-9]+)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,3}))?\s*")
_PATTERN = re.compile(r"[*?~]|^[<>=]")
_WITH_COUNTRY_CODE = re.compile(r"\+[0-9][0-9 ().-]{5,}")
_FORMULA_LIKE = frozenset("=+-@\t\r")


@told(
    "X101",
    ERROR,
    "too_long",
    message=labels(
        "文字超过单元格的上限 32,767 个字符",
        "文字超過儲存格的上限 32,767 個字元",
        "The text is longer than the 32,767 characters that a cell holds",
    ),
    hint=labels("缩短，或分到几个单元格", "縮短，或分到幾個儲存格", "Shorten it, or spread it over several cells"),
)
def too_long(problem: Problem) -> Mapping[str, Any]:
    """A text is longer than a cell of Excel can hold.

    Excel would cut it, or refuse the file.

    Bad: a text of 40,000 characters.
    Good: a summary, with the rest in a document.
    """
    return problem.params


@told(
    "X102",
    WARNING,
    "illegal_characters",
    message=labels(
        "“{value}”含有 Excel 不能存的控制字符",
        "「{value}」含有 Excel 不能存的控制字元",
        '"{value}" holds control characters that Excel cannot store',
    ),
    hint=labels("重新输入这段文字", "重新輸入這段文字", "Type the text again"),
)
def illegal_characters(problem: Problem) -> Mapping[str, Any]:
    """A text holds control characters, which come from copying out of terminals and old systems.

    They are kept, written in an escaped form; other programs may show them as boxes.

    Bad: a name that ends in the bell character.
    Good: the name alone.
    """
    return problem.params


@rule(
    "X103",
    ERROR,
    message=labels(
        "“{table}”有 {count} 行，超过工作表的上限 1,048,576 行",
        "「{table}」有 {count} 列，超過工作表的上限 1,048,576 列",
        "{table} has {count} rows; a sheet ends at row 1,048,576",
    ),
    hint=labels("把较早的行移到另一个工作簿", "把較早的列移到另一個活頁簿", "Move the older rows to another workbook"),
)
def too_many_rows(book: Checked) -> Iterator[Hit]:
    """A table has more rows than a sheet of Excel.

    The book cannot be written; what stands below the last row would be lost.

    Bad: 1,100,000 follow-ups in one table.
    Good: the follow-ups of the last five years.
    """
    for records in book.book.tables.values():
        if len(records) >= LAST_ROW or (len(records) and records.row_of.max() > LAST_ROW):
            yield at(records, None, None, count=len(records))


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


@rule(
    "X104",
    ERROR,
    message=labels(
        "对 Excel 的公式来说，编号“{value}”与“{other}”是同一个数",
        "對 Excel 的公式來說，編號「{value}」與「{other}」是同一個數",
        'To formulas in Excel the ID "{value}" is the same number as "{other}"',
    ),
    hint=labels(
        "在编号前加一个字母，如 C{value}",
        "在編號前加一個字母，如 C{value}",
        "Put a letter in front of the ID, as in C{value}",
    ),
)
def same_number(book: Checked) -> Iterator[Hit]:
    """Two customer IDs differ as text but are one number to Excel.

    SUMIFS and COUNTIFS read digits as a number, even in text: `007` matches `7`, and of long numbers only the first 15
    digits count. The rows of both customers are then added to each.

    Bad: `007` and `7`; `6222020000000000017` and `6222020000000000025`.
    Good: `C007` and `C7`.
    """
    of_number: dict[str, str] = {}
    clashing: dict[str, str] = {}
    for text in book.once(_distinct_ids):
        number = as_number(text)
        if number is not None:
            first = of_number.setdefault(number, text)
            if first != text:
                clashing[text] = first
    yield from _with_id(book, clashing)


@rule(
    "X105",
    WARNING,
    message=labels(
        "编号“{value}”里的 {marks} 会被 Excel 的公式当作通配符或比较符",
        "編號「{value}」裡的 {marks} 會被 Excel 的公式當作萬用字元或比較符號",
        'Formulas in Excel take the {marks} in the ID "{value}" for a wildcard or a comparison',
    ),
    hint=labels("编号只用字母、数字和连字符", "編號只用字母、數字和連字號", "Use letters, digits and hyphens alone"),
)
def pattern_in_id(book: Checked) -> Iterator[Hit]:
    """A customer ID holds a sign that SUMIFS and COUNTIFS do not take as it stands.

    `C*` matches every ID that starts with C; an ID that starts with < is read as "less than". Own formulas and pivot
    tables then count other customers' rows.

    Bad: `C*1`, `VIP?`, `<100`.
    Good: `C-1`, `VIP1`, `C100`.
    """
    marks = {text: "".join(dict.fromkeys(_PATTERN.findall(text))) for text in book.once(_distinct_ids)}
    yield from _with_id(book, {text: found for text, found in marks.items() if found}, "marks")


@rule(
    "X106",
    INFO,
    message=labels(
        "“{value}”以 = + - @ 或制表符开头，按文字保存",
        "「{value}」以 = + - @ 或定位字元開頭，按文字保存",
        '"{value}" starts like a formula and is kept as text',
    ),
    hint=labels("无需处理，除非本想写公式", "無需處理，除非本想寫公式", "Nothing to do, unless a formula was meant"),
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


@rule(
    "X107",
    ERROR,
    message=labels(
        "编号超过 255 个字符，Excel 的公式无法查找",
        "編號超過 255 個字元，Excel 的公式無法查找",
        "The ID is longer than the 255 characters that formulas in Excel can look up",
    ),
    hint=labels("换一个短的编号", "換一個短的編號", "Choose a shorter ID"),
)
def id_too_long(book: Checked) -> Iterator[Hit]:
    """A customer ID is longer than SUMIFS can compare.

    Every measure of that customer would show an error in Excel.

    Bad: a whole paragraph pasted into the ID column.
    Good: `C0017`.
    """
    yield from _with_id(book, {text: "" for text in book.once(_distinct_ids) if len(text) > LONGEST_CRITERION})


@told(
    "X108",
    WARNING,
    "formula_overwritten",
    message=labels(
        "“{header}”列的公式在这里被“{value}”覆盖了",
        "「{header}」欄的公式在這裡被「{value}」覆蓋了",
        'The formula of the column "{header}" was typed over with "{value}" here',
    ),
    hint=labels(
        "运行 build 会恢复公式；自己的内容请写到另一列",
        "執行 build 會恢復公式；自己的內容請寫到另一欄",
        "A build puts the formula back; type what is yours into another column",
    ),
)
def formula_overwritten(problem: Problem) -> Mapping[str, Any]:
    """A cell of a calculated column holds a typed value, while the cells around it hold their formula.

    It looks right until the customer is renamed or moves to another tier: this cell alone stays as it was.

    Bad: `Wang Fang`, typed over the formula of the column Customer Name.
    Good: the formula; the name is changed on Customers.
    """
    return problem.params


def _distinct_ids(book: Checked) -> list[str]:
    """Every customer ID that stands anywhere, those of Customers first."""
    ids: list[Any] = []
    for records in book.book.tables.values():
        ids += pd.unique(records["customer_id"].to_numpy()).tolist()
    return list(dict.fromkeys(text for text in ids if isinstance(text, str)))


def _with_id(book: Checked, found: Mapping[str, str], says: str = "other") -> Iterator[Hit]:
    """Hits on the customers with one of the IDs, and on the rows of child tables where no customer has it."""
    if not found:
        return
    customers = book["customers"]["customer_id"]
    at_home = set(customers[customers.isin(found)])
    for records in book.book.tables.values():
        ids = records["customer_id"]
        wanted = found if records.schema.key == "customers" else [text for text in found if text not in at_home]
        for record in rows(ids.isin(list(wanted)).to_numpy()):
            yield at(records, record, "customer_id", **{says: found[ids.iat[record]]})


def _is_formula_like(text: str) -> bool:
    """A phone number with its country code is nothing that anybody takes for a formula."""
    return text[:1] in _FORMULA_LIKE and _WITH_COUNTRY_CODE.fullmatch(text) is None


def _formula_like(records: Records, column: str, values: Array) -> Iterator[Hit]:
    risky = [text for text in set(values.tolist()) if isinstance(text, str) and _is_formula_like(text)]
    if risky:
        for record in rows(pd.Series(values).isin(risky).to_numpy()):
            yield at(records, record, column)
