"""Which school a delivery is from: by URN, else by postcode and name, else by who sent it; never by name alone."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.errors import WorkspaceError
from pipeline.reading.wording import plain
from pipeline.values import CaseView, FileReading, Match, School

# How alike two names must be beside the same postcode, after abbreviations are written out.
ALIKE = 0.72
# By how much the best name must beat the second best at the same postcode.
MARGIN = 0.05
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b")
_URN = re.compile(r"\bURN\W{0,4}(\d{6})\b", re.IGNORECASE)
# What schools shorten, and the words that say nothing about which school it is.
_LONG = {
    "st": "saint", "sts": "saint", "saints": "saint", "ce": "church england", "cofe": "church england",
    "coe": "church england", "rc": "catholic", "pri": "primary", "prim": "primary", "sec": "secondary",
    "jnr": "junior", "jun": "junior", "inf": "infant", "infants": "infant", "juniors": "junior", "acad": "academy",
    "comm": "community", "ctr": "centre", "nurs": "nursery", "sch": "school", "gram": "grammar",
    "va": "aided", "vc": "controlled",
}  # fmt: skip
# Two names that both say what kind of school it is, and say it differently, are two schools.
_KINDS = {"infant", "junior", "primary", "secondary", "nursery", "grammar", "high", "college"}
_IDLE = {"school", "the", "of", "and", "a", "voluntary", "aided", "controlled", "roman"}
# Mail addresses that anybody can have say nothing about a school.
_ANYBODY = {"gmail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "yahoo.com", "yahoo.co.uk", "icloud.com",
            "btinternet.com", "live.co.uk", "aol.com", "googlemail.com"}  # fmt: skip


def read_schools(path: Path) -> tuple[School, ...]:
    """The schools list, a CSV in the columns of Get Information about Schools, in the file's order.

    A row without a URN gets our own number from the column ``Key``, else from its name and postcode.
    Raises WorkspaceError when the file cannot be read or has no EstablishmentName column.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WorkspaceError(f"{path}: the schools list cannot be read ({error.strerror}).") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The official download is in the Windows alphabet.
        text = data.decode("cp1252", errors="replace")
    rows = csv.DictReader(text.splitlines())
    if "EstablishmentName" not in (rows.fieldnames or ()):
        raise WorkspaceError(f"{path}: the schools list has no column “EstablishmentName”. Use the GIAS columns.")
    return tuple(_school(row) for row in rows if (row.get("EstablishmentName") or "").strip())


def _school(row: dict[str, str | None]) -> School:
    def of(*columns: str) -> str:
        return next((value.strip() for c in columns if (value := row.get(c)) and value.strip()), "")

    name, postcode, urn = of("EstablishmentName"), of("Postcode"), of("URN")
    area, number = of("LA (code)"), of("EstablishmentNumber")
    own = of("Key", "key") or "-".join(f"{plain(name)} {plain(postcode)}".split())
    return School(
        key=urn or own, name=name, urn=urn or None, laestab=f"{area}{number.zfill(4)}" if area and number else None,
        phase=of("PhaseOfEducation (name)"), kind=of("TypeOfEstablishment (name)"), street=of("Street"),
        town=of("Town"), postcode=postcode, website=of("SchoolWebsite"),
        head=" ".join(part for part in (of("HeadFirstName"), of("HeadLastName")) if part),
    )  # fmt: skip


def match(
    readings: Sequence[FileReading], schools: Sequence[School], sender: str | None, open_cases: Sequence[CaseView]
) -> Match:
    """The school that a delivery's content and sender point to, with the reasons, and a doubt if they disagree."""
    by_urn = _by_urn(readings, schools)
    by_name = _by_name_and_postcode(readings, schools)
    by_text = [] if by_urn or by_name else _by_text(readings, schools)
    content = _first(by_urn, by_name, by_text)
    by_sender = _by_sender(sender, schools, open_cases)
    if content is None:
        forms = any(reading.form is not None for reading in readings)
        if len(by_sender) != 1:
            doubt = "The sender writes for more than one school." if len(by_sender) > 1 else ""
            return Match(None, (), doubt)
        school, reason = by_sender[0]
        doubt = "The documents do not say clearly which school they are from; we went by the sender." if forms else ""
        return Match(school, (reason,), doubt)
    found = [*by_urn, *by_name, *by_text]
    reasons = tuple(dict.fromkeys(reason for school, reason in found if school.key == content.key))
    doubt = _doubt(content, found, by_sender) or _strange_urn(content, readings)
    agrees = next((reason for school, reason in by_sender if school.key == content.key), "")
    if len({school.key for school, _ in (by_urn or by_name or by_text)}) > 1:
        return Match(None, (), doubt)
    return Match(content, (*reasons, agrees) if agrees else reasons, doubt)


_Hit = tuple[School, str]


def _first(*lists: Sequence[_Hit]) -> School | None:
    return next((hits[0][0] for hits in lists if hits), None)


def _doubt(content: School, found: Sequence[_Hit], by_sender: Sequence[_Hit]) -> str:
    other = next((hit for hit in found if hit[0].key != content.key), None)
    if other is not None:
        return f"One sign says {content.name}, another says {other[0].name} ({other[1]}). Please decide."
    if by_sender and all(school.key != content.key for school, _ in by_sender):
        return f"The documents are from {content.name}, but the sender points to {by_sender[0][0].name}. Please look."
    return ""


def _strange_urn(content: School, readings: Sequence[FileReading]) -> str:
    for urn in _fields(readings, "urn"):
        if urn != content.urn:
            return f"The form gives URN {urn}, which is not the URN of {content.name} on the schools list. Please look."
    return ""


def _fields(readings: Iterable[FileReading], name: str) -> list[str]:
    return [text for reading in readings if reading.form and (text := reading.form.text(name))]


def _by_urn(readings: Sequence[FileReading], schools: Sequence[School]) -> list[_Hit]:
    known = {school.urn: school for school in schools if school.urn}
    return [(known[urn], f"URN {urn} in the form") for urn in dict.fromkeys(_fields(readings, "urn")) if urn in known]


def _by_name_and_postcode(readings: Sequence[FileReading], schools: Sequence[School]) -> list[_Hit]:
    postcodes = {_postcode(text) for text in _fields(readings, "postcode")} - {""}
    hits: list[_Hit] = []
    for name in dict.fromkeys(_fields(readings, "school_name")):
        near = [(alike(name, school.name), school) for school in schools if _postcode(school.postcode) in postcodes]
        near.sort(key=lambda pair: -pair[0])
        best = near[0] if near else None
        # Infants and juniors often share a site: a name that fits two schools decides for neither.
        torn = len(near) > 1 and near[0][0] - near[1][0] < MARGIN
        if best is not None and best[0] >= ALIKE and not torn:
            hits.append((best[1], f"postcode {best[1].postcode} and the name “{name}”"))
    return hits


def _by_text(readings: Sequence[FileReading], schools: Sequence[School]) -> list[_Hit]:
    """Schools whose URN, or name and postcode, stand in the text of the evidence."""
    hits: dict[str, _Hit] = {}
    for reading in readings:
        text = reading.evidence.text if reading.evidence else ""
        if not text:
            continue
        urns = set(_URN.findall(text))
        postcodes = {f"{a}{b}" for a, b in _POSTCODE.findall(text.upper())}
        words = f" {' '.join(_words(text))} "
        for school in schools:
            if school.urn in urns:
                hits.setdefault(school.key, (school, f"URN {school.urn} in “{reading.file}”"))
            elif _postcode(school.postcode) in postcodes and f" {' '.join(_words(school.name))} " in words:
                hits.setdefault(school.key, (school, f"name and postcode in “{reading.file}”"))
    return list(hits.values())


def _by_sender(sender: str | None, schools: Sequence[School], open_cases: Sequence[CaseView]) -> list[_Hit]:
    address = re.search(r"[^\s<>]+@[^\s<>]+", sender or "")
    if address is None:
        return []
    mail = address.group().casefold()
    cases = [case for case in open_cases if case.lead_email.casefold() == mail]
    if cases:
        found = {case.school.key: (case.school, f"{mail} leads case {case.reference}") for case in cases}
        return list(found.values())
    domain = mail.rsplit("@", 1)[1]
    if domain in _ANYBODY:
        return []
    return [(school, f"sender's address @{domain}") for school in schools if _domain(school.website) == domain]


def _domain(website: str) -> str:
    host = re.sub(r"^[a-z]+://", "", website.strip().casefold()).split("/")[0].split(":")[0]
    return host.removeprefix("www.")


def _postcode(text: str) -> str:
    match_ = _POSTCODE.search(text.upper())
    return f"{match_[1]}{match_[2]}" if match_ else ""


def _words(name: str) -> list[str]:
    text = re.sub(r"\bc\.?\s*(?:of|\.)\s*e\b\.?|\bc/e\b", " ce ", name, flags=re.IGNORECASE)
    words = " ".join(_LONG.get(word, word) for word in plain(text).split()).split()
    return [word for word in words if word not in _IDLE]


def alike(one: str, other: str) -> float:
    """How alike two school names are, 0 to 1, after abbreviations are written out and idle words left out."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    kinds_a, kinds_b = _KINDS & set(a), _KINDS & set(b)
    if kinds_a and kinds_b and not kinds_a & kinds_b:
        return 0.0
    text = difflib.SequenceMatcher(None, " ".join(a), " ".join(b), autojunk=False).ratio()
    shorter, longer = sorted((set(a), set(b)), key=len)
    return max(text, 0.9 if shorter <= longer else 0.0)
