"""The reasons why a file is no workbook: it is something else, which a program can make a workbook of."""

from dataclasses import dataclass

from xlcrm.labels import Labels, labels


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason; `{file}`, `{part}` and `{sheet}` stand for what they name."""

    code: str
    text: Labels
    hint: Labels
    damage: bool = False  # a backup helps


_SAVE_AS = labels(
    "请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”后再试。",
    "請用 Excel 或 WPS 開啟，另存新檔為「Excel 活頁簿 (*.xlsx)」後再試。",
    "Open it in Excel or WPS, save it as an Excel workbook (*.xlsx), and try again.",
)
OTHER_FORMATS: tuple[Fault, ...] = (
    Fault(
        "F107",
        labels(
            "{file} 是 Excel 97-2003 的 .xls 文件，不是 .xlsx。",
            "{file} 是 Excel 97-2003 的 .xls 檔案，不是 .xlsx。",
            "{file} is an .xls file of Excel 97-2003, not .xlsx.",
        ),
        _SAVE_AS,
    ),
    Fault(
        "F108",
        labels(
            "{file} 是二进制工作簿 (.xlsb)，不是 .xlsx。",
            "{file} 是二進位活頁簿 (.xlsb)，不是 .xlsx。",
            "{file} is a binary workbook (.xlsb), not .xlsx.",
        ),
        _SAVE_AS,
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
        _SAVE_AS,
    ),
    Fault(
        "F111",
        labels(
            "{file} 其实是网页 (HTML)，不是工作簿。",
            "{file} 其實是網頁 (HTML)，不是活頁簿。",
            "{file} is really a web page (HTML), not a workbook.",
        ),
        _SAVE_AS,
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
)
