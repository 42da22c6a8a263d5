"""Reads the model that reads sentences as wholes (`_learned/reader.npz`).

It holds arrays: the pieces of words and the categories as text, and the parts of the model, the large ones as whole
numbers with the unit of each column. `make learn-reader` writes it; see the README beside the rules.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from auditor.errors import PackError
from auditor.model.learned import Told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from auditor.text.sentence_reader import SentenceReader

FILE = "_learned/reader.npz"
AS_IT_CAME = "the file as it came with the program"
UNIT = ".unit"
"""Ends the name of what the whole numbers of a part are multiplied by."""


def read_reader(folder: Path, categories: Sequence[str]) -> SentenceReader | None:
    """Return the model that reads for claims of these categories; None where a folder brings none along. Raises PackError."""
    path = folder / FILE
    if not path.exists():
        return None
    try:
        reader = _read(path)
        told = [Told("A sentence.", "", "")]
        [read] = reader.weigh(told)  # parts that do not fit one another show here
        weights = (*reader.mixed(read, read), *reader.weigh_support(told)[0])
    except MemoryError:  # says nothing of the file
        raise
    except Exception as error:  # the named boundary: what a damaged archive of arrays raises is on no list
        raise PackError(f"{path} is damaged and cannot be read.", f"Expected: {AS_IT_CAME}.") from error
    if not all(map(math.isfinite, weights)):
        raise PackError(f"{path} is damaged: it reads nothing out of a sentence.", f"Expected: {AS_IT_CAME}.")
    if reader.categories != tuple(categories):
        raise PackError(
            f"{path} reads for other claims than the cues beside it.", f"Expected: {', '.join(categories)}."
        )
    return reader


def _read(path: Path) -> SentenceReader:
    import numpy as np  # noqa: PLC0415 - 0.1 s, and a page without a doubtful sentence needs none of it

    from auditor.text.sentence_reader import LONGEST, SentenceReader  # noqa: PLC0415
    from auditor.text.wordpieces import WordPieces  # noqa: PLC0415

    with path.open("rb") as content, np.load(content, allow_pickle=False) as file:
        kept = {name: file[name] for name in file.files}
    vocabulary, categories = (
        kept.pop(name).tobytes().decode().split("\n") for name in ("vocabulary", "categories")
    )
    parts = {
        name: part * kept[name + UNIT] if name + UNIT in kept else part
        for name, part in kept.items()
        if not name.endswith(UNIT)
    }
    parts.pop("from", None)
    if len(parts["words"]) != len(vocabulary):
        raise ValueError("there are other words than numbers for them")
    if len(parts["places"]) < LONGEST:
        raise ValueError("there are fewer places than pieces that are read")
    pieces = WordPieces({name: number for number, name in enumerate(vocabulary)})
    return SentenceReader(categories, pieces, parts)
