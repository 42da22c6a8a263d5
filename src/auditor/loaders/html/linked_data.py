"""Reads the JSON-LD of a page for who publishes it, who wrote and checked it, and when. Never for claims."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.loaders.html.publication import Facts

MAX_CHARS = 1_000_000
"""Characters of one script that are read; product catalogues in JSON-LD reach some hundred thousand."""
MAX_ENTITIES = 5_000
"""Entities looked at per page."""

_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_ORGANISATION = re.compile(
    r"(?:Organization|Business|Clinic|Hospital|Corporation|Store|Pharmacy|NGO|Optician|Dentist|Physician|Association|Project|University"
    r"|Center|Centre|Facility|Laborator(?:y|ies)|Salon|Spa|Brand|MedicalSpecialty)$"
)
_PIECE_OF_WRITING = re.compile(
    r"(?:Article|Posting|Page|Report|CreativeWork|Guide|Review(?:Page)?|Blog|WebSite|HowTo|Course)$"
)
_OPINIONS = frozenset(
    {
        "Review",
        "UserReview",
        "CriticReview",
        "Comment",
        "UserComments",
        "Question",
        "Answer",
        "Rating",
        "AggregateRating",
    }
)
"""Entities whose authors are patients and visitors, and whose dates are not the page's."""
_ADDRESS_PARTS = ("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry")
_PUBLISHERS = (
    "publisher",
    "provider",
    "sourceOrganization",
    "copyrightHolder",
    "parentOrganization",
    "brand",
)
_OTHER_FACTS = ("areaServed", "currenciesAccepted", "priceCurrency", "serviceArea")

_Entity = dict[str, object]


def read(scripts: list[str], facts: Facts) -> None:
    """Add what the scripts say to the facts about the page; what is no JSON is passed over."""
    entities = [entity for script in scripts for entity in _entities(_parsed(script))][:MAX_ENTITIES]
    by_id = {
        entity["@id"]: entity for entity in entities if isinstance(entity.get("@id"), str) and len(entity) > 1
    }
    for entity in entities:
        types = _types(entity)
        if types & _OPINIONS:
            continue
        if any(_ORGANISATION.search(name) for name in types):
            facts.organisations.extend(_names(entity))
        if any(_PIECE_OF_WRITING.search(name) for name in types):
            _read_writing(entity, by_id, facts)
        if "WebSite" in types:
            facts.site_names.extend(_names(entity))
        _read_contact(entity, by_id, facts)


def _parsed(script: str) -> object:
    text = _WRAPPING.sub("", script[:MAX_CHARS]).strip()
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _entities(data: object) -> Iterator[_Entity]:
    """Yield every object that states a type, in the order of the page; reviews are not gone into."""
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            if "@type" in value or "@id" in value:
                yield value
            if not _types(value) & _OPINIONS:
                stack.extend(reversed(list(value.values())))


def _types(entity: Mapping[str, object]) -> set[str]:
    return {name.rpartition("/")[2] for name in _texts(entity.get("@type"))}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _texts(value: object) -> list[str]:
    """Return the strings a value holds, alone or in a list."""
    return [text.strip() for text in _listed(value) if isinstance(text, str) and text.strip()]


def _names(value: object, by_id: Mapping[object, _Entity] | None = None) -> list[str]:
    """Return the names of persons or organisations given as text, as objects or by reference."""
    names: list[str] = []
    for one in _listed(value):
        if isinstance(one, dict):
            entity = one if "name" in one else (by_id or {}).get(one.get("@id"), one)
            names.extend(_texts(entity.get("name")) or _joined_name(entity))
        else:
            names.extend(text for text in _texts(one) if not text.startswith(("http:", "https:", "#")))
    return names


def _joined_name(entity: Mapping[str, object]) -> list[str]:
    parts = [*_texts(entity.get("givenName")), *_texts(entity.get("familyName"))]
    return [" ".join(parts)] if parts else []


def _read_writing(entity: _Entity, by_id: Mapping[object, _Entity], facts: Facts) -> None:
    facts.authors.extend(_names(entity.get("author"), by_id))
    facts.reviewers.extend(_names(entity.get("reviewedBy"), by_id))
    for publisher in _PUBLISHERS:
        facts.organisations.extend(_names(entity.get(publisher), by_id))
    facts.published.extend(_texts(entity.get("datePublished")))
    facts.modified.extend(_texts(entity.get("dateModified")))
    facts.reviewed.extend(_texts(entity.get("lastReviewed")))


def _read_contact(entity: _Entity, by_id: Mapping[object, _Entity], facts: Facts) -> None:
    facts.telephones.extend(_texts(entity.get("telephone")))
    for address in _listed(entity.get("address")):
        _read_address(by_id.get(address.get("@id"), address) if isinstance(address, dict) else address, facts)
    for name in _OTHER_FACTS:
        facts.addresses.extend(_names(entity.get(name), by_id))


def _read_address(address: object, facts: Facts) -> None:
    if isinstance(address, str):
        facts.addresses.extend(_texts(address))
    elif isinstance(address, dict):
        facts.countries.extend(_names(address.get("addressCountry")))
        parts = [text for part in _ADDRESS_PARTS for text in _names(address.get(part))]
        facts.addresses.extend([", ".join(parts)] if parts else [])
