"""A declaration signed by hand and sent apart is seen by the officer, and not asked for again."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from PIL import Image

from pipeline.checking.engine import check
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import FileKind, NoticeKind, SourceFile, Submission

SENTENCE = b"I confirm that this application is a true account of our work, and that no child is named in it. R Okafor"


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Signature page.jpg", _picture()),
        ("Ashmere_signed_declaration.jpg", _picture()),
        ("scan0003.txt", SENTENCE),
    ],
)
def test_a_signed_page_is_known_by_its_name_or_its_sentence(name: str, data: bytes, scheme: Scheme) -> None:
    reading = read_file(SourceFile(name, data, ""), scheme)
    assert (reading.kind, [(n.kind, n.words["section"]) for n in reading.notices]) == (
        FileKind.OTHER,
        [(NoticeKind.SIGNED_PAGE, "Declaration")],
    )


@pytest.mark.parametrize(
    "name", ["Signature strengths lesson.jpg", "IMG_2042.jpg", "Declaration of rights display.jpg"]
)
def test_another_picture_is_evidence(name: str, scheme: Scheme) -> None:
    reading = read_file(SourceFile(name, _picture(), ""), scheme)
    assert (reading.kind, reading.notices) == (FileKind.EVIDENCE, ())


def test_a_declaration_sent_apart_is_the_officers_to_look_at(fill_application: Any, scheme: Scheme) -> None:
    application = read_file(SourceFile("Application.docx", fill_application({}), "a"), scheme)
    page = read_file(SourceFile("Signature page.jpg", _picture(), "b"), scheme)

    def rules(*files: Any) -> list[str]:
        found = check(Submission(files), scheme, dt.date(2026, 3, 2))
        return sorted({f.rule for f in found if f.rule.startswith("declaration-")})

    assert rules(application) == ["declaration-signed", "declaration-ticked"]
    assert rules(application, page) == ["declaration-sent-apart"]
