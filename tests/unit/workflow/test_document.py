"""What auditing one document leaves behind in its process."""

import pytest
from own_rules import own_rules

from auditor.model.source import Source
from auditor.text import phrase_match
from auditor.text.phrase_match import cut
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options

BOOK = own_rules()


@pytest.mark.parametrize(("most", "is_kept"), [(2_048, True), (2, False)])
def test_the_sentences_of_a_long_document_do_not_stay_in_memory(most, is_kept, monkeypatch):
    monkeypatch.setattr(phrase_match, "KEPT_BETWEEN", most)
    cut.cache_clear()
    text = "We see you within a week. Most people stay for a month. Call us on Monday."
    audit_source(Source("a.txt", "a.txt", text.encode()), BOOK, Options())
    assert bool(cut.cache_info().currsize) is is_kept
