"""Rules on cells of date columns, as the reader understood them or not."""

from xlcrm.labels import labels
from xlcrm.rules.finding import ERROR, WARNING
from xlcrm.rules.rule import Rules

TYPE_ISO = labels("改写成 2024-03-05 这样的日期", "改寫成 2024-03-05 這樣的日期", "Type it as a date such as 2024-03-05")

RULES = Rules()

RULES.reader(
    "V101", ERROR, "not_a_date",
    labels("“{value}”不是日期", "「{value}」不是日期", '"{value}" is not a date'), TYPE_ISO,
    what="A cell of a date column holds something that is no date.",
    why="The row has no date for us: it is left out of everything that counts by time.",
    bad="`next week`, or `2024.3.5-2025.3.4` where one date is expected.", good="`2024-03-05`.",
)

RULES.reader(
    "V102", ERROR, "no_such_day",
    labels("没有“{value}”这一天", "沒有「{value}」這一天", 'There is no such day as "{value}"'), TYPE_ISO,
    what="A cell names a day that the calendar, or Excel's calendar, does not have.",
    why="Moving it to the next day that exists would be a guess, so the cell is left out.",
    bad="`2023-02-29`, or the serial number 60, which Excel shows as 29 February 1900.", good="`2023-02-28`.",
)

RULES.reader(
    "V103", ERROR, "date_ambiguous",
    labels("“{value}”可以读成不同的日期", "「{value}」可以讀成不同的日期", '"{value}" can be read as different days'),
    labels("写出四位数的年份，并按年月日排列，如 2024-03-05", "寫出四位數的年份，並按年月日排列，如 2024-03-05", "Type the year with four digits and first, as in 2024-03-05"),
    what="A date can be read in more than one way, and nothing in its column shows which is meant.",
    why="A birthday or a premium on the wrong day is worse than none: it is asked for, not guessed.",
    bad="`03/04/2024` where no other cell has a day above 12; `24-3-5`.", good="`2024-04-03`.",
)

RULES.reader(
    "V104", WARNING, "date_order_from_column",
    labels("“{value}”按本列其他日期的顺序读作 {fixed}", "「{value}」按本欄其他日期的順序讀作 {fixed}", '"{value}" was read as {fixed}, in the order that other dates of the column show'),
    labels("核对一遍；改写成 {fixed} 就不再有疑问", "核對一遍；改寫成 {fixed} 就不再有疑問", "Check it; typed as {fixed} it leaves no doubt"),
    foldable=True,
    what="A date leaves day and month open, and was read in the order that the rest of its column shows.",
    why="One cell with a day above 12 decides for the whole column. A column typed by two people may follow two orders.",
    bad="`03/04/2024` beside `25/12/2023`, meant as 4 March.", good="`03/04/2024` beside `25/12/2023`, meant as 3 April.",
)

RULES.reader(
    "V105", WARNING, "serial_date",
    labels("数字 {value} 按 Excel 序列号读作 {fixed}", "數字 {value} 按 Excel 序列值讀作 {fixed}", "The number {value} was read as {fixed}, a day by Excel's count"),
    labels("把单元格设成日期格式", "把儲存格設成日期格式", "Give the cell a date format"),
    fixable=True, foldable=True,
    what="A date column holds a bare number, which was read as Excel counts days.",
    why="Usually a date lost its format when it was pasted. Were the number something else, the date would be wrong.",
    bad="`45356`.", good="`2024-03-05`.",
)
