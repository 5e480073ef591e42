"""What the other kinds cannot say: a CEL expression, true where something is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.expressions import asked_of, evaluate, texts
from pipeline.checking.scene import Hit, Scene, last_part, word
from pipeline.scheme.model import Check


def row_expression(scene: Scene, check: Check) -> Iterator[Hit]:
    """``wrong`` sees ``row`` (texts by column; dates as 2026-03-02, the last of a span) and ``today``.

    Said at the column of ``on``.
    """
    table, column = scene.table(check.on), last_part(check)
    if table is None:
        return
    empty = {layout.id: "" for layout in table.layout.columns}
    told: dict[tuple[str, ...], bool] = {}
    for row in table.rows:
        if not table.started(row):
            continue
        values = {**empty, **texts(row.cells)}
        # Rows that say the same where the expression looks are asked once: “Jo Marsh” may lead ten actions.
        asked = asked_of("row", word(check, "wrong"))
        key = tuple(values.get(part, "") for part in asked) if asked is not None else tuple(values.values())
        if key not in told:
            told[key] = _wrong(scene, check, "row", values)
        if told[key]:
            yield table.hit(row, column)


def field_expression(scene: Scene, check: Check) -> Iterator[Hit]:
    """``wrong`` sees ``fields`` (texts by field id) and ``today``; said at the field of ``on``."""
    document = check.on.partition(".")[0]
    found, form = scene.field(check.on), scene.submission.form(document)
    if found is None or form is None:
        return
    empty = {layout.id: "" for layout in scene.layout(document).fields}
    if _wrong(scene, check, "fields", {**empty, **texts(form.fields)}):
        value = found[2]
        yield Hit(value.place, value.read, document, row=f"field|{found[1].id}", label=found[1].label)


def _wrong(scene: Scene, check: Check, name: str, values: dict[str, str]) -> bool:
    names = {name: values, "today": scene.today.isoformat()}
    return evaluate(word(check, "wrong"), names, f"checks: {check.id}: wrong")
