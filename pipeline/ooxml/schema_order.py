"""The order in which the schema wants a part's elements (ECMA-376 part 1); Excel repairs a file that breaks it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ooxml.elements import Element, local_name

# fmt: off
# 18.3.1.99
WORKSHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
    "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)
# 18.2.27
WORKBOOK = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches",
    "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)
# 18.8.39
STYLESHEET = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
    "colors", "extLst",
)
# fmt: on


def insert_in_order(parent: Element, child: Element, order: Sequence[str]) -> None:
    """Put a child where the schema's order of elements wants it, after those of its own name.

    Elements that the order does not name stay with the one before them.
    """
    before = set(order[: order.index(local_name(child.tag)) + 1])
    for sibling in parent.iterchildren("*", reversed=True):
        if local_name(sibling.tag) in before:
            sibling.addnext(child)
            return
    parent.insert(0, child)
