"""Signs that support a school which something else speaks for: its name, town, head, and an address like its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from pipeline.reading.identity.numbers import owner
from pipeline.reading.identity.signs import Sign
from pipeline.reading.identity.tally import Tallies, Tally
from pipeline.reading.identity.told import Told
from pipeline.values.school_names import ALIKE, UNLIKE, alike, folded, same_head, spoken, telling

# Two schools whose names fit within this of each other fit alike.
_MARGIN = 0.05
# Shorter than this an address's own part says nothing ("sjs").
_SHORTEST_LABEL = 4


def support(tallies: Tallies, told: Told, sender_domain: str) -> None:
    """Note for each school that is in question what its name, town and head add, or take away."""
    ranked = tallies.ranked()
    if not ranked:
        return
    for name in told.names:
        _name(tallies, ranked, name)
    texts = [_Text(file, text) for file, text in told.texts]
    for tally in ranked:
        _shown(tallies, tally, texts)
        for head in told.heads:
            if same_head(head, tally.school.head):
                tallies.note([tally.row], Sign.HEAD, tally.school.head)
        if _like_name(sender_domain, tally.school.name):
            tallies.note([tally.row], Sign.SENDER_LIKE_NAME, sender_domain)
        if told.names and all(alike(name, tally.school.name) < UNLIKE for name in told.names):
            tallies.note([tally.row], Sign.NAME_OTHER, next(iter(told.names)))


def _name(tallies: Tallies, ranked: list[Tally], name: str) -> None:
    """Infants and juniors often share a site: a name that fits one of them better says little of the other."""
    likeness = {tally.school.key: alike(name, tally.school.name) for tally in ranked}
    best = max(likeness.values())
    for tally in ranked:
        here = likeness[tally.school.key]
        if here >= ALIKE:
            near = Sign.NAME_SAME if here == 1 else Sign.NAME_ALIKE
            tallies.note([tally.row], near if here >= best - _MARGIN else Sign.NAME_DISTANT, name)


class _Text:
    """A file's text; its words are written out only when a name may be in it, since that takes the longest."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._low = folded(text)

    @cached_property
    def _words(self) -> str:
        return f" {' '.join(spoken(self._low))} "

    def holds(self, words: Sequence[str], sure: Sequence[str]) -> bool:
        """Whether the words stand in it in a row. ``sure`` are those that nobody shortens."""
        return all(word in self._plain for word in sure) and f" {' '.join(words)} " in self._words

    @cached_property
    def _plain(self) -> str:
        return self._low.replace("’", "").replace("'", "")


def _shown(tallies: Tallies, tally: Tally, texts: Sequence[_Text]) -> None:
    own, name, town = telling(tally.school.name), spoken(tally.school.name), spoken(tally.school.town)
    # “Elm” of Elm Infant School says nothing that its name has not said.
    tells = bool(town) and not set(town) <= set(name)
    for text in texts:
        if own and text.holds(name, own):
            tallies.note([tally.row], Sign.NAME_SHOWN, text.file)
        if tells and text.holds(town, [word for word in town if word != "saint"]):
            tallies.note([tally.row], Sign.TOWN, tally.school.town)


def _like_name(domain: str, name: str) -> bool:
    """``st-marys-dale.kent.sch.uk`` for St Mary's: the address's own part begins with the name's words."""
    label = "".join(character for character in owner(domain).split(".")[0] if character.isalnum())
    words = "".join(telling(name))
    return bool(words) and len(label) >= _SHORTEST_LABEL and label.startswith((words, f"st{words}"))
