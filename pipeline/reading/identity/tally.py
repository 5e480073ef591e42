"""A school's tally: the signs that speak for it, their reasons, and what they come to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pipeline.reading.identity.schools import Listed
from pipeline.reading.identity.signs import FROM_SENDER, Family, Sign
from pipeline.values import School


@dataclass(slots=True)
class Tally:
    """What speaks for one school: each sign with its reason in words."""

    row: Listed
    signs: dict[Sign, str] = field(default_factory=dict)

    @property
    def school(self) -> School:
        """The school that is spoken for."""
        return self.row.school

    @property
    def score(self) -> int:
        """The heaviest sign of each family, added up."""
        best: dict[Family, int] = {}
        for sign in self.signs:
            best[sign.family] = max(best.get(sign.family, sign.weight), sign.weight)
        return sum(best.values())

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is this school, the heaviest sign of each family first."""
        best: dict[Family, Sign] = {}
        for sign in sorted(self.signs, key=lambda sign: -sign.weight):
            best.setdefault(sign.family, sign)
        return tuple(self.signs[sign] for sign in best.values())

    @property
    def from_sender(self) -> str:
        """Why the sender points here; empty when it does not, or points to others as well."""
        strong = (Sign.SENDER_OWN, Sign.LEADS_CASE, Sign.SENT_BEFORE)
        return next((self.signs[sign] for sign in strong if sign in self.signs), "")

    def said_by(self, families: Collection[Family]) -> str:
        """The heaviest reason of these families that speaks for it; empty when there is none."""
        signs = [sign for sign in self.signs if sign.family in families and sign.weight > 0]
        return self.signs[max(signs, key=lambda sign: sign.weight)] if signs else ""

    @property
    def from_documents(self) -> bool:
        """Whether anything but the sender speaks for it."""
        return any(sign.weight > 0 and sign.family not in FROM_SENDER for sign in self.signs)


class Tallies:
    """The schools that something speaks for, by key."""

    def __init__(self) -> None:
        self._by_key: dict[str, Tally] = {}

    def ranked(self) -> list[Tally]:
        """The likeliest first; of two alike the one with the lower key, so that the order is always the same."""
        return sorted(self._by_key.values(), key=lambda tally: (-tally.score, tally.school.key))

    def note(self, rows: Iterable[Listed], sign: Sign, *words: str) -> None:
        """A sign for each of these schools; the first of a kind is kept."""
        for row in rows:
            tally = self._by_key.setdefault(row.school.key, Tally(row))
            tally.signs.setdefault(sign, sign.reason(*words))
