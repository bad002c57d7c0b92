"""Why a file is not opened: it is not there, of another kind, or encrypted."""

from dataclasses import dataclass

from xlcrm.labels import Labels, labels


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason; `{file}`, `{part}` and `{sheet}` stand for what they name."""

    code: str
    text: Labels
    hint: Labels
    damage: bool = False  # a backup helps


SAVE_AS = labels(
    "请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”后再试。",
    "請用 Excel 或 WPS 開啟，另存新檔為「Excel 活頁簿 (*.xlsx)」後再試。",
    "Open it in Excel or WPS, save it as an Excel workbook (*.xlsx), and try again.",
)
REPAIR = labels(
    "请从备份或原处重新取得该文件；Excel 的“打开并修复”有时也有效。",
    "請從備份或原處重新取得該檔案；Excel 的「開啟並修復」有時也有效。",
    "Take the file from a backup or its source again; Open and Repair in Excel sometimes helps.",
)
OF_FILES: tuple[Fault, ...] = (
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
        REPAIR,
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
    Fault(
        "F107",
        labels(
            "{file} 是 Excel 97-2003 的 .xls 文件，不是 .xlsx。",
            "{file} 是 Excel 97-2003 的 .xls 檔案，不是 .xlsx。",
            "{file} is an .xls file of Excel 97-2003, not .xlsx.",
        ),
        SAVE_AS,
    ),
    Fault(
        "F108",
        labels(
            "{file} 是二进制工作簿 (.xlsb)，不是 .xlsx。",
            "{file} 是二進位活頁簿 (.xlsb)，不是 .xlsx。",
            "{file} is a binary workbook (.xlsb), not .xlsx.",
        ),
        SAVE_AS,
    ),
    Fault(
        "F109",
        labels(
            "{file} 是 OpenDocument 表格 (.ods)，不是 .xlsx。",
            "{file} 是 OpenDocument 試算表 (.ods)，不是 .xlsx。",
            "{file} is an OpenDocument spreadsheet (.ods), not .xlsx.",
        ),
        labels(
            "请用 LibreOffice 或 Excel 打开，另存为 .xlsx 后再试。",
            "請用 LibreOffice 或 Excel 開啟，另存為 .xlsx 後再試。",
            "Open it in LibreOffice or Excel, save it as .xlsx, and try again.",
        ),
    ),
    Fault(
        "F110",
        labels(
            "{file} 是 XML 表格 2003，不是 .xlsx。",
            "{file} 是 XML 試算表 2003，不是 .xlsx。",
            "{file} is an XML Spreadsheet 2003, not .xlsx.",
        ),
        SAVE_AS,
    ),
    Fault(
        "F111",
        labels(
            "{file} 其实是网页 (HTML)，不是工作簿。",
            "{file} 其實是網頁 (HTML)，不是活頁簿。",
            "{file} is really a web page (HTML), not a workbook.",
        ),
        SAVE_AS,
    ),
    Fault(
        "F112",
        labels(
            "{file} 其实是文本 (CSV)，不是工作簿。",
            "{file} 其實是文字檔 (CSV)，不是活頁簿。",
            "{file} is really text (CSV), not a workbook.",
        ),
        labels(
            "请在 Excel 中用“数据 > 从文本/CSV”打开并另存为 .xlsx，或用 xlcrm import 导入。",
            "請在 Excel 以「資料 > 從文字/CSV」開啟並另存為 .xlsx，或用 xlcrm import 匯入。",
            "Open it in Excel with Data > From Text/CSV and save it as .xlsx, or take it in with xlcrm import.",
        ),
    ),
    Fault(
        "F113",
        labels(
            "{file} 是 Word 或 PowerPoint 文档，不是工作簿。",
            "{file} 是 Word 或 PowerPoint 文件，不是活頁簿。",
            "{file} is a Word or PowerPoint document, not a workbook.",
        ),
        labels(
            "请把其中的表格复制到 Excel 并存为 .xlsx。",
            "請把其中的表格複製到 Excel 並存為 .xlsx。",
            "Copy its tables into Excel and save them as .xlsx.",
        ),
    ),
    Fault(
        "F114",
        labels("{file} 是 PDF，不是工作簿。", "{file} 是 PDF，不是活頁簿。", "{file} is a PDF, not a workbook."),
        labels("请索取原始的 .xlsx 文件。", "請索取原始的 .xlsx 檔案。", "Ask for the .xlsx file it was made from."),
    ),
    Fault(
        "F115",
        labels(
            "{file} 是 Apple Numbers 文档，不是 .xlsx。",
            "{file} 是 Apple Numbers 文件，不是 .xlsx。",
            "{file} is an Apple Numbers document, not .xlsx.",
        ),
        labels(
            "请在 Numbers 中选择“文件 > 导出为 > Excel”。",
            "請在 Numbers 選擇「檔案 > 輸出至 > Excel」。",
            "In Numbers, choose File > Export To > Excel.",
        ),
    ),
    Fault(
        "F116",
        labels(
            "{file} 是压缩包，里面没有工作簿的内容。",
            "{file} 是壓縮檔，裡面沒有活頁簿的內容。",
            "{file} is an archive that holds no workbook's parts.",
        ),
        labels(
            "如果工作簿在压缩包里，请先解压。",
            "如果活頁簿在壓縮檔裡，請先解壓縮。",
            "If the workbook lies inside, unpack it first.",
        ),
    ),
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
)
