"""Kinds of check about the rows and columns of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.checking.kinds.document import in_window, why_unclear
from pipeline.checking.scene import (
    ONE_CELL,
    Hit,
    Scene,
    Table,
    add_months,
    answered,
    chosen,
    first_day,
    last_day,
    last_part,
    listed,
    number,
    plain,
    text_of,
    word,
    words,
    written,
)
from pipeline.checking.weighing import scales_of
from pipeline.checking.weighing.marks import is_asked
from pipeline.errors import RulesError
from pipeline.scheme.model import Check, TeamRole
from pipeline.scheme.words.phrases import ENGLISH
from pipeline.scheme.words.team_roles import names_role
from pipeline.values import Row, Understood

_BLANK = (Understood.EMPTY, Understood.PLACEHOLDER)


def column_present(scene: Scene, check: Check) -> Iterator[Hit]:
    """The form still has every column the scheme needs; one finding names those that are gone."""
    table = scene.table(check.on)
    if table is None:
        return
    gone = [c.label for c in table.layout.columns if not c.optional and not c.printed and table.lacks(c.id)]
    if gone:
        yield table.whole(columns=listed([f"“{label}”" for label in gone]))


def column_required(scene: Scene, check: Check) -> Iterator[Hit]:
    """A cell is answered in each row where one of ``when`` is written in, or ``where`` columns hold one of theirs."""
    table, column = scene.table(check.on), last_part(check)
    if table is None or table.lacks(column):
        return
    table.column(column)
    for row in table.rows:
        value = row.cells.get(column)
        if (value is None or value.understood in _BLANK) and _applies(table, row, check):
            yield table.hit(row, column)


def only_answer(scene: Scene, check: Check) -> Iterator[Hit]:
    """A row holds more than the column of ``on``; the columns ``besides`` it count for nothing."""
    table, column = scene.table(check.on), last_part(check)
    if table is None:
        return
    besides = {column, *words(check, "besides")}
    asked = [c.id for c in table.layout.columns if not c.printed and c.id not in besides and not table.lacks(c.id)]
    for row in table.rows:
        empty = all(name not in row.cells or row.cells[name].understood is Understood.EMPTY for name in asked)
        if len(asked) > 1 and empty and written(row, column):
            yield table.hit(row, column)


def column_clear(scene: Scene, check: Check) -> Iterator[Hit]:
    """What stands in cells of these ``types`` was understood. One finding for each cell that was not.

    A list without any option, as of areas where a scheme has none, asks for nothing.
    """
    table, types = scene.table(check.on), words(check, "types")
    if table is None:
        return
    columns = [column for column in table.layout.columns if column.type.value in types]
    columns = [column for column in columns if not column.choices or scene.scheme.options(column.choices)]
    for row in table.rows:
        for column in columns:
            value = row.cells.get(column.id)
            if value is not None and value.understood is Understood.UNCLEAR:
                options = scene.scheme.options(column.choices) if column.choices else ()
                yield table.hit(row, column.id, options=listed(list(options)), why=why_unclear(column, value))


def column_window(scene: Scene, check: Check) -> Iterator[Hit]:
    """A date in a column (any day of a span) is at most ``before`` months ago and ``after`` months ahead."""
    table, column = scene.table(check.on), last_part(check)
    for row in table.rows if table else ():
        first, last = first_day(row, column), last_day(row, column)
        if table and first and last and not in_window(scene, check, first, last):
            yield table.hit(row, column, date=ENGLISH.long_date(first))


def dates_in_order(scene: Scene, check: Check) -> Iterator[Hit]:
    """The date of ``on`` is not before the date in the column ``after``: of two spans, no day of one is."""
    table, column, earlier = scene.table(check.on), last_part(check), word(check, "after")
    for row in table.rows if table else ():
        first, second = first_day(row, earlier), last_day(row, column)
        if table and first and second and second < first:
            yield table.hit(row, column, first=ENGLISH.long_date(first), second=ENGLISH.long_date(second))


def plan_length(scene: Scene, check: Check) -> Iterator[Hit]:
    """From the first ``start`` to the last date of ``on`` is at least the scheme's shortest time."""
    table, column = scene.table(check.on), last_part(check)
    if table is None:
        return
    starts = [day for row in table.rows if (day := first_day(row, word(check, "start")))]
    ends = [(day, index) for index, row in enumerate(table.rows) if (day := last_day(row, column))]
    if scene.scheme.timescales is None:
        raise RulesError(f"checks: {check.id}: the scheme must say its “timescales”.")
    least = scene.scheme.timescales.whole_process_months.least
    if starts and ends and max(ends)[0] < add_months(min(starts), least):
        row = table.rows[max(ends)[1]]
        yield table.hit(
            row, column, first=ENGLISH.long_date(min(starts)), last=ENGLISH.long_date(max(ends)[0]), months=str(least)
        )


def every_principle(scene: Scene, check: Check) -> Iterator[Hit]:
    """Each area that the table asks about is answered in the column of ``on``."""
    table, column = scene.table(check.on), last_part(check)
    if table is None or table.lacks(column):
        return
    for principle in scene.scheme.areas_in(table.layout):
        yield from _unanswered(table, principle.id, principle.short_name, column)


def principle_planned(scene: Scene, check: Check) -> Iterator[Hit]:
    """The table of ``on`` has a row for the principle to be worked first."""
    table = scene.table(check.on)
    if table is None or not _all_told(table, last_part(check)):
        return
    planned = frozenset[str]().union(*(chosen(row, last_part(check)) for row in table.rows))
    for principle in scene.scheme.principles:
        if principle.worked_first and principle.id not in planned:
            yield table.whole(principle=principle.short_name)


def gap_planned(scene: Scene, check: Check) -> Iterator[Hit]:
    """Each principle or criterion with a gap (``on``) has a row of its area in the table ``planned_in``; said at
    the gap. Answers under ``no_gap`` name none."""
    table, plan = scene.table(check.on), scene.table(word(check, "planned_in"))
    if table is None or plan is None:
        return
    column = word(check, "planned_in").rpartition(".")[2]
    planned = frozenset[str]().union(*(chosen(row, column) for row in plan.rows))
    closed = {plain(text) for text in words(check, "no_gap")}
    if not _all_told(plan, column):
        return
    # Of a table with a row a criterion, the plan is asked for the criterion's area.
    area_of = {criterion.id: criterion.principle for criterion in scene.scheme.criteria}
    for row in table.rows:
        gap = text_of(row, last_part(check))
        if gap and plain(gap) not in closed and area_of.get(row.key or "", row.key) not in planned:
            yield table.hit(row, last_part(check))


def _all_told(table: Table, column: str) -> bool:
    """Whether rows answer a column and none leaves it open: what one leaves open may be the very thing looked for."""
    told = [row for row in table.rows if answered(row, column)]
    return bool(told) and all(answered(row, column) for row in table.rows if table.started(row))


def min_rows(scene: Scene, check: Check) -> Iterator[Hit]:
    """At least ``least`` rows answer the column of ``on``."""
    table = scene.table(check.on)
    if table is None or table.lacks(last_part(check)):
        return
    count = sum(answered(row, last_part(check)) for row in table.rows)
    if count < number(check, "least"):
        yield table.whole(count=str(count), least=str(number(check, "least")))


def role_present(scene: Scene, check: Check) -> Iterator[Hit]:
    """The team has one of the roles marked ``required`` in the scheme, by its role or its post."""
    table = scene.table(check.on)
    if table is None or not any(table.started(row) for row in table.rows):
        return
    wanted = [role for role in scene.scheme.team_roles if role.required == word(check, "required")]
    if not any(has_role(row, role) for role in wanted for row in table.rows):
        yield table.whole(wanted=" or ".join(role.name for role in wanted))


def role_advised(scene: Scene, check: Check) -> Iterator[Hit]:
    """The team has each advised role; one finding names those that are missing."""
    table = scene.table(check.on)
    if table is None or not any(table.started(row) for row in table.rows):
        return
    advised = [role for role in scene.scheme.team_roles if role.required == "advised"]
    absent = [role.name for role in advised if not any(has_role(row, role) for row in table.rows)]
    if len(absent) > number(check, "allowed"):
        yield table.whole(absent=listed(absent))


def has_role(row: Row, role: TeamRole) -> bool:
    """By the role chosen, or else by words of the post: "Deputy Headteacher (Pastoral)" is a senior leader."""
    if role.name in chosen(row, "role"):
        return bool(text_of(row, "name") or text_of(row, "post"))
    written = row.cells.get("role")
    # What was written under "role" and is not on the list says as much as a post does.
    told = written.read if written is not None and not written.answered else ""
    return names_role(f"{text_of(row, 'post')} / {told}", role)


def review_of_finished(scene: Scene, check: Check) -> Iterator[Hit]:
    """Each action of ``plan`` whose end (``plan``'s date column) has passed is answered in the column of ``on``."""
    table, plan = scene.table(check.on), scene.table(word(check, "plan"))
    column, end = last_part(check), word(check, "plan").rpartition(".")[2]
    if table is None or plan is None or table.lacks(column):
        return
    reviewed = {row.key: row for row in table.rows}
    for action in plan.rows:
        day = last_day(action, end)
        if day is None or day >= scene.today or action.key is None:
            continue
        row = reviewed.get(action.key)
        if row is None:
            yield plan.hit(action, end, date=ENGLISH.long_date(day))
        elif row.cells.get(column) is None or row.cells[column].understood in _BLANK:
            yield table.hit(row, column, date=ENGLISH.long_date(day))


def too_short(scene: Scene, check: Check) -> Iterator[Hit]:
    """An answer has at least ``words`` words."""
    table, column, least = scene.table(check.on), last_part(check), number(check, "words")
    for row in table.rows if table else ():
        text = text_of(row, column)
        if table and text and len(text.split()) < least and _applies(table, row, check):
            yield table.hit(row, column, least=str(least))


def same_text(scene: Scene, check: Check) -> Iterator[Hit]:
    """No long answer (``letters`` and more) stands twice in a column; said at the second and later ones.

    “As above” says so itself, and is told as what it is.
    """
    table, column = scene.table(check.on), last_part(check)
    seen: dict[str, Row] = {}
    for row in table.rows if table else ():
        text, least = plain(text_of(row, column)), number(check, "letters")
        if table is None or len(text) < least or len(plain(row.cells[column].read)) < least:
            continue
        first = seen.setdefault(text, row)
        # A printed row that was copied says nothing twice that it did not say before.
        if first is not row and (row.key is None or row.key != first.key):
            yield table.hit(row, column, first=table.row_name(first))


def every_criterion(scene: Scene, check: Check) -> Iterator[Hit]:
    """Each criterion that is asked of this school, and that the form still has, is answered in the column of ``on``."""
    table, column = scene.table(check.on), last_part(check)
    if table is None or table.lacks(column):
        return
    kept, scales = {row.key for row in table.rows}, scales_of(scene)
    for criterion in scene.scheme.criteria:
        if criterion.id in kept and is_asked(criterion, scales):
            yield from _unanswered(table, criterion.id, criterion.code, column)


def _unanswered(table: Table, key: str, name: str, column: str) -> Iterator[Hit]:
    """A printed row where no line of the school's answers the column; a school may add lines below it.

    A row that the form's edition never had is no omission of the school's. Of a row with nothing in it, that is all
    there is to say; where the school wrote something, what its other cells lack is no consequence.
    """
    if table.never_had(key):
        return
    rows = [row for row in table.rows if row.key == key]
    if not rows:
        yield replace(table.whole(), row=f"{table.layout.id}|{key}", row_name=name)
    elif all(column not in row.cells or row.cells[column].understood in _BLANK for row in rows):
        hit = table.hit(rows[0], column)
        yield replace(hit, row=ONE_CELL) if any(table.started(row) for row in rows) else hit


def _applies(table: Table, row: Row, check: Check) -> bool:
    when = words(check, "when")
    where = check.settings.get("where", {})
    if not isinstance(where, dict):
        raise RulesError(f"checks: {check.id}: “where” must be a list of columns with their values.")
    if when and not any(written(row, column) for column in when):
        return False
    if not all(text_of(row, column) in values for column, values in where.items()):
        return False
    return bool(when or where) or table.started(row)
