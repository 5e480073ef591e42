"""The event log only grows, and shows it when somebody got at it."""

from __future__ import annotations

import datetime as dt
import sqlite3

import pytest

from pipeline.register.store import open_register

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def written(register):
    for n in range(5):
        register.note("spoken", {"n": n, "words": "Zoë & Łukasz"}, "KRA-26-0001" if n % 2 else None, now=NOW)
    register.close()
    return register


def tamper(register, *statements):
    """As someone with the file in hand would, past our triggers."""
    with sqlite3.connect(register.path) as raw:
        raw.execute("DROP TRIGGER register_log_no_change")
        raw.execute("DROP TRIGGER register_log_no_delete")
        for statement in statements:
            raw.execute(statement)
    raw.close()


def test_an_untouched_log_verifies(written):
    assert written.verify_log() == ""
    assert [event.n for event in written.events()] == [1, 2, 3, 4, 5]
    assert [event.n for event in written.events("KRA-26-0001")] == [2, 4]


@pytest.mark.parametrize("statement", ["UPDATE register_logentry SET kind = 'x'", "DELETE FROM register_logentry"])
def test_the_database_itself_refuses_to_change_the_log(written, statement):
    raw = sqlite3.connect(written.path)
    with pytest.raises(sqlite3.IntegrityError, match="the event log cannot be"):
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(
    "column",
    [
        "at = '2020-01-01T00:00:00+00:00'",
        "kind = 'x'",
        """body = '{"n":9}'""",
        "\"case\" = 'KRA-26-0009'",
        "digest = 'f'",
    ],
)
def test_a_changed_line_is_named(written, column):
    tamper(written, f"UPDATE register_logentry SET {column} WHERE n = 3")

    assert written.verify_log().startswith("Record 3 of the event log")


def test_a_line_taken_out_is_named(written):
    tamper(written, "DELETE FROM register_logentry WHERE n = 3")

    assert written.verify_log() == "Record 3 of the event log is missing."


def test_lines_cut_off_at_the_end_are_named(written):
    tamper(written, "DELETE FROM register_logentry WHERE n > 3")

    assert written.verify_log() == "Record 4 of the event log is missing: 5 were written, 3 are there."


def test_two_registers_open_at_once_never_write_into_each_other(tmp_path):
    first, second = open_register(tmp_path / "a.sqlite3"), open_register(tmp_path / "b.sqlite3")
    first.note("one", {}, None, now=NOW)
    second.note("two", {}, None, now=NOW)
    first.note("three", {}, None, now=NOW)

    assert [event.kind for event in first.events()] == ["one", "three"]
    assert [event.kind for event in second.events()] == ["two"]
    first.close()
    second.close()


def test_what_was_committed_survives_closing_and_is_written_through(register):
    from django.db import connection

    register.note("spoken", {}, None, now=NOW)
    with connection.cursor() as cursor:
        told = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert told == ["wal", 2]


def test_the_committed_migration_is_what_the_models_say():
    from django.core.management import call_command

    assert call_command("makemigrations", "register", check=True, dry_run=True, verbosity=0) is None
