"""``award <command>``: one thin function a job. The work is in :mod:`pipeline.office`.

Nothing heavy is imported here, so that ``--help`` answers at once.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.errors import AwardError, ExitCode

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


def _desk(context: click.Context, at: Path | None = None) -> Desk:
    from pipeline.office.desk import open_desk

    return open_desk(at or context.obj["at"], context.obj["today"])


def _at(function: Any) -> Any:
    return click.option("--at", "here", type=FOLDER, default=None, help="The workspace.")(function)


def _say(data: object, as_json: bool, lines: list[str]) -> None:
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
    else:
        for line in lines:
            click.echo(line)


@award.command()
@_at
@dry_run
@click.pass_context
def init(context: click.Context, here: Path | None, dry_run: bool) -> None:
    """Make a workspace: inbox, outbox, rules, templates, a schools list and the register.

    \b
    Example: award init --at my-office
    """
    from pipeline.office.setting_up import make_workspace

    root = here or context.obj["at"]
    if dry_run:
        click.echo(f"Would make a workspace in {root}.")
        return
    make_workspace(root)
    click.echo(f"The workspace is ready in {root}. Put your details in office.toml and your schools in schools.csv.")


@award.command()
@_at
@click.option("--to", "to", type=FOLDER, default=None, help="Where to put them. [default: outbox/forms]")
@dry_run
@as_json
@click.pass_context
def forms(context: click.Context, here: Path | None, to: Path | None, dry_run: bool, as_json: bool) -> None:
    """Make the blank Record and the blank Application from the scheme.

    \b
    Example: award forms --to ~/Desktop
    """
    from pipeline.office.setting_up import make_forms

    written = make_forms(here or context.obj["at"], to, write=not dry_run)
    verb = "Would write" if dry_run else "Wrote"
    _say({"files": [str(p) for p in written]}, as_json, [f"{verb} {p}" for p in written])


@award.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_at
@as_json
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], here: Path | None, as_json: bool) -> None:
    """Read and check any documents, without touching the register.

    \b
    Example: award check Record.xlsx Application.docx evidence/*.pdf --json
    """
    from pipeline.office.inspection import inspect, report
    from pipeline.office.setting_up import find_scheme, find_schools

    root = here or context.obj["at"]
    submission, whose, findings = inspect(files, find_scheme(root), find_schools(root), context.obj["today"])
    school = whose.school.name if whose.school else "not recognised"
    lines = [f"School: {school}"]
    lines += [f"  {f.file}: {f.kind.value}, {f.file_class.value}. {f.message}" for f in submission.files]
    lines += [f"{f.severity.value:9} {f.place.words()}: {f.message} {f.fix}" for f in findings]
    lines.append(f"{len(findings)} findings in {len(submission.files)} files.")
    _say(report(submission, whose, findings), as_json, lines)


@award.group()
def rules() -> None:
    """Look after the rules of a scheme."""


@rules.command("check")
@_at
@as_json
@click.pass_context
def rules_check(context: click.Context, here: Path | None, as_json: bool) -> None:
    """Check the rule files, and run every check's examples.

    \b
    Example: award rules check
    """
    from pipeline.office.setting_up import check_rules

    scheme, faults = check_rules(here or context.obj["at"])
    lines = [*faults, f"{scheme.name} {scheme.version}: {len(scheme.checks)} checks, {len(faults)} faults."]
    _say({"scheme": scheme.id, "checks": len(scheme.checks), "faults": faults}, as_json, lines)
    if faults:
        context.exit(ExitCode.RULES)


@award.command()
@_at
@as_json
@click.pass_context
def doctor(context: click.Context, here: Path | None, as_json: bool) -> None:
    """Say whether this machine has everything, and what is missing.

    \b
    Example: award doctor
    """
    from pipeline.office.setting_up import examine

    signs = examine(here or context.obj["at"])
    _say(signs, as_json, [f"{'ok     ' if s['ok'] else 'MISSING'} {s['what']}: {s['says']}" for s in signs])


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
        note = Path("award-fault.txt")
        try:
            note.write_text(traceback.format_exc(), encoding="utf-8")
            where = f" The details are in {note.resolve()}."
        except OSError:
            where = ""
        click.echo(f"Something went wrong that we did not foresee ({type(error).__name__}).{where}", err=True)
        sys.exit(ExitCode.UNEXPECTED)
    sys.exit(code if isinstance(code, int) else ExitCode.DONE)
