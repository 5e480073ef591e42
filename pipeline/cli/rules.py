"""For whoever owns the rules: check, test, explain, diff, docs, schema, new."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.shared import FOLDER, as_json, at_option, award, open_at, say, scheme_option
from pipeline.errors import ExitCode, UsageError

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
    from pipeline.office.premises.rules import letters_of, rule_folders
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
    Example: award rules test our-award plan-start
    """
    from pipeline.office.premises.rules import rule_folders
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
    from pipeline.office.premises.rules import write_schemas
    from pipeline.rulebook.schema import SCHEME, schemas

    if not write:
        click.echo(schemas()[SCHEME], nl=False)
        return
    written = write_schemas((here or context.obj["at"]) / "rules")
    say([str(path) for path in written], False, [f"Wrote {path}" for path in written] or ["All is as it was."])


@rules.command("explain")
@click.argument("what", nargs=-1, required=True)
@scheme_option
@at_option
@as_json
@click.pass_context
def rules_explain(context: click.Context, what: tuple[str, ...], scheme: str, here: Path | None, as_json: bool) -> None:
    """Say why a check fired or did not: WHAT is a case or any files, and last the check's name.

    \b
    Example: award rules explain KRA-25-0001 plan-start
    """
    from pipeline.office.trying.on_papers import explain_case, explain_files

    root, (*papers, rule) = here or context.obj["at"], what
    if not papers:
        raise UsageError(f"Which papers? Name a case or files before the check: award rules explain CASE {rule}")
    if len(papers) == 1 and not Path(papers[0]).exists():
        with open_at(context, here) as desk:
            told = explain_case(desk, papers[0], rule)
    else:
        told = explain_files([Path(paper) for paper in papers], root, scheme, rule, context.obj["today"])
    data = {"check": told.check, "found": told.found, "told": told.told, "lines": list(told.lines)}
    say(data, as_json, list(told.lines))


@rules.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--on", "register", type=FOLDER, default=None, help="A workspace: which of its cases would change.")
@at_option
@as_json
@click.pass_context
def rules_diff(
    context: click.Context, old: str, new: str, register: Path | None, here: Path | None, as_json: bool
) -> None:
    """Say what changes from the rules OLD to the rules NEW, each a scheme's name or its folder.

    \b
    Example: award rules diff rules/our-award drafts/our-award --on my-office
    """
    from pipeline.office.premises.rules import rule_folders
    from pipeline.rulebook.comparing import compare, told
    from pipeline.scheme.loader import load_scheme

    root = here or context.obj["at"]
    before, after = (load_scheme(rule_folders(root, name)[0]) for name in (old, new))
    found = compare(before, after)
    lines = told(found)
    data: dict[str, object] = {
        "changes": [{"group": each.group, "change": each.change, "says": each.says} for each in found]
    }
    if register is not None:
        from pipeline.office.trying.on_papers import other_findings

        with open_at(context, register) as desk:
            count, others = other_findings(desk, before, after)
        summary = f"{len(others)} of {count} cases would get other findings."
        lines += ["", *(line for other in others for line in other.lines()), summary]
        data["cases"] = count
        data["others"] = [
            {
                "case": other.case,
                "more": [finding.as_json() for finding in other.more],
                "fewer": [finding.as_json() for finding in other.fewer],
            }
            for other in others
        ]
    say(data, as_json, lines)


@rules.command("docs")
@NAME
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file: .html, or .md for Markdown.")
@at_option
@click.pass_context
def rules_docs(context: click.Context, name: str | None, out: Path | None, here: Path | None) -> None:
    """Write a scheme's rules as one page for officers: every criterion, level, check and sentence.

    \b
    Example: award rules docs our-award --out rules.html
    """
    from pipeline.office.premises.rules import rule_folders, write_guide

    folders = rule_folders(here or context.obj["at"], name)
    if len(folders) > 1:
        raise UsageError(f"Which scheme? Name one of: {', '.join(folder.name for folder in folders)}.")
    click.echo(f"Wrote {write_guide(folders[0], out or Path(f'{folders[0].name}-rules.html'))}.")


@rules.command("new")
@click.argument("name")
@click.option("--criteria", required=True, type=click.Path(path_type=Path), help="A spreadsheet or CSV of criteria.")
@click.option("--title", default="", help="What the award is called. [default: made from NAME]")
@at_option
@click.pass_context
def rules_new(context: click.Context, name: str, criteria: Path, title: str, here: Path | None) -> None:
    """Begin a scheme NAME from a list of criteria: its columns are principle, criterion, evidence wanted.

    \b
    Example: award rules new calm-schools --criteria criteria.xlsx --title "Calm Schools Award"
    """
    from pipeline.office.premises.rules import begin_scheme

    begun = begin_scheme(here or context.obj["at"], name, criteria, title, context.obj["today"])
    lines = [
        f"Wrote {begun.folder}.",
        *begun.lines(),
        "Next: read its comments, then try",
        f"  award rules check {name}",
    ]
    say(None, False, [*lines, f"  award rules docs {name}", f"  award forms --scheme {name}"])
    if begun.faults:
        context.exit(ExitCode.RULES)


@rules.command("shadow")
@at_option
@scheme_option
@as_json
@click.pass_context
def rules_shadow(context: click.Context, here: Path | None, scheme: str, as_json: bool) -> None:
    """Show what the checks on trial (shadow: true) would have said of the cases so far.

    \b
    Example: award rules shadow
    """
    from dataclasses import asdict

    from pipeline.office.cases.trial import trial_lines, trials

    with open_at(context, here, scheme) as desk:
        tried = trials(desk)
    say([asdict(one) for one in tried], as_json, trial_lines(tried) or ["No check is on trial."])
