"""What is dropped becomes a delivery once, with its bytes whole, whatever it is."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import WorkspaceError
from pipeline.intake.folder import load, review_taken, scan, take_in
from pipeline.intake.stability import JUST_CHANGED, StabilityMemory
from pipeline.values.records import Outcome

NOW = dt.datetime(2021, 3, 2, 9, 30, tzinfo=dt.UTC)
MAIL = b"From: =?utf-8?q?Zo=C3=AB_Hart?= <zoe@st-brides.example>\r\nSubject: Our\r\n application\r\n\r\nHello\r\n"


def take(office):
    return take_in(office.inbox, office.archive, office.register, now=NOW)


def test_each_dropped_thing_is_one_delivery_with_its_bytes(office):
    office.drop("Record.xlsx", b"record")
    office.drop("St Bride's/Application.docx", b"application")
    office.drop("St Bride's/evidence/minutes.pdf", b"minutes")
    office.drop("sent.zip", b"zip")
    office.drop("message.eml", MAIL)

    receipts = take(office)

    assert [receipt.reference for receipt in receipts] == ["D-0001", "D-0002", "D-0003", "D-0004"]
    loaded = [load(record, office.archive) for record in office.register.deliveries()]
    assert [(d.source, d.name, [(f.name, f.content) for f in d.files]) for d in loaded] == [
        ("mail", "message.eml", [("message.eml", MAIL)]),
        ("file", "Record.xlsx", [("Record.xlsx", b"record")]),
        ("zip", "sent.zip", [("sent.zip", b"zip")]),
        ("folder", "St Bride's", [("Application.docx", b"application"), ("evidence/minutes.pdf", b"minutes")]),
    ]
    assert (loaded[0].sender, loaded[0].subject) == ("zoe@st-brides.example", "Our application")
    assert loaded[0].received_at == NOW
    assert scan(office.inbox) == ()


def test_a_later_version_dropped_with_the_first_comes_after_it(office):
    for name in ("Record v10.xlsx", "Record (2).xlsx", "Record.xlsx", "Record v9.xlsx"):
        office.drop(name, name.encode())
        office.drop(f"school/{name}", b"in a folder " + name.encode())

    take(office)

    in_order = ["Record.xlsx", "Record (2).xlsx", "Record v9.xlsx", "Record v10.xlsx"]
    assert [record.name for record in office.register.deliveries()] == [*in_order, "school"]
    assert [file.name for file in office.register.deliveries()[-1].files] == in_order


def test_running_again_with_nothing_new_changes_nothing(office):
    office.drop("Record.xlsx", b"record")
    take(office)
    before = office.register.log_head()

    assert take(office) == ()
    assert office.register.log_head() == before


def test_the_same_contents_under_another_name_are_a_duplicate(office):
    office.drop("Record.xlsx", b"record")
    take(office)
    office.drop("Record (2).xlsx", b"record")

    (receipt,) = take(office)

    assert receipt.duplicate_of == "D-0001"
    assert office.register.delivery("D-0002").files[0].outcome is Outcome.DUPLICATE


def test_a_corrected_file_of_the_same_name_is_not_a_duplicate(office):
    office.drop("Record.xlsx", b"first")
    take(office)
    office.drop("Record.xlsx", b"second")

    (receipt,) = take(office)

    assert receipt.duplicate_of is None


def test_a_link_or_a_pipe_is_named_with_a_reason_and_never_followed(office, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"not yours")
    (office.inbox / "link.xlsx").symlink_to(secret)
    os.mkfifo(office.inbox / "pipe.xlsx")
    office.drop("folder/good.pdf", b"good")
    (office.inbox / "folder" / "linked").symlink_to(tmp_path)

    take(office)

    told = [(f.name, f.outcome.value, f.sha256 != "") for d in office.register.deliveries() for f in d.files]
    assert told == [
        ("good.pdf", "", True),
        ("linked", "quarantined", False),
        ("link.xlsx", "quarantined", False),
        ("pipe.xlsx", "quarantined", False),
    ]
    assert all(f.message for d in office.register.deliveries() for f in d.files if not f.sha256)
    assert secret.read_bytes() == b"not yours"


def test_leavings_of_programs_stay_and_are_listed(office):
    for name in ("~$Record.xlsx", ".DS_Store", "Thumbs.db", "copy.part"):
        office.drop(name, b"x")

    assert take(office) == ()
    assert [(w.name, w.ignorable) for w in scan(office.inbox)] == [
        (".DS_Store", True),
        ("copy.part", True),
        ("Thumbs.db", True),
        ("~$Record.xlsx", True),
    ]


def test_leavings_inside_a_folder_are_counted_as_ignored(office):
    office.drop("school/Record.xlsx", b"record")
    office.drop("school/Thumbs.db", b"thumbs")

    take(office)

    assert office.register.accounting() == {
        "arrived": 2,
        "waiting": 1,
        "processed": 0,
        "duplicate": 0,
        "quarantined": 0,
        "ignored": 1,
    }


def test_a_file_that_a_program_is_writing_waits(office):
    target = office.drop("Record.xlsx", b"half")
    with target.open("ab") as writer:
        writer.write(b" and")
        writer.flush()
        assert [w.reason for w in scan(office.inbox)] == ["A program is still writing it."]
        assert take(office) == ()
    assert len(take(office)) == 1


def test_a_file_must_look_the_same_for_the_quiet_time(office):
    office.drop("notes.txt", b"one")
    memory = StabilityMemory()

    assert [w.reason for w in scan(office.inbox, 5, memory)] == [JUST_CHANGED]
    memory.seen = {name: (mark, since - 6) for name, (mark, since) in memory.seen.items()}
    assert [w.ready for w in scan(office.inbox, 5, memory)] == [True]
    office.drop("notes.txt", b"one and two")
    assert [w.ready for w in scan(office.inbox, 5, memory)] == [False]


def test_a_workbook_without_its_end_waits_while_it_may_still_be_copied(office):
    office.drop("Record.xlsx", b"PK\x03\x04 the first half")
    memory = StabilityMemory()
    scan(office.inbox, 5, memory)
    memory.seen = {name: (mark, since - 60) for name, (mark, since) in memory.seen.items()}
    assert [w.reason for w in scan(office.inbox, 5, memory)] == ["It looks cut off, as if it is still being copied."]
    memory.seen = {name: (mark, since - 900) for name, (mark, since) in memory.seen.items()}
    assert [w.ready for w in scan(office.inbox, 5, memory)] == [True]


@pytest.mark.parametrize(
    "name", ["n" * 251 + ".pdf", "-rf", "CON.xlsx", "a\nb.pdf", "name\u202exslx.exe", "ŵ ż é.docx"]
)
def test_any_name_comes_through_as_it_was(office, name):
    office.drop(name, b"bytes")

    take(office)

    (record,) = office.register.deliveries()
    assert (record.name, record.files[0].name) == (name, name)
    assert load(record, office.archive).files[0].content == b"bytes"


def test_a_name_that_is_not_text_is_taken_too(office):
    (office.inbox / os.fsdecode(b"caf\xe9.pdf")).write_bytes(b"bytes")

    take(office)

    assert office.register.deliveries()[0].name == "caf\N{REPLACEMENT CHARACTER}.pdf"


def test_an_empty_folder_waits(office):
    (office.inbox / "school").mkdir()

    assert take(office) == ()
    assert [(w.name, w.reason) for w in scan(office.inbox)] == [("school", "The folder is empty.")]


def test_blobs_are_read_only_and_kept_once(office):
    office.drop("a/one.txt", b"same")
    office.drop("a/two.txt", b"same")

    take(office)

    blobs = [path for path in office.archive.root.rglob("*") if path.is_file()]
    assert [path.stat().st_mode & 0o777 for path in blobs] == [0o400]


def test_a_damaged_blob_is_noticed_when_read(office):
    sha256 = office.archive.put(b"bytes")
    office.archive.path(sha256).chmod(0o600)
    office.archive.path(sha256).write_bytes(b"other")

    with pytest.raises(WorkspaceError, match="changed after it was stored"):
        office.archive.read(sha256)


def test_a_file_saved_once_more_after_it_was_taken_comes_in_again(office):
    target = office.drop("Record.xlsx", b"first")
    os.utime(target, (1, 1))
    # Old enough to count as a program that hangs, so the open handle does not hold it back.
    with target.open("ab") as late:
        take(office)
        late.write(b" and last")
        late.flush()
        assert review_taken(office.inbox, office.archive, office.register, now=NOW) == ("Record.xlsx",)
    (receipt,) = take(office)

    assert receipt.reference == "D-0002"
    assert load(office.register.delivery("D-0002"), office.archive).files[0].content == b"first and last"


def test_an_unchanged_original_goes_only_after_a_week_and_the_archive_keeps_it(office):
    office.drop("school/Record.xlsx", b"record")
    office.drop("Application.docx", b"application")
    take(office)
    week = dt.datetime.now(dt.UTC) + dt.timedelta(days=8)

    review_taken(office.inbox, office.archive, office.register, now=NOW)
    assert len(list((office.inbox / ".taken").iterdir())) == 2
    review_taken(office.inbox, office.archive, office.register, now=week)
    assert list((office.inbox / ".taken").iterdir()) == []
    contents = [f.content for d in office.register.deliveries() for f in load(d, office.archive).files]
    assert contents == [b"application", b"record"]


def test_nothing_is_removed_when_the_archive_lost_its_copy(office):
    office.drop("Record.xlsx", b"record")
    take(office)
    office.archive.path(office.register.deliveries()[0].files[0].sha256).unlink()

    review_taken(office.inbox, office.archive, office.register, now=dt.datetime.now(dt.UTC) + dt.timedelta(days=8))

    assert [path.read_bytes() for path in Path(office.inbox / ".taken").iterdir()] == [b"record"]


def test_a_thing_put_among_our_claims_by_hand_is_taken_each_time(office):
    office.drop(".claimed/Record.xlsx", b"first")
    take(office)
    office.drop(".claimed/Record.xlsx", b"second")
    take(office)

    contents = [(d.name, f.content) for d in office.register.deliveries() for f in load(d, office.archive).files]
    assert contents == [("Record.xlsx", b"first"), ("Record.xlsx", b"second")]


def test_a_pipe_that_appears_in_what_was_taken_is_a_change_and_is_not_read(office):
    office.drop("school/Record.xlsx", b"record")
    take(office)
    (entry,) = (office.inbox / ".taken").iterdir()
    os.mkfifo(entry / "pipe")

    assert review_taken(office.inbox, office.archive, office.register, now=NOW) == ("school",)
    take(office)
    assert [f.outcome.value for f in office.register.delivery("D-0002").files] == ["quarantined", ""]


def test_a_file_that_cannot_be_copied_keeps_no_other_out(office):
    office.drop("a.xlsx", b"a")
    office.drop("b.xlsx", b"b")

    class Refusing(type(office.archive)):
        def copy(self, source):
            if source.name.endswith("a.xlsx"):
                raise OSError(5, "Input/output error")
            return super().copy(source)

    receipts = take_in(office.inbox, Refusing(office.archive.root), office.register, now=NOW)

    assert [office.register.delivery(r.reference).name for r in receipts] == ["b.xlsx"]
    assert [(w.name, w.ready) for w in scan(office.inbox)] == [("a.xlsx", True)]
    assert [office.register.delivery(r.reference).name for r in take(office)] == ["a.xlsx"]


WRITER = """
import sys
with open(sys.argv[1], "ab") as out:
    out.write(b"PK the first half")
    out.flush()
    print("half", flush=True)
    sys.stdin.readline()
    out.write(b" and the second")
print("whole", flush=True)
"""


@pytest.mark.parametrize("name", ["Record.xlsx", "St Bride's/Record.xlsx"])
def test_a_file_that_another_program_is_copying_is_taken_when_it_is_whole(office, name):
    target = office.drop(name, b"")
    command = [sys.executable, "-c", WRITER, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "half\n"
        assert take(office) == ()
        assert [w.reason for w in scan(office.inbox)] == ["A program is still writing it."]
        writer.stdin.write("go on\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "whole\n"
    take(office)
    (record,) = office.register.deliveries()
    assert load(record, office.archive).files[0].content == b"PK the first half and the second"


@pytest.mark.parametrize(
    "name",
    [
        "~$Record.xlsx", ".~lock.Record.xlsx#", "lu17334q6ogn0.tmp", "TESTdoc.docx.~299b", "Plan.xlsx.crdownload",
        "Plan.xlsx.partial", "Plan.xlsx.part", "Record.xlsx~", "desktop.ini", "@eaDir", ".stfolder", "__MACOSX",
    ],
)  # fmt: skip
def test_sync_noise_is_never_taken(office, name):
    office.drop(name, b"noise")
    assert take(office) == ()
    assert [(w.name, w.ignorable) for w in scan(office.inbox)] == [(name, True)]


@pytest.mark.parametrize("name", ["Record (another copy).xlsx", "~1 Record.xlsx", "tmp.xlsx", "partial plan.docx"])
def test_what_only_looks_like_noise_is_taken(office, name):
    office.drop(name, b"record")
    assert len(take(office)) == 1
