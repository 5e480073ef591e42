"""Whatever somebody is called, a list that is opened in Excel holds no formula, and the name comes back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.plain_cells import as_text, from_text


@given(st.text() | st.text().map("=".__add__) | st.text().map("'=".__add__))
def test_what_is_written_is_no_formula(words: str) -> None:
    assert not as_text(words).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.sampled_from(["", "=", "+", "-", "@", "\t", "\r"]), st.text().filter(lambda text: not text.startswith("'")))
def test_what_is_written_is_read_back_as_it_was(first: str, words: str) -> None:
    assert from_text(as_text(first + words)) == first + words
