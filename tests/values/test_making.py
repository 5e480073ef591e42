"""Values made quickly are the very values that their own class makes."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from pipeline.values import Place, Row, Understood, Value
from pipeline.values.making import quickly

PLACE = Place("Record.xlsx", sheet="Plan", cell="B2")


@pytest.mark.parametrize(
    ("made", "own"),
    [
        (quickly(Place)("Record.xlsx", sheet="Plan", cell="B2"), PLACE),
        (quickly(Value)("a.b", 1, "1", PLACE, Understood.ANSWER), Value("a.b", 1, "1", PLACE, Understood.ANSWER)),
        (quickly(Row)("plan", "A1", PLACE, {}), Row("plan", "A1", PLACE, {})),
    ],
)
def test_a_value_made_quickly_is_the_same_as_one_of_its_class(made: object, own: object) -> None:
    assert (type(made), made, repr(made)) == (type(own), own, repr(own))
    assert pickle.loads(pickle.dumps(made)) == own


def test_it_is_frozen_and_hashed_like_the_others() -> None:
    made = quickly(Place)("Record.xlsx", "Plan", "B2")
    assert {made: 1}[PLACE] == 1
    with pytest.raises(FrozenInstanceError):
        made.file = "other"  # type: ignore[misc]


def test_what_its_class_needs_it_needs_too() -> None:
    with pytest.raises(TypeError):
        quickly(Place)()  # type: ignore[call-arg]
