"""Which roles of the team in school a person's post names: “SENCo & DHT” names two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.scheme.model import TeamRole

_APART = re.compile(r"[^\w'’]+")
# Heads of something within a school, and those who work for its head, do not lead it.
_NO_LEADER = re.compile(
    r"\bhead (?:of (?!school|centre|setting|nursery|college)\w+|boy|girl|cook)\b"
    r"|\b(?:pa|secretary|assistant) to (?:the )?\w+"
)
_LEADS = "one-of-lead"


def roles_named(text: str, roles: Sequence[TeamRole]) -> tuple[str, ...]:
    """The names of the roles whose words stand in a text, in the scheme's order; “Other” only where no other does."""
    named = [role for role in roles if names_role(text, role)]
    told = [role for role in named if role.required != "optional"] or named
    return tuple(role.name for role in told)


def names_role(text: str, role: TeamRole) -> bool:
    """Whether a post says a role: “Deputy Headteacher (Pastoral)” is a senior leader, a head of year is none."""
    words = " ".join(_APART.sub(" ", text.casefold()).split())
    if role.required == _LEADS:
        words = " ".join(_NO_LEADER.sub(" ", words).split())
    return any(f" {alias} " in f" {words} " for alias in (*role.aliases, role.name.casefold()))
