"""Rules on rows that the reader passed over, or read although they cannot be seen."""

from xlcrm.labels import labels
from xlcrm.rules.finding import ERROR, INFO, WARNING
from xlcrm.rules.rule import Rules

RULES = Rules()

RULES.reader(
    "S301", INFO, "rows_hidden",
    labels("“{table}”有 {count} 行被筛选或隐藏，已照常读取", "「{table}」有 {count} 列被篩選或隱藏，已照常讀取", "{count} rows of {table} are filtered out or hidden; they were read all the same"),
    labels("无需处理；不想计入的行请删除", "無需處理；不想計入的列請刪除", "Nothing to do; delete rows that should not count"),
    what="Some rows of a table are hidden, by a filter or by hand.",
    why="They count in every figure although they cannot be seen, so sums on the screen and on the pages may differ.",
    bad="rows hidden in the belief that they no longer count.", good="rows hidden by a filter to work on the others.",
)

RULES.reader(
    "S302", INFO, "total_row_skipped",
    labels("这一行是合计之类的统计，没有当作记录", "這一列是合計之類的統計，沒有當作紀錄", "This row is a total or the like and was not read as a record"),
    labels("无需处理", "無需處理", "Nothing to do"),
    what="A row under or inside a table holds a total, an average or another figure about the others.",
    why="Read as a record it would double every sum, so it is passed over; it stays in the sheet.",
    bad="a record whose first cell reads `Total`.", good="`Total` under the last row.",
)

RULES.reader(
    "S303", WARNING, "stray_note",
    labels("表下方的“{value}”像是备注，没有当作记录", "表格下方的「{value}」像是備註，沒有當作紀錄", '"{value}" under the table looks like a note and was not read as a record'),
    labels("若是记录，补全必填的单元格；若是备注，移到表外", "若是紀錄，補齊必填的儲存格；若是備註，移到表格外", "Complete the row if it is a record, or move the note away from the table"),
    what="A lone text stands in a row of its own under a table.",
    why="It was taken for a note. Were it the start of a record, the record would not count.",
    bad="`updated by Li, see branch memo` in the row after the last customer.", good="the same note in a cell beside the table.",
)

RULES.reader(
    "S304", WARNING, "merged_cells",
    labels("{first} 到 {last} 是合并的单元格：值只算在第一行，其余各行为空白", "{first} 到 {last} 是合併的儲存格：值只算在第一列，其餘各列為空白", "{first} to {last} are merged: the value counts for the first row only, the others are blank"),
    labels("取消合并，并在每一行填上值", "取消合併，並在每一列填上值", "Unmerge the cells and fill in every row"),
    what="Cells of a table are merged over several rows.",
    why="A spreadsheet keeps the value in the first row alone: the rows below have no ID, no date or no amount, and drop out.",
    bad="one merged cell `C0017` over A5:A8.", good="`C0017` in each of A5, A6, A7 and A8.",
)

RULES.reader(
    "S305", ERROR, "other_table_below",
    labels("从这一行起是另一张表，表头不同，它和下面的行都没有读取", "從這一列起是另一張表，標題不同，它和下面的列都沒有讀取", "Another table with other headers begins in this row; neither it nor the rows below were read"),
    labels("把它移到自己的工作表", "把它移到自己的工作表", "Move it to a sheet of its own"),
    what="Under the rows of a table stands another one, with headers of its own.",
    why="Its values would count in the columns of the table above, where they mean something else.",
    bad="a list of visits under the purchases, on one sheet.", good="visits on the sheet of the follow-ups.",
)

RULES.reader(
    "S306", WARNING, "cells_far_away",
    labels("离表很远的地方另有 {count} 个单元格有内容（{cells}），没有读取", "離表格很遠的地方另有 {count} 個儲存格有內容（{cells}），沒有讀取", "Cells far away from the table hold something ({count} in all: {cells}); they were not read"),
    labels("若是记录，移到表的末尾；若不是，清除这些单元格", "若是紀錄，移到表格末尾；若不是，清除這些儲存格", "Move records to the end of the table; clear whatever is none"),
    what="A few cells stand thousands of rows under a table, with nothing between.",
    why="Mostly somebody typed there by mistake. To read them, all the empty rows between would have to be read too.",
    bad="a purchase in row 1,048,576 and the one before it in row 300.", good="the purchase in row 301.",
)
