"""A file made to last costs the others next to nothing: whose turn it is, and how long it may take."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from pipeline.office.reading_room.reader import Request
from pipeline.office.reading_room.turns import Turns
from pipeline.ooxml import limits
from pipeline.values import SourceFile

FOR_EVER = 1_000.0
ORDINARY = 0.2


def read(files: Mapping[str, tuple[int, float]]) -> list[str]:
    """The files that were read, in order, of files by name with their bytes and how long each would take."""
    turns, left, done = Turns(["record", "application"]), limits.SUBMISSION_SECONDS, []
    turns.add(Request(SourceFile(name, bytes(size), name)) for name, (size, _) in files.items())
    while turns.left and left > 0:
        request, seconds = turns.next(left)
        takes = files[request.source.name][1]
        left -= min(takes, seconds)
        if takes <= seconds:
            done.append(request.source.name)
        else:
            turns.ended()
            left -= limits.READER_STARTS_SECONDS
    return done


def test_nine_files_that_never_end_keep_no_other_from_being_read() -> None:
    endless = {f"{at}.pdf": (2_000 + at, FOR_EVER) for at in range(9)}
    honest = {f"Policy {at}.pdf": (2_000 + at, ORDINARY) for at in range(9)}
    assert sorted(read({**endless, **honest})) == sorted(honest)


def test_nor_do_nine_that_have_nothing_in_common() -> None:
    endings = ("pdf", "xlsx", "docx", "png", "eml", "txt", "zip", "doc", "heic")
    endless = {f"{at}.{ending}": (1 << at, FOR_EVER) for at, ending in enumerate(endings)}
    assert read({**endless, "Survey.csv": (900, ORDINARY)}) == ["Survey.csv"]


def test_of_one_sort_any_number_is_kept_behind_the_others() -> None:
    endless = {f"{at}.pdf": (2_000, FOR_EVER) for at in range(200)}
    assert read({**endless, "Photo.jpg": (90_000, ORDINARY)}) == ["Photo.jpg"]


def test_forms_are_read_first_and_then_the_small_before_the_large() -> None:
    files = {"b.pdf": 9, "Plan.xlsx": 8, "a.pdf": 5, "Our Record.xlsx": 99, "application.docx": 70}
    assert read({name: (size, ORDINARY) for name, size in files.items()}) == [
        "application.docx", "Our Record.xlsx", "Plan.xlsx", "a.pdf", "b.pdf",
    ]  # fmt: skip


def test_a_file_that_needs_longer_has_what_the_others_leave() -> None:
    ordinary = {f"{at}.pdf": (100, ORDINARY) for at in range(20)}
    assert read({**ordinary, "Handbook.pdf": (100, 7.0)})[-1] == "Handbook.pdf"


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,4}\.(pdf|xlsx|jpg)", fullmatch=True), st.integers(1, 99_999), max_size=50)
)
def test_where_every_file_is_ordinary_every_one_is_read_once(sizes: dict[str, int]) -> None:
    assert sorted(read({name: (size, ORDINARY) for name, size in sizes.items()})) == sorted(sizes)
