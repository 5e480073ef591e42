"""Every example of every check, run; for one check, what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.checking.proving.proof import prove_check
from pipeline.errors import UsageError
from pipeline.scheme.faults.fault import Fault, nearest
from pipeline.scheme.loader import examine
from pipeline.scheme.pages.gathering import CHECKS


@dataclass(frozen=True, slots=True)
class Tested:
    """What came of a folder's examples: ``faults`` are of its files or, where those are sound, of its examples."""

    folder: Path
    name: str
    checks: int
    examples: int
    faults: tuple[Fault, ...]

    def lines(self) -> list[str]:
        """Each example that does not hold, and one line that sums up."""
        said = f"{self.checks} check{'s' * (self.checks != 1)}, {self.examples} examples"
        came = f"{len(self.faults)} not as it should be." if self.faults else "all as they should be."
        return [*(str(fault) for fault in self.faults), f"{self.name}: {said}, {came}"]


def run_rules(folder: Path, rule: str | None = None) -> Tested:
    """Run the examples of every check, or of the one that is named.

    Raises UsageError when the scheme has no check of that name.
    """
    examined = examine(folder)
    scheme = examined.scheme
    if examined.faults or scheme is None:
        return Tested(folder, folder.name, 0, 0, examined.faults)
    chosen = [(index, check) for index, check in enumerate(scheme.checks) if rule in (None, check.id)]
    if not chosen:
        raise UsageError(f"“{folder.name}” has no check “{rule}”{nearest(rule or '', [c.id for c in scheme.checks])}.")
    unproven = [each for index, check in chosen for each in prove_check(check, (CHECKS, index), scheme)]
    faults = tuple(examined.places.fault(each.keys, each.says) for each in unproven)
    examples = sum(len(check.passing) + len(check.failing) for _, check in chosen)
    return Tested(folder, f"{scheme.name} {scheme.version}", len(chosen), examples, faults)
