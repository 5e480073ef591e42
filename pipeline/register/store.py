"""The register, whole: ``open_register(path)`` and its methods are all that the rest of the line sees.

Methods take and return values only. Each change and its line in the event log are one transaction.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.register.awards import Awards


class Register(Awards):
    """Deliveries, cases, panel, awards and the event log of one office."""


def open_register(path: Path) -> Register:
    """Open the register, making the file and its tables when needed.

    Raises :class:`pipeline.errors.WorkspaceError` when the file cannot be opened or written.
    """
    register = Register(path)
    register.prepare()
    return register
