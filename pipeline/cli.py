"""``award <command>``: one thin function a job. The work is in :mod:`pipeline.office`.

Nothing heavy is imported here, so that ``--help`` answers at once.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
import traceback
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.errors import AwardError, ExitCode

if TYPE_CHECKING:
    from pipeline.office.desk import Desk
    from pipeline.values import Award, Decision

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


def _desk(context: click.Context, here: Path | None) -> AbstractContextManager[Desk]:
    from pipeline.office.desk import open_desk

    return open_desk(here or context.obj["at"], context.obj["today"])


@contextmanager
def _progress(label: str) -> Iterator[Callable[[str], None]]:
    """A moving line on a terminal, nothing in a pipe."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label)
        yield lambda what: bar.update(task, description=f"{label}: {what[:60]}")


def _at(function: Any) -> Any:
    return click.option("--at", "here", type=FOLDER, default=None, help="The workspace.")(function)


def _say(data: object, as_json: bool, lines: list[str]) -> None:
    if as_json:
        text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            # A file name that is not UTF-8: escaped, it is still JSON that any program can read.
            text = json.dumps(data, indent=2, default=str)
        click.echo(text)
    else:
        for line in lines:
            click.echo("".join("\ufffd" if unicodedata.category(letter)[0] == "C" else letter for letter in line))


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
    from pipeline.office.setting_up import blank_forms, find_scheme

    root = here or context.obj["at"]
    if dry_run or to:
        made = blank_forms(find_scheme(root))
        written = [(to or root / "outbox" / "forms") / name for name in made]
        if to and not dry_run:
            to.mkdir(parents=True, exist_ok=True)
            for path, data in zip(written, made.values(), strict=True):
                path.write_bytes(data)
    else:
        with _desk(context, here) as desk:
            written = desk.publish_forms()
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


@award.command()
@_at
@dry_run
@as_json
@click.pass_context
def run(context: click.Context, here: Path | None, dry_run: bool, as_json: bool) -> None:
    """Take in what is in the inbox, check it and answer the schools. Once.

    \b
    Example: award run
    """
    from pipeline.office.arrivals import run as run_line

    with _desk(context, here) as desk, _progress("Reading") as progress:
        if dry_run:
            from pipeline.intake.folder import scan

            waiting = scan(desk.workspace.inbox)
            lines = [f"Would leave {w.name}: {w.reason}" if w.reason else f"Would take in {w.name}" for w in waiting]
            _say([{"name": w.name, "ready": w.ready, "reason": w.reason} for w in waiting], as_json, lines)
            return
        done = run_line(desk, progress)
    data = {
        "deliveries": done.deliveries,
        "duplicates": done.duplicates,
        "for a person": done.quarantined,
        "answered": list(done.answered),
        "restored": done.restored,
    }
    _say(data, as_json, [f"{name}: {len(v) if isinstance(v, list) else v}" for name, v in data.items()])
    if done.quarantined:
        context.exit(ExitCode.NEEDS_PERSON)


@award.command()
@_at
@click.option("--every", default=60.0, show_default=True, help="Seconds between full looks at the inbox.")
@click.pass_context
def watch(context: click.Context, here: Path | None, every: float) -> None:
    """Keep watching the inbox and run whenever something arrives. Ctrl-C stops.

    \b
    Example: award watch --every 30
    """
    import threading

    from pipeline.intake.watching import watch as watch_inbox
    from pipeline.office.arrivals import run as run_line

    def once() -> None:
        with _desk(context, here) as desk:
            done = run_line(desk)
        if done.deliveries:
            click.echo(f"{done.deliveries} deliveries, {len(done.answered)} schools answered.")

    inbox = (here or context.obj["at"]) / "inbox"
    click.echo(f"Watching {inbox}. Ctrl-C stops.")
    watch_inbox(inbox, once, every, threading.Event())


@award.command()
@_at
@as_json
@click.pass_context
def status(context: click.Context, here: Path | None, as_json: bool) -> None:
    """Show where everything stands; the files add up to what arrived.

    \b
    Example: award status --json
    """
    from pipeline.office.overview import status as overview

    with _desk(context, here) as desk:
        data = overview(desk)
    from pipeline.office.telling import told

    _say(data, as_json, told(data))


@award.command()
@click.argument("reference")
@_at
@as_json
@click.pass_context
def case(context: click.Context, reference: str, here: Path | None, as_json: bool) -> None:
    """Tell one case's story: what came, what was found, what was decided.

    \b
    Example: award case KRA-25-0001
    """
    from pipeline.office.overview import case_story

    with _desk(context, here) as desk:
        data = case_story(desk, reference)
    from pipeline.office.telling import told

    _say(data, as_json, told(data))


@award.command()
@click.argument("step")
@click.option("--on", "held_on", type=DATE, required=True, help="The day it is held (YYYY-MM-DD).")
@_at
@dry_run
@as_json
@click.pass_context
def meeting(
    context: click.Context, step: str, held_on: dt.datetime, here: Path | None, dry_run: bool, as_json: bool
) -> None:
    """Call a panel meeting: STEP is application or moderation.

    \b
    Example: award meeting application --on 2026-03-12
    """
    from pipeline.office.meetings import call_meeting, waiting_for

    with _desk(context, here) as desk:
        if dry_run:
            waiting = waiting_for(desk, step)
            _say(waiting, as_json, [f"Would take up {case}" for case in waiting] or ["No case waits for it."])
            return
        called = call_meeting(desk, step, held_on.date())
    data = {"meeting": called.reference, "cases": list(called.cases)}
    _say(data, as_json, [f"{called.reference}: {len(called.cases)} cases. Next: award pack {called.reference}"])


@award.command()
@click.argument("reference")
@_at
@dry_run
@as_json
@click.pass_context
def pack(context: click.Context, reference: str, here: Path | None, dry_run: bool, as_json: bool) -> None:
    """Make each panel member's pack and score sheet for a meeting.

    \b
    Example: award pack M-2026-03-12-application
    """
    from pipeline.office.meetings import make_packs

    with _desk(context, here) as desk, _progress("Packs") as progress:
        if dry_run:
            names = [member.name for member in desk.register.meeting(reference).members]
            _say(names, as_json, [f"Would make a pack and a score sheet for {name}" for name in names])
            return
        written = make_packs(desk, reference, progress)
    _say([str(p) for p in written], as_json, [str(p) for p in written])


@award.command()
@click.argument("reference")
@click.option("--case", "case_reference", help="Decide one case by hand.")
@click.option("--outcome", help="award, more-evidence, not-yet or sample.")
@click.option("--reason", default="", help="Said in the letter.")
@click.option("--item", "items", multiple=True, help="A piece of evidence still wanted, such as E3. May be repeated.")
@_at
@dry_run
@as_json
@click.pass_context
def decide(
    context: click.Context,
    reference: str,
    case_reference: str | None,
    outcome: str | None,
    reason: str,
    items: tuple[str, ...],
    here: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Record a meeting's decisions: those on the returned score sheets, or one by hand.

    \b
    Example: award decide M-2026-03-12-application --dry-run
    """
    from pipeline.errors import UsageError
    from pipeline.office.decisions import by_hand, decisions_on_paper
    from pipeline.office.decisions import decide as record

    if bool(case_reference) != bool(outcome):
        raise UsageError("Give --case and --outcome together, or neither.")
    with _desk(context, here) as desk:
        held = desk.register.meeting(reference)
        if case_reference and outcome:
            found = by_hand(desk, held, case_reference, outcome, reason, items)
        else:
            found = decisions_on_paper(desk, held)
        strange = [d.case for d in found if d.case not in held.cases]
        if strange:
            raise UsageError(f"{', '.join(strange)} is not on the agenda of {reference}.")
        made = found if dry_run else record(desk, held, found)
        settled = {d.case for d in (*found, *desk.register.decisions(None, reference))}
        undecided = [c for c in held.cases if c not in settled]
    data = [{"case": d.case, "outcome": d.outcome, "reason": d.reason, "items": list(d.items)} for d in made]
    lines = [f"{d.case}: {d.outcome}" for d in made] + [f"{c}: no decision found" for c in undecided]
    _say({"decisions": data, "undecided": undecided}, as_json, lines)


def _batch(context: click.Context, here: Path | None, dry_run: bool, as_json: bool, kind: str) -> None:
    from pipeline.office import letters as batches

    jobs: dict[str, tuple[Callable[[Desk], Sequence[Decision | Award]], Callable[[Desk], list[Path]]]] = {
        "letters": (batches.due_letters, batches.make_letters),
        "certificates": (batches.due_certificates, batches.make_certificates),
        "renewals": (batches.due_renewals, batches.invite_renewals),
    }
    due, make = jobs[kind]
    with _desk(context, here) as desk, _progress(kind.capitalize()):
        if dry_run:
            cases = [item.case for item in due(desk)]
            _say(cases, as_json, [f"Would make one for {case}" for case in cases] or ["There is nothing to make."])
            return
        written = make(desk)
    _say([str(p) for p in written], as_json, [f"{len(written)} files written.", *(str(p) for p in written)])


@award.command()
@_at
@dry_run
@as_json
@click.pass_context
def letters(context: click.Context, here: Path | None, dry_run: bool, as_json: bool) -> None:
    """Make the letters for every decision that has none yet.

    \b
    Example: award letters --dry-run
    """
    _batch(context, here, dry_run, as_json, "letters")


@award.command()
@_at
@dry_run
@as_json
@click.pass_context
def certificates(context: click.Context, here: Path | None, dry_run: bool, as_json: bool) -> None:
    """Make the certificate of every award that has none yet.

    \b
    Example: award certificates
    """
    _batch(context, here, dry_run, as_json, "certificates")


@award.command()
@_at
@dry_run
@as_json
@click.pass_context
def renewals(context: click.Context, here: Path | None, dry_run: bool, as_json: bool) -> None:
    """Invite schools whose award is near its end.

    \b
    Example: award --today 2028-03-01 renewals --dry-run
    """
    _batch(context, here, dry_run, as_json, "renewals")


@award.command()
@_at
@dry_run
@as_json
@click.pass_context
def register(context: click.Context, here: Path | None, dry_run: bool, as_json: bool) -> None:
    """Export the register of awards as XLSX and CSV.

    \b
    Example: award register
    """
    from pipeline.office.overview import REGISTER_COLUMNS, export_register, register_rows

    with _desk(context, here) as desk:
        rows = register_rows(desk)
        written = export_register(desk, write=not dry_run)
    data = [dict(zip(REGISTER_COLUMNS, row, strict=True)) for row in rows]
    _say(data, as_json, [*(f"{row[0]}  {row[1]}  until {row[7]}" for row in rows), *(str(p) for p in written)])


@award.command()
@_at
@as_json
@click.pass_context
def templates(context: click.Context, here: Path | None, as_json: bool) -> None:
    """List the Word templates and the words each one needs.

    \b
    Example: award templates
    """
    from pipeline.office.setting_up import list_templates

    found = list_templates(here or context.obj["at"])
    _say(found, as_json, [f"{name}: {', '.join(words)}" for name, words in found.items()])


@award.command()
@click.option("--at", "here", type=FOLDER, default=Path("demo-office"), show_default=True, help="Where to build it.")
@click.option("--schools", default=24, show_default=True, help="How many schools send something.")
@click.option("--seed", default=2025, show_default=True, help="Another seed, another year.")
@as_json
def demo(here: Path, schools: int, seed: int, as_json: bool) -> None:
    """Run a whole believable year and show what comes out.

    \b
    Example: award demo --at demo-office --schools 6
    """
    from pipeline.believable_year.rehearsal import rehearse, summary_lines

    with _progress("The year") as progress:
        year = rehearse(here, schools, seed, progress)
    _say(year, as_json, summary_lines(year, here))


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
