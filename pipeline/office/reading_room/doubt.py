"""A doubt about whose a delivery is, carried to the checks as something noticed about its first file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.values import FileReading, Notice, NoticeKind, Place


def with_doubt(readings: Sequence[FileReading], doubt: str) -> tuple[FileReading, ...]:
    """The readings, the first of them with the doubt; as they are when there is none."""
    if not doubt or not readings:
        return tuple(readings)
    first, *others = readings
    notice = Notice(NoticeKind.WHOSE_DOUBT, Place(first.file), words={"why": doubt})
    return (replace(first, notices=(*first.notices, notice)), *others)
