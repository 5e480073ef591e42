"""Adding up: which school each sign speaks for."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.identity import numbers
from pipeline.reading.identity.correspondence import KnownCase, Post
from pipeline.reading.identity.schools import Listed, SchoolList
from pipeline.reading.identity.signs import Sign
from pipeline.reading.identity.supporting import support
from pipeline.reading.identity.tally import Tallies
from pipeline.reading.identity.told import Told


def add_up(told: Told, post: Post, schools: SchoolList, cases: Sequence[KnownCase]) -> Tallies:
    """A tally for each school that a number, postcode, address or case speaks for."""
    tallies = Tallies()
    _numbers(tallies, told, schools)
    for code in told.postcodes_answered:
        tallies.note(schools.by_postcode(code), Sign.POSTCODE_ANSWERED, numbers.as_written(code))
    for code, file in told.postcodes_shown.items():
        tallies.note(schools.by_postcode(code), Sign.POSTCODE_SHOWN, numbers.as_written(code), file)
    for domain in told.domains:
        rows = schools.by_domain(domain)
        tallies.note(rows if len(rows) == 1 else (), Sign.SITE_SHOWN, domain)
    _sender(tallies, post, schools)
    _cases(tallies, told, post, schools, cases)
    support(tallies, told, numbers.mail_domain(numbers.mail_address(post.sender)))
    return tallies


def _numbers(tallies: Tallies, told: Told, schools: SchoolList) -> None:
    for found, sign in (
        (told.urns_answered, Sign.URN_ANSWERED),
        (told.dfe_answered, Sign.DFE_ANSWERED),
        (told.urns_shown, Sign.URN_SHOWN),
        (told.dfe_shown, Sign.DFE_SHOWN),
        (told.named, Sign.NUMBER_NAMED),
        (told.bare, Sign.NUMBER_BARE),
    ):
        for number, file in found.items():
            words = (number, file) if sign not in _ANSWERS else ("URN", number)
            tallies.note(schools.by_number(number), sign, *words)
            closed = schools.closed_number(number)
            if closed is not None and sign is not Sign.NUMBER_BARE:
                name, day = closed.school.name, closed.closed
                tallies.note(schools.after(closed), Sign.FORMER_NUMBER, number, name, day)


_ANSWERS = (Sign.URN_ANSWERED, Sign.DFE_ANSWERED)


def _sender(tallies: Tallies, post: Post, schools: SchoolList) -> None:
    domain = numbers.mail_domain(numbers.mail_address(post.sender))
    own = schools.by_domain(domain)
    if len(own) == 1:
        tallies.note(own, Sign.SENDER_OWN, domain)
    else:
        tallies.note(own or schools.by_owner(domain), Sign.SENDER_SHARED, domain)


def _cases(tallies: Tallies, told: Told, post: Post, schools: SchoolList, cases: Sequence[KnownCase]) -> None:
    mail = numbers.mail_address(post.sender)
    leads = [known for known in cases if known.open and mail and known.case.lead_email.casefold() == mail]
    sent = [known for known in cases if known.open and mail and mail in known.senders]
    for found, one, several in (
        (leads, Sign.LEADS_CASE, Sign.LEADS_SEVERAL),
        (sent, Sign.SENT_BEFORE, Sign.SENT_SEVERAL),
    ):
        sign = one if len({known.case.school.key for known in found}) == 1 else several
        for known in found:
            tallies.note(_row_of(known, schools), sign, mail, known.case.reference)
    for known in cases:
        where = told.references.get(known.case.reference)
        if where is not None:
            tallies.note(_row_of(known, schools), Sign.REFERENCE, known.case.reference, where)
    for lead in told.leads:
        led = [known for known in cases if known.case.lead_email.casefold() == lead.casefold()]
        # Cases that are over count here: who led for several schools may write for any of them again.
        alone = len({known.case.school.key for known in led}) < 2
        sign = Sign.LEAD_NAMED if alone else Sign.LEAD_NAMED_SEVERAL
        for known in (known for known in led if known.open):
            tallies.note(_row_of(known, schools), sign, lead, known.case.reference)


def _row_of(known: KnownCase, schools: SchoolList) -> tuple[Listed, ...]:
    # A school that left the list still has its case.
    school = known.case.school
    return schools.by_number(school.key)[:1] or (Listed(school),)
