"""What a hostile or unlucky sender drops ends in a sentence, and never stops the files beside it."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import socket
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import award
from pipeline.office.desk import open_desk
from pipeline.office.premises.setting_up import make_workspace
from pipeline.office.showing.overview import status
from pipeline.office.taking_in.arrivals import run

from .offices import OAK, drop, make_office, record, run_office, scheme_of

TODAY = dt.date(2026, 3, 2)
DEEP_MAIL = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(2_000))


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    content = _zip({"minutes.txt": b"Minutes of the school council"})
    for _ in range(depth):
        content = _zip({"inner.zip": content})
    return content


STRANGE = {
    "deep.eml": (DEEP_MAIL, "corrupt"),
    "damaged.zip": (_zip({"minutes.txt": b"Minutes " * 90}).replace(b"Minutes M", b"Minutes m", 1), "corrupt"),
    "hollow.zip": (_zip({}), "corrupt"),
}


@pytest.mark.parametrize("name", sorted(STRANGE))
def test_a_strange_file_is_called_what_it_is_and_says_what_to_do(tmp_path: Path, name: str) -> None:
    content, expected = STRANGE[name]
    (tmp_path / name).write_bytes(content)
    done = CliRunner().invoke(award, ["check", str(tmp_path / name), "--json"])
    assert done.exit_code == 0
    first = json.loads(done.output)["files"][0]
    assert (first["file"], first["class"], bool(first["message"])) == (name, expected, True)


def test_zips_deeper_than_we_unpack_are_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "nested.zip").write_bytes(_nested(12))
    done = CliRunner().invoke(award, ["check", str(tmp_path / "nested.zip"), "--json"])
    assert [f["class"] for f in json.loads(done.output)["files"]] == ["parsed", "unsupported"]


def test_a_name_that_is_no_text_still_gives_json(tmp_path: Path) -> None:
    path = tmp_path / b"bad\xff.txt".decode("utf-8", "surrogateescape")
    path.write_bytes(b"Minutes")
    done = CliRunner().invoke(award, ["check", str(path), "--json"])
    assert json.loads(done.output)["files"][0]["class"] == "parsed"


def test_one_strange_file_does_not_keep_the_others_from_their_outcome(tmp_path: Path) -> None:
    root = tmp_path / "office"
    make_workspace(root)
    for name, (content, _) in STRANGE.items():
        (root / "inbox" / name).write_bytes(content)
    (root / "inbox" / "minutes.txt").write_text("Minutes of the school council", encoding="utf-8")
    (root / "inbox" / "link").symlink_to("/etc/hostname")
    with open_desk(root, TODAY) as desk:
        report = run(desk)
        files = desk.register.accounting()
    assert (report.deliveries, report.quarantined) == (5, 5)
    assert (files["arrived"], files["quarantined"], files["waiting"]) == (5, 5, 0)
    kept = sorted(folder.name for folder in (root / "quarantine").iterdir())
    assert kept == [f"D-000{n}" for n in range(1, 6)]


def test_links_pipes_and_sockets_beside_a_schools_papers_are_named_with_their_reason_and_never_followed(
    tmp_path: Path,
) -> None:
    root = make_office(tmp_path / "office")
    drop(root, "oak/Record.xlsx", record(scheme_of(root), school_name="Oakfield Primary School", urn=OAK))
    (tmp_path / "secret.txt").write_text("not yours", encoding="utf-8")
    (root / "inbox/oak/Policy.docx").symlink_to(tmp_path / "secret.txt")
    (root / "inbox/oak/Old").mkdir()
    (root / "inbox/oak/Old/Policy.docx").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(root / "inbox/oak/pipe.xlsx")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(root / "inbox/oak/socket"))
    run_office(root)
    link = "This is a link to another place, not a file. We never follow links; send the file itself."
    pipe = "This is a pipe between programs, not a file. There is nothing in it to read."
    with open_desk(root, TODAY) as desk:
        told, archived = status(desk), [path for path in (root / "archive").rglob("*") if path.is_file()]
    aside = told["put aside"]
    assert isinstance(aside, list)
    assert {(one["delivery"], one["file"], one["reason"]) for one in aside} == {
        ("D-0001", "Policy.docx", link), ("D-0001", "Old/Policy.docx", link),
        ("D-0001", "pipe.xlsx", pipe), ("D-0001", "socket", pipe),
    }  # fmt: skip
    assert all((root / one["where"]).is_file() for one in aside)
    assert told["files"] == {"arrived": 5, "waiting": 0, "processed": 1, "duplicate": 0, "quarantined": 4, "ignored": 0}
    assert not any(b"not yours" in path.read_bytes() for path in archived)
