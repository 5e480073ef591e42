"""What the office's own rule file promises: its examples hold, and its sentences can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.kinds import KINDS
from pipeline.checking.proving.proof import run_examples
from pipeline.checking.scene import Hit, Scene
from pipeline.scheme.model import Check, Scheme
from pipeline.values import Place

_MOST_WORDS = 25


def _never(scene: Scene, check: Check) -> Iterator[Hit]:
    return iter(())


def _always(scene: Scene, check: Check) -> Iterator[Hit]:
    return iter((Hit(Place("any")),))


def test_every_example_of_every_check_holds(scheme: Scheme) -> None:
    assert run_examples(scheme) == []


def test_every_check_is_of_a_kind_that_is_known(scheme: Scheme) -> None:
    assert {check.kind for check in scheme.checks} <= set(KINDS)


def test_a_check_that_never_finds_anything_is_noticed(scheme: Scheme) -> None:
    for check in scheme.checks:
        alone = scheme.model_copy(update={"checks": (check.model_copy(update={"unless": ()}),)})
        faults = run_examples(alone, {**KINDS, check.kind: _never})
        assert len(faults) == len(check.failing), check.id


def test_a_check_that_always_finds_something_is_noticed(scheme: Scheme) -> None:
    for check in scheme.checks:
        plain = {"message": "m", "fix": "f", "example": "e", "unless": ()}
        alone = scheme.model_copy(update={"checks": (check.model_copy(update=plain),)})
        faults = run_examples(alone, {**KINDS, check.kind: _always})
        assert len(faults) == len(check.passing), check.id


def test_an_unknown_kind_is_named_with_the_nearest_known_one(scheme: Scheme) -> None:
    wrong = scheme.checks[0].model_copy(update={"kind": "document-presnt"})
    faults = run_examples(scheme.model_copy(update={"checks": (wrong,)}))
    assert "did you mean “document-present”?" in faults[0]


def test_a_name_that_cannot_be_filled_in_is_told_before_a_school_meets_it(scheme: Scheme) -> None:
    wrong = scheme.checks[0].model_copy(update={"message": "We raed {raed}.", "unless": ()})
    faults = run_examples(scheme.model_copy(update={"checks": (wrong,)}))
    assert faults == [f"{wrong.id}: “{{raed}}” cannot be filled in (did you mean “read”?)."]


def test_no_sentence_to_a_school_is_longer_than_25_words(scheme: Scheme) -> None:
    long = [
        (check.id, sentence)
        for check in scheme.checks
        for text in (check.message, check.fix)
        for sentence in re.split(r"(?<=[.?!])\s+", text)
        if len(sentence.split()) > _MOST_WORDS
    ]
    assert long == []


def test_the_sentences_of_every_e_mail_are_there_and_can_be_filled(scheme: Scheme) -> None:
    names = {"school": "s", "lead": "l", "case": "c", "count": "3", "contact": "call", "office": "o", "due": "d"}
    names |= {
        "since": "Since last time: 1 put right.",
        "documents": "your Record",
        "came": "the Record",
        "enclosed": "A copy.",
    }
    names |= {
        "pounds": "250",
        "day": "12 December 2026",
        "hear_by": "",
        "weeks": "six",
        "grounds": "a rule was not kept",
        "decided_by": "the trustees",
    }
    wanted = ["receipt", "sample", "outcome", "renewal"]
    ids = [f"{name}-{part}" for name in wanted for part in ("subject", "body")]
    ids += ["feedback-subject", "feedback-body-complete", "feedback-body-returned"]
    assert [name for name in ids if name not in scheme.sentences] == []
    assert all("{" not in text.format_map(names) for text in scheme.sentences.values())
