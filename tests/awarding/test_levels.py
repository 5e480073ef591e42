"""Letters and certificates of any scheme: its own words, its level, and one sheet of paper."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import pdfplumber
import pytest

from pipeline.awarding.certificates import certificate_context
from pipeline.awarding.lasting import valid_until
from pipeline.awarding.letters import outcome_context, renewal_context
from pipeline.rendering.pdf import to_pdf
from pipeline.rendering.word import Template
from pipeline.scheme import Scheme
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import EarlierName, Level, LevelRules
from pipeline.values import Award, CaseState, CaseView, Decision, School

ROOT = Path(__file__).parents[2]
ANY = ROOT / "templates" / "any-scheme"
DAY = dt.date(2026, 3, 2)
PLAIN = load_scheme(ROOT / "rules" / "kent-award")
SILVER = Level(id="silver", name="Silver", years=1, descriptor="Seven themes are in place.")
GOLD = Level(id="gold", name="Gold", years=3, earlier_names=(EarlierName(name="Green", until=dt.date(2020, 7, 31)),))
LEVELLED = PLAIN.model_copy(update={"levels": LevelRules(levels=(SILVER, GOLD), decided_by="panel")})
LONG = "The Blessed Oswald & St Mary's Church of England Voluntary Aided Primary School & Nursery AB"


def award(scheme: Scheme, level: str = "", school: str = LONG) -> Award:
    until = valid_until(DAY, scheme, level)
    return Award("NTA-2026-0007", "C-014", School("1", school), scheme.id, DAY, until, level)


def words(template: str, context: dict[str, object]) -> str:
    made = Template((ANY / f"{template}.docx").read_bytes(), template).render(context)
    body = docx.Document(io.BytesIO(made)).element.body
    texts = [node.text or "" for node in body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")]
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize(("level", "until"), [("silver", 2027), ("gold", 2029), ("", 2028), ("gone", 2028)])
def test_an_award_lasts_as_long_as_its_level_or_else_the_scheme_s_years(level: str, until: int) -> None:
    assert valid_until(DAY, LEVELLED, level) == dt.date(until, 3, 2)


def test_a_level_is_called_what_it_was_called_on_the_day() -> None:
    old = replace(award(LEVELLED, "gold"), awarded_on=dt.date(2019, 5, 1))
    assert certificate_context(old, LEVELLED)["level"] == "Green"
    assert certificate_context(award(LEVELLED, "gold"), LEVELLED)["level"] == "Gold"


def test_a_certificate_names_the_level_or_says_that_all_is_met() -> None:
    assert "has earned Silver and holds it for one year." in words(
        "certificate", certificate_context(award(LEVELLED, "silver"), LEVELLED)
    )
    plain = words("certificate", certificate_context(award(PLAIN), PLAIN))
    assert "has met what this award asks for and holds it for two years." in plain
    assert "has earned" not in plain


@pytest.mark.parametrize("bodies", [1, 2, 3])
@pytest.mark.parametrize("level", ["", "silver"])
def test_a_certificate_is_one_page_with_a_line_to_sign_for_each_body(bodies: int, level: str) -> None:
    named = tuple(PLAIN.bodies[0].model_copy(update={"name": f"Body number {n}"}) for n in range(1, bodies + 1))
    scheme = LEVELLED.model_copy(update={"bodies": named})
    made = Template((ANY / "certificate.docx").read_bytes()).render(certificate_context(award(scheme, level), scheme))
    with pdfplumber.open(io.BytesIO(to_pdf([made])[0])) as pdf:
        text = pdf.pages[0].extract_text()
        assert len(pdf.pages) == 1
    assert text.count("Signed for and on behalf of") == bodies
    assert [f"Body number {n}" in text for n in (1, 2, 3)] == [n <= bodies for n in (1, 2, 3)]


def test_an_award_letter_names_the_level_and_the_one_after_it() -> None:
    case = CaseView("C-014", School("1", LONG), PLAIN.id, PLAIN.version, CaseState.AT_MODERATION, DAY)
    decision = Decision("M1", "C-014", "award", DAY, level="silver")
    text = words("outcome-award", outcome_context(case, decision, award(LEVELLED, "silver"), LEVELLED, {}, DAY))
    assert "Congratulations: your school has earned Silver" in text
    assert "When you are ready, the next level is Gold." in text
    top = words("outcome-award", outcome_context(case, decision, award(LEVELLED, "gold"), LEVELLED, {}, DAY))
    assert "next level" not in top


def test_a_school_that_is_not_ready_is_told_which_level_it_asked_for() -> None:
    case = CaseView("C-014", School("1", LONG), PLAIN.id, PLAIN.version, CaseState.AT_MODERATION, DAY)
    decision = Decision("M1", "C-014", "not-yet", DAY)
    context = outcome_context(case, decision, None, LEVELLED, {}, DAY, claimed="gold")
    assert "ready for the award it asked for (Gold)." in words("outcome-not-yet", context)


def test_an_invitation_to_renew_names_the_level_and_how_long_it_lasted() -> None:
    text = words("renewal-invitation", renewal_context(award(LEVELLED, "silver"), LEVELLED, {}, dt.date(2027, 1, 4)))
    assert "(Silver) on 2 March 2026" in text
    assert "Choose evidence that is newer than 2 March 2026." in text


@pytest.mark.parametrize("path", sorted(ANY.glob("*.docx")), ids=lambda path: path.stem)
def test_no_template_for_any_scheme_speaks_of_one_scheme(path: Path) -> None:
    texts = " ".join(node.text or "" for node in docx.Document(str(path)).element.body.iter())
    assert not re.search(r"Kent|[Rr]esilien|emotional|Record\b|moderation", texts)


def test_a_text_for_the_press_names_the_award_its_level_and_how_long_it_lasts() -> None:
    decision = Decision("M-1", "C-014", "award", DAY, "", strengths="Pupils lead the tours.")
    given = award(LEVELLED, "silver", "Ashmere Primary School")
    case = CaseView(
        "C-014", School("1", "Ashmere Primary School"), LEVELLED.id, LEVELLED.version, CaseState.AWARDED, DAY, ""
    )
    said = words("press-release", outcome_context(case, decision, given, LEVELLED, {"name": "The award office"}, DAY))
    assert "Ashmere Primary School was given the" in said
    assert "at the level Silver on 2 March 2026. It holds the award until 2 March 2027." in said
    assert "“Pupils lead the tours.”" in said
