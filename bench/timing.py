"""Measuring: ours and the baseline by turns, so that a busy moment of the machine falls on both."""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

Work = Callable[[], object]
_Input = TypeVar("_Input")
# So many inputs are measured one after the other before the other side has them.
A_TURN = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: seconds, the baseline's seconds (None where there is nothing to compare with).

    ``against`` says what the baseline does. ``limit`` is the most that the line allows itself, in seconds, and
    ``aim`` how many times faster than the baseline it means to be.
    """

    stage: str
    seconds: float
    baseline: float | None = None
    against: str = ""
    limit: float | None = None
    aim: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times faster than the baseline."""
        return None if self.baseline is None else self.baseline / self.seconds

    @property
    def short_of_aim(self) -> bool:
        return self.aim is not None and self.ratio is not None and self.ratio < self.aim

    @property
    def too_slow(self) -> bool:
        return self.limit is not None and self.seconds > self.limit


def wall(work: Work) -> float:
    """Seconds on the clock for one run."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu(work: Work) -> float:
    """Seconds of this process's own CPU for one run: the same on a busy machine as on an idle one."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def process_cpu(
    command: Sequence[str], environment: Mapping[str, str], allowed: frozenset[int] = frozenset({0})
) -> float:
    """CPU seconds of a command from start to end, its children included.

    Raises RuntimeError when it ends with a code that is not ``allowed``: a failure is quick, and would flatter.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in allowed:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@contextmanager
def _settled() -> Iterator[None]:
    """What the process holds anyway is set aside: going through it before each run would empty the processor's cache.

    A running line does so rarely, and the shorter of two runs would pay most for it.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def by_turns(
    ours: Work, baseline: Work | None, repeats: int, measure: Callable[[Work], float] = cpu
) -> tuple[float, float | None]:
    """The median of ours and of the baseline. A first round is not counted: it imports what each needs."""
    ours()
    if baseline is not None:
        baseline()
    mine: list[float] = []
    theirs: list[float] = []
    with _settled():
        for _ in range(repeats):
            mine.append(measure(ours))
            if baseline is not None:
                theirs.append(measure(baseline))
    return statistics.median(mine), statistics.median(theirs) if theirs else None


def by_turns_over(
    inputs: Sequence[_Input], ours: Callable[[_Input], object], baseline: Callable[[_Input], object]
) -> tuple[float, float]:
    """The medians over many inputs, each measured once: nothing is remembered from a time before.

    Several inputs make a turn, so that ours is not always met by a processor whose cache the baseline has just
    filled. The first turn is not counted: in it what each needs is imported, and Python learns what is done often.
    """
    mine: list[float] = []
    theirs: list[float] = []
    with _settled():
        for start in range(0, len(inputs), A_TURN):
            turn = inputs[start : start + A_TURN]
            mine += [cpu(partial(ours, one)) for one in turn]
            theirs += [cpu(partial(baseline, one)) for one in turn]
    return statistics.median(mine[A_TURN:]), statistics.median(theirs[A_TURN:])
