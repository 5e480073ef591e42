"""The days between meetings: run, watch, check, status, case."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from pipeline.cli.shared import DATE, as_json, at_option, award, dry_run, open_at, progress_line, say, scheme_option
from pipeline.errors import ExitCode, UsageError
from pipeline.values.showing import counted


@award.command()
@at_option
@dry_run
@as_json
@click.pass_context
def run(context: click.Context, here: Path | None, dry_run: bool, as_json: bool) -> None:
    """Take in what is in the inbox, check it and answer the schools. Once.

    \b
    Example: award run
    """
    from pipeline.intake.patience import at_hand
    from pipeline.office.showing.report import run_data, run_lines
    from pipeline.office.taking_in.arrivals import run as run_line

    with open_at(context, here) as desk, progress_line("Reading") as progress:
        if dry_run:
            from pipeline.intake.folder import scan

            waiting = scan(desk.workspace.inbox, shelves=desk.shelves)
            lines = [f"Would leave {w.name}: {w.reason}" if w.reason else f"Would take in {w.name}" for w in waiting]
            say([{"name": w.name, "ready": w.ready, "reason": w.reason} for w in waiting], as_json, lines)
            return
        done = run_line(desk, progress, at_hand())
        lines = run_lines(desk, done)
    say(run_data(done), as_json, lines)
    if done.quarantined:
        context.exit(ExitCode.NEEDS_PERSON)


@award.command()
@at_option
@click.option("--every", default=60.0, show_default=True, help="Seconds between full looks at the inbox.")
@click.pass_context
def watch(context: click.Context, here: Path | None, every: float) -> None:
    """Keep watching the inbox and run whenever something arrives. Ctrl-C stops.

    \b
    Example: award watch --every 30
    """
    import threading

    from pipeline.intake.patience import unattended
    from pipeline.intake.watching import watch as watch_inbox
    from pipeline.office.taking_in.arrivals import run as run_line

    patience = unattended()

    def once() -> None:
        with open_at(context, here) as desk:
            done = run_line(desk, patience=patience)
        if done.deliveries:
            came = counted(done.deliveries, "delivery", "deliveries")
            click.echo(f"{came}, {counted(len(done.answered), 'school')} answered.")

    inbox = (here or context.obj["at"]) / "inbox"
    click.echo(f"Watching {inbox}. Ctrl-C stops.")
    watch_inbox(inbox, once, every, threading.Event())


@award.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@at_option
@scheme_option
@click.option("--names", is_flag=True, help="With --json: show in full what may be pupils' personal data.")
@as_json
@click.pass_context
def check(
    context: click.Context, files: tuple[Path, ...], here: Path | None, scheme: str, names: bool, as_json: bool
) -> None:
    """Read and check any documents, without touching the register.

    \b
    Example: award check Record.xlsx Application.docx evidence/*.pdf --json
    """
    from pipeline.evidence.graph import build_graph
    from pipeline.evidence.privacy import pointed_out
    from pipeline.office.premises.schemes import Schemes
    from pipeline.office.premises.setting_up import find_schools
    from pipeline.office.trying.inspection import files_within, in_words, inspect, report, scheme_of_files

    for path in files:
        if not path.exists():
            raise UsageError(f"There is no file “{path}”.")
    files = tuple(found for path in files for found in files_within(path))
    root = here or context.obj["at"]
    rules, today = scheme_of_files(files, Schemes(root, scheme)), context.obj["today"]
    submission, whose, findings = inspect(files, rules, find_schools(root), today)
    points, lines = in_words(submission, whose, findings)
    said = f"{counted(points, 'point')} from {counted(len(findings), 'finding')}"
    lines.append(f"{said} in {counted(len(submission.files), 'file')}.")
    claims = build_graph(submission, rules, today).claims
    personal = () if names or not as_json else pointed_out(submission, rules)
    say(report(submission, whose, findings, claims, personal), as_json, lines)


@award.command()
@at_option
@scheme_option
@as_json
@click.pass_context
def status(context: click.Context, here: Path | None, scheme: str, as_json: bool) -> None:
    """Show where everything stands; the files add up to what arrived.

    \b
    Example: award status --json
    """
    from pipeline.office.showing.overview import status as overview

    with open_at(context, here, scheme) as desk:
        data = overview(desk)
    from pipeline.office.showing.telling import told

    say(data, as_json, told(data))


@award.command()
@click.argument("reference")
@at_option
@as_json
@click.pass_context
def case(context: click.Context, reference: str, here: Path | None, as_json: bool) -> None:
    """Tell one case's story: what came, what was found, what was decided.

    \b
    Example: award case KRA-25-0001
    """
    from pipeline.office.showing.overview import case_story
    from pipeline.office.showing.story import story_lines

    with open_at(context, here) as desk:
        data = case_story(desk, reference) if as_json else None
        lines = [] if as_json else story_lines(desk, reference)
    say(data, as_json, lines)


@award.command()
@click.argument("case")
@click.argument("rule")
@click.option("--scope", default="", help="What it covers: a row or box, such as A3. [default: all the check finds]")
@click.option("--reason", required=True, help="Why. Printed in the panel's pack.")
@click.option("--by", required=True, help="Who approved it. Printed in the panel's pack.")
@click.option("--until", type=DATE, required=True, help="The last day on which it holds (YYYY-MM-DD).")
@at_option
@dry_run
@as_json
@click.pass_context
def waive(
    context: click.Context, case: str, rule: str, scope: str, reason: str, by: str, until: dt.datetime,
    here: Path | None, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Do not hold a check against one CASE until a day. RULE is the check's id, as award case --json shows it.

    \b
    Example: award waive KRA-25-0001 plan-by-when --scope A3 --reason "Building works" --by "R. Achterberg"
             --until 2026-07-31
    """
    from pipeline.office.cases.waivers import waive as settle

    with open_at(context, here) as desk:
        waiver, covered = settle(desk, case, rule, scope, reason, by, until.date(), write=not dry_run)
        state = desk.register.case(case).state.value
    verb = "Would waive" if dry_run else "Waived"
    lines = [
        f"{verb} “{rule}” for {case} until {waiver.until:%d/%m/%Y}. It covers {counted(len(covered), 'finding')} now."
    ]
    lines += [f"  {finding.where}: {finding.title}" for finding in covered]
    lines.append(f"The case is “{state}”.")
    say({"case": case, "rule": rule, "covers": [f.as_json() for f in covered], "state": state}, as_json, lines)
