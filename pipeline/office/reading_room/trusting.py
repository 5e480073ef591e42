"""What is believed of a reader's answer: our own values and days, and nothing that acts."""

from __future__ import annotations

import io
import pickle
from enum import Enum

from pipeline.values import OpenedFile

_OURS = "pipeline.values."
_DATES = frozenset({"date", "datetime", "time", "timedelta", "timezone"})


class _Values(pickle.Unpickler):
    """Takes our own values only: a reader that was taken over must not be able to send us anything that acts."""

    def find_class(self, module: str, name: str) -> object:
        """Our own values, days and members of our enums. Raises UnpicklingError for anything else."""
        if (module, name) == ("builtins", "getattr"):
            return _member
        if module.startswith(_OURS) or (module == "datetime" and name in _DATES):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _member(kind: type[Enum], name: str) -> Enum:
    """A member of one of our enums: Python 3.11.2, which Debian 12 has, writes them down as ``getattr(kind, name)``."""
    if not (isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__.startswith(_OURS)):
        raise pickle.UnpicklingError(f"{name} is asked of what is no word of ours")
    return kind[name]


def unpickled(data: bytes) -> OpenedFile | None:
    """What a reader answered; None when it is anything else than an opened file."""
    try:
        answer = _Values(io.BytesIO(data)).load()
    # What was garbled on the way raises nearly anything.
    except Exception:
        return None
    return answer if isinstance(answer, OpenedFile) else None
