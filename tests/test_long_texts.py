"""No text that a cell can hold keeps us busy: every reading of words takes time in step with their length."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.evidence.file_names import base_name, taken_apart, without_page
from pipeline.evidence.links import is_private, trimmed
from pipeline.evidence.mentions import is_numbered, mentions, on_the_web, refs
from pipeline.evidence.name_words import known
from pipeline.evidence.names import grown_up_said, initials
from pipeline.evidence.numbers import nhs_numbers, upns
from pipeline.evidence.pupils import look
from pipeline.evidence.shelf import same_name
from pipeline.ooxml.characters import clean_cell, clean_xml
from pipeline.ooxml.limits import CELL_CHARACTERS
from pipeline.ooxml.our_marks import without_our_words
from pipeline.reading.answers.blanks import is_ditto, is_only_marks, is_placeholder
from pipeline.reading.answers.choices import choose, choose_several
from pipeline.reading.answers.dates import parse_date
from pipeline.reading.answers.lone_days import lone_day
from pipeline.reading.answers.references import parse_email, parse_refs, parse_urn
from pipeline.reading.answers.ticks import holds_box, mark_of, ticked, yes_or_no
from pipeline.reading.answers.times import read_time
from pipeline.reading.answers.wording import candidates, first_line, plain
from pipeline.reading.evidence.newest_date import newest_date
from pipeline.reading.identity import numbers as identity
from pipeline.reading.tables.row_names import printed_number
from pipeline.reading.workbook.formulas import changes_daily
from pipeline.reading.workbook.styles import is_date_format
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from pipeline.values.school_names import spoken
from pipeline.values.showing import shown
from pipeline.values.titles import title, version

RULES = Path(__file__).parents[1] / "rules" / "kent-award"
_PATTERNS = (
    "http://", "www.", "see attached ", "12/12/2012 ", "a b ....pdf", "1/", "1", ".", " ", '"', "(", "[", "[ ", "Term ",
    "E1-", "E1, ", "E1-E60,", "\n", "\t", "a", "A", "A ", "a.", "a@", "a-", "-", "–", "/", "\\\\a", "c:\\", "x ", "☐ ",
    "Year 4 ", "Ollie Marsh Year 4, ", "born on ", "asthma has ", "1 May 2024 ", "review ", "appendix ", "see the ",
    "1st of ", "0", "0 ", "000 000 ", "term 1 to ", "to ", "end of ", "and ", "(a ", "copy ", " (1)", "EY", "urn ",
    "dfe number ", "KRA-", "'", "''", "#REF!", "\u00a0", "a\n", "\n ", "a, ", "; ", "_", "_x0041_", "A.", "Ada Bo ",
    "TODAY(", "E", "e g ", "principle ", "1.1 ", "a.pdf ", "a.pdf", "The new policy.pdf and ", "D.O.B. ", " N.H.S. ",
    "name\tyear\n", "1 1 1 1 ", "2024-", "in from of ", "is in ", "Ada, ", "Ada 's ", "pupils ", "*", "[$", "_.",
    "page 1, ", "page 1 of ", "see our school ", "Evidence 7 ", "– Ada Y4 ", "Leo Hall (4M) ", "EHCP for Leo, ",
    "Teachers: ", "2025-01-02 ", "Jan 2026 ", "886 3614 ", "CT1O ", "final v1 ", "%20", "+",
    "Child: ", "Pupils: Ada, ", "name: Ada Bo Class: ", "Ada is 7 and ", "Ada (Y1), ", "Ada and ", "4B: Ada, ",
    "a and ", "Ada (a) ", "“a” Ada ", "my name is ", "Trip to Ada Wood (Y4) ",
)  # fmt: skip


def _readers(scheme: Scheme) -> dict[str, Callable[[str], object]]:
    school, rules = scheme.calendar, scheme.privacy
    words = known(rules)
    return {
        "mentions": mentions, "refs": refs, "is_numbered": is_numbered, "trimmed": trimmed, "lone_day": lone_day,
        "is_private": lambda text: is_private(text, scheme.evidence.private_hosts),
        "grown_up_said": lambda text: grown_up_said(text, words), "initials": initials,
        "upns": lambda text: list(upns(text)), "nhs_numbers": lambda text: list(nhs_numbers(text)),
        "look": lambda text: look(text, rules), "base_name": base_name, "taken_apart": taken_apart,
        "without_page": without_page, "on_the_web": on_the_web,
        "same_name": lambda text: same_name(text, "Policy.pdf"), "clean": clean_cell, "clean_xml": clean_xml,
        "is_ditto": is_ditto, "is_only_marks": is_only_marks, "is_placeholder": is_placeholder,
        "choose": lambda text: choose(text, "principles", scheme),
        "choose_several": lambda text: choose_several(text, "principles", scheme),
        "parse_date": parse_date, "parse_email": parse_email, "parse_refs": lambda text: parse_refs(text, "E"),
        "parse_urn": parse_urn, "holds_box": holds_box, "mark_of": mark_of, "ticked": ticked,
        "yes_or_no": yes_or_no, "read_time": lambda text: read_time(text, school), "candidates": candidates,
        "first_line": first_line, "plain": plain, "newest_date": newest_date,
        "printed_number": lambda text: printed_number(text, "A"), "changes_daily": changes_daily,
        "is_date_format": is_date_format, "spoken": spoken, "title": title, "version": version,
        "shown": shown, "without_our_words": without_our_words,
        "urns_said": identity.urns_said, "urns_in_answer": identity.urns_in_answer,
        "bare_numbers": identity.bare_numbers, "laestabs_said": identity.laestabs_said,
        "laestabs_in_answer": identity.laestabs_in_answer, "postcodes_in_answer": identity.postcodes_in_answer,
        "postcodes": identity.postcodes, "mail_address": identity.mail_address,
        "domains_shown": identity.domains_shown, "website_domain": identity.website_domain,
        "case_numbers": lambda text: identity.case_numbers(text, frozenset({"KRA"})),
    }  # fmt: skip


# Four times the words may take four times as long, and sixteen times where each word is compared with each other.
# Only the shape of the growth is looked at, in the processor's own time: neither a slow nor a busy machine changes it.
_TIMES_LONGER, _MOST_TIMES_AS_LONG = 4, 9
# What takes less than this for the longest cell keeps nobody busy, however it grows, and is too short to be measured.
_NO_TIME_SECONDS = 0.05
_TRIALS = 4


@pytest.mark.parametrize("name", sorted(_readers(load_scheme(RULES))))
def test_no_cell_of_repeated_words_keeps_a_reading_busy(name: str, scheme: Scheme) -> None:
    read = _readers(scheme)[name]
    grew = {pattern: _growth(read, pattern) for pattern in _PATTERNS}
    assert {pattern: times for pattern, times in grew.items() if times > _MOST_TIMES_AS_LONG} == {}


def _growth(read: Callable[[str], object], pattern: str) -> float:
    """How many times as long the longest cell takes as a quarter of it; the least of a few trials."""
    whole = (pattern * CELL_CHARACTERS)[:CELL_CHARACTERS]
    longest = _seconds(read, whole)
    if longest < _NO_TIME_SECONDS:
        return 0.0
    quarter = whole[: len(whole) // _TIMES_LONGER]
    return min(longest, *_trials(read, whole)) / min(_trials(read, quarter))


def _trials(read: Callable[[str], object], text: str) -> list[float]:
    return [_seconds(read, text) for _ in range(_TRIALS)]


def _seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start
