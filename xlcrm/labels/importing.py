"""What an import says, in three languages."""

from xlcrm.labels import labels

# What a source is
SPREADSHEET = labels("{format} 工作簿", "{format} 活頁簿", "{format} workbook")
TEXT_FILE = labels(
    "文本文件，{encoding} 编码，以{delimiter}分隔",
    "文字檔，{encoding} 編碼，以{delimiter}分隔",
    "text file in {encoding}, separated by {delimiter}",
)
DELIMITERS = {
    ",": labels("逗号", "逗號", "commas"),
    "\t": labels("制表符", "定位字元", "tabs"),
    ";": labels("分号", "分號", "semicolons"),
}

# Why a source cannot be imported at all
NO_SHEET = labels(
    "{file} 里没有工作表“{sheet}”，有：{sheets}。",
    "{file} 裡沒有工作表「{sheet}」，有：{sheets}。",
    "{file} has no sheet “{sheet}”; it has {sheets}.",
)
WHICH_SHEET = labels(
    "{file} 里不止一张工作表，看不出哪一张是{table}：{sheets}。请用 --sheet 指明。",
    "{file} 裡不只一張工作表，看不出哪一張是{table}：{sheets}。請用 --sheet 指明。",
    "{file} has several sheets, and none that is plainly {table}: {sheets}. Name one with --sheet.",
)
NO_ROWS = labels("{file} 里没有可导入的内容。", "{file} 裡沒有可匯入的內容。", "There is nothing in {file} to import.")
NO_KEY = labels(
    '{file} 里认不出{table}的这些列：{missing}。没有认出的表头：{headers}。请用 --map "对方表头=列名" 指明。',
    '{file} 裡認不出{table}的這些欄：{missing}。沒有認出的標題：{headers}。請用 --map "對方標題=欄名" 指明。',
    "{file} has no columns for these of {table}: {missing}. Headers not recognised: {headers}. "
    'Say which is which with --map "their header=column".',
)
BAD_MAP = labels(
    "--map 要写成“对方表头=列名”，不是“{pair}”。",
    "--map 要寫成「對方標題=欄名」，不是「{pair}」。",
    "--map takes “their header=column”, not “{pair}”.",
)
MAP_NO_COLUMN = labels(
    "--map：{table}没有“{column}”这一列，可用：{columns}。",
    "--map：{table}沒有「{column}」這一欄，可用：{columns}。",
    "--map: {table} has no column “{column}”; there are {columns}.",
)
MAP_NO_HEADER = labels(
    "--map：{file} 里没有表头“{header}”，有：{headers}。",
    "--map：{file} 裡沒有標題「{header}」，有：{headers}。",
    "--map: {file} has no header “{header}”; it has {headers}.",
)
SAME_FILE = labels(
    "{file} 就是要导入的目标，不能导入自己。",
    "{file} 就是要匯入的目標，不能匯入自己。",
    "{file} is the book itself, which cannot be imported into itself.",
)

# Why the book cannot take the rows
NO_HEADER = labels(
    "工作表“{sheet}”没有表头，不知道写在哪里。请先运行 xlcrm build。",
    "工作表「{sheet}」沒有標題列，不知道寫在哪裡。請先執行 xlcrm build。",
    "Sheet “{sheet}” has no header row to write under. Run xlcrm build first.",
)
IN_THE_WAY = labels(
    "工作表“{sheet}”的记录下面没有足够的空行：{cell} 里有“{value}”。请把它移开（例如在上面插入 {count} 行）后再导入。",
    "工作表「{sheet}」的記錄下面沒有足夠的空白列：{cell} 裡有「{value}」。"
    "請把它移開（例如在上面插入 {count} 列）後再匯入。",
    "Sheet “{sheet}” has not enough blank rows under its records: {cell} holds “{value}”. "
    "Move it, or insert {count} rows above it, and import again.",
)
NO_ROOM_BESIDE = labels(
    "工作表“{sheet}”没有“{column}”这一列，表格右边又有别的内容。请先加上这一列再导入。",
    "工作表「{sheet}」沒有「{column}」這一欄，表格右邊又有別的內容。請先加上這一欄再匯入。",
    "Sheet “{sheet}” has no column “{column}”, and no room for it beside the table. Add it, and import again.",
)
FULL = labels(
    "工作表“{sheet}”放不下：Excel 最多 1,048,576 行。",
    "工作表「{sheet}」放不下：Excel 最多 1,048,576 列。",
    "Sheet “{sheet}” is full: Excel has 1,048,576 rows.",
)
OTHER_CURRENCY = labels(
    "工作表“{sheet}”的“{column}”列用的是另一种货币，无法写入。请改成本位币，或加一列币种。",
    "工作表「{sheet}」的「{column}」欄用的是另一種貨幣，無法寫入。請改成本位幣，或加一欄幣別。",
    "Column “{column}” of sheet “{sheet}” is in another currency. Convert it, or add a column of currencies.",
)

# What becomes of a row
OUTCOMES = {
    "new": labels("新增", "新增", "new"),
    "updated": labels("更新", "更新", "updated"),
    "unchanged": labels("相同", "相同", "unchanged"),
    "skipped": labels("跳过", "略過", "skipped"),
    "invalid": labels("无效", "無效", "invalid"),
}
ROW = labels("{sheet} 第 {row} 行", "{sheet} 第 {row} 列", "{sheet} row {row}")
CELL = labels("{cell} {message}", "{cell} {message}", "{cell}: {message}")
CHANGE = labels("{column}：{old} → {new}", "{column}：{old} → {new}", "{column}: {old} → {new}")
EXISTS = labels("已有（{place}），但{changes}", "已有（{place}），但{changes}", "is in {place} already, but {changes}")
TWICE_THERE = labels(
    "簿中有 {count} 行都是这一条（{places}），不知该改哪一行",
    "簿中有 {count} 列都是這一筆（{places}），不知該改哪一列",
    "the book has it {count} times ({places}), so that it is not clear which row is meant",
)
REPEATED = labels("与第 {row} 行重复", "與第 {row} 列重複", "repeats row {row}")
CONTRADICTS = labels(
    "与第 {row} 行是同一条，内容却不同",
    "與第 {row} 列是同一筆，內容卻不同",
    "is the same as row {row} by its key, with other values",
)
BLANK_COLUMNS = labels("缺{columns}", "缺{columns}", "{columns} missing")
LONGER = labels(
    "比表头多出几格，可能是数字里的逗号把它拆开了",
    "比標題多出幾格，可能是數字裡的逗號把它拆開了",
    "has more values than there are headers; perhaps a comma inside a number split it",
)
UNKNOWN_ID = labels(
    "没有编号为 {id} 的客户{nearest}", "沒有編號為 {id} 的客戶{nearest}", "no customer has the ID {id}{nearest}"
)
NO_CUSTOMER = labels(
    "没有客户编号，也没有客户名称", "沒有客戶編號，也沒有客戶名稱", "neither a customer's ID nor a name"
)
NEAREST = labels("，是不是 {nearest}？", "，是不是 {nearest}？", "; is it {nearest}?")
NO_NAME_TO_ADD = labels(
    "没有编号为 {id} 的客户，文件里也没有姓名，无法新增",
    "沒有編號為 {id} 的客戶，檔案裡也沒有姓名，無法新增",
    "no customer has the ID {id}, and the file has no name to add one by",
)
UNKNOWN_NAME = labels("没有叫“{name}”的客户", "沒有名為「{name}」的客戶", "no customer is called “{name}”")
SEVERAL_NAMED = labels(
    "有 {count} 位客户叫“{name}”（{ids}），不知是哪一位",
    "有 {count} 位客戶名為「{name}」（{ids}），不知是哪一位",
    "{count} customers are called “{name}” ({ids}): which one is meant?",
)
OTHER_NAME = labels(
    "注意：{id} 在簿中叫“{ours}”，文件里是“{theirs}”",
    "注意：{id} 在簿中名為「{ours}」，檔案裡是「{theirs}」",
    "note: {id} is “{ours}” in the book, “{theirs}” in the file",
)
WHO = labels(
    "“{name}”是哪一位客户？{among}请输入客户编号，回车跳过",
    "「{name}」是哪一位客戶？{among}請輸入客戶編號，按 Enter 略過",
    "Which customer is “{name}”? {among}Type the ID, or press Enter to skip",
)
AMONG = labels("可能是 {ids}。", "可能是 {ids}。", "Perhaps {ids}. ")

# The report
READ_AS = labels("{source}：{how}；{sheets}", "{source}：{how}；{sheets}", "{source}: {how}; {sheets}")
UNMATCHED = labels(
    "没有导入的表头：{headers}（可用 --map 指明）",
    "沒有匯入的標題：{headers}（可用 --map 指明）",
    "Headers not imported: {headers} (say what they are with --map)",
)
NEW_CUSTOMERS = labels("新增客户：{customers}", "新增客戶：{customers}", "Customers added: {customers}")
ADDED = labels(
    "{sheet} 新增第 {first}–{last} 行", "{sheet} 新增第 {first}–{last} 列", "{sheet} rows {first}–{last} added"
)
KEPT_FORMULAS = labels(
    "这些格里是公式，保持不变：{cells}",
    "這些儲存格裡是公式，維持不變：{cells}",
    "These cells hold formulas and were left alone: {cells}",
)
MORE = labels("……另有 {count:,} 行{outcome}", "……另有 {count:,} 列{outcome}", "... and {count:,} more {outcome}")
DRY_RUN = labels("仅预览，没有写入", "僅預覽，沒有寫入", "nothing was written (--dry-run)")
CLASHED = labels(
    "有 {count:,} 行已经存在且内容不同，没有写入（--on-match fail）",
    "有 {count:,} 列已經存在且內容不同，沒有寫入（--on-match fail）",
    "{count:,} rows exist with other values: nothing was written (--on-match fail)",
)
NOTHING_TO_WRITE = labels("没有需要写入的内容", "沒有需要寫入的內容", "nothing to write")
BUILD_NEXT = labels(
    "运行 xlcrm build {book} 可刷新各页",
    "執行 xlcrm build {book} 可更新各頁",
    "xlcrm build {book} refreshes the pages",
)
