"""What a cluster gives is what this machine gives: of files, lists of addresses and archives, in each form that is streamed."""

import io
import json
import shutil
import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import openpyxl
import pytest

from auditor.cli.main import main
from auditor.export.base import export_audit
from auditor.model.document import Status
from auditor.workflow.audit import Settings, audit
from auditor.workflow.resources import samples_folder
from auditor.workflow.review import read_review
from auditor.workflow.workers import Cluster

from .cluster_processes import ON_A_CLUSTER, ONE_BY_ONE, Command

pytestmark = [*ON_A_CLUSTER, pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")]
"""Of connections whose other end was killed."""

AT = "2026-11-22T10:00:00Z"
SAMPLES = (
    "eating-disorder-support.html",
    "hearing-aids.mhtml",
    "knee-replacement-leaflet.pdf",
    "scanned-flyer.pdf",
)
"""In the second, findings depend on the model that reads sentences, which has to be on the workers."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("documents")
    for name in SAMPLES:
        shutil.copy(samples_folder() / name, made / name)
    shutil.copy(made / SAMPLES[0], made / "the same again.html")
    (made / "empty.txt").write_text("", "utf-8")
    (made / "crawl.warc").write_bytes(
        b"".join(
            archived(f"https://clinic.example/{name}", f"<p>The {name} clinic in Ohio.")
            for name in ("best", "other")
        )
    )
    return made


def archived(address, page):
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    head = f"WARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: {AT}\r\nContent-Length: {len(answer)}"
    return f"WARC/1.1\r\n{head}\r\n\r\n{answer}\r\n\r\n".encode()


@pytest.fixture(scope="module")
def audited_here(folder, remembered):
    return audit([str(folder), str(folder / "missing.txt")], Settings(), AT)


@pytest.fixture(params=["jsonl", "parquet", "audit"])
def form(request):
    return request.param


def test_each_streamed_form_has_what_it_has_without_a_cluster(cluster, folder, audited_here, tmp_path, form):
    cluster.have_workers(2)
    there, here = tmp_path / f"there.{form}", tmp_path / f"here.{form}"
    inputs = [str(folder), str(folder / "missing.txt")]
    arguments = ["--cluster", cluster.address, "--audited-at", AT, "-q", "-o", str(there)]
    assert main(["audit", *inputs, *arguments]) == 3
    assert [path.name for path in tmp_path.iterdir()] == [there.name]
    if form == "audit":
        assert read_review(there).documents == audited_here.documents
        assert main(["review", "package", str(there), str(tmp_path / "proof.zip")]) == 0
    else:
        export_audit(audited_here, here)
        assert there.read_bytes() == here.read_bytes()


def test_what_is_compared_is_worth_it(audited_here):
    """Both would be alike as well if nothing were found."""
    names = [document.source.name for document in audited_here.documents]
    assert len(names) == len(SAMPLES) + 5
    assert sum(len(document.findings) for document in audited_here.documents) > 7
    assert {document.status for document in audited_here.documents} >= {Status.COMPLETE, Status.UNREADABLE}


class Web:
    """Stands for all of the web: a proxy knows every name. It tells no path that begins with `held` until `let_go` is set."""

    def __init__(self):
        self.let_go = threading.Event()

    def pieces(self, address):
        while "/held" in address and not self.let_go.wait(1):
            yield b" "  # nobody waits for one who is silent
        claims = "Our clinic in Ohio is the best, and 85% of our patients stay sober.</p><p>" * 12
        yield f"<title>{address}</title><p>{claims}".encode()


@contextmanager
def serving(web, monkeypatch):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(404 if "/gone" in self.path else 200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            with suppress(OSError):  # who asked was killed
                for piece in web.pieces(self.path):
                    self.wfile.write(piece)

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        monkeypatch.setenv("http_proxy", address)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        try:
            yield address
        finally:
            web.let_go.set()
            server.shutdown()


def test_lists_of_addresses_are_fetched_here_and_judged_there(cluster, tmp_path, monkeypatch):
    """Files that list addresses may not lead into a private network, so names are listed, which a proxy here knows."""
    cluster.have_workers(2)
    with serving(Web(), monkeypatch) as typed:
        inputs = [*lists(tmp_path, typed), typed]
        here = audit(inputs, Settings(), AT).documents
        there = audit(inputs, Settings(cluster=Cluster(cluster.address)), AT).documents
    assert timeless(there) == timeless(here)
    codes = [problem.code for document in there for problem in document.problems]
    assert [len(d.findings) > 0 for d in there] == [True, False, True, False, True, True, True, True], codes
    assert [there[n].source.uri for n in (0, 4, 5, 6, 7)] == [
        *(f"http://{name}.example/" for name in ("first", "table", "sheet", "shortcut")),
        typed,
    ]
    assert [d.problems[0].code for d in (there[1], there[3])] == ["not-found", "private-address"]


def lists(folder, own):
    """Write a list in each form, with one page that is gone and one address of this machine, which a list may not name."""
    (folder / "pages.txt").write_text(
        f"http://first.example/\nhttp://gone.example/gone\nhttp://second.example/\n{own}\n", "utf-8"
    )
    (folder / "pages.csv").write_text("Name,Address\nTable,http://table.example/\n", "utf-8")
    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["http://sheet.example/"])
    book.save(made)
    (folder / "pages.xlsx").write_bytes(made.getvalue())
    (folder / "page.url").write_text("[InternetShortcut]\nURL=http://shortcut.example/\n", "utf-8")
    return [str(folder / name) for name in ("pages.txt", "pages.csv", "pages.xlsx", "page.url")]


def timeless(documents):
    return [replace(d, source=replace(d.source, retrieved_at=None)) for d in documents]


STREAMED = {"jsonl": lambda written: written.count(b"\n"), "parquet": lambda written: len(written) // 4_000}
"""How many pieces of a form have been written."""


@pytest.mark.parametrize("ending", ["jsonl", pytest.param("parquet", marks=pytest.mark.fuzz)])
def test_rows_are_written_while_documents_are_under_way_and_no_half_file_is_left(
    cluster, tmp_path, monkeypatch, ending
):
    """Rows go into a file of another name, so that whoever is killed leaves none that looks whole."""
    cluster.have_workers(1)
    web, target = Web(), tmp_path / f"out.{ending}"
    (tmp_path / "pages.txt").write_text(
        "".join(f"http://clinic{number}.example/\n" for number in range(4)) + "http://last.example/held\n",
        "utf-8",
    )
    inputs = [tmp_path / "pages.txt"]

    def begun():
        command = Command(inputs, cluster, target, "-q", prelude=ONE_BY_ONE)
        cluster.wait_until(
            lambda _: STREAMED[ending](command.unfinished()) > 1 or command.process.poll() is not None
        )
        assert command.process.poll() is None
        assert not target.exists()
        return command

    with serving(web, monkeypatch):
        begun().kill()
        assert not target.exists()
        command = begun()
        web.let_go.set()
        assert command.ended() == (1, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([target.name, "pages.txt"])
    if ending == "jsonl":
        rows = [json.loads(line)["source"]["uri"] for line in target.read_text("utf-8").splitlines()]
        assert rows == inputs[0].read_text("utf-8").split()
