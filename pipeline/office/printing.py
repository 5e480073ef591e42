"""Many records through one Word template, and to PDF in one go where LibreOffice is at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.errors import RulesError, ToolMissingError
from pipeline.office.desk import Desk
from pipeline.rendering.pdf import to_pdf
from pipeline.rendering.word import Template


def template(desk: Desk, name: str) -> Template:
    """A template of the workspace's scheme. Raises RulesError when it is not there."""
    path = desk.workspace.templates / desk.scheme.id / f"{name}.docx"
    try:
        return Template(path.read_bytes())
    except OSError as error:
        raise RulesError(f"{path}:1:1: the template is missing. `award init` puts the shipped one back.") from error


def print_letters(desk: Desk, name: str, contexts: Sequence[Mapping[str, object]]) -> list[tuple[bytes, bytes | None]]:
    """Each record's DOCX and PDF, in order; the PDF is None where LibreOffice is missing."""
    if not contexts:
        return []
    form = template(desk, name)
    words = [form.render(context) for context in contexts]
    try:
        pdfs: Sequence[bytes | None] = to_pdf(words)
    except ToolMissingError:
        pdfs = [None] * len(words)
    return list(zip(words, pdfs, strict=True))
