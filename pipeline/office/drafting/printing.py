"""Many records through one Word template, and to PDF in one go where LibreOffice is at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.errors import RulesError, ToolMissingError
from pipeline.office.desk import Desk
from pipeline.office.premises.setting_up import templates_of
from pipeline.rendering.pdf import to_pdf
from pipeline.rendering.word import Template
from pipeline.scheme import Scheme


def template(desk: Desk, scheme: Scheme, name: str) -> Template:
    """A template of a scheme in its language, else that for any scheme. Raises RulesError when there is neither."""
    for path in templates_of(desk.workspace.root, scheme.id, scheme.language):
        if path.stem == name:
            return Template(path.read_bytes(), str(path))
    path = desk.workspace.templates / scheme.id / f"{name}.docx"
    raise RulesError(f"{path}:1:1: the template is missing. `award init` puts the shipped one back.")


def print_letters(
    desk: Desk, letters: Sequence[tuple[Scheme, str, Mapping[str, object]]]
) -> list[tuple[bytes, bytes | None]]:
    """Each letter's DOCX and PDF, in order; the PDF is None where LibreOffice is missing.

    A letter is its scheme, the template's name and its words. All are printed in one go.
    """
    if not letters:
        return []
    forms = {named: template(desk, *named) for named in dict.fromkeys((scheme, name) for scheme, name, _ in letters)}
    words = [forms[scheme, name].render(context) for scheme, name, context in letters]
    try:
        pdfs: Sequence[bytes | None] = to_pdf(words)
    except ToolMissingError:
        pdfs = [None] * len(words)
    return list(zip(words, pdfs, strict=True))
