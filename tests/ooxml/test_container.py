from __future__ import annotations

import datetime as dt
import io
import zipfile

from pipeline.ooxml.container import normalise

CORE = '<p xmlns:dcterms="d"><dcterms:created a="b">{}</dcterms:created><dcterms:modified>{}</dcterms:modified></p>'


def _zip(year: int, moment: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (
            ("b.xml", "<b/>"),
            ("docProps/core.xml", CORE.format(moment, moment)),
            ("a.xml", moment[:0]),
        ):
            archive.writestr(zipfile.ZipInfo(name, (year, 5, 6, 7, 8, 10)), text)
    return out.getvalue()


def test_the_same_content_made_at_two_moments_is_the_same_bytes() -> None:
    one, other = _zip(2024, "2024-05-06T07:08:10Z"), _zip(2026, "2026-01-01T00:00:00Z")
    assert one != other
    assert normalise(one) == normalise(other)


def test_parts_keep_their_order_and_content() -> None:
    with zipfile.ZipFile(io.BytesIO(normalise(_zip(2024, "x"), dt.date(2025, 9, 1)))) as archive:
        assert archive.namelist() == ["b.xml", "docProps/core.xml", "a.xml"]
        assert archive.read("b.xml") == b"<b/>"
        assert archive.read("docProps/core.xml").decode() == CORE.format(*["2025-09-01T00:00:00Z"] * 2)


def test_normalising_twice_changes_nothing_more() -> None:
    once = normalise(_zip(2024, "x"))
    assert normalise(once) == once
