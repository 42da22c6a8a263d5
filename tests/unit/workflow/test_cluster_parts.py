"""What a cluster run is made of: who may travel when, which Auditor is where, and how the rules travel."""

import io
import threading
import time
import zipfile
from datetime import UTC, datetime

import distributed
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from auditor.cli.main import main
from auditor.errors import UserError
from auditor.workflow import cluster_client, cluster_connection, cluster_reader
from auditor.workflow.cluster_connection import check_programs
from auditor.workflow.cluster_reader import Program, packed_rules, program
from auditor.workflow.cluster_room import Room
from auditor.workflow.resources import rules_folder
from auditor.workflow.workers import Cluster

OURS = Program("1.2.0", "aa")
ONLY_READ_BY_PEOPLE = {"README.md", "_accuracy.json", "_learned/NOTICE.txt"}
"""What lies beside the rules and judges nothing. All else has to travel, whatever is added: workers would judge by less."""
STRANGERS = {
    "none": (ModuleNotFoundError("auditor"), "has no Auditor that works on a cluster"),
    "another version": (Program("1.1.0", "bb"), "has Auditor 1.1.0, and this is 1.2.0"),
    "the same version, changed": (Program("1.2.0", "bb"), "although both are version 1.2.0"),
}


@pytest.mark.parametrize(("theirs", "said"), STRANGERS.values(), ids=STRANGERS)
def test_a_worker_with_another_auditor_is_named(theirs, said):
    check_programs({"tcp://a:1": OURS}, OURS)
    with pytest.raises(UserError, match="tcp://b:2") as told:
        check_programs({"tcp://a:1": OURS, "tcp://b:2": theirs}, OURS)
    assert said in str(told.value)


def test_a_worker_that_is_lost_while_it_is_asked_is_passed_over():
    check_programs({"tcp://a:1": OURS, "tcp://b:2": distributed.comm.CommClosedError()}, OURS)


def test_this_program_is_known_by_its_version_and_modules():
    assert program() == program()
    assert len(program().modules) == 64


def test_the_rules_travel_whole_and_the_same_each_time(tmp_path):
    packed = packed_rules(rules_folder())
    assert packed == packed_rules(rules_folder())
    cluster_reader._unpack(packed, tmp_path)
    assert contents(tmp_path) == {
        name: content for name, content in contents(rules_folder()).items() if name not in ONLY_READ_BY_PEOPLE
    }


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_rules_without_a_model_travel_without_one(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/pack.yaml").write_text("id: mine\n", "utf-8")
    with zipfile.ZipFile(io.BytesIO(packed_rules(tmp_path))) as archive:
        assert archive.namelist() == ["mine/pack.yaml"]


def test_rules_that_are_not_there_are_told_as_without_a_cluster(tmp_path, capfd):
    nowhere = str(tmp_path / "nowhere")
    assert main(["audit", str(tmp_path), "--rules", nowhere, "--cluster", "tcp://127.0.0.1:1"]) == 2
    assert f"There is no rules folder at {nowhere}." in capfd.readouterr().err


@pytest.mark.parametrize("name", ["../a.yaml", "/a.yaml", "a/../../b.yaml"])
def test_rules_that_lead_out_of_their_folder_are_refused(tmp_path, name):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(ValueError, match="yaml"):
        cluster_reader._unpack(made.getvalue(), tmp_path / "rules")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Make the files of a safe connection: an authority, which vouches for itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "node.example")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2126, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(*plain))
    return str(folder / "cert.pem"), str(folder / "cert.pem"), str(folder / "key.pem")


def test_tls_files_are_handed_on(certificates):
    made = cluster_client._security(Cluster("tls://a:1", *certificates), distributed)
    assert (made.tls_ca_file, made.tls_client_cert, made.tls_client_key) == certificates
    assert made.require_encryption
    assert cluster_client._security(Cluster("tcp://a:1"), distributed) is None


def test_tls_files_that_cannot_be_used_are_told_before_anybody_is_asked(certificates, tmp_path):
    junk = tmp_path / "junk.pem"
    junk.write_text("x")
    for files in (
        (str(junk), *certificates[1:]),
        (*certificates[:2], str(junk)),
        (*certificates[:2], certificates[0]),
    ):
        with pytest.raises(UserError, match="The files of the safe connection cannot be used"):
            cluster_client._security(Cluster("tls://a:1", *files), distributed)


def test_an_address_that_wants_tls_without_files_says_so():
    with pytest.raises(UserError, match="wants a safe connection, and no certificates are named"):
        cluster_client.client_of(Cluster("tls://127.0.0.1:1"))


class Finished:
    """An audit that a worker has, and that does not come."""

    status = "finished"

    def __init__(self, *raised):
        self.raised, self.waited = list(raised), []

    def add_done_callback(self, call):
        call(self)

    def result(self, timeout):
        self.waited.append(timeout)
        raise self.raised.pop(0)


@pytest.fixture
def connection():
    made = cluster_connection.Connection.__new__(cluster_connection.Connection)
    made._trouble = None
    return made


def test_an_audit_that_lies_on_a_lost_worker_holds_nobody_up(connection, monkeypatch):
    """Dask waits for a worker that audits it anew, and there may be none any more."""
    audit = Finished(TimeoutError(), TimeoutError())
    looks = iter((None, None, cluster_connection.ClusterLostError(cluster_connection._LOST)))

    def check():
        if trouble := next(looks):
            raise trouble

    monkeypatch.setattr(connection, "check", check)
    with pytest.raises(cluster_connection.ClusterLostError):
        connection._answer(audit)
    assert len(audit.waited) == 2
    assert sum(audit.waited) < 15


def test_a_document_that_ends_its_workers_is_known_also_when_it_had_been_audited_once(connection):
    killed = distributed.KilledWorker("a task", None, 3)
    with pytest.raises(cluster_connection.DeadlyError):
        connection._answer(Finished(TimeoutError(), killed))


class StoppedError(Exception):
    pass


@pytest.fixture
def room():
    return Room(lambda: 2, 100, lambda: None)


def in_thread(work):
    done = threading.Event()

    def run():
        work()
        done.set()

    threading.Thread(target=run, daemon=True).start()
    return done


def test_so_many_travel_as_there_are_seats(room):
    leave = threading.Event()

    def sit():
        with room.seat():
            leave.wait(20)

    waiting = [in_thread(sit) for _ in range(3)]
    time.sleep(0.1)
    assert room._inside == 2
    leave.set()
    assert all(done.wait(20) for done in waiting)


def test_a_document_larger_than_the_bound_travels_without_others(room):
    with room.weight(500):
        small = in_thread(lambda: room.weight(1).__enter__())
        assert not small.wait(0.1)
    assert small.wait(20)


def test_who_travels_alone_waits_for_the_others_and_keeps_newcomers_out(room):
    order = []

    def alone():
        with room.alone():
            order.append("alone")
            time.sleep(0.05)

    def late():
        with room.seat():
            order.append("late")

    with room.seat():
        first = in_thread(alone)
        while not room._loners:
            time.sleep(0.01)
        second = in_thread(late)
        time.sleep(0.05)
        order.append("before")
    assert first.wait(20)
    assert second.wait(20)
    assert order == ["before", "alone", "late"]


def test_nobody_waits_for_a_cluster_that_is_lost():
    def lost():
        raise StoppedError

    with pytest.raises(StoppedError), Room(lambda: 0, 1, lost).seat():
        pass
