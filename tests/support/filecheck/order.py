"""The order in which the schema wants the children of an element."""

from __future__ import annotations

import re

from lxml import etree

from .package import Package

_CHILDREN = {
    "workbook": """fileVersion fileSharing workbookPr revisionPtr workbookProtection bookViews sheets functionGroups
        externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes
        webPublishing fileRecoveryPr webPublishObjects extLst""",
    "worksheet": """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
        protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr
        conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks
        colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF
        drawingHF picture oleObjects controls webPublishItems tableParts extLst""",
    "styleSheet": """numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors
        extLst""",
    "dxf": "font numFmt fill alignment border protection extLst",
    "table": "autoFilter sortState tableColumns tableStyleInfo extLst",
    "tableColumn": "calculatedColumnFormula totalsRowFormula xmlColumnPr extLst",
}
ORDER = {kind: children.split() for kind, children in _CHILDREN.items()}
REPEATED = {"conditionalFormatting", "cols", "fileRecoveryPr"}


def check_order(package: Package, part: str, element: etree._Element, kind: str) -> None:
    """Children in the schema's order, each once but those that may be repeated.

    A child wrapped in AlternateContent is passed over: which of its alternatives counts is the reader's choice.
    """
    order = ORDER[kind]
    last = -1
    seen: set[str] = set()
    for child in element.iterchildren(tag=etree.Element):
        name = re.sub(r"^\{.*\}", "", str(child.tag))
        if name == "AlternateContent":
            continue
        if name not in order:
            package.add(part, name, f"element that does not belong in {kind}")
            continue
        if name in seen and name not in REPEATED:
            package.add(part, name, "element twice")
        seen.add(name)
        if order.index(name) < last:
            package.add(part, name, "element out of order")
        last = max(last, order.index(name))
