"""The register: nothing overwritten, evidence that is proved, and files that are not ours refused in plain words."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from auditor.errors import StoreError
from auditor.model.claim import Claim, Evidence, EvidenceFile, Scope, ScopeKind
from auditor.model.decision import Author
from auditor.store.audits import AuditFile
from auditor.store.claims import RegisterFile

ANA, BEN = Author("Ana", "2026-01-01T00:00:00Z"), Author("Ben", "2026-02-01T00:00:00Z")
PROOF = b"%PDF-1.7 proof"
FILE = EvidenceFile("study.pdf", hashlib.sha256(PROOF).hexdigest(), len(PROOF))
CLAIM = Claim(
    ("about half recover", "half or so recover"),
    Evidence("Doe 2024", "https://evidence.example", FILE),
    Scope(ScopeKind.COUNTRY, ("UK",)),
    "Ana",
    "2027-01-01",
    "seen by counsel",
)


@pytest.fixture
def register(tmp_path):
    with RegisterFile(tmp_path / "brand.claims") as file:
        yield file.claims


def test_what_is_put_in_comes_out(register):
    (entry,) = register.put([(None, CLAIM)], ANA)
    assert (entry.number, entry.revision, entry.register) == (1, 1, "brand.claims")
    assert register.entries() == (entry,)
    assert register.entry(entry.key) == entry


def test_a_change_is_a_revision_with_its_author(register):
    (first,) = register.put([(None, CLAIM)], ANA)
    (second,) = register.put([(first, replace(CLAIM, note="renewed"))], BEN)
    assert register.entries() == (second,)
    assert [(e.revision, e.author, e.claim.note) for e in register.history(first.key)] == [
        (1, ANA, "seen by counsel"),
        (2, BEN, "renewed"),
    ]
    assert register.before(first.key, 2) == CLAIM
    assert register.before(first.key, 1).is_withdrawn


def test_a_change_made_on_top_of_somebody_elses_is_refused(register):
    (first,) = register.put([(None, CLAIM)], ANA)
    register.put([(first, replace(CLAIM, note="mine"))], ANA)
    with pytest.raises(StoreError, match="changed by somebody else"):
        register.put([(first, replace(CLAIM, note="too late"))], BEN)
    assert register.entry(first.key).claim.note == "mine"


def test_evidence_is_kept_once_and_proved(tmp_path, register):
    register.keep({FILE.sha256: PROOF})
    register.keep({FILE.sha256: PROOF})
    assert register.evidence(FILE) == PROOF
    with pytest.raises(StoreError, match="no longer in the register"):
        register.evidence(replace(FILE, sha256="0" * 64))
    with closing(sqlite3.connect(tmp_path / "brand.claims")) as other, other:
        other.execute("UPDATE claim_evidence SET packing = '', content = x'00'")
    with pytest.raises(StoreError, match="bytes have changed"):
        register.evidence(FILE)


def test_a_shared_register_is_one_clean_file_that_several_use(tmp_path):
    path = tmp_path / "brand.claims"
    with RegisterFile(path) as one, RegisterFile(path) as other:
        one.claims.put([(None, CLAIM)], ANA)
        other.claims.put([(None, CLAIM)], BEN)
        assert [e.number for e in one.claims.entries()] == [1, 2]
        assert len({e.key for e in one.claims.entries()}) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["brand.claims"]


def test_a_register_that_somebody_writes_to_is_waited_for_and_then_told(tmp_path):
    path = tmp_path / "brand.claims"
    RegisterFile(path).__exit__()
    with closing(sqlite3.connect(path, isolation_level=None)) as busy, RegisterFile(path) as file:
        file._connection.execute("PRAGMA busy_timeout=20")
        busy.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is being written by another program"):
            file.claims.put([(None, CLAIM)], ANA)
        busy.execute("ROLLBACK")
        assert len(file.claims.put([(None, CLAIM)], ANA)) == 1


def damaged(path):
    path.write_bytes(b"no database at all, but long enough to be looked at")


def of_another_program(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA application_id=7")


def newer(path):
    RegisterFile(path).__exit__()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version=2001")


def an_audit(path):
    AuditFile(path).close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (damaged, "damaged or is not a register"),
        (of_another_program, "belongs to another program"),
        (newer, "newer version of Auditor"),
        (an_audit, "belongs to another program"),
        (lambda _: None, "no register"),
    ],
)
def test_what_is_no_register_is_refused_and_stays_as_it_is(tmp_path, make, said):
    path = tmp_path / "brand.claims"
    make(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(StoreError, match=said), RegisterFile(path, is_read_only=True):
        pass
    if before is not None:
        with pytest.raises(StoreError), RegisterFile(path):
            pass
        assert path.read_bytes() == before
