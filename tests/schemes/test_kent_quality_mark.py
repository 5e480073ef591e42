"""What the Quality Mark promises: it is what its source says, and agrees with the award that came after it."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from pdfplumber import open as open_words

from pipeline.checking.engine import check
from pipeline.checking.proving.examples import submission_of
from pipeline.panel.packs.compiling import build_pack
from pipeline.panel.proposal import propose
from pipeline.reading.answers.choices import choose
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Example, Scheme
from pipeline.values import CaseState, CaseView, Mark, Meeting, PanelMember, School
from tests.schemes.test_every_scheme import RULES


@pytest.fixture(scope="module")
def mark() -> Scheme:
    return load_scheme(RULES / "kent-quality-mark")


def test_it_has_nine_criteria_in_three_chapters_of_three_assessments(mark: Scheme) -> None:
    assert [group.id for group in mark.groups] == ["chapter-1", "chapter-2", "chapter-3"]
    assert [[c.code for c in mark.criteria_of(group.id)] for group in mark.groups] == [
        ["1", "2", "3"],
        ["4", "5", "6"],
        ["7", "8", "9"],
    ]
    assert [area.id for area in mark.areas] == [criterion.principle for criterion in mark.criteria]


def test_each_criterion_says_what_every_level_looks_like_in_words_for_the_office_to_replace(mark: Scheme) -> None:
    assert mark.wording == "ours"
    assert mark.levels is not None
    names = [level.name for level in mark.levels.levels]
    assert names == ["Emerging", "Established", "Advanced"]
    assert {tuple(criterion.descriptors) for criterion in mark.criteria} == {tuple(names)}


def test_emerged_and_emerging_are_one_level(mark: Scheme) -> None:
    assert mark.levels is not None
    assert mark.levels.place_of("Emerged") == mark.levels.place_of("emerging") == 0


@pytest.mark.parametrize("word", ["2", "ch 2", "Ch. 2", "chapter two", "Chapter 2"])
def test_a_chapter_is_known_by_its_number(mark: Scheme, word: str) -> None:
    assert choose(word, "evidence-areas", mark)[0] == "Chapter 2"


@pytest.mark.parametrize("word", ["community centre", "Manager", "youth club"])
def test_a_youth_club_that_says_what_it_is_is_a_community_setting(mark: Scheme, word: str) -> None:
    assert choose(word, "setting", mark)[0] == "Community setting"


def told(mark: Scheme, example: Example) -> dict[str, str]:
    found = check(submission_of(example, mark), mark, dt.date(2026, 3, 2))
    return {finding.rule: finding.fix for finding in found}


def test_two_chapters_in_one_cell_of_the_index_are_told(mark: Scheme) -> None:
    lines = [{"title": "Minutes", "area": "?ch 2 and 3"}]
    assert "index-choice-unclear" in told(mark, Example(application={"evidence": lines}))


def test_a_date_and_a_choice_that_are_not_clear_are_each_mended_in_their_own_way(mark: Scheme) -> None:
    fixes = told(mark, Example(record={"setting": "?hub", "interest_on": "?last Oct"}))
    assert {rule: fix for rule, fix in fixes.items() if rule.startswith("beginning-")} == {
        "beginning-setting-clear": "Please choose “School” or “Community setting” from the list.",
        "beginning-date-clear": "Please write a day, a month and a year.",
    }


def test_an_area_is_not_asked_for_where_a_scheme_has_none() -> None:
    every = load_scheme(RULES / "examples" / "every-yes")
    lines = [{"title": "Minutes", "area": "?Food"}]
    assert "index-choice-unclear" not in told(every, Example(application={"evidence": lines}))


def test_eight_criteria_became_the_eight_principles_of_the_award_and_one_has_no_match(
    mark: Scheme, scheme: Scheme
) -> None:
    earlier = next(crosswalk for crosswalk in scheme.crosswalks if crosswalk.version == "2024.1")
    became = {old.number: old.to for old in earlier.principles}
    assert {area.id: became[area.number] for area in mark.areas} == {
        "leaders": "leadership",
        "ethos": "ethos",
        "learning": "curriculum",
        "feelings": None,
        "support": "targeted-support",
        "voice": "student-voice",
        "families": "parents",
        "staff": "staff",
        "measuring": "need-and-impact",
    }
    assert {old.to for old in earlier.principles} - {None} == {principle.id for principle in scheme.principles}


@pytest.mark.parametrize(("marks", "outcome"), [
    (["Advanced", "Established"] + ["Emerging"] * 7, "award"),
    (["Not yet"] + ["Advanced"] * 8, "more-evidence"),
    (["Not yet"] * 5 + ["Advanced"] * 4, "not-yet"),
])  # fmt: skip
def test_the_mark_is_proposed_where_all_nine_are_at_a_level(mark: Scheme, marks: list[str], outcome: str) -> None:
    given = [Mark("M1", "C1", "osei", criterion.id, said) for criterion, said in zip(mark.criteria, marks, strict=True)]
    assert propose(given, mark) == outcome


def test_a_community_setting_is_asked_who_runs_it_and_no_school_is(mark: Scheme) -> None:
    def asked(**school: str) -> set[str]:
        submission = submission_of(Example(record={}, school=school), mark)
        found = {finding.rule for finding in check(submission, mark, dt.date(2026, 3, 2))}
        return found & {"setting-run-by", "setting-who-comes", "school-urn-given"}

    assert asked(kind="youth centre") == {"setting-run-by", "setting-who-comes"}
    assert asked(urn="199001", phase="Primary") == {"school-urn-given"}


def test_the_pack_says_what_the_level_of_a_criterion_looks_like_under_its_chapter(mark: Scheme) -> None:
    submission = submission_of(mark.cases[0], mark)
    school = School("199001", "Ashmere Primary School")
    case = CaseView("C-1", school, mark.id, mark.version, CaseState.READY, dt.date(2026, 2, 13), "Mr O. Dunmore")
    member = PanelMember("osei", "Samuel Osei", "HeadStart Kent")
    meeting = Meeting("M-1", "review", dt.date(2026, 3, 12), (member,), ("C-1",))
    pack = build_pack(case, submission, (), {}, mark, meeting, dt.date(2026, 3, 2))
    with open_words(io.BytesIO(pack)) as document:
        said = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    assert said.count("Chapter 2: Young people and their feelings") == 1
    looks = next(c for c in mark.criteria if c.id == "own-feelings").descriptors
    # A line may run on beside the evidence that is named: the first words stand together.
    begins = {level: f"{level}: {words[:24]}" in said for level, words in looks.items()}
    assert begins == {"Emerging": False, "Established": False, "Advanced": True}


def test_the_schemes_of_kent_have_the_same_school_year(mark: Scheme, scheme: Scheme) -> None:
    resilient = load_scheme(RULES / "resilient-school")
    assert mark.calendar == scheme.calendar == resilient.calendar
