"""Word lists and crisis lines that the analysis needs, read from the rules' folder by the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from auditor.model.learned import Learned
from auditor.model.values import dataclass


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A public crisis or support line. `written` are forms people print; `numbers` the same, digits only."""

    id: str
    country: str
    name: str
    topics: tuple[str, ...]
    status: str
    """active, superseded or closed."""
    written: tuple[str, ...]
    numbers: tuple[str, ...]
    sms: tuple[tuple[str, str | None], ...] = ()
    """(number, keyword) pairs; keyword None means any text."""
    pages: tuple[str, ...] = ()
    """Its own web pages as `host/path`, without `www.`; a link to one of them names the line."""
    note: str = ""
    verified: bool = False

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts of its own pages."""
        return tuple(dict.fromkeys(page.partition("/")[0] for page in self.pages))


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Named word lists (`rules/_lists`) and crisis lines (`rules/_resources`).

    Compared by identity, so that what is compiled from it can be kept once a process (`functools.lru_cache`).
    """

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: tuple[CrisisLine, ...] = ()
    language: str = "en"
    """The language whose words the lists hold (ISO 639-1)."""
    others: Mapping[str, Callable[[], Lexicon]] = field(default_factory=dict, repr=False)
    """The same lists in the further languages at hand, each read when a document first speaks it."""

    learned: Callable[[], Learned | None] = field(default=lambda: None, repr=False)
    """What has been learned of wordings in this language, read when it is first asked for; None when nothing has."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which there are lists."""
        return frozenset({self.language, *self.others})

    def of(self, language: str) -> Lexicon:
        """Return the lexicon of a language; this one where there is none."""
        if language == self.language or language not in self.others:
            return self
        return self.others[language]()

    def words(self, name: str) -> tuple[str, ...]:
        """Return the entries of list `name`.

        Raises KeyError when there is no such list: a misspelt name is a bug, not an empty list.
        """
        return self.lists[name]
