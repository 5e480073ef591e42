"""What a scheme builds on: a folder of rules that several schemes have in common.

``builds_on: common`` in ``scheme.yaml`` names a folder within the scheme, beside it, or beside the folders that it
lies in: an earlier edition that is kept with a copy of the common rules stays as it was.
Its pages may hold what a scheme's may, all but ``scheme.yaml``; the scheme's own words stand in their place.

* Keys are laid over one another, to any depth; a list of the scheme's takes the place of the whole list.
* Checks are told apart by id: the scheme's own takes the place of the common one. ``leave_out`` names those that the
  scheme does without. A common check about a document, table or column that the scheme has not is not taken over.
* ``parts.yaml`` holds pieces of documents under ``parts:``. ``{uses: NAME, ...}`` stands for one of them, with what
  else is said laid over it; ``but: {principle: {label: Theme}}`` says what is otherwise of single tables, fields
  and columns, and ``more: [...]`` adds columns to a table or fields to a section.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.scheme.faults.fault import Keys, closest, nearest
from pipeline.scheme.pages.gathering import CHECKS, CROSSWALKS, Gathered, gather
from pipeline.scheme.pages.languages import languages_of, no_such_language, own_names_too, speak

# A scheme lies in rules/, an example in rules/examples/, an earlier edition in rules/<scheme>/versions/.
NEAR = 3
RULES = "rules"
BUILDS_ON, LEAVE_OUT = "builds_on", "leave_out"
PARTS, USES, BUT, MORE = "parts", "uses", "but", "more"


def gather_whole(folder: Path, language: str = "") -> Gathered:
    """A scheme's folder, laid over what it builds on, in one of its languages.

    Never raises: what is wrong is one of the faults.
    """
    own, known = gather(folder), languages_of(folder)
    base = _base(folder, own)
    if own.ends:
        return own
    spoken = language in known
    plain = copy.deepcopy(_whole(base, own, "", ()).data) if spoken else {}
    whole = _whole(base, own, language, known)
    speak(whole, folder, language, known)
    if spoken:
        own_names_too(plain, whole.data)
    elif language:
        whole.faults.append(no_such_language(whole, language, known))
    if known:
        whole.data["languages"], whole.data["language"] = list(known), language
    return whole


def shared_checks(folder: Path) -> frozenset[str]:
    """The ids of the checks that a scheme takes over as they are from what it builds on; none where it builds on
    nothing. It may have left some of them out."""
    own = gather(folder)
    base = _base(folder, own)
    common = _list(gather(base, scheme=False).data.get(CHECKS)) if base is not None else []
    ids = [{str(check.get("id")) for check in checks if isinstance(check, dict)}
           for checks in (common, _list(own.data.get(CHECKS)))]  # fmt: skip
    return frozenset(ids[0] - ids[1])


def _whole(base: Path | None, own: Gathered, language: str, known: tuple[str, ...]) -> Gathered:
    """A scheme laid over what it builds on, which says what it holds in the scheme's languages."""
    if base is None:
        return own
    common = gather(base, scheme=False)
    own.ends = bool(common.faults)
    speak(common, base, language, known)
    return _Laying(common, own).whole()


def _base(folder: Path, own: Gathered) -> Path | None:
    name = own.data.get(BUILDS_ON)
    if not isinstance(name, str):
        # Misspelt, or no word: all that the folder takes over would be told as missing.
        meant = BUILDS_ON if BUILDS_ON in own.data else closest(BUILDS_ON, map(str, own.data))
        if meant is not None:
            misspelt = f"“{meant}” is not a key that is known here (did you mean “{BUILDS_ON}”?)."
            no_word = f"expected the name of a folder, such as “{BUILDS_ON}: common”."
            own.faults.append(own.places.fault((meant,), no_word if meant == BUILDS_ON else misspelt))
            own.ends = True
        return None
    around = [folder.resolve(), *list(folder.resolve().parents)[:NEAR]]
    # A draft may lie beside the office's rules instead of in them.
    bases = (path for near in around for path in (near / name, near / RULES / name))
    base = next((path for path in bases if path.is_dir()), None)
    if base is None:
        near = [path.name for path in folder.resolve().parent.iterdir() if path.is_dir() and path != folder]
        own.faults.append(
            own.places.fault((BUILDS_ON,), f"there is no folder “{name}” beside it{nearest(name, near)}.")
        )
        own.ends = True
    return base


# A folder has ten thousand places and some two hundred pieces: those of one piece are found by so many keys.
_START = 2


def _by_start(at: Iterable[Keys]) -> Mapping[Keys, list[Keys]]:
    """The places of each piece of the data, in their order, by its first key and by its first two."""
    found: dict[Keys, list[Keys]] = {}
    for keys in at:
        for length in range(1, min(len(keys), _START) + 1):
            found.setdefault(keys[:length], []).append(keys)
    return found


class _Laying:
    """One folder laid over another: the data, and with it the places, piece by piece."""

    def __init__(self, base: Gathered, own: Gathered) -> None:
        self._base = base
        self._own = own
        self._laid = Gathered(type(own.places)({(): own.places.at[()]}), [*base.faults, *own.faults], own.ends)
        self._starts = {id(source): _by_start(source.places.at) for source in (base, own)}

    def whole(self) -> Gathered:
        keys = dict.fromkeys([*self._base.data, *self._own.data])
        for key in keys:
            if key not in (CHECKS, CROSSWALKS, PARTS):
                self._lay((key,))
        if "documents" in self._laid.data:
            self._laid.data["documents"] = self._with_parts(self._laid.data["documents"], ("documents",))
        self._crosswalks()
        self._checks()
        return self._laid

    def _lay(self, keys: Keys) -> None:
        """What stands at ``keys`` in both: mappings are laid over one another, anything else is the scheme's."""
        base, own = _at(self._base.data, keys), _at(self._own.data, keys)
        if isinstance(base, Mapping) and isinstance(own, Mapping):
            _put(self._laid.data, keys, {})
            self._place(self._own, keys, keys)
            for key in dict.fromkeys([*base, *own]):
                self._lay((*keys, key))
        else:
            source = self._own if own is not None or _has(self._own.data, keys) else self._base
            self._copy(source, keys, keys)

    def _copy(self, source: Gathered, keys: Keys, to: Keys) -> None:
        _put(self._laid.data, to, _at(source.data, keys))
        at = source.places.at
        for each in self._starts[id(source)].get(keys[:_START], ()):
            if each[: len(keys)] == keys:
                self._laid.places.at[(*to, *each[len(keys) :])] = at[each]

    def _place(self, source: Gathered, keys: Keys, to: Keys) -> None:
        if keys in source.places.at:
            self._laid.places.at[to] = source.places.at[keys]

    def _crosswalks(self) -> None:
        if CROSSWALKS in self._own.data:
            self._copy(self._own, (CROSSWALKS,), (CROSSWALKS,))

    def _with_parts(self, piece: Any, keys: Keys) -> Any:
        """A piece of the documents with each ``{uses: NAME}`` in it replaced by the part it names."""
        if isinstance(piece, list):
            return [self._with_parts(item, (*keys, number)) for number, item in enumerate(piece)]
        if not isinstance(piece, dict):
            return piece
        parts = self._base.data.get(PARTS, {})
        name = piece.get(USES)
        if name is None:
            return {key: self._with_parts(value, (*keys, key)) for key, value in piece.items()}
        if name not in parts:
            name = self._meant(name, parts, (*keys, USES), f"there is no part “{name}”")
            if name is None:
                return {key: value for key, value in piece.items() if key != USES}
        rest = {key: value for key, value in piece.items() if key not in (USES, BUT, MORE)}
        at = self._base.places.at
        for each in self._starts[id(self._base)].get((PARTS, name), ()):
            self._laid.places.at.setdefault((*keys, *each[_START:]), at[each])
        changes = piece[BUT] if isinstance(piece.get(BUT), dict) else {}
        known: set[str] = set()
        whole = {
            key: self._changed(value, changes, (*keys, BUT), (*keys, key), known)
            for key, value in {**parts[name], **rest}.items()
        }
        for wrong in set(changes) - known:
            says = f"the part “{name}” has no “{wrong}”{nearest(str(wrong), known)}."
            self._laid.faults.append(self._laid.places.fault((*keys, BUT, wrong), says))
        return self._with_parts(self._longer(whole, piece.get(MORE), keys), keys)

    def _meant(self, name: object, known: Iterable[str], keys: Keys, says: str) -> str | None:
        """A word that leads nowhere is told; the rest is looked at as if the nearest one had been said."""
        known = tuple(map(str, known))
        self._laid.faults.append(self._laid.places.fault(keys, f"{says}{nearest(str(name), known)}."))
        near = closest(str(name), known)
        self._laid.ends = self._laid.ends or near is None
        return near

    def _longer(self, piece: dict[str, Any], more: Any, keys: Keys) -> dict[str, Any]:
        """A part with columns or fields added at its end."""
        to = "columns" if "columns" in piece else "fields"
        here, added = _list(piece.get(to)), _list(more)
        at = self._laid.places.at
        for number in range(len(added)):
            own = (*keys, MORE, number)
            moved = {each[len(own) :]: place for each, place in at.items() if each[: len(own)] == own}
            at.update({(*keys, to, len(here) + number, *rest): place for rest, place in moved.items()})
        return {**piece, to: [*here, *added]} if added else piece

    def _changed(self, piece: Any, changes: Mapping[str, Any], said: Keys, keys: Keys, known: set[str]) -> Any:
        """A piece of a part with what is said (``said``) of what it holds, by ids; ``known`` gathers these."""
        if isinstance(piece, list):
            return [self._changed(item, changes, said, (*keys, n), known) for n, item in enumerate(piece)]
        if not isinstance(piece, dict):
            return piece
        whole = {key: self._changed(value, changes, said, (*keys, key), known) for key, value in piece.items()}
        known.add(str(piece.get("id")))
        change = changes.get(str(piece.get("id")))
        if not isinstance(change, dict):
            return whole
        at = self._laid.places.at
        own = (*said, piece["id"])
        at.update({(*keys, *each[len(own) :]): place for each, place in list(at.items()) if each[: len(own)] == own})
        return {**whole, **change}

    def _checks(self) -> None:
        """The common checks that have something to look at, each in its place or the scheme's own for it; then the
        scheme's others."""
        common, own = _list(self._base.data.get(CHECKS)), _list(self._own.data.get(CHECKS))
        places = {check.get("id"): number for number, check in enumerate(own) if isinstance(check, dict)}
        left_out = self._left_out(common)
        looks = Addresses(self._laid.data.get("documents"))
        taken: list[tuple[Gathered, int]] = []
        for number, check in enumerate(common):
            identity = check.get("id") if isinstance(check, dict) else None
            if identity in places:
                taken.append((self._own, places[identity]))
            elif identity not in left_out and (not isinstance(check, dict) or looks.has(check)):
                taken.append((self._base, number))
        there = {number for source, number in taken if source is self._own}
        taken += [(self._own, number) for number in range(len(own)) if number not in there]
        self._laid.data[CHECKS] = [None] * len(taken)
        for position, (source, number) in enumerate(taken):
            self._copy(source, (CHECKS, number), (CHECKS, position))
        self._prune([position for position, (source, _) in enumerate(taken) if source is self._base], looks)

    def _left_out(self, common: list[Any]) -> set[str]:
        known = {str(check.get("id")) for check in common if isinstance(check, dict)}
        left = set()
        for number, name in enumerate(_list(self._own.data.get(LEAVE_OUT))):
            says = f"no common check is called “{name}”"
            left.add(str(name) if name in known else self._meant(name, known, (LEAVE_OUT, number), says) or "")
        return left

    def _prune(self, positions: list[int], looks: Addresses) -> None:
        """A common check is not hidden by one that was not taken over, and keeps the examples that fit the scheme."""
        checks = self._laid.data[CHECKS]
        known = {check.get("id") for check in checks if isinstance(check, dict)}
        for position in positions:
            check = checks[position]
            if isinstance(check, dict):
                waits = {"unless": [name for name in check["unless"] if name in known]} if "unless" in check else {}
                fit = {part: self._fitting(part, check, position, looks) for part in EXAMPLES if part in check}
                checks[position] = {**check, **waits, **fit}
                if any(len(fit[part]) < len(_list(check[part])) for part in fit):
                    self._laid.taken_over |= {str(check.get("id"))}

    def _fitting(self, part: str, check: Mapping[str, Any], position: int, looks: Addresses) -> list[Any]:
        """The examples that fit, each still at the place where it was written."""
        examples, at, start = _list(check.get(part)), self._laid.places.at, (CHECKS, position, part)
        kept = [number for number, example in enumerate(examples) if looks.fits(example)]
        if len(kept) < len(examples):
            before = {keys[3:]: at.pop(keys) for keys in list(at) if keys[:3] == start and len(keys) > 3}
            moved = {old: new for new, old in enumerate(kept)}
            at.update({(*start, moved[k[0]], *k[1:]): place for k, place in before.items() if k[0] in moved})
        return [examples[number] for number in kept]


class Addresses:
    """The documents of a scheme as they are written, before they are checked: what a common check may look at."""

    def __init__(self, documents: Any) -> None:
        self._known: set[str] = set()
        self._documents: set[str] = set()
        for document in _list(documents):
            self._documents.add(str(document.get("id")))
            self._known |= set(_addresses(document))

    def has(self, check: Mapping[str, Any]) -> bool:
        """Whether all that a check names of documents is there."""
        on = str(check.get("on", ""))
        settings = check.get("with")
        named = [on, *(_words(settings.values()) if isinstance(settings, dict) else ())]
        if isinstance(settings, dict) and isinstance(settings.get("fields"), list):
            named += [f"{on}.{name}" for name in settings["fields"]]
        if isinstance(settings, dict):
            table = ".".join(on.split(".")[:2])
            named += [f"{table}.{column}" for column in [*_list(settings.get("when")), *_dict(settings.get("where"))]]
        return all(self._stands(name) for name in named)

    def fits(self, example: Any) -> bool:
        """Whether an example fills in only what the documents have."""
        if not isinstance(example, dict):
            return True
        filled = {name: example[name] for name in COMMON_DOCUMENTS if isinstance(example.get(name), dict)}
        named = [f"{name}.{key}" for name, answers in filled.items() for key in _filled(answers)]
        return set(filled) <= self._documents and set(named) <= self._known

    def _stands(self, name: str) -> bool:
        document, dot, _ = name.partition(".")
        if document not in COMMON_DOCUMENTS:
            return True
        return name in self._known if dot else document in self._documents


# The two documents that the line knows; an address begins with one of them.
COMMON_DOCUMENTS = ("record", "application")
# What an example may say of a form beside its answers.
ABOUT_A_FORM = frozenset({"version", "scheme", "missing", "notices", "links"})
EXAMPLES = ("passing", "failing")


def _filled(answers: Mapping[str, Any]) -> Iterator[str]:
    """What an example fills in of a document: fields, tables and columns (``plan.start``)."""
    for name, answer in answers.items():
        if name in ABOUT_A_FORM:
            continue
        yield name
        rows = answer if isinstance(answer, list) else []
        if isinstance(answer, dict):
            but = answer.get("but")
            rows = [answer.get("each"), *(but.values() if isinstance(but, dict) else ())]
        yield from (f"{name}.{column}" for row in rows if isinstance(row, dict) for column in row if column != "key")


def _addresses(document: Any) -> Iterator[str]:
    start = document.get("id")
    for section in _list(document.get("sections")):
        for field in _list(section.get("fields")):
            yield f"{start}.{field.get('id')}"
        for table in _list(section.get("tables")):
            yield f"{start}.{table.get('id')}"
            for column in _list(table.get("columns")):
                yield f"{start}.{table.get('id')}.{column.get('id')}"


def _words(values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _has(data: Any, keys: Keys) -> bool:
    for key in keys:
        if not isinstance(data, Mapping) or key not in data:
            return False
        data = data[key]
    return True


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _put(data: Any, keys: Keys, value: Any) -> None:
    for key in keys[:-1]:
        data = data[key]
    data[keys[-1]] = value
