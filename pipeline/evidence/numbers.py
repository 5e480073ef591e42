"""The two numbers by which a pupil can be found, told from other digits by their check characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A remainder of 23 stands for one of these; I, O and S are left out, since they look like 1, 0 and 5.
# Source: Department for Education, "Unique pupil numbers (UPNs): a guide for schools and local authorities".
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_EITHER_CASE = UPN_LETTERS + UPN_LETTERS.lower()
UPN = re.compile(rf"[{_EITHER_CASE}](?<![\w-].)\d{{11}}[\d{_EITHER_CASE}](?![\w-])")
# Begun with one figure, a pattern is looked for ten times as quickly as begun with what must not stand before it.
NHS = re.compile(r"\d(?<![\d+.-].)(?<!\d[ ].)\d\d([ -]?)\d{3}\1\d{4}(?![\d-])(?! \d)")
_ELEVEN = re.compile(r"\d\d{10}")
# Numbers are given from these first digits: 0 and 1 begin books and telephones, 3 is Northern Ireland's,
# 9 is kept for tests. Source: NHS Data Model and Dictionary, "NHS NUMBER".
_NHS_FIRST = "34679"
# Ten digits that are said to be something else.
_OTHERS = re.compile(
    r"\b(?:ref(?:erence)?|invoice|order|account|tel(?:ephone)?|phone|mobile|fax|isbn)\b[^\d\n]{0,12}\Z", re.IGNORECASE
)
_NHS_NAMED = re.compile(r"\bN\.?H\.?S\.?\b[^\d\n]{0,25}\Z", re.IGNORECASE)


def upn_letter(rest: str) -> str:
    """The check letter for the twelve characters that follow it. Raises ValueError for any other length or sign."""
    if len(rest) != 12:
        raise ValueError("A UPN has twelve characters after its letter.")
    values = [int(c) if c.isdecimal() else UPN_LETTERS.index(c.upper()) for c in rest]
    return UPN_LETTERS[sum(weight * value for weight, value in enumerate(values, start=2)) % 23]


def is_upn(text: str) -> bool:
    """A pupil's number whose first letter is the right check letter for the rest."""
    return UPN.fullmatch(text) is not None and upn_letter(text[1:]) == text[0].upper()


def is_nhs_number(text: str) -> bool:
    """Ten digits, in one or as 3-3-4, whose last is the check digit of modulus 11."""
    digits = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"\d{10}", digits, re.ASCII):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    # A remainder that would need the check digit 10 belongs to no number.
    return (11 - total % 11) % 11 == int(digits[9])


def upns(text: str) -> Iterator[tuple[int, int]]:
    """Where pupil numbers stand in a text."""
    if not _ELEVEN.search(text):
        return iter(())
    return (match.span() for match in UPN.finditer(text) if is_upn(match.group()))


def nhs_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where NHS numbers stand: said to be one, written as 3-3-4, or beginning as they do."""
    for match in NHS.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        named = _NHS_NAMED.search(before)
        likely = match.group()[0] in _NHS_FIRST and not _OTHERS.search(before)
        if is_nhs_number(match.group()) and (named or likely):
            yield match.span()
