"""Kinds of check about whole files and single fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from pipeline.checking.scene import ONE_CELL, Hit, Scene, add_months, number, plain, word, words
from pipeline.errors import RulesError
from pipeline.evidence.shelf import same_name
from pipeline.scheme.model import Check, FieldLayout, FieldType
from pipeline.scheme.words.phrases import ENGLISH
from pipeline.values import FileClass, FileReading, Form, NoticeKind, Place, School, Understood, Value
from pipeline.values.school_names import ALIKE, alike

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+")
# Early years settings have numbers such as EY123456.
_URN = re.compile(r"(?:EY)?\d{6}", re.IGNORECASE)
_WHOLE_URN = re.compile(r"(?<!\d)\d{3} ?\d{3}(?!\d)")
_DIGIT = re.compile(r"\d")
Found = tuple[Form, FieldLayout, Value]
_NOTICES = frozenset(kind.value for kind in NoticeKind)
_ENDINGS = {"workbook": ".xlsx", "document": ".docx"}
# These are told of a file although another is read in its place.
_OF_WHAT_IS_NOT_READ = (NoticeKind.OLDER_COPY, NoticeKind.BLANK_COPY)
_READABLE = (FileClass.PARSED, FileClass.IGNORED)


def document_present(scene: Scene, check: Check) -> Iterator[Hit]:
    """A Record or Application that can be read came. Silent when one came locked or broken: that is said there."""
    layout = scene.layout(check.on)
    if scene.submission.form(check.on) is not None:
        return
    for reading in scene.submission.files:
        if reading.kind.value == check.on and reading.file_class not in _READABLE:
            return
    yield Hit(Place(file=""), document=check.on, label=layout.title)


def file_class(scene: Scene, check: Check) -> Iterator[Hit]:
    """A file is of a class that cannot be used (``classes``), and nothing readable came in its place since.

    The sentence about its kind is told in two parts: ``why`` it could not be used, and ``how`` to send it instead.
    """
    classes, files = words(check, "classes"), scene.submission.files
    for position, reading in enumerate(files, start=1):
        if reading.file_class.value in classes and not any(_replaces(new, reading) for new in files[position:]):
            why, stop, how = reading.message.partition(". ")
            yield Hit(Place(reading.file), read=reading.file, words={"why": f"{why}." if stop else why, "how": how})


def noticed(scene: Scene, check: Check) -> Iterator[Hit]:
    """The reader noticed one of ``kinds`` in the document of ``on``, or in any file where that is ``files``.

    Of a form that a newer one took the place of only that is said: the rest is about answers that no longer count.

    A notice about a whole file may say in its words which ``document`` the file stands for: its finding
    then hides what is said of that document. One at a cell hides what is said of that cell: by the checks
    that name it under ``unless``, or with ``instead`` by every other check. With ``alone`` a school is told
    nothing else about the form: what an earlier edition did not ask cannot be mended in it. One whose words
    name the row ``of_row`` it is about hides what is said of that row.
    """
    kinds, document = set(words(check, "kinds")), check.on.partition(".")[0]
    unknown = kinds - _NOTICES
    if unknown:
        raise RulesError(f"checks: {check.id}: there is no notice “{min(unknown)}”.")
    form = scene.submission.form(document) if document != "files" else None
    seen = form.notices if form else ()
    if document == "files":
        seen = tuple(
            notice
            for reading in scene.submission.files
            for notice in reading.notices
            if notice.kind in _OF_WHAT_IS_NOT_READ or not scene.submission.superseded(reading)
        )
    for notice in seen:
        if notice.kind.value in kinds:
            where = notice.words.get("document", "") if document == "files" else document
            row = "" if notice.place == Place(notice.place.file) else notice.words.get("of_row", ONE_CELL)
            yield Hit(notice.place, notice.read, where, row, notice.words.get("label", ""), words=notice.words)


def in_place_of_form(scene: Scene, check: Check) -> Iterator[Hit]:
    """A file came in place of a form (notices of ``kinds``), and the form itself did not; ``wanted`` is its name."""
    kinds = words(check, "kinds")
    wanted = {layout.id: f"{layout.file_name}{_ENDINGS[layout.kind]}" for layout in scene.scheme.documents}
    for reading in scene.submission.files:
        for notice in reading.notices:
            document = notice.words.get("form", "")
            named = {"wanted": wanted.get(document, "")}
            if notice.kind.value in kinds and scene.submission.form(document) is None:
                yield Hit(notice.place, notice.read or reading.file, document, words={**notice.words, **named})


def _replaces(new: FileReading, old: FileReading) -> bool:
    if new.form is not None:
        return new.form.document == old.kind.value
    return new.file_class is FileClass.PARSED and same_name(old.file, new.file)


def form_version(scene: Scene, check: Check) -> Iterator[Hit]:
    """The form is of the scheme and version in force. A form that carries no version is let pass."""
    form = scene.submission.form(check.on)
    if form is None:
        return
    if (form.version or scene.scheme.version) != scene.scheme.version or (
        (form.scheme or scene.scheme.id) != scene.scheme.id
    ):
        yield Hit(
            Place(form.file),
            read=form.version or form.scheme or "",
            document=check.on,
            words={"current": scene.scheme.version},
        )


def field_required(scene: Scene, check: Check) -> Iterator[Hit]:
    """The field is answered. Something written but not understood is for ``field-clear``."""
    for form, layout, value in _fields(scene, check):
        if value.understood in (Understood.EMPTY, Understood.PLACEHOLDER):
            yield _field_hit(scene, form, layout, value)


def field_clear(scene: Scene, check: Check) -> Iterator[Hit]:
    """What was written fits the field's type: a date, an e-mail address, a URN, one of the choices.

    In place of a URN the school's own DfE number will do, and where it has no URN, as a federation, its schools' URNs.
    """
    for form, layout, value in _fields(scene, check):
        if value.understood is Understood.UNCLEAR or (value.answered and not _fits(layout.type, str(value.value))):
            if layout.type is FieldType.URN and _known_by(scene.submission.school, value.read):
                continue
            yield _field_hit(scene, form, layout, value)


def field_ticked(scene: Scene, check: Check) -> Iterator[Hit]:
    """The box is ticked."""
    for form, layout, value in _fields(scene, check):
        if value.value is not True:
            yield _field_hit(scene, form, layout, value)


def field_window(scene: Scene, check: Check) -> Iterator[Hit]:
    """A date is at most ``before`` months ago and ``after`` months ahead."""
    for form, layout, value in _fields(scene, check):
        first, last = value.first_day, value.last_day
        if first and last and not in_window(scene, check, first, last):
            yield _field_hit(scene, form, layout, value)


def in_window(scene: Scene, check: Check, first: dt.date, last: dt.date) -> bool:
    """Whether any day from ``first`` to ``last`` lies in the check's window around today."""
    if "before" in check.settings and last < add_months(scene.today, -number(check, "before")):
        return False
    return "after" not in check.settings or first <= add_months(scene.today, number(check, "after"))


def documents_agree(scene: Scene, check: Check) -> Iterator[Hit]:
    """Both documents say the same in a field; the finding stands in the document of ``on``.

    With ``school_names`` one name in two spellings (“C of E”, “St”) is the same; so are two like names where
    both documents give the same answer to one of the fields in ``beside``, a URN or a postcode.
    """
    ours, theirs = scene.field(check.on), scene.field(word(check, "other"))
    if ours is None or theirs is None or not (ours[2].answered and theirs[2].answered):
        return
    if _same(ours[2], theirs[2]) or (check.settings.get("school_names") and _one_school(check, ours, theirs)):
        return
    hit = _field_hit(scene, *ours)
    yield Hit(hit.place, hit.read, hit.document, label=hit.label, words={"other": theirs[2].read.strip()})


def _same(ours: Value, theirs: Value) -> bool:
    first, second = plain(str(ours.value)), plain(str(theirs.value))
    # "Hillside School" and "Hillside Primary School, Kent" are the same school to any reader.
    return first == second or first in second or second in first


def _one_school(check: Check, ours: Found, theirs: Found) -> bool:
    likeness = alike(str(ours[2].value), str(theirs[2].value))
    told = [
        tuple(plain(form.text(name)).replace(" ", "") for form in (ours[0], theirs[0]))
        for name in words(check, "beside")
    ]
    return likeness == 1.0 or (likeness >= ALIKE and any(mine and mine == other for mine, other in told))


def _fields(scene: Scene, check: Check) -> Iterator[Found]:
    addresses = [f"{check.on}.{name}" for name in words(check, "fields")] if "." not in check.on else [check.on]
    for address in addresses:
        found = scene.field(address)
        if found is not None:
            yield found


def _field_hit(scene: Scene, form: Form, layout: FieldLayout, value: Value) -> Hit:
    extra = {"why": why_unclear(layout, value), "sheet": scene.sheet_of(form, layout.id) or ""}
    if value.first_day:
        extra["date"] = ENGLISH.long_date(value.first_day)
    return Hit(value.place, value.read, form.document, row=f"field|{layout.id}", label=layout.label, words=extra)


def why_unclear(layout: FieldLayout, value: Value) -> str:
    """The reader's own sentence on why an answer was not understood; empty where it has none."""
    says_why = layout.type in (FieldType.DATE, FieldType.CHOICE, FieldType.EMAIL, FieldType.URN)
    return value.how if says_why and value.read and not value.answered else ""


def _known_by(school: School | None, read: str) -> bool:
    """Whether numbers that are not one URN name the school of the case all the same; identity asks whose they are."""
    if school is None:
        return False
    if school.laestab and "".join(filter(str.isdigit, read)) == school.laestab:
        return True
    return school.urn is None and _WHOLE_URN.search(read) is not None and not _DIGIT.search(_WHOLE_URN.sub("", read))


def _fits(kind: FieldType, text: str) -> bool:
    if kind is FieldType.EMAIL:
        return _EMAIL.fullmatch(text.strip()) is not None
    if kind is FieldType.URN:
        return _URN.fullmatch(text.strip()) is not None
    return True
