"""What a school says it sent, beside what came: the claim-evidence graph as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.values.files import FileReading
from pipeline.values.place import Place


class ClaimKind(StrEnum):
    """How a document points at evidence."""

    INDEX = "index"  # a line of the evidence index names its file
    REFERENCE = "reference"  # “E7”, “E1-E3”
    FILE = "file"  # “see wellbeing policy.pdf”
    ATTACHMENT = "attachment"  # “see attached”, “Appendix 2”
    LINK = "link"  # a web address or a drive path


class ClaimStatus(StrEnum):
    """What became of a claim. Each has exactly one. A published word list."""

    ATTACHED = "attached"  # the file came, opens and says something
    MISSING = "missing"  # nothing that came fits, or only a shortcut or another kind we cannot read
    AMBIGUOUS = "ambiguous"  # two or more different files fit equally well
    EMPTY = "empty"  # the file came and holds nothing
    UNREADABLE = "unreadable"  # the file came and cannot be opened
    OUT_OF_DATE = "out-of-date"  # older than its kind may be
    PRIVATE_LINK = "private-link"  # only the school can open it
    WEB_LINK = "web-link"  # a page on the web, which is not opened here


# Where several files stand behind one claim, the claim has the first of these that any of them has.
WORST_FIRST = (
    ClaimStatus.MISSING,
    ClaimStatus.UNREADABLE,
    ClaimStatus.EMPTY,
    ClaimStatus.AMBIGUOUS,
    ClaimStatus.PRIVATE_LINK,
    ClaimStatus.OUT_OF_DATE,
    ClaimStatus.WEB_LINK,
    ClaimStatus.ATTACHED,
)
HELD = frozenset({ClaimStatus.ATTACHED, ClaimStatus.OUT_OF_DATE})


class FileUse(StrEnum):
    """Whether anything in the documents points at a file. Each has exactly one."""

    CITED = "cited"
    NEVER_CITED = "never-cited"


@dataclass(frozen=True, slots=True)
class Claim:
    """One pointer from a document to evidence, and where it leads.

    ``address`` is the field or column it stands in (``application.criteria.evidence``), ``row`` the key of
    its row, ``text`` the words that point (“E7”), ``target`` what they ask for, ``line`` the key of the
    index line it goes through, if there is one, and ``files`` the files it means (several where they are
    ambiguous). ``near`` says that a name was matched by likeness; ``nearest`` is the name most like it of
    a file that is missing, and ``instead`` what came under the name but is of a kind that cannot be read.
    ``for_everything`` marks a claim on a file that stands for nearly all principles, whatever its status.
    """

    place: Place
    address: str
    row: str
    text: str
    kind: ClaimKind
    target: str
    status: ClaimStatus
    files: tuple[FileReading, ...] = ()
    line: str = ""
    near: bool = False
    nearest: str = ""
    instead: tuple[FileReading, ...] = ()
    for_everything: bool = False

    def as_json(self) -> dict[str, object]:
        """The published shape of a claim in ``award check --json``."""
        return {
            **self.place.as_json(),
            "field": self.address,
            "text": self.text,
            "kind": self.kind.value,
            "target": self.target,
            "status": self.status.value,
            "files": [reading.file for reading in self.files],
            "for-everything": self.for_everything,
        }


@dataclass(frozen=True, slots=True)
class Graph:
    """Every claim of a submission in reading order, and what each evidence file is to them.

    ``files`` are the evidence files that count, in order of arrival; ``uses`` has
    every one by name; ``uncited`` the index lines that nothing cites; ``twins``
    groups of files that are the same under different names; ``cut`` the documents that are so long, or point at
    so much, that they were not looked through to their end.
    """

    claims: tuple[Claim, ...]
    files: tuple[FileReading, ...]
    uses: Mapping[str, FileUse]
    uncited: tuple[str, ...]
    twins: tuple[tuple[FileReading, ...], ...]
    cut: tuple[str, ...] = ()

    def of_line(self, line: str) -> tuple[FileReading, ...]:
        """The files that a line of the index means."""
        found = (c.files for c in self.claims if c.kind is ClaimKind.INDEX and c.line == line)
        return tuple(dict.fromkeys(reading for files in found for reading in files))

    def status_of_line(self, line: str) -> ClaimStatus:
        """What became of a line of the index: the worst of the files it names, missing where it names none."""
        found = [c.status for c in self.claims if c.kind is ClaimKind.INDEX and c.line == line]
        return min(found, key=WORST_FIRST.index, default=ClaimStatus.MISSING)

    def holds(self, line: str) -> bool:
        """Whether all that a line of the index names came and can be read. Old evidence is held too."""
        return self.status_of_line(line) in HELD
