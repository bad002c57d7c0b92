"""Rules on words, IDs and texts, as the reader understood them or not."""

from collections.abc import Mapping
from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.model.book import Problem
from xlcrm.rules.engine import told
from xlcrm.rules.finding import ERROR, INFO, NOTHING, Phrase, as_shown
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import KindName

NEAREST = labels("；最接近的是“{nearest}”", "；最接近的是「{nearest}」", '; the nearest is "{nearest}"')
NO_END = labels("没有终止日", "沒有終止日", "having no end")

ORDER_SHOWN = Phrase(
    labels(
        "，但要等本列读法不明的单元格先改好",
        "，但要等本欄讀法不明的儲存格先改好",
        " once no cell of this column can be read in two ways",
    )
)
MAY_STAY = Phrase(labels("，这一格保持原样即可", "，這一格保持原樣即可", ", but this cell may stay as it is"))

A_WORD = labels("“{fixed}”", "「{fixed}」", '"{fixed}"')
A_BLANK = labels("{fixed}", "{fixed}", "{fixed}")
A_DATE = labels("日期 {fixed}", "日期 {fixed}", "the date {fixed}")
A_NUMBER = labels("数字 {fixed}", "數字 {fixed}", "the number {fixed}")
A_TEXT = labels("文本“{fixed}”", "文字「{fixed}」", 'the text "{fixed}"')
A_TEXT_OF_NUMBER = labels(
    "文本“{fixed}”（原来存成了数字）",
    "文字「{fixed}」（原本存成了數字）",
    'the text "{fixed}" (it was held as a number)',
)
READ_AS: Mapping[KindName, Labels] = {
    "date": A_DATE,
    "money": A_NUMBER,
    "number": A_NUMBER,
    "integer": A_NUMBER,
    "percent": A_NUMBER,
    "id": A_TEXT,
    "ref": A_TEXT,
    "text": A_TEXT,
}

SCRIPTS: Mapping[str, Labels] = {
    "Cyrillic": labels("西里尔", "西里爾", "Cyrillic"),
    "Greek": labels("希腊", "希臘", "Greek"),
}


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
        "“{value}”整理空格、全半角和不可见字符后读作{reading}",
        "「{value}」整理空格、全半形和看不見的字元後讀作{reading}",
        '"{value}" was tidied (spaces, width, signs that cannot be seen) and read as {reading}',
    ),
    hint=labels("check --fix 可以改写{unless}", "check --fix 可以改寫{unless}", "check --fix writes it so{unless}"),
    fixable=True,
)
def cleaned(problem: Problem) -> Mapping[str, Any]:
    """A cell has spaces, invisible characters or full-width letters that mean nothing.

    They are passed over when reading, but Excel's own look-ups stumble over them.

    Bad: `Ｃ0017` followed by a space.
    Good: `C0017`.
    """
    unless = MAY_STAY if problem.fixed is None else NOTHING
    return {**problem.params, "reading": _reading(problem, {}), "unless": unless}


@told(
    "V402",
    INFO,
    "converted",
    message=labels("“{value}”读作{reading}", "「{value}」讀作{reading}", '"{value}" was read as {reading}'),
    hint=labels("check --fix 可以改写{unless}", "check --fix 可以改寫{unless}", "check --fix writes it so{unless}"),
    fixable=True,
)
def converted(problem: Problem) -> Mapping[str, Any]:
    """A cell says a date, a number or a word of a list in another form than Excel computes with.

    It is understood here, but a formula in Excel sees only text.

    Bad: `12万`, `2024年3月5日`, `M`.
    Good: `120000`, `2024-03-05`, `Male`.
    """
    unless = MAY_STAY if problem.fixed is None else ORDER_SHOWN if "shows_order" in problem.params else NOTHING
    return {"reading": _reading(problem, READ_AS), "unless": unless}


def _reading(problem: Problem, words: Mapping[KindName, Labels]) -> Phrase:
    """What a cell was read as, in the words for the kind of its column."""
    column = TABLE[problem.table].by_key.get(problem.column or "") if problem.table else None
    fixed = problem.fixed
    if fixed is None:
        return Phrase(A_BLANK, {"fixed": NO_END if column is not None and column.form == "open_end" else None})
    if column is None:
        return Phrase(A_WORD, {"fixed": fixed})
    text = words.get(column.kind.name, A_WORD)
    if text is A_TEXT and isinstance(problem.value, int | float) and not isinstance(problem.value, bool):
        text = A_TEXT_OF_NUMBER
    return Phrase(text, {"fixed": as_shown(column, fixed)})


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
        "“{value}”里的“{letter}”是{script}字母，不是拉丁字母",
        "「{value}」裡的「{letter}」是{script}字母，不是拉丁字母",
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
    return {**problem.params, "script": SCRIPTS[problem.params["script"]]}
