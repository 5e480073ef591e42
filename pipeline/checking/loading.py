"""A scheme ready for use: read, and every name that its checks and expressions use found."""

from __future__ import annotations

from pathlib import Path

from pipeline.checking.proving.linting import wrong_checks
from pipeline.scheme.faults.fault import FaultyRulesError
from pipeline.scheme.loader import examine, nothing_collected
from pipeline.scheme.model import Scheme


@nothing_collected()
def load_checked(folder: Path, language: str = "") -> Scheme:
    """The scheme of a folder; a misspelt column in an expression is told now, and not when a school's papers come.

    Raises FaultyRulesError, whose text is one line for the first fault.
    """
    examined = examine(folder, language)
    faults = list(examined.faults)
    if examined.scheme is not None and examined.sound:
        wrong = wrong_checks(examined.scheme, examined.places, examples=False)
        faults += [examined.places.fault(keys, says) for keys, says in wrong]
    if faults or examined.scheme is None:
        raise FaultyRulesError(tuple(faults))
    return examined.scheme
