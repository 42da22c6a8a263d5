"""Sound files: samples of each kind, and those damaged in one way or another: a review with its exports, shortcuts, rules."""

from __future__ import annotations

import io
import plistlib
import shutil
from typing import TYPE_CHECKING

from auditor.export.base import Format, write_audit
from auditor.model.decision import Author, Verdict
from auditor.model.listing import AuditHeader, Filter
from auditor.model.order import Sort
from auditor.sources.base import make_source
from auditor.store.audits import AuditFile
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options
from auditor.workflow.resources import rules_folder

from .case import CLAIM

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.engine.pack import RuleBook

FAULTLESS = "sleep-apnoea-guide.html"
"""A sample in which nothing is found."""
SAMPLES = (
    FAULTLESS,
    "newsletter-letter.txt",
    "night-oil-product-page.md",
    "knee-replacement-leaflet.pdf",
    "fertility-clinic-draft.docx",
    "hearing-aids.mhtml",
)
"""One sample of each kind of document that is read."""

ANA = Author("Ana", "2026-11-22T10:00:00Z")
TEXT = f"{CLAIM} Nine out of ten patients sleep better.".encode()


def write_review(folder: Path, book: RuleBook) -> None:
    """Write a review with a document, its bytes and a decision; and its exports beside it."""
    source = make_source("page.txt", "file:///page.txt", TEXT)
    audit = audit_source(source, book, Options(today="2026-11-28"))
    packs = tuple(pack.record() for pack in book.packs)[:1]
    with AuditFile(folder / "a.audit") as file:
        file.set_header(AuditHeader("1.0", "2026-11-22T10:00:00Z", packs))
        (number,) = file.save([(0, audit)])
        file.sources.keep([(number, TEXT)])
        decide(file, file.findings.ids(Filter(), Sort())[0])
        whole = file.audit()
    for form in (Format.XLSX, Format.CSV):
        buffer = io.BytesIO()
        write_audit(whole, buffer, form)
        (folder / f"a.{form.value}").write_bytes(buffer.getvalue())


def decide(file: AuditFile, finding: int) -> None:
    file.decisions.decide([finding], Verdict.CONFIRMED, ANA, "Confirm")


def write_packs(folder: Path) -> None:
    """Write a folder of rules with every kind of file that there is."""
    for name, content in PACK_FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    shutil.copy(rules_folder() / "_texts.yaml", folder)


SHORTCUTS = {
    "a.url": b"[InternetShortcut]\r\nURL=https://a.example/x\r\n",
    "a.webloc": plistlib.dumps({"URL": "https://a.example/x", "Other": [1, {"a": 1.5}]}),
    "b.webloc": plistlib.dumps(
        {"URL": "https://a.example/x", "Other": [1, {"a": 1.5}]}, fmt=plistlib.FMT_BINARY
    ),
    "a.txt": b"https://a.example/x\nhttp://[::1]/\nwww.b.example\n",
}

PACK_FILES = {
    "core/pack.yaml": "id: core\ntitle: General\nversion: 1.0.0\n",
    "core/absolute-claim.yaml": """\
id: absolute-claim
title: An absolute claim
category: guarantee
severity: high
check: phrase
with:
  phrases: [works for everyone, "heal|mend ..3 (for good)", "%topic-suicide", "/cur(e|es)/"]
messages:
  violation: "“{trigger}” has no limits."
advice: "Say for whom."
basis:
  - {title: "A code", clause: "rule 1"}
examples:
  offends: "It works for everyone."
  acceptable: "It helps some people."
""",
    "_lists/crisis.yaml": "topic-suicide: [suicid*, 'end (my|their) life']\n",
    "_resources/crisis.yaml": """\
schema_version: 1
topics: [emergency, suicide]
countries:
  "US":
    name: "United States"
    resources:
      - id: us-988
        name: "988 Suicide & Crisis Lifeline"
        topics: [suicide]
        status: active
        phone: {canonical: "988", written: ["9-8-8"]}
        sms: [{number: "988", keyword: null}]
        url: "https://988lifeline.org/"
        verified: "yes"
""",
}
