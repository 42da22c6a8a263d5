"""Finds who is selling what: the promoter's names, its own method names, hosts and telephone numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.promoter import press_release, selling
from auditor.analysis.promoter.contacts import (
    host_words,
    label_of,
    mentioned_hosts,
    naming_hosts,
    own_hosts,
    page_host,
    telephones,
)
from auditor.analysis.promoter.names import name_words, names_of
from auditor.analysis.promoter.offers import offer_words, offers_of
from auditor.model.analysis import Promoter

if TYPE_CHECKING:
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def identify(document: Document, lexicon: Lexicon) -> Promoter:
    """Identify the promoter from title, structured data, contact blocks and headings."""
    words, hosts = name_words(lexicon), host_words(lexicon)
    mentioned = mentioned_hosts(document, hosts)
    naming = naming_hosts(document, hosts, lexicon)
    labels = [label_of(h) for h in (page_host(document), *naming) if h]
    names = names_of(document, labels, words)
    offers = offers_of(document, names, words, offer_words(lexicon))
    found = Promoter(
        names=names,
        offers=offers,
        hosts=own_hosts(document, names, mentioned),
        telephones=telephones(document),
        is_selling=not hosts.is_public(page_host(document)) and selling.is_selling(document, lexicon, names),
    )
    return press_release.with_release(found, press_release.read(document, lexicon))
