"""Setting up and looking after: init, forms, templates, doctor, demo."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.shared import FOLDER, as_json, at_option, award, dry_run, open_at, progress_line, say, scheme_option


@award.command()
@at_option
@click.option("--scheme", "schemes", multiple=True, help="A scheme to run, by its id. May be repeated.")
@dry_run
@click.pass_context
def init(context: click.Context, here: Path | None, schemes: tuple[str, ...], dry_run: bool) -> None:
    """Make a workspace: inbox, outbox, rules, templates, a schools list and the register; or add a scheme to one.

    \b
    Example: award init --at my-office
    """
    from pipeline.office.premises.setting_up import make_workspace

    root = here or context.obj["at"]
    if dry_run:
        click.echo(f"Would make a workspace in {root}.")
        return
    make_workspace(root, schemes)
    click.echo(f"The workspace is ready in {root}. Put your details in office.toml and your schools in schools.csv.")


@award.command()
@at_option
@scheme_option
@click.option("--to", "to", type=FOLDER, default=None, help="Where to put them. [default: outbox/forms]")
@click.option("--language", default="", help="One of the scheme's languages: cy. [default: its own]")
@dry_run
@as_json
@click.pass_context
def forms(
    context: click.Context, here: Path | None, scheme: str, to: Path | None, language: str, dry_run: bool, as_json: bool
) -> None:
    """Make the blank Record and the blank Application from the scheme, or from each where there are several.

    \b
    Example: award forms --to ~/Desktop
    Example: award forms --language cy
    """
    from pipeline.office.premises.schemes import Schemes
    from pipeline.office.premises.setting_up import forms_of

    root = here or context.obj["at"]
    if dry_run or to:
        made = forms_of(Schemes(root, scheme), language)
        written = [(to or root / "outbox" / "forms") / name for name in made]
        if to and not dry_run:
            for path, data in zip(written, made.values(), strict=True):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    else:
        with open_at(context, here, scheme) as desk:
            written = desk.publish_forms(language)
    verb = "Would write" if dry_run else "Wrote"
    say({"files": [str(p) for p in written]}, as_json, [f"{verb} {p}" for p in written])


@award.command()
@at_option
@scheme_option
@as_json
@click.pass_context
def templates(context: click.Context, here: Path | None, scheme: str, as_json: bool) -> None:
    """List the Word templates and the words each one needs.

    \b
    Example: award templates
    """
    from pipeline.office.premises.setting_up import list_templates

    found = list_templates(here or context.obj["at"], scheme)
    say(found, as_json, [f"{name}: {', '.join(words)}" for name, words in found.items()])


@award.command()
@at_option
@as_json
@click.pass_context
def doctor(context: click.Context, here: Path | None, as_json: bool) -> None:
    """Say whether this machine has everything, and what is missing.

    \b
    Example: award doctor
    """
    from pipeline.office.premises.setting_up import examine

    signs = examine(here or context.obj["at"])
    say(signs, as_json, [f"{'ok     ' if s['ok'] else 'MISSING'} {s['what']}: {s['says']}" for s in signs])


@award.command()
@click.option("--at", "here", type=FOLDER, default=Path("demo-office"), show_default=True, help="Where to build it.")
@click.option("--schools", type=int, default=None, help="How many schools send something. [default: all there are]")
@scheme_option
@click.option("--seed", default=2025, show_default=True, help="Another seed, another year.")
@as_json
def demo(here: Path, schools: int | None, scheme: str, seed: int, as_json: bool) -> None:
    """Run a whole believable year of a scheme and show what comes out.

    \b
    Example: award demo --at demo-office --schools 6
             award demo --at another-office --scheme ID
    """
    from pipeline.believable_year.rehearsal import rehearse, summary_lines

    with progress_line("The year") as progress:
        year = rehearse(here, schools, seed, progress, scheme)
    say(year, as_json, summary_lines(year, here))
