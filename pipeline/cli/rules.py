"""For whoever owns the rules: check, test."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.shared import as_json, at_option, award, say
from pipeline.errors import ExitCode

NAME = click.argument("name", required=False)


@award.group()
def rules() -> None:
    """Look after the rules of a scheme."""


@rules.command("check")
@NAME
@at_option
@as_json
@click.pass_context
def rules_check(context: click.Context, name: str | None, here: Path | None, as_json: bool) -> None:
    """Check the rule files of every scheme, or of NAME: one line for each fault, with its place.

    \b
    Example: award rules check
    """
    from pipeline.office.rules import letters_of, rule_folders
    from pipeline.rulebook.inspecting import inspect_rules

    root, today = here or context.obj["at"], context.obj["today"]
    found = [inspect_rules(folder, today, letters_of(root, folder.name)) for folder in rule_folders(root, name)]
    data = [
        {
            "scheme": each.scheme.id if each.scheme else None,
            "folder": str(each.folder),
            "checks": len(each.scheme.checks) if each.scheme else 0,
            "faults": [str(fault) for fault in each.faults],
        }
        for each in found
    ]
    say(data, as_json, [line for each in found for line in each.lines()])
    if any(each.faults for each in found):
        context.exit(ExitCode.RULES)
