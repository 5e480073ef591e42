"""Every file that arrived is answered for."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.errors import UsageError
from pipeline.values import School
from pipeline.values.records import Arrival, ArrivedFile, Outcome, Receipt

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
TODAY = NOW.date()


def arrive(register, claim, *files):
    return register.add_delivery(Arrival(claim, "folder", "school", tuple(files)), now=NOW)


def settle(register, delivery, name, outcome, case=None):
    register.set_file_outcome(
        delivery, name, kind="record", file_class="parsed", message="", case=case, outcome=outcome, now=NOW
    )


def test_the_same_claim_again_gives_the_same_receipt(register):
    file = ArrivedFile("Record.xlsx", "aa", 10)

    assert arrive(register, "one", file) == Receipt("D-0001", None)
    assert arrive(register, "one", file) == Receipt("D-0001", None)
    assert len(register.deliveries()) == 1
    assert register.claim_known("one") == "D-0001"
    assert register.claim_known("two") is None


def test_a_duplicate_names_the_first_delivery_of_those_contents(register):
    arrive(register, "one", ArrivedFile("a", "aa", 1), ArrivedFile("b", "bb", 1))

    assert arrive(register, "two", ArrivedFile("x", "bb", 1), ArrivedFile("y", "aa", 1)).duplicate_of == "D-0001"
    assert arrive(register, "three", ArrivedFile("x", "bb", 1), ArrivedFile("y", "aa", 1)).duplicate_of == "D-0001"
    assert arrive(register, "four", ArrivedFile("a", "aa", 1)).duplicate_of is None


def test_what_was_put_aside_for_a_person_is_read_when_it_comes_again(register):
    arrive(register, "one", ArrivedFile("a", "aa", 1))
    settle(register, "D-0001", "a", "quarantined")
    register.finish_delivery("D-0001", None, "We could not tell which school this is from.", now=NOW)

    assert arrive(register, "two", ArrivedFile("a", "aa", 1)).duplicate_of is None
    settle(register, "D-0002", "a", "processed")
    register.finish_delivery("D-0002", None, "", now=NOW)
    assert arrive(register, "three", ArrivedFile("a", "aa", 1)).duplicate_of == "D-0002"


def test_things_without_bytes_are_never_duplicates_of_each_other(register):
    arrive(register, "one", ArrivedFile("link", "", 0, problem="A link."))

    assert arrive(register, "two", ArrivedFile("link", "", 0, problem="A link.")).duplicate_of is None


def test_the_accounting_adds_up_file_by_file(register):
    arrive(register, "one", *(ArrivedFile(f"f{i}", f"{i}", 1) for i in range(4)), ArrivedFile("l", "", 0, problem="?"))
    arrive(register, "two", ArrivedFile("t", "tt", 1, ignored=True), ArrivedFile("z.zip", "zz", 1))
    arrive(register, "three", ArrivedFile("again.zip", "zz", 1))
    settle(register, "D-0001", "f0", "processed")
    settle(register, "D-0001", "f1", "quarantined")
    register.add_members("D-0002", "z.zip", [ArrivedFile("m1", "m1", 1), ArrivedFile("m2", "m2", 1)], now=NOW)
    register.add_members("D-0002", "z.zip", [ArrivedFile("m1", "m1", 1), ArrivedFile("m2", "m2", 1)], now=NOW)

    counted = register.accounting()
    assert counted == {
        "arrived": 8,
        "waiting": 3,
        "processed": 1,
        "duplicate": 1,
        "quarantined": 2,
        "ignored": 1,
    }
    assert counted["arrived"] == sum(number for word, number in counted.items() if word != "arrived")
    assert register.accounting(unpacked=True)["arrived"] == 2


def test_a_delivery_is_pending_until_it_is_finished(register):
    arrive(register, "one", ArrivedFile("a", "aa", 1))
    arrive(register, "two", ArrivedFile("b", "bb", 1))
    register.finish_delivery("D-0001", None, "A stranger's invoice.", now=NOW)

    assert [record.reference for record in register.pending_deliveries()] == ["D-0002"]
    assert register.delivery("D-0001").note == "A stranger's invoice."


def test_a_file_belongs_to_its_case_once_processed(register):
    case = register.open_case(
        School("123456", "Hillfield Primary"), "award", "1", TODAY, "", "", prefix="T", now=NOW
    ).reference
    arrive(register, "one", ArrivedFile("a", "aa", 1), ArrivedFile("b", "bb", 1))
    settle(register, "D-0001", "a", "processed", case)
    settle(register, "D-0001", "b", "quarantined", case)

    assert [(f.delivery, f.name, f.sha256, f.received_at) for f in register.case_files(case)] == [
        ("D-0001", "a", "aa", NOW)
    ]


def test_two_files_of_one_name_are_told_apart_by_their_hash(register):
    arrive(register, "one", ArrivedFile("a", "aa", 1), ArrivedFile("a", "bb", 1))
    register.set_file_outcome(
        "D-0001", "a", kind="", file_class="", message="", case=None, outcome="processed", now=NOW, sha256="bb"
    )

    assert [f.outcome for f in register.delivery("D-0001").files] == [Outcome.WAITING, Outcome.PROCESSED]


@pytest.mark.parametrize(
    ("delivery", "name", "outcome", "says"),
    [
        ("D-0009", "a", "processed", "There is no delivery D-0009"),
        ("D-0001", "z", "processed", "has no file “z”"),
        ("D-0001", "a", "eaten", "“eaten” is not something"),
    ],
)
def test_a_wrong_word_is_answered_in_plain_words(register, delivery, name, outcome, says):
    arrive(register, "one", ArrivedFile("a", "aa", 1))

    with pytest.raises(UsageError, match=says):
        settle(register, delivery, name, outcome)


def test_saying_the_same_again_adds_nothing_to_the_log(register):
    arrive(register, "one", ArrivedFile("a", "aa", 1))
    settle(register, "D-0001", "a", "processed")
    register.finish_delivery("D-0001", None, "", now=NOW)
    before = register.log_head()
    settle(register, "D-0001", "a", "processed")
    register.finish_delivery("D-0001", None, "", now=NOW)

    assert register.log_head() == before
