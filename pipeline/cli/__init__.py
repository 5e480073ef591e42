"""``award <command>``: one thin function a job. The work is in :mod:`pipeline.office`.

Nothing heavy is imported here, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

import click

from pipeline.cli import awards, days, evidence, panel, rules, schools, setting_up, visits
from pipeline.cli.shared import award
from pipeline.errors import AwardError, ExitCode

__all__ = ["award", "awards", "days", "evidence", "main", "panel", "rules", "schools", "setting_up", "visits"]


def main() -> None:
    """Run a command; turn whatever stops it into a sentence and a published exit code."""
    try:
        code = award(standalone_mode=False)
    except AwardError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was finished is kept; run the command again to go on.", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        sys.exit(ExitCode.DONE)
    except Exception as error:  # the last wall between a fault of ours and a person
        note = Path(tempfile.gettempdir()) / "award-fault.txt"
        try:
            note.write_text(traceback.format_exc(), encoding="utf-8")
            where = f" The details are in {note.resolve()}."
        except OSError:
            where = ""
        click.echo(f"Something went wrong that we did not foresee ({type(error).__name__}).{where}", err=True)
        sys.exit(ExitCode.UNEXPECTED)
    sys.exit(code if isinstance(code, int) else ExitCode.DONE)
