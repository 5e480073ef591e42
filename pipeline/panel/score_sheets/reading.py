"""Filled score sheets read back, also after LibreOffice saved them or somebody moved the sheets."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.panel.cases.dossier import REFERENCE
from pipeline.scheme.model import Scheme
from pipeline.values import Decision, Mark

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

PROPERTIES = "docProps/custom.xml"
SMALL = 200_000  # our own properties take less than 2,000 bytes
MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One member's marks, and the chair's decisions where that part was filled.

    ``problems`` are sentences about cells that were filled but say nothing we know.
    """

    meeting: str
    member: str
    marks: tuple[Mark, ...]
    decisions: tuple[Decision, ...]
    problems: tuple[str, ...] = ()


def is_score_sheet(data: bytes) -> bool:
    """Whether these bytes are a score sheet of ours. Takes any bytes and never raises on them."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            info = package.getinfo(PROPERTIES)
            if info.file_size > SMALL:
                return False
            with package.open(info) as part:
                text = part.read(SMALL)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return False
    return re.search(rb'"award\.document"[^>]*>\s*<[^>]*>\s*score-sheet\s*<', text) is not None


def read_score_sheet(data: bytes, scheme_of: Callable[[str], Scheme]) -> ScoreSheet:
    """Marks and decisions out of a filled sheet; blank cells give nothing.

    ``scheme_of`` gives the rules that a case is judged by, and may raise for a case that there is not. Raises
    UsageError when the bytes are not a score sheet or do not name their meeting and member.
    """
    from openpyxl import load_workbook

    if not is_score_sheet(data):
        raise UsageError("This file is not a score sheet. Use the workbook that “award pack” made.")
    try:
        book = load_workbook(BytesIO(data), data_only=True)
    except Exception as error:
        # openpyxl raises whatever its parsers raise; to the reader it is one thing.
        raise UsageError("This score sheet is damaged. Ask the sender to save it again and send it.") from error
    facts = _facts(book)
    meeting, member = facts.get("meeting", ""), facts.get("member", "")
    if not meeting or not member:
        raise UsageError("This score sheet does not say which meeting and member it is for. Use the one we sent.")
    problems: list[str] = []
    marks: list[Mark] = []
    decisions: list[Decision] = []
    for sheet in book.worksheets:
        heading = _heading_row(sheet)
        if heading is None:
            continue
        row, columns = heading
        if "mark" in columns:
            marks.extend(_marks(sheet, row, columns, meeting, member, scheme_of, problems))
        elif "decision" in columns:
            held_on = _date(facts.get("held-on", ""))
            decisions.extend(_decided(sheet, row, columns, meeting, held_on, scheme_of, problems))
    marks.sort(key=lambda mark: mark.case)
    decisions.sort(key=lambda decision: decision.case)
    return ScoreSheet(meeting, member, tuple(marks), tuple(decisions), tuple(problems))


def _facts(book: Workbook) -> dict[str, str]:
    """What the workbook says of itself; the first sheet helps where properties were lost."""
    found: dict[str, str] = {}
    for sheet in book.worksheets:
        if _text(sheet, 1, 1) == "Score sheet":
            for row in range(3, 10):
                label = _text(sheet, row, 1).casefold().replace(" ", "-")
                found[label] = _text(sheet, row, 2)
    properties: Any = book
    for item in properties.custom_doc_props.props:
        name = str(item.name)
        if name.startswith("award.") and item.value:
            found[name.removeprefix("award.")] = str(item.value)
    return found


def _date(text: str) -> dt.date:
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return dt.datetime.strptime(text[:10] if form[0:2] == "%Y" else text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise UsageError("This score sheet does not say when the meeting was held. Use the one we sent.")


def _text(sheet: Worksheet, row: int, column: int | None) -> str:
    value = sheet.cell(row=row, column=column).value if column is not None else None
    return str(value).strip() if value is not None else ""


def _heading_row(sheet: Worksheet) -> tuple[int, dict[str, int]] | None:
    """The row that names the columns, wherever somebody moved it, and where each column is."""
    for row in range(1, 15):
        names = {_text(sheet, row, column).casefold().rstrip("."): column for column in range(1, 16)}
        if {"ref", "mark", "comment"} <= names.keys() or {"case", "decision"} <= names.keys():
            return row, names
    return None


def _rows(sheet: Worksheet, heading: int) -> Iterator[int]:
    return iter(range(heading + 1, min(sheet.max_row, heading + MOST_ROWS) + 1))


def _case_of(sheet: Worksheet, heading: int) -> str:
    for row in range(1, heading):
        if _text(sheet, row, 1).casefold() == "case":
            return _text(sheet, row, 2)
    return sheet.title


def _marks(
    sheet: Worksheet,
    heading: int,
    columns: Mapping[str, int],
    meeting: str,
    member: str,
    scheme_of: Callable[[str], Scheme],
    problems: list[str],
) -> list[Mark]:
    """The marks of one case, in the scheme's order."""
    case = _case_of(sheet, heading)
    scheme = scheme_of(case)
    order = {criterion.id: place for place, criterion in enumerate(scheme.criteria)}
    marks: list[Mark] = []
    criteria = {criterion.code: criterion.id for criterion in scheme.criteria}
    known = {_plain(mark): mark for mark in scheme.panel.marks}
    for row in _rows(sheet, heading):
        criterion = criteria.get(_text(sheet, row, columns["ref"]))
        if criterion is None:
            continue
        written, comment = _text(sheet, row, columns["mark"]), _text(sheet, row, columns["comment"])
        if not written and not comment:
            continue
        mark = known.get(_plain(written))
        if mark is None:
            said = f"“{written[:60]}” is not a mark" if written else "there is a comment but no mark"
            problems.append(f"{case}, criterion {_text(sheet, row, columns['ref'])}: {said}.")
            continue
        marks.append(Mark(meeting, case, member, criterion, mark, comment))
    return sorted(marks, key=lambda mark: order[mark.criterion])


def _decided(
    sheet: Worksheet,
    heading: int,
    columns: Mapping[str, int],
    meeting: str,
    held_on: dt.date,
    scheme_of: Callable[[str], Scheme],
    problems: list[str],
) -> Iterator[Decision]:
    for row in _rows(sheet, heading):
        case, written = _text(sheet, row, columns["case"]), _text(sheet, row, columns["decision"])
        if not case or not written:
            continue
        known = {_plain(outcome.name): outcome.id for outcome in scheme_of(case).outcomes}
        outcome = known.get(_plain(written))
        if outcome is None:
            problems.append(f"{case}: “{written[:60]}” is not a decision.")
            continue
        words = _text(sheet, row, columns.get("evidence items"))
        refs = tuple(dict.fromkeys(f"E{int(number)}" for number in REFERENCE.findall(words)))
        reason, strengths, level = (_text(sheet, row, columns.get(name)) for name in ("reason", "strengths", "level"))
        yield Decision(meeting, case, outcome, held_on, reason, refs, strengths, level)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
