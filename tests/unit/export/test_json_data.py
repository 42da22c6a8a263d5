"""The JSON keeps its contract: its keys, its schema, its bytes."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import jsonschema
import pytest

from auditor.export.json_data import schema, write_json
from auditor.model.decision import Decision, Verdict

from . import factory

GONE = {
    *("fingerprint", "rule", "title", "category", "severity", "outcome", "quote", "trigger", "reason"),
    "decision",
}

CONTRACT = {
    "": {
        "schema",
        "tool",
        "audited_at",
        "packs",
        "documents",
        "failures",
        "filter",
        "documents_not_read",
        "notice",
    },
    "tool": {"name", "version"},
    "packs": {"id", "version", "sha256"},
    "failures": {"rule", "document", "error"},
    "documents": {
        *(
            "source",
            "status",
            "problems",
            "title",
            "language",
            "jurisdiction",
            "jurisdiction_reason",
            "words",
        ),
        *("compared_with", "fixed", "not_compared"),
        *("text", "statistics", "findings", "crisis", "authorship", "references", "not_flagged"),
    },
    "documents.source": {"name", "uri", "media_type", "bytes", "sha256", "retrieved_at"},
    "documents.problems": {"code", "message"},
    "documents.statistics": {"start", "end", "quote", "figures", "grade", "support"},
    "documents.statistics.support": {"kind", "quote", "target", "start", "end"},
    "documents.findings": {
        *("fingerprint", "rule", "title", "category", "severity", "outcome", "start", "end", "quote"),
        *("trigger_start", "trigger_end", "trigger", "message", "advice", "suggestion", "grade", "evidence"),
        *("basis", "place", "occurrences", "decision", "response", "state", "before"),
    },
    "documents.findings.before": {"fingerprint", "rule", "quote", "decision"},
    "documents.findings.before.decision": {"verdict", "reason", "reviewer", "decided_at"},
    "documents.compared_with": {"name", "uri", "sha256", "audited_at"},
    "documents.fixed": GONE,
    "documents.fixed.decision": {"verdict", "reason", "reviewer", "decided_at"},
    "documents.not_compared": GONE,
    "documents.findings.decision": {"verdict", "reason", "reviewer", "decided_at"},
    "documents.findings.basis": {"title", "clause", "url"},
    "documents.findings.place": {"page", "boxes", "selector", "offset"},
    "documents.crisis": {"topics", "verdict", "resources", "notes"},
    "documents.crisis.resources": {"name", "quote", "start", "end"},
    "documents.authorship": {"reviewer", "reviewed_on", "published_on", "disclaimer"},
    "documents.references": {"label", "text", "url", "marks"},
    "documents.not_flagged": {"rule", "start", "end", "quote", "reason"},
}


ABSENT = {"paragraph", "missed", "register", "approval", "organisation", "left_out"}
"""Keys that only some audits have."""


def written(audit, *, with_text=True):
    stream = io.BytesIO()
    write_json(audit, stream, with_text=with_text)
    return stream.getvalue()


def full_audit():
    return factory.audit(*factory.audit().documents, factory.hostile("words"), factory.compared_page())


def keys_by_path(value, path="", found=None):
    """Collect the keys of all objects, by the path of keys that leads to them."""
    found = {} if found is None else found
    if isinstance(value, dict):
        found.setdefault(path, set()).update(value)
        for key, inner in value.items():
            keys_by_path(inner, f"{path}.{key}".lstrip("."), found)
    elif isinstance(value, list):
        for inner in value:
            keys_by_path(inner, path, found)
    return found


def test_the_keys_are_those_of_the_contract():
    assert keys_by_path(json.loads(written(full_audit()))) == CONTRACT


def test_the_schema_documents_every_key_and_no_other():
    shape = json.loads(schema())
    for path, keys in CONTRACT.items():
        node = shape
        for step in filter(None, path.split(".")):
            node = resolved(shape, node["properties"][step])
        assert keys <= set(node["properties"]), path
        assert set(node["properties"]) - keys <= ABSENT, path


def resolved(shape, node):
    """Follow references, choices and arrays to the object they stand for."""
    while "properties" not in node:
        if "$ref" in node:
            node = shape["$defs"][node["$ref"].rsplit("/", 1)[1]]
        else:
            node = node["items"] if "items" in node else node["anyOf"][0]
    return node


def test_what_a_second_reviewer_would_have_flagged_is_said_in_the_ledger():
    page, *others = factory.audit().documents
    ben = Decision(Verdict.CONFIRMED, note="It ranks", reviewer="Ben", decided_at="2026-11-23T10:00:00Z")
    content = json.loads(written(factory.audit(replace(page, missed={1: ben}), *others)))
    jsonschema.validate(content, json.loads(schema()), cls=jsonschema.Draft202012Validator)
    first, second, *_ = content["documents"][0]["not_flagged"]
    assert "missed" not in first
    assert second["missed"] == {"note": "It ranks", "reviewer": "Ben", "decided_at": "2026-11-23T10:00:00Z"}


@pytest.mark.parametrize("with_text", [True, False])
def test_what_is_written_fits_the_schema(with_text):
    shape = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(shape)
    content = json.loads(written(full_audit(), with_text=with_text))
    jsonschema.validate(content, shape, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("documents", 0, "status"), "fine"),
        (("documents", 3, "problems"), []),
        (("documents", 0, "findings", 1, "severity"), "serious"),
        (("documents", 0, "findings", 1, "start"), -1),
        (("documents", 0, "statistics", 0, "grade"), None),
        (("documents", 0, "crisis", "verdict"), "maybe"),
        (("packs", 0, "sha256"), "abc"),
        (("schema",), "auditor.audit/2"),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_know(path, value):
    content = json.loads(written(full_audit()))
    node = content
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, json.loads(schema()), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "audit", [full_audit(), factory.audit(factory.unread()), replace(factory.audit(), documents=(), packs=())]
)
def test_writing_piece_by_piece_gives_the_bytes_of_writing_at_once(audit):
    content = written(audit)
    whole = json.dumps(json.loads(content), ensure_ascii=False, indent=1) + "\n"
    assert content == whole.encode()
    assert content == written(audit)


def test_quotes_are_the_words_at_their_offsets():
    document = json.loads(written(full_audit()))["documents"][0]
    text = document["text"]
    for finding in document["findings"][1:]:
        assert text[finding["start"] : finding["end"]] == finding["quote"]
        assert text[finding["trigger_start"] : finding["trigger_end"]] == finding["trigger"]
    for statistic in document["statistics"]:
        assert text[statistic["start"] : statistic["end"]] == statistic["quote"]


def test_a_document_finding_has_no_offsets():
    finding = json.loads(written(full_audit()))["documents"][0]["findings"][0]
    assert finding["category"] == "crisis-resource"
    assert [finding[k] for k in ("start", "end", "trigger_start", "trigger_end", "place")] == [None] * 5


def test_the_text_is_written_only_when_asked_for():
    assert all("text" not in d for d in json.loads(written(full_audit(), with_text=False))["documents"])


def test_nothing_is_claimed_of_a_document_that_could_not_be_read():
    document = json.loads(written(factory.audit(factory.unread())))["documents"][0]
    assert document["status"] == "unreadable"
    assert document["crisis"] is None
    assert document["authorship"] is None


def test_offsets_hold_where_half_characters_are_replaced():
    words = "half \ud83d and whole 😀"
    document = json.loads(written(factory.audit(factory.hostile(words))))["documents"][0]
    assert document["text"] == "half � and whole 😀"
    assert document["findings"][0]["end"] == len(document["text"])


def test_a_place_tells_only_what_its_format_knows():
    documents = json.loads(written(full_audit()))["documents"]
    assert documents[1]["findings"][0]["place"] == {"page": 3, "boxes": [[72.0, 101.5, 310.2, 113.9]]}
    assert set(documents[0]["findings"][1]["place"]) == {"selector", "offset"}


def test_a_path_can_be_written_to(tmp_path):
    path = tmp_path / "audit.json"
    write_json(full_audit(), path, with_text=False)
    assert path.read_bytes() == written(full_audit(), with_text=False)


def test_a_comparison_says_what_is_fixed_and_what_nobody_can_tell():
    document = json.loads(written(factory.audit(factory.compared_page())))["documents"][0]
    assert [f.get("state") for f in document["findings"]] == ["open", "new", "open", "stale"]
    assert document["findings"][3]["before"]["quote"] == "We promise that you will be cured."
    assert [(g["quote"], g["reason"]) for g in document["fixed"]] == [
        ("The very first clinic of its kind.", "words-gone")
    ]
    assert document["fixed"][0]["decision"]["reviewer"] == "Ada Example"
    assert [(g["rule"], g["reason"], g["decision"]) for g in document["not_compared"]] == [
        ("core/crisis-line", "rules-changed", None)
    ]


def test_without_a_version_before_nothing_is_said_of_one():
    document = json.loads(written(factory.audit(factory.web_page())))["documents"][0]
    assert not {"fixed", "not_compared", "compared_with"} & set(document)
