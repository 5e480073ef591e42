"""How old a reader must be for a text, by the grade formula of Kincaid and others (1975).

J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom: Derivation of New Readability Formulas for Navy Enlisted
Personnel, Research Branch Report 8-75. A grade of American schools is a year's age less five.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.checking.proving.linting import SENTENCES
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.model import Scheme

# The office writes for whoever fills in forms in a hurry (GOV.UK: a reading age of 9 to 12).
OLDEST = 12.0
MOST_WORDS = 25
_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)*")
_END = re.compile(r"(?<=[.?!:;])\s+|\n+")
_FILLED = re.compile(r"“?\{\w+\}”?")
# What is filled in is the school's own; a word stands for it.
_STANDS_FOR = "this"


def reading_age(text: str) -> float:
    """In years; a text without a word is for everybody."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * syllables / len(words) - 15.59 + 5


def sentences(text: str) -> list[str]:
    """What stands between full stops, colons and new lines, as far as it says anything."""
    return [part for part in _END.split(text.strip()) if _WORD.search(part)]


def _syllables(word: str) -> int:
    """Groups of vowels, without an e at the end that is not spoken."""
    small = word.casefold().replace("’", "").replace("'", "")
    count = len(re.findall(r"[aeiouy]+", small))
    silent = re.search(r"[^aeioul]e$|[^aeiouscgxz]es$|[^tdaeiou]ed$", small) is not None
    return max(count - silent, 1) if count > 1 else 1


def for_schools(scheme: Scheme) -> Mapping[Keys, str]:
    """Every text that a school may read, by where it stands: of checks, e-mails and letters, and on the forms."""
    texts: dict[Keys, str] = {}
    for index, check in enumerate(scheme.checks):
        if check.severity != "office":
            texts |= {("checks", index, name): getattr(check, name) for name in SENTENCES if name != "example"}
    texts |= {("sentences", name): text for name, text in scheme.sentences.items()}
    for d, document in enumerate(scheme.documents):
        texts |= {("documents", d, "guidance", n): said.text for n, said in enumerate(document.guidance)}
        texts |= {("documents", d, "sections", n, "intro"): part.intro for n, part in enumerate(document.sections)}
    return {keys: _FILLED.sub(_STANDS_FOR, text) for keys, text in texts.items() if text}


def hard_to_read(scheme: Scheme) -> Iterator[tuple[Keys, str]]:
    """Each text for schools that asks too much of a reader, and why."""
    for keys, text in for_schools(scheme).items():
        longest = max(sentences(text), key=lambda part: len(part.split()), default="")
        if len(longest.split()) > MOST_WORDS:
            yield keys, f"a sentence of {len(longest.split())} words; {MOST_WORDS} are enough: “{longest[:60]} …”"
        age = reading_age(text)
        # A title, or a few words that are put into a sentence, are no sentence by themselves.
        if age > OLDEST and text.rstrip().endswith((".", "?", "!")):
            yield (
                keys,
                f"reads as for an age of {age:.0f}; {OLDEST:.0f} is old enough. Use shorter words and sentences.",
            )
