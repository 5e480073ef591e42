"""Schools: the list, and whose a delivery is."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.shared import as_json, at_option, award, dry_run, open_at, progress_line, say, scheme_option


@award.group()
def schools() -> None:
    """Look after the schools list."""


@schools.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--area", "areas", multiple=True, help="An area's code or name: 886, or Kent. May be repeated.")
@at_option
@dry_run
@as_json
@click.pass_context
def schools_import(
    context: click.Context, file: Path, areas: tuple[str, ...], here: Path | None, dry_run: bool, as_json: bool
) -> None:
    """Bring the public register's extract (CSV) into the list. What you added yourself stays.

    \b
    Example: award schools import edubasealldata20260302.csv --area Kent
    """
    from pipeline.office.premises.schools import import_schools

    done = import_schools(here or context.obj["at"], file, areas, context.obj["today"], write=not dry_run)
    say(done.as_json(), as_json, done.lines())


@schools.command("find")
@click.argument("text", nargs=-1, required=True)
@at_option
@as_json
@click.pass_context
def schools_find(context: click.Context, text: tuple[str, ...], here: Path | None, as_json: bool) -> None:
    """Look a school up by number, postcode, name or town, or by part of them.

    \b
    Example: award schools find st mary dale
    """
    from pipeline.office.premises.schools import find_schools_like
    from pipeline.office.premises.setting_up import find_schools

    found = find_schools_like(find_schools(here or context.obj["at"]), " ".join(text))
    lines = [one.line() for one in found] or ["No school on the list is like that."]
    say([one.as_json() for one in found], as_json, lines)


@award.command()
@click.argument("delivery")
@click.argument("school")
@click.option("--file", "files", multiple=True, help="Only this file or folder of it. May be repeated.")
@at_option
@scheme_option
@dry_run
@as_json
@click.pass_context
def assign(
    context: click.Context, delivery: str, school: str, files: tuple[str, ...], here: Path | None, scheme: str,
    dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Say whose a delivery is, or which scheme it is for, when we could not tell; its school is then answered.

    \b
    Example: award assign D-0003 118765
             award assign D-0007 118999 --file "Oakfield" --file "Minutes.docx"
    """
    from pipeline.office.premises.schools import one_school
    from pipeline.office.taking_in.assigning import assign as settle

    with open_at(context, here, scheme) as desk, progress_line("Reading") as progress:
        meant = one_school(desk.schools, school)
        done = settle(desk, delivery, meant, progress, files, write=not dry_run)
    verb = "Would put" if dry_run else "Put"
    what = f"{', '.join(files)} of {delivery}" if files else delivery
    lines = [f"{verb} {what} with {meant.name} ({meant.key}){f', case {done.case}' if done.case else ''}."]
    if done.moved_from:
        lines.append(f"It was with {done.moved_from}. Do not send what the outbox still holds for that case from it.")
    if done.withdrawn:
        lines.append(f"{done.moved_from} has no other papers, so it is withdrawn.")
    data = {"delivery": delivery, "school": meant.key, "case": done.case, "moved from": done.moved_from}
    say(data, as_json, lines)
