"""Opening a workbook: its sheets, its names and its properties."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.addresses import Spot, parse_address, parse_range
from pipeline.ooxml.careful_xml import each_element, parse_xml
from pipeline.ooxml.our_marks import NEXT_STEPS, NEXT_STEPS_NAME, is_next_steps, mostly_ours
from pipeline.ooxml.package import Package, custom_properties
from pipeline.ooxml.package_error import PackageError
from pipeline.reading.answers.ticks import drawn
from pipeline.reading.workbook.beside import comments, drawings, links, ticked_boxes
from pipeline.reading.workbook.cells import Shared, read_cells
from pipeline.reading.workbook.long_sheets import LONG_BYTES, read_long_rows
from pipeline.reading.workbook.model import Beside, Sheet, Workbook
from pipeline.reading.workbook.stored import PICTURE, Rows, S, Text, font_of_runs, read_rows, rich_text, struck_text
from pipeline.reading.workbook.styles import read_styles
from pipeline.values import FileClass

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLAIN, _ITEM = f"{S}t", f"{S}si"
_OURS = "award."
_NAMED = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?\d{1,7})(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?\Z")


def read_workbook(package: Package) -> Workbook:
    """The package's sheets. Raises PackageError when a part is damaged or over the limits."""
    main = package.main_part()
    root = package.xml(main)
    relations = package.relations(main)
    by_kind = dict(relations.values())
    settings = root.find(f"{S}workbookPr")
    epoch_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
    styles = read_styles(package, by_kind.get("styles"), by_kind.get("theme"))
    shared = Shared(_strings(package, by_kind.get("sharedStrings")), styles or (), epoch_1904)
    sheets: list[Sheet] = []
    left = limits.CELLS
    for entry in root.iter(f"{S}sheet"):
        kind, target = relations.get(entry.get(_R, ""), ("", ""))
        if kind != "worksheet" or target not in package:
            continue
        if len(sheets) >= limits.SHEETS:
            raise PackageError(FileClass.TOO_LARGE, f"it has more than {limits.SHEETS} sheets")
        hidden = entry.get("state", "visible") != "visible"
        sheets.append(_sheet(package, target, entry.get("name", ""), hidden, shared, left))
        left -= len(sheets[-1].cells)
    names = _defined_names(root)
    ours = tuple(sheet for sheet in sheets if _ours(sheet, names))
    schools = tuple(sheet for sheet in sheets if sheet not in ours) if ours else tuple(sheets)
    return Workbook(schools, names, custom_properties(package), ours, styles is None)


def _sheet(package: Package, part: str, name: str, hidden: bool, shared: Shared, most: int) -> Sheet:
    data = package.read(part)
    rows, root = read_long_rows(data, part) if len(data) > LONG_BYTES else read_rows(data, part)
    cells = read_cells(rows, shared, most)
    protection = root.find(f"{S}sheetProtection")
    locked = protection is not None and protection.get("sheet") in {"1", "true"}
    most_beside = limits.BESIDE_CELLS
    text_boxes, pictures = drawings(package, part)
    in_cells = [spot for spot, _, kind, _, _ in rows.filled if kind == PICTURE] if b' vm="' in data else []
    pictures = (*pictures, *(Beside(spot, spot, "a picture in the cell") for spot in in_cells))
    notes = comments(package, part)
    beside = {"comments": notes, "text boxes": text_boxes, "pictures": pictures}
    return Sheet(
        name,
        cells,
        _merged(root),
        hidden,
        rows.hidden,
        _hidden_columns(root) if b"hidden=" in data else (),
        locked,
        _unlocked(rows, shared) if locked else frozenset(),
        notes[:most_beside],
        text_boxes[:most_beside],
        pictures[:most_beside],
        links(package, part, root),
        ticked_boxes(package, part),
        tuple(kind for kind, found in beside.items() if len(found) > most_beside),
    )


def _ours(sheet: Sheet, names: Mapping[str, tuple[str, int, int]]) -> bool:
    """Whether we put the sheet in front to say what to do next: no answer stands on it."""
    first = sheet.cells.get((1, 1))
    named = names.get(NEXT_STEPS_NAME, ("", 0, 0))[0] == sheet.name
    titled = is_next_steps(sheet.name) and first is not None and first.text.strip() == NEXT_STEPS
    return named or titled or mostly_ours(cell.text for cell in sheet.cells.values())


def _merged(root: etree._Element) -> dict[Spot, Spot]:
    found = (parse_range(entry.get("ref", "")) for entry in root.iterfind(f"{S}mergeCells/{S}mergeCell"))
    return {area[0]: area[1] for area in found if area}


def _hidden_columns(root: etree._Element) -> tuple[tuple[int, int], ...]:
    columns = (column for column in root.iterfind(f"{S}cols/{S}col[@hidden]") if column.get("hidden") in _TRUE)
    spans = ((column.get("min", ""), column.get("max", "")) for column in columns)
    return tuple((int(first), int(last)) for first, last in spans if first.isdigit() and last.isdigit())


_TRUE = frozenset({"1", "true"})


def _unlocked(rows: Rows, shared: Shared) -> frozenset[Spot]:
    """Cells of a protected sheet that may be changed all the same."""
    free = {str(number) for number, style in enumerate(shared.styles) if style.unlocked}
    if not free:
        return frozenset()
    blank = (parse_address(address) for address, style in rows.blank() if style in free)
    return frozenset((*(spot for spot, style, *_rest in rows.filled if style in free), *filter(None, blank)))


def _strings(package: Package, part: str | None) -> list[Text]:
    if part is None or part not in package:
        return []
    data = package.read(part)
    long = len(data) > LONG_BYTES
    items = [_string(item) for item in (each_element(data, part, _ITEM) if long else parse_xml(data, part).iter(_ITEM))]
    if len(items) > limits.STRINGS:
        raise PackageError(FileClass.TOO_LARGE, f"it has more than {limits.STRINGS:,} texts")
    return items


def _string(item: etree._Element) -> Text:
    text = rich_text(item) if len(item) == 1 and item[0].tag == _PLAIN else struck_text(item)
    return drawn(text, font_of_runs(item)) if isinstance(text, str) and len(text) == 1 else text


def _defined_names(root: etree._Element) -> dict[str, tuple[str, int, int]]:
    """What our own names point at. An old workbook may carry thousands of others."""
    names: dict[str, tuple[str, int, int]] = {}
    for entry in root.iter(f"{S}definedName"):
        if not entry.get("name", "").lower().startswith(_OURS):
            continue
        match = _NAMED.match((entry.text or "").strip())
        at = parse_address(match[3]) if match else None
        if match and at:
            sheet = (match[1] or match[2] or "").replace("''", "'")
            names[entry.get("name", "").lower()] = (sheet, *at)
    return names
