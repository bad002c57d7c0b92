"""What is wrong with a package: in one word for whoever has words of their own for it, and in a line for its editor."""

from typing import Final, Literal

from xlcrm.errors import UnwritableFile
from xlcrm.labels import Labels, labels

_NotEditable = Literal["foreign", "encrypted", "binary", "strict", "trial", "signed", "no_workbook"]
_NotWhole = Literal["cut_off", "damaged", "broken"]
_Hostile = Literal["dtd", "twice", "outside", "too_many", "too_large", "too_dense"]
Kind = Literal[_NotEditable, _NotWhole, _Hostile]

_DAMAGED: Final = labels(
    "压缩包已损坏，无法读取其中的“{part}”。请用备份文件，或在 Excel 中修复后另存。",
    "壓縮檔已損毀，無法讀取其中的「{part}」。請改用備份檔，或在 Excel 中修復後另存新檔。",
    "The package is damaged: its part “{part}” cannot be read. Use a backup, or repair it in Excel and save it again.",
)
_TEXTS: Final[dict[Kind, Labels]] = {
    "foreign": labels(
        "这不是 .xlsx 或 .xlsm 工作簿。请在 Excel 中另存为 .xlsx。",
        "這不是 .xlsx 或 .xlsm 活頁簿。請在 Excel 中另存為 .xlsx。",
        "This is not an .xlsx or .xlsm workbook. Save it as .xlsx in Excel.",
    ),
    "encrypted": labels(
        "文件已加密，或是旧的 .xls 格式。请提供密码，或在 Excel 中另存为 .xlsx。",
        "檔案已加密，或是舊的 .xls 格式。請提供密碼，或在 Excel 中另存為 .xlsx。",
        "The file is encrypted or in the old .xls format. Give its password, or save it as .xlsx in Excel.",
    ),
    "binary": labels(
        "这是二进制工作簿（.xlsb）。请在 Excel 中另存为 .xlsx。",
        "這是二進位活頁簿（.xlsb）。請在 Excel 中另存為 .xlsx。",
        "This is a binary workbook (.xlsb). Save it as .xlsx in Excel.",
    ),
    "strict": labels(
        "这个工作簿是“严格 Open XML”格式。请在 Excel 中另存为“Excel 工作簿 (*.xlsx)”。",
        "這個活頁簿是「Strict Open XML」格式。請在 Excel 中另存為「Excel 活頁簿 (*.xlsx)」。",
        "This workbook is in the Strict Open XML format. In Excel, save it as “Excel Workbook (*.xlsx)”.",
    ),
    "trial": labels(
        "这个工作簿出自 Excel 的早期试用版，格式与正式版不同。请在 Excel 中打开并另存为 .xlsx。",
        "這個活頁簿出自 Excel 的早期試用版，格式與正式版不同。請在 Excel 中開啟並另存為 .xlsx。",
        "This workbook is in the format of an early trial version of Excel. Open it in Excel and save it as .xlsx.",
    ),
    "signed": labels(
        "这个工作簿带有数字签名，任何改动都会使签名失效。请先在 Excel 中删除签名，再另存。",
        "這個活頁簿有數位簽章，任何變更都會使簽章失效。請先在 Excel 中移除簽章，再另存新檔。",
        "This workbook is digitally signed, and any change would void the signature. "
        "Remove the signature in Excel first.",
    ),
    "no_workbook": labels(
        "压缩包里没有工作簿部分，文件不完整。请使用备份。",
        "壓縮檔裡沒有活頁簿部分，檔案不完整。請使用備份。",
        "The package has no workbook part; the file is not whole. Use a backup.",
    ),
    "broken": labels(
        "工作簿的“{part}”不是有效的 XML，无法安全改写。请在 Excel 中打开并另存。",
        "活頁簿的「{part}」不是有效的 XML，無法安全改寫。請在 Excel 中開啟並另存新檔。",
        "The workbook's part “{part}” is not valid XML and cannot be rewritten safely. "
        "Open it in Excel and save it again.",
    ),
    "dtd": labels(
        "工作簿的“{part}”含有 DTD 声明，出于安全考虑不予处理。",
        "活頁簿的「{part}」含有 DTD 宣告，基於安全考量不予處理。",
        "The workbook's part “{part}” holds a DTD, which is refused for safety.",
    ),
    "twice": labels(
        "压缩包里有两个同名部分“{part}”，无法判断哪个有效。请在 Excel 中打开并另存。",
        "壓縮檔裡有兩個同名部分「{part}」，無法判斷何者有效。請在 Excel 中開啟並另存新檔。",
        "The package holds two parts named “{part}”; it is unclear which one counts. "
        "Open it in Excel and save it again.",
    ),
}


class BadPackage(UnwritableFile):
    """A package that is none, is not whole, is hostile, or cannot be edited without loss; `part` is what shows it."""

    def __init__(self, kind: Kind, part: str = "") -> None:
        super().__init__(_TEXTS.get(kind, _DAMAGED), part=part)
        self.kind: Kind = kind
        self.part = part
