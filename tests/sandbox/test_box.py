"""What a school's file asks LibreOffice to fetch or to look at stays unfetched and unseen."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pipeline.sandbox.converting import convert

SECRET = "the office's own words"


class _Asked(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and what was asked for there."""
    with HTTPServer(("127.0.0.1", 0), _Asked) as server:
        server.asked = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", server.asked  # type: ignore[attr-defined]
        server.shutdown()


@pytest.mark.parametrize("family", ["html-doc", "html-xls", "rtf"])
def test_nothing_is_fetched_and_no_file_of_this_machine_is_read(
    family: str, asked: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, requests = asked
    (tmp_path / "secret.html").write_text(SECRET, encoding="utf-8")
    near = (tmp_path / "secret.html").as_uri()
    page = (
        f'<html><head><link rel="stylesheet" href="{address}/style.css"></head><body><p>Our plan</p>'
        f'<img src="{address}/a.png"><iframe src="{near}"></iframe><object data="{near}"></object></body></html>'
    )
    rich = (
        r"{\rtf1\ansi Our plan {\field{\*\fldinst INCLUDEPICTURE " + f'"{address}/a.png"' + r" \\d}{\fldrslt }}"
        r"{\field{\*\fldinst INCLUDETEXT " + f'"{near}"' + r"}{\fldrslt }}}"
    )
    (copy,) = convert(family, [(rich if family == "rtf" else page).encode()], seconds=60)
    assert copy is not None
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        held = b"".join(package.read(name) for name in package.namelist())
    assert b"Our plan" in held
    assert (requests, SECRET.encode() in held) == ([], False)
