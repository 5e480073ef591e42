"""The event log: one line for every change, each line sealed with the one before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping

from pipeline.register.connection import Connected, tables
from pipeline.values.records import Event

FIRST = "0" * 64


class EventLog(Connected):
    """Reading, adding to and proving the log."""

    def note(self, kind: str, body: Mapping[str, object], case: str | None, *, now: dt.datetime) -> None:
        """Add a line. Within a transaction it stands or falls with the change it tells of."""
        with self.transaction():
            n = self._next("log")
            last = self._rows(tables.LogEntry).filter(n=n - 1).first()
            previous = last.digest if last is not None else FIRST
            text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            at = now.astimezone(dt.UTC).isoformat()
            digest = _seal(previous, n, at, case or "", kind, text)
            self._rows(tables.LogEntry).create(
                n=n, at=at, case=case or "", kind=kind, body=text, previous=previous, digest=digest
            )

    def events(self, case: str | None = None) -> tuple[Event, ...]:
        """Every line, or those of one case, oldest first."""
        rows = self._rows(tables.LogEntry).order_by("n")
        if case is not None:
            rows = rows.filter(case=case)
        return tuple(
            Event(row.n, dt.datetime.fromisoformat(row.at), row.case or None, row.kind, json.loads(row.body))
            for row in rows
        )

    def log_head(self) -> tuple[int, str]:
        """The last line's number and seal. Written down elsewhere, they prove the log up to here."""
        last = self._rows(tables.LogEntry).order_by("-n").first()
        return (last.n, last.digest) if last is not None else (0, FIRST)

    def verify_log(self) -> str:
        """Empty when every line is as it was written; otherwise a sentence naming the first that is not."""
        previous, expected = FIRST, 0
        for row in self._rows(tables.LogEntry).order_by("n").iterator():
            expected += 1
            if row.n != expected:
                return f"Record {expected} of the event log is missing."
            if row.previous != previous or row.digest != _seal(previous, row.n, row.at, row.case, row.kind, row.body):
                return f"Record {row.n} of the event log ({row.kind}, {row.at}) was changed after it was written."
            previous = row.digest
        counted = self._rows(tables.Counter).filter(name="log").values_list("value", flat=True).first() or 0
        if counted != expected:
            return f"Record {expected + 1} of the event log is missing: {counted} were written, {expected} are there."
        return ""

    def _next(self, series: str) -> int:
        """The next number of a series. Call within a transaction: the number is given out once, with the commit."""
        counter, _ = self._rows(tables.Counter).get_or_create(name=series)
        counter.value += 1
        counter.save()
        return counter.value


def _seal(previous: str, n: int, at: str, case: str, kind: str, body: str) -> str:
    line = json.dumps([previous, n, at, case, kind, body], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(line.encode("ascii")).hexdigest()
