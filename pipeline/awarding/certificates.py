"""What a certificate says."""

from __future__ import annotations

from pipeline.awarding.wording import long_date
from pipeline.scheme.models import Scheme
from pipeline.values import Award

# Half-points, and the longest name that still stands well on the sheet at that size: one line at the
# first, two at the others.
_NAME_SIZES = ((22, 88), (34, 68), (70, 56))
_SMALLEST_NAME = 44


def name_size(school: str) -> int:
    """The size of a school's name on its certificate, in half-points: 88, 68, 56 or 44."""
    return next((size for longest, size in _NAME_SIZES if len(school) <= longest), _SMALLEST_NAME)


def certificate_context(award: Award, scheme: Scheme) -> dict[str, object]:
    """The words of the certificate template: school, name_size, scheme, dates, number, years, bodies."""
    return {
        "school": award.school.name,
        "name_size": name_size(award.school.name),
        "scheme": scheme.name,
        "short_name": scheme.short_name,
        "awarded_on": long_date(award.awarded_on),
        "valid_until": long_date(award.valid_until),
        "number": award.number,
        "case": award.case,
        "years": scheme.validity.years,
        "bodies": [body.name for body in scheme.bodies],
    }
