"""What keeps a run on a cluster from being begun is told in a sentence. What it gives is tested beside this, as is what is lost."""

import socket

import pytest

from auditor.cli.main import main
from auditor.workflow import cluster_client, cluster_connection

from .cluster_processes import ON_A_CLUSTER

pytestmark = ON_A_CLUSTER


@pytest.fixture
def page(tmp_path):
    made = tmp_path / "page.txt"
    made.write_text("We are the best clinic in Ohio.", "utf-8")
    return made


def test_where_nobody_works_a_sentence_says_so(cluster, page, monkeypatch, capfd):
    monkeypatch.setattr(cluster_connection, "FIRST_WORKER_SECONDS", 0.2)
    cluster.have_workers(0)
    assert main(["audit", str(page), "--cluster", cluster.address, "-q"]) == 2
    address = cluster.address
    said = f"The cluster at “{address}” has no workers. Start some: dask worker {address}"
    assert capfd.readouterr().err == f"auditor: {said}\n"


def test_where_no_cluster_answers_a_sentence_says_so(page, monkeypatch, capfd):
    monkeypatch.setattr(cluster_client, "CONNECT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    assert main(["audit", str(page), "--cluster", f"tcp://127.0.0.1:{port}", "-q"]) == 2
    assert f"No cluster answers at “tcp://127.0.0.1:{port}”" in capfd.readouterr().err
    assert main(["audit", str(page), "--cluster", "nonsense", "-q"]) == 2
    assert "“nonsense” is no address of a cluster. Write it like tcp://" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--cluster", "tcp://a:1", "--jobs", "2"], "--jobs does not go with --cluster."),
        (["--cluster-ca", "a.pem"], "go with --cluster."),
        (["--cluster", "tls://a:1", "--cluster-ca", "a.pem"], "A safe connection needs three files."),
        (
            ["--cluster", "tls://a:1", "--cluster-ca", "a", "--cluster-cert", "b", "--cluster-key", "c"],
            "There is no file “a”.",
        ),
    ],
)
def test_wrong_use_is_told(page, capfd, arguments, said):
    assert main(["audit", str(page), *arguments, "-q"]) == 2
    assert said in capfd.readouterr().err
