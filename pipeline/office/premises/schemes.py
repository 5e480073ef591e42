"""The schemes of an office: which there are, which it offers, and each in the edition that a case was opened under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from pipeline.checking.loading import load_checked
from pipeline.errors import RulesError, UsageError
from pipeline.office.premises.editions import VERSIONS, edition, keep
from pipeline.office.premises.shipped import shipped
from pipeline.scheme import Scheme
from pipeline.scheme.siblings import beside, side_by_side

# Schemes that show what rules can say: found by name, never offered.
EXAMPLES = "examples"
OFFERED = "offered.txt"


def folders(root: Path) -> Mapping[str, Path]:
    """Every scheme's folder by its id: the workspace's first, then those that came with the program."""
    found: dict[str, Path] = {}
    for rules in (root / "rules", shipped() / "rules"):
        for base in (rules, rules / EXAMPLES):
            for page in sorted(base.glob("*/scheme.yaml")):
                found.setdefault(page.parent.name, page.parent)
    return found


def offered(root: Path) -> tuple[str, ...]:
    """The ids of the schemes that an office runs: those that its ``offered.txt`` lists, or all in its rules.

    Outside a workspace they are those of the program itself. Raises RulesError when there is none, or the list
    names one that is not there.
    """
    for rules in (root / "rules", shipped() / "rules"):
        there = [page.parent.name for page in sorted(rules.glob("*/scheme.yaml"))]
        if there:
            return _listed(rules / OFFERED, there)
    raise RulesError(f"No scheme was found in {root / 'rules'}. A scheme is a folder with a scheme.yaml in it.")


def _listed(page: Path, there: list[str]) -> tuple[str, ...]:
    if not page.exists():
        return tuple(there)
    lines = enumerate(page.read_text(encoding="utf-8").splitlines(), start=1)
    listed = {line.strip(): number for number, line in lines if line.strip() and not line.lstrip().startswith("#")}
    if not listed:
        raise RulesError(f"{page}:1:1: expected the ids of schemes, one to a line (known: {', '.join(there)}).")
    for name, number in listed.items():
        if name not in there:
            known = ", ".join(there)
            raise RulesError(f"{page}:{number}:1: there is no scheme “{name}” beside it (known: {known}).")
    return tuple(listed)


class Schemes:
    """An office's schemes, each read when it is first asked for.

    ``wanted`` is the id of the one that a command is about, or the path of its folder; empty for none in particular.
    """

    def __init__(self, root: Path, wanted: str = "") -> None:
        self._root = root
        self._folders = dict(folders(root))
        self._editions: dict[tuple[str, str], Scheme] = {}
        self._alone: dict[str, Scheme] = {}
        self._spoken: dict[tuple[str, str, str], Scheme] = {}
        self.wanted = self._named(wanted) if wanted else ""

    def _named(self, wanted: str) -> str:
        path = Path(wanted)
        if (path / "scheme.yaml").is_file():
            self._folders[path.resolve().name] = path
            return path.resolve().name
        if wanted not in self._folders:
            raise UsageError(f"There is no scheme “{wanted}”. Schemes: {', '.join(sorted(self._folders))}.")
        return wanted

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The schemes that the office offers, or the one that was named."""
        return (self.wanted,) if self.wanted else offered(self._root)

    @property
    def every(self) -> tuple[str, ...]:
        """The schemes that the office offers, whichever was named, and the one that was named."""
        return tuple(dict.fromkeys((*self._offered, *self.ids)))

    def the(self) -> Scheme:
        """The scheme that was named, or the only one. Raises UsageError, with their ids, where there are several."""
        if len(self.ids) > 1:
            raise UsageError(f"This office runs several schemes: {', '.join(self.ids)}. Say which with --scheme.")
        return self.present(self.ids[0])

    @cached_property
    def faults(self) -> Mapping[str, str]:
        """The first fault of each scheme that is offered and cannot be used: the others are run all the same."""
        found: dict[str, str] = {}
        for scheme in self._offered:
            try:
                self._load(scheme)
            except RulesError as error:
                found[scheme] = str(error)
        return found

    @property
    def usable(self) -> tuple[str, ...]:
        """Those of ``every`` whose rules have no fault. Raises RulesError when there is none."""
        if self.wanted:
            self.present(self.wanted)
        usable = tuple(scheme for scheme in self.every if scheme not in self.faults)
        if not usable:
            raise RulesError(next(iter(self.faults.values())))
        return usable

    def present(self, scheme: str) -> Scheme:
        """The present edition of a scheme. Raises RulesError."""
        if scheme in self._offered:
            if scheme in self.faults:
                raise RulesError(self.faults[scheme])
            return self._beside_each_other[scheme]
        return self._load(scheme)

    def all(self) -> Iterator[Scheme]:
        """The present edition of each scheme that is offered, or of the one that was named."""
        return (self.present(scheme) for scheme in self.ids)

    def has(self, scheme: str) -> bool:
        """Whether a scheme's rules lie in this office's own rules, offered or not."""
        return scheme in self._offered or (self._root / "rules" / scheme / "scheme.yaml").is_file()

    def edition(self, scheme: str, version: str) -> Scheme:
        """A scheme as it was in one version. Raises RulesError when that version was not kept."""
        key = (scheme, version)
        if key not in self._editions:
            self._editions[key] = self._earlier(scheme, version)
        return self._editions[key]

    def keep(self) -> None:
        """Keep the present edition of each scheme that is offered, for the cases that are opened under it."""
        for scheme in self._sound:
            keep(self._folders[scheme], self.present(scheme), self._root / "archive")

    def spoken(self, scheme: Scheme, language: str) -> Scheme:
        """A scheme, in the same edition, in one of its languages; as it is where it has no such language."""
        if language == scheme.language or language not in ("", *scheme.languages):
            return scheme
        key = (scheme.id, scheme.version, language)
        if key not in self._spoken:
            rules = self._folders[scheme.id]
            present = self.present(scheme.id).version == scheme.version
            folder = None if present else edition(rules, self._root / "archive", scheme.id, scheme.version)
            self._spoken[key] = self._beside_others(load_checked(folder or rules, language))
        return self._spoken[key]

    def _beside_others(self, scheme: Scheme) -> Scheme:
        others = [self.present(other) for other in self._sound if other != scheme.id]
        return beside(scheme, others) if others and scheme.id in self._offered else scheme

    def _earlier(self, scheme: str, version: str) -> Scheme:
        present = self.present(scheme)
        if present.version == version:
            return present
        rules = self._folders[scheme]
        folder = edition(rules, self._root / "archive", scheme, version)
        if folder is None:
            raise RulesError(
                f"{rules / VERSIONS / version}: the rules of version {version} are not there, and a case was opened "
                f"under them. Put them back: the scheme's folder as it was before version {present.version}."
            )
        earlier = load_checked(folder)
        if (earlier.id, earlier.version) != (scheme, version):
            raise RulesError(
                f"{folder / 'scheme.yaml'}:1:1: this is {earlier.id} {earlier.version}, and its folder says "
                f"{scheme} {version}."
            )
        return self._beside_others(earlier)

    @cached_property
    def _offered(self) -> tuple[str, ...]:
        try:
            return offered(self._root)
        except RulesError:
            if self.wanted:
                return ()
            raise

    @property
    def _sound(self) -> tuple[str, ...]:
        return tuple(scheme for scheme in self._offered if scheme not in self.faults)

    @cached_property
    def _beside_each_other(self) -> dict[str, Scheme]:
        return {one.id: one for one in side_by_side([self._load(scheme) for scheme in self._sound])}

    def _load(self, scheme: str) -> Scheme:
        if scheme not in self._alone:
            if scheme not in self._folders:
                raise RulesError(f"{self._root / 'rules' / scheme}: the rules of this scheme are not there.")
            folder = self._folders[scheme]
            loaded = load_checked(folder)
            if loaded.id != folder.resolve().name:
                raise RulesError(
                    f"{folder / 'scheme.yaml'}:1:1: its id is “{loaded.id}” and its folder “{folder.name}”. "
                    "Give both the same name."
                )
            self._alone[scheme] = loaded
        return self._alone[scheme]
