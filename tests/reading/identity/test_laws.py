"""What holds for every delivery, whatever it says."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.identity import Post, match
from pipeline.values import FileReading, School

from .deliveries import GRAMMAR, INFANTS, JUNIORS, MARYS, OAK, SCHOOLS, case_of, evidence, form

FULL = (MARYS, OAK, GRAMMAR, INFANTS, JUNIORS)
# Names as schools write them, also of several schools at once and of none.
NAMES = st.sampled_from([s.name for s in SCHOOLS] + ["St Mary's", "Elm School", "MGGS", "Oakfield", "Nowhere School"])
TOWNS = st.sampled_from([s.town for s in SCHOOLS if s.town])
HEADS = st.sampled_from(["Aileen Quaife", "Mrs A Quaife", "Tom Brindle", "Mr Brindle"])


@given(st.lists(NAMES, max_size=3), st.lists(TOWNS, max_size=2), HEADS, NAMES)
def test_a_name_never_decides_not_even_with_the_town_and_the_head(
    names: list[str], towns: list[str], head: str, file_name: str
) -> None:
    forms = [form(f"{n}.xlsx", " ".join(towns), school_name=name, head_name=head) for n, name in enumerate(names)]
    found = match([*forms, evidence(f"{' '.join(names + towns)} {head}", f"{file_name}.pdf")], SCHOOLS)
    assert found.school is None


def _true_readings(school: School) -> st.SearchStrategy[list[FileReading]]:
    """Deliveries that say only what is true of a school."""
    spoken = {
        "urn": school.urn or "",
        "postcode": school.postcode,
        "school_name": school.name,
        "head_name": school.head,
    }
    answers = st.sets(st.sampled_from(sorted(spoken)))
    footer = st.sampled_from(["", f"URN {school.urn}", f"DfE {school.laestab[:3]}/{school.laestab[3:]}", school.town])
    letter = st.sampled_from(["Minutes", f"{school.name}, {school.town} {school.postcode}", f"URN {school.urn}"])
    record = st.builds(lambda keys, foot: form("r.xlsx", foot, **{k: spoken[k] for k in keys}), answers, footer)
    return st.tuples(record, letter.map(evidence)).map(list)


_OF_A_SCHOOL = st.sampled_from(FULL).flatmap(lambda s: st.tuples(st.just(s), _true_readings(s), _true_readings(s)))


@given(_OF_A_SCHOOL, st.booleans(), st.booleans())
def test_true_signs_never_lead_to_another_school(
    drawn: tuple[School, list[FileReading], list[FileReading]], from_school: bool, about_case: bool
) -> None:
    school, some, more = drawn
    known = (case_of(school, lead="lead@gmail.com"),)
    domain = school.website.removeprefix("https://").removeprefix("www.").rstrip("/")
    sender = f"office@{domain}" if from_school and domain else ""
    post = Post(sender, "Re: KRA-25-0001" if about_case else "")
    first = match(some, SCHOOLS, Post(), known).school
    assert first in (None, school)
    assert match(some, SCHOOLS, post, known).school in (None, school)
    then = match([*some, *more], SCHOOLS, post, known).school
    assert then == school if first == school else then in (None, school)


@given(_OF_A_SCHOOL, _OF_A_SCHOOL)
def test_the_order_of_the_files_does_not_matter(
    ours: tuple[School, list[FileReading], list[FileReading]],
    theirs: tuple[School, list[FileReading], list[FileReading]],
) -> None:
    readings = [*ours[1], theirs[1][0]]
    found = {match(list(order), SCHOOLS, Post()) for order in permutations(readings)}
    assert len(found) == 1


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=60))
def test_any_text_ends_in_a_match(text: str, name: str, sender: str) -> None:
    found = match([form(shown=text, school_name=name, urn=name), evidence(text)], SCHOOLS, Post(sender, text, name))
    assert found.school is not None or found.doubt != ""
