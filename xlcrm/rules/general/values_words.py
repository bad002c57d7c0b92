"""Rules on words, IDs and texts, as the reader understood them or not."""

from collections.abc import Mapping
from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.model.place import Problem
from xlcrm.rules.finding import ERROR, INFO, NOTHING, WARNING, Phrase, as_shown
from xlcrm.rules.matching import MEANT
from xlcrm.rules.rule import Rules
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import KindName

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

RULES = Rules()


def nearest(problem: Problem) -> Mapping[str, Any]:
    """What a message fills in that may suggest the nearest known word."""
    found = problem.params.get("nearest")
    return {"nearest": Phrase(MEANT, {"nearest": found}) if found else NOTHING}


def tidied(problem: Problem) -> Mapping[str, Any]:
    """What a cell was read as once it was tidied."""
    unless = MAY_STAY if problem.fixed is None else NOTHING
    return {**problem.params, "reading": _reading(problem, {}), "unless": unless}


def read_as(problem: Problem) -> Mapping[str, Any]:
    """What a cell was read as, in words for what its column holds."""
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


def script(problem: Problem) -> Mapping[str, Any]:
    """The name of the script that a letter is of."""
    return {**problem.params, "script": SCRIPTS[problem.params["script"]]}


RULES.reader(
    "V301", ERROR, "not_a_boolean",
    labels("“{value}”既不是“是”也不是“否”{nearest}", "「{value}」既不是「是」也不是「否」{nearest}", '"{value}" is neither yes nor no{nearest}'),
    labels("填“是”或“否”", "填「是」或「否」", "Type yes or no"),
    fills=nearest,
    what="A cell that asks for yes or no holds something else.",
    why="A follow-up that is perhaps done counts neither as done nor as open.",
    bad="`perhaps`.", good="`Yes`, or a tick.",
)

RULES.reader(
    "V302", ERROR, "not_in_list",
    labels("“{value}”不在{column}的可选值里{nearest}", "「{value}」不在{column}的可選值裡{nearest}", '"{value}" is not in the list of {column}{nearest}'),
    labels("从下拉列表里选一个", "從下拉清單裡選一個", "Choose one from the dropdown"),
    fills=nearest,
    what="A column with a closed list of values holds a word that is not in it.",
    why="The row drops out of whatever is counted by that column. Labels in all three languages and many other words are understood; `xlcrm columns` shows them.",
    bad="policy status `In Farce`.", good="policy status `In Force`.",
)

RULES.reader(
    "V303", ERROR, "not_a_currency",
    labels("“{value}”不是币种代码{nearest}", "「{value}」不是幣別代碼{nearest}", '"{value}" is not a currency{nearest}'),
    labels("填三个字母的代码，如 CNY、USD", "填三個字母的代碼，如 TWD、USD", "Type its code of three letters, such as CNY or USD"),
    fills=nearest,
    what="A currency column holds something that is no currency.",
    why="Without a currency the value cannot be converted, and it is left out of the totals.",
    bad="`dollars or so`.", good="`USD`.",
)

RULES.reader(
    "V401", INFO, "cleaned",
    labels("“{value}”整理空格、全半角和不可见字符后读作{reading}", "「{value}」整理空格、全半形和看不見的字元後讀作{reading}", '"{value}" was tidied (spaces, width, signs that cannot be seen) and read as {reading}'),
    labels("check --fix 可以改写{unless}", "check --fix 可以改寫{unless}", "check --fix writes it so{unless}"),
    fills=tidied, fixable=True,
    what="A cell has spaces, invisible characters or full-width letters that mean nothing.",
    why="They are passed over when reading, but Excel's own look-ups stumble over them.",
    bad="`Ｃ0017` followed by a space.", good="`C0017`.",
)

RULES.reader(
    "V402", INFO, "converted",
    labels("“{value}”读作{reading}", "「{value}」讀作{reading}", '"{value}" was read as {reading}'),
    labels("check --fix 可以改写{unless}", "check --fix 可以改寫{unless}", "check --fix writes it so{unless}"),
    fills=read_as, fixable=True,
    what="A cell says a date, a number or a word of a list in another form than Excel computes with.",
    why="It is understood here, but a formula in Excel sees only text.",
    bad="`12万`, `2024年3月5日`, `M`.", good="`120000`, `2024-03-05`, `Male`.",
)

RULES.reader(
    "V403", ERROR, "digits_lost",
    labels("“{value}”的末几位已被 Excel 改掉（数字只保留 15 位）", "「{value}」的末幾位已被 Excel 改掉（數字只保留 15 位）", '"{value}" lost its last digits: Excel keeps 15 digits of a number'),
    labels("先把单元格设成文本格式，再重新输入号码", "先把儲存格設成文字格式，再重新輸入號碼", "Set the cell to text, then type the number again"),
    what="A long number was stored as a number, and Excel cut its last digits.",
    why="An ID number of 18 digits then ends in 000, or shows as 1.1E+17. The digits cannot be brought back.",
    bad="`1.10101E+17`, or 110101199003070000 in a number cell.", good="`110101199003074514`, typed into a text cell.",
)

RULES.reader(
    "V404", ERROR, "became_date",
    labels("{column}被 Excel 变成了日期（{value}）", "{column}被 Excel 變成了日期（{value}）", "{column} was made a date by Excel ({value})"),
    labels("先把单元格设成文本格式，再重新输入", "先把儲存格設成文字格式，再重新輸入", "Set the cell to text, then type it again"),
    what="An ID or a phone number such as 3-5 was taken for a date by Excel.",
    why="What was typed is gone: only the day is stored.",
    bad="the order number `3-5`, stored as 5 March.", good="the order number `3-5`, typed into a text cell.",
)

RULES.reader(
    "V405", INFO, "id_zeros_restored",
    labels("编号“{value}”少了前面的零，按“{fixed}”对上", "編號「{value}」少了前面的零，按「{fixed}」對上", 'The ID "{value}" lost its leading zeros and was matched to "{fixed}"'),
    labels("check --fix 可以改写", "check --fix 可以改寫", "check --fix writes it so"),
    fixable=True,
    what="An ID stored as a number lost its leading zeros; the other tables show which ID is meant.",
    why="Excel's own look-ups compare text with text, so the row is linked here and not there until it is mended.",
    bad="the number 7 where Customers has `0000007`.", good="the text `0000007`.",
)

RULES.reader(
    "V406", ERROR, "lookalike_letters",
    labels("“{value}”里的“{letter}”是{script}字母，不是拉丁字母", "「{value}」裡的「{letter}」是{script}字母，不是拉丁字母", '"{letter}" in "{value}" is a {script} letter that looks like a Latin one'),
    labels("重新输入为“{suggestion}”", "重新輸入為「{suggestion}」", 'Type it again as "{suggestion}"'),
    fills=script,
    what="An ID holds a Cyrillic or Greek letter that looks like a Latin one.",
    why="To the eye both IDs are the same, to every look-up they are two.",
    bad="`С001` with a Cyrillic С.", good="`C001` with a Latin C.",
)

RULES.reader(
    "V407", INFO, "rewritten",
    labels("生成时已由“{value}”改写为{reading}", "產生時已由「{value}」改寫為{reading}", 'A build wrote {reading} in place of "{value}"'),
    labels("无需处理；若不对，请重新填写", "無需處理；若不對，請重新填寫", "Nothing to do; type it anew if something else was meant"),
    fills=read_as,
    what="A build wrote a cell of the user's as it was understood.",
    why="Excel computes with numbers and dates, not with texts that look like them. What stood there is in the backup beside the book, and is listed here until the cell changes.",
    bad="`１.２万` for 1.2, which now is 12000.", good="`１.２万` for 12,000, which now is 12000.",
)

RULES.reader(
    "X101", ERROR, "too_long",
    labels("文字超过单元格的上限 32,767 个字符", "文字超過儲存格的上限 32,767 個字元", "The text is longer than the 32,767 characters that a cell holds"),
    labels("缩短，或分到几个单元格", "縮短，或分到幾個儲存格", "Shorten it, or spread it over several cells"),
    what="A text is longer than a cell of Excel can hold.",
    why="Excel would cut it, or refuse the file.",
    bad="a text of 40,000 characters.", good="a summary, with the rest in a document.",
)

RULES.reader(
    "X102", WARNING, "illegal_characters",
    labels("“{value}”含有 Excel 不能存的控制字符", "「{value}」含有 Excel 不能存的控制字元", '"{value}" holds control characters that Excel cannot store'),
    labels("重新输入这段文字", "重新輸入這段文字", "Type the text again"),
    what="A text holds control characters, which come from copying out of terminals and old systems.",
    why="They are kept, written in an escaped form; other programs may show them as boxes.",
    bad="a name that ends in the bell character.", good="the name alone.",
)
