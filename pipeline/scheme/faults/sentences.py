"""The sentences of e-mails and letters: which the line says, and which names may stand in them."""

from __future__ import annotations

import string
from collections.abc import Iterator

from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.model import Scheme

# Without these no e-mail can be written.
NEEDED = (
    "receipt-subject", "receipt-body", "feedback-subject", "feedback-body-complete", "feedback-body-returned",
    "sample-subject", "sample-body", "outcome-subject", "outcome-body", "renewal-subject", "renewal-body",
)  # fmt: skip
# These take the place of another where they are there, or have words of our own that stand in for them.
OPTIONAL = (
    "came-both", "came-record", "came-application", "came-neither", "feedback-body-complete-advice",
    "feedback-body-complete-marked", "feedback-body-returned-enclosed",
    "receipt-body-answered", "receipt-body-again", "receipt-body-at-panel",
    "sample-held-subject", "sample-held-body", "outcome-body-certificate", "feedback-letter-complete",
    "feedback-letter-one", "feedback-letter-many", "feedback-letter-marked", "feedback-letter-advice",
    "feedback-letter-closing-complete", "feedback-letter-closing-open", "feedback-letter-closing-marked",
    "feedback-letter-renewed", "feedback-letter-closing-renewed", "feedback-letter-closing-send",
    "feedback-letter-blank", "feedback-letter-closing-blank",
    "feedback-letter-closing-help", "fee", "appeal", "hear-by",
)  # fmt: skip
# What may be filled in: in sentences of outcome letters, and in all others.
OWN_NAMES = {"fee": ("pounds", "name"), "appeal": ("weeks", "grounds", "decided_by"), "hear-by": ("day",)}
NAMES = (
    "school", "lead", "case", "office", "due", "count", "contact", "documents", "enclosed", "since", "came", "hear_by",
)  # fmt: skip


def wrong_said(scheme: Scheme) -> Iterator[tuple[Keys, str]]:
    """Sentences that are missing, that nobody says, or that cannot be filled in."""
    strange = [name for name in scheme.sentences if name not in NEEDED and name not in OPTIONAL]
    for name in NEEDED:
        # One that is misspelt is told where it stands.
        if name not in scheme.sentences and not any(name in nearest(other, (*NEEDED, *OPTIONAL)) for other in strange):
            yield ("sentences",), f"the sentence “{name}” is missing: no e-mail of that kind could be written."
    for name, text in scheme.sentences.items():
        keys: Keys = ("sentences", name)
        if name in strange:
            yield keys, f"no sentence “{name}” is ever said{nearest(name, (*NEEDED, *OPTIONAL))}."
        for says in wrong_sentence(text):
            yield keys, says
        for word in names_in(text):
            if word not in (known := OWN_NAMES.get(name, NAMES)):
                yield keys, f"“{{{word}}}” cannot be filled in{nearest(word, known)}."


def wrong_sentence(text: str) -> Iterator[str]:
    """That a sentence is empty, or that its braces do not pair."""
    if not text.strip():
        yield "there are no words here. Somebody has to read something."
        return
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        yield "a brace is not closed or not opened. A name is written {so}, a brace of its own {{ or }}."
        return
    if any(name == "" for _, name, _, _ in parts):
        yield "there are braces with no name between them."


def names_in(text: str) -> list[str]:
    """The names between braces, in their order; none where the braces do not pair."""
    try:
        return [name for _, name, _, _ in string.Formatter().parse(text) if name]
    except ValueError:
        return []
