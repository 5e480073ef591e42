"""After the panel: letters, certificates, renewals, register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.shared import as_json, at_option, award, dry_run, open_at, progress_line, say, scheme_option
from pipeline.values.showing import counted

if TYPE_CHECKING:
    from pipeline.office.desk import Desk
    from pipeline.values import Award, Decision


def _batch(context: click.Context, here: Path | None, scheme: str, dry_run: bool, as_json: bool, kind: str) -> None:
    from pipeline.office.deciding import letters as batches

    jobs: dict[str, tuple[Callable[[Desk], Sequence[Decision | Award]], Callable[[Desk], list[Path]]]] = {
        "letters": (batches.due_letters, batches.make_letters),
        "certificates": (batches.due_certificates, batches.make_certificates),
        "renewals": (batches.due_renewals, batches.invite_renewals),
    }
    due, make = jobs[kind]
    with open_at(context, here, scheme) as desk, progress_line(kind.capitalize()):
        if dry_run:
            cases = [item.case for item in due(desk)]
            say(cases, as_json, [f"Would make one for {case}" for case in cases] or ["There is nothing to make."])
            return
        written = make(desk)
    say([str(p) for p in written], as_json, [f"{counted(len(written), 'file')} written.", *(str(p) for p in written)])


@award.command()
@at_option
@scheme_option
@dry_run
@as_json
@click.pass_context
def letters(context: click.Context, here: Path | None, scheme: str, dry_run: bool, as_json: bool) -> None:
    """Make the letters for every decision that has none yet.

    \b
    Example: award letters --dry-run
    """
    _batch(context, here, scheme, dry_run, as_json, "letters")


@award.command()
@at_option
@scheme_option
@dry_run
@as_json
@click.pass_context
def certificates(context: click.Context, here: Path | None, scheme: str, dry_run: bool, as_json: bool) -> None:
    """Make the certificate of every award that has none yet.

    \b
    Example: award certificates
    """
    _batch(context, here, scheme, dry_run, as_json, "certificates")


@award.command()
@at_option
@scheme_option
@dry_run
@as_json
@click.pass_context
def renewals(context: click.Context, here: Path | None, scheme: str, dry_run: bool, as_json: bool) -> None:
    """Invite schools whose award is near its end.

    \b
    Example: award --today 2028-03-01 renewals --dry-run
    """
    _batch(context, here, scheme, dry_run, as_json, "renewals")


@award.command()
@at_option
@scheme_option
@dry_run
@as_json
@click.pass_context
def register(context: click.Context, here: Path | None, scheme: str, dry_run: bool, as_json: bool) -> None:
    """Export the register of awards as XLSX and CSV.

    \b
    Example: award register
    """
    from pipeline.office.showing.overview import REGISTER_COLUMNS, export_register, register_rows

    with open_at(context, here, scheme) as desk:
        rows = register_rows(desk)
        written = export_register(desk, write=not dry_run)
    data = [dict(zip(REGISTER_COLUMNS, row, strict=True)) for row in rows]
    say(
        data,
        as_json,
        [*(f"{row[0]}  {row[1]}  until {row[7]}  {row[11]}".rstrip() for row in rows), *(str(p) for p in written)],
    )
