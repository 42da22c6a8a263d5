"""Reads the shared word lists and crisis lines of a rules folder."""

from __future__ import annotations

from dataclasses import field, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from auditor.engine.crisis_lines import crisis_lines
from auditor.engine.languages import others_of
from auditor.engine.learned_file import read_learned
from auditor.engine.reader_file import read_reader
from auditor.engine.yaml_source import YamlSource, read_yaml
from auditor.errors import PackError
from auditor.model.lexicon import Lexicon
from auditor.model.values import dataclass
from auditor.text.phrases import PhraseError, check_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from auditor.model.learned import Learned
    from auditor.model.lexicon import CrisisLine
    from auditor.text.sentence_reader import SentenceReader

COMMENT = "# "
"""A line of a list that begins so is a comment; `#1` is an entry."""


def read_lexicon(
    folder: Path, read: Callable[[Path], YamlSource] = read_yaml, *, is_checked: bool = False
) -> Lexicon:
    """Read `_lists/*.txt`, `_lists/*.yaml` (several lists in one file) and `_resources/crisis.yaml`. Raises PackError.

    `is_checked` says that the entries are known to be phrases. The lists of further languages are read when they
    are first asked for.
    """
    lists = _Lists()
    for path in sorted((folder / "_lists").glob("*.txt")):
        source, entries = _read_list(path)
        lists.add(path.stem, entries, source, "$")
    for path in sorted((folder / "_lists").glob("*.yaml")):
        source = read(path)
        for name, found in source.convert(source.value, dict[str, list[str]]).items():
            lists.add(name, found, source, f"$.{name}")
    if not is_checked:
        lists.check()
    resources = folder / "_resources" / "crisis.yaml"
    lines = crisis_lines(read(resources)) if resources.exists() else ()
    return lexicon_of(folder, lists.entries, lines, partial(read_learned, folder))


def lexicon_of(
    folder: Path,
    lists: Mapping[str, tuple[str, ...]],
    lines: tuple[CrisisLine, ...],
    learned: Callable[[], Learned | None],
) -> Lexicon:
    """Return the lexicon of lists and lines that have been read, with those of further languages to be read."""
    lexicon = Lexicon(
        lists,
        lines,
        others=others_of(folder, lambda: lexicon),
        learned=cache(lambda: _with_reader(learned(), folder)),
    )
    return lexicon


def _with_reader(learned: Learned | None, folder: Path) -> Learned | None:
    if learned is None:
        return None
    categories = learned.categories

    @cache
    def tried() -> SentenceReader | PackError | None:
        try:
            return read_reader(folder, categories)
        except PackError as error:  # remembered: each rule would read it anew
            return error

    def reader() -> SentenceReader | None:
        found = tried()
        if isinstance(found, PackError):
            raise found
        return found

    return replace(learned, reader=reader)


@dataclass(slots=True)
class _Lists:
    """The lists read so far, and where each stands."""

    entries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, tuple[YamlSource, str]] = field(default_factory=dict)

    def add(self, name: str, entries: Sequence[str], source: YamlSource, at: str) -> None:
        """Take a list in. Raises PackError where there is one of that name."""
        if name in self.entries:
            other = self.places[name][0].path.name
            raise source.error(
                f"there are two lists named “{name}”, the other in {other}", at, "one list a name"
            )
        self.entries[name] = tuple(entries)
        self.places[name] = (source, at)

    def check(self) -> None:
        """Read every entry as the phrase it is. Raises PackError."""
        for name, entries in self.entries.items():
            try:
                check_entries(entries, self.entries)
            except PhraseError as error:
                raise self._error(name, error) from error

    def _error(self, name: str, error: PhraseError) -> PackError:
        """Say where the entry stands: in the list that was read, or in one that it names."""
        for other in (name, *self.entries):
            source, at = self.places[other]
            for number, entry in enumerate(self.entries[other]):
                if error.is_of(entry):
                    return source.error(
                        str(error), f"{at}[{number}]", "a phrase as the rule guide describes it"
                    )
        source, at = self.places[name]
        return source.error(str(error), at, "phrases as the rule guide describes them")


def _read_list(path: Path) -> tuple[YamlSource, list[str]]:
    """Read a list of one entry a line, with the line of each."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path} cannot be read: {error}.") from error
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if _is_entry(line):
            found.setdefault(line.strip(), number)
    places = {f"$[{i}]": number for i, number in enumerate(found.values())}
    return YamlSource(path, list(found), {"$": 1, **places}), list(found)


def _is_entry(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(COMMENT) and line.strip() != "#"
