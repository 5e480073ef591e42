"""Evidence: what is claimed, what came, and what to look at before the panel does."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.shared import as_json, at_option, award, open_at, say, scheme_option


@award.command()
@click.argument("what", nargs=-1, required=True)
@click.option("--names", is_flag=True, help="Show in full what may be personal data. For your own screen only.")
@click.option("--looked-at", is_flag=True, help="Record that you looked, so that the panel's papers may be made.")
@at_option
@scheme_option
@as_json
@click.pass_context
def evidence(
    context: click.Context,
    what: tuple[str, ...],
    names: bool,
    looked_at: bool,
    here: Path | None,
    scheme: str,
    as_json: bool,
) -> None:
    """Show what a CASE, or any FILES, point at as evidence, and what of it came.

    \b
    Example: award evidence KRA-25-0001 --names
    """
    from pipeline.errors import UsageError
    from pipeline.office.cases.looking import look_at
    from pipeline.office.premises.schemes import Schemes
    from pipeline.office.showing import evidence as office
    from pipeline.office.trying.inspection import scheme_of_files

    if any(Path(name).exists() for name in what) or len(what) > 1:
        if looked_at:
            raise UsageError("--looked-at is recorded for a case. Give one case number.")
        root = here or context.obj["at"]
        files = [Path(name) for name in what]
        told = office.evidence_of_files(files, scheme_of_files(files, Schemes(root, scheme)), context.obj["today"])
    else:
        with open_at(context, here) as desk:
            if looked_at:
                settled = look_at(desk, what[0])
                said = f"{what[0]}: you looked at {settled} of its places. The panel's papers may be made."
                say({"case": what[0], "looked at": settled}, as_json, [said])
                return
            told = office.evidence_of_case(desk, what[0])
    if as_json:
        say(office.as_json(told, names=names), as_json, [])
        return
    _table(office.claim_rows(told))
    say(None, False, office.other_lines(told, names=names))


def _table(rows: list[tuple[str, str, str, str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Where", "What it says", "Status", "File")
    for row in rows:
        # A school's words are text, never markup.
        table.add_row(*map(Text, row))
    if rows:
        Console().print(table)
