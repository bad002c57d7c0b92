"""What `review` says, in three languages."""

from xlcrm.labels import labels

PACKING = labels("生成回顾资料", "產生檢視資料", "writing packs")
PRINTING = labels("转成 PDF", "轉成 PDF", "making PDFs")
WRITTEN = labels("写入 {count:,} 份回顾资料", "寫入 {count:,} 份檢視資料", "packs written: {count:,}")
UNCHANGED = labels("{count:,} 份无需改动", "{count:,} 份無需變更", "up to date: {count:,}")
SKIPPED = labels("{count:,} 位客户没有生成", "{count:,} 位客戶沒有產生", "customers without one: {count:,}")
FAILED = labels("{count:,} 份未能写入", "{count:,} 份無法寫入", "could not be written: {count:,}")
NOBODY = labels("没有符合条件的客户", "沒有符合條件的客戶", "no customer answers to that")
PDFS = labels("PDF {count:,} 份", "PDF {count:,} 份", "PDFs: {count:,}")
WITHHELD = labels(
    "{count} 处文字提到其他客户或敏感信息，没有写进资料",
    "{count} 處文字提到其他客戶或敏感資訊，沒有寫進資料",
    "{count} texts that name another customer, or say what is sensitive, were left out of the pack",
)
NO_ID = labels(
    "没有客户编号，未生成。请先补上编号。",
    "沒有客戶編號，未產生。請先補上編號。",
    "no customer ID, so no pack. Give it one.",
)
NOT_UNIQUE = labels(
    "客户编号不唯一，分不清记录是谁的，未生成。请先改正编号。",
    "客戶編號不唯一，分不清紀錄是誰的，未產生。請先更正編號。",
    "the ID is not unique, so that nobody knows whose the rows are: no pack. Mend the ID.",
)
IS_A_FILE = labels(
    "{path} 是文件，不是文件夹。请另选一个文件夹。",
    "{path} 是檔案，不是資料夾。請另選一個資料夾。",
    "{path} is a file, not a folder. Choose a folder.",
)
