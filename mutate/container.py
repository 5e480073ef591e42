"""A package taken apart into its parts and put together again, so that all else stays as its program wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from lxml import etree

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"


class Parts:
    """Parts by name: bytes, or a tree once somebody looked inside."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._bytes = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
        self._trees: dict[str, etree._Element] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._bytes

    @property
    def names(self) -> tuple[str, ...]:
        """The parts, in the order of the package."""
        return tuple(self._bytes)

    def tree(self, name: str) -> etree._Element:
        """The part as a tree; changes to it are written. Raises KeyError when there is no such part."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self._bytes[name])
        return self._trees[name]

    def put(self, name: str, content: bytes) -> None:
        """Give a part other content, or add it."""
        self._bytes[name] = content
        self._trees.pop(name, None)

    def add(self, name: str, content: bytes, content_type: str, owner: str, kind: str) -> str:
        """A new part, declared and related to ``owner`` (empty for the package); the relationship's id."""
        self.put(name, content)
        types = self.tree(CONTENT_TYPES)
        etree.SubElement(
            types, f"{{{etree.QName(types).namespace}}}Override", PartName=f"/{name}", ContentType=content_type
        )
        return self.relate(owner, kind, f"/{name}")

    def relate(self, owner: str, kind: str, target: str) -> str:
        """A relationship from ``owner`` to a target; its id."""
        rels = relations_name(owner)
        if rels not in self:
            self.put(rels, f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
        known = {relation.get("Id") for relation in self.tree(rels)}
        fresh = next(f"rIdX{n}" for n in range(1, 999) if f"rIdX{n}" not in known)
        kind = kind if ":" in kind else f"{OFFICE_RELATIONS}/{kind}"
        etree.SubElement(self.tree(rels), f"{{{RELATIONSHIPS}}}Relationship", Id=fresh, Type=kind, Target=target)
        return fresh

    def remove(self, name: str) -> None:
        """Take a part out, with its declaration and every relationship to it."""
        self._bytes.pop(name, None)
        self._trees.pop(name, None)
        self._bytes.pop(relations_name(name), None)
        for entry in list(self.tree(CONTENT_TYPES)):
            if entry.get("PartName", "").lstrip("/") == name:
                self.tree(CONTENT_TYPES).remove(entry)
        for rels in [rels for rels in self.names if rels.endswith(".rels")]:
            for relation in list(self.tree(rels)):
                if relation.get("Target", "").rsplit("/", 1)[-1] == name.rsplit("/", 1)[-1]:
                    self.tree(rels).remove(relation)

    def find(self, kind: str) -> str | None:
        """The name of the first part whose declared type ends like this (``sharedStrings+xml``)."""
        for entry in self.tree(CONTENT_TYPES):
            name = entry.get("PartName", "").lstrip("/")
            if entry.get("ContentType", "").endswith(kind) and name in self:
                return name
        return None

    def packed(self, stored: Iterable[str] = ()) -> bytes:
        """The package as bytes; ``stored`` parts are kept without compression."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self._bytes.items():
                tree = self._trees.get(name)
                if tree is not None:
                    content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED if name in stored else None)
        return out.getvalue()


def relations_name(owner: str) -> str:
    """``xl/workbook.xml`` to ``xl/_rels/workbook.xml.rels``; the package itself to ``_rels/.rels``."""
    folder, _, base = owner.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
