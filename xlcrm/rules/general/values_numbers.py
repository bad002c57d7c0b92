"""Rules on cells of number columns, as the reader understood them or not."""

from collections.abc import Mapping
from typing import Any

from xlcrm.labels import labels
from xlcrm.model.place import Problem
from xlcrm.rules.finding import ERROR, INFO, NOTHING, Phrase
from xlcrm.rules.rule import Rules

AT_LEAST = labels("不小于 {bound}", "不小於 {bound}", "at least {bound}")
AT_MOST = labels("不大于 {bound}", "不大於 {bound}", "at most {bound}")
PLAIN_NUMBER = labels("只写数字，如 1234.5", "只寫數字，如 1234.5", "Type the number alone, such as 1234.5")

RULES = Rules()


def bounds(problem: Problem) -> Mapping[str, Any]:
    """What a message fills in of the bounds of a column."""
    low, high = problem.params.get("at_least"), problem.params.get("at_most")
    named = tuple(
        Phrase(text, {"bound": bound}) for text, bound in ((AT_LEAST, low), (AT_MOST, high)) if bound is not None
    )
    return {"bounds": named or NOTHING}


RULES.reader(
    "V201", ERROR, "not_a_number",
    labels("“{value}”不是数字", "「{value}」不是數字", '"{value}" is not a number'), PLAIN_NUMBER,
    what="A cell of a number column holds something that is no number.",
    why="It counts as nothing: sums are too low, and nobody sees why.",
    bad="`about 5000`, or `see contract`.", good="`5000`.",
)

RULES.reader(
    "V202", ERROR, "number_ambiguous",
    labels("“{value}”里的点和逗号可以有两种读法", "「{value}」裡的點和逗號可以有兩種讀法", 'The marks in "{value}" can be read in two ways'),
    labels("去掉千位分隔符，小数用点，如 1234.5", "去掉千分位符號，小數用點，如 1234.5", "Leave out the thousands marks and type a point before the decimals, as in 1234.5"),
    what="Points and commas of a number can be read in two ways, and its column does not show which is meant.",
    why="One reading is a thousand times the other; neither is guessed.",
    bad="`1.234,50` in a column where other cells read `1,234.50`.", good="`1234.5`.",
)

RULES.reader(
    "V203", ERROR, "not_finite",
    labels("“{value}”太大，不是可用的数字", "「{value}」太大，不是可用的數字", '"{value}" is too large to be used as a number'), PLAIN_NUMBER,
    what="A number is infinite, or larger than a spreadsheet can hold with all its digits.",
    why="One such cell would make every total useless.",
    bad="`1e300`.", good="`1000000`.",
)

RULES.reader(
    "V204", ERROR, "out_of_range",
    labels("{column}“{value}”超出范围（{bounds}）", "{column}「{value}」超出範圍（{bounds}）", "{column} {value} is out of range ({bounds})"),
    labels("核对后改正", "核對後更正", "Check and correct it"),
    fills=bounds,
    what="A number lies outside what its column can mean.",
    why="A negative premium or a loyalty of 9 out of 5 is a slip of the finger; counted, it would distort the averages.",
    bad="sum insured `-100000`; loyalty `9`.", good="sum insured `100000`; loyalty `5`.",
)

RULES.reader(
    "V205", ERROR, "foreign_currency",
    labels("“{value}”写的是 {currency}，而这一列以本位币记", "「{value}」寫的是 {currency}，而這一欄以本位幣記", '"{value}" is in {currency}, but this column is in the base currency'),
    labels("换算成本位币；有“币种”列的表可把币种填在那一列", "換算成本位幣；有「幣別」欄的表可把幣別填在該欄", "Convert it, or name the currency under Currency on a sheet that has that column"),
    what="An amount names another currency than the one its column is in.",
    why="Read as base currency it would be wrong by the rate; the rate of that day is not known here.",
    bad="`US$1,000` among amounts in CNY.", good="`7150`.",
)

RULES.reader(
    "V206", ERROR, "percent_without_sign",
    labels("“{value}”没有百分号，可能是 {value}% 也可能是倍数", "「{value}」沒有百分號，可能是 {value}% 也可能是倍數", '"{value}" has no percent sign: it may mean {value} %, or that many times'),
    labels("写成 12.5% 的形式", "寫成 12.5% 的形式", "Type it with its sign, as in 12.5%"),
    what="A column of percentages holds a number above one without a percent sign.",
    why="12.5 may be 12.5 % or 1,250 %: a hundred times apart, so it is not guessed.",
    bad="`12.5`.", good="`12.5%`.",
)

RULES.reader(
    "V207", ERROR, "not_an_integer",
    labels("{column}“{value}”不是整数", "{column}「{value}」不是整數", "{column} {value} is not a whole number"),
    labels("改成整数", "改成整數", "Type a whole number"),
    what="A column that counts things holds a number with decimals.",
    why="Nobody has one and a half children; most often the value belongs in the next column.",
    bad="children `1.5`.", good="children `1`.",
)

RULES.reader(
    "V208", INFO, "amount_filled",
    labels("{column}空白，按数量 × 单价算作 {fixed}", "{column}空白，按數量 × 單價算作 {fixed}", "{column} is blank and was taken as quantity x unit price: {fixed}"),
    labels("填上金额", "填上金額", "Fill in the amount"),
    fixable=True,
    what="An amount is blank where quantity and unit price are given, and was computed from them.",
    why="With a discount the true amount is lower than the computed one.",
    bad="quantity 2, unit price 500, amount blank, sold at 900.", good="quantity 2, unit price 500, amount 900.",
)
