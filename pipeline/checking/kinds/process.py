"""Kinds of check about how an award is run: when papers may come."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.scene import Hit, Scene
from pipeline.scheme.model import Check
from pipeline.scheme.words.phrases import ENGLISH
from pipeline.values import Place


def between_rounds(scene: Scene, check: Check) -> Iterator[Hit]:
    """Papers came when no round is open; ``{next}`` says when one is."""
    intake = scene.scheme.intake
    if not intake.rounds or intake.at(scene.today) is not None:
        return
    coming = intake.next_after(scene.today)
    when = f"The next round opens on {ENGLISH.long_date(coming.opens)}." if coming is not None and coming.opens else ""
    document = "" if check.on == "files" else check.on
    yield Hit(Place(""), document=document, words={"next": when or "No further round has a date yet."})
