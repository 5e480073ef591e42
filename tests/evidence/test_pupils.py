"""What is pointed out as a pupil's personal data, and, as much, what is not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.evidence.bodies import Body, whose
from pipeline.evidence.numbers import UPN_LETTERS, is_nhs_number, is_upn, upn_letter
from pipeline.evidence.pupils import look
from pipeline.evidence.sighting import Personal
from pipeline.scheme import Scheme

NAMED = [
    ("Ollie Marsh, Year 4", "Ollie Marsh"),
    ("Ollie Marsh (Y4) said it helped.", "Ollie Marsh"),
    ("Y5 - Ayesha K.", "Ayesha K."),
    ("Yr 5: Ayesha Khan", "Ayesha Khan"),
    ("“I like the calm room” – Mia, Year 2", "Mia"),
    ("We asked Jayden in Year 6 what he thought.", "Jayden"),
    ("Year 3 pupil Zainab Hussain wrote to the governors.", "Zainab Hussain"),
    ("Ollie Marsh Year 4", "Ollie Marsh"),
    ("Oluwaseun Adeyemi, Year 9", "Oluwaseun Adeyemi"),
    ("Daisy Palmer (Reception)", "Daisy Palmer"),
    ("OLIVER MARSH, YEAR 4", "OLIVER MARSH"),
    ("Amelia, aged 9, drew the poster.", "Amelia"),
    ("“It is quiet there,” said Noah, 8.", "Noah"),
    ("Finn O'Neill, Year Five", "Finn O'Neill"),
    ("Lily-Mae Carter from Year 1", "Lily-Mae Carter"),
    ("Zoë Łukasz (Yr 7)", "Zoë Łukasz"),
    ("Harrison T, Class 4M", "Harrison T"),
    ("Ollie Marsh, Year 4, told his teacher he felt safe.", "Ollie Marsh"),
    ("It hangs on the staff noticeboard. Amelia Tweddle in Year 6 made it.", "Amelia Tweddle"),
    ("Year 6: Amelia Tweddle! Teachers put it on the wall.", "Amelia Tweddle"),
    # A surname may be the word that ends a group's name, and a name may follow “the” or “our”.
    ("Leo Pals (Year 4)", "Leo Pals"),
    ("Tamsin Hands in Year 5", "Tamsin Hands"),
    ("the Ollie Marsh (Year 4) plan", "Ollie Marsh"),
    ("Thandiwe Okonkwo (Year 4)", "Thandiwe Okonkwo"),
    ("Chukwudi Eze from Year 6", "Chukwudi Eze"),
]
# A family name, or a given one, that is a word of schools and calendars too.
NAMED_LIKE_A_SCHOOL_WORD = [
    ("Marnie Woods, Year 4", "Marnie Woods"),
    ("Theo Park, Y4", "Theo Park"),
    ("Y5: Leo Hall", "Leo Hall"),
    ("Theo PARK (Y4)", "Theo PARK"),
    ("MIA HALL, YEAR 4", "MIA HALL"),
    ("Woods Marnie Y4", "Woods Marnie"),
    ("Theo James Park (Y4)", "Theo James Park"),
    ("May Thompson (Y3) drew it", "May Thompson"),
    ("Summer Brown in Year 5", "Summer Brown"),
    ("Daisy Woods, Year 4", "Daisy Woods"),
    ("Amelia English, Year 4", "Amelia English"),
    ("Isla Young, 9, said", "Isla Young"),
    ("Oliver Day, Year 4, told his teacher", "Oliver Day"),
]
# As letters are signed, quotations given, and those with a part in school named.
SIGNED = [
    ("Love from Aisha, 4M", "Aisha"),
    ("Well done to Callum (5JS)!", "Callum"),
    ("“It's calm” – Marnie Y3", "Marnie"),
    ("Play leaders: Ava Stone, Year 6", "Ava Stone"),
    ("Our peer mentors Leo Hall (Y6) and others", "Leo Hall"),
    ("Year 6: Leo Hall, play leader", "Leo Hall"),
]
NOT_NAMED = [
    "Child A, Year 3, lives with his nan.",
    "Class Teachers: Y3 Helen Brooks; Y4 Tom Lane",
    "Our teachers: Year 3 Helen Brooks, Year 4 Tom Lane",
    "Oak, 4M",
    "Room 4M",
    "Year 6 mentors Mr Lane",
    "Year 5 councillors Oak Class",
    "Miss Woods (Y6 teacher)",
    "Mrs Park, Year 6",
    "Marnie Woods (Y6 teacher)",
    "Class teacher Marnie Woods, Year 6",
    "Theo Park, Year 4 class teacher",
    "Mr Theo Park (Y4)",
    "Summer Term, Year 4",
    "Autumn Fair, Year 6",
    "Rowan House, Year 5",
    "Victoria Park, Year 4",
    "French (Year 5)",
    "Main Hall, Year 6",
    "Poppy Day, Year 4",
    "Young Carers, Year 6",
    "World Book Day, Year 4",
    "Woodland Walk (Year 3)",
    "Harvest Festival, Year 3",
    "Year 5 pupils told us what they wanted.",
    "a Year 5 pupil, O.M., wrote to the council",
    "Mr Smith Year 6 teacher",
    "Mr Smith, Year 6",
    "Miss A. Khan (Y5)",
    "Mrs Joanna Smith, Year 6",
    "Joanna Smith, Year 6 teacher",
    "Class teacher: Joanna Smith, Year 6",
    "Joanna Smith (teacher, Year 6)",
    "Year 6 - Joanna Smith, class teacher",
    "Year 6 teacher Joanna Smith",
    "T. Abara, Year 4 class teacher",
    "Head of Year 7",
    "Anti-Bullying Week, Year 5",
    "Zones of Regulation, Year 3",
    "Growth Mindset (Year 4)",
    "PSHE Year 4",
    "Autumn Term, Year 4",
    "Year 5 Wellbeing Ambassadors",
    "Year 4: Healthy Minds",
    "Poppy Class, Year 1",
    "Year 1 and Year 2 Assembly",
    "Priya's Year 4 class",
    "Reception, Year 1 and Year 2",
    "School Council minutes. Year 6 will lead.",
    "Ashmere Primary School, Year 2",
    "In Year 3 we read about feelings.",
    "Monday, Year 5; Tuesday, Year 6",
    "We trained 12 staff, 9 of them in May.",
    "Parents of Year 6",
    "Train eight Porch Pals from Year 6",
    "Porch Pals from Year 6",
    "Year 6 Harbour Heroes",
    "Chatty Chums (Y3)",
    "The Quay Keepers, Year 5",
    "our Tower Readers (Year 4)",
    "8 Lantern Carriers from Year 6",
    "Bright Sparks, Year 4",
    "Firm Foundations (Year 3)",
    "Sam Wilson, Year 6 parent governor",
]


@pytest.mark.parametrize(("text", "name"), [*NAMED, *NAMED_LIKE_A_SCHOOL_WORD, *SIGNED])
def test_a_name_beside_a_year_group_is_pointed_out(text: str, name: str, scheme: Scheme) -> None:
    assert [(s.kind, s.name) for s in look(text, scheme.privacy)] == [(Personal.NAME_AND_YEAR, name)]


SEVERAL = [
    ("Year 6 buddies Leo Hall and Ava Stone run the hut", ["Leo Hall", "Ava Stone"]),
    ("Year 5 school councillors Zofia Nowak and Ben Reed spoke", ["Zofia Nowak", "Ben Reed"]),
    ("Alfie, Noah and Mia from Year 4 wrote", ["Alfie", "Noah", "Mia"]),
    ("4B: Alfie / Noah / Mia", ["Alfie", "Noah", "Mia"]),
    ("Skyler (Y1), Prince (Y4), Oakley (Y6)", ["Skyler", "Prince", "Oakley"]),
    ("Names of children: Ayla, Jonah", ["Ayla", "Jonah"]),
    ("Year 5: Ollie Marsh, Growth Mindset, Mrs Day", ["Ollie Marsh"]),
]


@pytest.mark.parametrize(("text", "names"), SEVERAL)
def test_of_several_pupils_beside_one_another_each_is_pointed_out(text: str, names: list[str], scheme: Scheme) -> None:
    found = sorted(look(text, scheme.privacy), key=lambda sighting: sighting.at)
    assert [s.name for s in found] == names


@pytest.mark.parametrize("text", NOT_NAMED)
def test_staff_groups_and_topics_are_not_pointed_out(text: str, scheme: Scheme) -> None:
    assert look(text, scheme.privacy) == ()


HEALTH = [
    ("Jayden has ADHD and takes medication at lunch.", "Jayden"),
    ("Ollie Marsh was referred to CAMHS in May.", "Ollie Marsh"),
    ("Marnie Woods was referred to CAMHS in May.", "Marnie Woods"),
    ("Since June Amelia is on a child protection plan.", "Amelia"),
    ("Our work with Tyler, who has an EHCP, shows this.", "Tyler"),
    ("A safeguarding concern about Ava Stone was logged.", "Ava Stone"),
    ("The EHCP for Leo Hall is due.", "Leo Hall"),
    ("Referral to CAMHS for Marnie Woods.", "Marnie Woods"),
    ("Marnie Woods's mum says she sleeps better.", "Marnie Woods"),
    ("We discussed Zuberi's social worker and Theo Park's medication.", "Theo Park"),
    ("We discussed Zuberi's social worker and Theo Park's medication.", "Zuberi"),
]
NOT_HEALTH = [
    "Staff were trained in ADHD by Dr Patel.",
    "Pupil B (Year 5) was referred to CAMHS.",
    "Autism training for Helen Brooks (SENCO)",
    "The medication policy for Kent",
    "Everyone's mum came.",
    "Mrs Helen Brooks has led our CAMHS link since 2024.",
    "Helen Brooks is our CAMHS link worker.",
    "We have a medication policy. Oliver Twist is read in Year 6.",
    "Pupils with ADHD have a quiet place.",
    "The school has a child protection policy.",
    "Kent has CAMHS teams in every district.",
    "Sarah Jones is trained in autism and anxiety.",
]


@pytest.mark.parametrize(("text", "name"), HEALTH)
def test_health_beside_a_childs_name_is_pointed_out(text: str, name: str, scheme: Scheme) -> None:
    assert (Personal.HEALTH, name) in {(s.kind, s.name) for s in look(text, scheme.privacy)}


@pytest.mark.parametrize("text", NOT_HEALTH)
def test_health_beside_staff_or_nobody_is_not_pointed_out(text: str, scheme: Scheme) -> None:
    assert look(text, scheme.privacy) == ()


BIRTHS = ["DOB 12/03/2015", "D.O.B: 1.9.16", "Date of birth: 12 March 2015", "She was born on 3rd May 2014."]
NOT_BIRTHS = ["Date of birth:", "The policy was agreed on 12/03/2015.", "Dob is a river", "born in Kent in 2015"]


@pytest.mark.parametrize("text", BIRTHS)
def test_a_date_of_birth_is_pointed_out(text: str, scheme: Scheme) -> None:
    assert [s.kind for s in look(text, scheme.privacy)] == [Personal.BIRTH]


@pytest.mark.parametrize("text", NOT_BIRTHS)
def test_other_dates_are_not_births(text: str, scheme: Scheme) -> None:
    assert look(text, scheme.privacy) == ()


def test_a_list_of_names_with_years_and_births_is_pointed_out_row_by_row(scheme: Scheme) -> None:
    text = "Peer mentors\nName\tYear\tDOB\nOllie Marsh\t4\t12/03/2015\nMia Todd\t5\t01/09/2014\nMrs Khan\tTA\t\n"
    found = {(s.kind, s.seen) for s in look(text, scheme.privacy)}
    assert found == {
        (Personal.REGISTER, "Ollie Marsh"),
        (Personal.REGISTER, "Mia Todd"),
        (Personal.BIRTH, "12/03/2015"),
        (Personal.BIRTH, "01/09/2014"),
    }


def test_what_is_masked_shows_initials_only(scheme: Scheme) -> None:
    masked = [s.masked for s in look("Ollie Marsh, Year 4. UPN A123456789012. NHS 943 476 5919.", scheme.privacy)]
    assert sorted(masked) == sorted(["O. M., Year 4", "A••••••••••••", "••• ••• ••••"])


NUMBERS = [
    ("UPN A123456789012", [Personal.UPN]),
    ("UPN B123456789012", []),
    ("NHS No: 943 476 5919", [Personal.NHS]),
    ("4010232137", [Personal.NHS]),
    ("NHS number 401 023 2138", []),
    ("Ring 01632 960 123 or +44 7700 900 123", []),
    ("ISBN 0306406152", []),
    ("Order 943-476-5919-22", []),
]


@pytest.mark.parametrize(("text", "kinds"), NUMBERS)
def test_only_numbers_whose_check_character_is_right_are_pointed_out(
    text: str, kinds: list[Personal], scheme: Scheme
) -> None:
    assert [s.kind for s in look(text, scheme.privacy)] == kinds


def nhs(nine: str) -> str | None:
    check = (11 - sum(w * int(d) for w, d in zip(range(10, 1, -1), nine, strict=True)) % 11) % 11
    return f"{nine}{check}" if check < 10 else None


DIGITS = st.text("0123456789", min_size=12, max_size=12)


@given(DIGITS, st.integers(0, 11), st.integers(1, 9))
def test_any_one_changed_digit_of_a_upn_is_caught(rest: str, at: int, by: int) -> None:
    whole = upn_letter(rest) + rest
    assert is_upn(whole)
    changed = f"{rest[:at]}{(int(rest[at]) + by) % 10}{rest[at + 1 :]}"
    assert not is_upn(whole[0] + changed)


@given(DIGITS, st.sampled_from(UPN_LETTERS))
def test_any_other_letter_before_a_upn_is_caught(rest: str, letter: str) -> None:
    assert is_upn(letter + rest) == (letter == upn_letter(rest))


@given(st.text("0123456789", min_size=9, max_size=9).filter(lambda nine: nhs(nine) is not None), st.integers(0, 9),
       st.integers(1, 9))  # fmt: skip
def test_any_one_changed_digit_of_an_nhs_number_is_caught(nine: str, at: int, by: int) -> None:
    whole = nhs(nine)
    assert whole is not None
    assert is_nhs_number(whole)
    changed = f"{whole[:at]}{(int(whole[at]) + by) % 10}{whole[at + 1 :]}"
    assert not is_nhs_number(changed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_is_looked_through(text: str, scheme: Scheme) -> None:
    assert isinstance(look(text, scheme.privacy), tuple)


def listed(text: str, scheme: Scheme, body: Body = Body.UNSAID) -> list[str]:
    return [s.name for s in look(text, scheme.privacy, body) if s.kind is Personal.REGISTER]


LISTS_OF_PUPILS = [
    ("Forename\tSurname\tYear\tScore\nMia\tHart\t4\t3\nWillow\tLund\t4\t4", ["Mia Hart", "Willow Lund"]),
    ("First name\tYear group\nKit\tY4", ["Kit"]),
    ("Name\tFSM\nHART, Zed\tY", ["HART, Zed"]),
    ("Surname Forename\tReg\tPP\nPark Theo\t4M\tY", ["Park Theo"]),
    ("Surname\tForename\tYear\nWoods\tMarnie\t4\nWells\tTheo\t4", ["Marnie Woods", "Theo Wells"]),
    ("Surname\tForename\tUPN\nHart\tMia\tnone", ["Mia Hart"]),
    ("Pupil’s name(s)\tTarget\nMia Todd\tJoins in", ["Mia Todd"]),
    ("Student\tClass\tTeacher\nMia Todd\t4M\tMrs Khan", ["Mia Todd"]),
    ("Name\tAge\nMia Todd\t9\n\t\nKit Ray\t8\nThese two led it all year.\nHelen Brooks\tYes", ["Mia Todd", "Kit Ray"]),
]  # fmt: skip
OTHER_TABLES = [
    "Staff training log\nName\tRole\tDate\nHelen Brooks\tTeacher\t12/03/2025\nSam Okoro\tMidday supervisor\t1/4/2025",
    "Name\tYear\tCourse\nHelen Brooks\t2024\tELSA",
    "Name\tYear\nHelen Brooks\t2024/25",
    "Name\tClass\tJob title\nHelen Brooks\t4M\tLearning support",
    "Name\tClass\nChess Club\tY4\nZones of Regulation\tY5\nMrs Khan\t4M\nTotal\t28\nOM\t4\nEYFS\tR",
    "Name\tClass\nMia Todd, governor\t4M",
]


@pytest.mark.parametrize(("text", "names"), LISTS_OF_PUPILS)
def test_a_table_headed_as_a_list_of_pupils_is_pointed_out_at_its_rows(
    text: str, names: list[str], scheme: Scheme
) -> None:
    assert listed(text, scheme) == names


@pytest.mark.parametrize("text", OTHER_TABLES)
def test_a_list_of_staff_or_of_clubs_is_not_pointed_out(text: str, scheme: Scheme) -> None:
    assert look(text, scheme.privacy) == ()


def test_names_beside_a_class_are_grown_ups_in_a_list_that_calls_itself_so(scheme: Scheme) -> None:
    text = "Name\tClass\nHelen Brooks\t4M"
    assert (listed(text, scheme), listed(text, scheme, Body.ADULTS)) == (["Helen Brooks"], [])


CALLED_OVER = [
    ("Present: Aisha B, Tommy R, Zofia Wójcik, Callum Price", ["Aisha B", "Tommy R", "Zofia Wójcik", "Callum Price"]),
    ("Apologies: Lily Brooks and Reuben Hale.", ["Lily Brooks", "Reuben Hale"]),
    ("Pupils present\nKit (Y4)\nWillow Hart\nMrs Khan\n\nCallum spoke of litter", ["Kit", "Willow Hart"]),
    ("It rained. Present: Oak Class, Mr Day, Helen Brooks (SENCO), T.R., Leo F", ["Leo F"]),
    ("Staff present: Helen Brooks", []),
    ("Apologies: none", []),
]


@pytest.mark.parametrize(("text", "names"), CALLED_OVER)
def test_those_called_over_in_a_pupils_council_are_pointed_out_and_in_no_other_meeting(
    text: str, names: list[str], scheme: Scheme
) -> None:
    assert listed(text, scheme, Body.PUPILS) == names
    assert (listed(text, scheme), listed(text, scheme, Body.ADULTS)) == ([], [])


BODIES = [
    (["Minutes"], "School council minutes\nTo be shown to governors", Body.PUPILS),
    (["Eco-Council"], "", Body.PUPILS),
    (["Governors' meeting"], "The school council reported", Body.ADULTS),
    (["Minutes"], "Staff meeting\nItem 1: pupil voice", Body.ADULTS),
    (["Minutes"], "We met.\n" * 5 + "The school council came.", Body.UNSAID),
]


@pytest.mark.parametrize(("names", "text", "body"), BODIES)
def test_whose_minutes_they_are_is_said_by_the_first_body_named(
    names: list[str], text: str, body: Body, scheme: Scheme
) -> None:
    assert whose(names, text, scheme.privacy) is body


OF_UNLISTED = [
    ("Zuberino's anxiety has fallen in spite of all.", "Zuberino's anxiety"),
    ("We heard from CAMHS. Kit’s severe asthma is watched.", "Kit’s severe asthma"),
    ("Zed takes his inhaler at lunch.", "Zed takes his inhaler"),
]
OF_NO_CHILD = [
    "Children's anxiety has fallen.", "Kent's CAMHS team helps.", "The School's counselling is free.", "May's anxiety",
    "Maidstone's counselling", "It's anxiety that we see.", "Girls' anxiety fell.", "Mrs Brooks's anxiety workshop",
    "St Mary's counselling", "Kooth's counselling service", "Everyone's mental health", "World's Mental Health Day",
    "She's on medication.", "Provision has grown since CAMHS came.", "Headteacher's mental health",
]  # fmt: skip


@pytest.mark.parametrize(("text", "seen"), OF_UNLISTED)
def test_a_name_that_no_list_knows_is_found_right_beside_health(text: str, seen: str, scheme: Scheme) -> None:
    assert [(s.kind, s.seen) for s in look(text, scheme.privacy)] == [(Personal.HEALTH, seen)]


@pytest.mark.parametrize("text", OF_NO_CHILD)
def test_health_beside_places_groups_and_services_is_not_pointed_out(text: str, scheme: Scheme) -> None:
    assert look(text, scheme.privacy) == ()


def test_what_one_sentence_says_of_one_childs_health_is_told_once_and_in_full(scheme: Scheme) -> None:
    seen = [s.seen for s in look("Tariq Ansari has been diagnosed with epilepsy.", scheme.privacy)]
    assert seen == ["Tariq Ansari has been diagnosed with epilepsy"]
