"""Tables of a pack: with a heading row, and labels beside what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Paragraph, Table

from pipeline.panel.packs import style
from pipeline.panel.packs.style import para


def grid(data: Sequence[Sequence[Any]], widths: Sequence[float], extra: Sequence[tuple[Any, ...]] = ()) -> Table:
    """A table with the house heading row, repeated on each page; a row may run over a page."""
    head = [Paragraph(style.safe(str(text)), style.HEAD_CELL) for text in data[0]]
    look: list[tuple[Any, ...]] = [
        ("BACKGROUND", (0, 0), (-1, 0), style.TEAL),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, style.LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("LEFTPADDING", (0, 0), (-1, -1), 6),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ]
    body = [list(row) for row in data[1:]]
    # A row that is cut repeats the heading in the middle of a page, so only rows taller than a page are.
    long = any(tall(cell, width) for row in body for cell, width in zip(row, widths, strict=True))
    return Table([head, *body], colWidths=list(widths), repeatRows=1, splitInRow=int(long), style=[*look, *extra])


def tall(content: Any, width: float) -> bool:
    """Whether a cell may need most of a page, judged by its letters and line breaks."""
    parts = content if isinstance(content, list) else [content]
    texts = [str(part.text) for part in parts if isinstance(part, Paragraph)]
    return sum(text.count("<br/>") + len(text) * 5.5 / width for text in texts) * style.SMALL.leading > 500


def facts(pairs: Sequence[tuple[str, str]]) -> Table:
    """Labels beside what they stand for."""
    data = [[para(label, style.LABEL), para(text or "–", style.NORMAL)] for label, text in pairs]
    look: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, style.LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (0, -1), 7),
    ]  # fmt: skip
    return Table(data, colWidths=[120, style.INNER - 120], style=look, splitInRow=1)
