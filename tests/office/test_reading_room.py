"""Whatever a file does to its reader costs that file its answer, never the run; and never more than its time."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.office.reading_room.room import ReadingRoom
from pipeline.ooxml import kinds, limits
from pipeline.sandbox import libreoffice
from pipeline.scheme import Scheme
from pipeline.values import FileClass, SourceFile

from .bombs import BOMBS, SLOW_BOMBS, endless_pdf, numbered_rows, sheet, workbook

MINUTES = b"Minutes of the school council, 3 March 2026"
MEMORY = 150 << 20
PROMISED_SECONDS = 20


def source(name: str, content: bytes) -> SourceFile:
    return SourceFile(name, content, hashlib.sha256(content).hexdigest())


@pytest.fixture(scope="module")
def room(scheme: Scheme) -> Iterator[ReadingRoom]:
    with ReadingRoom(scheme) as room:
        yield room


@pytest.mark.parametrize("name", [*BOMBS, *SLOW_BOMBS])
def test_no_bomb_takes_the_run_with_it_and_each_ends_in_time(
    name: str, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name in SLOW_BOMBS:
        # LibreOffice would take all its time over these; that it is ended when it is up can be seen sooner.
        monkeypatch.setattr(limits, "CONVERT_SECONDS", 5.0)
    make, file_class, says = {**BOMBS, **SLOW_BOMBS}[name]
    bomb = source(name, make())
    began = time.monotonic()
    taken, after = room.take([bomb, source("minutes.txt", MINUTES)])
    assert time.monotonic() - began < PROMISED_SECONDS
    assert (taken.reading.file_class.value, says in taken.reading.message) == (file_class, True)
    assert (taken.reading.message == "") == (file_class == "parsed")
    assert after.reading.file_class is FileClass.PARSED


def test_a_reader_that_never_ends_is_ended_and_every_other_file_is_read(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The clock has to come first: a fast machine reaches the limits of memory and processor soon after.
    monkeypatch.setattr(limits, "SUBMISSION_SECONDS", 5.0)
    minutes = source("minutes.txt", MINUTES * 200)
    endless = [source(f"{number}.pdf", endless_pdf()) for number in range(2)]
    *hung, after = room.take([*endless, minutes])
    assert {taken.reading.file_class for taken in hung} == {FileClass.OUT_OF_TIME}
    assert after.reading.file_class is FileClass.PARSED


def test_a_submission_ends_when_its_time_is_up_and_names_in_one_sentence_what_was_not_opened(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FREE_SECONDS", 1.0)
    monkeypatch.setattr(limits, "SUBMISSION_SECONDS", 1.0)
    took = time.monotonic()
    said = [taken.reading for taken in room.take([source(f"{n}.pdf", endless_pdf()) for n in range(3)])]
    assert time.monotonic() - took < 3.0
    sentence = (
        "We ran out of time before we could open “0.pdf”, “1.pdf” and “2.pdf”. "
        "Please send them again, in a message of their own."
    )
    assert [(reading.file_class.value, reading.message) for reading in said] == [("out-of-time", sentence)] * 3


def test_one_file_that_was_not_opened_is_asked_for_alone_and_of_very_many_twenty_are_named() -> None:
    assert kinds.out_of_time_sentence(["a.pdf"]) == (
        "We ran out of time before we could open “a.pdf”. Please send it again, alone."
    )
    said = kinds.out_of_time_sentence([f"{number}.pdf" for number in range(30)])
    assert said.endswith("“19.pdf” and 10 more. Please send them again, in a message of their own.")


def test_a_reader_that_died_between_two_files_is_replaced_and_neither_pays_for_it(room: ReadingRoom) -> None:
    room.start()
    assert room._child is not None
    room._child.kill()
    room._child.wait()
    assert room.read(source("minutes.txt", MINUTES)).message == ""


def test_a_zip_inside_zips_is_opened_as_far_as_we_unpack_and_each_one_left_says_so(room: ReadingRoom) -> None:
    make, _, _ = BOMBS["nested.zip"]
    (taken,) = room.take([source("nested.zip", make())])
    # What would come out of all would be too much: some stay packed, and are among those that say so.
    assert 100 < len(taken.parts) <= limits.ARCHIVE_ENTRIES
    assert {reading.file_class for _, reading in taken.parts} == {FileClass.UNSUPPORTED}


def test_the_reader_may_not_write_nor_start_anything_nor_grow_without_end() -> None:
    tried = """
import resource, sys
from pipeline.office.reading_room.reader import _limit_process
from pipeline.ooxml import limits
_limit_process()
for name in ("RLIMIT_FSIZE", "RLIMIT_NPROC", "RLIMIT_CORE"):
    assert resource.getrlimit(getattr(resource, name)) == (0, 0), name
try:
    bytearray(2 * limits.READER_BYTES)
except MemoryError:
    sys.exit(7)
"""
    assert subprocess.run([sys.executable, "-c", tried], check=False).returncode == 7


def test_the_reader_knows_nothing_of_the_register() -> None:
    looked = (
        "import sys, pipeline.office.reading_room.reader, pipeline.reading.files;"
        "sys.exit(sum(name in sys.modules for name in ('django', 'pandas', 'pdfplumber', 'PIL', 'pikepdf')))"
    )
    assert subprocess.run([sys.executable, "-c", looked], check=False).returncode == 0


def test_a_reader_that_was_taken_over_cannot_send_anything_that_acts() -> None:
    import pickle

    from pipeline.office.reading_room.trusting import unpickled

    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return os.system, ("exit 1",)

    assert unpickled(pickle.dumps(Evil())) is None
    assert unpickled(pickle.dumps(7)) is None


def test_the_words_of_a_reader_are_known_as_every_python_writes_them() -> None:
    # Up to Python 3.11.3 a member of an enum is written as getattr(kind, name), later by its value.
    from pipeline.office.reading_room.trusting import _Values

    class ByName:
        def __init__(self, kind: object, name: str) -> None:
            self.asked = (kind, name)

        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return getattr, self.asked

    written = pickle.dumps(ByName(FileClass, "PARSED"))
    assert _Values(io.BytesIO(written)).load() is FileClass.PARSED
    for kind, name in ((FileClass, "__members__"), (ExitCode, "DONE"), (str, "join")):
        with pytest.raises((pickle.UnpicklingError, KeyError)):
            _Values(io.BytesIO(pickle.dumps(ByName(kind, name)))).load()


def test_a_submission_with_a_sheet_that_claims_a_million_rows_takes_less_than_150_mib(tmp_path: Path) -> None:
    """Record, Application and a workbook that claims 1,048,576 rows: under 150 MiB, by the system's own count."""
    (tmp_path / "rows.xlsx").write_bytes(workbook(sheet(numbered_rows(), '<dimension ref="A1:XFD1048576"/>')))
    measured = """
import sys
from pathlib import Path
from pipeline.reading.files import open_file
from pipeline.scheme.loader import load_scheme
from pipeline.values import SourceFile
scheme = load_scheme(Path("rules/kent-award"))
for name in sys.argv[1:]:
    reading = open_file(SourceFile(Path(name).name, Path(name).read_bytes(), ""), scheme).reading
    assert reading.message == "", reading.message
# The count of this process alone: ru_maxrss begins with what the process that started it took.
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""
    made = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "forms", "--to", str(tmp_path)], check=True, capture_output=True
    )
    assert made.returncode == 0
    files = sorted(str(path) for path in tmp_path.iterdir())
    assert len(files) == 3
    done = subprocess.run([sys.executable, "-c", measured, *files], capture_output=True, text=True, check=True)
    assert int(done.stdout) * 1024 < MEMORY


def test_here_the_box_holds() -> None:
    """The tests of old kinds mean nothing where it does not."""
    assert libreoffice.boxed()
