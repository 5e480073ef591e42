"""A check that was spoilt, in whatever small way, is noticed by its own examples."""

from __future__ import annotations

import random

from mutate.rules import all_mutants, survivors

# All of them take half a minute (`make mutate-rules`); each run of the tests tries this many, the same ones.
SAMPLE = 250


def test_every_spoilt_check_of_a_sample_is_noticed_by_its_examples() -> None:
    found = all_mutants()
    assert len(found) > 1000
    assert survivors(random.Random(SAMPLE).sample(found, SAMPLE)) == []


def test_each_check_is_spoilt_in_each_direction() -> None:
    found = all_mutants()
    checks = {(mutant.scheme.id, mutant.check.id) for mutant in found if mutant.how == "finds nothing"}
    for how in ("finds something everywhere", "is turned round"):
        assert len({(mutant.scheme.id, mutant.check.id) for mutant in found if mutant.how == how}) >= len(checks)
