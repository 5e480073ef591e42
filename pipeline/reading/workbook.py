"""A workbook as stored cells with their addresses, read from the sheet XML and never from the used range."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.addresses import parse_address, parse_range
from pipeline.ooxml.our_marks import NEXT_STEPS_NAME, is_next_steps
from pipeline.ooxml.package import Package, PackageError, custom_properties
from pipeline.values import FileClass

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NAMED = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?\d{1,7})(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?\Z")
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[(?!\$)[^\]]*\]|\[\$[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Cell:
    """One stored cell: what a person sees as text, and the number or date behind it."""

    text: str
    number: float | None = None
    date: dt.date | None = None
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Stored cells by (row, column) counted from 1; ``merged`` holds each merged range by its first cell."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: Mapping[tuple[int, int], tuple[int, int]]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in their order, defined names to (sheet, row, column), and custom properties."""

    sheets: tuple[Sheet, ...]
    names: Mapping[str, tuple[str, int, int]]
    properties: Mapping[str, str]


def read_workbook(package: Package) -> Workbook:
    """The package's sheets. Raises PackageError when a part is damaged or over the limits."""
    main = package.main_part()
    root = package.xml(main)
    relations = package.relations(main)
    by_kind = dict(relations.values())
    strings = _strings(package, by_kind.get("sharedStrings"))
    dates = _date_styles(package, by_kind.get("styles"))
    settings = root.find(f"{_S}workbookPr")
    epoch_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
    sheets: list[Sheet] = []
    left = limits.CELLS
    for entry in root.iter(f"{_S}sheet"):
        kind, target = relations.get(entry.get(_R, ""), ("", ""))
        if kind != "worksheet" or target not in package:
            continue
        if len(sheets) >= limits.SHEETS:
            raise PackageError(FileClass.TOO_LARGE, f"it has more than {limits.SHEETS} sheets")
        # Counted in the bytes first: a tree of a million cells takes more memory than the answer is worth.
        if package.read(target).count(b"<c ") + package.read(target).count(b"<c>") > 2 * limits.CELLS:
            raise PackageError(FileClass.TOO_LARGE, f"it has more than {limits.CELLS:,} filled cells")
        reader = _SheetReader(strings, dates, epoch_1904, left)
        sheets.append(
            reader.read(package.xml(target), entry.get("name", ""), entry.get("state", "visible") != "visible")
        )
        left -= len(reader.cells)
    names = _defined_names(root)
    return Workbook(tuple(s for s in sheets if not _ours(s, names)), names, custom_properties(package))


def _ours(sheet: Sheet, names: Mapping[str, tuple[str, int, int]]) -> bool:
    """Whether we put the sheet in front to say what to do next: nothing on it is the school's."""
    first = sheet.cells.get((1, 1))
    named = names.get(NEXT_STEPS_NAME, ("", 0, 0))[0] == sheet.name
    return named or is_next_steps(sheet.name, first.text if first else "")


class _SheetReader:
    def __init__(self, strings: list[str], dates: list[bool], epoch_1904: bool, most: int) -> None:
        self.strings, self.dates, self.epoch_1904, self.most = strings, dates, epoch_1904, most
        self.cells: dict[tuple[int, int], Cell] = {}

    def read(self, root: etree._Element, name: str, hidden: bool) -> Sheet:
        row_number = 0
        for row in root.iter(f"{_S}row"):
            given = row.get("r", "")
            row_number = int(given) if given.isdigit() and len(given) < 9 else row_number + 1
            column = 0
            for cell in row.iterchildren(f"{_S}c"):
                at = parse_address(cell.get("r", ""))
                place = at or (row_number, column + 1)
                column = place[1]
                if place[0] > limits.LAST_ROW or column > limits.LAST_COLUMN:
                    raise PackageError(FileClass.CORRUPT, "a cell stands outside every sheet")
                content = self._cell(cell)
                if content is not None:
                    self.cells[place] = content
                    if len(self.cells) > self.most:
                        raise PackageError(FileClass.TOO_LARGE, f"it has more than {limits.CELLS:,} filled cells")
        return Sheet(name, self.cells, _merged(root), hidden)

    def _cell(self, cell: etree._Element) -> Cell | None:
        kind = cell.get("t", "n")
        formula = cell.find(f"{_S}f") is not None
        if kind == "inlineStr":
            inline = cell.find(f"{_S}is")
            text = _rich_text(inline) if inline is not None else ""
        else:
            value = cell.find(f"{_S}v")
            text = (value.text or "") if value is not None else ""
        if kind == "s":
            text = self.strings[int(text)] if text.isdigit() and int(text) < len(self.strings) else ""
        elif kind == "b":
            return Cell("TRUE" if text.strip() == "1" else "FALSE", formula=formula)
        elif kind == "n" and text:
            return self._number(text, cell.get("s", "0"), formula)
        text = text[: limits.CELL_CHARACTERS].replace("\r\n", "\n").replace("_x000D_", "")
        return Cell(text, formula=formula) if text.strip() or formula else None

    def _number(self, text: str, style: str, formula: bool) -> Cell:
        try:
            number = float(text)
        except ValueError:
            return Cell(text, formula=formula)
        styled = style.isdigit() and int(style) < len(self.dates) and self.dates[int(style)]
        if styled and 1 <= number < 200_000:
            start = dt.date(1904, 1, 1) if self.epoch_1904 else dt.date(1899, 12, 30)
            date = start + dt.timedelta(days=int(number))
            return Cell(date.strftime("%d/%m/%Y"), number, date, formula)
        shown = str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}"
        return Cell(shown, number, None, formula)


def _merged(root: etree._Element) -> dict[tuple[int, int], tuple[int, int]]:
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for entry in root.iter(f"{_S}mergeCell"):
        corners = parse_range(entry.get("ref", ""))
        if corners:
            merged[corners[0]] = corners[1]
    return merged


def _rich_text(element: etree._Element) -> str:
    # Phonetic guides (rPh) hold the same words again and must not be read twice.
    return "".join(
        text.text or ""
        for text in element.iter(f"{_S}t")
        if (parent := text.getparent()) is not None and parent.tag != f"{_S}rPh"
    )


def _strings(package: Package, part: str | None) -> list[str]:
    if part is None or part not in package:
        return []
    items = [_rich_text(item) for item in package.xml(part).iterchildren(f"{_S}si")]
    if len(items) > limits.STRINGS:
        raise PackageError(FileClass.TOO_LARGE, f"it has more than {limits.STRINGS:,} texts")
    return items


def _date_styles(package: Package, part: str | None) -> list[bool]:
    if part is None or part not in package:
        return []
    root = package.xml(part)
    custom = {entry.get("numFmtId"): _is_date_format(entry.get("formatCode", "")) for entry in root.iter(f"{_S}numFmt")}
    formats = root.find(f"{_S}cellXfs")
    if formats is None:
        return []
    result: list[bool] = []
    for style in formats.iterchildren(f"{_S}xf"):
        code = style.get("numFmtId", "0")
        result.append(custom[code] if code in custom else code.isdigit() and int(code) in _DATE_FORMATS)
    return result


def _is_date_format(code: str) -> bool:
    first = _NOT_CODE.sub("", code.split(";")[0]).lower()
    return "general" not in first and ("y" in first or "d" in first or "mmm" in first)


def _defined_names(root: etree._Element) -> dict[str, tuple[str, int, int]]:
    names: dict[str, tuple[str, int, int]] = {}
    for entry in root.iter(f"{_S}definedName"):
        match = _NAMED.match((entry.text or "").strip())
        at = parse_address(match[3]) if match else None
        if match and at:
            sheet = (match[1] or match[2] or "").replace("''", "'")
            names[entry.get("name", "").lower()] = (sheet, *at)
    return names
