"""Who publishes a page, who wrote and checked it and when, from the page's own data; never a claim."""

from __future__ import annotations

import json

import pytest

from auditor.model.document import Publication


def said(html, *data: object, body: str = "", head: str = "") -> Publication:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in data)
    return html(f"<html><head>{head}{scripts}</head><body><p>Text.</p>{body}</body></html>").publication


def test_a_clinic_tells_its_name_number_and_address(html):
    publication = said(
        html,
        {
            "@type": "MedicalClinic",
            "name": " Elm  House ",
            "telephone": "+1 555 0100",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "1 Elm Road",
                "addressLocality": "Bend",
                "addressCountry": "US",
            },
            "areaServed": {"@type": "State", "name": "Oregon"},
        },
    )
    assert publication.organisations == ("Elm House",)
    assert publication.telephones == ("+1 555 0100",)
    assert publication.countries == ("US",)
    assert publication.addresses == ("1 Elm Road, Bend, US", "Oregon")


def test_an_article_tells_author_reviewer_publisher_and_dates(html):
    publication = said(
        html,
        {
            "@type": ["Article", "MedicalWebPage"],
            "author": [{"@type": "Person", "name": "Ann Lee"}, "Bo Roe"],
            "reviewedBy": {"@type": "Person", "givenName": "Cy", "familyName": "Dow"},
            "publisher": {"@type": "Thing", "name": "Elm Press"},
            "datePublished": "2024-01-02",
            "dateModified": "2024-03-04",
            "lastReviewed": "2024-02-03",
        },
    )
    assert publication.authors == ("Ann Lee", "Bo Roe")
    assert publication.reviewers == ("Cy Dow",)
    assert publication.organisations == ("Elm Press",)
    assert (publication.published_on, publication.modified_on, publication.reviewed_on) == (
        "2024-01-02",
        "2024-03-04",
        "2024-02-03",
    )


def test_references_within_a_graph_are_followed(html):
    graph = [
        {"@type": "BlogPosting", "author": {"@id": "#p"}, "publisher": {"@id": "#o"}},
        {"@type": "Person", "@id": "#p", "name": "Ann Lee"},
        {"@type": "Organization", "@id": "#o", "name": "Elm", "address": {"@id": "#a"}},
        {"@type": "PostalAddress", "@id": "#a", "addressCountry": {"@type": "Country", "name": "Ireland"}},
    ]
    publication = said(html, {"@context": "https://schema.org", "@graph": graph})
    assert publication.authors == ("Ann Lee",)
    assert publication.organisations == ("Elm",)
    assert publication.countries == ("Ireland",)


def test_patients_who_review_are_neither_authors_nor_publishers(html):
    review = {
        "@type": "Review",
        "author": {"@type": "Person", "name": "Happy"},
        "datePublished": "2019-01-01",
        "publisher": {"@type": "Organization", "name": "Star Site"},
    }
    publication = said(html, {"@type": "Dentist", "name": "Elm", "review": [review]}, review)
    assert publication == Publication(organisations=("Elm",))


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"Hospital","name":"Elm",}',
        '//<![CDATA[\n{"@type":"Hospital","name":"Elm"}\n//]]>',
        '<!-- {"@type":"Hospital","name":"Elm"} -->',
        '{"@type":"https://schema.org/Hospital","name":"Elm\n"}',
        '[{"@type":"Hospital","name":"Elm"}]',
    ],
)
def test_careless_json_is_read(html, script):
    assert html(f"<script type=application/ld+json>{script}</script><p>x").publication.organisations == (
        "Elm",
    )


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "not json",
        "[" * 100_000,
        '{"@type":5,"name":[[]],"address":[1],"author":{"name":{}}}',
        "null",
    ],
)
def test_broken_json_is_passed_over(html, script):
    assert html(f"<script type=application/ld+json>{script}</script><p>x").publication == Publication()


def test_claims_in_linked_data_are_no_text(html):
    document = html(
        '<script type="application/ld+json">{"@type":"Hospital","name":"Elm","description":"The #1 rehab"}</script><p>x'
    )
    assert document.text == "x"


@pytest.mark.parametrize(
    ("meta", "field", "value"),
    [
        ("name=author content='Ann Lee'", "authors", ("Ann Lee",)),
        ("property=article:author content='https://social.example/ann'", "authors", ()),
        ("property=og:site_name content='Elm House'", "site_name", "Elm House"),
        ("property=article:published_time content=2024-01-02", "published_on", "2024-01-02"),
        ("property=article:modified_time content=2024-01-03", "modified_on", "2024-01-03"),
        ("name=Last-Reviewed content=2024-01-04", "reviewed_on", "2024-01-04"),
        ("itemprop=datePublished content=2024-01-05", "published_on", "2024-01-05"),
        ("name=description content='Best rehab'", "organisations", ()),
    ],
)
def test_meta_tags_speak(html, meta, field, value):
    assert getattr(said(html, head=f"<meta {meta}>"), field) == value


def test_microdata_speaks_outside_reviews(html):
    body = (
        "<div itemscope itemtype='https://schema.org/Article'><span itemprop=author itemscope><b itemprop=name>Ann Lee</b></span>"
        "<time itemprop=datePublished datetime=2024-01-02>2 January</time><span itemprop=telephone>555 0100</span></div>"
        "<div itemscope itemtype='https://schema.org/Review'><span itemprop=author>Happy</span></div>"
    )
    publication = said(html, body=body)
    assert publication.authors == ("Ann Lee",)
    assert publication.published_on == "2024-01-02"
    assert publication.telephones == ("555 0100",)


def test_logos_tell_what_they_are_called(html):
    publication = said(
        html,
        body="<header><img src=a.png alt='Elm House'></header><img class=site-logo alt='Elm'><img alt='A tree'>",
    )
    assert publication.logo_alts == ("Elm House", "Elm")
