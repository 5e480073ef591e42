"""Whom to visit: visits."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.shared import as_json, at_option, award, open_at, say, scheme_option


@award.command()
@click.option("--seed", default="", help="Draw another lot: a word that anybody can use to draw it again.")
@at_option
@scheme_option
@as_json
@click.pass_context
def visits(context: click.Context, seed: str, here: Path | None, scheme: str, as_json: bool) -> None:
    """Say which schools to visit of those that hold an award: some by lot, and those not visited for too long.

    The office writes down whom it has visited in visits.csv (school,visited_on).

    \b
    Example: award visits --scheme our-award
    """
    from pipeline.office.deciding.visiting import visits as whom

    with open_at(context, here, scheme) as desk:
        found = whom(desk, desk.schemes.the(), seed)
    data = [{"case": v.award.case, "school": v.award.school.name, "last_visit": v.last} for v in found]
    lines = [f"{v.award.case}  {v.award.school.name}  (last visit: {v.last or 'none known'})" for v in found]
    say(data, as_json, lines or ["No school holds this award now."])
