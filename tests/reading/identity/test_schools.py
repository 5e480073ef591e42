"""The schools list answers by every sign, among as many schools as England has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.believable_year.schools.public_register import write_extract
from pipeline.reading.identity import Listed, Post, SchoolList, match, parse_schools
from pipeline.reading.identity.numbers import owner
from pipeline.values import School

from .deliveries import GRAMMAR, HARBOUR, HILL, MARYS, NURSERY, OAK, SCHOOLS, VALE, case_of, evidence, form


@pytest.fixture(scope="module")
def england() -> SchoolList:
    return parse_schools(write_extract(27_000, closed=0))


@pytest.mark.parametrize(
    ("text", "schools"),
    [
        ("118765", [MARYS]),
        ("886/3614", [MARYS]),
        ("8863614", [MARYS]),
        ("ey123456", [NURSERY]),
        ("harbour-lights", [HARBOUR]),
        ("zz2 2bb", [OAK]),
        ("oakf", [OAK]),
        ("mary dale", [MARYS]),
        ("St Marys CE", [MARYS]),
        ("marlhythe", [GRAMMAR]),
        ("kfiel", [OAK]),
        ("ZZ2", [OAK]),
        ("886/36", [MARYS]),
        ("11876", [MARYS]),
        ("Nowhere", []),
        ("", []),
    ],
)
def test_a_person_finds_a_school_by_what_they_know(text: str, schools: list[School]) -> None:
    assert [row.school for row in SCHOOLS.search(text)] == schools


@pytest.mark.parametrize(
    ("domain", "schools"),
    [
        ("oakfield.kent.sch.uk", [OAK]),
        ("mail.oakfield.kent.sch.uk", [OAK]),
        ("kent.sch.uk", []),
        ("sch.uk", []),
        ("hilltop.brighttrust.example", [HILL]),
        ("brighttrust.example", []),
        ("st-marys.example", [MARYS]),
        ("other.example", []),
    ],
)
def test_a_mail_domain_finds_the_school_whose_site_it_is(domain: str, schools: list[School]) -> None:
    assert [row.school for row in SCHOOLS.by_domain(domain)] == schools


@pytest.mark.parametrize("domain", ["brighttrust.example", "office.brighttrust.example"])
def test_a_trusts_mail_domain_finds_its_schools(domain: str) -> None:
    assert [row.school for row in SCHOOLS.by_owner(domain)] == [HILL, VALE]


@pytest.mark.parametrize("site", ["https://sites.google.com/view/oakfield", "www.facebook.com/oakfield", "gmail.com"])
def test_a_page_at_a_host_of_many_gives_the_school_no_domain(site: str) -> None:
    schools = SchoolList.of([replace(OAK, website=site)])
    for sender in ("noreply@google.com", "drive@sites.google.com", "a@mail.facebook.com", "oakfield@gmail.com"):
        assert match([evidence("Minutes")], schools, Post(sender)).school is None


def test_the_only_school_of_a_trusts_domain_is_not_found_by_it_alone() -> None:
    assert match([evidence("Minutes")], SchoolList.of([HILL]), Post("ceo@brighttrust.example")).school is None


@pytest.mark.parametrize(
    ("domain", "held"),
    [
        ("mail.oakfield.kent.sch.uk", "oakfield.kent.sch.uk"),
        ("kent.sch.uk", ""),
        ("www.oakfield.org.uk", "oakfield.org.uk"),
        ("org.uk", ""),
        ("office.trust.example", "trust.example"),
    ],
)
def test_who_owns_a_domain(domain: str, held: str) -> None:
    assert owner(domain) == held


def test_closed_schools_are_not_among_the_schools() -> None:
    schools = SchoolList([Listed(MARYS), Listed(OAK, closed="31-08-2024")])
    assert (list(schools), len(schools), schools.by_number("118999")) == ([MARYS], 1, ())


def test_a_delivery_is_placed_among_27_000_schools(england: SchoolList) -> None:
    school = england[13_000]
    prose = "Minutes of the school council, 12 March 2026. We spoke about the playground and 1,200 pounds. " * 200
    record = form(urn=school.urn or "", school_name=school.name, postcode=school.postcode, shown=prose[:20_000])
    readings = [record, *(evidence(prose[:20_000], f"E{n}.pdf") for n in range(20))]
    cases = [case_of(england[n], n) for n in range(600)]

    assert match(readings, england, Post("office@nowhere.example"), cases).school == school


def test_of_27_000_schools_with_few_names_each_is_told_by_name_and_postcode_or_by_none(england: SchoolList) -> None:
    wrong = [
        school.key
        for school in england[::90]
        if match([form(school_name=school.name, postcode=school.postcode)], england).school not in (school, None)
    ]
    assert wrong == []
