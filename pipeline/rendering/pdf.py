"""Word documents to tagged PDF, many in one start of LibreOffice.

Starting LibreOffice takes longer than laying out ten letters, so documents go in chunks, two processes
at a time. Its exit code says nothing: each PDF is opened, looked through and written again with
nothing in it that changes from day to day.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ToolMissingError
from pipeline.sandbox import libreoffice

if TYPE_CHECKING:
    import pikepdf

_CHUNK = 50
_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        "PDFUACompliance": {"type": "boolean", "value": "true"},
        "ExportBookmarks": {"type": "boolean", "value": "true"},
        "InitialView": {"type": "long", "value": "0"},
        "DisplayPDFDocumentTitle": {"type": "boolean", "value": "true"},
        "ReduceImageResolution": {"type": "boolean", "value": "false"},
        "Quality": {"type": "long", "value": "92"},
    },
    separators=(",", ":"),
)
_NOT_FOUND = (
    "LibreOffice is not installed, so no PDF can be made; the Word files are ready to print. "
    "Install LibreOffice Writer (on Debian and Ubuntu: apt install libreoffice-writer-nogui)."
)
_FORBIDDEN_NAMES = ("/JavaScript", "/EmbeddedFiles")
_SAVED = re.compile(rb"<dcterms:modified[^>]*>([0-9T:Z-]{20})<")
_EPOCH = "2000-01-01T00:00:00Z"


def available() -> str:
    """Empty when PDFs can be made; otherwise a sentence that says what is missing."""
    if libreoffice.program() is None:
        return _NOT_FOUND
    if not libreoffice.has("Writer"):
        return "LibreOffice is here, but without Writer. Install it too (apt install libreoffice-writer-nogui)."
    return ""


def isolation() -> str:
    """Empty when LibreOffice runs in bubblewrap or is not here; otherwise a sentence about what that means."""
    if libreoffice.program() is None or libreoffice.boxed():
        return ""
    return "does not work here: PDFs are made with less protection."


def to_pdf(documents: Sequence[bytes], workers: int = 2) -> list[bytes]:
    """Tagged PDFs (PDF/UA) of Word documents, in the order given; the same documents give the same bytes.

    For documents that we made, never for a school's. Raises ToolMissingError when LibreOffice is
    missing, does not answer, or makes no sound PDF of a document even when given it alone.
    """
    missing = available()
    if missing:
        raise ToolMissingError(missing)
    if not documents:
        return []
    size = min(_CHUNK, -(-len(documents) // max(1, workers)))
    chunks = [range(start, min(start + size, len(documents))) for start in range(0, len(documents), size)]
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        made = pool.map(lambda chunk: _convert([documents[index] for index in chunk]), chunks)
        results = [pdf for chunk in made for pdf in chunk]
    return [pdf or _alone(documents[index], index) for index, pdf in enumerate(results)]


def _alone(document: bytes, index: int) -> bytes:
    pdf = _convert([document])[0]
    if pdf is None:
        raise ToolMissingError(f"LibreOffice made no sound PDF of document {index + 1}. Its Word file may be damaged.")
    return pdf


def _convert(documents: Sequence[bytes]) -> list[bytes | None]:
    """The PDFs of one chunk; None for a document of which no sound PDF came out."""
    seconds = 90 + 4 * len(documents)
    return libreoffice.convert(documents, "docx", "MS Word 2007 XML", _FILTER, seconds, _finished)[0]


def _finished(path: Path, document: bytes) -> bytes | None:
    """The PDF, verified and with its dates fixed; None when it is missing or not sound."""
    import pikepdf

    if not path.exists():
        return None
    try:
        with pikepdf.open(path) as pdf:
            if not pdf.pages or not _sound(pdf):
                return None
            _fix(pdf, _saved_on(document))
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return out.getvalue()
    except pikepdf.PdfError:
        return None


def _sound(pdf: pikepdf.Pdf) -> bool:
    """Tagged, and with nothing in it that acts."""
    import pikepdf

    root = pdf.Root
    marked = root.get("/MarkInfo")
    if marked is None or not bool(marked.get("/Marked", False)):
        return False
    names = root.get("/Names", pikepdf.Dictionary())
    action = root.get("/OpenAction")
    acts = "/AA" in root or (isinstance(action, pikepdf.Dictionary) and action.get("/S") != pikepdf.Name.GoTo)
    return not acts and not any(name in names for name in _FORBIDDEN_NAMES)


def _saved_on(document: bytes) -> str:
    """When the template behind a document was saved, by its own properties."""
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            found = _SAVED.search(package.read("docProps/core.xml"))
    except (zipfile.BadZipFile, KeyError):
        return _EPOCH
    return found.group(1).decode() if found else _EPOCH


def _fix(pdf: pikepdf.Pdf, saved: str) -> None:
    """Put a date that never changes where LibreOffice wrote the time of day, and say the language."""
    import pikepdf

    pdf.Root.Lang = pikepdf.String("en-GB")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            if key in meta or key == "xmp:CreateDate":
                meta[key] = saved
    stamp = "D:" + re.sub(r"[^0-9]", "", saved) + "Z"
    for name in ("/CreationDate", "/ModDate"):
        if name in pdf.docinfo or name == "/CreationDate":
            pdf.docinfo[name] = pikepdf.String(stamp)
    for name in ("/ID", "/DocChecksum"):
        if name in pdf.trailer:
            del pdf.trailer[name]
