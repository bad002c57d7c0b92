"""Rules on words, IDs and texts, as the reader understood them or not, and on cells that hold a formula."""

from collections.abc import Mapping
from typing import Any

from xlcrm.book import Problem
from xlcrm.labels import labels
from xlcrm.rules.engine import told
from xlcrm.rules.finding import ERROR, INFO, NOTHING, WARNING, Phrase
from xlcrm.schema.tables import TABLE

NEAREST = labels("；最接近的是“{nearest}”", "；最接近的是「{nearest}」", '; the nearest is "{nearest}"')
NO_END = labels("没有终止日", "沒有終止日", "without an end")


def nearest(problem: Problem) -> Mapping[str, Any]:
    """What a message fills in that may suggest the nearest known word."""
    found = problem.params.get("nearest")
    return {"nearest": Phrase(NEAREST, {"nearest": found}) if found else NOTHING}


@told(
    "V301",
    ERROR,
    "not_a_boolean",
    message=labels(
        "“{value}”既不是“是”也不是“否”{nearest}",
        "「{value}」既不是「是」也不是「否」{nearest}",
        '"{value}" is neither yes nor no{nearest}',
    ),
    hint=labels("填“是”或“否”", "填「是」或「否」", "Type yes or no"),
)
def not_a_boolean(problem: Problem) -> Mapping[str, Any]:
    """A cell that asks for yes or no holds something else.

    A follow-up that is perhaps done counts neither as done nor as open.

    Bad: `perhaps`.
    Good: `Yes`, or a tick.
    """
    return nearest(problem)


@told(
    "V302",
    ERROR,
    "not_in_list",
    message=labels(
        "“{value}”不在{column}的可选值里{nearest}",
        "「{value}」不在{column}的可選值裡{nearest}",
        '"{value}" is not in the list of {column}{nearest}',
    ),
    hint=labels("从下拉列表里选一个", "從下拉清單裡選一個", "Choose one from the dropdown"),
)
def not_in_list(problem: Problem) -> Mapping[str, Any]:
    """A column with a closed list of values holds a word that is not in it.

    The row drops out of whatever is counted by that column. Labels in all three languages and many other words are
    understood; `xlcrm columns` shows them.

    Bad: policy status `In Farce`.
    Good: policy status `In Force`.
    """
    return nearest(problem)


@told(
    "V303",
    ERROR,
    "not_a_currency",
    message=labels(
        "“{value}”不是币种代码{nearest}", "「{value}」不是幣別代碼{nearest}", '"{value}" is not a currency{nearest}'
    ),
    hint=labels(
        "填三个字母的代码，如 CNY、USD",
        "填三個字母的代碼，如 TWD、USD",
        "Type its code of three letters, such as CNY or USD",
    ),
)
def not_a_currency(problem: Problem) -> Mapping[str, Any]:
    """A currency column holds something that is no currency.

    Without a currency the value cannot be converted, and it is left out of the totals.

    Bad: `dollars or so`.
    Good: `USD`.
    """
    return nearest(problem)


@told(
    "V401",
    INFO,
    "cleaned",
    message=labels(
        "“{value}”去掉空格、不可见或全角字符后读作“{fixed}”",
        "「{value}」去掉空格、看不見或全形字元後讀作「{fixed}」",
        '"{value}" was read as "{fixed}", without spaces, invisible or full-width characters',
    ),
    hint=labels("check --fix 可以改写", "check --fix 可以改寫", "check --fix writes it so"),
    fixable=True,
)
def cleaned(problem: Problem) -> Mapping[str, Any]:
    """A cell has spaces, invisible characters or full-width letters that mean nothing.

    They are passed over when reading, but Excel's own look-ups stumble over them.

    Bad: `Ｃ0017` followed by a space.
    Good: `C0017`.
    """
    return problem.params


@told(
    "V402",
    INFO,
    "converted",
    message=labels("“{value}”读作 {fixed}", "「{value}」讀作 {fixed}", '"{value}" was read as {fixed}'),
    hint=labels("check --fix 可以改写", "check --fix 可以改寫", "check --fix writes it so"),
    fixable=True,
)
def converted(problem: Problem) -> Mapping[str, Any]:
    """A cell says a date, a number or a word of a list in another form than Excel computes with.

    It is understood here, but a formula in Excel sees only text.

    Bad: `12万`, `2024年3月5日`, `M`.
    Good: `120000`, `2024-03-05`, `Male`.
    """
    column = TABLE[problem.table].by_key.get(problem.column or "") if problem.table else None
    return {"fixed": NO_END} if problem.fixed is None and column and column.form == "open_end" else problem.params


@told(
    "V403",
    ERROR,
    "digits_lost",
    message=labels(
        "“{value}”的末几位已被 Excel 改掉（数字只保留 15 位）",
        "「{value}」的末幾位已被 Excel 改掉（數字只保留 15 位）",
        '"{value}" lost its last digits: Excel keeps 15 digits of a number',
    ),
    hint=labels(
        "先把单元格设成文本格式，再重新输入号码",
        "先把儲存格設成文字格式，再重新輸入號碼",
        "Set the cell to text, then type the number again",
    ),
)
def digits_lost(problem: Problem) -> Mapping[str, Any]:
    """A long number was stored as a number, and Excel cut its last digits.

    An ID number of 18 digits then ends in 000, or shows as 1.1E+17. The digits cannot be brought back.

    Bad: `1.10101E+17`, or 110101199003070000 in a number cell.
    Good: `110101199003074514`, typed into a text cell.
    """
    return problem.params


@told(
    "V404",
    ERROR,
    "became_date",
    message=labels(
        "{column}被 Excel 变成了日期（{value}）",
        "{column}被 Excel 變成了日期（{value}）",
        "{column} was made a date by Excel ({value})",
    ),
    hint=labels(
        "先把单元格设成文本格式，再重新输入",
        "先把儲存格設成文字格式，再重新輸入",
        "Set the cell to text, then type it again",
    ),
)
def became_date(problem: Problem) -> Mapping[str, Any]:
    """An ID or a phone number such as 3-5 was taken for a date by Excel.

    What was typed is gone: only the day is stored.

    Bad: the order number `3-5`, stored as 5 March.
    Good: the order number `3-5`, typed into a text cell.
    """
    return problem.params


@told(
    "V405",
    INFO,
    "id_zeros_restored",
    message=labels(
        "编号“{value}”少了前面的零，按“{fixed}”对上",
        "編號「{value}」少了前面的零，按「{fixed}」對上",
        'The ID "{value}" lost its leading zeros and was matched to "{fixed}"',
    ),
    hint=labels("check --fix 可以改写", "check --fix 可以改寫", "check --fix writes it so"),
    fixable=True,
)
def id_zeros_restored(problem: Problem) -> Mapping[str, Any]:
    """An ID stored as a number lost its leading zeros; the other tables show which ID is meant.

    Excel's own look-ups compare text with text, so the row is linked here and not there until it is mended.

    Bad: the number 7 where Customers has `0000007`.
    Good: the text `0000007`.
    """
    return problem.params


@told(
    "V406",
    ERROR,
    "lookalike_letters",
    message=labels(
        "“{value}”里的“{letter}”是 {script} 字母，不是拉丁字母",
        "「{value}」裡的「{letter}」是 {script} 字母，不是拉丁字母",
        '"{letter}" in "{value}" is a {script} letter that looks like a Latin one',
    ),
    hint=labels("重新输入为“{suggestion}”", "重新輸入為「{suggestion}」", 'Type it again as "{suggestion}"'),
)
def lookalike_letters(problem: Problem) -> Mapping[str, Any]:
    """An ID holds a Cyrillic or Greek letter that looks like a Latin one.

    To the eye both IDs are the same, to every look-up they are two.

    Bad: `С001` with a Cyrillic С.
    Good: `C001` with a Latin C.
    """
    return problem.params


@told(
    "V501",
    ERROR,
    "error_value",
    message=labels("单元格是错误值 {value}", "儲存格是錯誤值 {value}", "The cell holds the error value {value}"),
    hint=labels("改正公式，或直接填值", "更正公式，或直接填值", "Mend the formula, or type the value"),
)
def error_value(problem: Problem) -> Mapping[str, Any]:
    """A cell holds one of Excel's error values, computed or typed.

    An error is not a blank: nobody knows what should stand there, so the cell counts as not understood.

    Bad: `#N/A`.
    Good: the value, or an empty cell.
    """
    return problem.params


@told(
    "V502",
    ERROR,
    "no_cached_value",
    message=labels("公式没有计算结果", "公式沒有計算結果", "The formula has no computed value"),
    hint=labels(
        "用 Excel 或 WPS 打开并保存一次",
        "用 Excel 或 WPS 開啟並儲存一次",
        "Open the book in Excel or WPS and save it once",
    ),
)
def no_cached_value(problem: Problem) -> Mapping[str, Any]:
    """A cell holds a formula that nobody has computed yet.

    Formulas are not computed here: the value that Excel stored beside them is read, and there is none.

    Bad: a book written by a script and never opened.
    Good: the same book, opened and saved once.
    """
    return problem.params


@told(
    "V503",
    WARNING,
    "external_formula",
    message=labels(
        "公式引用了另一个工作簿，用的是上次的结果 {value}",
        "公式參照了另一個活頁簿，用的是上次的結果 {value}",
        "The formula refers to another workbook; its last result {value} was used",
    ),
    hint=labels("把公式换成数值", "把公式換成數值", "Replace the formula by its value"),
    foldable=True,
)
def external_formula(problem: Problem) -> Mapping[str, Any]:
    """A cell takes its value from another workbook.

    The other workbook is never opened here. When it moves or changes, the value is stale and nothing shows it.

    Bad: `='[rates 2023.xlsx]Sheet1'!B2`.
    Good: the value itself, or a rate on Settings.
    """
    return problem.params
