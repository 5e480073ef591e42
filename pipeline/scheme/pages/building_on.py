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
from pathlib import Path

from pipeline.scheme.faults.fault import closest, nearest
from pipeline.scheme.pages.common_checks import take_over_checks
from pipeline.scheme.pages.gathering import CHECKS, CROSSWALKS, Gathered, gather
from pipeline.scheme.pages.languages import languages_of, no_such_language, own_names_too, speak
from pipeline.scheme.pages.laying import Laying
from pipeline.scheme.pages.parts import PARTS, with_parts
from pipeline.scheme.pages.pieces import as_list

# A scheme lies in rules/, an example in rules/examples/, an earlier edition in rules/<scheme>/versions/.
NEAR = 3
RULES = "rules"
BUILDS_ON = "builds_on"
DOCUMENTS = "documents"


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
    common = as_list(gather(base, scheme=False).data.get(CHECKS)) if base is not None else []
    ids = [{str(check.get("id")) for check in checks if isinstance(check, dict)}
           for checks in (common, as_list(own.data.get(CHECKS)))]  # fmt: skip
    return frozenset(ids[0] - ids[1])


def _whole(base: Path | None, own: Gathered, language: str, known: tuple[str, ...]) -> Gathered:
    """A scheme laid over what it builds on, which says what it holds in the scheme's languages."""
    if base is None:
        return own
    common = gather(base, scheme=False)
    own.ends = bool(common.faults)
    speak(common, base, language, known)
    laying = Laying(common, own)
    for key in dict.fromkeys([*common.data, *own.data]):
        if key not in (CHECKS, CROSSWALKS, PARTS):
            laying.lay((key,))
    laid = laying.laid
    if DOCUMENTS in laid.data:
        laid.data[DOCUMENTS] = with_parts(laid.data[DOCUMENTS], (DOCUMENTS,), laying)
    if CROSSWALKS in own.data:
        laying.copy(own, (CROSSWALKS,), (CROSSWALKS,))
    take_over_checks(laying)
    return laid


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
