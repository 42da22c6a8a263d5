"""Reads what the packs cover of the laws, codes and policies they stand on (`_coverage/<pack>.yaml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from auditor.engine.yaml_source import read_yaml
from auditor.model.catalogue import Demand

if TYPE_CHECKING:
    from pathlib import Path


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One demand of a law, code or policy. `beyond` says what of it text alone cannot tell."""

    title: str
    rules: list[str] = []
    beyond: str = ""


def read_coverage(folder: Path, pack: str) -> tuple[Demand, ...]:
    """Return the demands that a pack answers to; none where nothing is written down. Raises PackError."""
    path = folder / "_coverage" / f"{pack}.yaml"
    if not path.is_file():
        return ()
    source = read_yaml(path)
    rows = {
        n: source.convert(v, Row, f"$.{n}") for n, v in source.convert(source.value, dict[str, Any]).items()
    }
    return tuple(Demand(name, row.title, tuple(row.rules), row.beyond) for name, row in rows.items())
