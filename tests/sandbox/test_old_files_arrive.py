"""A school that has only an old Office is answered as every other is, in a copy of its own Record."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path

from pipeline.believable_year.course.year import write_year
from pipeline.office.desk import open_desk
from pipeline.office.premises.setting_up import make_workspace
from pipeline.office.taking_in.arrivals import run
from pipeline.scheme import Scheme
from pipeline.values import CaseState

from .conftest import Saved

TODAY = dt.date(2025, 12, 1)


def test_old_files_in_the_inbox_are_read_answered_and_archived_as_they_came(
    tmp_path: Path, saved: Saved, scheme: Scheme
) -> None:
    root = tmp_path / "office"
    make_workspace(root)
    (root / "schools.csv").write_bytes(write_year(1, 1, scheme).schools_csv)
    (root / "inbox" / "Our application").mkdir()
    for name in ("Record.xls", "Application.doc"):
        (root / "inbox" / "Our application" / name).write_bytes(saved[name].content)
    with open_desk(root, TODAY) as desk:
        report = run(desk)
        (case,) = desk.register.cases()
        submission = desk.submission(case.reference)
        assert report.answered == (case.reference,)
        assert case.state in (CaseState.READY, CaseState.RETURNED)
        assert sorted(reading.converted_from for reading in submission.files) == ["doc", "xls"]
        assert [desk.archive.read(reading.sha256) for reading in submission.files] == [
            saved[reading.file].content for reading in submission.files
        ]
        said = [finding for finding in desk.register.findings(case.reference) if finding.rule == "file-old-kind"]
    assert sorted(finding.message for finding in said) == [
        "“Application.doc” is an old Word document (.doc). We turned it into a newer kind (.docx) and read that.",
        "“Record.xls” is an old Excel workbook (.xls). We turned it into a newer kind (.xlsx) and read that.",
    ]
    (mail,) = (root / "outbox").rglob("E-mail to the school.eml")
    assert message_from_bytes(mail.read_bytes(), policy=policy.default).is_multipart()
