"""A list of words is found as one alternation of all of them would find it, only sooner."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.checking.expressions import asked_of
from pipeline.evidence.wordlists import WordList

WORDS = ("asthma", "ADHD", "self harm", "self-harm", "harm", "foster care", "care", "ehc plan", "ehcp", "école")
PIECES = (
    "asthma", "Asthma", "ADHD", "adhd", "self", "harm", "-", " ", "_", "foster", "CARE", "x", "’s", ".", "\n", "É",
    "cole", "ehc", "p", " plan", "İ", "ß",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_same_words_are_found_at_the_same_places(text: str) -> None:
    longest_first = "|".join(map(re.escape, sorted(WORDS, key=len, reverse=True)))
    slow = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE)
    assert list(WordList(WORDS).spans(text)) == [match.span() for match in slow.finditer(text)]


def test_what_may_part_the_words_of_a_phrase_can_be_said() -> None:
    bodies = WordList(["school council"], gap=r"[\s_-]+", letter=r"[^\W_]")
    names = ("2_School-Council_Minutes", "school  council", "preschool council")
    assert [bodies.stands_in(name) for name in names] == [True, True, False]


def test_no_words_stand_in_no_text() -> None:
    assert not WordList([]).stands_in("anything")


def test_an_expression_is_asked_once_for_all_rows_that_say_the_same_where_it_looks() -> None:
    assert asked_of("row", 'row.who.matches("row.x") && row.who != row.action') == ("who", "action")
    assert asked_of("row", 'row["who"] == "" || row.action == ""') is None
    assert asked_of("row", "row.exists(k, row[k] == '')") is None
