"""Reads the pairs of `_rewordings/<name>.yaml`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from auditor.engine.rewording import RewordingEntry, Rewordings, compile_pairs
from auditor.engine.yaml_source import read_yaml
from auditor.text.phrases import PhraseError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditor.engine.rewording import Pair
    from auditor.engine.yaml_source import YamlSource
    from auditor.model.lexicon import Lexicon


def read_rewordings(
    folder: Path,
    lexicon: Lexicon,
    read: Callable[[Path], YamlSource] = read_yaml,
    *,
    is_checked: bool = False,
) -> dict[str, Rewordings]:
    """Return every file's pairs by its name. Raises PackError with the place of what is wrong.

    `is_checked` says that nothing is: then pairs are read when a finding first asks for them.
    """
    found = {}
    for path in sorted((folder / "_rewordings").glob("*.yaml")):
        found[path.stem] = Rewordings(partial(_pairs, path, lexicon, read))
        if not is_checked:
            _ = found[path.stem].pairs
    return found


def _pairs(path: Path, lexicon: Lexicon, read: Callable[[Path], YamlSource]) -> tuple[Pair, ...]:
    source = read(path)
    entries = source.convert(source.value, list[RewordingEntry])
    try:
        return compile_pairs(entries, lexicon)
    except PhraseError as error:
        at = source.place_of(error.is_of, "$")
        raise source.error(str(error), at, "a phrase as the rule guide describes it") from error
    except KeyError as error:
        raise source.error(
            f"there is no list {error}, which rewording needs", "$", "a list of _lists"
        ) from error
