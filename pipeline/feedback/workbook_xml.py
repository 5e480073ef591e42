"""The workbook part: which sheets there are, and our own sheet put in front of them or taken away again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.feedback.sheets_of_ours import SheetsOfOurs
from pipeline.ooxml.elements import Element
from pipeline.ooxml.our_marks import NEXT_STEPS, NEXT_STEPS_NAME
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.patching import Patch, Relations
from pipeline.ooxml.schema_order import WORKBOOK, insert_in_order
from pipeline.ooxml.splicing import parse_verbatim, serialise
from pipeline.values import FileClass

_OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, its part, and its number among the school's own sheets, from 1."""

    name: str
    part: str
    number: int


class Book:
    """The workbook part under change. Raises PackageError when the package holds no workbook."""

    def __init__(self, patch: Patch) -> None:
        self._patch = patch
        self.part = patch.main_part
        self.links = Relations(patch, self.part)
        self._parts = {id_: part for id_, type_, part in self.links if type_.endswith("/worksheet")}
        content = patch.read(self.part)
        # Most workbooks have a score of names; few have one of ours, or one that belongs to a sheet.
        self._names_ours, self._names_local = NEXT_STEPS_NAME.encode() in content.lower(), b"localSheetId" in content
        self.root = parse_verbatim(content, self.part)
        self._space = etree.QName(self.root).namespace or ""
        listed = self.root.find(self._tag("sheets"))
        if listed is None:
            raise PackageError(FileClass.CORRUPT, "the workbook lists no sheets")
        self._listed: Element = listed
        self._ours = self._find_ours()

    @property
    def namespace(self) -> str:
        """The namespace that the workbook is written in."""
        return self._space

    @property
    def relation_namespace(self) -> str:
        """The namespace of its relations' ids."""
        return _STRICT_RELATIONS if self._space == _STRICT_MAIN else _OFFICE_RELATIONS

    @property
    def holds_ours(self) -> bool:
        """Whether a sheet of ours is among the sheets."""
        return bool(self._ours)

    def sheets(self) -> list[SheetPart]:
        """The school's worksheets; chart sheets have no cells."""
        own = [entry for entry in self._listed.iterchildren(self._tag("sheet")) if entry not in self._ours]
        numbered = ((number, entry, self._part_of(entry)) for number, entry in enumerate(own, start=1))
        return [SheetPart(entry.get("name", ""), part, number) for number, entry, part in numbered if part is not None]

    def put_ours_in_front(self, content: bytes, heading_row: int, printed: str) -> None:
        """Our sheet as the first and the open one.

        ``heading_row`` is printed again on every page; what stands outside ``printed`` makes no page wider.
        """
        name = self._name()
        first = self._ours[0] if self._ours else None
        for copy in self._ours[1:]:
            self._drop(copy)
        # Deleting our sheet leaves our name for it behind in some programs; two of one name are an error.
        for defined in list(self._defined()) if self._names_ours else ():
            if _is_our_name(defined):
                _drop_element(defined)
        part = None if first is None else self._part_of(first)
        if first is not None and part is not None:
            link = first.get(f"{{{self.relation_namespace}}}id") or ""
            self._patch.remove(part)
            self._leave_list(first)
        else:
            part = self._patch.free_name("xl/worksheets/sheet{}.xml")
            link = self.links.add(f"{self.relation_namespace}/worksheet", part)
        self._patch.declare(part, _SHEET_TYPE)
        self._patch.replace(part, content)
        numbers = [int(entry.get("sheetId", "0")) for entry in self._listed]
        entry = etree.Element(self._tag("sheet"), name=name, sheetId=str(max(numbers, default=0) + 1))
        entry.set(f"{{{self.relation_namespace}}}id", link)
        self._listed.insert(0, entry)
        self._ours = [entry]
        for defined in self._local_names():
            defined.set("localSheetId", str(int(defined.get("localSheetId", "0")) + 1))
        quoted = "'" + name.replace("'", "''") + "'"
        self._define(NEXT_STEPS_NAME, f"{quoted}!$A$1", None)
        self._define("_xlnm.Print_Area", f"{quoted}!{printed}", "0")
        self._define("_xlnm.Print_Titles", f"{quoted}!${heading_row}:${heading_row}", "0")
        for view in self.root.iterfind(f"{self._tag('bookViews')}/{self._tag('workbookView')}"):
            for name in ("activeTab", "firstSheet"):
                if name in view.attrib:
                    del view.attrib[name]
        self._save()

    def take_ours_away(self) -> None:
        """The workbook without our sheet; nothing happens where there is none."""
        if self._ours:
            for entry in self._ours:
                self._drop(entry)
            self._ours = []
            self._save()

    def _drop(self, entry: Element) -> None:
        part = self._part_of(entry)
        self._leave_list(entry)
        if part is not None:
            self._patch.remove(part)
            self.links.remove(part)

    def _save(self) -> None:
        self._patch.replace(self.part, serialise(self.root))

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"

    def _part_of(self, entry: Element) -> str | None:
        part = self._parts.get(entry.get(f"{{{self.relation_namespace}}}id") or "")
        return part if part is not None and self._patch.has(part) else None

    def _find_ours(self) -> list[Element]:
        """Our sheets: the one that our name stands for, and any that we wrote, whatever it is called by now."""
        names = [defined for defined in self._defined() if _is_our_name(defined)] if self._names_ours else []
        named = {(one.text or "").rpartition("!")[0].strip("'").replace("''", "'").casefold() for one in names}
        ours = SheetsOfOurs(self._patch, self.links.find("sharedStrings"))
        return [
            entry for entry in self._listed
            if (name := entry.get("name", "")).casefold() in named
            or ((part := self._part_of(entry)) is not None and ours.has(part, name))
        ]  # fmt: skip

    def _name(self) -> str:
        taken = {entry.get("name", "").casefold() for entry in self._listed if entry not in self._ours}
        names = [NEXT_STEPS, *(f"{NEXT_STEPS} ({number})" for number in range(2, len(taken) + 3))]
        return next(name for name in names if name.casefold() not in taken)

    def _local_names(self) -> list[Element]:
        return [defined for defined in self._defined() if defined.get("localSheetId")] if self._names_local else []

    def _defined(self) -> Iterator[Element]:
        return self.root.iterfind(f"{self._tag('definedNames')}/{self._tag('definedName')}")

    def _leave_list(self, ours: Element) -> None:
        """Take an entry of ours out, and count the sheets behind it one lower wherever they are counted."""
        place = list(self._listed.iterchildren(self._tag("sheet"))).index(ours)
        self._listed.remove(ours)
        holder = self.root.find(self._tag("definedNames"))
        for defined in () if holder is None else list(holder):
            local = defined.get("localSheetId")
            if _is_our_name(defined) or local == str(place):
                _drop_element(defined)
            elif local and int(local) > place:
                defined.set("localSheetId", str(int(local) - 1))
        if holder is not None and not len(holder):
            self.root.remove(holder)
        for view in self.root.iterfind(f"{self._tag('bookViews')}/{self._tag('workbookView')}"):
            for name in ("activeTab", "firstSheet"):
                if int(view.get(name, "0")) > place:
                    view.set(name, str(int(view.get(name, "0")) - 1))

    def _define(self, name: str, refers_to: str, local: str | None) -> None:
        holder = self.root.find(self._tag("definedNames"))
        if holder is None:
            holder = etree.Element(self._tag("definedNames"))
            insert_in_order(self.root, holder, WORKBOOK)
        defined = etree.SubElement(holder, self._tag("definedName"), name=name)
        if local is not None:
            defined.set("localSheetId", local)
        defined.text = refers_to


def _is_our_name(defined: Element) -> bool:
    return defined.get("name", "").casefold() == NEXT_STEPS_NAME


def _drop_element(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
