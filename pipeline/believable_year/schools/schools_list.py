"""The list of schools as the public register gives it out, with a key of our own for a setting that has no number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

COLUMNS = (
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (name)",
    "PhaseOfEducation (name)", "Street", "Town", "Postcode", "SchoolWebsite", "HeadTitle (name)", "HeadFirstName",
    "HeadLastName", "Key",
)  # fmt: skip


def schools_list(rows: Iterable[tuple[str, ...]]) -> bytes:
    """The page for ``schools.csv``; each row in the order of :data:`COLUMNS`."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows(rows)
    return out.getvalue().encode("utf-8")
