"""Recognises which document of an audit a new one is the next version of: by its address, else by its name.

Nothing is guessed: where several documents may be meant, all of them are named and a person chooses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from auditor.model.reaudit import Recognised
from auditor.text.likeness import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from auditor.model.reaudit import KnownDocument

GENERIC = frozenset(
    {"index", "default", "home", "homepage", "page", "document", "untitled", "download", "draft"}
    | {"content", "file", "scan", "standard input", "print", "article", "main"}
)
"""Names that say nothing of the document: its title has to be the same too."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new document, as it is recognised."""

    name: str
    uri: str
    title: str


@dataclass(frozen=True, slots=True)
class Known:
    """The documents of an audit by address and by name."""

    by_address: dict[str, list[KnownDocument]]
    by_name: dict[str, list[KnownDocument]]
    ids: frozenset[int] = frozenset()

    def candidates(self, arrival: Arrival) -> Sequence[KnownDocument]:
        """Return the documents that the arrival may be a new version of; one is enough to be sure."""
        if found := self.by_address.get(address(arrival.uri), ()):
            return found
        name = own_name(arrival.name)
        if not name:
            return ()
        named = self.by_name.get(name, ())
        in_folder = [k for k in named if "/" in arrival.name and k.name.casefold() == arrival.name.casefold()]
        if in_folder:
            return in_folder
        titled = [k for k in named if k.title and folded(k.title) == folded(arrival.title)]
        if is_generic(name):
            return titled
        return titled if len(titled) == 1 else named


def known(documents: Iterable[KnownDocument]) -> Known:
    """Return the documents ready to be looked up."""
    by_address: defaultdict[str, list[KnownDocument]] = defaultdict(list)
    by_name: defaultdict[str, list[KnownDocument]] = defaultdict(list)
    ids = set()
    for document in documents:
        ids.add(document.id)
        if at := address(document.uri):
            by_address[at].append(document)
        if name := own_name(document.name):
            by_name[name].append(document)
    return Known(dict(by_address), dict(by_name), frozenset(ids))


def recognise(
    arrivals: Sequence[Arrival], documents: Known, is_alone: Callable[[str], bool] = lambda _: True
) -> list[Recognised]:
    """Say of each arrival which document it replaces.

    Two arrivals that may replace the same document replace none: they are told apart by a person. `is_alone` says
    whether a name came once in all that is arriving, of which these may be a part.
    """
    found = [documents.candidates(arrival) for arrival in arrivals]
    wanted = Counter(each[0].id for each in found if len(each) == 1)
    return [
        _told(each, is_sure=wanted[each[0].id] == 1 and (_is_at(arrival, each[0]) or is_alone(arrival.name)))
        if each
        else Recognised()
        for arrival, each in zip(arrivals, found, strict=True)
    ]


def _told(candidates: Sequence[KnownDocument], *, is_sure: bool) -> Recognised:
    if len(candidates) == 1 and is_sure:
        return Recognised(candidates[0].id)
    return Recognised(choices=tuple(each.id for each in candidates))


def _is_at(arrival: Arrival, document: KnownDocument) -> bool:
    return bool(address(arrival.uri)) and address(arrival.uri) == address(document.uri)


def address(uri: str) -> str:
    """Return what two addresses of one document have in common; nothing for what has no address."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return uri
    if parts.scheme == "file":
        return uri
    if parts.scheme not in {"http", "https"}:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def own_name(name: str) -> str:
    """Return a file's name without its folders; nothing for an address, which is no name."""
    return "" if "://" in name else unquote(name).replace("\\", "/").rpartition("/")[2].casefold().strip()


def is_generic(name: str) -> bool:
    """Whether the name says nothing of the document."""
    return name.partition(".")[0].strip("-_ 0123456789") in GENERIC | {""}
