"""Outcome letters, sample requests, certificates and renewal invitations, in batches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.awarding.certificates import certificate_context
from pipeline.awarding.letters import outcome_context, renewal_context, sample_context
from pipeline.awarding.wording import minus_months
from pipeline.checking.scene import set_scene
from pipeline.checking.weighing import scales_of
from pipeline.checking.weighing.fees import fee_of
from pipeline.evidence.claimed import index_rows, line_of
from pipeline.evidence.graph import build_graph
from pipeline.office.cases.levels import level_found
from pipeline.office.cases.steps import state_after
from pipeline.office.desk import Desk
from pipeline.office.drafting.emails import compose, sentence
from pipeline.office.drafting.printing import print_letters
from pipeline.scheme.model import Fee, Outcome
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import Award, CaseState, Decision

Attachment = tuple[str, bytes]


def due_letters(desk: Desk) -> list[Decision]:
    """Decisions whose letter has not been made."""
    made = {(o.case, o.kind) for o in desk.register.outputs()}
    return [d for d in desk.register.decisions() if (d.case, _kind(d)) not in made and desk.covers(d.case)]


def _kind(decision: Decision) -> str:
    return f"{decision.meeting}-{decision.outcome}"


def _outcome(desk: Desk, decision: Decision) -> Outcome:
    return desk.spoken_to(decision.case).outcome(decision.outcome)


def make_letters(desk: Desk) -> list[Path]:
    """A letter (Word and PDF) and an e-mail draft for every decision that has none yet.

    A letter that brings a certificate has it made first, where it is not made yet, and attached to its e-mail.
    """
    decisions = due_letters(desk)
    awarded = {decision.case for decision in decisions if _outcome(desk, decision).certificate}
    written = _issue(desk, [award for award in due_certificates(desk) if award.case in awarded])
    said = [_context(desk, decision) for decision in decisions]
    batch = [
        (desk.spoken_to(decision.case), _outcome(desk, decision).letter, context)
        for decision, (context, _) in zip(decisions, said, strict=True)
    ]
    beside = [(number, name) for number, d in enumerate(decisions) for name in _outcome(desk, d).also]
    batch += [(batch[number][0], name, batch[number][2]) for number, name in beside]
    printed = print_letters(desk, batch)
    going_with: dict[int, list[Attachment]] = {}
    for (number, name), (word, _) in zip(beside, printed[len(decisions) :], strict=True):
        going_with.setdefault(number, []).append((f"{name.replace('-', ' ').capitalize()}.docx", word))
    for number, (decision, (context, due)) in enumerate(zip(decisions, said, strict=True)):
        wanted = bool(context.get("wanted", True))
        letter = _Letter(due, *printed[number], tuple(going_with.get(number, ())), wanted)
        written += _publish(desk, decision, letter)
        if not wanted:
            _nothing_to_wait_for(desk, decision.case)
    return written


def _context(desk: Desk, decision: Decision) -> tuple[Mapping[str, object], str]:
    case, scheme = desk.register.case(decision.case), desk.spoken_to(decision.case)
    weeks = scheme.outcome(decision.outcome).weeks_to_answer
    due = decision.decided_on + dt.timedelta(weeks=weeks or 0)
    words = phrases_of(scheme).long_date(due) if weeks else ""
    items = _named_items(desk, decision)
    if _asks_for_sample(desk, decision):
        return sample_context(case, decision, items, scheme, desk.office, due, desk.today), words
    award, found = desk.register.award_for(decision.case), level_found(desk, decision.case)
    claimed = found.asked if found is not None else ""
    fee = _fee(desk, decision.case) if award is not None else None
    return outcome_context(case, decision, award, scheme, desk.office, desk.today, items, claimed, fee), words


def _fee(desk: Desk, case: str) -> Fee | None:
    scheme = desk.scheme_of(case)
    return fee_of(scales_of(set_scene(desk.submission(case), scheme, desk.today))) if scheme.fees else None


def _asks_for_sample(desk: Desk, decision: Decision) -> bool:
    """Whether the school is asked for evidence that the next meeting will see."""
    step = desk.register.meeting(decision.meeting).step
    state = state_after(desk.scheme_of(decision.case), _outcome(desk, decision), step)
    return state is CaseState.SAMPLE_REQUESTED


def _named_items(desk: Desk, decision: Decision) -> list[dict[str, object]]:
    """What a decision names, with what the school's evidence index says of it, and whether it came."""
    if not decision.items:
        return []
    submission, scheme = desk.submission(decision.case), desk.scheme_of(decision.case)
    graph = build_graph(submission, scheme, desk.today)
    items: list[dict[str, object]] = []
    for row in index_rows(submission, scheme):
        line = line_of(row)
        if line in decision.items:
            title = row.cells["title"].read if "title" in row.cells else ""
            file = row.cells["file"].read.strip() if "file" in row.cells else ""
            items.append({"ref": line, "title": title, "file": file, "held": graph.holds(line)})
    listed = {item["ref"] for item in items}
    # What the index does not have cannot be held: it is asked for as the panel wrote it.
    missing = [ref for ref in decision.items if ref not in listed]
    return items + [{"ref": ref, "title": "", "file": "", "held": False} for ref in missing]


def _nothing_to_wait_for(desk: Desk, reference: str) -> None:
    """A school that was told to send nothing goes on to the next meeting without sending anything."""
    if desk.register.case(reference).state is CaseState.SAMPLE_REQUESTED:
        reason = "We already hold all of the sample."
        desk.register.move(reference, CaseState.SAMPLE_RECEIVED, desk.today, reason, now=desk.now)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter as printed, what goes with it, and whether the school is asked for anything by ``due``."""

    due: str
    word: bytes
    pdf: bytes | None
    beside: tuple[Attachment, ...]
    wanted: bool


def _publish(desk: Desk, decision: Decision, letter: _Letter) -> list[Path]:
    case = desk.register.case(decision.case)
    folder = f"schools/{case.reference}/{_kind(decision)}"
    scheme, outcome = desk.spoken_to(case), _outcome(desk, decision)
    name, stage = outcome.name, "outcome"
    if _asks_for_sample(desk, decision):
        stage = "sample" if letter.wanted else "sample-held"
    written = [desk.publish(case.reference, _kind(decision), f"{folder}/{name}.docx", letter.word)]
    attachments = [(f"{name}.docx", letter.word)]
    if letter.pdf:
        written.append(desk.publish(case.reference, f"{_kind(decision)}-pdf", f"{folder}/{name}.pdf", letter.pdf))
        attachments = [(f"{name}.pdf", letter.pdf)]
    for number, (title, word) in enumerate(letter.beside, start=1):
        written.append(desk.publish(case.reference, f"{_kind(decision)}-beside-{number}", f"{folder}/{title}", word))
    attachments += letter.beside
    body = f"{stage}-body"
    if outcome.certificate:
        attachments += _certificate(desk, decision.case)
        body = sentence(scheme, "outcome-body-certificate", body)
    mail = compose(desk, case, f"{stage}-subject", body, attachments, due=letter.due)
    written.append(desk.publish(case.reference, f"{_kind(decision)}-email", f"{folder}/E-mail to the school.eml", mail))
    return written


def _certificate(desk: Desk, case: str) -> list[Attachment]:
    """The certificate that was made for a case, as PDF where there is one."""
    made = {o.kind: o for o in desk.register.outputs() if o.case == case}
    found = made.get("certificate-pdf") or made.get("certificate")
    if found is None:
        return []
    return [
        (
            f"{phrases_of(desk.spoken_to(case)).say('Certificate')} {found.path.rsplit('/', 1)[-1]}",
            desk.archive.read(found.sha256),
        )
    ]


def due_certificates(desk: Desk) -> list[Award]:
    """Awards whose certificate has not been made."""
    made = {o.case for o in desk.register.outputs() if o.kind == "certificate"}
    return [award for award in desk.register.awards() if award.case not in made and desk.covers(award.case)]


def make_certificates(desk: Desk) -> list[Path]:
    """The certificate (Word and PDF) of every award that has none yet, in one batch."""
    return _issue(desk, due_certificates(desk))


def _issue(desk: Desk, awards: Sequence[Award]) -> list[Path]:
    schemes = [desk.spoken_to(award.case) for award in awards]
    batch = [
        (scheme, "certificate", certificate_context(award, scheme))
        for award, scheme in zip(awards, schemes, strict=True)
    ]
    printed = print_letters(desk, batch)
    written: list[Path] = []
    for award, (word, pdf) in zip(awards, printed, strict=True):
        stem = f"awards/{award.awarded_on.year}/{award.number}"
        written.append(desk.publish(award.case, "certificate", f"{stem}.docx", word))
        if pdf:
            written.append(desk.publish(award.case, "certificate-pdf", f"{stem}.pdf", pdf))
    return written


def due_renewals(desk: Desk) -> list[Award]:
    """Awards so near their end that the school is to be invited, and has not been."""
    due = []
    for award in desk.register.awards():
        case = desk.register.case(award.case)
        months = desk.schemes.present(case.scheme).validity.invite_months_before
        if case.state is CaseState.AWARDED and desk.today >= minus_months(award.valid_until, months):
            due.append(award)
    return [award for award in due if desk.covers(award.case)]


def invite_renewals(desk: Desk) -> list[Path]:
    """An invitation (Word, PDF and e-mail draft) for each award that is due one."""
    awards = due_renewals(desk)
    batch = []
    for award in awards:
        # Whoever renews does so under the rules as they are now.
        scheme = desk.schemes.spoken(desk.schemes.present(award.scheme), desk.spoken_to(award.case).language)
        lead = desk.register.case(award.case).greeted
        context = renewal_context(award, scheme, desk.office, desk.today, lead)
        batch.append((scheme, "renewal-invitation", context))
    written: list[Path] = []
    for award, (word, pdf) in zip(awards, print_letters(desk, batch), strict=True):
        case = desk.register.case(award.case)
        folder = f"schools/{case.reference}/renewal"
        phrases = phrases_of(desk.spoken_to(case))
        stem = phrases.say("Invitation to renew")
        name, data = (f"{stem}.pdf", pdf) if pdf else (f"{stem}.docx", word)
        written.append(desk.publish(case.reference, "renewal", f"{folder}/{stem}.docx", word))
        if pdf:
            written.append(desk.publish(case.reference, "renewal-pdf", f"{folder}/{stem}.pdf", pdf))
        due = phrases.long_date(award.valid_until)
        greeted = case.greeted or award.school.head or phrases.say("colleague")
        mail = compose(desk, case, "renewal-subject", "renewal-body", [(name, data)], due=due, lead=greeted)
        written.append(desk.publish(case.reference, "renewal-email", f"{folder}/E-mail to the school.eml", mail))
        desk.register.move(case.reference, CaseState.RENEWAL_INVITED, desk.today, "Invited to renew.", now=desk.now)
    return written
