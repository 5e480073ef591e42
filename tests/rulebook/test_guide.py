"""The page for officers holds every criterion, level, check and sentence, and stands by itself."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import lxml.html
import pytest

from pipeline.rulebook.guide import HTML, MARKDOWN, guide
from pipeline.rulebook.running import how_it_runs
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.pages.building_on import shared_checks
from tests.rulebook.schemes import FOLDERS, NAMES, RULES, loaded

SMALL = load_scheme(Path(__file__).parent / "small")


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_every_criterion_level_check_and_sentence_is_on_the_page(folder: Path) -> None:
    scheme = loaded(folder)
    page = lxml.html.document_fromstring(guide(scheme))
    said = " ".join(page.xpath("//main")[0].text_content().split())
    wanted = [criterion.text for criterion in scheme.criteria] + [check.title for check in scheme.checks]
    wanted += [check.id for check in scheme.checks] + [principle.name for principle in scheme.principles]
    wanted += [f"{level.name} {level.descriptor}" for level in (scheme.levels.levels if scheme.levels else ())]
    wanted += list(scheme.sentences)
    assert [text for text in wanted if " ".join(text.split()) not in said] == []
    assert page.xpath("//main//text()[contains(., '{')][not(ancestor::dd)]") == []


def test_each_criterion_says_what_a_school_looks_like_at_each_mark_and_whose_words_they_are() -> None:
    scheme = loaded(RULES / "kent-quality-mark")
    page = lxml.html.document_fromstring(guide(scheme))
    said = [looks.text_content() for looks in page.xpath("//dl[@class='looks']")]
    assert said == ["".join(f"{mark}{words}" for mark, words in c.descriptors.items()) for c in scheme.criteria]
    ours = "What a school looks like at each mark is said in our words, for the office to replace."
    assert [p.text_content() for p in page.xpath("//h2[@id='criteria']/following-sibling::p[1]")] == [ours]
    assert ours in guide(scheme, MARKDOWN)
    assert ours not in guide(scheme.model_copy(update={"wording": "the office's"}))


def test_how_the_award_is_run_is_said_in_words() -> None:
    running = {name: {part.title: part.says for part in how_it_runs(loaded(RULES / "examples" / name))}
               for name in ("distance-travelled", "played-years", "tenth-school")}  # fmt: skip
    assert running["distance-travelled"]["What it costs"] == (
        "Small school: £250, where: Statement of impact, “Pupils on roll” is at most 99.",
        "School: £500.",
    )
    assert running["distance-travelled"]["Appeals"] == (
        "A school may appeal within 4 weeks of the letter.",
        (
            "It may appeal for these reasons: the panel did not have what we sent; a member of the panel had an "
            "interest in the outcome."
        ),
        "Who decides: two members who did not take part in the decision.",
    )
    assert running["played-years"]["When papers come in"] == (
        "From 1 May 2025 to 25 July 2025.",
        "From 1 May 2026 to 24 July 2026.",
    )
    assert running["tenth-school"]["Which schools are visited"] == (
        "Of the schools with the award 10% are chosen by lot, 1 school at least.",
        "Beside them, each school whose last visit is 4 years ago.",
    )


@pytest.mark.parametrize("template", [HTML, MARKDOWN])
def test_what_is_checked_in_every_scheme_stands_at_the_end(template: str) -> None:
    folder = RULES / "kent-quality-mark"
    scheme, shared = loaded(folder), shared_checks(folder)
    text = guide(scheme, template, shared)
    own_part, heading, every = text.rpartition("What is checked in every scheme")
    assert heading
    marked = "<code>{}</code>" if template == HTML else "`{}`"
    for check in scheme.checks:
        name = marked.format(check.id)
        assert (name in every, name in own_part) == (check.id in shared, check.id not in shared)


def test_the_page_needs_no_other_file_and_every_link_on_it_leads_somewhere() -> None:
    page = lxml.html.document_fromstring(guide(SMALL))
    assert page.xpath("//script | //link | //img | //@src") == []
    targets = set(page.xpath("//@id"))
    assert [href for href in page.xpath("//a/@href") if href.removeprefix("#") not in targets] == []


def test_whoever_listens_to_the_page_finds_its_parts() -> None:
    page = lxml.html.document_fromstring(guide(SMALL))
    assert page.get("lang") == "en-GB"
    depths = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h2 or self::h3 or self::h4]")]
    assert [(a, b) for a, b in itertools.pairwise(depths) if b > a + 1] == []
    assert len(page.xpath("//main")) == len(page.xpath("//nav[@aria-label]")) == len(page.xpath("//h1")) == 1
    assert page.xpath("//thead//th[not(@scope)]") == []


def test_a_check_is_shown_as_a_school_reads_it_with_a_case_in_order_and_one_pointed_out() -> None:
    page = lxml.html.document_fromstring(guide(SMALL))
    card = next(card for card in page.xpath("//article") if "plan-order" in card.text_content())
    said = [" ".join(text.split()) for text in (part.text_content() for part in card.xpath(".//p | .//dt | .//dd"))]
    assert said == [
        "Row 1 ends on 11 January 2026, before it starts on 12 January 2026.",
        "Please check both dates.",
        "For example: From 12/01/2026 to 27/03/2026.",
        "Looks at", "Plan, “Actions”, “By when” plan-order",
        "Rule",
        ("The date of what it looks at is not before the date in the column “after”: of two spans, no day of one is. "
        "after: Start"),
        "Not told where", "An action has nobody",
        "In order", "Plan: row 1: “Action” is “Ask”; “Start” is 12 January 2026; “By when” is 27 March 2026",
        "Pointed out", "Plan: row 1: “Action” is “Ask”; “Start” is 12 January 2026; “By when” is 11 January 2026",
    ]  # fmt: skip


def test_what_a_level_needs_is_said_in_words() -> None:
    page = lxml.html.document_fromstring(guide(SMALL))
    levels = {level.xpath("./h3")[0].text_content(): level for level in page.xpath("//div[@class='level']")}
    said = {name: [" ".join(li.xpath("string(./text())").split()) for li in level.xpath(".//li")]
            for name, level in levels.items()}  # fmt: skip
    assert said == {
        "Bronze": ["All criteria are Met or Partly"],
        "Silver": [
            "All of these",
            "An award at Bronze or above",
            "At least 1 piece of evidence of the kind minutes",
        ],
    }


def test_in_markdown_the_same_is_said() -> None:
    text = guide(SMALL, MARKDOWN)
    assert [check.title for check in SMALL.checks if f"#### {check.title}\n" not in text] == []
    assert [
        criterion.code for criterion in SMALL.criteria if f"- **{criterion.code}** {criterion.text}" not in text
    ] == []
    assert re.findall(r"\n{3,}|\{", text) == []
