"""Documents made from a few lines, and the word lists that come with the program."""

from dataclasses import replace

import pytest
from own_rules import own_rules

from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source


@pytest.fixture(scope="session")
def lexicon():
    """The lists of words alone: what rules of words find must not rest on what a model reads."""
    return replace(own_rules().lexicon, learned=lambda: None)


@pytest.fixture(scope="session")
def read():
    """Return a function that reads text (or HTML, when it begins with a tag) as a document."""

    def _read(text, name=None):
        content = text.encode()
        source = Source(
            name or ("page.html" if text.lstrip().startswith("<") else "page.txt"),
            "",
            content,
            size=len(content),
        )
        return loader_for(source).load(source, Limits())

    return _read
