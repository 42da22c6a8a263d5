"""Names that steer terminals, hide endings, fill the disk's limit or mean devices elsewhere are names of documents like others."""

from __future__ import annotations

import io
import os
import sys
import zipfile

import pytest

from auditor.cli.output import printable
from auditor.export.base import Format, write_audit
from auditor.model.audit import Audit
from auditor.model.document import Status
from auditor.sources.base import shown_name
from auditor.sources.gather import gather
from auditor.workflow.document import audit_request
from auditor.workflow.options import Options
from auditor.workflow.package import write_package
from auditor.workflow.review import write_review

from . import regressions
from .case import CLAIM

NAMES = (
    "new\nline.txt",
    "carriage\rreturn.txt",
    "tab\t.txt",
    "\x1b[31mred.txt",
    "\u202efdp.exe.txt",
    "\u2066isolate.txt",
    f"{'x' * 251}.txt",
    f"{'é' * 125}.txt",
    "CON.txt",
    "aux.txt",
    "nul.tar.txt",
    "COM1.txt",
    "trailing dot..txt",
    " leading space.txt",
    "back\\slash.txt",
    "a..\\..\\above.txt",
    "colon:stream.txt",
    "star*?<>|.txt",
    "\"quoted'.txt",
    "=HYPERLINK(1).txt",
    "-dash.txt",
    "--output.txt",
    "$(reboot).txt",
    "%s%n%x.txt",
    "\udcff\udcfe.txt",
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there such names cannot be made")


@pytest.fixture
def audit(tmp_path, rule_book) -> Audit:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_text(f"{CLAIM} {number}", "utf-8")
    options = Options(today="2026-11-28", keep_in=str(tmp_path / "kept"))
    documents = tuple(audit_request(request, rule_book, options) for request in gather([str(folder)]))
    packs = tuple(pack.record() for pack in rule_book.packs)[:1]
    return Audit("1.0", "2026-11-28T10:00:00Z", packs, documents)


def test_what_once_broke_a_name_is_in_every_run():
    assert set(NAMES) >= regressions.NAMES.keys()


def test_odd_names_are_audited_written_and_packed_and_lead_nowhere(audit, tmp_path):
    assert sorted(d.source.name for d in audit.documents) == sorted(map(shown_name, NAMES))
    assert not set("".join(d.source.name for d in audit.documents)) & set("\n\r\x1b\u202e\u2066\udcff")
    assert {d.status for d in audit.documents} == {Status.COMPLETE}
    assert all(printable(d.source.name).isprintable() for d in audit.documents)
    for form in (Format.XLSX, Format.CSV, Format.JSON, Format.HTML):
        write_audit(audit, io.BytesIO(), form)
    write_review(audit, tmp_path / "kept", tmp_path / "a.audit")
    write_package(tmp_path / "a.audit", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        packed = [name for name in package.namelist() if name.startswith("sources/")]
    assert len(packed) == len(NAMES)
    for name in packed:
        folder, base = os.path.split(name)
        assert (folder, base.isascii() or base.isprintable(), len(base.encode()) < 200) == (
            "sources",
            True,
            True,
        )
        assert not set(base) & set('\\:*?"<>|\n\r\t$%')
