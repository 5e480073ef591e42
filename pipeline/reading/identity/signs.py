"""Every sign of whose a delivery is, with its weight and the reason for it.

The weights are ours, set so that three promises hold by arithmetic: one number that a form is asked for decides
(:data:`DECIDES`) unless something contradicts it; a name decides nothing, not even with the town, the head and an
address that looks like it (30 + 4 + 7 + 8 is 49); and between two schools that fit alike neither is taken
(:data:`CLEAR`).
"""

from __future__ import annotations

from enum import Enum

# What a school must reach, and by how much it must lead the next one.
DECIDES = 50
CLEAR = 20
# From here on nothing short of a mistake of ours would make it another school.
SURE = 80


class Family(Enum):
    """Of signs of one family only the heaviest counts: a URN in three places is one URN."""

    NUMBER = "number"
    PLACE = "place"
    NAME = "name"
    OTHER_NAME = "other name"
    TOWN = "town"
    HEAD = "head"
    SENDER = "sender"
    SENDER_NAME = "sender's name"
    SITE = "site"
    CASE = "case"
    POST = "post"
    REFERENCE = "reference"


class Sign(Enum):
    """A kind of sign: its family, its weight, and words for the officer."""

    # The form asks for it, and no two schools share it; one wrong digit can make it another school's.
    URN_ANSWERED = (Family.NUMBER, 60, "{0} {1} in the form")
    DFE_ANSWERED = (Family.NUMBER, 60, "DfE number {1} in the form")
    # It stands there under its own name, but may be another school's: a partner's, a visitor's.
    URN_SHOWN = (Family.NUMBER, 50, "URN {0} in “{1}”")
    DFE_SHOWN = (Family.NUMBER, 45, "DfE number {0} in “{1}”")
    # The number of a school that closed, at the postcode and with the name of this one.
    FORMER_NUMBER = (Family.NUMBER, 40, "number {0} of {1}, which closed on {2}")
    # Six digits in a file's name or a subject are rarely anything else.
    NUMBER_NAMED = (Family.NUMBER, 30, "the number {0} in {1}")
    # Six digits in a text may be a sum, a telephone or an order.
    NUMBER_BARE = (Family.NUMBER, 10, "the number {0} in “{1}”")
    # Infants and juniors, a nursery and its school share one.
    POSTCODE_ANSWERED = (Family.PLACE, 34, "postcode {0}")
    POSTCODE_SHOWN = (Family.PLACE, 26, "postcode {0} in “{1}”")
    # There are hundreds of schools called St Mary's.
    NAME_SAME = (Family.NAME, 30, "the name “{0}”")
    NAME_ALIKE = (Family.NAME, 22, "the name “{0}”")
    NAME_SHOWN = (Family.NAME, 26, "its name in “{0}”")
    NAME_DISTANT = (Family.NAME, 7, "the name “{0}”, which is more like another school's")
    # The form calls itself something else altogether.
    NAME_OTHER = (Family.OTHER_NAME, -15, "The form says “{0}”")
    TOWN = (Family.TOWN, 4, "{0}")
    # One head may lead two schools.
    HEAD = (Family.HEAD, 7, "the head, {0}")
    # A school's own mail domain: as good as a number, but the sender may write for another school.
    SENDER_OWN = (Family.SENDER, 52, "sender's address @{0}")
    # A trust's domain is many schools'.
    SENDER_SHARED = (Family.SENDER, 10, "sender's address @{0}, which other schools share")
    SENDER_LIKE_NAME = (Family.SENDER_NAME, 8, "sender's address @{0}, which is like its name")
    SITE_SHOWN = (Family.SITE, 24, "its address {0} in the documents")
    # Our own number, which we gave to that school alone.
    REFERENCE = (Family.REFERENCE, 55, "our case {0} named in {1}")
    LEADS_CASE = (Family.CASE, 55, "{0} leads case {1}")
    LEADS_SEVERAL = (Family.CASE, 10, "{0} leads case {1}, and others")
    LEAD_NAMED = (Family.CASE, 24, "the lead's address {0}, as in case {1}")
    # A trust's officer, or a head of two schools, leads as many as a trust's domain stands for.
    LEAD_NAMED_SEVERAL = (Family.CASE, 10, "the lead's address {0}, as in case {1} and others")
    SENT_BEFORE = (Family.POST, 52, "{0} sent documents for case {1} before")
    SENT_SEVERAL = (Family.POST, 10, "{0} sent documents for case {1} before, and for others")

    @property
    def family(self) -> Family:
        """What kind of sign it is: signs of one family are not counted twice."""
        family: Family = self.value[0]
        return family

    @property
    def weight(self) -> int:
        """How much it says for a school."""
        weight: int = self.value[1]
        return weight

    def reason(self, *words: str) -> str:
        """The sign in words; ``words`` fill its sentence in their order."""
        sentence: str = self.value[2]
        return sentence.format(*words)


FROM_SENDER = frozenset({Family.SENDER, Family.SENDER_NAME, Family.CASE, Family.POST})
"""What the sender says, as against the documents."""
