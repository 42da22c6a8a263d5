"""What is opened beside documents (reviews, spreadsheets, shortcuts, rule packs) is told to be damaged, or read."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
import tracemalloc
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.engine.pack import read_rules
from auditor.errors import LoadError, PackError, StoreError, UserError
from auditor.export.claims.read import read_claims
from auditor.export.returned.findings import read_returned
from auditor.model.listing import Filter
from auditor.model.order import Sort
from auditor.sources.addresses import from_list, from_shortcut, from_table
from auditor.sources.base import ReadLimits
from auditor.store import packing
from auditor.store.audits import AuditFile

from . import regressions
from .bombs import LISTS, YAML_BOMBS
from .books import BOOKS, REVIEWS, WITH_STATEMENTS, leaking, saved, workbook
from .case import LARGE, QUICK, SECRET
from .damage import FUZZING, Clock, damaged, injuries, searching, upset, upsets
from .sound import ANA, PACK_FILES, SHORTCUTS, decide, write_packs, write_review

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_SECONDS = 10.0
SCALE = LARGE if FUZZING else QUICK


def shortly(names: Iterable[str]) -> list[str]:
    """Leave out what takes seconds, unless there is time for it."""
    return [name for name in names if FUZZING or "laughing" not in name]


@pytest.fixture(scope="module")
def sound(rule_book, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    write_review(folder, rule_book)
    return folder


def read_all(path: Path) -> None:
    """Ask a review everything that the window asks it."""
    with suppress(StoreError), AuditFile(path, is_read_only=True) as file:
        for ask in (
            file.header,
            file.document_rows,
            file.audit,
            file.overview,
            file.decisions.steps,
            file.second_report,
        ):
            with suppress(StoreError):
                ask()
        with suppress(StoreError):
            for number in file.findings.ids(Filter(), Sort()):
                ask_finding(file, number)
        with suppress(StoreError):
            for row in file.document_rows():
                ask_document(file, row.id)


def ask_finding(file: AuditFile, number: int) -> None:
    for ask in (
        lambda n: file.findings.rows([n]),
        file.findings.one,
        file.findings.alike,
        file.decisions.history,
    ):
        with suppress(StoreError):
            ask(number)


def ask_document(file: AuditFile, number: int) -> None:
    asks = (
        file.document,
        file.whole_document,
        file.passed,
        file.findings.marks,
        file.findings.page_marks,
        file.findings.box_marks,
    )
    for ask in (*asks, file.versions.gone, file.versions.compared, lambda n: file.sources.content(n, "ab")):
        with suppress(StoreError):
            ask(number)


def go_on(path: Path) -> None:
    """Decide something in a review, as if nothing was wrong with it."""
    with suppress(StoreError), AuditFile(path) as file:
        with suppress(StoreError):
            decide(file, 1)
        with suppress(StoreError):
            file.decisions.undo(ANA)


def decisions(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT * FROM decision").fetchall()


@pytest.mark.parametrize(
    ("once_broke", "run"),
    [
        (regressions.REVIEWS, REVIEWS),
        (regressions.WORKBOOKS, shortly(BOOKS)),
        (regressions.LISTS, LISTS),
        (regressions.RULES, shortly(YAML_BOMBS)),
    ],
    ids=["reviews", "workbooks", "lists", "rules"],
)
def test_what_once_broke_an_opener_is_in_every_run(once_broke, run):
    assert set(run) >= once_broke.keys()


class TestReviews:
    clock = Clock()
    other = Clock()

    @searching
    @given(injury=injuries)
    def test_a_damaged_review_is_read_or_told_to_be_damaged(self, sound, injury):
        if self.clock.is_over:
            return
        path = sound / "damaged.audit"
        path.write_bytes(damaged((sound / "a.audit").read_bytes(), injury))
        read_all(path)
        go_on(path)

    @searching
    @given(changes=upsets)
    def test_odd_values_in_a_review_are_read_or_told_to_be_damage(self, sound, changes):
        if self.other.is_over:
            return
        path = sound / "odd.audit"
        shutil.copyfile(sound / "a.audit", path)
        upset(path, changes)
        read_all(path)
        go_on(path)

    def test_no_more_is_unpacked_than_is_ever_kept(self, sound, monkeypatch):
        monkeypatch.setattr(packing, "MAX_UNPACKED", 1_000_000)
        path = sound / "bomb.audit"
        shutil.copyfile(sound / "a.audit", path)
        REVIEWS["bytes-that-unpack-for-ever"](path)
        whole = hashlib.sha256(bytes(3_000_000)).hexdigest()
        tracemalloc.start()
        with AuditFile(path, is_read_only=True) as file, pytest.raises(StoreError, match="have changed"):
            file.sources.content(1, whole)
        assert tracemalloc.get_traced_memory()[1] < 2_500_000
        tracemalloc.stop()

    @pytest.mark.parametrize("name", REVIEWS)
    def test_a_review_made_to_harm_is_read_or_refused(self, sound, name):
        path = sound / "harmful.audit"
        shutil.copyfile(sound / "a.audit", path)
        REVIEWS[name](path)
        began = time.monotonic()
        read_all(path)
        go_on(path)
        assert time.monotonic() - began < MOST_SECONDS

    @pytest.mark.parametrize("is_read_only", [True, False])
    @pytest.mark.parametrize("name", WITH_STATEMENTS)
    def test_a_review_with_statements_in_it_is_refused_before_any_is_run(self, sound, name, is_read_only):
        path = sound / "harmful.audit"
        shutil.copyfile(sound / "a.audit", path)
        REVIEWS[name](path)
        with pytest.raises(StoreError, match="statements that Auditor never writes"):
            AuditFile(path, is_read_only=is_read_only)
        go_on(path)
        assert decisions(path) == decisions(sound / "a.audit") != []


class TestSpreadsheets:
    clock = Clock()

    @pytest.mark.parametrize("name", shortly(BOOKS))
    def test_a_workbook_made_to_harm_is_read_or_refused(self, sound, name):
        path = sound / "harmful.xlsx"
        path.write_bytes(BOOKS[name](SCALE))
        began = time.monotonic()
        for read in (lambda path: read_returned(path, 1_000), read_claims):
            with suppress(UserError):
                read(path)
        with suppress(LoadError):
            assert SECRET not in from_table(path, ReadLimits())
        assert time.monotonic() - began < MOST_SECONDS

    @pytest.mark.parametrize("kind", ["addresses", "claims", "findings"])
    def test_a_workbook_that_asks_for_another_file_is_refused_and_shows_nothing_of_it(self, sound, kind):
        made, read = {
            "addresses": (workbook(), lambda path: from_table(path, ReadLimits())),
            "claims": (saved([["Wordings"], ["We heal."]]), read_claims),
            "findings": ((sound / "a.xlsx").read_bytes(), lambda path: read_returned(path, 1_000)),
        }[kind]
        path = sound / "asking.xlsx"
        path.write_bytes(made)
        assert SECRET not in repr(read(path))
        path.write_bytes(leaking(made))
        with pytest.raises((LoadError, UserError), match="cannot be read as a spreadsheet") as told:
            raise AssertionError(read(path))
        assert SECRET not in str(told.value)

    @searching
    @given(injury=injuries)
    def test_damaged_tables_are_read_or_told_to_be_damaged(self, sound, injury):
        if self.clock.is_over:
            return
        for ending in ("xlsx", "csv"):
            path = sound / f"damaged.{ending}"
            path.write_bytes(damaged((sound / f"a.{ending}").read_bytes(), injury))
            for read in (lambda path: read_returned(path, 1_000), read_claims):
                with suppress(UserError):
                    read(path)
            with suppress(LoadError):
                from_table(path, ReadLimits())


class TestShortcuts:
    clock = Clock()

    @pytest.mark.parametrize("name", LISTS)
    def test_a_list_made_to_harm_is_read_as_it_is(self, tmp_path, name):
        path = tmp_path / "a.txt"
        content, addresses = LISTS[name]
        path.write_bytes(content)
        assert from_list(path, ReadLimits()) == addresses

    @searching
    @given(injury=injuries)
    def test_damaged_shortcuts_and_lists_are_read_or_told(self, tmp_path_factory, injury):
        if self.clock.is_over:
            return
        folder = tmp_path_factory.getbasetemp()
        for name, content in SHORTCUTS.items():
            path = folder / name
            path.write_bytes(damaged(content, injury))
            with suppress(LoadError):
                from_list(path, ReadLimits()) if path.suffix == ".txt" else from_shortcut(path, ReadLimits())


@pytest.fixture(scope="module")
def packs(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("rules")
    write_packs(folder)
    return folder


class TestPacks:
    clock = Clock()

    @searching
    @given(name=st.sampled_from(sorted(PACK_FILES)), injury=injuries)
    def test_a_damaged_pack_is_refused_with_its_place_or_read(self, packs, name, injury):
        if self.clock.is_over:
            return
        sound = PACK_FILES[name].encode()
        (packs / name).write_bytes(damaged(sound, injury))
        try:
            with suppress(PackError):
                read_rules(packs)
        finally:
            (packs / name).write_bytes(sound)

    @pytest.mark.parametrize("bomb", shortly(YAML_BOMBS))
    def test_a_bomb_in_a_pack_is_refused(self, packs, bomb):
        for name in PACK_FILES if FUZZING else ["core/absolute-claim.yaml"]:
            sound = (packs / name).read_bytes()
            (packs / name).write_bytes(YAML_BOMBS[bomb])
            try:
                with pytest.raises(PackError):
                    read_rules(packs)
            finally:
                (packs / name).write_bytes(sound)

    def test_nothing_in_a_pack_is_run(self, packs, tmp_path):
        name, mark = "core/absolute-claim.yaml", tmp_path / "mark"
        sound = (packs / name).read_text("utf-8")
        harm = f"title: !!python/object/apply:os.mkdir ['{mark}']"
        (packs / name).write_text(sound.replace("title: An absolute claim", harm), "utf-8")
        try:
            with pytest.raises(PackError):
                read_rules(packs)
        finally:
            (packs / name).write_text(sound, "utf-8")
        assert not mark.exists()
