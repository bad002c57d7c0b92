"""The reasons why a file cannot be read as a workbook: a code, a line that says so, and the remedy."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlcrm.errors import UnreadableFile
from xlcrm.labels import in_each_language, labels
from xlcrm.model.backups import newest_backup
from xlcrm.ooxml.faults import BadPackage
from xlcrm.ooxml.faults import Kind as BadKind
from xlcrm.reading.other_formats import OTHER_FORMATS, Fault

_REPAIR = labels(
    "请从备份或原处重新取得该文件；Excel 的“打开并修复”有时也有效。",
    "請從備份或原處重新取得該檔案；Excel 的「開啟並修復」有時也有效。",
    "Take the file from a backup or its source again; Open and Repair in Excel sometimes helps.",
)
_HOSTILE = labels(
    "正常的工作簿不会这样，请勿使用，并向来源核实；若确属自己的文件，请在 Excel 中另存为 .xlsx。",
    "正常的活頁簿不會這樣，請勿使用，並向來源查證；若確為自己的檔案，請在 Excel 另存為 .xlsx。",
    "No ordinary workbook is like this: do not use it, ask its source; if it is your own, save it as .xlsx in Excel.",
)

FAULTS: tuple[Fault, ...] = (
    Fault(
        "F101",
        labels("找不到文件：{file}。", "找不到檔案：{file}。", "No such file: {file}."),
        labels("请检查路径和文件名。", "請檢查路徑與檔名。", "Check the folder and the name."),
        damage=True,
    ),
    Fault(
        "F102",
        labels("{file} 不是文件。", "{file} 不是檔案。", "{file} is not a file."),
        labels("请指定文件夹中的工作簿。", "請指定資料夾中的活頁簿。", "Name a workbook inside the folder."),
    ),
    Fault(
        "F103",
        labels("没有读取 {file} 的权限。", "沒有讀取 {file} 的權限。", "No permission to read {file}."),
        labels("请向文件所有者申请读取权限。", "請向檔案擁有者申請讀取權限。", "Ask its owner for leave to read it."),
    ),
    Fault(
        "F104",
        labels("{file} 是空文件（0 字节）。", "{file} 是空檔案（0 位元組）。", "{file} is empty (0 bytes)."),
        _REPAIR,
        damage=True,
    ),
    Fault(
        "F105",
        labels("无法读取 {file}：{cause}。", "無法讀取 {file}：{cause}。", "{file} could not be read: {cause}."),
        labels(
            "请关闭正在使用它的程序，并检查磁盘或网络连接。",
            "請關閉正在使用它的程式，並檢查磁碟或網路連線。",
            "Close the program that uses it, and check the disk or the network.",
        ),
    ),
    Fault(
        "F106",
        labels("{file} 不是工作簿。", "{file} 不是活頁簿。", "{file} is not a workbook."),
        labels("请指定 .xlsx 文件。", "請指定 .xlsx 檔案。", "Name an .xlsx file."),
    ),
    *OTHER_FORMATS,
    Fault(
        "F121",
        labels("{file} 有密码保护。", "{file} 有密碼保護。", "{file} is protected by a password."),
        labels(
            "请在提示时输入密码，或用 --password-stdin 提供。",
            "請在提示時輸入密碼，或用 --password-stdin 提供。",
            "Type the password when asked, or give it with --password-stdin.",
        ),
    ),
    Fault(
        "F122",
        labels("{file} 的密码不对。", "{file} 的密碼不對。", "The password of {file} is another."),
        labels(
            "请检查大小写和输入法后再试。",
            "請檢查大小寫與輸入法後再試。",
            "Check capitals and the keyboard, and try again.",
        ),
    ),
    Fault(
        "F123",
        labels("无法解密 {file}。", "無法解密 {file}。", "{file} could not be decrypted."),
        labels(
            "请在 Excel 中打开，取消密码后另存为 .xlsx；若 Excel 也打不开，请使用备份。",
            "請在 Excel 開啟，取消密碼後另存為 .xlsx；若 Excel 也打不開，請使用備份。",
            "Open it in Excel and save it as .xlsx without the password; if Excel cannot open it, use a backup.",
        ),
        damage=True,
    ),
    Fault(
        "F131",
        labels(
            "{file} 不完整：在 {part} 处中断。",
            "{file} 不完整：在 {part} 處中斷。",
            "{file} is cut off, in {part}.",
        ),
        _REPAIR,
        damage=True,
    ),
    Fault(
        "F132",
        labels("{file} 已损坏：{part}。", "{file} 已損壞：{part}。", "{file} is damaged: {part}."),
        _REPAIR,
        damage=True,
    ),
    Fault(
        "F133",
        labels("{file} 已损坏：缺少 {part}。", "{file} 已損壞：缺少 {part}。", "{file} is damaged: {part} is missing."),
        _REPAIR,
        damage=True,
    ),
    Fault(
        "F134",
        labels(
            "{file} 已损坏：工作表“{sheet}”（{part}）无法读取。",
            "{file} 已損壞：工作表「{sheet}」（{part}）無法讀取。",
            "{file} is damaged: sheet “{sheet}” ({part}) cannot be read.",
        ),
        _REPAIR,
        damage=True,
    ),
    Fault(
        "F135",
        labels(
            "{file} 已损坏：单元格引用的共享字符串不存在。",
            "{file} 已損壞：儲存格參照的共用字串不存在。",
            "{file} is damaged: cells refer to shared strings that are not there.",
        ),
        _REPAIR,
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

_BY_CODE = {fault.code: fault for fault in FAULTS}
_BETWEEN = labels("", "", " ")
_BACKUP = labels("最近的备份：{backup}。", "最近的備份：{backup}。", "The newest backup is {backup}.")


def refusal(code: str, path: Path, **params: object) -> UnreadableFile:
    """The error for one fault of one file; where the file is damaged, with its newest backup, if there is one."""
    fault = _BY_CODE[code]
    sentences = [fault.text, fault.hint]
    if fault.damage and (backup := newest_backup(path)):
        sentences.append(_BACKUP)
        params["backup"] = backup
    said = in_each_language(lambda language: _BETWEEN.in_(language).join(text.in_(language) for text in sentences))
    return UnreadableFile(code, said, file=path, **params)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Say in the words of the reader what is wrong with the package of a file."""
    try:
        yield
    except BadPackage as bad:
        raise refusal(_CODES.get(bad.kind, "F132"), path, part=bad.part) from None


_CODES: dict[BadKind, str] = {
    "cut_off": "F131",
    "strict": "F137",
    "dtd": "F141",
    "too_many": "F142",
    "too_large": "F142",
    "too_dense": "F143",
    "twice": "F144",
    "outside": "F145",
}
