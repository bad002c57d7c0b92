"""What is said of edits to a book's DataFrames that cannot be written."""

from xlcrm.labels import labels

NO_FRAME = labels(
    "book.{frame}：要写入的是 DataFrame，而不是 {found}。",
    "book.{frame}：要寫入的是 DataFrame，而不是 {found}。",
    "book.{frame}: a DataFrame is wanted here, not {found}.",
)
UNKNOWN_COLUMN = labels(
    "book.{frame}：表中没有“{column}”这一列，无法写入。请先在 Excel 里加上这一列。",
    "book.{frame}：表中沒有「{column}」這一欄，無法寫入。請先在 Excel 裡加上這一欄。",
    "book.{frame}: the table has no column {column}. Add it in Excel, then read the book again.",
)
MISSING_COLUMN = labels(
    "book.{frame}：缺少“{column}”这一列。列不能删除，只能把值清空。",
    "book.{frame}：缺少「{column}」這一欄。欄不能刪除，只能把值清空。",
    "book.{frame}: column {column} is gone. Columns cannot be removed; empty its values instead.",
)
COLUMN_TWICE = labels(
    "book.{frame}：“{column}”这一列出现了两次。",
    "book.{frame}：「{column}」這一欄出現了兩次。",
    "book.{frame}: column {column} stands there twice.",
)
NOT_LABELS = labels(
    "book.{frame}：行标签须是整数（原有的行保留读入时的标签）。请勿更换索引。",
    "book.{frame}：列標籤須是整數（原有的列保留讀入時的標籤）。請勿更換索引。",
    "book.{frame}: row labels must be whole numbers; a row keeps the one with which it was read. Do not set an index.",
)
LABEL_TWICE = labels(
    "book.{frame}：行标签 {row} 出现了两次，不知是哪一行。",
    "book.{frame}：列標籤 {row} 出現了兩次，不知是哪一列。",
    "book.{frame}: row label {row} stands there twice, so that it is not clear which row is meant.",
)
NOT_A_VALUE = labels(
    "book.{frame} 第 {row} 行 {column}：{value} 不能写入，{wanted}。",
    "book.{frame} 第 {row} 列 {column}：{value} 無法寫入，{wanted}。",
    "book.{frame} row {row}, {column}: {value} cannot be written; {wanted}.",
)
IS_FORMULA = labels(
    "book.{frame} 第 {row} 行 {column}：{cell} 里是公式，不能改写。请在 Excel 里改。",
    "book.{frame} 第 {row} 列 {column}：{cell} 裡是公式，不能改寫。請在 Excel 裡改。",
    "book.{frame} row {row}, {column}: {cell} holds a formula, which is not written over. Change it in Excel.",
)
NOT_ON_SHEET = labels(
    "book.{frame} 第 {row} 行 {column}：工作表“{sheet}”没有这一列。",
    "book.{frame} 第 {row} 列 {column}：工作表「{sheet}」沒有這一欄。",
    "book.{frame} row {row}, {column}: sheet “{sheet}” has no such column.",
)
NOT_REMOVED = labels(
    "book.{frame} 第 {row} 行：工作表“{sheet}”的这一行（第 {number} 行）不能安全删除，{reason}。请在 Excel 里删除。",
    "book.{frame} 第 {row} 列：工作表「{sheet}」的這一列（第 {number} 列）不能安全刪除，{reason}。請在 Excel 裡刪除。",
    "book.{frame} row {row}: row {number} of sheet “{sheet}” cannot be removed here: {reason}. Delete it in Excel.",
)
BESIDE = labels(
    "表格旁边 {cell} 还有别的内容",
    "表格旁邊 {cell} 還有別的內容",
    "something else stands beside the table in {cell}",
)
HANGS_ON = labels(
    "它或下面的行上有批注、图形、数组公式或数据透视表",
    "它或下面的列上有註解、圖形、陣列公式或樞紐分析表",
    "a note, a drawing, an array formula or a pivot table hangs on it or on rows below",
)
NOT_KEPT = labels(
    "book.{frame} 第 {row} 行：这样写入后，读回来的内容不一样（{column}）。请在 Excel 里改。",
    "book.{frame} 第 {row} 列：這樣寫入後，讀回來的內容不一樣（{column}）。請在 Excel 裡改。",
    "book.{frame} row {row}: written so, it would not be read back as it is here ({column}). Change it in Excel.",
)
WHOLE_ROW = labels("整行", "整列", "the whole row")

WANTED = {
    "id": labels("这里要文本编号", "這裡要文字編號", "an ID is text"),
    "text": labels("这里要文本", "這裡要文字", "text is wanted"),
    "date": labels("这里要不带时区的日期", "這裡要不帶時區的日期", "a date without a time zone is wanted"),
    "number": labels("这里要数字", "這裡要數字", "a number is wanted"),
    "integer": labels("这里要整数", "這裡要整數", "a whole number is wanted"),
    "percent": labels("这里要比例，如 0.05", "這裡要比例，如 0.05", "a part of one such as 0.05 is wanted"),
    "boolean": labels("这里要 True 或 False", "這裡要 True 或 False", "True or False is wanted"),
    "currency": labels("这里要三个字母的货币代码", "這裡要三個字母的幣別代碼", "a currency's three letters are wanted"),
    "enum": labels("可选：{choices}", "可選：{choices}", "one of {choices} is wanted"),
    "range": labels("超出允许范围", "超出允許範圍", "it is out of range"),
    "own": labels(
        "这里要文本、数字、日期或真假值",
        "這裡要文字、數字、日期或真假值",
        "text, a number, a date, True or False is wanted",
    ),
}
"""What a cell takes, by the kind of its column."""
