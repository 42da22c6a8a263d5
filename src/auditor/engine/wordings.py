"""A rule's words in a further language: `<pack>/<code>/<rule>.yaml` beside the rule itself, read when a page speaks it.

Title, severity, messages, advice and basis stay the rule's own, in the reviewer's language. A rule that names word
lists needs no words of its own: the lists of the language have the same names, and a wording with examples alone
says that the rule has been written for it. A rule that extends another takes over the other's wording.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from auditor.engine.schema import Examples  # noqa: TC001 - msgspec resolves annotations at run time
from auditor.engine.yaml_source import read_yaml
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.engine.yaml_source import YamlSource
    from auditor.model.lexicon import Lexicon

    Prepare = Callable[[YamlSource, dict[str, Any], Lexicon], Examine]


class WordingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"with_": "with"}):
    """What a wording file holds; `with` takes the place of the rule's own."""

    examples: Examples
    with_: dict[str, Any] | None = None


@dataclass(frozen=True)
class Wording:
    """A rule in one further language. Reading it raises PackError."""

    language: str
    paths: tuple[Path, ...]
    """Its files: the extended rule's before the rule's own."""
    given: Mapping[str, Any]
    """The rule's own parameters."""
    lexicon: Lexicon
    prepare: Prepare

    @cached_property
    def _files(self) -> list[tuple[YamlSource, WordingFile]]:
        sources = [read_yaml(path) for path in self.paths]
        return [(source, source.convert(source.value, WordingFile)) for source in sources]

    @property
    def examples(self) -> Examples:
        """One offending and one acceptable text in the language."""
        return self._files[-1][1].examples

    @cached_property
    def examine(self) -> Examine:
        """The check, with the words of the language."""
        parameters = next((dict(f.with_) for _, f in self._files if f.with_ is not None), dict(self.given))
        parameters |= self._files[-1][1].with_ or {}
        return self.prepare(self._files[-1][0], parameters, self.lexicon.of(self.language))

    def verdicts(self, subject: Subject) -> Iterable[Verdict]:
        """Run the check. A mistake in a wording costs the rule alone."""
        return self.examine(subject)


def written_in(folder: Path) -> frozenset[str]:
    """Return the files of all wordings in a rules folder: one look for all, where each rule would have four."""
    return frozenset(path.relative_to(folder).as_posix() for path in folder.glob("*/??/*.yaml"))


def wordings_of(
    folder: Path,
    rules: Iterable[str],
    given: Mapping[str, Any],
    lexicon: Lexicon,
    prepare: Prepare,
    written: frozenset[str],
) -> dict[str, Wording]:
    """Return the wordings of a rule by language. `rules` are the full ids of the rule it extends and its own."""
    places = [rule.partition("/") for rule in rules]
    found: dict[str, Wording] = {}
    for code in sorted(lexicon.others):
        files = (f"{pack}/{code}/{name}.yaml" for pack, _, name in places)
        if paths := tuple(folder / file for file in files if file in written):
            found[code] = Wording(code, paths, given, lexicon, prepare)
    return found
