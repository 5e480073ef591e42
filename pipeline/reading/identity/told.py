"""What a delivery says about whose it is, before any school is thought of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.reading.identity import numbers
from pipeline.reading.identity.correspondence import Post
from pipeline.values import FileClass, FileReading, Form, NoticeKind

Where = dict[str, str]
"""A thing found, and the file it was first found in."""


@dataclass(slots=True)
class Told:
    """Numbers, postcodes, names and addresses of one delivery, in the order of its files' names."""

    urns_answered: Where = field(default_factory=dict)
    dfe_answered: Where = field(default_factory=dict)
    urns_shown: Where = field(default_factory=dict)
    dfe_shown: Where = field(default_factory=dict)
    named: Where = field(default_factory=dict)
    bare: Where = field(default_factory=dict)
    postcodes_answered: Where = field(default_factory=dict)
    postcodes_shown: Where = field(default_factory=dict)
    domains: Where = field(default_factory=dict)
    references: Where = field(default_factory=dict)
    names: Where = field(default_factory=dict)
    heads: Where = field(default_factory=dict)
    leads: Where = field(default_factory=dict)
    several: Where = field(default_factory=dict)
    texts: list[tuple[str, str]] = field(default_factory=list)
    forms: int = 0
    opened: int = 0
    unopened: Where = field(default_factory=dict)
    """Files of which nothing is known, each with the reason; what computers leave in folders is none."""


def listen(readings: Sequence[FileReading], post: Post, prefixes: frozenset[str], evidence: bool) -> Told:
    """Everything that the forms, file names and e-mail say; with ``evidence`` the other files' text too.

    ``prefixes`` begin our own case numbers. The order of the files changes nothing.
    """
    told = Told()
    for reading in sorted(readings, key=lambda reading: (reading.file, reading.sha256)):
        _name(told, reading.file, prefixes)
        if reading.file_class is FileClass.PARSED:
            told.opened += 1
        elif reading.file_class is not FileClass.IGNORED:
            told.unopened[reading.file] = reading.message
        if reading.form is not None:
            _form(told, reading.form)
            _text(told, reading.file, reading.text)
            _found(told.bare, numbers.bare_numbers(reading.text), reading.file)
        elif evidence and reading.evidence is not None and reading.evidence.text:
            _text(told, reading.file, reading.evidence.text)
    _found(told.references, numbers.case_numbers(post.subject, prefixes), "the subject")
    _found(told.urns_shown, numbers.urns_said(post.subject), "the subject")
    _found(told.named, numbers.bare_numbers(post.subject), "the subject")
    _found(told.dfe_shown, numbers.laestabs_said(post.subject), "the subject")
    _name(told, post.name, prefixes)
    return told


def _form(told: Told, form: Form) -> None:
    told.forms += 1
    answer = form.fields.get("urn")
    # Also where it was not understood: two URNs in one box are no URN, but they are a federation's.
    written = answer.read if answer is not None else ""
    _found(told.urns_answered, numbers.urns_in_answer(written), form.file)
    _found(told.dfe_answered, numbers.laestabs_in_answer(written), form.file)
    _found(told.postcodes_answered, numbers.postcodes_in_answer(form.text("postcode")), form.file)
    for notice in form.notices:
        if notice.kind is NoticeKind.SEVERAL_SCHOOLS:
            _found(told.several, numbers.urns_in_answer(notice.words.get("schools", "")), form.file)
    for field_id, place in (("school_name", told.names), ("head_name", told.heads), ("lead_email", told.leads)):
        _found(place, {form.text(field_id)} - {""}, form.file)


def _text(told: Told, file: str, text: str) -> None:
    told.texts.append((file, text))
    _found(told.urns_shown, numbers.urns_said(text), file)
    _found(told.dfe_shown, numbers.laestabs_said(text), file)
    _found(told.postcodes_shown, numbers.postcodes(text), file)
    _found(told.domains, numbers.domains_shown(text), file)


def _name(told: Told, name: str, prefixes: frozenset[str]) -> None:
    base = name.replace("_", " ")
    _found(told.references, numbers.case_numbers(base, prefixes), f"the file name “{name}”")
    _found(told.named, numbers.bare_numbers(base) | numbers.urns_said(base), f"the file name “{name}”")
    _found(told.dfe_shown, numbers.laestabs_said(base), name)


def _found(place: Where, things: Iterable[str], file: str) -> None:
    for thing in sorted(things):
        place.setdefault(thing, file)
