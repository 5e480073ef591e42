"""What the outcome, sample and renewal letters say. Values in, a template's words out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from pipeline.awarding.beside import appeal_words, fee_words
from pipeline.awarding.wording import letter_head, level_words, minus_months, paragraphs
from pipeline.scheme.model import Fee, Scheme
from pipeline.scheme.words.level_names import level_name
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import Award, CaseView, Decision


def _case_words(case: CaseView) -> dict[str, object]:
    return {
        "school": case.school.name,
        "school_lines": [line for line in (case.school.street, case.school.town, case.school.postcode) if line],
        "lead": case.greeted,
        "case": case.reference,
    }


def _award_words(award: Award, scheme: Scheme) -> dict[str, object]:
    phrases = phrases_of(scheme)
    return {
        "number": award.number,
        "awarded_on": phrases.long_date(award.awarded_on),
        "valid_until": phrases.long_date(award.valid_until),
        "invite_on": phrases.long_date(minus_months(award.valid_until, scheme.validity.invite_months_before)),
    }


def outcome_context(
    case: CaseView,
    decision: Decision,
    award: Award | None,
    scheme: Scheme,
    office: Mapping[str, str],
    today: dt.date,
    items: Sequence[Mapping[str, object]] = (),
    claimed: str = "",
    fee: Fee | None = None,
) -> dict[str, object]:
    """The words of an outcome letter (award, more evidence, not yet), with what there is to say of its level.

    Each of ``items`` has ref, title and file of a line of the school's evidence index; what the decision
    names and the index does not have is said as the panel wrote it.
    ``answer_by`` counts from the day of the decision, and is empty where the outcome sets no time to
    answer; the award's own words (number, awarded_on, valid_until, invite_on) are empty without an award.
    ``claimed`` is the id of the level that the school asked for, if any; ``fee`` what it pays. Raises KeyError for
    an unknown outcome.
    """
    weeks, phrases = scheme.outcome(decision.outcome).weeks_to_answer, phrases_of(scheme)
    no_award = {"number": "", "awarded_on": "", "valid_until": "", "invite_on": ""}
    return {
        **letter_head(scheme, office, today),
        **_case_words(case),
        **(_award_words(award, scheme) if award is not None else no_award),
        "outcome": scheme.outcome(decision.outcome).name,
        "decided_on": phrases.long_date(decision.decided_on),
        "reason": paragraphs(decision.reason),
        "strengths": paragraphs(decision.strengths),
        "items": [_item_words(ref, items) for ref in decision.items],
        "weeks": phrases.number(weeks) if weeks else "",
        "answer_by": phrases.long_date(decision.decided_on + dt.timedelta(weeks=weeks)) if weeks else "",
        "fee": fee_words(scheme, fee),
        "appeal": "" if award is not None else appeal_words(scheme),
        "claimed": level_name(scheme, claimed, decision.decided_on),
        **level_words(scheme, award.level if award is not None else "", decision.decided_on, award),
    }


def _item_words(ref: str, items: Sequence[Mapping[str, object]]) -> str:
    """“E3: Pupil survey (survey.pdf)”, with as much of it as the index has."""
    found = next((item for item in items if item.get("ref") == ref), None)
    if found is None:
        return ref
    title = f": {found['title']}" if found.get("title") else ""
    file = f" ({found['file']})" if found.get("file") else ""
    return f"{ref}{title}{file}"


def sample_context(
    case: CaseView,
    decision: Decision,
    items: Sequence[Mapping[str, object]],
    scheme: Scheme,
    office: Mapping[str, str],
    due: dt.date,
    today: dt.date,
) -> dict[str, object]:
    """The words of the request for a sample of evidence.

    Each of ``items`` has ref, title, file (the name the school gave it, or empty) and held (whether the
    office already has it). The template gets them all, how many are still wanted, and in words.
    """
    rows = [
        {
            "ref": str(item["ref"]),
            "title": str(item.get("title") or ""),
            "file": str(item.get("file") or ""),
            "held": bool(item.get("held")),
        }
        for item in items
    ]
    wanted, phrases = sum(not row["held"] for row in rows), phrases_of(scheme)
    return {
        **letter_head(scheme, office, today),
        **_case_words(case),
        "decided_on": phrases.long_date(decision.decided_on),
        "reason": paragraphs(decision.reason),
        "strengths": paragraphs(decision.strengths),
        "items": rows,
        "wanted": wanted,
        "wanted_words": phrases.number(wanted),
        "due": phrases.long_date(due),
    }


def renewal_context(
    award: Award, scheme: Scheme, office: Mapping[str, str], today: dt.date, lead: str = ""
) -> dict[str, object]:
    """The words of the invitation to renew an award that will soon end.

    It greets the case's ``lead``, or without one the school's head, or nobody by name.
    """
    school = award.school
    months, phrases = scheme.validity.grace_months_after, phrases_of(scheme)
    return {
        **letter_head(scheme, office, today),
        **_award_words(award, scheme),
        "school": school.name,
        "school_lines": [line for line in (school.street, school.town, school.postcode) if line],
        "lead": lead.strip() or school.head,
        "case": award.case,
        **level_words(scheme, award.level, award.awarded_on, award),
        "grace_months": phrases.number(months) if months else "",
        "last_day": phrases.long_date(minus_months(award.valid_until, -months)),
        "lapsed": today > award.valid_until,
    }
