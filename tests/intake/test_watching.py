"""Watching acts at once, on every stir, and by the clock; and it stops when told."""

from __future__ import annotations

import threading

from pipeline.intake.watching import watch


def test_it_acts_at_the_start_even_when_told_to_stop_at_once(tmp_path):
    stop, acted = threading.Event(), []

    def act():
        acted.append(1)
        stop.set()

    watch(tmp_path, act, 3600, stop)
    assert acted == [1]


def test_a_dropped_file_wakes_it_long_before_the_clock(tmp_path):
    stop, seen = threading.Event(), []

    def act():
        seen.append(sorted(path.name for path in tmp_path.iterdir()))
        if len(seen) == 1:
            (tmp_path / "Record.xlsx").write_bytes(b"record")
        else:
            stop.set()

    watch(tmp_path, act, 3600, stop)
    assert seen == [[], ["Record.xlsx"]]


def test_without_any_event_the_clock_wakes_it(tmp_path):
    stop, acted = threading.Event(), []

    def act():
        acted.append(1)
        if len(acted) == 3:
            stop.set()

    watch(tmp_path, act, 0.01, stop)
    assert acted == [1, 1, 1]


def test_a_folder_that_cannot_be_watched_is_still_looked_at(tmp_path):
    stop, acted = threading.Event(), []

    def act():
        acted.append(1)
        if len(acted) == 2:
            stop.set()

    watch(tmp_path / "not-there", act, 0.01, stop)
    assert acted == [1, 1]
