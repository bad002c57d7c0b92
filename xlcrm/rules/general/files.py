"""Rules on the file itself: what the reader found odd in a workbook that it could read."""

from xlcrm.labels import labels
from xlcrm.rules.finding import WARNING
from xlcrm.rules.rule import Rules

SAVE_AGAIN = labels("在 Excel 或 WPS 里另存一份即可", "在 Excel 或 WPS 裡另存一份即可", "Save a copy of it in Excel or WPS")

RULES = Rules()

RULES.reader(
    "F201", WARNING, "trailing_bytes",
    labels("文件末尾有 {bytes} 字节多余的数据", "檔案末尾有 {bytes} 位元組多餘的資料", "The file has {bytes} bytes after its end"), SAVE_AGAIN,
    what="Bytes follow the end of the workbook's archive.",
    why="Mail gateways and broken downloads add them. The workbook reads well, but Excel may offer to repair it.",
    bad="an .xlsx with a mail footer behind it.", good="the same file, saved again by Excel.",
)

RULES.reader(
    "F202", WARNING, "stray_parts",
    labels("文件里有不属于工作簿的部分：{parts}", "檔案裡有不屬於活頁簿的部分：{parts}", "The file holds parts that are not of a workbook: {parts}"),
    SAVE_AGAIN,
    what="The archive holds parts that no workbook has, such as [trash].",
    why="They are left alone and not written again. A program that crashed while saving leaves such parts behind.",
    bad="`[trash]/0000.dat` in the archive.", good="only the parts that the workbook refers to.",
)

RULES.reader(
    "F203", WARNING, "odd_package",
    labels("文件的内部结构不寻常，只能用 -o 写到新文件", "檔案的內部結構不尋常，只能用 -o 寫到新檔案", "The file is built unusually: it can be written only to a new file with -o"),
    SAVE_AGAIN,
    what="The workbook's parts stand where Excel would not put them, or have unusual names.",
    why="It can be read, but writing in place might lose something that we do not know of.",
    bad="parts named with backslashes, made by an export tool.", good="the same workbook, saved once by Excel.",
)

RULES.reader(
    "F204", WARNING, "no_styles",
    labels("工作簿没有格式信息，日期只能按序列号推断", "活頁簿沒有格式資訊，日期只能按序列值推斷", "The workbook has no formats: dates are read from bare serial numbers"),
    labels("核对日期列；在 Excel 里另存一份即可恢复格式", "核對日期欄；在 Excel 裡另存一份即可恢復格式", "Check the date columns; saving a copy in Excel gives it formats again"),
    what="The workbook has no styles part, so nothing marks a number as a date.",
    why="Numbers in date columns are read as serial numbers of days, which is right unless the column holds other numbers.",
    bad="an export without styles, dates shown as 45356.", good="dates shown as 2024-03-05.",
)
