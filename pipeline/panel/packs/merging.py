"""Several packs in one PDF, with their bookmarks and links still leading to the right pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class Part:
    """One pack and the bookmark it goes under."""

    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A bookmark: title, page counted from 0 within its part, and the bookmarks under it."""

    title: str
    page: int
    under: tuple[Entry, ...]


def page_count(data: bytes) -> int:
    """How many pages a pack has."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def merge(front: bytes, parts: Sequence[Part]) -> bytes:
    """The front pages and then the parts, one bookmark for each with its own below.

    Named places would clash between packs, so every link and bookmark is turned into a page of its part.
    """
    import pikepdf

    with pikepdf.open(BytesIO(front)) as target:
        bookmarks = [pikepdf.OutlineItem("Agenda", 0)]
        for part in parts:
            offset = len(target.pages)
            with pikepdf.open(BytesIO(part.data)) as source:
                places = _places(source)
                entries = _entries(source.Root.get("/Outlines"), places)
                links = _take_links(source, places)
                target.pages.extend(source.pages)
            for page, link, goal in links:
                goal_page = target.pages[offset + goal].obj
                annotation = target.pages[offset + page].obj.Annots[link]
                annotation["/Dest"] = pikepdf.Array([goal_page, pikepdf.Name.Fit])
            top = pikepdf.OutlineItem(part.title, offset)
            top.is_closed = True
            top.children.extend(_items(entries, offset))
            bookmarks.append(top)
        with target.open_outline() as outline:
            outline.root[:] = bookmarks
        stream = BytesIO()
        target.save(stream, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()


def _items(entries: Sequence[Entry], offset: int) -> list[pikepdf.OutlineItem]:
    import pikepdf

    found = []
    for entry in entries:
        item = pikepdf.OutlineItem(entry.title, offset + entry.page)
        item.is_closed = True
        item.children.extend(_items(entry.under, offset))
        found.append(item)
    return found


def _places(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The page of every named place."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    named = pdf.Root.get("/Dests")
    if named is None:
        return {}
    return {key: numbers.get(goal[0].objgen, 0) for key, goal in named.items()}


def _goal(holder: Any, places: dict[str, int]) -> int | None:
    goal = holder.get("/Dest")
    return places.get(str(goal)) if goal is not None else None


def _entries(node: Any, places: dict[str, int]) -> tuple[Entry, ...]:
    found: list[Entry] = []
    child = node.get("/First") if node is not None else None
    while child is not None:
        page = _goal(child, places)
        found.append(Entry(str(child.get("/Title", "")), page or 0, _entries(child, places)))
        child = child.get("/Next")
    return tuple(found)


def _take_links(pdf: pikepdf.Pdf, places: dict[str, int]) -> list[tuple[int, int, int]]:
    """Page, place among its annotations, and goal of each link; the link itself loses its named goal."""
    links = []
    for number, page in enumerate(pdf.pages):
        for place, annotation in enumerate(page.obj.get("/Annots", [])):
            goal = _goal(annotation, places)
            if goal is not None:
                del annotation["/Dest"]
                links.append((number, place, goal))
    return links
