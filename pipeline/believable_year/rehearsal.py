"""Run the believable year through the line, as the office would, day by day."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.believable_year.course.marking import Wish, mark
from pipeline.believable_year.course.worked_year import write_worked_year
from pipeline.believable_year.course.year import MODERATION_DAY, PANEL_DAY, Year, write_year
from pipeline.believable_year.schools.profiles import PROFILES
from pipeline.believable_year.wording.contents import long_year, office_of
from pipeline.errors import UsageError
from pipeline.office.cases.looking import look_at
from pipeline.office.cases.steps import state_after, waiting_for
from pipeline.office.deciding.decisions import decide, decisions_on_paper
from pipeline.office.deciding.letters import invite_renewals, make_certificates, make_letters
from pipeline.office.deciding.meetings import call_meeting, make_packs
from pipeline.office.desk import Desk, open_desk
from pipeline.office.premises.schemes import offered
from pipeline.office.premises.setting_up import PANEL_FILE, find_scheme, make_workspace
from pipeline.office.premises.shipped import shipped
from pipeline.office.showing.overview import export_register, status
from pipeline.office.showing.telling import told
from pipeline.office.taking_in.arrivals import run
from pipeline.scheme import Scheme
from pipeline.values import CaseState

__all__ = ["MODERATION_DAY", "PANEL_DAY", "RENEWAL_DAY", "rehearse", "summary_lines"]

RENEWAL_DAY = dt.date(2028, 3, 1)
# A school whose evidence is all held may still send a fresher copy.
SAMPLE_STATES = (CaseState.SAMPLE_REQUESTED, CaseState.SAMPLE_RECEIVED)

Progress = Callable[[str], None]


class Stopwatch:
    """Seconds by stage of the year."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Adds the seconds spent within to those of a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - start


def write(scheme: Scheme, schools: int | None, seed: int) -> Year:
    """The long year that was written for a scheme, or else the year of its worked cases; all schools when none said."""
    if long_year(scheme.id) is not None:
        return write_year(len(PROFILES) if schools is None else schools, seed, scheme)
    return write_worked_year(scheme, schools, seed)


def rehearse(root: Path, schools: int | None, seed: int, progress: Progress, scheme: str = "") -> dict[str, object]:
    """Build a workspace in ``root`` and run a scheme's year through it. Counts by stage, outcome and document.

    ``root`` may hold an earlier demo, which is replaced. Raises UsageError when it holds anything else, or there is
    no such scheme.
    """
    watch = Stopwatch()
    rules = find_scheme(shipped(), scheme or offered(shipped())[0])
    _clear(root)
    make_workspace(root, (rules.id,))
    office = office_of(rules)
    (root / "office.toml").write_text(office.toml, encoding="utf-8")
    (root / PANEL_FILE).write_text(office.panel, encoding="utf-8")
    (root / ".demo").write_text("A rehearsal; may be thrown away.\n", encoding="utf-8")
    with watch.time("writing the schools' files"):
        year = write(rules, schools, seed)
    (root / "schools.csv").write_bytes(year.schools_csv)
    with open_desk(root, year.opens) as desk:
        desk.publish_forms()
        _awarded_before(desk, year)
    for day in sorted({drop.on for drop in year.drops if drop.phase != "sample"}):
        _drop(root, year, day)
        with watch.time("reading, checking, answering"), open_desk(root, day) as desk:
            run(desk, progress)
    for number, (step, day) in enumerate(zip(rules.process, year.meetings, strict=True)):
        if number:
            _samples(root, year, watch, progress)
        _panel(root, year, step.id, day, watch, progress)
    with watch.time("certificates and register"), open_desk(root, year.meetings[-1]) as desk:
        make_certificates(desk)
        export_register(desk)
    with watch.time("renewals"), open_desk(root, RENEWAL_DAY) as desk:
        invite_renewals(desk)
        return _told(desk, watch)


def _awarded_before(desk: Desk, year: Year) -> None:
    """Put the awards on the register that schools were given before the year."""
    scheme = desk.scheme
    way = (CaseState.READY, CaseState.AT_MODERATION, CaseState.AWARDED)
    for award in year.before:
        case = desk.register.open_case(
            award.school, scheme.id, scheme.version, award.first, "", "", prefix="BEFORE", now=desk.now
        )
        for state in way:
            desk.register.move(case.reference, state, award.first, "An award of an earlier year.", now=desk.now)
        number_format = scheme.certificate.number_format
        desk.register.issue_award(
            case.reference, award.first, award.last, number_format, now=desk.now, level=award.level
        )


def _clear(root: Path) -> None:
    if not root.exists() or not any(root.iterdir()):
        return
    if not (root / ".demo").exists():
        raise UsageError(f"{root} holds something that is not a rehearsal. Choose an empty folder with --at.")
    shutil.rmtree(root)


def _drop(root: Path, year: Year, day: dt.date) -> None:
    for drop in year.drops:
        if drop.on == day and drop.phase != "sample":
            _place(root, drop.files)


def _place(root: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = root / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _panel(root: Path, year: Year, step: str, day: dt.date, watch: Stopwatch, progress: Progress) -> None:
    """The meeting, its packs, the marked score sheets back through the inbox, the decisions, the letters."""
    with open_desk(root, day) as desk:
        if not waiting_for(desk, desk.scheme, step):
            return
        with watch.time("panel packs and score sheets"):
            meeting = call_meeting(desk, desk.scheme, step, day)
            for case in meeting.cases:
                look_at(desk, case)
            make_packs(desk, meeting.reference, progress)
        keys = {case.reference: case.school.key for case in desk.register.cases()}
        wishes = {case: _wish(year, keys[case], step, desk.scheme) for case in meeting.cases}
        for member in meeting.members:
            blank = root / "outbox" / "panel" / meeting.reference / member.id / "Score sheet.xlsx"
            chair = member is meeting.members[0]
            filled = mark(blank.read_bytes(), wishes, chair, desk.scheme)
            _place(root, {f"Score sheet {member.name}.xlsx": filled})
        run(desk, progress)
        decide(desk, meeting, decisions_on_paper(desk, meeting))
        with watch.time("letters"):
            make_letters(desk)


def _wish(year: Year, key: str, step: str, scheme: Scheme) -> Wish:
    """What the panel will make of a school: the outcome the year has in store for it, or what leads there."""
    expected = year.expectations.get(key)
    wanted = expected.outcome if expected is not None else ""
    outcomes = [outcome for outcome in scheme.outcomes if outcome.step in (step, "any")]
    award = next((outcome for outcome in outcomes if outcome.certificate), None)
    onward = next((o for o in outcomes if state_after(scheme, o, step) is CaseState.SAMPLE_REQUESTED), None)
    chosen = next((outcome for outcome in outcomes if outcome.id == wanted), None) or onward or award or outcomes[0]
    level = expected.level if expected is not None and chosen.certificate else ""
    return Wish(chosen, state_after(scheme, chosen, step), level)


def _samples(root: Path, year: Year, watch: Stopwatch, progress: Progress) -> None:
    """Each school that was asked for its sample sends what it was asked for."""
    for drop in year.drops:
        if drop.phase == "sample":
            with open_desk(root, drop.on) as desk:
                asked = {c.school.key for c in desk.register.cases() if c.state in SAMPLE_STATES}
                if drop.school not in asked:
                    continue
                _place(root, drop.files)
                with watch.time("reading, checking, answering"):
                    run(desk, progress)


def _told(desk: Desk, watch: Stopwatch) -> dict[str, object]:
    documents = Counter(Path(output.path).suffix.lstrip(".") for output in desk.register.outputs())
    outcomes = Counter(decision.outcome for decision in desk.register.decisions())
    return {
        **status(desk),
        "outcomes": dict(sorted(outcomes.items())),
        "documents": dict(sorted(documents.items())),
        "seconds": {stage: round(taken, 1) for stage, taken in watch.seconds.items()},
    }


def summary_lines(year: dict[str, object], root: Path) -> list[str]:
    """What happened, and where to look."""
    return [
        *told(year),
        "",
        "Where to look:",
        f"  {root}/outbox/schools   each school's feedback, letters and e-mail drafts",
        f"  {root}/outbox/panel     packs and score sheets, by meeting and member",
        f"  {root}/outbox/awards    certificates",
        f"  {root}/outbox/register  the register, as a workbook and as CSV",
        f"  {root}/quarantine       what needs a person, with the reason",
    ]
