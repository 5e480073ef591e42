"""What goes along with a letter, and what the school is asked to do with each of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.scheme.model import Scheme
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import FileKind

# What is said where a scheme's sentences.yaml has no sentence of that name.
_SENTENCES = {
    "feedback-letter-marked": ("We also send back a copy of {documents}, with a comment at each place."),
    "feedback-letter-closing-marked": (
        "Please make these changes in the marked copy of {documents}. Your own copy will do as well."
    ),
    "feedback-letter-renewed": (
        "We also send you a new form for {documents}, because yours was an earlier edition. Your answers are in it "
        "already."
    ),
    "feedback-letter-closing-renewed": (
        "Please fill in what is still empty in the new form for {documents}. You do not need to send the old form "
        "again."
    ),
    "feedback-letter-blank": "We also send you our own form for {documents}. What came was the form of another award.",
    "feedback-letter-closing-blank": (
        "Please copy your answers into our own form for {documents}, and check what we filled in."
    ),
}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Which of a school's documents go out with its letter.

    ``marked`` are its own, with our comments; ``renewed`` new forms with its answers, in place of an earlier
    edition's; ``blank`` our own forms, in place of another award's.
    """

    marked: tuple[FileKind, ...] = ()
    renewed: tuple[FileKind, ...] = ()
    blank: tuple[FileKind, ...] = ()

    def what_comes(self, scheme: Scheme) -> list[str]:
        """A sentence for each kind of enclosure: what it is."""
        return [_say(scheme, f"feedback-letter-{way}", kinds) for way, kinds in self._ways()]

    def what_to_do(self, scheme: Scheme) -> list[str]:
        """What the school is to do with each kind of enclosure."""
        return [_say(scheme, f"feedback-letter-closing-{way}", kinds) for way, kinds in self._ways()]

    def paragraphs(self, scheme: Scheme) -> str:
        """For an e-mail: what comes, and what to do with it, a paragraph for each."""
        both = zip(self.what_comes(scheme), self.what_to_do(scheme), strict=True)
        return "\n\n".join(" ".join(said) for said in both)

    def in_words(self, scheme: Scheme) -> str:
        """“your Record and your Application”: the documents that go back with our comments."""
        return _documents(scheme, self.marked)

    def _ways(self) -> Iterator[tuple[str, tuple[FileKind, ...]]]:
        for way, kinds in (("marked", self.marked), ("renewed", self.renewed), ("blank", self.blank)):
            if kinds:
                yield way, kinds


NOTHING = Enclosed()


def _say(scheme: Scheme, name: str, kinds: tuple[FileKind, ...]) -> str:
    return scheme.sentences.get(name, _SENTENCES[name]).replace("{documents}", _documents(scheme, kinds))


def _documents(scheme: Scheme, kinds: tuple[FileKind, ...]) -> str:
    phrases = phrases_of(scheme)
    return phrases.listed([phrases.say(f"your {kind.value.capitalize()}") for kind in kinds])
