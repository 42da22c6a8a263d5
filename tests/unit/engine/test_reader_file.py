"""The file of the model that reads sentences: what it says once read, and how damage is told."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from reader_of_chance import CATEGORIES, WORDS, parts_of_chance

from auditor.engine.reader_file import FILE, UNIT, read_reader
from auditor.errors import PackError
from auditor.model.learned import Told
from auditor.text.sentence_reader import SentenceReader
from auditor.text.wordpieces import WordPieces


def kept() -> dict:
    texts = {"vocabulary": WORDS, "categories": CATEGORIES}
    return parts_of_chance() | {
        name: np.frombuffer("\n".join(t).encode(), np.uint8) for name, t in texts.items()
    }


def archive_of(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.fixture
def folder(tmp_path):
    def _folder(arrays: dict | bytes) -> Path:
        (tmp_path / "_learned").mkdir(exist_ok=True)
        if isinstance(arrays, bytes):
            (tmp_path / FILE).write_bytes(arrays)
        else:
            np.savez(tmp_path / FILE, **arrays)
        return tmp_path

    return _folder


def test_what_is_kept_as_whole_numbers_reads_as_before(folder):
    parts = parts_of_chance()
    name = "0.widen"
    unit = np.abs(parts[name]).max(0, keepdims=True) / 127
    whole = {name: np.round(parts[name] / unit).astype(np.int8), name + UNIT: unit}
    reader = read_reader(folder(kept() | whole), CATEGORIES)
    before = SentenceReader(CATEGORIES, WordPieces({w: n for n, w in enumerate(WORDS)}), parts)
    said = [Told("Pain leaves for good.", "", "")]
    assert np.allclose(reader.weigh(said), before.weigh(said), atol=0.1)


def test_a_folder_without_one_has_none(tmp_path):
    assert read_reader(tmp_path, CATEGORIES) is None


@pytest.mark.parametrize(
    "arrays",
    [
        b"",
        b"PK\x03\x04 cut off",
        b"no archive",
        {},
        {name: part for name, part in kept().items() if name != "mix"},
        {name: part for name, part in kept().items() if name != "0.gather.start"},
        kept() | {"0.gather": np.zeros((3, 3), np.float32)},
        kept() | {"vocabulary": np.frombuffer(b"pain\nleaves", np.uint8)},
        kept() | {"vocabulary": np.frombuffer(b"\xff", np.uint8)},
        kept() | {"words": kept()["words"][:2]},
        kept() | {"places": kept()["places"][:-1]},
        kept() | {"claims.start": np.full(2, np.nan, np.float32)},
        kept() | {"mix": np.zeros((1, 3), np.float32)},
        kept() | {"words": np.array([{}], object)},
        archive_of({"vocabulary": b"no array"}),
    ],
    ids=lambda arrays: "bytes" if isinstance(arrays, bytes) else "arrays",
)
def test_damage_is_told_with_the_file_and_what_to_do(folder, arrays):
    with pytest.raises(PackError, match=r"reader\.npz .*Expected: the file as it came with the program\."):
        read_reader(folder(arrays), CATEGORIES)


def test_a_lack_of_memory_is_not_told_as_damage(folder, monkeypatch):
    def load(*_args, **_more):
        raise MemoryError

    monkeypatch.setattr(np, "load", load)
    with pytest.raises(MemoryError):
        read_reader(folder(kept()), CATEGORIES)


def test_it_reads_for_the_categories_of_the_cues(folder):
    with pytest.raises(PackError, match="reads for other claims than the cues beside it"):
        read_reader(folder(kept()), ("guarantee", "testimonial"))
