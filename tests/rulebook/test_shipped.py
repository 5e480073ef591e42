"""What every scheme that came with the program promises: no faults, examples that hold, and plain words."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pipeline.office.premises.rules import letters_of
from pipeline.rulebook.inspecting import inspect_rules
from pipeline.rulebook.reading_age import MOST_WORDS, OLDEST, for_schools, hard_to_read, reading_age, sentences
from pipeline.scheme.loader import load_scheme
from tests.rulebook.schemes import FOLDERS, NAMES, RULES, loaded

TODAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_no_scheme_has_a_fault_and_every_example_holds(folder: Path) -> None:
    assert inspect_rules(folder, TODAY, letters_of(RULES.parent, folder.name)).faults == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_every_sentence_for_schools_can_be_read_at_twelve(folder: Path) -> None:
    assert list(hard_to_read(loaded(folder))) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_no_finding_leaves_a_school_without_a_fix_and_an_example(folder: Path) -> None:
    scheme = loaded(folder)
    assert [check.id for check in scheme.checks if not check.fix.strip() or not check.example.strip()] == []


def test_every_check_that_schemes_share_is_used_by_one() -> None:
    used = {check.id for folder in FOLDERS for check in loaded(folder).checks}
    written = re.compile(r"^  - id: (\S+)$", re.MULTILINE)
    shared = {name for page in RULES.glob("common/checks/*.yaml") for name in written.findall(page.read_text("utf-8"))}
    assert shared - used == set()


def test_the_reading_age_is_that_of_the_formula() -> None:
    # 9 words of one syllable each in 1 sentence: 0.39 * 9 + 11.8 * 9 / 9 - 15.59 = -0.28 grades, and five years.
    assert round(reading_age("Please check that both of the dates are right."), 2) == 4.72
    # 6 words of 3, 1, 3, 1, 1 and 3 syllables in 1 sentence.
    assert round(reading_age("Headteachers and governors are asked together."), 2) == round(
        0.39 * 6 + 11.8 * 12 / 6 - 15.59 + 5, 2
    )
    assert reading_age("") == 0


def test_a_text_that_is_too_hard_or_too_long_is_told_with_its_reason() -> None:
    scheme = load_scheme(Path(__file__).parent / "small")
    hard = "Notwithstanding organisational heterogeneity, accreditation necessitates documentation."
    long = f"{'Please write a name and ' * 5}{'then go on ' * 3}."
    checks = tuple(scheme.checks[0].model_copy(update={"message": text}) for text in (hard, long))
    found = list(hard_to_read(scheme.model_copy(update={"checks": checks})))
    assert [keys for keys, _ in found][:2] == [("checks", 0, "message"), ("checks", 1, "message")]
    assert found[0][1].endswith(f"; {OLDEST:.0f} is old enough. Use shorter words and sentences.")
    assert found[1][1].startswith(f"a sentence of 35 words; {MOST_WORDS} are enough: ")


def test_a_reader_meets_every_part_that_is_for_schools_and_nothing_that_is_for_the_officer() -> None:
    scheme = load_scheme(RULES / "kent-award")
    texts = for_schools(scheme)
    assert {keys[0] for keys in texts} == {"checks", "sentences", "documents"}
    office = {index for index, check in enumerate(scheme.checks) if check.severity == "office"}
    assert not office & {keys[1] for keys in texts if keys[0] == "checks"}
    assert not any("{" in text for text in texts.values())
    assert sentences("One. Two? Three!\nFour: five") == ["One.", "Two?", "Three!", "Four:", "five"]
