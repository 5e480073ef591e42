"""The officer's desk: everything a job needs at hand, opened once a command."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path

from pipeline.intake.archive import Archive
from pipeline.office.premises.schemes import Schemes
from pipeline.office.premises.setting_up import find_schools, forms_of
from pipeline.office.reading_room.doubt import with_doubt
from pipeline.office.reading_room.room import Copies, ReadingRoom
from pipeline.reading.identity import SchoolList
from pipeline.reading.parcels.copies import filled_last, newest_last
from pipeline.register.records import CaseFile
from pipeline.register.store import Register, open_register
from pipeline.scheme import Scheme
from pipeline.values import CaseView, FileKind, FileReading, Held, SourceFile, Submission
from pipeline.values.titles import title
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Desk:
    """The workspace with its register, archive and rules, and the day it is."""

    workspace: Workspace
    schemes: Schemes
    register: Register
    archive: Archive
    office: Mapping[str, str]
    today: dt.date
    now: dt.datetime
    copies: Copies
    _open: ExitStack
    _rooms: dict[Scheme, ReadingRoom] = field(default_factory=dict)
    _read: dict[tuple[Scheme, str, str], FileReading] = field(default_factory=dict)

    @cached_property
    def schools(self) -> SchoolList:
        """The schools list, read when it is first asked for: most commands never do."""
        return find_schools(self.workspace.root)

    @property
    def scheme(self) -> Scheme:
        """The scheme that the command is about. Raises UsageError, with their ids, where there are several."""
        return self.schemes.the()

    def scheme_of(self, case: str | CaseView) -> Scheme:
        """The rules that a case is judged by: its scheme, in the version it was opened under."""
        view = self.register.case(case) if isinstance(case, str) else case
        return self.schemes.edition(view.scheme, view.scheme_version)

    def spoken_to(self, case: str | CaseView) -> Scheme:
        """The same rules in the language that the case's school writes in: that of the newest form it sent."""
        view = self.register.case(case) if isinstance(case, str) else case
        scheme = self.scheme_of(view)
        if not scheme.languages:
            return scheme
        forms = [reading.form for reading in self.submission(view.reference).files if reading.form is not None]
        return self.schemes.spoken(scheme, forms[-1].language if forms else "")

    @property
    def shelves(self) -> frozenset[str]:
        """Folders of the inbox that stand for a scheme each, where there are several."""
        return frozenset(self.schemes.every) if len(self.schemes.every) > 1 else frozenset()

    def cases(self) -> tuple[CaseView, ...]:
        """The cases that the command is about: of the scheme that was named, or of all."""
        named = self.schemes.wanted
        return tuple(case for case in self.register.cases() if named in ("", case.scheme))

    def covers(self, case: str) -> bool:
        """Whether the command is about this case."""
        return not self.schemes.wanted or self.register.case(case).scheme == self.schemes.wanted

    def room(self, scheme: Scheme) -> ReadingRoom:
        """Where files are read by a scheme's forms."""
        if scheme not in self._rooms:
            self._rooms[scheme] = self._open.enter_context(ReadingRoom(scheme, self.copies))
        return self._rooms[scheme]

    def reading(self, name: str, sha256: str, scheme: Scheme) -> FileReading:
        """What an archived file says by a scheme's forms; each is read once while the desk is open."""
        key = (scheme, name, sha256)
        if key not in self._read:
            self._read[key] = self.room(scheme).read(SourceFile(name, self.archive.read(sha256), sha256))
        return self._read[key]

    def opened(self, reading: FileReading) -> bytes:
        """The bytes that a reading was made from: the file's own, or those of the copy of an old kind."""
        copy = self.copies.get(reading.sha256) if reading.converted_from else None
        return self.archive.read(reading.sha256) if copy is None else copy

    def remember(self, reading: FileReading, scheme: Scheme) -> None:
        """Keep a reading made on the way in, so that it is not made again."""
        self._read[(scheme, reading.file, reading.sha256)] = reading

    def documents(self, case: str) -> tuple[CaseFile, ...]:
        """A case's files that hold something themselves, in order of arrival.

        Zips and e-mails are left to their parts; a file sent again takes the earlier one's place, under the same
        name, or under the same title when it is evidence (“Minutes v2.docx” for “Minutes.docx”).
        """
        wrappers = (FileKind.ARCHIVE.value, FileKind.MESSAGE.value)
        newest: dict[str, CaseFile] = {}
        for file in self.register.case_files(case):
            if file.kind not in wrappers:
                for name in _replaced(file, newest):
                    newest.pop(name)
                newest[file.name] = file
        return tuple(newest.values())

    def submission(self, case: str, under: Scheme | None = None) -> Submission:
        """Everything a case's documents say now; of two versions in one delivery the newer behind the older.

        They are read by the case's own rules, or as if it were ``under`` others.
        """
        doubts = self.doubts(case)
        view = self.register.case(case)
        scheme, school = under or self.scheme_of(view), view.school
        readings: list[FileReading] = []
        for delivery, files in groupby(self.documents(case), key=lambda file: file.delivery):
            together = newest_last([self.reading(file.name, file.sha256, scheme) for file in files], school.urn or "")
            readings += with_doubt(together, doubts.get(delivery, ""))
        return Submission(filled_last(readings), school, self.held(view))

    def held(self, case: CaseView) -> tuple[Held, ...]:
        """The awards of a case's scheme that its school was given before, the earliest first."""
        return tuple(
            Held(award.level, award.awarded_on, award.valid_until)
            for award in self.register.awards()
            if (award.scheme, award.school.key) == (case.scheme, case.school.key) and award.case != case.reference
        )

    def doubts(self, case: str | None = None) -> dict[str, str]:
        """Deliveries that found a case though something spoke against it, until a person has said whose they are."""
        doubts: dict[str, str] = {}
        for event in self.register.events(case):
            if event.kind == "doubted":
                doubts[str(event.body["delivery"])] = str(event.body["doubt"])
            elif event.kind == "assigned":
                doubts.pop(str(event.body["delivery"]), None)
        return doubts

    def publish(self, case: str | None, kind: str, relative: str, data: bytes, version: int = 1) -> Path:
        """Put a document in the outbox and on record. What was issued is kept, so it can be put back."""
        self.archive.put(data)
        path = self.workspace.write_output(relative, data)
        digest = hashlib.sha256(data).hexdigest()
        self.register.set_message(case, kind, relative, digest, version=version, now=self.now)
        return path

    def publish_forms(self, language: str = "") -> list[Path]:
        """The blank forms, in one of the scheme's languages, in the outbox."""
        made = forms_of(self.schemes, language)
        return [self.publish(None, f"form-{name}", f"forms/{name}", data) for name, data in made.items()]

    def restore_outbox(self) -> int:
        """Write again, from the archive, whatever was issued and is no longer in the outbox."""
        missing = [o for o in self.register.outputs() if not (self.workspace.outbox / o.path).is_file()]
        for output in missing:
            self.workspace.write_output(output.path, self.archive.read(output.sha256))
        return len(missing)


# What could not be read was not recognised either: the shortcut whose document comes later.
_REPLACEABLE = (FileKind.EVIDENCE.value, FileKind.OTHER.value)


def _replaced(file: CaseFile, earlier: Mapping[str, CaseFile]) -> list[str]:
    """The names of earlier files that this one takes the place of."""
    same = [name for name in earlier if name == file.name]
    if same or file.kind != FileKind.EVIDENCE.value:
        return same
    # Within one delivery two files of one title are two; so are two earlier ones, of which neither is meant.
    before = [f for f in earlier.values() if f.delivery != file.delivery and f.kind in _REPLACEABLE]
    alike = [f.name for f in before if title(f.name) == title(file.name)]
    return alike if len(alike) == 1 else []


@contextmanager
def open_desk(root: Path, today: dt.date, scheme: str = "") -> Iterator[Desk]:
    """Open the workspace in ``root`` for one command, held against a second one.

    ``scheme`` names the one the command is about. Raises WorkspaceError when ``root`` is no workspace, BusyError
    when another run holds it, UsageError when there is no scheme of that name.
    """
    workspace = Workspace.open(root)
    schemes = Schemes(workspace.root, scheme)
    _ = schemes.usable  # rules that are wrong stop a command before it has done anything
    now = dt.datetime.combine(today, dt.time(9), tzinfo=dt.UTC)
    archive, copies = Archive(workspace.archive), Copies(workspace.copies)
    office = workspace.office_details()
    with workspace.lock(), open_register(workspace.register) as register, ExitStack() as opened:
        desk = Desk(workspace, schemes, register, archive, office, today, now, copies, opened)
        for shelf in desk.shelves:
            (workspace.inbox / shelf).mkdir(exist_ok=True)
        yield desk
