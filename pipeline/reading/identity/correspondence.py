"""What identity is told beside the files: the e-mail they came in, and the cases the office already has."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.values import CaseView


@dataclass(frozen=True, slots=True)
class Post:
    """How a delivery came. ``sender`` is an address or ``Name <address>``: a hint, never a proof."""

    sender: str = ""
    subject: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case of the register, whether it is still open, and the addresses that sent something for it before."""

    case: CaseView
    open: bool = True
    senders: AbstractSet[str] = frozenset()
