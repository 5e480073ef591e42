"""A school that sent an earlier edition's or another award's form gets one message about it, and the right form."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

from pipeline.blank_forms.answers import Answers, answers_of
from pipeline.blank_forms.application import build_application
from pipeline.office.desk import open_desk
from pipeline.reading.files import read_file
from pipeline.reading.which_form.crosswalk import as_it_was
from pipeline.scheme.loader import load_scheme
from pipeline.values import SourceFile

from .offices import MARYS, OAK, TODAY, drop, mail, make_office, record, run_office, scheme_of

ANSWERS = {
    "school_name": "St Mary's CofE Primary School",
    "urn": MARYS,
    "criteria.staff-2024.rating": ("Advanced",),
    "criteria.staff-2024.how": "Supervision is termly.",
    "evidence.E3.title": "The staff survey",
}
CARRIED = {
    "school_name": "St Mary's CofE Primary School",
    "urn": MARYS,
    "criteria.staff-training.rating": ("Met",),
    "criteria.staff-training.how": "Supervision is termly.",
    "criteria.staff-wellbeing.rating": ("Met",),
    "criteria.staff-wellbeing.how": "Supervision is termly.",
    "evidence.E3.title": "The staff survey",
}


def test_the_new_form_goes_out_with_the_answers_of_the_old_one_in_it(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    scheme = scheme_of(root)
    old = build_application(as_it_was(scheme, scheme.crosswalks[0]), Answers(ANSWERS))
    drop(root, "dale/Application 2024.docx", old)
    run_office(root)

    with open_desk(root, TODAY) as desk:
        (case,) = desk.cases()
        told = [f.rule for f in desk.register.findings(case.reference, 1) if f.place.file == "Application 2024.docx"]
    assert told == ["application-old-edition"]

    (mail,) = (root / "outbox").rglob("E-mail to the school.eml")
    message = email.message_from_bytes(mail.read_bytes(), policy=email.policy.default)
    attached = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert list(attached) == ["Award Application - with your answers.docx", "Feedback letter.pdf"]
    form = read_file(SourceFile("new.docx", attached["Award Application - with your answers.docx"], "1"), scheme).form
    assert form is not None
    assert (form.version, answers_of(form, scheme).boxes) == (scheme.version, CARRIED)


def test_when_the_other_form_is_marked_the_e_mail_says_what_to_do_with_each(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    scheme = scheme_of(root)
    old = build_application(as_it_was(scheme, scheme.crosswalks[0]), Answers(ANSWERS))
    drop(root, "dale/Application 2024.docx", old)
    drop(root, "dale/Record.xlsx", record(scheme, school_name="St Mary's CofE Primary School", urn=MARYS))
    run_office(root)
    (mail,) = (root / "outbox").rglob("E-mail to the school.eml")
    message = email.message_from_bytes(mail.read_bytes(), policy=email.policy.default)
    assert [part.get_filename() for part in message.iter_attachments()] == [
        "Award Application - with your answers.docx", "Record - with our comments.xlsx", "Feedback letter.pdf",
    ]  # fmt: skip
    body = message.get_body()
    assert body is not None
    marked, renewed, send = body.get_content().splitlines()[6:11:2]
    assert marked == (
        "We also send back a copy of your Record, with a comment at each place. "
        "Please make these changes in the marked copy of your Record. Your own copy will do as well."
    )
    assert renewed == (
        "We also send you a new form for your Application, because yours was an earlier edition. Your answers are in "
        "it already. Please fill in what is still empty in the new form for your Application. You do not need to send "
        "the old form again."
    )
    assert send == (
        "Please save what you changed, and send it by replying to this e-mail. You need not send again what has not "
        "changed."
    )


def test_who_sent_another_awards_form_gets_ours_with_its_schools_details_in_them(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    scheme, other = scheme_of(root), load_scheme(Path(__file__).parents[2] / "rules" / "resilient-school")
    drop(root, "1.eml", mail("head@oakfield.kent.sch.uk", "Our form", Our_form_docx=build_application(other)))
    run_office(root)
    (found,) = (root / "outbox").rglob("E-mail to the school.eml")
    message = email.message_from_bytes(found.read_bytes(), policy=email.policy.default)
    attached = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    record_name, application_name = "Resilience and Emotional Wellbeing Record.xlsx", "Award Application.docx"
    assert list(attached) == [record_name, application_name, "Feedback letter.pdf"]
    for name in (record_name, application_name):
        form = read_file(SourceFile(name, attached[name], name), scheme).form
        assert form is not None
        assert answers_of(form, scheme).boxes == {
            "school_name": "Oakfield Primary School", "urn": OAK, "postcode": "ZZ2 2BB",
        }  # fmt: skip
    body = message.get_body()
    assert body is not None
    assert body.get_content().splitlines()[6] == (
        "We also send you our own form for your Record and your Application. What came was the form of another award. "
        "Please copy your answers into our own form for your Record and your Application, and check what we filled in."
    )
