"""A scheme's folder gathered into one mapping, with the place where each piece of it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.scheme.faults.fault import Fault, Places, nearest
from pipeline.scheme.faults.written import Written
from pipeline.scheme.pages.yamlfile import Loaded, load

# Each file of a scheme's folder; all but the first are optional and add their top-level keys.
FILES = (
    "scheme.yaml",
    "criteria.yaml",
    "calendar.yaml",
    "lists.yaml",
    "process.yaml",
    "documents.yaml",
    "parts.yaml",
    "checks.yaml",
    "sentences.yaml",
    "privacy.yaml",
    "other-forms.yaml",
    "cases.yaml",
)
# Many checks may be told apart by subject: every file in here adds to the same list, in the order of names.
CHECKS = "checks"
# One file for each earlier edition of the forms.
CROSSWALKS = "crosswalks"


@dataclass(slots=True)
class Gathered:
    """What was read so far. ``faults`` are those of files that could not be used.

    ``taken_over`` are the checks that come from what the scheme builds on, less examples that do not fit it.
    With ``ends`` nothing more can be told rightly: what is left to look at hangs on a word that was not understood.
    """

    places: Places
    faults: list[Fault] = field(default_factory=list)
    ends: bool = False
    taken_over: frozenset[str] = frozenset()

    @property
    def data(self) -> dict[str, Any]:
        """The pages put together, as one piece of data."""
        return self.places.data


def gather(folder: Path, scheme: bool = True) -> Gathered:
    """Every file of a scheme's folder. Never raises: what is wrong with a file is one of the faults.

    A folder that schemes build on is no ``scheme``, and needs no page of that name.
    """
    gathered = Gathered(Places(Written((folder / FILES[0], 1, 1))))
    for name in FILES:
        path = folder / name
        if path.exists() or (scheme and name == FILES[0]):
            loaded = _mapping(path, gathered)
            gathered.ends = gathered.ends or (name == FILES[0] and bool(loaded.faults))
            twice = [key for key in _keys(loaded) if key in gathered.data]
            for key in twice:
                first, _, _ = gathered.places.written.around((key,)).spot
                _fault(loaded, key, f"“{key}” stands in {first.name} too. Keep one of them.", gathered)
            gathered.data.update(loaded.data if isinstance(loaded.data, dict) else {})
            for word, written in loaded.written.inner.items():
                gathered.places.put((word,), written)
    _strangers(folder, gathered)
    for path in sorted((folder / CHECKS).glob("*.yaml")):
        _add_checks(path, gathered)
    for path in sorted((folder / CROSSWALKS).glob("*.yaml")):
        _add_crosswalk(path, gathered)
    return gathered


def _mapping(path: Path, gathered: Gathered) -> Loaded:
    loaded = load(path)
    gathered.faults += [Fault(path, line, column, "", says) for line, column, says in loaded.faults]
    if not loaded.faults and not isinstance(loaded.data, dict):
        gathered.faults.append(Fault(path, 1, 1, "", says := "expected “key: value” lines."))
        return Loaded(loaded.written, faults=((1, 1, says),))
    return loaded


def _keys(loaded: Loaded) -> list[str]:
    return list(loaded.data) if isinstance(loaded.data, dict) else []


def _fault(loaded: Loaded, key: str, says: str, gathered: Gathered) -> None:
    gathered.faults.append(Places(loaded.written).fault((key,), says))


def _strangers(folder: Path, gathered: Gathered) -> None:
    """A file whose name is nearly that of one we read would be left out in silence."""
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in FILES:
            says = f"a file of this name is not read{nearest(path.name, FILES)}."
            gathered.faults.append(Fault(path, 1, 1, "", says))
    for inner in (CHECKS, CROSSWALKS):
        for path in sorted((folder / inner).glob("*.yml")):
            gathered.faults.append(Fault(path, 1, 1, "", "only files that end in .yaml are read here."))


def _add_checks(path: Path, gathered: Gathered) -> None:
    """One file of the checks folder: its checks go on where the file before it ended."""
    loaded = _mapping(path, gathered)
    if loaded.faults or not isinstance(loaded.data, dict):
        return
    stray = next((key for key in loaded.data if key != CHECKS), None)
    if stray is not None or not isinstance(loaded.data.get(CHECKS), list):
        says = f"a file in “{CHECKS}” holds one list, “{CHECKS}:”, and nothing else."
        _fault(loaded, stray or CHECKS, says, gathered)
        return
    checks = gathered.data.setdefault(CHECKS, [])
    before = len(checks)
    checks.extend(loaded.data[CHECKS])
    for number in range(before, len(checks)):
        gathered.places.put((CHECKS, number), loaded.written.around((CHECKS, number - before)))


def _add_crosswalk(path: Path, gathered: Gathered) -> None:
    loaded = _mapping(path, gathered)
    if not loaded.faults:
        crosswalks = gathered.data.setdefault(CROSSWALKS, [])
        gathered.places.put((CROSSWALKS, len(crosswalks)), loaded.written)
        crosswalks.append(loaded.data)
