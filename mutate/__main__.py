"""``python -m mutate``: spoil forms on purpose, read and check them. Ends with 1 unless all is found."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from mutate import report
from mutate.judging import Verdict
from mutate.making import make
from mutate.mutant import Document
from mutate.operators import OPERATORS
from mutate.running import Job, jobs, run, tally

_FULL = 10_000
# Letters a line where the output goes to a file, which has no width of its own.
_FILE_WIDTH = 140


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mutate", description=__doc__)
    parser.add_argument("--count", type=int, default=_FULL, help=f"how many mutants (default {_FULL:,})")
    parser.add_argument("--seed", type=int, default=1, help="the first mutant of each operator (default 1)")
    parser.add_argument("--operator", action="append", metavar="NAME", help="only this operator; may be repeated")
    parser.add_argument("--processes", type=int, help="how many to run at a time (default: one a core)")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write mutation.json and mutation.md there")
    parser.add_argument("--save-failures", type=Path, metavar="FOLDER", help="keep each mutant that went wrong there")
    parser.add_argument("--list", action="store_true", help="show the operators and stop")
    arguments = parser.parse_args(words)
    for name in arguments.operator or ():
        if name not in OPERATORS:
            parser.error(f"there is no operator “{name}”. See them all with --list.")
    if arguments.count < 1:
        parser.error("--count must be 1 or more.")
    return arguments


def main(words: Sequence[str] | None = None) -> int:
    """Run with these words of the command line (by default the process's own); 1 when anything was not right."""
    arguments = _arguments(words)
    console = Console()
    if not console.is_terminal:
        console = Console(width=_FILE_WIDTH)
    if arguments.list:
        console.print(report.operators_page(), markup=False, highlight=False)
        return 0
    work = jobs(arguments.operator or list(OPERATORS), arguments.count, arguments.seed)
    verdicts = _with_a_bar(console, work, arguments.processes)
    tallies = tally(verdicts)
    console.print(report.screen(tallies))
    for line in report.wrong(verdicts):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    console.print(report.summary(tallies), markup=False)
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        (arguments.out / "mutation.md").write_text(report.markdown(tallies, arguments.seed), encoding="utf-8")
        (arguments.out / "mutation.json").write_text(
            report.as_json(tallies, verdicts, arguments.seed), encoding="utf-8"
        )
    if arguments.save_failures:
        _save(arguments.save_failures, verdicts)
    return int(not all(each.right for each in tallies))


def _with_a_bar(console: Console, work: list[Job], processes: int | None) -> list[Verdict]:
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("mutants", total=len(work))
        return run(work, processes, lambda count: progress.update(task, advance=count))


def _save(folder: Path, verdicts: list[Verdict]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for verdict in verdicts:
        if not verdict.right:
            suffix = "xlsx" if OPERATORS[verdict.operator].document is Document.RECORD else "docx"
            name = f"{verdict.operator}-{verdict.seed}-{verdict.base}.{suffix}"
            (folder / name).write_bytes(make(verdict.operator, verdict.seed).content)


if __name__ == "__main__":
    sys.exit(main())
