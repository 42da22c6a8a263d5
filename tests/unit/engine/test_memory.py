"""What is remembered of a rules folder is the same as what is read, and never outlives a change of the files."""

import marshal
import os
import shutil
import sys
from dataclasses import replace

import numpy as np
import pytest
from own_rules import own_memory, own_rules

from auditor.engine.memory import recall, remember
from auditor.engine.pack import read_rules
from auditor.engine.reader_file import FILE as READER
from auditor.text.phrases import compile_phrases
from auditor.workflow.resources import rules_folder

pytestmark = pytest.mark.xdist_group("memory")  # one process reads the rules in full, once


@pytest.fixture(scope="module")
def known():
    return own_rules(), own_memory()


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(rules_folder(), folder)
    return folder


def test_a_remembered_book_is_the_book_that_was_read(known, tmp_path):
    book, memory = known
    remember(rules_folder(), tmp_path, memory)
    again = read_rules(rules_folder(), recall(rules_folder(), tmp_path))
    assert [p.record() for p in again.packs] == [p.record() for p in book.packs]
    assert (again.lexicon.lists, again.lexicon.lines) == (book.lexicon.lists, book.lexicon.lines)
    assert again.texts == book.texts
    assert [r.messages for p in again.packs for r in p.rules] == [
        r.messages for p in book.packs for r in p.rules
    ]


def test_remembered_gates_are_those_of_the_phrases_themselves(known):
    book, memory = known
    for source in list(memory.gates)[::25]:
        [phrase] = compile_phrases([source], dict(book.lexicon.lists)).phrases
        assert phrase.gates == marshal.loads(memory.gates[source])  # noqa: S302


def test_the_packs_are_told_without_reading_them(known, tmp_path):
    book, memory = known
    assert recall(rules_folder(), tmp_path) is None
    remember(rules_folder(), tmp_path, memory)
    assert recall(rules_folder(), tmp_path).records == tuple(p.record() for p in book.packs)


@pytest.mark.parametrize("file", ["core/superlative.yaml", "_lists/speech.yaml", "_texts.yaml"])
def test_a_changed_file_makes_the_memory_void(known, rules, tmp_path, file):
    remember(rules, tmp_path, known[1])
    assert recall(rules, tmp_path)
    (rules / file).write_text((rules / file).read_text("utf-8") + "\n# changed\n", "utf-8")
    assert recall(rules, tmp_path) is None


def test_a_new_file_makes_the_memory_void(known, rules, tmp_path):
    remember(rules, tmp_path, known[1])
    (rules / "_lists" / "more.txt").write_text("word\n", "utf-8")
    assert recall(rules, tmp_path) is None


def mix_otherwise(path):
    with np.load(path) as file:
        parts = dict(file)
    np.savez(path, **parts | {"mix": parts["mix"] + 1})


@pytest.mark.parametrize(
    "change",
    [lambda path: path.write_bytes(path.read_bytes()[:-1]), mix_otherwise, lambda path: path.unlink()],
    ids=["cut off", "another", "gone"],
)
def test_a_changed_model_makes_the_memory_void(known, rules, tmp_path, change):
    remember(rules, tmp_path, known[1])
    assert recall(rules, tmp_path)
    change(rules / READER)
    assert recall(rules, tmp_path) is None


@pytest.mark.parametrize("file", ["_learned/NOTICE.txt", "_resources/notes.txt"])
def test_what_rules_are_not_read_from_leaves_the_memory_as_it_is(known, rules, tmp_path, file):
    remember(rules, tmp_path, known[1])
    (rules / file).write_text("another notice\n", "utf-8")
    assert recall(rules, tmp_path)


@pytest.mark.parametrize("damage", [b"", b"\x00", b"no memory"])
def test_a_damaged_memory_is_none(known, tmp_path, damage):
    remember(rules_folder(), tmp_path, known[1])
    [file] = tmp_path.glob("rules-*")
    file.write_bytes(damage)
    assert recall(rules_folder(), tmp_path) is None


def test_half_a_memory_is_none(known, tmp_path):
    remember(rules_folder(), tmp_path, known[1])
    [file] = tmp_path.glob("rules-*")
    file.write_bytes(file.read_bytes()[:-1])
    assert recall(rules_folder(), tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="the folders of Windows users are closed by other means")
@pytest.mark.parametrize("mode", [0o602, 0o620, 0o666])
def test_a_memory_that_others_could_have_written_is_passed_over(known, tmp_path, mode):
    remember(rules_folder(), tmp_path, known[1])
    [file] = tmp_path.glob("rules-*")
    assert (file.stat().st_mode & 0o777, tmp_path.stat().st_mode & 0o777) == (0o600, 0o700)
    file.chmod(mode)
    assert recall(rules_folder(), tmp_path) is None
    file.chmod(0o600)
    assert recall(rules_folder(), tmp_path) is not None
    tmp_path.chmod(0o777)
    assert recall(rules_folder(), tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="the folders of Windows users are closed by other means")
def test_a_memory_of_another_user_is_passed_over(known, tmp_path, monkeypatch):
    remember(rules_folder(), tmp_path, known[1])
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert recall(rules_folder(), tmp_path) is None


def test_codes_of_patterns_are_kept(known, tmp_path):
    remember(rules_folder(), tmp_path, replace(known[1], codes={("a+", 2): b"code"}))
    assert recall(rules_folder(), tmp_path).codes == {("a+", 2): b"code"}


def test_a_place_that_cannot_be_written_costs_the_memory_alone(known, tmp_path):
    place = tmp_path / "file"
    place.write_text("in the way", "utf-8")
    remember(rules_folder(), place, known[1])
    assert recall(rules_folder(), place) is None


def test_old_memories_are_forgotten_and_no_unfinished_one_stays(known, rules, tmp_path):
    for number in range(6):
        (rules / "_lists" / "more.txt").write_text(f"word {number}\n", "utf-8")
        remember(rules, tmp_path, known[1])
    assert len(list(tmp_path.glob("rules-*"))) == 4
    assert recall(rules, tmp_path) is not None
