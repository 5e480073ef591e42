"""What identity is told about the office's own cases: who leads them, and who wrote before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.office.desk import Desk
from pipeline.reading.identity import KnownCase, Post, match, post_of
from pipeline.reading.identity.numbers import mail_address, mail_domain
from pipeline.register.records import DeliveryRecord
from pipeline.register.transitions import CLOSED
from pipeline.values import FileReading, Match


class Correspondence:
    """Who wrote for which case. Made once a run, and told of every delivery that finds its case."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._own = mail_domain(desk.office.get("email", ""))
        self._senders: defaultdict[str, set[str]] = defaultdict(set)
        for record in desk.register.deliveries():
            for case in record.cases:
                self.heard(case, record.sender)

    def heard(self, case: str, sender: str | None) -> None:
        """A sender wrote for a case."""
        mail = self._from_outside(sender)
        if mail:
            self._senders[case].add(mail)

    def whose(
        self, record: DeliveryRecord, readings: Sequence[FileReading], parcels: Sequence[FileReading] = ()
    ) -> Match:
        """The school of a delivery, by all that the office knows; ``parcels`` are the e-mails that lay in it."""
        known = tuple(
            KnownCase(case, case.state not in CLOSED, frozenset(self._senders[case.reference]))
            for case in self._desk.register.cases()
        )
        within = post_of(parcels)
        sender = self._from_outside(record.sender) or self._from_outside(within.sender)
        post = Post(sender, record.subject or within.subject, record.name)
        return match(readings, self._desk.schools, post, known)

    def _from_outside(self, sender: str | None) -> str:
        """The sender's address; empty for the office's own, since what a colleague forwards may be any school's."""
        mail = mail_address(sender or "")
        return "" if self._own and mail_domain(mail) == self._own else mail
