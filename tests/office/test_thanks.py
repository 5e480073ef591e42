"""An e-mail thanks for what came, and for nothing else."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

from pipeline.blank_forms.application import build_application
from pipeline.scheme import Scheme
from tests.office.offices import drop, make_office, record, run_office


def _thanks(root: Path) -> list[str]:
    drafts = sorted((root / "outbox").rglob("E-mail to the school.eml"))
    bodies = (email.message_from_bytes(draft.read_bytes(), policy=email.policy.default) for draft in drafts)
    texts = (body.get_body(("plain",)) for body in bodies)
    lines = (line for text in texts if text is not None for line in text.get_content().splitlines())
    return [line for line in lines if line.startswith("Thank you")]


def test_a_school_that_sent_its_record_alone_is_thanked_for_the_record(tmp_path: Path, scheme: Scheme) -> None:
    root = make_office(tmp_path / "office")
    drop(root, "Oakfield/Record.xlsx", record(scheme, school_name="Oakfield Primary School", urn="118999"))
    run_office(root)
    assert _thanks(root) == ["Thank you for the Record for Oakfield Primary School."]


def test_a_school_that_sent_both_is_thanked_for_both(tmp_path: Path, scheme: Scheme) -> None:
    root = make_office(tmp_path / "office")
    drop(root, "Oakfield/Record.xlsx", record(scheme, school_name="Oakfield Primary School", urn="118999"))
    drop(root, "Oakfield/Application.docx", build_application(scheme))
    run_office(root)
    assert _thanks(root) == ["Thank you for the Record and Application for Oakfield Primary School."]
