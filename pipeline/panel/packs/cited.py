"""What a criterion's answer points at, as it stands beside the answer."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.platypus import Flowable, Paragraph

from pipeline.evidence.file_names import base_name
from pipeline.panel.cases.dossier import Answer, Cited, Item
from pipeline.panel.packs import style
from pipeline.panel.packs.style import para

TITLE_LETTERS = 160  # of a piece of evidence where it is only cited


def cited(answer: Answer, titles: Mapping[str, Item]) -> list[Flowable]:
    """A line for each pointer: a reference with its title, other words with the file they mean."""
    if not answer.cited:
        return [para(answer.evidence_words or "None named.", style.SMALL)]
    return [_line(one, titles.get(one.ref)) for one in answer.cited]


def _line(one: Cited, item: Item | None) -> Paragraph:
    if one.ref:
        lead, rest = one.ref, item.title[:TITLE_LETTERS] if item is not None else ""
    else:
        meant = ", ".join(base_name(reading.file) for reading in one.files)
        lead, rest = f"“{one.text[:TITLE_LETTERS]}”", "" if one.standing.sign else meant
    said = " ".join(filter(None, (f"<b>{style.safe(lead)}</b>", style.safe(rest))))
    if not one.standing.sign:
        return Paragraph(said, style.SMALL)
    sign, words = style.safe(one.standing.sign), style.safe(one.standing.words)
    return Paragraph(f"<b>{sign}</b> {said}: <b>{words}</b>", style.FLAGGED)
