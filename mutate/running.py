"""Thousands of mutants, spread evenly over the operators and over this machine's cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from mutate.judging import Verdict, judge, warm_up
from mutate.making import make
from mutate.operators import OPERATORS

# Mutants given to a process at a time: enough that handing over costs nothing, few enough for a smooth bar.
_BATCH = 20

Job = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """One operator's mutants added up. ``false`` counts findings that nobody planted."""

    operator: str
    mutants: int
    planted: int
    found: int
    false: int
    misread: int

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        said = self.found + self.false
        return self.found / said if said else 1.0

    @property
    def right(self) -> bool:
        return self.found == self.planted and not self.false and not self.misread


def jobs(names: Sequence[str], count: int, seed: int) -> list[Job]:
    """``count`` mutants in turn over the operators; mutant n of an operator has the seed ``seed`` + n."""
    return [(names[number % len(names)], seed + number // len(names)) for number in range(count)]


def run(
    work: Sequence[Job], processes: int | None = None, step: Callable[[int], None] = lambda _count: None
) -> list[Verdict]:
    """Every mutant made and judged, in the order of the jobs. ``step`` is told how many more are done."""
    warm_up()
    batches = [work[at : at + _BATCH] for at in range(0, len(work), _BATCH)]
    processes = processes or os.cpu_count() or 1
    verdicts: list[Verdict] = []
    if processes == 1:
        for batch in batches:
            verdicts += _judge_all(batch)
            step(len(batch))
        return verdicts
    # Forked processes share what was read once; on systems that cannot fork each reads it again.
    how = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context(how)) as pool:
        for done in pool.map(_judge_all, batches):
            verdicts += done
            step(len(done))
    return verdicts


def _judge_all(batch: Iterable[Job]) -> list[Verdict]:
    return [_judge_one(name, seed) for name, seed in batch]


def _judge_one(name: str, seed: int) -> Verdict:
    try:
        return judge(make(name, seed))
    except Exception as error:
        error.add_note(f"This was mutant {seed} of {name}.")
        raise


def tally(verdicts: Iterable[Verdict]) -> list[Tally]:
    """By operator, in the order of the table of operators."""
    by_name: dict[str, list[Verdict]] = {name: [] for name in OPERATORS}
    for verdict in verdicts:
        by_name[verdict.operator].append(verdict)
    return [
        Tally(
            name, len(group), sum(v.planted for v in group), sum(v.found for v in group),
            sum(len(v.false) for v in group), sum(bool(v.misread) for v in group),
        )
        for name, group in by_name.items()
        if group
    ]  # fmt: skip
