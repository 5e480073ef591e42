"""A delivery is given to a school only for reasons that can be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.reading.identity import KnownCase, Listed, Post, SchoolList, match, post_of
from pipeline.values import Confidence, FileClass, FileKind, FileReading, Notice, NoticeKind, Place, School

from .deliveries import (
    FEDERATED,
    GRAMMAR,
    HARBOUR,
    HILL,
    INFANTS,
    JUNIORS,
    MARYS,
    NURSERY,
    OAK,
    SCHOOLS,
    VALE,
    case_of,
    evidence,
    form,
)

INVOICE = evidence("Invoice 12 from Bright Windows Ltd")
LETTERHEAD = "Oakfield Community Primary School, The Lane, Hopdene, ZZ2 2BB"


@pytest.mark.parametrize(
    ("readings", "post", "school", "reason"),
    [
        ([form(urn="118765")], Post(), MARYS, "URN 118765 in the form"),
        ([form(urn="118 765")], Post(), MARYS, "URN 118765 in the form"),
        ([form(urn="886/3614")], Post(), MARYS, "DfE number 8863614 in the form"),
        ([form(urn="8863614")], Post(), MARYS, "DfE number 8863614 in the form"),
        ([form(urn="EY123456")], Post(), NURSERY, "URN EY123456 in the form"),
        ([form(shown="Our URN: 118765")], Post(), MARYS, "URN 118765 in “r.xlsx”"),
        ([form(shown="Unique Reference Number (URN)\n118765")], Post(), MARYS, "URN 118765 in “r.xlsx”"),
        ([evidence("Ofsted report\nURN 118999")], Post(), OAK, "URN 118999 in “e.pdf”"),
        ([evidence("Registered as EY 123456")], Post(), NURSERY, "URN EY123456 in “e.pdf”"),
        ([INVOICE], Post(subject="URN 118765 evidence"), MARYS, "URN 118765 in “the subject”"),
        ([form(school_name="Saint Marys C.E. Primary", postcode="zz11aa")], Post(), MARYS, "postcode ZZ1 1AA"),
        ([form(school_name="MGGS", postcode="ZZ5 5EE")], Post(), GRAMMAR, "postcode ZZ5 5EE"),
        ([form(school_name="Harbour Lights Youth Centre", postcode="ZZ3 3CC")], Post(), HARBOUR, "postcode ZZ3 3CC"),
        ([form("118765 Record.xlsx", school_name="St Mary's")], Post(), MARYS,
         "the number 118765 in the file name “118765 Record.xlsx”"),
        ([form(shown="DfE 886/3614", school_name="St Mary's CE")], Post(), MARYS, "DfE number 8863614 in “r.xlsx”"),
        ([evidence(LETTERHEAD)], Post(), OAK, "postcode ZZ2 2BB in “e.pdf”"),
        ([INVOICE], Post("Office <office@oakfield.kent.sch.uk>"), OAK, "sender's address @oakfield.kent.sch.uk"),
        ([INVOICE], Post("t.brindle@mail.oakfield.kent.sch.uk"), OAK, "sender's address @mail.oakfield.kent.sch.uk"),
        ([form(school_name="Vale View", postcode="ZZ7 7GG")], Post("it@brighttrust.example"), VALE, "postcode ZZ7 7GG"),
    ],
)  # fmt: skip
def test_a_sign_that_decides(readings: list[FileReading], post: Post, school: School, reason: str) -> None:
    found = match(readings, SCHOOLS, post)
    assert (found.school, found.reasons[0]) == (school, reason)


@pytest.mark.parametrize(
    ("readings", "post"),
    [
        ([INVOICE], Post("a@windows.example")),
        ([form(school_name=MARYS.name)], Post()),
        ([form(school_name=MARYS.name, shown="Dale", head_name="Mrs A Quaife")], Post()),
        ([form(school_name="Harbour Lights", postcode="ZZ1 1AA")], Post()),
        ([form(postcode="ZZ1 1AA")], Post()),
        ([form(shown="Our budget was 118765 pounds")], Post()),
        ([form(urn="118765", school_name="Rowan Bank Special School")], Post()),
        ([INVOICE], Post("head@brighttrust.example")),
        ([INVOICE], Post("head@gmail.com")),
        ([INVOICE], Post("clerk@kent.sch.uk")),
        ([INVOICE], Post(subject="Our evidence, 118765 words")),
        ([form(school_name="Elm School", postcode="ZZ4 4DD")], Post()),
        ([form(postcode="ZZ4 4DD", shown="Elm Infant School and Elm Junior School")], Post()),
    ],
)
def test_a_sign_that_decides_nothing(readings: list[FileReading], post: Post) -> None:
    found = match(readings, SCHOOLS, post)
    assert (found.school, found.confidence) == (None, Confidence.DOUBTFUL)


def test_infants_and_juniors_of_one_site_are_told_apart_by_what_they_say() -> None:
    assert match([form(school_name="Elm Junior", postcode="ZZ4 4DD")], SCHOOLS).school == JUNIORS
    assert match([form(school_name="Elm Inf. Sch.", postcode="ZZ4 4DD")], SCHOOLS).school == INFANTS
    assert match([form(school_name="Elm Junior", postcode="ZZ4 4DD")], SchoolList.of([INFANTS])).school is None


def test_near_rivals_are_named_to_the_officer() -> None:
    found = match([form(school_name="Elm School", postcode="ZZ4 4DD")], SCHOOLS)
    assert found.rivals == (INFANTS, JUNIORS)
    assert found.doubt == (
        "Some signs say Elm Infant School (postcode ZZ4 4DD), others say Elm Junior School (postcode ZZ4 4DD). "
        "Please say whose it is."
    )


def test_a_name_alone_is_offered_and_never_taken() -> None:
    found = match([form(school_name="St Marys CE Pri Sch")], SCHOOLS)
    assert (found.school, found.rivals) == (None, (MARYS,))
    assert found.doubt == (
        "It may be from St Mary's CofE Primary School (118765) (its name), but that alone does not decide. "
        "Please say whose it is."
    )


def test_a_leads_address_that_leads_several_cases_decides_for_none() -> None:
    written = form(school_name="Oakfield", lead_email="Jo@trust.example", head_name="Tom Brindle")
    one = case_of(OAK, lead="jo@trust.example")
    assert match([written], SCHOOLS, cases=[one]).school == OAK
    assert match([written], SCHOOLS, cases=[one, case_of(HILL, 2, lead="jo@trust.example")]).school is None


def test_nothing_at_all_is_said_in_a_sentence() -> None:
    assert match([INVOICE], SCHOOLS, Post("a@windows.example")).doubt == (
        "Nothing in it says which school it is from: no URN, DfE number, postcode or sender that we know. "
        "Please say whose it is."
    )


def test_of_what_could_not_be_opened_the_reason_is_said_and_not_that_it_says_nothing() -> None:
    locked = FileReading("Record.xlsx", "r", 1, FileKind.OTHER, FileClass.ENCRYPTED, "It is locked with a password.")
    assert match([locked], SCHOOLS).doubt == (
        "Nothing that came could be opened, so we do not know which school it is from. "
        "“Record.xlsx”: It is locked with a password. Please say whose it is."
    )
    assert match([locked, INVOICE], SCHOOLS).doubt == (
        "Nothing that could be opened says which school it is from: no URN, DfE number, postcode or sender that we "
        "know. “Record.xlsx”: It is locked with a password. Please say whose it is."
    )
    assert match([replace(locked, file=f"{n}.xlsx") for n in range(5)], SCHOOLS).doubt.count("locked") == 3


def test_two_urns_of_two_documents_are_a_persons_to_settle() -> None:
    found = match([form(urn="118765"), form("s.xlsx", urn="118999")], SCHOOLS)
    assert (found.school, set(found.rivals)) == (None, {MARYS, OAK})


def test_a_urn_of_another_school_than_name_and_postcode_is_a_persons_to_settle() -> None:
    found = match([form(urn="118999", school_name=MARYS.name, postcode=MARYS.postcode)], SCHOOLS)
    assert found.school is None
    assert found.doubt == (
        "Some signs say St Mary's CofE Primary School (postcode ZZ1 1AA), "
        "others say Oakfield Community Primary School (URN 118999 in the form). Please say whose it is."
    )


def test_a_urn_of_another_school_is_a_doubt_also_when_all_else_agrees() -> None:
    written = form(urn="118999", school_name=MARYS.name, postcode=MARYS.postcode, shown="Dale", head_name="A. Quaife")
    found = match([written], SCHOOLS, Post("office@st-marys.example"))
    assert found.school == MARYS
    assert found.doubt == (
        "The form gives the number 118999, which is that of Oakfield Community Primary School, "
        "not of St Mary's CofE Primary School. Please look."
    )


def test_a_urn_that_nobody_has_is_a_doubt() -> None:
    found = match([form(urn="118764", school_name=MARYS.name, postcode=MARYS.postcode)], SCHOOLS)
    assert found.school == MARYS
    assert found.doubt == (
        "The form gives URN 118764, which is not the URN of St Mary's CofE Primary School on the schools list. "
        "Please look."
    )


def test_a_sender_from_another_school_is_a_doubt() -> None:
    whole = form(urn="118765", school_name="St Mary's CE Primary", postcode="ZZ1 1AA")
    found = match([whole], SCHOOLS, Post("Head <head@oakfield.kent.sch.uk>"))
    assert (found.school, found.confidence) == (MARYS, Confidence.DOUBTFUL)
    assert found.doubt == (
        "The documents are from St Mary's CofE Primary School, but the sender points to "
        "Oakfield Community Primary School. Please look."
    )


def test_a_bare_urn_from_another_schools_address_opens_no_case() -> None:
    assert match([form(urn="118765")], SCHOOLS, Post("head@oakfield.kent.sch.uk")).school is None


def test_forms_that_say_nothing_go_by_the_sender_and_say_so() -> None:
    found = match([form()], SCHOOLS, Post("head@oakfield.kent.sch.uk"))
    assert found.school == OAK
    assert found.doubt == (
        "The documents do not say that they are from Oakfield Community Primary School; we went by the sender. "
        "Please look."
    )


def test_the_sender_of_a_form_that_names_another_school_does_not_decide() -> None:
    assert match([form(school_name=MARYS.name)], SCHOOLS, Post("head@oakfield.kent.sch.uk")).school is None


@pytest.mark.parametrize(
    ("post", "known"),
    [
        (Post("Lead@Gmail.com"), case_of(HARBOUR, lead="lead@gmail.com")),
        (Post("second@gmail.com"), case_of(HARBOUR, senders=("second@gmail.com",))),
        (Post("new@gmail.com", "Re: KRA-25-0001 what to do next"), case_of(HARBOUR)),
        (Post("new@gmail.com", "re kra 25 0001"), case_of(HARBOUR)),
        (Post(name="KRA-25-0001 evidence.zip"), case_of(HARBOUR)),
    ],
)
def test_evidence_alone_finds_its_open_case(post: Post, known: KnownCase) -> None:
    assert match([evidence("Minutes")], SCHOOLS, post, (known,)).school == HARBOUR


def test_our_case_number_in_a_file_name_finds_the_case() -> None:
    named = evidence("Minutes", "KRA-25-0001_Record - with our comments.pdf")
    assert match([named], SCHOOLS, None, (case_of(HARBOUR),)).reasons[0] == (
        "our case KRA-25-0001 named in the file name “KRA-25-0001_Record - with our comments.pdf”"
    )


def test_our_case_number_on_another_schools_documents_is_a_doubt() -> None:
    whole = form(urn="118765", school_name=MARYS.name, postcode="ZZ1 1AA")
    found = match([whole], SCHOOLS, Post(subject="KRA-25-0001"), (case_of(OAK),))
    assert found.school == MARYS
    assert found.doubt == (
        "The documents are from St Mary's CofE Primary School, but Oakfield Community Primary School has "
        "our case KRA-25-0001 named in the subject. Please look."
    )


def test_who_leads_two_schools_decides_for_neither() -> None:
    cases = (case_of(OAK, 1, lead="exec@trust.example"), case_of(MARYS, 2, lead="exec@trust.example"))
    found = match([evidence("Minutes")], SCHOOLS, Post("exec@trust.example"), cases)
    assert (found.school, found.doubt) == (
        None, "The sender writes for more than one school. Please say whose it is.",
    )  # fmt: skip
    assert match([form(urn="118765")], SCHOOLS, Post("exec@trust.example"), cases).school == MARYS


def test_a_school_that_left_the_list_still_has_its_case() -> None:
    known = case_of(School("119000", "Gone School", "119000"), lead="lead@gone.example")
    assert match([evidence("Minutes")], SCHOOLS, Post("lead@gone.example"), (known,)).school == known.case.school


def test_a_federations_form_goes_to_the_officer_with_its_schools() -> None:
    found = match([form(school_name="Elm Federation", urn="118101", postcode="ZZ4 4DD")], FEDERATED)
    assert (found.school, found.rivals) == (None, (INFANTS, JUNIORS))
    assert found.doubt == (
        "The form says “Elm Federation” and is for the Elm Federation: Elm Infant School (118101), "
        "Elm Junior School (118102). Please say whose it is."
    )


def test_several_urns_in_one_box_are_several_schools() -> None:
    found = match([form(urn="118201 and 118202")], FEDERATED)
    assert (found.school, found.rivals) == (None, (HILL, VALE))
    assert found.doubt == (
        "The form is for the Bright Learning Trust: Hill Top Primary School (118201), "
        "Vale View Primary School (118202). "
        "Please say whose it is."
    )


def test_a_form_that_was_seen_to_name_several_schools_goes_to_the_officer() -> None:
    one = form(urn="118201", school_name=HILL.name, postcode=HILL.postcode)
    assert one.form is not None
    notice = Notice(NoticeKind.SEVERAL_SCHOOLS, Place("r.xlsx"), words={"schools": "Bright Trust, 118201, 118202"})
    found = match([replace(one, form=replace(one.form, notices=(notice,)))], FEDERATED)
    assert (found.school, found.rivals) == (None, (HILL, VALE))


def test_what_a_person_decided_for_a_federation_holds_for_what_comes_next() -> None:
    known = case_of(INFANTS, lead="exec@elm.example")
    found = match([form(school_name="The Elm Federation")], FEDERATED, Post("exec@elm.example"), (known,))
    assert found.school == INFANTS
    assert found.doubt.endswith("we put it with the case of Elm Infant School. Please look.")


def test_a_federation_that_the_office_listed_itself_is_found_like_a_school() -> None:
    own = School("elm-federation", "The Elm Federation", postcode="ZZ4 4DD")
    schools = SchoolList((*FEDERATED.rows, Listed(own, federation="The Elm Federation")))
    assert match([form(school_name="Elm Federation", postcode="ZZ4 4DD")], schools).school == own


def test_once_it_has_a_case_of_its_own_a_federations_papers_go_there_whatever_its_schools_numbers() -> None:
    own = School("KEYFED", "The Elm Federation", postcode="ZZ4 4DD")
    schools = SchoolList((*FEDERATED.rows, Listed(own)))
    papers = [form(school_name="The Elm Federation", urn="118101 / 118102", postcode="ZZ4 4DD")]
    found = match(papers, schools, Post("exec@elm.example"), (case_of(own, lead="exec@elm.example"),))
    assert (found.school, found.doubt) == (own, "")
    assert match(papers, schools).doubt == (
        "The form says “The Elm Federation” and is for the Elm Federation: Elm Infant School (118101), Elm Junior "
        "School (118102) or The Elm Federation itself (KEYFED). Please say whose it is."
    )


def test_a_closed_schools_number_leads_to_the_school_that_came_after() -> None:
    before = School("111111", "St Mary's Church of England Primary School", "111111", postcode="ZZ1 1AA")
    schools = SchoolList((Listed(before, closed="31-08-2024"), Listed(MARYS), Listed(OAK)))
    found = match([form(urn="111111", school_name="St Mary's CE Primary", postcode="ZZ1 1AA")], schools)
    assert (found.school, before in schools) == (MARYS, False)
    assert found.doubt == (
        "The form gives the number 111111, which is that of St Mary's Church of England Primary School, which closed "
        "on 31-08-2024. We took it for St Mary's CofE Primary School. Please look."
    )


@pytest.mark.parametrize(
    ("was", "other"),
    [("Testerton 9 School", "Testerton 27 School"), ("Marlow Brook School", "Marlow Bridge School")],
)
def test_a_closed_schools_number_does_not_lead_to_a_neighbour_with_a_name_like_it(was: str, other: str) -> None:
    closed = Listed(School("118210", was, "118210", postcode="ZZ9 1QT"), closed="31-08-2024")
    schools = SchoolList((closed, Listed(School("118228", other, "118228", postcode="ZZ9 1QT"))))
    found = match([form(urn="118210", school_name=was, postcode="ZZ9 1QT")], schools)
    assert (found.school, found.doubt) == (None, (
        f"The form gives the number 118210 of {was}, which closed on 31-08-2024. At its postcode there "
        f"is now {other} (118228). Please say whose it is."
    ))  # fmt: skip


@pytest.mark.parametrize(
    "written",
    ["St. Mary's Primary", "Saint Mary's C of E Primary School", "St Marys Academy", "ST MARYS CE PRI SCH",
     "St Mary’s Church of England Voluntary Aided Primary School"],
)  # fmt: skip
def test_a_school_named_differently_on_each_document_is_one_school(written: str) -> None:
    record = form("Record.xlsx", school_name=written, postcode="ZZ1 1AA")
    application = form("Application.docx", school_name=MARYS.name)
    assert match([record, application], SCHOOLS).school == MARYS


def test_confidence_says_how_much_agrees() -> None:
    everything = form(urn="118765", school_name=MARYS.name, postcode="ZZ1 1AA")
    assert match([everything], SCHOOLS).confidence is Confidence.SURE
    assert match([form(urn="118765")], SCHOOLS).confidence is Confidence.LIKELY


def test_a_school_that_the_form_calls_by_quite_another_name_is_a_doubt() -> None:
    found = match([form(urn="118765", postcode="ZZ1 1AA", school_name="The Lighthouse Federation")], SCHOOLS)
    assert (found.school, found.doubt) == (
        MARYS,
        "The form says “The Lighthouse Federation”; other signs say St Mary's CofE Primary School. Please look.",
    )


@pytest.mark.parametrize("written", ["886/3614", "886 3614", "886-3614", "DfE no. 886 / 3614", "8863614", "8863614.0"])
def test_a_dfe_number_in_place_of_the_urn_is_read_however_it_is_parted(written: str) -> None:
    found = match([form(urn=written, school_name="St Marys")], SCHOOLS)
    assert (found.school, found.doubt) == (MARYS, "")


@pytest.mark.parametrize("written", ["ZZ1 1AA", "zz11aa", "ZZI 1AA", "ZZ1 IAA", "ZZl lAA", "ZZ1 1AA."])
def test_a_postcode_is_read_though_a_letter_stands_for_a_figure(written: str) -> None:
    found = match([form(school_name="St. Marys CofE (VA) Prim Sch", postcode=written)], SCHOOLS)
    assert (found.school, found.doubt) == (MARYS, "")


def test_two_schools_of_one_name_in_one_town_are_told_apart_by_their_postcodes_alone() -> None:
    other = replace(MARYS, key="118401", urn="118401", laestab="8864001", postcode="ZZ1 9ZZ", website="")
    schools = SchoolList.of((*SCHOOLS, other))
    named = {"school_name": MARYS.name, "head_name": MARYS.head, "shown": "Dale"}
    assert match([form(**named)], schools).school is None
    assert match([form(postcode="ZZ1 9ZZ", **named)], schools).school == other


def test_a_doubt_about_the_reference_names_the_senders_address_too() -> None:
    papers = [form(urn="118999", school_name=OAK.name, postcode=OAK.postcode)]
    found = match(papers, SCHOOLS, Post("office@st-marys.example", "KRA-25-0001 our record"), [case_of(MARYS)])
    assert (found.school, found.doubt) == (
        OAK,
        (
            f"The documents are from {OAK.name}, but {MARYS.name} has our case KRA-25-0001 named in the subject. "
            "The sender points there too: sender's address @st-marys.example. Please look."
        ),
    )


def test_papers_of_another_school_under_our_case_number_are_a_doubt() -> None:
    papers = [evidence("Oakfield Community Primary School, ZZ2 2BB, URN 118999. Minutes of the council.")]
    found = match(papers, SCHOOLS, Post(subject="Re: KRA-25-0001"), [case_of(MARYS)])
    assert found.school == MARYS
    assert found.doubt == (
        "We went by our case KRA-25-0001 named in the subject, for St Mary's CofE Primary School. But the papers "
        "speak of Oakfield Community Primary School (URN 118999 in “e.pdf”). Please look."
    )
    ours = [evidence("St Mary's CofE Primary School. We met Oakfield Community Primary School, URN 118999.")]
    assert match(ours, SCHOOLS, Post(subject="Re: KRA-25-0001"), [case_of(MARYS)]).doubt == ""


@pytest.mark.parametrize(
    ("others", "next_step"),
    [
        (
            (MARYS, INFANTS, JUNIORS),
            (
                "No open school on the list has its postcode or a like name. Ask the sender which school it is now, "
                "then say whose it is. A school that is not on the list yet comes in with “award schools import "
                "FILE.csv”."
            ),
        ),
        (
            (MARYS, School("119505", "Old Mill Primary Academy", "119505", postcode="ZZ9 8XX")),
            "By its name it may now be Old Mill Primary Academy (119505). Please say whose it is.",
        ),
        (
            (replace(INFANTS, postcode="ZZ9 9ZZ"), replace(JUNIORS, postcode="ZZ9 9ZZ")),
            (
                "At its postcode there are now Elm Infant School (118101), Elm Junior School (118102). "
                "Please say whose it is."
            ),
        ),
    ],
)
def test_of_a_closed_schools_papers_the_officer_is_told_when_it_closed_and_what_to_do(
    others: tuple[School, ...], next_step: str
) -> None:
    mill = Listed(School("118505", "Old Mill Primary School", "118505", postcode="ZZ9 9ZZ"), closed="31-08-2025")
    papers = [form(urn="118505", school_name="Old Mill Primary School", postcode="ZZ9 9ZZ")]
    found = match(papers, SchoolList((mill, *(Listed(school) for school in others))))
    assert found.school is None
    said = "The form gives the number 118505 of Old Mill Primary School, which closed on 31-08-2025."
    assert found.doubt == f"{said} {next_step}"


def test_a_school_that_was_renamed_when_it_became_another_is_named_to_the_officer() -> None:
    new = Listed(School("118402", "Bright Futures Academy", "118402", postcode="ZZ1 7ZZ"))
    old = Listed(School("117402", "Dale Community School", "117402", postcode="ZZ1 7ZZ"), closed="31-08-2024")
    found = match([form(urn="117402", school_name="Dale Community School", postcode="ZZ1 7ZZ")], SchoolList((new, old)))
    assert found.school is None
    assert found.doubt == (
        "The form gives the number 117402 of Dale Community School, which closed on 31-08-2024. At its postcode there "
        "is now Bright Futures Academy (118402). Please say whose it is."
    )


def test_a_trusts_sender_decides_for_no_school_and_the_one_that_is_named_is_offered() -> None:
    found = match([form(school_name="Vale View Prim Sch")], SCHOOLS, Post(sender="office@brighttrust.example"))
    assert found.school is None
    assert found.doubt == (
        "The sender writes for more than one school. The name is most like Vale View Primary School (118202). "
        "Please say whose it is."
    )


def test_e_mails_among_the_files_say_who_sent_them_unless_they_came_from_several() -> None:
    def mail(sender: str, subject: str) -> FileReading:
        text = f"Subject: {subject}\nDate: Mon, 2 Mar 2026\nFrom: {sender}\nDear all"
        return replace(evidence("", f"{subject}.eml"), kind=FileKind.MESSAGE, text=text)

    first, second = mail("Jo <jo@oakfield.kent.sch.uk>", "Evidence"), mail("jo@oakfield.kent.sch.uk", "KRA-25-0001")
    assert post_of([first, second, INVOICE]) == Post("jo@oakfield.kent.sch.uk", "Evidence KRA-25-0001")
    assert post_of([first, mail("head@st-marys.example", "Minutes")]) == Post()
    assert post_of([INVOICE]) == Post()


def test_a_number_in_the_subject_is_a_sign_beside_a_name_and_none_alone() -> None:
    named = evidence("Oakfield Community Primary School, minutes of 3 March")
    post = Post(subject="Oakfield 118999 application")
    assert match([named], SCHOOLS, post).reasons[0] == "the number 118999 in the subject"
    assert match([INVOICE], SCHOOLS, post).school is None


def test_a_name_that_is_parted_otherwise_is_the_same_name() -> None:
    assert match([form(school_name="Oak Field Prim.", postcode="ZZ2 2BB")], SCHOOLS).school == OAK
