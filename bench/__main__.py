"""``python -m bench``: measure every stage and print the table. Ends with 1 when a limit is exceeded."""

from __future__ import annotations

import argparse
import sys

from bench.inputs import make_inputs
from bench.stages import QUICK, STAGES, THOROUGH
from bench.timing import Row
from pipeline.rendering import pdf


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"


def _line(row: Row) -> str:
    baseline = _time(row.baseline) if row.baseline is not None else "–"
    ratio = f"{row.ratio:.1f}×" if row.ratio is not None else "–"
    limit = f"; aim {row.aim:g}×, {'MISSED' if row.short_of_aim else 'kept'}" if row.aim is not None else ""
    if row.limit is not None:
        limit += f"; limit {_time(row.limit)}, {'EXCEEDED' if row.too_slow else 'kept'}"
    return f"{row.stage:<48}{_time(row.seconds):>10}{baseline:>12}{ratio:>9}  {row.against or 'no baseline'}{limit}"


def main() -> int:
    """Time every stage and print the table; 1 where one is slower than it may be."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few repeats: a first impression in half a minute")
    effort = QUICK if parser.parse_args().quick else THOROUGH
    print("Medians of CPU time, ours and the baseline by turns in one run; PDFs, which keep more than one")
    print("process busy, by the clock. The ratio says how many times faster ours is. Commands are whole processes.")
    print("An aim is what we mean to reach; a limit is what nothing may exceed.")
    print("Making a school’s parcel to measure on …", flush=True)
    inputs = make_inputs()
    print(f"\n{'stage':<48}{'ours':>10}{'baseline':>12}{'ratio':>9}  baseline is", flush=True)
    slow = False
    for stage in STAGES:
        for row in stage(inputs, effort):
            print(_line(row), flush=True)
            slow = slow or row.too_slow
    if pdf.available():
        print(f"\nNo PDF was measured. {pdf.available()}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
