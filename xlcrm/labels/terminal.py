"""What the command line says, in three languages."""

from xlcrm.labels import labels

READ = labels("读取 {rows:,} 行（{tables}）", "讀取 {rows:,} 列（{tables}）", "Read {rows:,} rows ({tables})")
FOUND = labels(
    "错误 {errors:,}，警告 {warnings:,}，提示 {infos:,}",
    "錯誤 {errors:,}，警告 {warnings:,}，提示 {infos:,}",
    "{errors:,} errors, {warnings:,} warnings, {infos:,} notes",
)
WRITTEN = labels("已写入 {path}", "已寫入 {path}", "wrote {path}")
UNCHANGED = labels("{path} 无需改动", "{path} 無需變更", "{path} is up to date")
CONVERTED = labels(
    "按理解改写了 {count:,} 个单元格（-v 逐个列出）",
    "按理解改寫了 {count:,} 個儲存格（-v 逐一列出）",
    "{count:,} cells were rewritten as they were understood (-v lists them)",
)
KEPT = labels("原文件备份在 {path}", "原檔案備份於 {path}", "the file as it was is kept in {path}")
TOOK = labels("用时 {seconds:.1f} 秒", "耗時 {seconds:.1f} 秒", "{seconds:.1f} s")
MADE = labels("已新建 {path}", "已建立 {path}", "Made {path}")
RESTORED = labels(
    "{path} 已恢复到 {made:%Y-%m-%d %H:%M:%S} 执行 {action} 之前的样子，还可再退 {left} 步",
    "{path} 已還原至 {made:%Y-%m-%d %H:%M:%S} 執行 {action} 之前的內容，還可再退 {left} 步",
    "{path} is as it was before the {action} of {made:%Y-%m-%d %H:%M:%S}; {left} more steps to go back",
)
REPLACED = labels("撤销前的文件在 {path}", "復原前的檔案在 {path}", "what it replaced is kept in {path}")
MORE = labels(
    "……另有 {count:,} 条，完整清单见“检查结果”页或 --format json",
    "……另有 {count:,} 筆，完整清單見「檢查結果」頁或 --format json",
    "... and {count:,} more: see the Findings sheet, or --format json",
)
EXISTS = labels(
    "{path} 已存在，未作改动。请换一个文件名。",
    "{path} 已存在，未做變更。請換一個檔名。",
    "{path} is there already, and was left alone. Choose another name.",
)
NO_CUSTOMERS = labels(
    "{path} 中一位客户也没有，未生成。请先在“{sheet}”表中登记客户；确要如此请加 --allow-empty。",
    "{path} 中一位客戶也沒有，未產生。請先在「{sheet}」工作表登錄客戶；確定如此請加 --allow-empty。",
    '{path} has no customers, and was not built. Enter them on the sheet "{sheet}", or say --allow-empty.',
)
LEFT_BEHIND = labels(
    "上次运行中断，留下了临时文件 {path}，可以删除。",
    "上次執行中斷，留下了暫存檔 {path}，可以刪除。",
    "An interrupted run left the temporary file {path}; it may be deleted.",
)
NO_SUCH_TABLE = labels(
    "没有 {table} 这张表，可用：{tables}。",
    "沒有 {table} 這張表，可用：{tables}。",
    "No table {table}; there are {tables}.",
)
NO_SUCH_SUBJECT = labels(
    "没有 {subject} 这个专题，可用：{subjects}。",
    "沒有 {subject} 這個專題，可用：{subjects}。",
    "No subject {subject}; there are {subjects}.",
)
NO_SUCH_KIT = labels(
    "没有 {kit} 这个套件，可用：{kits}。",
    "沒有 {kit} 這個套件，可用：{kits}。",
    "No kit {kit}; there are {kits}.",
)
NO_SUBJECTS = labels("这一版还没有", "這一版還沒有", "this version has none")
CORE_ALONE = labels("基本五张表", "基本五張表", "the five tables alone")
ADDED = labels("已加入{subjects}", "已加入{subjects}", "added {subjects}")
THERE = labels("{subjects}已在其中", "{subjects}已在其中", "{subjects}: there already")
BRINGS = labels("含{subjects}", "含{subjects}", "with {subjects}")
HIDES = labels("{pages}等有记录后才生成", "{pages}待有紀錄後才產生", "without {pages} until their tables have rows")
BROKEN = labels(
    "程序内部错误（{error}），没有写入任何文件。请设置环境变量 XLCRM_DEBUG=1 重试，并把输出发给开发者。",
    "程式內部錯誤（{error}），沒有寫入任何檔案。請設定環境變數 XLCRM_DEBUG=1 再試，並將輸出傳給開發者。",
    "Internal error ({error}); nothing was written. Try again with XLCRM_DEBUG=1 and send us what it prints.",
)
FIXED = labels(
    "已改写 {count:,} 个单元格，写入 {path}",
    "已改寫 {count:,} 個儲存格，寫入 {path}",
    "fixed {count:,} cells in {path}",
)
WOULD_FIX = labels(
    "可改写 {count:,} 个单元格，未写入", "可改寫 {count:,} 個儲存格，未寫入", "would fix {count:,} cells, wrote nothing"
)
NOTHING_TO_FIX = labels("没有可改写的单元格", "沒有可改寫的儲存格", "nothing to fix")
CANNOT_FIX = labels(
    "{path} 不能就地改写：{reason}请先在 Excel 或 WPS 中另存一份，再改写那一份。",
    "{path} 不能就地改寫：{reason}請先在 Excel 或 WPS 另存新檔，再改寫那一份。",
    "{path} cannot be fixed in place: {reason} Save a copy of it in Excel or WPS, and fix that.",
)
REPORT_OVER_BOOK = labels(
    "{path} 就是被检查的工作簿，未作改动。请给报告换一个文件名。",
    "{path} 就是受檢查的活頁簿，未做變更。請為報告換一個檔名。",
    "{path} is the book that is checked, and was left alone. Give the report another name.",
)
REPORT_SUFFIX = labels(
    "{path} 应以 {suffix} 结尾，未写入。请换一个文件名。",
    "{path} 應以 {suffix} 結尾，未寫入。請換一個檔名。",
    "{path} must end in {suffix}; nothing was written. Give it another name.",
)
ONE_REPORT = labels(
    "--report 只能用于一个工作簿，请逐个检查。",
    "--report 只能用於一個活頁簿，請逐一檢查。",
    "--report takes one book: check them one by one.",
)
DRY_WITHOUT_FIX = labels(
    "--dry-run 要与 --fix 一起用。", "--dry-run 要與 --fix 一起用。", "--dry-run goes with --fix alone."
)
ALL_CHECKED = labels("共检查 {count:,} 本：{found}", "共檢查 {count:,} 本：{found}", "Checked {count:,} books: {found}")
NOT_CHECKED = labels("{count:,} 本无法检查", "{count:,} 本無法檢查", "{count:,} could not be checked")
PASSWORD = labels("打开密码", "開啟密碼", "Password")
READING = labels("读取", "讀取", "reading")
CHECKING = labels("检查", "檢查", "checking")
WRITING = labels("生成", "產生", "building")
YES = labels("是", "是", "yes")
SEPARATOR = labels("；", "；", "; ")
