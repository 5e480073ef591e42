"""An invented extract of the public register of schools: its columns, its alphabet, its size; nobody's names."""

from __future__ import annotations

import csv
import io
import random

# The columns of the “Establishment fields CSV”, in their order, as far as a public test fixture shows them.
COLUMNS: tuple[str, ...] = tuple(
    """URN|LA (code)|LA (name)|EstablishmentNumber|EstablishmentName|TypeOfEstablishment (code)
TypeOfEstablishment (name)|EstablishmentTypeGroup (code)|EstablishmentTypeGroup (name)|EstablishmentStatus (code)
EstablishmentStatus (name)|ReasonEstablishmentOpened (code)|ReasonEstablishmentOpened (name)|OpenDate
ReasonEstablishmentClosed (code)|ReasonEstablishmentClosed (name)|CloseDate|PhaseOfEducation (code)
PhaseOfEducation (name)|StatutoryLowAge|StatutoryHighAge|Boarders (code)|Boarders (name)|NurseryProvision (name)
OfficialSixthForm (code)|OfficialSixthForm (name)|Gender (code)|Gender (name)|ReligiousCharacter (code)
ReligiousCharacter (name)|ReligiousEthos (name)|Diocese (code)|Diocese (name)|AdmissionsPolicy (code)
AdmissionsPolicy (name)|SchoolCapacity|SpecialClasses (code)|SpecialClasses (name)|CensusDate|NumberOfPupils
NumberOfBoys|NumberOfGirls|PercentageFSM|TrustSchoolFlag (code)|TrustSchoolFlag (name)|Trusts (code)|Trusts (name)
SchoolSponsorFlag (name)|SchoolSponsors (name)|FederationFlag (name)|Federations (code)|Federations (name)|UKPRN
FEHEIdentifier|FurtherEducationType (name)|OfstedLastInsp|OfstedSpecialMeasures (code)|OfstedSpecialMeasures (name)
LastChangedDate|Street|Locality|Address3|Town|County (name)|Postcode|SchoolWebsite|TelephoneNum|HeadTitle (name)
HeadFirstName|HeadLastName|HeadPreferredJobTitle|BSOInspectorateName (name)|InspectorateReport
DateOfLastInspectionVisit|NextInspectionVisit|TeenMoth (name)|GOR (code)|GOR (name)|DistrictAdministrative (code)
DistrictAdministrative (name)|AdministrativeWard (code)|AdministrativeWard (name)|ParliamentaryConstituency (code)
ParliamentaryConstituency (name)|UrbanRural (code)|UrbanRural (name)|GSSLACode (name)|Easting|Northing|MSOA (name)
LSOA (name)|PreviousLA (code)|PreviousLA (name)|PreviousEstablishmentNumber|OfstedRating (name)|RSCRegion (name)
Country (name)|UPRN|SiteName|QABName (code)|QABName (name)|EstablishmentAccredited (code)
EstablishmentAccredited (name)|QABReport|CHNumber|MSOA (code)|LSOA (code)""".replace("\n", "|").split("|")
)

_FIRST = ("Al", "Bram", "Cold", "Dun", "East", "Fen", "Gold", "Harp", "Isle", "Kes", "Lam", "Mar", "Nor", "Oak", "Pen",
          "Quar", "Rush", "Sel", "Thorn", "Ul", "Vex", "Wil", "Yar")  # fmt: skip
_LAST = ("bridge", "combe", "den", "ferry", "gate", "ham", "hurst", "ley", "mere", "mouth", "ness", "ridge", "stead",
         "ton", "wick", "worth")  # fmt: skip
_SAINTS = ("St Mary's", "St John's", "Holy Trinity", "All Saints", "St Peter's", "St Anne's", "Christ Church")
_NATURE = ("Oakfield", "Hill Top", "Meadow", "Park", "Riverside", "Elm", "Woodside", "Ivy Lane", "Brook", "Manor")
_KINDS = ("Primary School", "Infant School", "Junior School", "Academy", "Nursery School", "High School",
          "CofE Primary School", "Catholic Primary School", "Community Primary School", "Grammar School")  # fmt: skip
_GIVEN = ("Aileen", "Basil", "Cerys", "Dorian", "Esme", "Farah", "Gwil", "Hetty", "Ivo", "José", "Kofi", "Zoë")
_FAMILY = ("Quaife", "Brindle", "Castleton", "Dewhirst", "Ekpo", "Farrow", "Gathercole", "Hembrough", "Iqbal-Reed")
_AREAS = (("886", "Kent"), *((str(number), f"Invented Area {number}") for number in range(300, 340)))


def write_extract(count: int, seed: int = 1, *, closed: float = 0.1) -> bytes:
    """So many rows in the Windows alphabet, each school with its own URN. Equal arguments give equal bytes.

    A tenth of the schools share a site with the one before, a fifth belong to a trust, and the share ``closed``
    has closed.
    """
    chance = random.Random(seed)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    places = {column: at for at, column in enumerate(COLUMNS)}
    place = _place(chance)
    for number in range(count):
        if chance.random() > 0.1:
            place = _place(chance)
        row = [""] * len(COLUMNS)
        for column, value in _row(number, place, chance, closed).items():
            row[places[column]] = value
        writer.writerow(row)
    return out.getvalue().encode("cp1252")


def _place(chance: random.Random) -> tuple[str, str, str]:
    town = f"{chance.choice(_FIRST)}{chance.choice(_LAST)}"
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    postcode = f"ZZ{chance.randrange(1, 100)} {chance.randrange(10)}{chance.choice(letters)}{chance.choice(letters)}"
    return town, postcode, f"{chance.randrange(1, 200)} Church Lane"


def _row(number: int, place: tuple[str, str, str], chance: random.Random, closed: float) -> dict[str, str]:
    town, postcode, street = place
    saint = chance.choice((*_SAINTS, *_NATURE, *(f"{town} {name}" for name in _NATURE), town))
    name = f"{saint} {chance.choice(_KINDS)}"
    area, area_name = chance.choice(_AREAS)
    urn = str(150_000 + number)
    trust = f"{chance.choice(_FIRST)}{chance.choice(_LAST)} Learning Trust" if chance.random() < 0.2 else ""
    label = "".join(letter for letter in name.lower() if letter.isalnum())
    site = f"www.{label}{number}.sch.example" if not trust else f"{label}.{trust.split()[0].lower()}.example"
    shut = chance.random() < closed
    return {
        "URN": urn, "LA (code)": area, "LA (name)": area_name, "EstablishmentNumber": str(1000 + number % 9000),
        "EstablishmentName": name, "TypeOfEstablishment (code)": "01",
        "TypeOfEstablishment (name)": "Community school", "EstablishmentStatus (code)": "2" if shut else "1",
        "EstablishmentStatus (name)": "Closed" if shut else "Open", "OpenDate": "01-09-1998",
        "CloseDate": "31-08-2024" if shut else "", "PhaseOfEducation (name)": "Primary",
        "Gender (name)": "Mixed", "ReligiousCharacter (name)": "Does not apply", "Diocese (name)": "Not applicable",
        "NumberOfPupils": str(chance.randrange(40, 1200)), "Trusts (name)": trust,
        "FederationFlag (name)": "Not under a federation", "UKPRN": str(10_000_000 + number),
        "LastChangedDate": "16-01-2020", "Street": street, "Town": town, "County (name)": area_name,
        "Postcode": postcode, "SchoolWebsite": site, "TelephoneNum": "01632960100",
        "HeadTitle (name)": chance.choice(("Mrs", "Mr", "Ms", "Dr")), "HeadFirstName": chance.choice(_GIVEN),
        "HeadLastName": chance.choice(_FAMILY), "HeadPreferredJobTitle": "Headteacher",
        "ParliamentaryConstituency (name)": f"{town} and the Marshes",
        "UrbanRural (name)": "(England/Wales) Rural village",
        "Country (name)": "United Kingdom",
    }  # fmt: skip
