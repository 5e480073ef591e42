"""What fills the slots of the authored sentences, for one school."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.believable_year.schools.profiles import Profile

_SURNAMES = [
    "Penfold",
    "Iqbal",
    "Marsh",
    "Olatunji",
    "Brading",
    "Szymańska",
    "Vane",
    "Tolhurst",
    "Mistry",
    "Goodhew",
    "Larkin",
    "Demir",
    "Hollis",
    "Fagg",
    "Adeyemi",
    "Wickens",
    "Rahman",
    "Pilcher",
    "Dunmore",
    "Kaur",
    "Sellinge",
    "Boughton",
    "Appiah",
    "Relf",
    "Nolan",
    "Godden",
    "Farooq",
    "Hambrook",
    "Tanton",
    "Eze",
    "Luckhurst",
    "Petrova",
    "Ruck",
    "Sandhu",
    "Maplesden",
    "Quested",
    "Mensah",
    "Hogben",
    "Cleary",
    "Joiner",
    "Bhatt",
    "Woollett",
    "Akehurst",
    "Desai",
    "Chittenden",
    "Novak",
    "Usherwood",
    "Philpott",
    "Amoah",
    "Brazier",
    "Hinxman",
    "Gurung",
    "Tapley",
    "Ivory",
    "Solomon",
    "Wraight",
    "Banerjee",
    "Kemsley",
    "Oyelaran",
    "Gambrill",
    "Thirkell",
    "Masters",
    "Nadeem",
    "Barling",
    "Fedorova",
    "Stunt",
    "Coveney",
    "Dhillon",
    "Laker",
    "Prebble",
    "Asante",
    "Homewood",
    "Zielińska",
    "Rigden",
    "Chaudhry",
    "Elvy",
    "Bourne",
    "Twyman",
    "Haji",
    "Missing",
    "Castle",
    "Swaffer",
    "Mbeki",
    "Ovenden",
    "Rye",
    "Lamb",
    "Ganesh",
    "Whiting",
    "Spain",
    "Fordred",
    "Obasi",
    "Hukins",
    "Terry",
    "Vickers",
    "Bunyard",
    "Malik",
    "Jarvest",
    "Cox",
    "Dada",
    "Kingsnorth",
    "Lawrie",
    "Sharma",
    "Epps",
    "Hills",
]
_WOMEN = [
    "Helen",
    "Grace",
    "Zofia",
    "Claire",
    "Judith",
    "Bethan",
    "Aisha",
    "Lorraine",
    "Fiona",
    "Nadia",
    "Tracey",
    "Priya",
    "Monique",
    "Anwen",
    "Leila",
    "Ruth",
    "Nicola",
    "Alison",
    "Yasmin",
    "Siobhan",
    "Wendy",
    "Pauline",
]
_MEN = [
    "Amir",
    "Stephen",
    "Kwame",
    "Ravi",
    "Martin",
    "Piotr",
    "Dean",
    "Owen",
    "Samuel",
    "Gareth",
    "Keith",
    "Joseph",
    "Darren",
    "Chidi",
    "Marek",
    "Colin",
]
_TITLES = ("Mrs", "Mr", "Miss", "Ms", "Mrs", "Mr", "Mrs")
ROLES = ("lead", "smhl", "elsa", "ta", "pshe", "dsl", "gov", "teacher")

# fmt: off
_WORDS: Mapping[str, Mapping[str, str]] = {
    "N": {"pupil": "child", "pupils": "children", "class": "room", "classes": "rooms", "breaktime": "garden time",
          "assembly": "circle time", "lessons": "group time", "tutor": "the key person", "sip": "nursery plan",
          "keyworkers": "key people", "govs": "governors", "inset": "two training evenings"},
    "P": {"pupil": "child", "pupils": "children", "class": "class", "classes": "classes", "breaktime": "playtime",
          "assembly": "assembly", "lessons": "lessons", "tutor": "the class teacher",
          "sip": "school improvement plan", "keyworkers": "Reception staff", "govs": "governors",
          "inset": "an INSET day"},
    "S": {"pupil": "student", "pupils": "students", "class": "tutor group", "classes": "tutor groups",
          "breaktime": "break", "assembly": "tutor time", "lessons": "lessons", "tutor": "the form tutor",
          "sip": "school improvement plan", "keyworkers": "learning mentors", "govs": "governors",
          "inset": "a training day"},
    "X": {"pupil": "pupil", "pupils": "pupils", "class": "class", "classes": "classes", "breaktime": "break",
          "assembly": "assembly", "lessons": "lessons", "tutor": "the class lead",
          "sip": "school development plan", "keyworkers": "class teams", "govs": "governors",
          "inset": "a training day"},
    "A": {"pupil": "pupil", "pupils": "pupils", "class": "form", "classes": "forms", "breaktime": "break",
          "assembly": "assembly", "lessons": "lessons", "tutor": "the form tutor",
          "sip": "academy improvement plan", "keyworkers": "early years staff", "govs": "governors",
          "inset": "two twilight sessions"},
    "C": {"pupil": "young person", "pupils": "young people", "class": "group", "classes": "groups",
          "breaktime": "open hour", "assembly": "opening circle", "lessons": "sessions",
          "tutor": "the group worker", "sip": "project plan", "keyworkers": "key workers", "govs": "trustees",
          "inset": "an away day"},
}
_YEARS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "N": (("the two-year-olds' room", "the pre-school room", "our oldest group"),
          ("Ducklings", "Kingfishers", "Herons")),
    "P": (("Reception", "Year 3", "Year 5"), ("Year 1", "Year 2", "Year 6"), ("Year 2", "Year 4", "Year 6")),
    "S": (("Year 7", "Year 8", "Year 10"), ("Year 7", "Year 9", "Year 11")),
    "X": (("the primary classes", "Key Stage 3", "Key Stage 4"), ("Willow class", "Beech class", "Oak class")),
    "A": (("Year 1", "Year 5", "Year 8"), ("Year 4", "Year 7", "Year 9")),
    "C": (("the under-elevens", "the 11–14 group", "the 15–17 group"), ("the saplings", "the rangers", "the elders")),
}
_GROUPS = ("young carers", "{pupils} from service families", "{pupils} new to English", "looked-after {pupils}",
           "{pupils} from Traveller families", "{pupils} in temporary housing", "bereaved {pupils}",
           "{pupils} who have moved twice")
_SPENT = ("a shelter with seats for wet days", "a crate of board games", "picnic rugs and a parasol",
          "two den-building kits", "a better speaker for dancing at lunch", "raised beds and a water butt",
          "beanbags and a lamp", "a table tennis table", "drums made from old barrels")
_OUTDOOR = ("pond", "bike shed", "back gate", "allotment", "old chestnut tree", "field steps", "sandpit wall")
_JOBS = ("school nursing", "a hospice", "the ambulance service", "foster care", "occupational therapy",
         "a bereavement charity", "youth justice", "community midwifery")
_LANGUAGES = ("Polish, Nepali and Romanian", "Bulgarian and Slovak", "Ukrainian, Polish and Punjabi",
              "Bengali and Portuguese", "Nepali and Turkish", "Czech, Lithuanian and Arabic")
# fmt: on


@dataclass(frozen=True, slots=True)
class Person:
    """A grown-up of the school."""

    title: str
    first: str
    last: str

    @property
    def formal(self) -> str:
        """“Mrs Penfold”."""
        return f"{self.title} {self.last}"

    @property
    def full(self) -> str:
        """First name and last name."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True)
class World:
    """A school's people and its words for things; ``slots`` fill the authored sentences."""

    people: Mapping[str, Person]
    slots: Mapping[str, str]


def world(profile: Profile, index: int, rng: random.Random) -> World:
    """People and words for the school at ``index``; the names of people do not depend on the seed."""
    people = {role: _person(index * len(ROLES) + number) for number, role in enumerate(ROLES)}
    people["head"] = Person(*profile.head)
    words = dict(_WORDS["P" if profile.kind == "F" else profile.kind])
    years = rng.choice(_YEARS["P" if profile.kind == "F" else profile.kind])
    words |= {role: people[role].formal for role in ROLES}
    words |= {name: getattr(profile, name) for name in ("safe", "council", "programme", "checkin", "buddies")}
    words |= {name: getattr(profile, name) for name in ("forum", "news", "phrase", "town")}
    words |= dict(zip(("y1", "y2", "y3"), years, strict=True))
    words |= {"headname": people["head"].formal, "school": profile.name, "group": rng.choice(_GROUPS).format_map(words)}
    words |= {"spent": rng.choice(_SPENT), "outdoor": rng.choice(_OUTDOOR), "gov_job": rng.choice(_JOBS)}
    words["languages"] = rng.choice(_LANGUAGES)
    return World(people, words | {f"{key}_c": value[0].upper() + value[1:] for key, value in words.items()})


def _person(number: int) -> Person:
    title = _TITLES[number % len(_TITLES)]
    first = _MEN if title == "Mr" else _WOMEN
    return Person(
        title,
        first[(number * 7 + number // 40) % len(first)],
        _SURNAMES[(number * 5 + number // len(_SURNAMES)) % len(_SURNAMES)],
    )
