"""Collects what a page's own data says about who publishes it and when: JSON-LD, meta tags, microdata, logos."""

from __future__ import annotations

from dataclasses import field
from itertools import islice
from typing import TYPE_CHECKING

from auditor.loaders.html import linked_data
from auditor.loaders.html.tree import ancestors_of, attribute, tags_of, text_of
from auditor.model.document import Publication
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.loaders.html.tree import Element, Page

MAX_VALUES = 50
"""Values kept of each kind."""
MAX_ITEMS = 200
"""Microdata properties looked at per page; they may be nested in one another."""
MAX_CHARS = 300
"""Characters kept of each value; longer ones are no names, dates or addresses."""

_META = {
    "author": "authors",
    "article:author": "authors",
    "parsely-author": "authors",
    "sailthru.author": "authors",
    "dc.creator": "authors",
    "dcterms.creator": "authors",
    "citation_author": "authors",
    "og:site_name": "site_names",
    "application-name": "site_names",
    "publisher": "organisations",
    "dc.publisher": "organisations",
    "dcterms.publisher": "organisations",
    "copyright": "organisations",
    "article:published_time": "published",
    "datepublished": "published",
    "dc.date": "published",
    "dcterms.issued": "published",
    "dcterms.created": "published",
    "parsely-pub-date": "published",
    "publish_date": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "last-modified": "modified",
    "dcterms.modified": "modified",
    "reviewed-by": "reviewers",
    "medical-reviewer": "reviewers",
    "last-reviewed": "reviewed",
    "lastreviewed": "reviewed",
    "geo.country": "countries",
    "og:country-name": "countries",
    "business:contact_data:country_name": "countries",
    "og:phone_number": "telephones",
    "business:contact_data:phone_number": "telephones",
    "business:contact_data:street_address": "addresses",
}
"""Names of meta tags, by the kind of fact they state."""

_ITEMS = {
    "author": "authors",
    "reviewedby": "reviewers",
    "datepublished": "published",
    "datemodified": "modified",
    "lastreviewed": "reviewed",
    "telephone": "telephones",
    "addresscountry": "countries",
    "address": "addresses",
    "publisher": "organisations",
}
"""Microdata properties, by the kind of fact they state."""


@dataclass(slots=True)
class Facts:
    """What has been found so far, in the order of the page and with repetitions."""

    organisations: list[str] = field(default_factory=list)
    site_names: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    reviewers: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    reviewed: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    telephones: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def add(self, kind: str, value: str) -> None:
        """Add one value of the kind a table above names."""
        values: list[str] = getattr(self, kind)
        values.append(value)


def publication_of(page: Page, logos: Iterable[str]) -> Publication:
    """Return what the page says about itself."""
    facts = Facts()
    scripts = [tag for tag in page.noted["script"] if "ld+json" in attribute(tag, "type").lower()]
    linked_data.read(["".join(map(str, tag.contents)) for tag in scripts], facts)
    for meta in page.noted["meta"]:
        _read_meta(meta, facts)
    if page.has_microdata:
        items = (tag for tag in tags_of(page.root) if "itemprop" in tag.attrs)
        for tag in islice(items, MAX_ITEMS):
            _read_item(tag, facts)
    return Publication(
        organisations=_kept(facts.organisations),
        site_name=next(iter(_kept(facts.site_names)), None),
        authors=_kept(facts.authors),
        reviewers=_kept(facts.reviewers),
        published_on=next(iter(_kept(facts.published)), None),
        modified_on=next(iter(_kept(facts.modified)), None),
        reviewed_on=next(iter(_kept(facts.reviewed)), None),
        countries=_kept(facts.countries),
        telephones=_kept(facts.telephones),
        addresses=_kept(facts.addresses),
        logo_alts=_kept(logos),
    )


def _read_meta(meta: Element, facts: Facts) -> None:
    name = (attribute(meta, "name") or attribute(meta, "property") or attribute(meta, "itemprop")).lower()
    value = attribute(meta, "content")
    kind = _META.get(name)
    if kind and value and not (kind == "authors" and value.startswith(("http:", "https:"))):
        facts.add(kind, value)


def _read_item(tag: Element, facts: Facts) -> None:
    kind = _ITEMS.get(attribute(tag, "itemprop").lower())
    if kind is None or _is_in_opinion(tag):
        return
    named = next((inner for inner in tags_of(tag) if attribute(inner, "itemprop") == "name"), None) or tag
    value = attribute(named, "content") or attribute(named, "datetime") or text_of(named)
    facts.add(kind, value)


def _is_in_opinion(tag: Element) -> bool:
    """Whether a property belongs to a visitor's review or comment."""
    for parent in ancestors_of(tag):
        kind = attribute(parent, "itemtype").lower()
        if kind:
            return kind.endswith(("review", "comment", "answer", "question"))
    return False


def _kept(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values tidied, once each, in order."""
    tidied = (" ".join(value.split()) for value in values)
    return tuple(dict.fromkeys(value for value in tidied if value and len(value) <= MAX_CHARS))[:MAX_VALUES]
