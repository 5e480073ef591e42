"""In what schools write, every pupil that something calls one is pointed out, and nobody else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.evidence.bodies import whose
from pipeline.evidence.pupils import look
from pipeline.evidence.sighting import Sighting
from pipeline.scheme import Scheme

sys.path.insert(0, str(Path(__file__).parent))
from said_in_schools import KNOWN_TO_BE_MISSED, WITH_PUPILS, WITHOUT_PUPILS


def seen(text: str, scheme: Scheme) -> tuple[Sighting, ...]:
    return look(text, scheme.privacy, whose((), text, scheme.privacy))


@pytest.mark.parametrize(("text", "named"), WITH_PUPILS)
def test_the_pupil_is_pointed_out(text: str, named: str, scheme: Scheme) -> None:
    assert {named} <= {told for sighting in seen(text, scheme) for told in (sighting.name, sighting.kind.value)}


@pytest.mark.parametrize("text", WITHOUT_PUPILS)
def test_nobody_is_invented(text: str, scheme: Scheme) -> None:
    assert seen(text, scheme) == ()


@pytest.mark.parametrize("text", KNOWN_TO_BE_MISSED)
def test_a_name_that_nothing_calls_a_pupils_is_not_found(text: str, scheme: Scheme) -> None:
    assert seen(text, scheme) == ()
