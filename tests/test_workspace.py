"""An office is made once, opened anywhere, and never half written."""

from __future__ import annotations

import os

import pytest

from pipeline.errors import BusyError, WorkspaceError
from pipeline.workspace import SCHOOL_COLUMNS, Workspace


@pytest.fixture
def shipped(tmp_path):
    (tmp_path / "shipped" / "rules" / "award").mkdir(parents=True)
    (tmp_path / "shipped" / "rules" / "award" / "scheme.yaml").write_text("id: award\n")
    (tmp_path / "shipped" / "templates").mkdir()
    return tmp_path / "shipped"


def content(shipped):
    return {"rules/award": shipped / "rules" / "award"}


@pytest.fixture
def office(tmp_path, shipped):
    return Workspace.create(tmp_path / "office", content(shipped))


def test_a_new_office_has_what_the_line_needs(office):
    assert (office.rules / "award" / "scheme.yaml").read_text() == "id: award\n"
    assert office.schools.read_text().strip() == ",".join(SCHOOL_COLUMNS)
    assert Workspace.open(office.root) == office
    assert sorted(office.office_details()) == ["address", "email", "name", "signatory", "signatory_role", "telephone"]


def test_making_it_again_keeps_what_the_office_changed(office, shipped):
    (office.rules / "award" / "scheme.yaml").write_text("id: ours\n")
    office.office.write_text('name = "Our office"\n')

    Workspace.create(office.root, content(shipped))

    assert (office.rules / "award" / "scheme.yaml").read_text() == "id: ours\n"
    assert office.office_details()["name"] == "Our office"
    assert office.office_details()["telephone"] == ""


def test_a_folder_that_is_no_office_is_refused_in_plain_words(tmp_path):
    with pytest.raises(WorkspaceError, match="is not an award office: it has no folder “inbox”"):
        Workspace.open(tmp_path)
    with pytest.raises(WorkspaceError, match="There is no folder"):
        Workspace.open(tmp_path / "nowhere")


def test_two_runs_never_hold_one_office(office):
    with office.lock(), pytest.raises(BusyError, match=f"process {os.getpid()}"), office.lock():
        pass
    with office.lock():
        pass


def test_an_unchanged_output_is_not_touched(office):
    path = office.write_output("school/letter.docx", b"letter")
    before = path.stat()
    office.write_output("school/letter.docx", b"letter")

    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    office.write_output("school/letter.docx", b"newer")
    assert path.read_bytes() == b"newer"
    assert [entry.name for entry in path.parent.iterdir()] == ["letter.docx"]


@pytest.mark.parametrize("name", ["../escaped.txt", "/etc/passwd", "", ".", "a/../../b", "a\0b"])
def test_an_output_never_leaves_the_outbox(office, name):
    with pytest.raises(WorkspaceError, match="is not a name for a file in the outbox"):
        office.write_output(name, b"x")


def test_a_broken_office_file_is_named(office):
    office.office.write_text("name = ")

    with pytest.raises(WorkspaceError, match=r"office\.toml"):
        office.office_details()
