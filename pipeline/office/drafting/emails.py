"""E-mails to schools as drafts, from the scheme's own sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.feedback.email import draft
from pipeline.office.desk import Desk
from pipeline.scheme import Scheme
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import CaseView


def compose(
    desk: Desk,
    case: CaseView,
    subject: str,
    body: str,
    attachments: Sequence[tuple[str, bytes]],
    about: str = "",
    **words: str,
) -> bytes:
    """An e-mail draft from two of the scheme's sentences. ``about`` names the delivery that it answers, if any."""
    scheme = desk.spoken_to(case)
    known = {
        "school": case.school.name,
        "lead": case.greeted or phrases_of(scheme).say("colleague"),
        "case": case.reference,
        "office": desk.office["name"],
        "scheme": scheme.name,
        "count": "",
        "due": "",
        "documents": "",
        "enclosed": "",
        "since": "",
        "came": "",
        "hear_by": _hear_by(desk, scheme),
        **words,
    }
    sentences = scheme.sentences
    # A sentence that has nothing to say this time leaves no gap.
    text = re.sub(r"\n{3,}", "\n\n", sentences[body].format(**known))
    return draft(case.lead_email, sentences[subject].format(**known), text, attachments, desk.now, about)


def sentence(scheme: Scheme, name: str, otherwise: str) -> str:
    """The name of a sentence, or of the one that stands in where a scheme does not have it."""
    return name if name in scheme.sentences else otherwise


def _hear_by(desk: Desk, scheme: Scheme) -> str:
    """By when a school hears what came of its papers, where the round that is open says it."""
    open_now = scheme.intake.at(desk.today)
    if open_now is None or open_now.notify_by is None:
        return ""
    return scheme.sentences["hear-by"].format(day=phrases_of(scheme).long_date(open_now.notify_by))
