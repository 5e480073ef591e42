"""The words by which what may name a pupil is known in evidence."""

from __future__ import annotations

from pipeline.scheme.model.data import Data


class ListHeadings(Data):
    """What the columns of a list of people are headed, in small letters without “pupil”, marks or brackets.

    A name beside a ``group`` is a list of pupils unless one of ``grown_ups`` is headed too; beside ``birth`` or
    one of ``pupils_alone`` it always is.
    """

    given_name: tuple[str, ...] = ()
    family_name: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    birth: tuple[str, ...] = ()
    pupils_alone: tuple[str, ...] = ()
    grown_ups: tuple[str, ...] = ()


class PrivacyRules(Data):
    """Words by which a pupil's personal data is recognised, or told from a grown-up's name.

    ``also_given_names`` are everyday words unless one of ``family_names`` stands beside. ``no_child`` are none beside
    “'s anxiety”, where ``beside_a_name`` speaks of health. ``group_names`` end a group's name, or are the whole of it.
    ``known_people`` are authors and people of history by their whole names.
    After ``roll_words`` those who came are called over: pupils where ``pupil_bodies`` meet, others where not.
    """

    given_names: tuple[str, ...] = ()
    also_given_names: tuple[str, ...] = ()
    family_names: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    group_names: tuple[str, ...] = ()
    staff_words: tuple[str, ...] = ()
    known_people: tuple[str, ...] = ()
    health_words: tuple[str, ...] = ()
    beside_a_name: tuple[str, ...] = ()
    no_child: tuple[str, ...] = ()
    roll_words: tuple[str, ...] = ()
    pupil_bodies: tuple[str, ...] = ()
    adult_bodies: tuple[str, ...] = ()
    list_headings: ListHeadings = ListHeadings()
