"""Watching the inbox. watchdog wakes us early; the scan at every wake, and every few seconds, decides."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ToolMissingError

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver


def watch(inbox: Path, act: Callable[[], None], every: float, stop: threading.Event) -> None:
    """Call ``act`` at the start, whenever something stirs in the inbox, and every ``every`` seconds, until ``stop``.

    ``act`` looks at the whole inbox itself: an event that never came, or came twice, changes nothing.
    ``act`` runs in the calling thread. Raises :class:`ToolMissingError` without watchdog.
    """
    stirred = threading.Event()
    observer: BaseObserver | None
    try:
        observer = _started(inbox, stirred)
    except OSError:
        # No more watches to be had, or a share without events: the scan every few seconds is enough.
        observer = None
    try:
        while not stop.is_set():
            stirred.clear()
            act()
            _sleep(stirred, stop, every)
    finally:
        if observer is not None:
            observer.stop()
            observer.join()


def _started(inbox: Path, stirred: threading.Event) -> BaseObserver:
    """Hears of all that happens in the inbox and sets ``stirred``.

    Raises ToolMissingError without watchdog, OSError where the system tells nobody of changes.
    """
    try:
        from watchdog.events import FileSystemEvent, FileSystemEventHandler
        from watchdog.observers import Observer
    except ImportError as fault:
        raise ToolMissingError(
            "Watching needs the package “watchdog”: pip install 'award-line[watch]'. “award run” works without it."
        ) from fault

    class Wake(FileSystemEventHandler):
        """Our own moves within the inbox stir too; one scan too many is harmless, so long as reading does not."""

        def on_any_event(self, event: FileSystemEvent) -> None:
            ours = (f"{inbox}/.claimed", f"{inbox}/.taken")
            if event.event_type in {"opened", "closed_no_write"} or str(event.src_path).startswith(ours):
                return
            stirred.set()

    observer = Observer()
    observer.schedule(Wake(), str(inbox), recursive=True)
    observer.start()
    return observer


def _sleep(stirred: threading.Event, stop: threading.Event, every: float) -> None:
    """Until something stirs, we are stopped, or the time is up; looks at ``stop`` five times a second."""
    left = every
    while left > 0 and not stop.is_set() and not stirred.wait(min(0.2, left)):
        left -= 0.2
