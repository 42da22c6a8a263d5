"""Each document stands on a line of its own, with what the JSON of the audit says of it and what is true of the whole."""

import io
import json
import tracemalloc
from dataclasses import replace

import jsonschema
import pytest

from auditor.export.json_data import write_json
from auditor.export.json_lines import line_schema, write_json_lines
from auditor.model.audit import RegisterRecord
from auditor.model.template import Template

from . import factory


def lines(audit, *, with_text=False, template=None):
    stream = io.BytesIO()
    write_json_lines(audit, audit.documents, stream, with_text=with_text, template=template or Template())
    return stream.getvalue().decode("utf-8").split("\n")


def whole(audit, *, with_text=False):
    stream = io.BytesIO()
    write_json(audit, stream, with_text=with_text)
    return json.loads(stream.getvalue())


@pytest.mark.parametrize("with_text", [False, True])
def test_a_line_says_of_its_document_what_the_json_says(with_text):
    audit = factory.audit(*factory.audit().documents, factory.compared_page())
    *given, end = lines(audit, with_text=with_text)
    own = [
        {k: v for k, v in json.loads(g).items() if k not in {"schema", "audit", "failures"}} for g in given
    ]
    said = whole(audit, with_text=with_text)
    assert (own, end) == (said["documents"], "")
    assert [f for g in given for f in json.loads(g)["failures"]] == said["failures"]


def test_every_line_says_what_is_true_of_the_whole():
    audit = replace(factory.audit(), register=RegisterRecord("brand.claims", 3))
    said = whole(audit)
    for line in lines(audit, template=Template(organisation="Northfield"))[:-1]:
        told = json.loads(line)
        assert told["schema"] == "auditor.document/1"
        assert told["audit"]["organisation"] == "Northfield"
        assert [told["audit"][k] for k in ("packs", "audited_at")] == [
            said[k] for k in ("packs", "audited_at")
        ]
        assert "no legal clearance" in told["audit"]["notice"]
        assert told["audit"]["register"]["claims"] == 3


def test_lines_fit_the_published_schema():
    schema = json.loads(line_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    for line in lines(factory.audit(*factory.audit().documents, factory.hostile("words")), with_text=True)[
        :-1
    ]:
        check.validate(json.loads(line))
    with pytest.raises(jsonschema.ValidationError):
        check.validate({"schema": "auditor.document/1"})


def test_no_text_of_a_page_ends_a_line():
    audit = factory.audit(factory.hostile("one\u2028two\u2029three\x85four\nfive\ud800"))
    written = "\n".join(lines(audit, with_text=True))
    assert len(written.splitlines()) == 1
    assert "one\u2028two\u2029three\x85four" in json.loads(written)["text"]


def test_memory_does_not_grow_with_the_documents():
    def peak(count):
        audit, page = factory.audit(), factory.web_page()
        stream = io.BytesIO()
        stream.write = len  # what is written is gone
        tracemalloc.start()
        made = (replace(page, text=f"{n} " + page.text * 200) for n in range(count))
        write_json_lines(audit, made, stream, with_text=True)
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return held

    peak(1)
    assert peak(60) < 2 * peak(6)
