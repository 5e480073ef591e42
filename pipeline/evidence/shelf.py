"""The files that came, and which of them a written name means: exact, near, two alike, or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from pipeline.evidence.file_names import FileName, base_name, plain, taken_apart, without_page, words_of
from pipeline.evidence.name_likeness import agree, alike, counted, cut_off, dressed, likeness
from pipeline.ooxml import limits
from pipeline.values import FileClass, FileReading
from pipeline.values.school_names import spoken

# A name counts as a slip of the pen from this likeness on (percent); every word must then have its like.
NEAR = 88
# A second name this close behind the best leaves the choice to the school.
MARGIN = 6
# From here on a missing file's message offers the name most like it.
SUGGEST = 60
# A reference in front of a file's name is believed when the rest has this much in common with what was asked.
SAME_REFERENCE = 60


@dataclass(frozen=True, slots=True)
class Found:
    """The files a name means: none, one, or several that are not the same. ``near`` when found by likeness.

    ``instead`` holds what came under the name when that is of a kind that cannot be read, such as a shortcut.
    """

    files: tuple[FileReading, ...] = ()
    near: bool = False
    nearest: str = ""
    instead: tuple[FileReading, ...] = ()


_Named = tuple[FileName, FileReading]


class Shelf:
    """Files by name. Which of several deliveries counts is settled before: here every file has its own place."""

    def __init__(self, files: Iterable[FileReading], school: str = "") -> None:
        self.files = tuple(reading for reading in files if reading.file_class is not FileClass.IGNORED)
        # A school puts its name before its files', and leaves it out where it names them.
        self._own = frozenset(spoken(school))
        # A school writes one name again and again, and each look goes through all files.
        self._known: dict[tuple[str, str], Found] = {}
        named = [(taken_apart(reading.file), reading) for reading in self.files]
        # A shortcut or a film never is the document that somebody speaks of, whatever its name.
        self._names = [entry for entry in named if entry[1].file_class is not FileClass.UNSUPPORTED]
        self._unreadable = [entry for entry in named if entry[1].file_class is FileClass.UNSUPPORTED]

    def find(self, wanted: str, reference: str = "") -> Found:
        """What a name means; ``reference`` is the index line it stands in (``E7``)."""
        if (wanted, reference) not in self._known:
            self._known[wanted, reference] = self._find(wanted, reference)
        return self._known[wanted, reference]

    def _find(self, wanted: str, reference: str) -> Found:
        asked = taken_apart(wanted)
        if not asked.stem:
            return Found()
        found = self._among(self._names, asked, wanted, reference.upper())
        if found.files:
            return found
        shorter = without_page(wanted)
        if shorter != wanted:
            return self._find(shorter, reference)
        instead = self._among(self._unreadable, asked, wanted, reference.upper()).files
        return Found(instead=instead) if instead else found

    def marked(self, reference: str) -> tuple[FileReading, ...]:
        """The files whose names begin with a reference: “E7 - Wellbeing policy.pdf”."""
        marked = [reading for name, reading in self._names if name.reference == reference.upper()]
        return _distinct(marked) if reference else ()

    def holding(self, words: str) -> tuple[FileReading, ...]:
        """The files whose names hold these words side by side: “appendix 2”."""
        phrase = f" {' '.join(words_of(words))} "
        return _distinct([reading for name, reading in self._names if phrase in f" {' '.join(name.words)} "])

    def readable(self) -> tuple[FileReading, ...]:
        """The files of a kind that can be read."""
        return tuple(reading for _, reading in self._names)

    def _among(self, named: Sequence[_Named], asked: FileName, wanted: str, reference: str) -> Found:
        for fits in _FITS:
            files = [reading for name, reading in named if fits(asked, name, reference)]
            if files:
                return Found(_narrowed(files, wanted))
        for near in (partial(dressed, own=self._own), cut_off, counted):
            files = [reading for name, reading in named if near(asked, name) and agree(asked, name, reference)]
            if files:
                return Found(_distinct(files), near=True)
        return _near(named, asked, reference)


def _near(named: Sequence[_Named], asked: FileName, reference: str) -> Found:
    scored = sorted(((likeness(asked, name), at) for at, (name, _) in enumerate(named)), reverse=True)
    for score, at in scored:
        name = named[at][0]
        if score < NEAR:
            break
        if agree(asked, name, reference) and alike(asked, name):
            rivals = [named[other][1] for their_score, other in scored
                      if their_score > score - MARGIN and alike(asked, named[other][0])]  # fmt: skip
            return Found(_distinct(rivals), near=True)
    for score, at in scored:
        name, reading = named[at]
        if reference and name.reference == reference and score >= SAME_REFERENCE:
            return Found((reading,), near=True)
    marked = [reading for name, reading in named if reference and name.reference == reference]
    if len(marked) == 1:
        return Found(nearest=base_name(marked[0].file))
    if scored and scored[0][0] >= SUGGEST:
        return Found(nearest=base_name(named[scored[0][1]][1].file))
    return Found()


def same_name(one: str, other: str) -> bool:
    """Whether two file names are the same but for case, ending, punctuation and marks of a copy."""
    first, second = taken_apart(one), taken_apart(other)
    return bool(first.bare) and first.bare == second.bare


def _folder(name: str) -> str:
    return name[: len(name) - len(base_name(name))]


_Fits = Callable[[FileName, FileName, str], bool]
# From the surest to the least sure; the first that holds for any file decides.
_FITS: tuple[_Fits, ...] = (
    lambda asked, name, _: asked.full == name.full,
    lambda asked, name, _: asked.stem == name.stem,
    lambda asked, name, _: asked.bare == name.bare,
    lambda asked, name, ref: bool(name.rest) and name.rest in (asked.rest, asked.bare) and agree(asked, name, ref),
    lambda _, name, ref: bool(ref) and name.reference == ref and not name.rest,
)


def _narrowed(files: Sequence[FileReading], wanted: str) -> tuple[FileReading, ...]:
    """Of several files of one name, those in the folder that was written before it, if one was."""
    folder = _folder(wanted).replace("\\", "/").casefold()
    within = [f for f in files if folder and _folder(f.file).replace("\\", "/").casefold().endswith(folder)]
    return _distinct(within or files)


def _distinct(files: Sequence[FileReading]) -> tuple[FileReading, ...]:
    """Files that are the same to the byte, or word for word, count once."""
    seen: dict[str, FileReading] = {}
    for reading in files:
        seen.setdefault(same_content(reading), reading)
    return tuple(seen.values())


# Shorter texts (“See attached photo.”) are alike by chance.
_SAME_TEXT_LETTERS = 200


def same_content(reading: FileReading) -> str:
    """What two copies of one document have in common: their text where there is enough, otherwise their bytes."""
    return (_text_mark(reading.evidence.text) if reading.evidence else "") or reading.sha256 or reading.file


@lru_cache(maxsize=1024)
def _text_mark(text: str) -> str:
    # Of a long document only the beginning is kept, and two that begin alike may end differently.
    words = plain(text) if len(text) < limits.EVIDENCE_CHARACTERS else ""
    return hashlib.sha256(words.encode()).hexdigest() if len(words) >= _SAME_TEXT_LETTERS else ""
