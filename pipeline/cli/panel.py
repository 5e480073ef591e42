"""The panel: meeting, pack, decide."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from pipeline.cli.shared import DATE, as_json, at_option, award, dry_run, open_at, progress_line, say, scheme_option
from pipeline.values import Decision
from pipeline.values.showing import counted


@award.command()
@click.argument("step")
@click.option("--on", "held_on", type=DATE, required=True, help="The day it is held (YYYY-MM-DD).")
@at_option
@scheme_option
@dry_run
@as_json
@click.pass_context
def meeting(
    context: click.Context,
    step: str,
    held_on: dt.datetime,
    here: Path | None,
    scheme: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Call a panel meeting. STEP is a step of the scheme, such as application or moderation.

    \b
    Example: award meeting application --on 2026-03-12
    """
    from pipeline.office.cases.steps import scheme_of_step, waiting_for
    from pipeline.office.deciding.meetings import call_meeting

    with open_at(context, here, scheme) as desk:
        rules = scheme_of_step(desk, step)
        if dry_run:
            waiting = waiting_for(desk, rules, step)
            say(waiting, as_json, [f"Would take up {case}" for case in waiting] or ["No case waits for it."])
            return
        called = call_meeting(desk, rules, step, held_on.date())
    data = {"meeting": called.reference, "cases": list(called.cases)}
    say(
        data,
        as_json,
        [f"{called.reference}: {counted(len(called.cases), 'case')}. Next: award pack {called.reference}"],
    )


@award.command()
@click.argument("reference")
@click.option("--without", multiple=True, help="A case to leave out of the papers. May be repeated.")
@at_option
@dry_run
@as_json
@click.pass_context
def pack(
    context: click.Context, reference: str, without: tuple[str, ...], here: Path | None, dry_run: bool, as_json: bool
) -> None:
    """Make each panel member's pack and score sheet for a meeting.

    Cases in which a pupil may be named wait until you have looked at them (award evidence).

    \b
    Example: award pack M-2026-03-12-application
    """
    from pipeline.office.deciding.meetings import make_packs

    with open_at(context, here) as desk, progress_line("Packs") as progress:
        if dry_run:
            names = [member.name for member in desk.register.meeting(reference).members]
            say(names, as_json, [f"Would make a pack and a score sheet for {name}" for name in names])
            return
        written = make_packs(desk, reference, progress, without)
    say([str(p) for p in written], as_json, [str(p) for p in written])


@award.command()
@click.argument("reference")
@click.option("--case", "case_reference", help="Decide one case by hand.")
@click.option("--outcome", help="An outcome of the scheme, such as award or not-yet.")
@click.option("--level", default="", help="The level of the award. [default: the level reached]")
@click.option("--reason", default="", help="Said in the letter.")
@click.option("--item", "items", multiple=True, help="A piece of evidence still wanted, such as E3. May be repeated.")
@at_option
@dry_run
@as_json
@click.pass_context
def decide(
    context: click.Context,
    reference: str,
    case_reference: str | None,
    outcome: str | None,
    level: str,
    reason: str,
    items: tuple[str, ...],
    here: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Record a meeting's decisions: those on the returned score sheets, or one by hand.

    An award without --level is given at the level that the school asks for and reaches, or that its marks reach.

    \b
    Example: award decide M-2026-03-12-application --dry-run
    """
    from pipeline.errors import UsageError
    from pipeline.office.deciding.decisions import by_hand, decided_words, decisions_on_paper, prepared, suggested
    from pipeline.office.deciding.decisions import decide as record

    if bool(case_reference) != bool(outcome):
        raise UsageError("Give --case and --outcome together, or neither.")
    with open_at(context, here) as desk:
        held = desk.register.meeting(reference)
        if case_reference and outcome:
            cases: tuple[str, ...] = (case_reference,)
            found = by_hand(desk, held, case_reference, outcome, reason, items, level)
        else:
            cases, found = held.cases, decisions_on_paper(desk, held)
        before = [(d.case, decided_words(desk, d)) for d in desk.register.decisions(None, reference)]
        made = prepared(desk, held, found) if dry_run else record(desk, held, found)
        settled = {d.case for d in found} | {case for case, _ in before}
        undecided = {case: suggested(desk, held, case) for case in cases if case not in settled}
    lines = [": ".join((d.case, ", ".join(filter(None, (d.outcome, d.level))))) for d in made]
    lines += [words for case, words in before if case in cases]
    lines += [f"{case}: no decision found. {marks}".removesuffix(". ") for case, marks in undecided.items()]
    say({"decisions": [_published(decision) for decision in made], "undecided": [*undecided]}, as_json, lines)


def _published(one: Decision) -> dict[str, object]:
    return {
        "case": one.case, "outcome": one.outcome, "level": one.level, "reason": one.reason, "items": list(one.items),
    }  # fmt: skip
