"""What every command shares: the group, the workspace option, and how it speaks."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__

if TYPE_CHECKING:
    from pipeline.office.desk import Desk

FOLDER = click.Path(path_type=Path, file_okay=False)
DATE = click.DateTime(formats=["%Y-%m-%d"])
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for another program.")
dry_run = click.option("--dry-run", is_flag=True, help="Say what would be written; write nothing.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="award")
@click.option("--at", "at", type=FOLDER, default=Path(), help="The workspace. [default: the current folder]")
@click.option("--today", type=DATE, default=None, help="Work as if it were this day (YYYY-MM-DD), for a rehearsal.")
@click.pass_context
def award(context: click.Context, at: Path, today: dt.datetime | None) -> None:
    """Run an award office: documents in, feedback, panel packs, letters, certificates and register out.

    \b
    Example:
      award --at my-office init
      award --at my-office run
    """
    # --today stands for a whole day; without it the machine's own clock decides.
    context.obj = {"at": at, "today": today.date() if today else dt.date.today()}  # noqa: DTZ011  the office's own day


def open_at(context: click.Context, here: Path | None, scheme: str = "") -> AbstractContextManager[Desk]:
    """The desk of the workspace that a command was told, or of the one that all commands were told."""
    from pipeline.office.desk import open_desk

    return open_desk(here or context.obj["at"], context.obj["today"], scheme)


@contextmanager
def progress_line(label: str) -> Iterator[Callable[[str], None]]:
    """A moving line on a terminal, nothing in a pipe."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label)
        yield lambda what: bar.update(task, description=f"{label}: {what[:60]}")


def at_option(function: Any) -> Any:
    """``--at``: the workspace of one command."""
    return click.option("--at", "here", type=FOLDER, default=None, help="The workspace.")(function)


def scheme_option(function: Any) -> Any:
    """``--scheme``: which of an office's schemes is meant."""
    what = "Which scheme, where there are several: its id, or the folder of its rules."
    return click.option("--scheme", "--rules", "scheme", default="", help=what)(function)


def say(data: object, as_json: bool, lines: list[str]) -> None:
    """What a command has to tell: its lines, or with ``--json`` the data alone."""
    if as_json:
        text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            # A file name that is not UTF-8: escaped, it is still JSON that any program can read.
            text = json.dumps(data, indent=2, default=str)
        click.echo(text)
    else:
        for line in lines:
            click.echo("".join("\ufffd" if unicodedata.category(letter)[0] == "C" else letter for letter in line))
