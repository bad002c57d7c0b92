"""Why a workbook is not read: it is damaged, hostile, too large, or no book of customers."""

from xlcrm.labels import labels
from xlcrm.reading.faults_of_files import REPAIR, Fault

_HOSTILE = labels(
    "正常的工作簿不会这样，请勿使用，并向来源核实；若确属自己的文件，请在 Excel 中另存为 .xlsx。",
    "正常的活頁簿不會這樣，請勿使用，並向來源查證；若確為自己的檔案，請在 Excel 另存為 .xlsx。",
    "No ordinary workbook is like this: do not use it, ask its source; if it is your own, save it as .xlsx in Excel.",
)

OF_PACKAGES: tuple[Fault, ...] = (
    Fault(
        "F131",
        labels(
            "{file} 不完整：在 {part} 处中断。",
            "{file} 不完整：在 {part} 處中斷。",
            "{file} is cut off, in {part}.",
        ),
        REPAIR,
        damage=True,
    ),
    Fault(
        "F132",
        labels("{file} 已损坏：{part}。", "{file} 已損壞：{part}。", "{file} is damaged: {part}."),
        REPAIR,
        damage=True,
    ),
    Fault(
        "F133",
        labels("{file} 已损坏：缺少 {part}。", "{file} 已損壞：缺少 {part}。", "{file} is damaged: {part} is missing."),
        REPAIR,
        damage=True,
    ),
    Fault(
        "F134",
        labels(
            "{file} 已损坏：工作表“{sheet}”（{part}）无法读取。",
            "{file} 已損壞：工作表「{sheet}」（{part}）無法讀取。",
            "{file} is damaged: sheet “{sheet}” ({part}) cannot be read.",
        ),
        REPAIR,
        damage=True,
    ),
    Fault(
        "F135",
        labels(
            "{file} 已损坏：单元格引用的共享字符串不存在。",
            "{file} 已損壞：儲存格參照的共用字串不存在。",
            "{file} is damaged: cells refer to shared strings that are not there.",
        ),
        REPAIR,
        damage=True,
    ),
    Fault(
        "F136",
        labels("{file} 中没有工作表。", "{file} 中沒有工作表。", "{file} has no worksheet."),
        labels(
            "请在 Excel 中插入一张工作表，或用 xlcrm init 新建工作簿。",
            "請在 Excel 插入一張工作表，或用 xlcrm init 新建活頁簿。",
            "Insert a worksheet in Excel, or make a book with xlcrm init.",
        ),
    ),
    Fault(
        "F137",
        labels(
            "{file} 是“Strict Open XML 电子表格”，不能整本保全。",
            "{file} 是「Strict Open XML 試算表」，無法整本保全。",
            "{file} is a Strict Open XML Spreadsheet, which cannot be kept whole.",
        ),
        labels(
            "请在 Excel 中另存为普通的“Excel 工作簿 (*.xlsx)”。",
            "請在 Excel 另存為一般的「Excel 活頁簿 (*.xlsx)」。",
            "Save it in Excel as a plain Excel Workbook (*.xlsx).",
        ),
    ),
    Fault(
        "F141",
        labels(
            "{file} 的 {part} 含有 DTD 或实体定义，已拒绝读取。",
            "{file} 的 {part} 含有 DTD 或實體定義，已拒絕讀取。",
            "{part} in {file} holds a DTD or entities, which are never read.",
        ),
        _HOSTILE,
    ),
    Fault(
        "F142",
        labels(
            "{file} 太大：{part} 解压后超出上限。",
            "{file} 太大：{part} 解壓縮後超出上限。",
            "{file} is too large: unpacked, {part} is over the limit.",
        ),
        labels(
            "请删除空白的行和列，或拆成几本工作簿；来历不明的文件请勿使用。",
            "請刪除空白的列與欄，或拆成幾本活頁簿；來路不明的檔案請勿使用。",
            "Delete empty rows and columns, or split the book; do not use it if you do not know its source.",
        ),
    ),
    Fault(
        "F143",
        labels(
            "{file} 像是压缩炸弹：{part} 的压缩比异常。",
            "{file} 疑似壓縮炸彈：{part} 的壓縮比異常。",
            "{file} looks like a zip bomb: {part} unpacks to far too much.",
        ),
        _HOSTILE,
    ),
    Fault(
        "F144",
        labels(
            "{file} 中有两个同名部件：{part}。",
            "{file} 中有兩個同名部件：{part}。",
            "{file} holds two parts of one name: {part}.",
        ),
        _HOSTILE,
    ),
    Fault(
        "F145",
        labels(
            "{file} 中有指向文件夹之外的名称：{part}。",
            "{file} 中有指向資料夾之外的名稱：{part}。",
            "{file} holds a name that points outside of it: {part}.",
        ),
        _HOSTILE,
    ),
    Fault(
        "F146",
        labels(
            "{file} 的工作表“{sheet}”占用的区域太大。",
            "{file} 的工作表「{sheet}」佔用的範圍太大。",
            "Sheet “{sheet}” of {file} spreads over too large an area.",
        ),
        labels(
            "请删除远离表格的单元格后再试。",
            "請刪除遠離表格的儲存格後再試。",
            "Delete the cells far away from the table, and try again.",
        ),
    ),
    Fault(
        "F147",
        labels(
            "{file} 有 {count} 张工作表，太多了。",
            "{file} 有 {count} 張工作表，太多了。",
            "{file} has {count} sheets, which is too many.",
        ),
        labels(
            "请拆成几本工作簿；来历不明的文件请勿使用。",
            "請拆成幾本活頁簿；來路不明的檔案請勿使用。",
            "Split the workbook; do not use a file whose origin you do not know.",
        ),
    ),
    Fault(
        "F150",
        labels(
            "{file} 没有客户信息工作表（现有：{sheets}）。",
            "{file} 沒有客戶資料工作表（現有：{sheets}）。",
            "{file} has no customers sheet (it has: {sheets}).",
        ),
        labels(
            "请把客户名单所在的工作表命名为“客户信息”，并在首行写上列名。",
            "請將客戶名單所在的工作表命名為「客戶資料」，並在首列寫上欄名。",
            'Name the sheet with your customers "Customers", with its headers in the first row.',
        ),
    ),
)
