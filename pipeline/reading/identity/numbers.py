"""Numbers and addresses in text: URNs, DfE numbers (LAESTAB), postcodes, mail domains, our own case numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_URN_DIGITS = 6
# Every pattern that is run over whole documents begins with fixed letters or a digit: the search for those is
# ten times as fast as one that must look both ways at every place. What stands before is looked at afterwards.

# English establishments' URNs have six digits; early years settings have EY and six digits.
_URN_SAID = re.compile(
    r"(?:urn(?<!\wurn)\b|unique\s+reference\s+(?:number|no))\W{0,12}(?:number\W{0,3}|no\W{0,3})?(\d{3}\s?\d{3})(?!\d)"
)
_EARLY_YEARS = re.compile(r"ey(?<!\wey)\s?(\d{6})(?!\d)")
_RUN = re.compile(r"\d[\d ]{5,20}")
_BARE = re.compile(r"(?<![\d/.,-])(\d{3} ?\d{3}|\d{7})(?:\.0)?(?![\d/-])")
# “886/1234”: three digits of the area, four of the school.
_LAESTAB_END = re.compile(r"/\s?(\d{4})(?![\d/])")
_LAESTAB_START = re.compile(r"(?<![\d/])(\d{3})\s?\Z")
_LAESTAB_NAMED = re.compile(
    r"(?:dfes?|dcsf|la\s?/?estab|establishment)\W{0,3}(?:school\W{0,3})?(?:number|no|code)?\W{0,6}(\d{3})[\s/-]?(\d{4})(?!\d)"
)
_LAESTAB_PARTED = re.compile(r"(?<![\d/.,-])(\d{3})\s?[ /.–-]\s?(\d{4})(?![\d/-])")
_NAMES_OF_LAESTAB = ("dfe", "dcsf", "estab")
_INWARD = re.compile(r"\d[A-Z]{2}(?![A-Z\d])")
_OUTWARD = re.compile(r"(?<![A-Z\d])([A-Z]{1,2}\d[A-Z\d]?)\s*\Z")
_LONGEST_OUTWARD = 4 + 3
_LONGEST_POSTCODE = 7
# What is typed for one another; no inward part of a postcode has an I or an O.
_FIGURES = str.maketrans("OILSZ", "01152")
_LETTERS = str.maketrans("015", "OIS")
_MAIL = re.compile(r"@([\w-]+(?:\.[\w-]+)+)")
_WEB = (re.compile(r"://([\w-]+(?:\.[\w-]+)+)"), re.compile(r"www\.([\w-]+(?:\.[\w-]+)+)"))
_ADDRESS = re.compile(r"(?<![^\s<>\"])[^\s<>\"]+@[^\s<>\"]+")

# Mail addresses that anybody can have say nothing about a school.
_ANYBODY = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "outlook.co.uk", "hotmail.com", "hotmail.co.uk", "live.co.uk",
    "live.com", "msn.com", "yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "btinternet.com", "sky.com",
    "talktalk.net", "aol.com", "protonmail.com",
})  # fmt: skip
# Where some schools have their pages: what comes from there comes from anybody.
_HOSTS = frozenset({
    "google.com", "sites.google.com", "facebook.com", "m.facebook.com", "twitter.com", "x.com", "instagram.com",
    "youtube.com", "wordpress.com", "blogspot.com", "wixsite.com", "weebly.com", "sharepoint.com", "linktr.ee",
})  # fmt: skip
# Below these ends anybody may have a name: three labels are one owner's, under sch.uk four (school.kent.sch.uk).
_TWO_LABEL_ENDS = frozenset({"co.uk", "org.uk", "ac.uk", "gov.uk", "ltd.uk", "me.uk", "net.uk", "plc.uk", "nhs.uk"})


def urns_said(text: str) -> set[str]:
    """URNs that a text calls so, and early years numbers (``EY123456``)."""
    low = text.lower()
    said = {_digits(found) for found in _URN_SAID.findall(low)} if "urn" in low or "unique" in low else set()
    return said | {f"EY{number}" for number in _EARLY_YEARS.findall(low)}


def urns_in_answer(text: str) -> set[str]:
    """Every six-digit number in the answer to “URN”, however it is spaced; several for a federation."""
    text = unicodedata.normalize("NFKC", text)
    early = {f"EY{number}" for number in _EARLY_YEARS.findall(text.lower())}
    return early or {number for number in bare_numbers(text) if len(number) == _URN_DIGITS}


def bare_numbers(text: str) -> set[str]:
    """Numbers of six or seven digits that nothing explains."""
    found: set[str] = set()
    for run in _RUN.finditer(text):
        around = text[max(0, run.start() - 1) : run.end() + 2]
        found.update(_digits(number) for number in _BARE.findall(around))
    return found


def laestabs_said(text: str) -> set[str]:
    """DfE numbers as seven digits: written ``886/1234``, or called DfE number or LAESTAB."""
    found: set[str] = set()
    for end in _LAESTAB_END.finditer(text):
        start = _LAESTAB_START.search(text[max(0, end.start() - 5) : end.start()])
        if start:
            found.add(start[1] + end[1])
    low = text.lower()
    if any(name in low for name in _NAMES_OF_LAESTAB):
        found.update(area + number for area, number in _LAESTAB_NAMED.findall(low))
    return found


def laestabs_in_answer(text: str) -> set[str]:
    """DfE numbers in an answer that should have been a URN: “886/3614”, “886 3614”, “886-3614”."""
    parted = {area + number for area, number in _LAESTAB_PARTED.findall(text)}
    return laestabs_said(text) | parted | {number for number in bare_numbers(text) if len(number) > _URN_DIGITS}


def postcodes(text: str) -> set[str]:
    """Postcodes without their space, in capitals."""
    return set(_postcodes(text))


def postcodes_in_answer(text: str) -> set[str]:
    """Postcodes in the answer to “Postcode”, also as they must be where a letter stands for a figure (“CT1O 2QB”)."""
    found = set(_postcodes(text))
    letters = "".join(filter(str.isalnum, text.upper()))
    if not 5 <= len(letters) <= _LONGEST_POSTCODE:
        return found
    outward, inward = letters[:-3], letters[-3].translate(_FIGURES) + letters[-2:].translate(_LETTERS)
    area = outward[:1] if outward[1:2].isdigit() or outward[1:] == "O" else outward[:2]
    district = outward[len(area) :]
    return found | set(_postcodes(f"{area}{district.translate(_FIGURES)} {inward}"))


def as_written(code: str) -> str:
    """A postcode with its space, as people write it."""
    return f"{code[:-3]} {code[-3:]}"


def postcode(text: str) -> str:
    """The first postcode of a text, without its space; empty when there is none."""
    return next(_postcodes(text), "")


def _postcodes(text: str) -> Iterator[str]:
    text = text.upper()
    for inward in _INWARD.finditer(text):
        outward = _OUTWARD.search(text[max(0, inward.start() - _LONGEST_OUTWARD) : inward.start()])
        if outward:
            yield outward[1] + inward[0]


def mail_address(sender: str) -> str:
    """The address of ``Name <address>`` in small letters; empty when there is none."""
    found = _ADDRESS.search(sender)
    return found.group().casefold().rstrip(".,;>") if found else ""


def mail_domain(address: str) -> str:
    """The domain of an address; empty for one that anybody can have."""
    domain = address.casefold().rpartition("@")[2]
    return "" if domain in _ANYBODY or "@" not in address else domain


def domains_shown(text: str) -> set[str]:
    """Domains of the mail and web addresses in a text, those left out that anybody can have."""
    low = text.lower()
    found = {domain for pattern in (_MAIL, *_WEB) for domain in pattern.findall(low)}
    return {domain.removeprefix("www.") for domain in found} - _ANYBODY


def website_domain(website: str) -> str:
    """``oakfield.kent.sch.uk`` of ``https://www.oakfield.kent.sch.uk/about``; empty for a page at a host of many."""
    host = re.sub(r"^[a-z]+:/{0,2}", "", website.strip().casefold())
    domain = re.split(r"[/:?#]", host)[0].removeprefix("www.")
    return "" if domain in _ANYBODY | _HOSTS else domain


def owner(domain: str) -> str:
    """The part of a domain that one owner holds: ``oakfield.kent.sch.uk`` of ``mail.oakfield.kent.sch.uk``.

    Empty for a domain that belongs to everybody, such as ``kent.sch.uk``.
    """
    labels = domain.split(".")
    end = ".".join(labels[-2:])
    held = 4 if end == "sch.uk" else 3 if end in _TWO_LABEL_ENDS else 2
    return ".".join(labels[-held:]) if len(labels) >= held else ""


def case_numbers(text: str, prefixes: frozenset[str]) -> set[str]:
    """Our own case numbers (``KRA-25-0001``) in a subject or a file name, whatever the dashes and letters' size."""
    if not prefixes:
        return set()
    pattern = rf"(?<![A-Za-z])({'|'.join(map(re.escape, sorted(prefixes)))})[\s_-]?(\d\d)[\s_-]?(\d{{4}})(?!\d)"
    return {f"{stem.upper()}-{year}-{number}" for stem, year, number in re.findall(pattern, text, re.IGNORECASE)}


def _digits(found: str) -> str:
    return found.replace(" ", "")
