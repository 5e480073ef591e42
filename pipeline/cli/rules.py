"""For whoever owns the rules: check, test, explain, diff, docs, schema, new."""

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


@rules.command("test")
@NAME
@click.argument("rule", required=False)
@at_option
@as_json
@click.pass_context
def rules_test(context: click.Context, name: str | None, rule: str | None, here: Path | None, as_json: bool) -> None:
    """Run the examples of every check of every scheme, of the scheme NAME, or of its one check RULE.

    \b
    Example: award rules test kent-award plan-start
    """
    from pipeline.office.rules import rule_folders
    from pipeline.rulebook.testing import run_rules

    found = [run_rules(folder, rule) for folder in rule_folders(here or context.obj["at"], name)]
    data = [
        {
            "folder": str(each.folder),
            "checks": each.checks,
            "examples": each.examples,
            "faults": [str(fault) for fault in each.faults],
        }
        for each in found
    ]
    say(data, as_json, [line for each in found for line in each.lines()])
    if any(each.faults for each in found):
        context.exit(ExitCode.RULES)


@rules.command("schema")
@click.option("--write", is_flag=True, help="Write it beside the rules, and name it in the first line of each file.")
@at_option
@click.pass_context
def rules_schema(context: click.Context, write: bool, here: Path | None) -> None:
    """Print the JSON Schema of a scheme's pages, by which an editor completes and underlines.

    \b
    Example: award rules schema --write
    """
    from pipeline.office.rules import write_schemas
    from pipeline.rulebook.schema import SCHEME, schemas

    if not write:
        click.echo(schemas()[SCHEME], nl=False)
        return
    written = write_schemas((here or context.obj["at"]) / "rules")
    say([str(path) for path in written], False, [f"Wrote {path}" for path in written] or ["All is as it was."])
