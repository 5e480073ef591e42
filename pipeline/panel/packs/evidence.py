"""The evidence itself: every file of a case as pages of the pack, none of them able to do anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable, Image, PageBreak, Spacer, Table

from pipeline.evidence.file_names import base_name
from pipeline.ooxml.package import open_package
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.pictures import open_picture
from pipeline.panel.cases.dossier import Item
from pipeline.panel.packs import style
from pipeline.panel.packs.document import Mark, Progress, SourcePage, Stamp, Strip, frame_box
from pipeline.panel.packs.style import para
from pipeline.values import FileClass, FileReading

if TYPE_CHECKING:
    import pikepdf

MOST_PAGES = 40  # of one PDF; a reader who wants all 300 opens the file itself
MOST_PIXELS = 60_000_000
MOST_COLUMNS = 7
LONG_SIDE = 1400  # enough for A4 at about 150 dots an inch

MOST_WITHIN = 12  # pictures of one document
LEAST_PICTURE = 6_000  # bytes: crests and icons are smaller, a screenshot is not
_PICTURED = {"word": "word/media/", "workbook": "xl/media/"}

MEDIA_WORDS = {"word": "a Word document", "workbook": "a workbook", "text": "a text or e-mail"}


def evidence_keys(items: Sequence[Item]) -> dict[int, str]:
    """The mark under which each item with a file begins, by the item's place."""
    return {place: f"evidence-{place + 1}" for place, item in enumerate(items) if item.files}


def evidence_pages(progress: Progress, items: Sequence[Item], contents: Mapping[str, bytes]) -> list[Flowable]:
    """Every attached file, each on its own pages under a strip with its reference, title and name."""
    story: list[Flowable] = []
    for place, key in evidence_keys(items).items():
        item = items[place]
        for number, reading in enumerate(item.files):
            story.append(PageBreak())
            if number == 0:
                story.append(Mark(progress, key, item_title(item), 1))
            story.extend(_file_pages(progress, item, reading, contents))
    return story


def item_title(item: Item) -> str:
    """How contents and bookmarks name an item."""
    if item.ref:
        return f"{item.ref}  {item.title}"
    return f"Attached: {item.file_name}"


def _file_pages(progress: Progress, item: Item, reading: FileReading, contents: Mapping[str, bytes]) -> list[Flowable]:
    name = base_name(reading.file)
    content = contents.get(reading.sha256)
    if reading.file_class is not FileClass.PARSED or reading.evidence is None:
        return _said(item, name, "This file could not be opened.", reading.message)
    if reading.evidence.media in {"pdf", "image"} and content is None:
        return _said(item, name, "This file is not in the archive.", "Ask the award office for it.")
    if reading.evidence.media == "pdf":
        return _pdf_pages(progress, item, name, reading, content or b"")
    if reading.evidence.media == "image":
        return _image_page(item, name, content or b"")
    return [*_text_pages(item, name, reading), *_pictures_within(item, name, reading, content or b"")]


def _said(item: Item, name: str, what: str, why: str) -> list[Flowable]:
    return [
        Strip(item.ref, item.title, name),
        Spacer(1, 16),
        para(what, style.HEADING),
        para(why, style.NORMAL),
        Spacer(1, 10),
        para("The panel can ask the school for it.", style.LEAD),
    ]


def _pdf_pages(progress: Progress, item: Item, name: str, reading: FileReading, content: bytes) -> list[Flowable]:
    source = open_pdf(content)
    count = len(source.pages) if source is not None else 0
    if count == 0:
        return _said(item, name, "This PDF could not be opened.", "It is damaged, empty or protected with a password.")
    story: list[Flowable] = []
    for page in range(min(count, MOST_PAGES)):
        if page:
            story.append(PageBreak())
        note = f"page {page + 1} of {count}"
        story.extend((Strip(item.ref, item.title, name, note), SourcePage(progress, reading.sha256, page)))
    if count > MOST_PAGES:
        words = f"The file has {count} pages. This pack shows the first {MOST_PAGES}."
        story.extend((PageBreak(), Strip(item.ref, item.title, name), Spacer(1, 30), para(words, style.NORMAL)))
    return story


def _image_page(item: Item, name: str, content: bytes) -> list[Flowable]:
    picture = _picture(content)
    if picture is None:
        return _said(item, name, "This picture could not be opened.", "It is damaged or far too large.")
    data, (width, height) = picture
    left, bottom, right, top = frame_box()
    # A small picture is not blown up beyond what its dots can carry.
    scale = min((right - left) / width, (top - bottom - Strip.tall - 12) / height, 1.0)
    image = Image(BytesIO(data), width * scale, height * scale, kind="direct")
    image.hAlign = "CENTER"
    return [Strip(item.ref, item.title, name), Spacer(1, 6), image]


def _picture(content: bytes) -> tuple[bytes, tuple[float, float]] | None:
    """The picture upright, small enough to send, and without what cameras write into it (such as places)."""
    from PIL import Image as Pictures
    from PIL import ImageOps

    try:
        with open_picture(content) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            opened.draft("RGB", (LONG_SIDE, LONG_SIDE))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONG_SIDE, LONG_SIDE))
            flat = Pictures.new("RGB", upright.size, "white")
            shown = upright.convert("RGBA")
            flat.paste(shown, mask=shown.getchannel("A"))
    except Exception:  # Pillow's readers raise anything on a damaged file; it is one thing to us
        return None
    stream = BytesIO()
    flat.save(stream, "JPEG", quality=80)
    width, height = flat.size
    return stream.getvalue(), (width * 0.6, height * 0.6)


def _text_pages(item: Item, name: str, reading: FileReading) -> list[Flowable]:
    assert reading.evidence is not None
    made = MEDIA_WORDS.get(reading.evidence.media, "a file")
    story: list[Flowable] = [
        Strip(item.ref, item.title, name),
        para(f"The words of {made}, set again without its layout and pictures.", style.LEAD),
    ]
    lines = [line for line in reading.evidence.text.splitlines() if line.strip()]
    if not lines:
        return [*story, para("There are no words in it.", style.NORMAL)]
    for tabular, group in groupby(lines, key=lambda line: "\t" in line.strip()):
        if tabular:
            story.append(_cells([line.split("\t") for line in group]))
        else:
            story.extend(para(line.strip(), style.LETTER) for line in group)
    return story


def _pictures_within(item: Item, name: str, reading: FileReading, content: bytes) -> list[Flowable]:
    """The photographs and screenshots pasted into a document: for some schools they are all the evidence there is."""
    if reading.evidence is None or reading.evidence.media not in _PICTURED:
        return []
    try:
        package = open_package(content)
        parts = [package.read(part) for part in package.names if part.startswith(_PICTURED[reading.evidence.media])]
    except PackageError:
        return []
    shown = [part for part in parts if len(part) >= LEAST_PICTURE and _picture(part) is not None]
    story: list[Flowable] = []
    for part in shown[:MOST_WITHIN]:
        story.extend((PageBreak(), *_image_page(item, name, part)))
    if len(shown) > MOST_WITHIN:
        words = f"The file holds {len(shown)} pictures. This pack shows the first {MOST_WITHIN}."
        story.append(para(words, style.NORMAL))
    return story


def _cells(lines: Sequence[Sequence[str]]) -> Table:
    """Rows of a school's workbook: a few columns fit a page, what stands further right goes in the last."""
    columns = min(max(len(line) for line in lines), MOST_COLUMNS)
    data: list[list[Any]] = []
    for line in lines:
        parts = [*(part.strip() for part in line[: columns - 1]), "  ".join(line[columns - 1 :]).strip()]
        parts.extend([""] * (columns - len(parts)))
        data.append([para(part, style.SMALL) for part in parts])
    look: list[Any] = [("LINEBELOW", (0, 0), (-1, -1), 0.5, style.LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(data, colWidths=[style.INNER / columns] * columns, style=look, splitInRow=1, spaceAfter=8)


def open_pdf(content: bytes) -> pikepdf.Pdf | None:
    """A PDF of a school's, or None where it cannot be opened without a password or at all."""
    import pikepdf

    try:
        source = pikepdf.open(BytesIO(content), suppress_warnings=True)
        len(source.pages)
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError):
        return None
    return source


def lay_in(pack: bytes, stamps: Sequence[Stamp], contents: Mapping[str, bytes]) -> bytes:
    """The pack with the pages of schools' PDFs in the room kept for them.

    Only what a page draws is taken. Scripts, actions, links, attachments and form logic stay behind,
    because nothing but the drawing itself is copied; filled boxes are made part of the drawing first.
    """
    import pikepdf

    left, bottom, right, top = frame_box()
    room = pikepdf.Rectangle(left, bottom, right, top - Strip.tall)
    sources: dict[str, pikepdf.Pdf | None] = {}
    with pikepdf.open(BytesIO(pack)) as target:
        for number, stamp in enumerate(stamps):
            if stamp.sha256 not in sources:
                sources[stamp.sha256] = _flattened(contents[stamp.sha256])
            source = sources[stamp.sha256]
            if source is not None:
                _draw(target, target.pages[stamp.page], source.pages[stamp.source_page], room, f"/Source{number}")
        stream = BytesIO()
        target.save(
            stream,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return stream.getvalue()


def _flattened(content: bytes) -> pikepdf.Pdf | None:
    import pikepdf

    source = open_pdf(content)
    if source is not None and any("/Annots" in page for page in source.pages):
        try:
            source.flatten_annotations("print")
        except (pikepdf.PdfError, ValueError, RuntimeError):
            return open_pdf(content)
    return source


def _draw(target: pikepdf.Pdf, page: Any, source_page: Any, room: Any, name: str) -> None:
    """Draw one page inside the room, whole and in proportion."""
    import pikepdf

    try:
        form = target.copy_foreign(source_page.as_form_xobject())
    except (pikepdf.PdfError, ValueError, RuntimeError, pikepdf.ForeignObjectError):
        return
    for key in ("/PieceInfo", "/Metadata", "/LastModified", "/StructParent", "/StructParents", "/AF"):
        if key in form:
            del form[key]
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    drawings = resources.get("/XObject", pikepdf.Dictionary())
    drawings[name] = form
    resources["/XObject"] = drawings
    page.obj["/Resources"] = resources
    placed = page.calc_form_xobject_placement(form, pikepdf.Name(name), room, allow_shrink=True, allow_expand=True)
    page.contents_add(target.make_stream(b"q\n" + placed + b"\nQ\n"), prepend=False)
