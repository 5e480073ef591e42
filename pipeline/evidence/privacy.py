"""What of a submission may be a pupil's personal data, place by place, with the grown-ups we know left out."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from pipeline.evidence.bodies import whose
from pipeline.evidence.file_names import base_name
from pipeline.evidence.names import initials
from pipeline.evidence.pupils import look
from pipeline.evidence.sighting import Personal, Sighting
from pipeline.scheme.model import PrivacyRules, Scheme
from pipeline.values import Form, Notice, NoticeKind, Place, Submission, Value

Part = tuple[Place, str]
# So many notices of one file say enough; a list of a whole year group would bury the rest.
MOST_IN_A_FILE = 40
# A school's long handbook is looked through so far; what a panel reads of one file is shorter.
LETTERS = 400_000
_TAB_OR_END = re.compile(r"[\t\r\n]")
_PUPIL = re.compile(r"\b(?:pupil|student|child|year \d{1,2}|yr ?\d{1,2}|y\d{1,2}|council)s?\b", re.IGNORECASE)
_GROWN_UP = re.compile(
    r"\b(?:teacher|lead|leader|tutor|head|governor|assistant|ta|hlta|staff|link|officer)s?\b", re.IGNORECASE
)


def personal_notices(lines: Iterable[Sequence[Part]], rules: PrivacyRules) -> tuple[Notice, ...]:
    """A notice for each sighting in one file (or sheet), each once at its place.

    A line is one part (a page, a paragraph, a whole text) or the cells of a table's row.
    ``read`` is masked; ``words`` holds what it is (``what``), what stands there (``seen``) and the name in it
    (``name``).
    """
    text, starts, places = _joined(lines)
    if not places:
        return ()
    names = [name for name in (_spaced(places[0].file), places[0].sheet) if name]
    found: dict[tuple[Place, str], Notice] = {}
    named: set[tuple[Place, str]] = set()
    for sighting in look(text, rules, whose(names, text, rules)):
        place = places[bisect_right(starts, sighting.at) - 1]
        # In a list, a name that stands beside its year group has been told already.
        if sighting.kind is not Personal.REGISTER or (place, sighting.name) not in named:
            found.setdefault((place, sighting.seen), _notice(place, sighting))
        named.add((place, sighting.name))
    cut = len(text) >= LETTERS or len(found) > MOST_IN_A_FILE
    return (*tuple(found.values())[:MOST_IN_A_FILE], *([looked_so_far(places[0].file)] if cut else []))


def looked_so_far(file: str) -> Notice:
    """That there is more in a file than was looked through, or is listed."""
    return Notice(NoticeKind.LOOKED_SO_FAR, Place(file), file)


def _joined(lines: Iterable[Sequence[Part]]) -> tuple[str, list[int], list[Place]]:
    """All parts as one text, with where each begins and its place: tabs part cells, new lines part lines."""
    texts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    length = 0
    for line in lines:
        for at, (place, text) in enumerate(line):
            told = _TAB_OR_END.sub(" ", text) if len(line) > 1 else text
            told += "\t" if at + 1 < len(line) else "\n"
            texts.append(told)
            starts.append(length)
            places.append(place)
            length += len(told)
        if length > LETTERS:
            break
    return "".join(texts)[:LETTERS], starts, places


def pointed_out(submission: Submission, scheme: Scheme) -> tuple[Notice, ...]:
    """All that may be personal data in the newest forms, in evidence and in file names, in reading order."""
    adults = tuple(frozenset(_words(name)) for name in _adults(submission))
    every = [
        *(notice for document in ("record", "application") for notice in _in_form(submission, document, scheme)),
        *_in_files(submission, scheme),
    ]
    found = [notice for notice in every if notice.kind is NoticeKind.PERSONAL_DATA]
    school = frozenset(_words(" ".join(_school_names(submission)))) - {*scheme.privacy.given_names}
    return tuple(n for n in found if not _is_adult(n, adults) and n.words["name"].casefold() not in school)


def mark(notice: Notice, submission: Submission) -> str:
    """A mark that stays the same while the file does, and tells nothing of whom the notice is about."""
    content = next((f.sha256 for f in submission.files if f.file == notice.place.file), "")
    told = f"{content}|{notice.place.as_json()}|{notice.words['what']}"
    return hashlib.sha256(told.encode()).hexdigest()


def _notice(place: Place, sighting: Sighting) -> Notice:
    words = {"what": sighting.kind.value, "seen": sighting.seen, "name": sighting.name}
    return Notice(NoticeKind.PERSONAL_DATA, place, sighting.masked, words)


def _in_files(submission: Submission, scheme: Scheme) -> Iterator[Notice]:
    """In the names of files and in what they say."""
    names = {reading.file: _spaced(reading.file) for reading in submission.files}
    telling = bool(look("\n".join(names.values()), scheme.privacy))
    for reading in submission.files:
        if telling:
            yield from personal_notices([[(Place(reading.file), names[reading.file])]], scheme.privacy)
        if reading.form is None:
            yield from reading.notices


def _spaced(file: str) -> str:
    return re.sub(r"[_-]+", " - ", re.sub(r"\.[A-Za-z0-9]{2,5}$", "", base_name(file)))


def _in_form(submission: Submission, document: str, scheme: Scheme) -> Iterator[Notice]:
    form = submission.form(document)
    if form is None:
        return
    values = [value for value in _first_values(form) if value.read.strip()]
    # One look through the whole tells whether looking cell by cell is worth while.
    if look("\n".join(value.read for value in values), scheme.privacy):
        for value in values:
            yield from personal_notices([[(value.place, value.read)]], scheme.privacy)
    yield from _pupils_on_the_team(form)


def _first_values(form: Form) -> Iterator[Value]:
    """A form's values in reading order, as far as one form is looked through."""
    left = LETTERS
    for value in form.values():
        left -= len(value.read)
        if left < 0:
            return
        yield value


def _pupils_on_the_team(form: Form) -> Iterator[Notice]:
    """A pupil who sits on the team stands there by name, with the post beside it."""
    for row in form.tables.get("team", ()):
        name, post = row.cells.get("name"), _post(row.cells.values())
        if name is None or not re.search(r"\w{2,}", name.read) or _GROWN_UP.search(post):
            continue
        if name.answered and _PUPIL.search(post):
            masked = f"{initials(name.read)}, {post}"
            yield _notice(name.place, Sighting(Personal.TEAM, f"{name.read}, {post}", masked, name.read))


def _post(cells: Iterable[Value]) -> str:
    return ", ".join(value.read for value in cells if value.field.endswith((".post", ".role")) and value.read)


def _adults(submission: Submission) -> Iterator[str]:
    """The grown-ups who stand in the forms (heads, leads, signatories, the team), and the school itself."""
    for form in (submission.record, submission.application):
        if form is None:
            continue
        for field, value in form.fields.items():
            if field.endswith("_name"):
                yield value.read
        for row in form.tables.get("team", ()):
            post = _post(row.cells.values())
            if "name" in row.cells and (_GROWN_UP.search(post) or not _PUPIL.search(post)):
                yield row.cells["name"].read


def _school_names(submission: Submission) -> Iterator[str]:
    """“Larkspur's counselling” is what a school offers, unless Larkspur is a given name too."""
    for form in (submission.record, submission.application):
        if form is not None and "school_name" in form.fields:
            yield form.fields["school_name"].read


def _is_adult(notice: Notice, adults: Sequence[frozenset[str]]) -> bool:
    name = frozenset(_words(notice.words["name"]))
    return len(name) > 1 and any(name <= adult for adult in adults)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())
