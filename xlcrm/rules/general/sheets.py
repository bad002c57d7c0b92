"""Rules on sheets and headers: how the reader found the tables."""

from xlcrm.labels import labels
from xlcrm.rules.finding import ERROR, INFO, WARNING
from xlcrm.rules.rule import Rules

RULES = Rules()

RULES.reader(
    "S101", INFO, "sheet_missing",
    labels("没有“{table}”工作表", "沒有「{table}」工作表", 'There is no sheet "{table}"'),
    labels("需要时运行 build，会自动补上空表", "需要時執行 build，會自動補上空白表格", "Nothing to do: a build adds it, empty"),
    what="A table other than Customers has no sheet.",
    why="What it would hold counts as nothing: without Purchases there is no revenue and no pyramid by revenue.",
    bad="a book with Customers alone.", good="a book with all five tables, some of them empty.",
)

RULES.reader(
    "S102", WARNING, "sheet_found_by_headers",
    labels("工作表“{sheet}”的表头与“{table}”一致，已按该表读取", "工作表「{sheet}」的標題列與「{table}」一致，已按該表讀取", 'The sheet "{sheet}" has the headers of {table} and was read as such'),
    labels("若不是，请改表头；若是，请把工作表改名为“{table}”", "若不是，請改標題列；若是，請把工作表改名為「{table}」", "Rename the sheet to {table}, or its headers if it is something else"),
    what="A sheet with an unknown name was taken for one of the tables because of its headers.",
    why="If it holds something else, such as a list of an event, its rows count where they should not.",
    bad="purchases on a sheet named `Sheet3`.", good="purchases on a sheet named `Purchases`.",
)

RULES.reader(
    "S103", WARNING, "sheet_copy_ignored",
    labels("工作表“{sheet}”像是“{table}”的副本，没有读取", "工作表「{sheet}」像是「{table}」的副本，沒有讀取", 'The sheet "{sheet}" looks like a copy of {table} and was not read'),
    labels("确认无用后删除；若有需要的行，移到原表", "確認無用後刪除；若有需要的列，移到原表", "Delete it, or move the rows that you need to the original"),
    what="Beside a table's sheet stands a copy of it.",
    why="Reading both would count every row twice, so only the one with the exact name is read. Rows typed into the copy\nare missing from every figure.",
    bad="`Customers` and `Customers (2)`, both in use.", good="`Customers` alone.",
)

RULES.reader(
    "S104", ERROR, "sheet_ambiguous",
    labels("不止一个工作表可能是“{table}”：读取了“{read}”，没有读取“{sheet}”", "不止一個工作表可能是「{table}」：讀取了「{read}」，沒有讀取「{sheet}」", 'More than one sheet may be {table}: "{read}" was read, "{sheet}" was not'),
    labels("把正确的那个改名为“{table}”", "把正確的那個改名為「{table}」", "Rename the right one to {table}"),
    what="Two sheets or more fit one table, and their headers differ too much to be read as one.",
    why="Only the one whose name fits best is read. If the rows stand on the other, they are missing from every figure.",
    bad="`Sheet1` and `Sheet2`, both with the headers of Purchases.", good="`Purchases`, and `Sheet2` with other headers.",
)

RULES.reader(
    "S105", INFO, "sheets_joined",
    labels("“{table}”由几个工作表合并读取：{sheets}", "「{table}」由幾個工作表合併讀取：{sheets}", "{table} was read from several sheets: {sheets}"),
    labels("无需处理", "無需處理", "Nothing to do"),
    what="A table is spread over several sheets, by year or by manager, and was read as one.",
    why="Each row still knows its own sheet, so findings point to the right cell.",
    bad="the same rows on `Purchases 2024` and on `Purchases 2025`.", good="the rows of each year on their own sheet.",
)

RULES.reader(
    "S106", INFO, "sheet_hidden",
    labels("工作表“{sheet}”被隐藏或保护，已照常读取", "工作表「{sheet}」被隱藏或保護，已照常讀取", 'The sheet "{sheet}" is hidden or protected; it was read all the same'),
    labels("无需处理；生成时保持原状", "無需處理；產生時保持原狀", "Nothing to do: a build leaves it as it is"),
    what="A table's sheet is hidden or protected.",
    why="Its rows count although nobody sees them; someone who looks for an error there has to unhide it first.",
    bad="old customers on a hidden sheet that everybody forgot.", good="a hidden sheet that was hidden on purpose.",
)

RULES.reader(
    "S201", ERROR, "column_missing",
    labels("“{table}”缺少必需的列“{column}”", "「{table}」缺少必要的欄「{column}」", 'The required column "{column}" is missing from {table}'),
    labels("补上这一列；若已有，把表头改成“{column}”", "補上這一欄；若已有，把標題改成「{column}」", 'Add the column, or rename its header to "{column}"'),
    what="A table lacks a column that it cannot do without.",
    why="Without the customer's ID nothing can be linked; without dates and amounts nothing can be counted.",
    bad="Purchases with Date and Product, but no Amount.", good="Purchases with Customer ID, Date, Product and Amount.",
)

RULES.reader(
    "S202", ERROR, "column_twice",
    labels("“{column}”列出现了两次，这一列没有读取", "「{column}」欄出現了兩次，這一欄沒有讀取", 'The column "{column}" appears twice; this one was not read'),
    labels("合并两列，或给这一列换个表头", "合併兩欄，或給這一欄換個標題", "Merge the two columns, or give this one another header"),
    what="Two columns of a table have the same header.",
    why="Only the first one is read. If the values stand in the second, they are missing.",
    bad="`Amount` in F1 and `Amount` in J1.", good="`Amount` in F1 and `Amount last year` in J1.",
)

RULES.reader(
    "S203", INFO, "column_scaled",
    labels("表头写明了{column}的单位，数值已乘以 {scale}", "標題寫明了{column}的單位，數值已乘以 {scale}", "A unit is stated for {column}: its values were multiplied by {scale}"),
    labels("若数值其实不用这个单位，把写明的单位去掉", "若數值其實不用這個單位，把寫明的單位去掉", "Take the unit out if the values are not in it"),
    what="A header, or a line above the table, states a unit such as ten thousands, so the values were multiplied by it.",
    why="The sheet keeps the numbers as typed; every measure counts them in plain currency.",
    bad="`Amount (10k)` above 120000, which is meant as 120,000.", good="`Amount (10k)` above 12, which counts as 120,000.",
)
