"""Deliveries: what arrived, file by file, and what became of each file."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from pipeline.errors import UsageError
from pipeline.register.connection import tables
from pipeline.register.log import EventLog
from pipeline.values.records import Arrival, ArrivedFile, DeliveryRecord, FileRecord, Outcome, Receipt


class Deliveries(EventLog):
    """The part of the register that answers for every file."""

    def add_delivery(self, arrival: Arrival, *, now: dt.datetime) -> Receipt:
        """Take responsibility for files that arrived. The same claim again gives the same receipt.

        Files that could not be taken are quarantined and leavings of programs ignored at once; when an
        earlier delivery held the very same contents, every file is a duplicate of it.
        """
        with self.transaction():
            known = self._rows(tables.Delivery).filter(claim=arrival.claim).select_related("duplicate_of").first()
            if known is not None:
                return _receipt(known)
            key = _content_key(arrival.files)
            earlier = self._earlier(key) if key else None
            row = self._rows(tables.Delivery).create(
                reference=f"D-{self._next('delivery'):04d}",
                claim=arrival.claim,
                source=arrival.source,
                name=arrival.name,
                sender=arrival.sender,
                subject=arrival.subject,
                received_at=now,
                scheme=arrival.scheme,
                content_key=key,
                duplicate_of=earlier,
            )
            self._add_files(row, arrival.files, earlier)
            body = {
                "name": arrival.name,
                "source": arrival.source,
                "files": [[file.name, file.sha256, file.size] for file in arrival.files],
                "duplicate_of": earlier.reference if earlier is not None else None,
            }
            self.note("delivery-received", {"delivery": row.reference, **body}, None, now=now)
            return _receipt(row)

    def add_members(self, delivery: str, parent: str, members: Sequence[ArrivedFile], *, now: dt.datetime) -> None:
        """Note what was unpacked from a zip or e-mail of a delivery. Said again, nothing changes."""
        with self.transaction():
            row = self._delivery(delivery)
            known = set(row.files.filter(parent=parent).values_list("name", "sha256"))
            fresh = [m for m in members if (m.name, m.sha256) not in known]
            if not fresh:
                return
            self._add_files(row, [_inside(member, parent) for member in fresh], None)
            listed = [[member.name, member.sha256, member.size] for member in fresh]
            self.note("unpacked", {"delivery": delivery, "from": parent, "files": listed}, None, now=now)

    def claim_known(self, claim: str) -> str | None:
        """The delivery a claim became, or None when the register has not heard of it."""
        return self._rows(tables.Delivery).filter(claim=claim).values_list("reference", flat=True).first()

    def deliveries(self) -> tuple[DeliveryRecord, ...]:
        """Every delivery, oldest first."""
        return self._records(self._rows(tables.Delivery).all())

    def delivery(self, reference: str) -> DeliveryRecord:
        """One delivery. Raises :class:`UsageError` when there is none of that number."""
        return self._record(self._delivery(reference))

    def pending_deliveries(self) -> tuple[DeliveryRecord, ...]:
        """Deliveries nobody has dealt with yet, oldest first."""
        return self._records(self._rows(tables.Delivery).filter(finished=False))

    def set_file_outcome(
        self,
        delivery: str,
        name: str,
        *,
        kind: str,
        file_class: str,
        message: str,
        case: str | None,
        outcome: str,
        now: dt.datetime,
        sha256: str | None = None,
    ) -> None:
        """Say what a file was and what became of it.

        ``sha256`` tells two files of one name apart. Raises :class:`UsageError` for an unknown file or outcome.
        """
        with self.transaction():
            rows = self._delivery(delivery).files.filter(name=name)
            rows = rows.filter(sha256=sha256) if sha256 is not None else rows
            if not rows:
                raise UsageError(f"Delivery {delivery} has no file “{name}”.")
            owner = self._owner(case)
            told = {
                "kind": kind,
                "file_class": file_class,
                "message": message,
                "case": owner,
                "outcome": _known_outcome(outcome),
            }
            changed = [row for row in rows if any(getattr(row, field) != value for field, value in told.items())]
            if not changed:
                return
            for row in changed:
                for field, value in told.items():
                    setattr(row, field, value)
                row.save()
            body = {**told, "case": case, "delivery": delivery, "file": name}
            self.note("file-settled", body, case, now=now)

    def finish_delivery(self, reference: str, case: str | None, note: str, *, now: dt.datetime) -> None:
        """Nothing more to do for this delivery."""
        with self.transaction():
            row = self._delivery(reference)
            owner = self._owner(case)
            if row.finished and row.case == owner and row.note == note:
                return
            row.finished, row.case, row.note = True, owner, note
            row.save()
            self.note("delivery-finished", {"delivery": reference, "note": note}, case, now=now)

    def accounting(self, unpacked: bool = False) -> dict[str, int]:
        """How many files arrived and what became of them; the parts add up to ``arrived``.

        Counts files as they were dropped; with ``unpacked`` those that were inside zips and e-mails.
        """
        rows = self._rows(tables.DeliveredFile).all()
        rows = rows.exclude(parent="") if unpacked else rows.filter(parent="")
        counted = dict.fromkeys(("arrived", *(o.value or "waiting" for o in Outcome)), 0)
        for outcome in rows.values_list("outcome", flat=True):
            counted["arrived"] += 1
            counted[outcome or "waiting"] += 1
        return counted

    def _earlier(self, key: str) -> tables.Delivery | None:
        """The first delivery of the same contents that was dealt with.

        One that was put aside for a person does not count: when the office has mended the cause and
        drops the file again, it must be read.
        """
        rows = self._rows(tables.Delivery).filter(content_key=key, duplicate_of=None)
        aside = rows.filter(finished=True, case=None, files__outcome=Outcome.QUARANTINED.value)
        return rows.exclude(pk__in=aside.values("pk")).order_by("id").first()

    def _owner(self, case: str | None) -> tables.Case | None:
        owner = self._rows(tables.Case).filter(reference=case).first() if case else None
        if case and owner is None:
            raise UsageError(f"There is no case {case}.")
        return owner

    def _add_files(self, row: tables.Delivery, files: Iterable[ArrivedFile], earlier: tables.Delivery | None) -> None:
        first = row.files.count()
        for position, file in enumerate(files, start=first):
            outcome, message = _first_outcome(file, earlier)
            self._rows(tables.DeliveredFile).create(
                delivery=row,
                position=position,
                name=file.name,
                parent=file.parent,
                sha256=file.sha256,
                size=file.size,
                message=message,
                outcome=outcome.value,
            )

    def _delivery(self, reference: str) -> tables.Delivery:
        row = self._rows(tables.Delivery).filter(reference=reference).select_related("case", "duplicate_of").first()
        if row is None:
            raise UsageError(f"There is no delivery {reference}. “award status” lists what arrived.")
        return row

    def _records(self, rows: object) -> tuple[DeliveryRecord, ...]:
        ordered = rows.order_by("id").select_related("case", "duplicate_of")  # type: ignore[attr-defined]
        return tuple(self._record(row) for row in ordered.prefetch_related("files__case"))

    def _record(self, row: tables.Delivery) -> DeliveryRecord:
        files = sorted(row.files.all(), key=lambda file: file.position)
        return DeliveryRecord(
            reference=row.reference,
            source=row.source,
            name=row.name,
            received_at=row.received_at,
            sender=row.sender,
            subject=row.subject,
            duplicate_of=row.duplicate_of.reference if row.duplicate_of is not None else None,
            case=row.case.reference if row.case is not None else None,
            note=row.note,
            finished=row.finished,
            files=tuple(_file_record(row.reference, file) for file in files),
            scheme=row.scheme,
        )


def _receipt(row: tables.Delivery) -> Receipt:
    return Receipt(row.reference, row.duplicate_of.reference if row.duplicate_of is not None else None)


def _file_record(delivery: str, row: tables.DeliveredFile) -> FileRecord:
    return FileRecord(
        delivery=delivery,
        name=row.name,
        parent=row.parent,
        sha256=row.sha256,
        size=row.size,
        kind=row.kind,
        file_class=row.file_class,
        message=row.message,
        case=row.case.reference if row.case is not None else None,
        outcome=Outcome(row.outcome),
    )


def _content_key(files: Sequence[ArrivedFile]) -> str:
    """The same contents give the same key, whatever the files are called; nothing readable gives none."""
    hashes = {file.sha256 for file in files if file.sha256 and not file.ignored and not file.problem}
    complete = all(not file.problem for file in files)
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest() if hashes and complete else ""


def _first_outcome(file: ArrivedFile, earlier: tables.Delivery | None) -> tuple[Outcome, str]:
    if file.ignored:
        return Outcome.IGNORED, "Left behind by a program; nothing to read."
    if file.problem:
        return Outcome.QUARANTINED, file.problem
    if earlier is not None:
        return Outcome.DUPLICATE, f"The same as what arrived as {earlier.reference}."
    return Outcome.WAITING, ""


def _inside(member: ArrivedFile, parent: str) -> ArrivedFile:
    return ArrivedFile(member.name, member.sha256, member.size, parent, member.problem, member.ignored)


def _known_outcome(outcome: str) -> str:
    try:
        return Outcome(outcome).value
    except ValueError:
        raise UsageError(f"“{outcome}” is not something that can become of a file.") from None
