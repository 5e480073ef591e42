"""A declaration that was printed, signed by hand and sent as a page of its own."""

from __future__ import annotations

from pipeline.reading.answers.wording import plain
from pipeline.scheme.model import DocumentLayout, FieldType, Scheme, SectionLayout
from pipeline.values import Evidence, Notice, NoticeKind, Place

# A page or two: whoever prints the whole form sends a print-out, which is told apart elsewhere.
_PAGES = 2


def signed_page(name: str, seen: Evidence, scheme: Scheme) -> Notice | None:
    """The section that a file holds alone, by its name (a scan shows no text) or by the sentence it asks to tick.

    The notice's words are the ``document`` (an id of the scheme's documents) and the title of its ``section``.
    """
    if seen.pages > _PAGES:
        return None
    stem = f" {plain(name.replace('_', ' ').rpartition('.')[0])} "
    text = f" {plain(seen.text)} "
    for layout in scheme.documents:
        for section in layout.sections:
            if any(f" {plain(word)} " in stem for word in section.alone_as) or _asks_to_tick(section, text):
                return _notice(name, layout, section)
    return None


def _asks_to_tick(section: SectionLayout, text: str) -> bool:
    ticks = [field.label for field in section.fields if field.type is FieldType.TICK and not field.optional]
    return bool(section.alone_as) and any(f" {plain(label)} " in text for label in ticks)


def _notice(name: str, layout: DocumentLayout, section: SectionLayout) -> Notice:
    return Notice(NoticeKind.SIGNED_PAGE, Place(name), name, {"document": layout.id, "section": section.title})
