"""The form in a workbook or document: recognised first, then read as the edition it is, its answers carried over."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.reading.which_form.crosswalk import as_it_was, carried_over
from pipeline.reading.which_form.recognise import Recognised, recognise
from pipeline.reading.word.application import read_application
from pipeline.reading.word.blocks import Paragraph, WordDocument
from pipeline.reading.workbook import Workbook
from pipeline.reading.workbook.record import read_record
from pipeline.scheme.model import DocumentLayout, Scheme
from pipeline.values import Form, Notice, NoticeKind, Place

_Reader = Callable[[DocumentLayout, Scheme], Form | None]


def form_in_workbook(workbook: Workbook, file: str, scheme: Scheme) -> Form | Notice | None:
    """The Record in a workbook; a notice when it is another award's form; None when it is no form."""
    lines = (cell.text for sheet in workbook.sheets if not sheet.hidden for cell in sheet.cells.values())
    recognised = recognise(lines, "", workbook.properties, scheme)
    return _form(
        recognised, file, "workbook", scheme, lambda layout, edition: read_record(workbook, file, layout, edition)
    )


def form_in_document(document: WordDocument, file: str, scheme: Scheme) -> Form | Notice | None:
    """The Application in a Word document; a notice when it is another award's form; None when it is no form."""
    spots = (s for block in document.blocks for s in ((block,) if isinstance(block, Paragraph) else block.cells))
    recognised = recognise((spot.text for spot in spots), document.margins, document.properties, scheme)
    return _form(
        recognised, file, "document", scheme, lambda layout, edition: read_application(document, file, layout, edition)
    )


def _form(recognised: Recognised, file: str, kind: str, scheme: Scheme, read: _Reader) -> Form | Notice | None:
    layouts = [layout.id for layout in scheme.documents if layout.kind == kind]
    if recognised.other is not None:
        # A scheme may have no form of this kind at all: then it came in place of the form that there is.
        instead = (*layouts, scheme.documents[0].id)[0]
        words = {
            "form": instead,
            "document": instead.capitalize(),
            "other": recognised.other.name,
            "signs": "; ".join(recognised.signs),
            "scheme": recognised.other.scheme,
        }
        return Notice(NoticeKind.OTHER_SCHEME, Place(file), file, words)
    edition = as_it_was(scheme, recognised.edition) if recognised.edition is not None else scheme
    for layout_id in layouts:
        form = read(edition.document(layout_id), edition)
        if form is not None:
            return carried_over(form, scheme, recognised.edition) if recognised.edition is not None else form
    return None
