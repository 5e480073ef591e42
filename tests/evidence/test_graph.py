"""The claim-evidence graph: what a school points at, and what of it came."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.evidence.graph import build_graph
from pipeline.evidence.mentions import refs
from pipeline.ooxml import limits
from pipeline.scheme import Scheme
from pipeline.values import (
    Claim,
    ClaimKind,
    ClaimStatus,
    FileClass,
    FileReading,
    FileUse,
    Graph,
    Link,
    Notice,
    NoticeKind,
    Place,
)

sys.path.insert(0, str(Path(__file__).parent))
import submissions as s

ATTACHED, MISSING, AMBIGUOUS = ClaimStatus.ATTACHED, ClaimStatus.MISSING, ClaimStatus.AMBIGUOUS
LONG = "The school council met and asked for a quiet place at break. " * 6


def graph(scheme: Scheme, *files: FileReading) -> Graph:
    return build_graph(s.submission(*files), scheme, s.TODAY)


def said(claim: Claim) -> tuple[str, ClaimStatus, list[str]]:
    return claim.text, claim.status, [reading.file for reading in claim.files]


TWO_FOLDERS = ("spring/minutes.pdf", "autumn/minutes.pdf")
TWO_NEAR = ("Parent survey.pdf", "Parents survey.pdf")
# What a line of the index says under “File name”, the files that came, and what becomes of it.
INDEX = [
    ("Wellbeing policy.pdf", ["Wellbeing policy.pdf"], ATTACHED, ["Wellbeing policy.pdf"]),
    ("wellbeing_policy", ["evidence/Wellbeing-Policy.PDF"], ATTACHED, ["evidence/Wellbeing-Policy.PDF"]),
    ("Wellbeing policy.docx", ["Copy of Wellbeing policy.docx"], ATTACHED, ["Copy of Wellbeing policy.docx"]),
    ("Wellbeing policy", ["Wellbeing policy FINAL v2 (1).pdf"], ATTACHED, ["Wellbeing policy FINAL v2 (1).pdf"]),
    ("Wellbeing policy", ["E1 - Wellbeing policy v2.pdf"], ATTACHED, ["E1 - Wellbeing policy v2.pdf"]),
    ("Wellbeing policy", ["E01.pdf"], ATTACHED, ["E01.pdf"]),
    ("E1 Wellbeing policy.pdf", ["Wellbeing policy.pdf"], ATTACHED, ["Wellbeing policy.pdf"]),
    ("Welbeing policy.pdf", ["Wellbeing policy.pdf", "Minutes.pdf"], ATTACHED, ["Wellbeing policy.pdf"]),
    ("Policy on wellbeing", ["E1 Wellbeing policy.pdf"], ATTACHED, ["E1 Wellbeing policy.pdf"]),
    ("Wellbeing policy", ["Anti-bullying policy.pdf"], MISSING, []),
    ("Minutes 12 May.pdf", ["Minutes 13 May.pdf"], MISSING, []),
    ("Year five survey results.pdf", ["Year nine survey results.pdf"], MISSING, []),
    ("minutes.pdf", ["minutes spring.pdf"], MISSING, []),
    ("Wellbeing policy", ["E2 Wellbeing policy.pdf"], MISSING, []),
    ("minutes", ["minutes.pdf", "minutes.docx"], AMBIGUOUS, ["minutes.pdf", "minutes.docx"]),
    ("minutes.pdf", [*TWO_FOLDERS], AMBIGUOUS, [*TWO_FOLDERS]),
    ("autumn/minutes.pdf", [*TWO_FOLDERS], ATTACHED, ["autumn/minutes.pdf"]),
    ("Parent survay.pdf", [*TWO_NEAR], AMBIGUOUS, [*TWO_NEAR]),
    ("minutes.pdf", ["minutes.pdf", "Autumn/minutes.pdf"], AMBIGUOUS, ["minutes.pdf", "Autumn/minutes.pdf"]),
    ("minutes.docx", ["minutes.docx", "Minutes.docx"], AMBIGUOUS, ["minutes.docx", "Minutes.docx"]),
    ("see attached", ["Display.jpg"], ATTACHED, ["Display.jpg"]),
    ("see attached", ["Display.jpg", "Minutes.pdf"], AMBIGUOUS, []),
    ("see attached", ["E1 Display.jpg", "Minutes.pdf"], ATTACHED, ["E1 Display.jpg"]),
    ("see attached", [], MISSING, []),
    ("Appendix 2", ["Appendix 1.pdf", "Appendix 2 - Rota.pdf"], ATTACHED, ["Appendix 2 - Rota.pdf"]),
    ("https://ashmere.sharepoint.com/sites/staff/policy.pdf", [], ClaimStatus.PRIVATE_LINK, []),
    (r"S:\Pastoral\Wellbeing policy.docx", [], ClaimStatus.PRIVATE_LINK, []),
    ("https://www.ashmere.kent.sch.uk/wellbeing", [], ClaimStatus.WEB_LINK, []),
    ("see our web page", ["Minutes.pdf"], ClaimStatus.WEB_LINK, []),
    ("On the school's website", [], ClaimStatus.WEB_LINK, []),
    ("as per attached", ["Display.jpg"], ATTACHED, ["Display.jpg"]),
    # What programs and people add to a name, or write beside it.
    ("Council minutes.pdf", ["Council%20minutes.pdf"], ATTACHED, ["Council%20minutes.pdf"]),
    ("Council minutes.pdf", ["Council+minutes+autumn.pdf"], MISSING, []),
    ("Council minutes.pdf", ["Council minutes.pdf.pdf"], ATTACHED, ["Council minutes.pdf.pdf"]),
    ("Council minutes", ["20251219 - Council minutes (Dec 2025) v3 FINAL JM edits.pdf"], ATTACHED,
     ["20251219 - Council minutes (Dec 2025) v3 FINAL JM edits.pdf"]),
    ("Council minutes", ["S2, Bronze: Council minutes.pdf"], ATTACHED, ["S2, Bronze: Council minutes.pdf"]),
    ("Council minutes", ["Council minutes Jan 2026.pdf", "Council minutes 12-02-2026.pdf"], AMBIGUOUS,
     ["Council minutes Jan 2026.pdf", "Council minutes 12-02-2026.pdf"]),
    ("Council minutes Jan 2026", ["Council minutes Feb 2026.pdf"], MISSING, []),
    ("Council minutes", ["Staff council minutes 2026.pdf"], MISSING, []),
    ("minutes", ["minutes 2026.pdf"], MISSING, []),
    ("Council minutes, page 2", ["Council minutes.pdf"], ATTACHED, ["Council minutes.pdf"]),
    ("Survey results (tabs 2-3)", ["Survey results.xlsx"], ATTACHED, ["Survey results.xlsx"]),
    ("p. 4 of Survey results", ["Survey results.xlsx"], ATTACHED, ["Survey results.xlsx"]),
    ("Year 4 survey, page 2", ["Year 5 survey.xlsx"], MISSING, []),
]  # fmt: skip
# What a line says in place of a file's name while its piece is called “Minutes of the council”, and what becomes of it.
UNDER_ITS_TITLE = [
    ("", ATTACHED, ["Council minutes.pdf"]),
    ("as per attached", ATTACHED, ["Council minutes.pdf"]),
    ("see our website", ATTACHED, ["Council minutes.pdf"]),
    ("https://ashmere.sharepoint.com/minutes", ATTACHED, ["Council minutes.pdf"]),
    ("In the evidence folder", MISSING, []),
    ("Notes.docx", MISSING, []),
]


@pytest.mark.parametrize(("text", "status", "means"), UNDER_ITS_TITLE)
def test_a_line_that_names_no_file_means_the_one_that_came_under_its_title(
    text: str, status: ClaimStatus, means: list[str], scheme: Scheme
) -> None:
    index = s.application([{"title": "Minutes of the council", "file": text}])
    (claim,) = graph(scheme, index, s.file("Council minutes.pdf"), s.file("Rota.pdf")).claims
    assert (claim.status, [file.file for file in claim.files]) == (status, means)
    assert claim.nearest == ("Council minutes.pdf" if status is MISSING else "")


def test_a_missing_file_s_nearest_is_the_one_that_carries_its_reference(scheme: Scheme) -> None:
    files = (s.file("E01_CM_mins.pdf"), s.file("Council rota.pdf"))
    (claim,) = graph(scheme, s.application([{"file": "Council minutes.pdf"}]), *files).claims
    assert claim.nearest == "E01_CM_mins.pdf"


@pytest.mark.parametrize(("text", "files", "status", "means"), INDEX)
def test_a_line_of_the_index_means(
    text: str, files: list[str], status: ClaimStatus, means: list[str], scheme: Scheme
) -> None:
    made = graph(scheme, s.application([{"title": "A piece", "file": text}]), *map(s.file, files))
    assert [(c.status, [f.file for f in c.files]) for c in made.claims] == [(status, means)]


def test_a_line_may_name_several_files(scheme: Scheme) -> None:
    files = [s.file("Minutes May.pdf"), s.file("Rota.xlsx")]
    made = graph(scheme, s.application([{"file": "Minutes May.pdf and Rota.xlsx; Photo.jpg"}]), *files)
    assert [said(claim) for claim in made.claims] == [
        ("Minutes May.pdf", ATTACHED, ["Minutes May.pdf"]),
        ("Rota.xlsx", ATTACHED, ["Rota.xlsx"]),
        ("Photo.jpg", MISSING, []),
    ]


# What a cell of the Application says, beside E1 = Wellbeing policy.pdf and E2 = Minutes.pdf, of which E2 did not come.
TEXTS = [
    ("see wellbeing policy.pdf", [("wellbeing policy.pdf", ATTACHED, ["Wellbeing policy.pdf"])]),
    ("Told in our Display photo.jpg", [("Told in our Display photo.jpg", ATTACHED, ["Display photo.jpg"])]),
    ("E1", [("E1", ATTACHED, ["Wellbeing policy.pdf"])]),
    ("as E 1 shows", [("E 1", ATTACHED, ["Wellbeing policy.pdf"])]),
    ("E2", [("E2", MISSING, [])]),
    ("E9", [("E9", MISSING, [])]),
    ("E12", [("E12", ATTACHED, ["E12 Rota.pdf"])]),
    ("Evidence 1 – policy", [("Evidence 1", ATTACHED, ["Wellbeing policy.pdf"])]),
    ("Ev. 9 shows it", [("Ev. 9", MISSING, [])]),
    ("We have evidence 2 years on. Evidence 12 months later is better.", []),
    ("E.1", [("E.1", ATTACHED, ["Wellbeing policy.pdf"])]),
    ("E1-E2", [("E1-E2", ATTACHED, ["Wellbeing policy.pdf"]), ("E1-E2", MISSING, [])]),
    ("as attached, E1", [("as attached", ATTACHED, ["Wellbeing policy.pdf"]),
     ("E1", ATTACHED, ["Wellbeing policy.pdf"])]),
    ("Please see attached", [("Please see attached", AMBIGUOUS, [])]),
    ("See attached display photo", [("See attached", ATTACHED, ["Display photo.jpg"])]),
    ("Our display photo changed the entrance.", [("Display photo", ATTACHED, ["Display photo.jpg"])]),
    ("Appendix 3", [("Appendix 3", AMBIGUOUS, [])]),
    ("see Calm room.png and the wellbeing policy.pdf", [("Calm room.png", MISSING, []),
     ("wellbeing policy.pdf", ATTACHED, ["Wellbeing policy.pdf"])]),
    ("https://drive.google.com/file/d/1xyz/view.", [("https://drive.google.com/file/d/1xyz/view",
     ClaimStatus.PRIVATE_LINK, [])]),
    ("Pupils are attached to a mentor; staff at E1 6AN met.", []),
    ("Children see the appendix of the day in class.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claims"), TEXTS)
def test_a_cell_means(text: str, claims: list[tuple[str, ClaimStatus, list[str]]], scheme: Scheme) -> None:
    index = [{"file": "Wellbeing policy.pdf"}, {"file": "Minutes.pdf"}]
    files = map(s.file, ("Wellbeing policy.pdf", "Display photo.jpg", "E12 Rota.pdf"))
    made = graph(scheme, s.application(index, {"voice-structures": {"how": text}}), *files)
    assert [said(c) for c in made.claims if c.kind is not ClaimKind.INDEX] == claims


def test_the_record_points_too(scheme: Scheme) -> None:
    made = graph(scheme, s.record({"parents": "Parent survey.xlsx"}), s.file("Parent survey.xlsx"))
    assert [(*said(c), c.address, c.row) for c in made.claims] == [
        ("Parent survey.xlsx", ATTACHED, ["Parent survey.xlsx"], "record.activity.evidence", "parents")
    ]


def test_an_address_behind_words_is_seen_once(scheme: Scheme) -> None:
    links = [("https://x.sharepoint.com/p", "our policy"), ("mailto:office@school.example", "write to us")]
    made = graph(scheme, s.application(links=links))
    assert [said(claim) for claim in made.claims] == [("our policy", ClaimStatus.PRIVATE_LINK, [])]


LINKED = ("https://1drv.ms/b/s", ClaimStatus.PRIVATE_LINK, [])


@pytest.mark.parametrize(
    ("words", "came", "claim"),
    [
        ("here", [], LINKED),
        ("Minutes", [], LINKED),
        ("Minutes", [s.file("Minutes.pdf")], ("Minutes", ATTACHED, ["Minutes.pdf"])),
        ("Minutes.pdf", [], ("Minutes.pdf", MISSING, [])),
    ],
)
def test_a_link_behind_words_of_the_index_counts_where_they_name_no_file(
    words: str, came: list[FileReading], claim: tuple[str, ClaimStatus, list[str]], scheme: Scheme
) -> None:
    form = s.application([{"file": words}]).form
    assert form is not None
    linked = replace(form, links=(Link(LINKED[0], words, form.tables["evidence"][0].cells["file"].place),))
    made = graph(scheme, replace(s.application(), form=linked), *came)
    assert [said(each) for each in made.claims] == [claim]


NAMES_A_PUPIL = Notice(NoticeKind.PERSONAL_DATA, Place("Policy.pdf"), "Ollie Marsh", {"what": "a pupil's name"})
STATES = [
    (s.file("Policy.pdf", cls=FileClass.ENCRYPTED), ClaimStatus.UNREADABLE),
    (s.file("Policy.pdf", cls=FileClass.CORRUPT, size=0), ClaimStatus.EMPTY),
    (s.file("Policy.pdf", blank=True), ClaimStatus.EMPTY),
    (s.file("Policy.pdf", day=dt.date(2020, 1, 1), kind="policy"), ClaimStatus.OUT_OF_DATE),
    (s.file("Policy.pdf", day=dt.date(2024, 1, 1), kind="policy"), ATTACHED),
    (s.file("Policy.pdf", day=dt.date(2020, 1, 1), kind="photo"), ATTACHED),
    (replace(s.file("Policy.pdf"), notices=(NAMES_A_PUPIL,)), ATTACHED),
]


@pytest.mark.parametrize(("reading", "status"), STATES)
def test_a_file_that_came_is(reading: FileReading, status: ClaimStatus, scheme: Scheme) -> None:
    made = graph(scheme, s.application([{"file": "Policy.pdf"}], {"voice-structures": {"how": "E1"}}), reading)
    assert [claim.status for claim in made.claims] == [status, status]


def _for(principles: int, scheme: Scheme) -> dict[str, dict[str, str]]:
    first = {c.principle: c.id for c in reversed(scheme.criteria)}
    return {criterion: {"how": "E1"} for criterion in list(first.values())[:principles]}


@pytest.mark.parametrize(("principles", "marked"), [(4, False), (5, True)])
def test_one_file_for_five_principles_is_marked_and_keeps_its_status(
    principles: int, marked: bool, scheme: Scheme
) -> None:
    made = graph(scheme, s.application([{"file": "All.pdf"}], _for(principles, scheme)), s.file("All.pdf"))
    assert {(claim.status, claim.for_everything) for claim in made.claims} == {(ATTACHED, marked)}


def test_an_appendix_beside_a_reference_stays_vague_though_one_file_is_for_everything(scheme: Scheme) -> None:
    answers = _for(8, scheme)
    first = next(iter(answers))
    answers[first] = {"how": "The rota is in Appendix 2.", "evidence": "E1"}
    files = (s.file("All.pdf"), s.file("Other.pdf"))
    made = graph(scheme, s.application([{"file": "All.pdf"}], answers), *files)
    assert [(c.text, c.status, c.for_everything) for c in made.claims if c.row == first] == [
        ("Appendix 2", AMBIGUOUS, False),
        ("E1", ATTACHED, True),
    ]


SHORTCUTS = [
    ("School council minutes.docx", "School council minutes.url"),
    ("School council minutes", "School council minutes.url"),
    ("School council minutes", "E1 - School council minutes.lnk"),
    ("School council minutes.docx", "School council minutes - Shortcut.lnk"),
    ("School council minutes.docx", "School council minutes alias"),
    ("School council minutes.docx", "School council minutes.webloc"),
    ("Assembly film.mov", "Assembly film.mov"),
    ("see attached School council minutes", "School council minutes.url"),
]


@pytest.mark.parametrize(("named", "came"), SHORTCUTS)
def test_a_file_of_a_kind_we_cannot_read_is_not_the_evidence_that_is_named(
    named: str, came: str, scheme: Scheme
) -> None:
    made = graph(scheme, s.application([{"file": named}]), s.file(came, cls=FileClass.UNSUPPORTED))
    assert [(c.status, c.files, [f.file for f in c.instead]) for c in made.claims] == [(MISSING, (), [came])]
    assert (made.holds("E1"), made.uses) == (False, {came: FileUse.CITED})


def test_the_document_counts_and_not_the_shortcut_beside_it(scheme: Scheme) -> None:
    files = (s.file("Minutes.url", cls=FileClass.UNSUPPORTED), s.file("Minutes.docx"))
    made = graph(scheme, s.application([{"file": "Minutes"}]), *files)
    assert [said(claim) for claim in made.claims] == [("Minutes", ATTACHED, ["Minutes.docx"])]


def test_what_nothing_points_at_is_said(scheme: Scheme) -> None:
    index = [{"file": "One.pdf"}, {"file": "Two.pdf"}, {"file": "Three.pdf"}]
    answers = {"voice-structures": {"how": "E1 and Three.pdf"}}
    made = graph(scheme, s.application(index, answers), *map(s.file, ("One.pdf", "Two.pdf", "Three.pdf", "Extra.pdf")))
    assert made.uncited == ("E2",)
    assert made.uses == {
        "One.pdf": FileUse.CITED, "Two.pdf": FileUse.CITED, "Three.pdf": FileUse.CITED,
        "Extra.pdf": FileUse.NEVER_CITED,
    }  # fmt: skip


def test_the_same_bytes_or_the_same_words_under_two_names_are_twins(scheme: Scheme) -> None:
    files = (s.file("a.pdf", content="x"), s.file("b.pdf", content="x"), s.file("c.pdf", LONG), s.file("d.docx", LONG),
             s.file("e.pdf", "Short."), s.file("f.pdf", "Short."))  # fmt: skip
    made = graph(scheme, *files)
    assert [[f.file for f in twins] for twins in made.twins] == [["a.pdf", "b.pdf"], ["c.pdf", "d.docx"]]


def test_twins_begin_with_the_one_that_is_named_and_a_marked_copy_is_none(scheme: Scheme) -> None:
    files = [s.file(name, content="x") for name in ("a.pdf", "b.pdf", "b (1).pdf", "Copy of b.pdf")]
    made = graph(scheme, s.application([{"file": "b.pdf"}]), *files)
    assert [[f.file for f in twins] for twins in made.twins] == [["b.pdf", "a.pdf"]]
    assert graph(scheme, *files[1:]).twins == ()


def test_a_twin_of_a_cited_file_is_cited(scheme: Scheme) -> None:
    made = graph(scheme, s.application([{"file": "a.pdf"}]), s.file("a.pdf", content="x"), s.file("b.pdf", content="x"))
    assert set(made.uses.values()) == {FileUse.CITED}


# Laws, for any index, any text and any files.
NAMES = ("Minutes.pdf", "Council minutes.pdf", "minutes spring.docx", "Policy.pdf", "Display.jpg", "E2 Rota.xlsx")
TEXTS_TOO = ("E1", "E1-E3", "see Minutes.pdf", "see attached", "Appendix 2", "Policy.pdf and Display.jpg", "E9, E2")
COMING = st.lists(st.sampled_from(NAMES), unique=True)
SAID = st.lists(st.sampled_from((*NAMES, *TEXTS_TOO)), max_size=5)
LAW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def _graph(scheme: Scheme, index: Sequence[str], text: str, names: Sequence[str]) -> Graph:
    lines = [{"file": said} for said in index]
    return graph(scheme, s.application(lines, {"voice-structures": {"how": text}}), *map(s.file, names))


@LAW
@given(index=SAID, text=st.sampled_from(TEXTS_TOO), names=COMING)
def test_every_file_is_either_cited_or_said_never_to_be(
    index: list[str], text: str, names: list[str], scheme: Scheme
) -> None:
    made = _graph(scheme, index, text, names)
    assert set(made.uses) == set(names)
    pointed = {f.file for claim in made.claims for f in claim.files}
    assert {name for name, use in made.uses.items() if use is FileUse.CITED} == pointed


@LAW
@given(index=SAID, text=st.sampled_from(TEXTS_TOO), names=COMING)
def test_a_claim_has_files_exactly_when_its_status_says_so(
    index: list[str], text: str, names: list[str], scheme: Scheme
) -> None:
    for claim in _graph(scheme, index, text, names).claims:
        if claim.status in (MISSING, ClaimStatus.PRIVATE_LINK, ClaimStatus.WEB_LINK):
            assert claim.files == () or claim.kind in (ClaimKind.REFERENCE, ClaimKind.ATTACHMENT)
        elif claim.status is not AMBIGUOUS:
            assert claim.files != ()


@LAW
@given(index=SAID, names=COMING)
def test_renaming_every_file_everywhere_changes_no_status(index: list[str], names: list[str], scheme: Scheme) -> None:
    def renamed(text: str) -> str:
        for at, name in enumerate(NAMES):
            text = text.replace(name, f"Zebra{'abcdefgh'[at] * 4}.pdf") if not name.startswith("E2") else text
        return text

    index = [text for text in index if text in (*NAMES, "E1", "see attached") and not text.startswith("E2")]
    names = [name for name in names if not name.startswith("E2")]
    exact = [text for text in index if text in names]
    before = _graph(scheme, exact, "E1", names)
    after = _graph(scheme, list(map(renamed, exact)), "E1", list(map(renamed, names)))
    assert [c.status for c in before.claims] == [c.status for c in after.claims]


@LAW
@given(index=SAID, text=st.sampled_from(TEXTS_TOO), names=COMING)
def test_the_graph_is_the_same_each_time(index: list[str], text: str, names: list[str], scheme: Scheme) -> None:
    assert _graph(scheme, index, text, names) == _graph(scheme, index, text, names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("E1, E2", ("E1", "E2")),
        ("e1,E 02;  E3", ("E1", "E2", "E3")),
        ("E3-E5", ("E3", "E4", "E5")),
        ("E3 to 5 and E3", ("E3", "E4", "E5")),
        ("E9-E2", ("E9",)),
        ("Year 5, A3 paper, room E", ()),
        ("E1-E999", tuple(f"E{n}" for n in range(1, 202))),
    ],
)
def test_references_are_read_as_schools_write_them(text: str, expected: tuple[str, ...]) -> None:
    assert refs(text) == expected


MANY = 250
POLICIES = " ".join(f"see policy {number}.pdf," for number in range(MANY))
CUT = [
    (s.application(criteria={"1.1": {"how": f"E1-E{MANY}"}}), ("application",)),
    (s.application(criteria={"1.1": {"how": POLICIES}}), ("application",)),
    (s.application([{"file": "; ".join(f"{number}.pdf" for number in range(MANY))}]), ("application",)),
    (s.application([{"file": ", ".join(f"{number}.pdf" for number in range(MANY))}]), ("application",)),
    (s.application(criteria={"1.1": {"how": "As E1 shows. " * MANY + "So does E77."}}), ()),
    (s.application(criteria={"1.1": {"how": "E1-E99"}}), ()),
    (s.record({"1": f"E1-E{MANY}"}), ("record",)),
    (s.record({str(at): " ".join(f"E{at}{n:02}" for n in range(20)) for at in range(1, 9)}), ()),
]


@pytest.mark.parametrize(("form", "cut"), CUT)
def test_a_form_that_points_at_more_than_is_followed_is_said_to(
    form: FileReading, cut: tuple[str, ...], scheme: Scheme
) -> None:
    assert graph(scheme, form).cut == cut


def test_two_long_documents_that_begin_alike_are_not_the_same(scheme: Scheme) -> None:
    text = ("The governors looked at the policy again. " * 1_000)[: limits.EVIDENCE_CHARACTERS]
    files = (s.file("Policy.pdf", text), s.file("Policy of last year.pdf", text))
    assert graph(scheme, *files).twins == ()
