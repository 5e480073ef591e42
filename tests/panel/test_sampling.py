from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.panel.lots.sampling import choose_sample
from pipeline.panel.proposal import propose
from pipeline.values import Mark, Submission

sys.path.insert(0, str(Path(__file__).parent))
import builder as b


def test_a_draw_can_be_replayed_and_follows_the_seed() -> None:
    draws = {choose_sample(b.submission(), b.SCHEME, f"seed {n}") for n in range(20)}
    assert choose_sample(b.submission(), b.SCHEME, "seed 1") == choose_sample(b.submission(), b.SCHEME, "seed 1")
    assert len(draws) > 1


@pytest.mark.parametrize("seed", [f"M{n}" for n in range(12)])
def test_a_sample_has_every_area_in_index_order_and_the_right_size(seed: str) -> None:
    sample = choose_sample(b.submission(), b.SCHEME, seed)
    numbers = [int(ref[1:]) for ref in sample]
    assert len(sample) == b.SCHEME.panel.sample_size
    assert numbers == sorted(numbers)
    assert {number % 3 for number in numbers} == {0, 1, 2}


@pytest.mark.parametrize("pieces", [0, 1, 4])
def test_a_short_index_is_asked_for_whole(pieces: int) -> None:
    expected = tuple(f"E{n}" for n in range(1, pieces + 1))
    assert choose_sample(b.submission(pieces=pieces), b.SCHEME, "s") == expected


def test_no_application_no_sample() -> None:
    assert choose_sample(Submission(()), b.SCHEME, "s") == ()


def marks(*said: str) -> list[Mark]:
    """One member's marks: as many criteria as words, the last word for all the rest."""
    return [
        Mark("M", "C", "m1", criterion.id, said[min(place, len(said) - 1)])
        for place, criterion in enumerate(b.SCHEME.criteria)
    ]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (("Met",), "award"),
        (("Partly", "Partly", "Met"), "award"),
        (("Not met", "Met"), "more-evidence"),
        (("Partly",), "more-evidence"),
        (("Cannot tell",), "more-evidence"),
        (("Met", "Not met"), "not-yet"),
    ],
)
def test_marks_suggest_an_outcome(said: tuple[str, ...], outcome: str) -> None:
    assert propose(marks(*said), b.SCHEME) == outcome


def test_without_marks_more_evidence_is_wanted() -> None:
    assert propose([], b.SCHEME) == "more-evidence"


def test_when_members_are_even_the_more_careful_mark_counts() -> None:
    assert propose(marks("Met") + marks("Not met", "Met"), b.SCHEME) == "more-evidence"
