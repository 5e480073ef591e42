"""Schools shorten their names in a hundred ways; two schools' names stay two."""

from __future__ import annotations

import pytest

from pipeline.values.school_names import ALIKE, UNLIKE, alike, same_head


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("St. Mary's C of E Primary", "Saint Marys Church of England Primary School"),
        ("St Marys CE Pri Sch", "St Mary's CofE Primary School"),
        ("St Mary's C.E. (VA) Primary", "St Mary's Church of England Voluntary Aided Primary School"),
        ("St Mary's C/E Primary", "St Mary's CofE Primary School"),
        ("St Marys CEP School", "St Mary's Church of England Primary School"),
        ("Our Lady's R.C. Primary", "Our Lady's Roman Catholic Primary School"),
        ("SS Peter & Paul Catholic Primary", "Saints Peter and Paul Catholic Primary School"),
        ("Oakfield Primary Academy", "Oakfield Primary School"),
        ("OAKFIELD PRIMARY", "The Oakfield Primary School"),
        ("Elm Inf & Nurs Sch", "Elm Infant and Nursery School"),
        ("Primary School, Oakfield", "Oakfield Primary School"),
        ("Oakfield’s Primary", "Oakfields Primary School"),
        ("St Aelfric's CE Primary", "St Ælfric’s Church of England Primary School"),
        ("St Ælfric's CEVA Primary", "St Aelfric's CEP School"),
        ("Ste Therese RCVA Primary", "Ste Thérèse Catholic Primary School"),
        ("Weisso Lodz Primary", "Weißø Łódź Primary School"),
    ],
)
def test_the_same_name_in_other_spelling(written: str, listed: str) -> None:
    assert alike(written, listed) == 1.0


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("Oakfield", "Oakfield Community Primary School"),
        ("Oakfeild Primary", "Oakfield Primary School"),
        ("MGGS", "Marlhythe Grammar School for Girls"),
        ("Marlhythe Girls' Grammar", "Marlhythe Grammar School for Girls"),
        ("St Mary's Primary", "St Mary's CofE Primary School"),
        ("Hopdene St Mary's Primary", "St Mary's CofE Primary School"),
    ],
)
def test_a_like_name(written: str, listed: str) -> None:
    assert ALIKE <= alike(written, listed) <= 1.0


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("Elm Infant School", "Elm Junior School"),
        ("Oakfield CofE Primary School", "Ashfield CofE Primary School"),
        ("St Mary's Catholic Primary", "St Margaret's Catholic Primary"),
        ("Marlhythe Grammar School for Boys", "Marlhythe Grammar School for Girls"),
        ("Primary School", "Oakfield Primary School"),
        ("The Elm Federation", "Elm Infant School"),
        ("Testerton 9 School", "Testerton 27 School"),
        ("", "Oakfield Primary School"),
        ("MGGS", "Oakfield Primary School"),
    ],
)
def test_two_schools_names(written: str, listed: str) -> None:
    assert alike(written, listed) < ALIKE


def test_quite_another_name_speaks_against_a_school() -> None:
    assert alike("Rowan Bank Special School", "St Mary's CofE Primary School") < UNLIKE


@pytest.mark.parametrize("written", ["Mrs A. Quaife", "Aileen Quaife", "A Quaife", "Quaife", "Dr Quaife"])
def test_a_head_is_known_by_the_surname_and_what_is_given_of_the_first(written: str) -> None:
    assert same_head(written, "Aileen Quaife")


def test_a_head_is_known_without_the_accents() -> None:
    assert same_head("Mr Jose Munoz", "José Muñoz")


@pytest.mark.parametrize("written", ["Mr B. Quaife", "Aileen Brindle", "", "Mrs"])
def test_another_person_is_not_the_head(written: str) -> None:
    assert not same_head(written, "Aileen Quaife")
