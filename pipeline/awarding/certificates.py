"""What a certificate says."""

from __future__ import annotations

from pipeline.awarding.wording import level_words
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import Award

# Half-points, and how many lines of a name the sheet holds at that size.
_NAME_SIZES = ((88, 1), (68, 1), (56, 2), (50, 2))
_SMALLEST_NAME = 38
# The sheet's width between its margins in points, less what breaking between words wastes.
_LINE = 640
# How wide letters of the certificate's typeface are, in parts of its size.
_NARROW, _WIDE = frozenset(" ijlIf.,;:'’!|()[]"), frozenset("mwMWŵŴ&@—")


def _width(text: str) -> float:
    return sum(0.32 if c in _NARROW else 0.93 if c in _WIDE else 0.7 if c.isupper() else 0.56 for c in text)


def name_size(school: str) -> int:
    """The size of a school's name on its certificate, in half-points: 88, 68, 56, 50 or 38."""
    width = _width(school)
    return next((size for size, lines in _NAME_SIZES if width * size / 2 <= _LINE * lines), _SMALLEST_NAME)


def certificate_context(award: Award, scheme: Scheme) -> dict[str, object]:
    """The words of the certificate template: school, name_size, scheme, dates, number, bodies, and of its level."""
    return {
        "school": award.school.name,
        "name_size": name_size(award.school.name),
        "scheme": scheme.name,
        "short_name": scheme.short_name,
        "awarded_on": phrases_of(scheme).long_date(award.awarded_on),
        "valid_until": phrases_of(scheme).long_date(award.valid_until),
        "number": award.number,
        "case": award.case,
        **level_words(scheme, award.level, award.awarded_on, award),
        "bodies": [body.name for body in scheme.bodies],
    }
