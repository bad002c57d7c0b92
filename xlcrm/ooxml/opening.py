"""Which packages can be edited without loss: what is refused outright, and what had better go to another file."""

from xlcrm.errors import UnwritableFile
from xlcrm.labels import Labels, labels
from xlcrm.ooxml.opc import PartGraph, Relationship
from xlcrm.ooxml.parts import Parts, fold
from xlcrm.ooxml.xmlio import main, parse
from xlcrm.ooxml.zipio import NOT_A_PACKAGE

STRICT_PREFIX = "http://purl.oclc.org/ooxml/"
SIGNATURE = "digital-signature/origin"

STRICT = labels(
    "这个工作簿是“严格 Open XML”格式。请在 Excel 中另存为“Excel 工作簿 (*.xlsx)”。",
    "這個活頁簿是「Strict Open XML」格式。請在 Excel 中另存為「Excel 活頁簿 (*.xlsx)」。",
    "This workbook is in the Strict Open XML format. In Excel, save it as “Excel Workbook (*.xlsx)”.",
)
SIGNED = labels(
    "这个工作簿带有数字签名，任何改动都会使签名失效。请先在 Excel 中删除签名，再另存。",
    "這個活頁簿有數位簽章，任何變更都會使簽章失效。請先在 Excel 中移除簽章，再另存新檔。",
    "This workbook is digitally signed, and any change would void the signature. Remove the signature in Excel first.",
)
NOT_STANDARD = labels(
    "这个工作簿出自 Excel 的早期试用版，格式与正式版不同。请在 Excel 中打开并另存为 .xlsx。",
    "這個活頁簿出自 Excel 的早期試用版，格式與正式版不同。請在 Excel 中開啟並另存為 .xlsx。",
    "This workbook is in the format of an early trial version of Excel. Open it in Excel and save it as .xlsx.",
)
BINARY = labels(
    "这是二进制工作簿（.xlsb）。请在 Excel 中另存为 .xlsx。",
    "這是二進位活頁簿（.xlsb）。請在 Excel 中另存為 .xlsx。",
    "This is a binary workbook (.xlsb). Save it as .xlsx in Excel.",
)
ENCRYPTED = labels(
    "文件已加密，或是旧的 .xls 格式。请提供密码，或在 Excel 中另存为 .xlsx。",
    "檔案已加密，或是舊的 .xls 格式。請提供密碼，或在 Excel 中另存為 .xlsx。",
    "The file is encrypted or in the old .xls format. Give its password, or save it as .xlsx in Excel.",
)
NO_WORKBOOK = labels(
    "压缩包里没有工作簿部分，文件不完整。请使用备份。",
    "壓縮檔裡沒有活頁簿部分，檔案不完整。請使用備份。",
    "The package has no workbook part; the file is not whole. Use a backup.",
)
BACKSLASHES = labels(
    "压缩包内的路径使用反斜杠，不合规范",
    "壓縮檔內的路徑使用反斜線，不合規範",
    "paths inside the package use backslashes, against the standard",
)
ELSEWHERE = labels(
    "工作簿部分不在通常的位置 xl/workbook.xml",
    "活頁簿部分不在通常的位置 xl/workbook.xml",
    "the workbook part is not at its usual place, xl/workbook.xml",
)
TEMPLATE = labels(
    "这是模板文件，不是工作簿",
    "這是範本檔，不是活頁簿",
    "this is a template, not a workbook",
)


def open_parts(data: bytes) -> Parts:
    """The parts of a workbook file; raises UnwritableFile if it is not an Open XML package."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise UnwritableFile(ENCRYPTED)
    parts = Parts.from_bytes(data)
    if "[Content_Types].xml" not in parts or "_rels/.rels" not in parts:
        raise UnwritableFile(NOT_A_PACKAGE)
    return parts


def drop_signature(graph: PartGraph) -> list[str]:
    """Take a digital signature out of a package, which holds no longer once anything changes; returns its parts."""
    relationships = graph.relationships("")
    dropped = []
    for relationship in [one for one in relationships if one.type.endswith(SIGNATURE)]:
        relationships.remove(relationship.id)
        parts = graph.reached_from(relationship.part).values() if relationship.part else ()
        dropped += [part for part in parts if fold(part).startswith("_xmlsignatures/")]
    for part in dropped:
        graph.drop(part)
    return dropped


def find_workbook(graph: PartGraph) -> str:
    """The name of the workbook part; raises for strict, signed, binary, incomplete and foreign packages."""
    top = list(graph.relationships(""))
    if any(relationship.type.endswith(SIGNATURE) for relationship in top):
        raise UnwritableFile(SIGNED)
    documents = [relationship for relationship in top if relationship.kind == "officeDocument"]
    if any(relationship.type.startswith(STRICT_PREFIX) for relationship in documents):
        raise UnwritableFile(STRICT)
    part = _first_part(documents)
    if part is None:
        raise UnwritableFile(NO_WORKBOOK)
    content_type = graph.types.of(part)
    if "sheet.binary" in content_type:
        raise UnwritableFile(BINARY)
    if STRICT_PREFIX.encode() + b"spreadsheetml" in graph.parts[part]:
        raise UnwritableFile(STRICT)
    if "wordprocessingml" in content_type or "presentationml" in content_type:
        raise UnwritableFile(NOT_A_PACKAGE)
    if parse(graph.parts[part], part).tag != main("workbook"):
        raise UnwritableFile(NOT_STANDARD)
    return part


def _first_part(relationships: list[Relationship]) -> str | None:
    return next((relationship.part for relationship in relationships if relationship.part is not None), None)


def reservations(graph: PartGraph, workbook: str) -> list[Labels]:
    """Why a package had better be written to another file than its own; empty for a usual one."""
    found = []
    if any("\\" in part.original.name for part in graph.parts if part.original):
        found.append(BACKSLASHES)
    if fold(workbook) != "xl/workbook.xml":
        found.append(ELSEWHERE)
    if "template" in graph.types.of(workbook):
        found.append(TEMPLATE)
    return found
