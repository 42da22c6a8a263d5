"""Which blocks a page's elements become, and in which order they are read."""

from __future__ import annotations

import pytest

from auditor.model.document import BlockKind, Region


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>Care</h2><p>Text.</p>", [("heading", "Care"), ("paragraph", "Text.")]),
        ("<div>Bare <b>bold</b> text</div>", [("paragraph", "Bare bold text")]),
        (
            "<div>Before<p>inside</p>after</div>",
            [("paragraph", "Before"), ("paragraph", "inside"), ("paragraph", "after")],
        ),
        ("<p>A <span>sen</span><span>tence</span> <i>in</i> parts.</p>", [("paragraph", "A sentence in parts.")]),
        ("<p>One<br>two</p>", [("paragraph", "One\ntwo")]),
        ("<p>One<br> <br>two</p>", [("paragraph", "One"), ("paragraph", "two")]),
        ("<p>One</br>two</p>", [("paragraph", "One\ntwo")]),
        ("<h1>One<h2>two</h2>", [("heading", "One"), ("heading", "two")]),
        ("<main><h1>No body</h1>at all</main>", [("heading", "No body"), ("paragraph", "at all")]),
        ("<body><p>One</body></html><p>late", [("paragraph", "One"), ("paragraph", "late")]),
        ("<p>One<hr>two", [("paragraph", "One"), ("paragraph", "two")]),
        ("<ul><li>One</li><li><p>Two</p></li></ul>", [("list-item", "One"), ("list-item", "Two")]),
        ("<ul><li><h3>Card</h3><p>Text</p></li></ul>", [("heading", "Card"), ("paragraph", "Text")]),
        ("<dl><dt>Term<dd>Meaning</dl>", [("list-item", "Term"), ("list-item", "Meaning")]),
        ("<blockquote><p>It helped.</p></blockquote>", [("quote", "It helped.")]),
        ("<div class='elementor-testimonial-content'>It helped.</div>", [("quote", "It helped.")]),
        ("<section class='testimonial-section'><p>Our guests.</p></section>", [("paragraph", "Our guests.")]),
        (
            "<figure><img src=a.jpg alt='A ward'><figcaption>Our ward</figcaption></figure>",
            [("alt-text", "A ward"), ("caption", "Our ward")],
        ),
        (
            "<details><summary><h3>Does it hurt?</h3></summary>No.</details>",
            [("summary", "Does it hurt?"), ("paragraph", "No.")],
        ),
        ("<button>Call <b>us</b></button>", [("button", "Call us")]),
        ("<button aria-expanded=false>What is it?</button>", [("summary", "What is it?")]),
        ("<a class='wp-block-button__link' href=/x>Book</a>", [("button", "Book")]),
        ("<div role=button>Book</div>", [("button", "Book")]),
        ("<p>We use <button>naltrexone</button> here.</p>", [("paragraph", "We use naltrexone here.")]),
        ("<p>Ask <a class=btn href=/x>us</a> now.</p>", [("paragraph", "Ask us now.")]),
        ("<input type=submit value='Check my cover'>", [("button", "Check my cover")]),
        ("<input type=image alt='Go'>", [("button", "Go")]),
        ("<input type=hidden value=secret><input type=checkbox value=a>", []),
        (
            "<label>Name <input placeholder='Your name'></label>",
            [("label", "Name"), ("label", "Your name")],
        ),
        ("<select><option>Opioids<option>Alcohol</select>", [("label", "Opioids\nAlcohol")]),
        ("<textarea placeholder='How can we help?'></textarea>", [("label", "How can we help?")]),
        ("<fieldset><legend>About you</legend></fieldset>", [("label", "About you")]),
        ("<pre>one\n  two</pre>", [("paragraph", "one\ntwo")]),
        ("<p>She said <q>never</q> twice.</p>", [("paragraph", "She said “never” twice.")]),
        ("<div role=heading aria-level=4>Care</div>", [("heading", "Care")]),
        ("<address>1 Quay<br>Cork</address>", [("paragraph", "1 Quay\nCork")]),
        ("<p class=MsoListParagraph>Point</p>", [("list-item", "Point")]),
        ("<marquee>Only today!</marquee>", [("paragraph", "Only today!")]),
        ("<my-card>One</my-card><my-card>Two</my-card>", [("paragraph", "One"), ("paragraph", "Two")]),
        ("<p>The <glossary-term>opioid</glossary-term> crisis.</p>", [("paragraph", "The opioid crisis.")]),
        (
            "<nav><a href=/a>Care</a><a href=/b>Fees</a></nav>",
            [("paragraph", "Care"), ("paragraph", "Fees")],
        ),
        ("<p><a href=/a>Care</a> <a href=/b>matters</a></p>", [("paragraph", "Care matters")]),
    ],
)  # fmt: skip
def test_elements_become_blocks(html, shape, markup, expected):
    assert shape(html(markup)) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Before <img src=x alt='a chart'> after.</p>", ["Before after.", "a chart"]),
        ("<p><img src=x alt='a chart'>After.</p>", ["a chart", "After."]),
        ("<p>Done <img class=emoji alt='✅'> well</p>", ["Done ✅ well"]),
        ("<amp-img alt='a ward'></amp-img>", ["a ward"]),
        ("<p>\uf095 Call us</p>", ["Call us"]),
        ("<img src=x alt='IMG_0042.jpg'><img src=y alt=''>words", ["words"]),
        ("<svg><title>Outcomes</title><text>Sober <tspan>94%</tspan></text></svg>", ["Outcomes", "Sober 94%"]),
        ("<svg><style>.a{}</style><path/></svg>words", ["words"]),
        ("<a href=tel:988 aria-label='Call 988'><svg></svg></a>", ["Call 988"]),
        ("<span role=img aria-label='4.9 of 5 stars'>★★★★★</span>", ["★★★★★", "4.9 of 5 stars"]),
        ("<a href=/x aria-label='More about care'>More</a>", ["More"]),
        ("<h1 aria-label='Best care'><span aria-hidden=true>B</span><span aria-hidden=true>est</span></h1>", ["Best care"]),
    ],
)  # fmt: skip
def test_pictures_and_labels_speak_where_words_are_missing(html, markup, expected):
    document = html(markup)
    assert [block.span.of(document.text) for block in document.blocks] == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div><span class=num>98%</span><span class=label>of guests</span></div>", "98%\nof guests"),
        ("<div><b>4.9</b><span>stars</span></div>", "4.9\nstars"),
        ("<div><span class=n>94</span><span class=u>%</span></div>", "94%"),
        ("<div><span class=n>10</span><span class=u>mg</span></div>", "10mg"),
        ("<div>10<span class=u>mg</span></div>", "10mg"),
        ("<p><span class=c1>Un</span><span class=c2>rivalled</span></p>", "Unrivalled"),
        ("<div><span>Un</span><span>rivalled</span></div>", "Unrivalled"),
        ("<div><span>Un</span><span>rivalled care here</span></div>", "Unrivalled care here"),
        (
            "<div><span>9,000 knees mended</span><span>Free parking</span><span>4.8 of 5</span></div>",
            "9,000 knees mended\nFree parking\n4.8 of 5",
        ),
        ("<p><b>Safe and</b><i>sound care</i></p>", "Safe andsound care"),
    ],
)
def test_figures_and_labels_within_a_line_are_not_glued_together(html, markup, expected):
    assert html(markup).text == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<style>.b{display:block}</style><span class=b>One</span><span class=b>Two</span>", ["One", "Two"]),
        (
            "<style>.r{display:flex}</style><div class=r><span>Safe care</span><span>Fast care</span></div>",
            ["Safe care", "Fast care"],
        ),
        ("<style>.r{display:flex}</style><div class=r><span>94</span><span>%</span></div>", ["94%"]),
        (
            "<h2><div style='display:inline-block'>C</div><div style='display:inline-block'>are</div></h2>",
            ["Care"],
        ),
        ("<p>We <div style='display:inline'>care</div> more", ["We", "care more"]),
    ],
)
def test_the_pages_own_style_decides_what_stands_in_a_line(html, markup, expected):
    document = html(markup)
    assert [block.span.of(document.text) for block in document.blocks] == expected


def test_lists_tell_their_depth(html):
    document = html("<ul><li>One<ul><li>Two<ol><li>Three</ol></ul>back</ul>")
    assert [(block.span.of(document.text), block.level) for block in document.blocks] == [
        ("One", 1),
        ("Two", 2),
        ("Three", 3),
        ("back", 1),
    ]


def test_headings_tell_their_rank(html):
    document = html(
        "<h1>a</h1><h6>b</h6><div role=heading aria-level=3>c</div><div role=heading>d</div><h1>e<h4>f</h4>"
    )
    assert [block.level for block in document.blocks] == [1, 6, 3, 2, 1, 4]


@pytest.mark.parametrize(
    ("attributes", "text", "expected"),
    [
        ("data-to-value=3200 data-delimiter=','", "0", "3,200"),
        ("data-count=87", "", "87"),
        ("data-end=4.9", "0", "4.9"),
        ("data-to-value=3200", "3,150", "3,150"),
        ("data-target=#menu", "0", "0"),
    ],
)
def test_a_counter_shows_the_figure_it_runs_up_to(html, attributes, text, expected):
    assert html(f"<div><span {attributes}>{text}</span>+ families</div>").text == f"{expected}+ families"


def groups(document):
    return [(block.span.of(document.text), block.group) for block in document.blocks]


def test_a_counter_is_one_group(html):
    card = "<div class=counter><div class=n>{}</div><div class=t>{}</div></div>"
    document = html(f"<div>{card.format('3,200+', 'families')}{card.format('94%', 'sober')}</div>")
    assert groups(document) == [("3,200+", 1), ("families", 1), ("94%", 2), ("sober", 2)]


def test_the_white_space_of_the_markup_does_not_count_against_a_card(html):
    indent = "\n" + " " * 120
    document = html(f"<div><div>{indent}94%{indent}</div><div>{indent}stay sober{indent}</div></div>")
    assert groups(document) == [("94%", 1), ("stay sober", 1)]


def test_a_card_takes_in_what_its_container_adds(html):
    document = html("<div><div><div>3,200</div><div>+</div></div><div>families healed</div></div>")
    assert {group for _, group in groups(document)} == {1}


def test_a_heading_over_several_cards_belongs_to_none(html):
    card = "<div><div>94%</div><div>sober</div></div>"
    document = html(f"<div><h2>Figures</h2>{card}{card}</div>")
    assert [group for _, group in groups(document)] == [None, 1, 1, 2, 2]


def test_running_text_has_no_group(html):
    long = "Care takes time and patience, and nobody should have to go through it alone. " * 2
    document = html(f"<article><p>{long}</p><p>{long}</p></article>")
    assert [group for _, group in groups(document)] == [None, None]


def test_the_items_of_a_list_share_a_group(html):
    document = html("<ul><li>a<li>b</ul><ul><li>c</ul>")
    assert groups(document) == [("a", 1), ("b", 1), ("c", 2)]


def test_class_names_of_the_block_and_three_ancestors_are_kept(html):
    document = html(
        "<div class=far><div class=Near id=Box><div class='a b'><div><p class=own>x</p></div></div></div></div>"
    )
    assert document.blocks[0].classes == ("own", "a", "b", "near", "box")


def test_titles_and_descriptions_are_blocks_of_the_head(html):
    document = html(
        "<title>Care | Elm</title><meta name=description content='We care.'><meta property=og:description content='We care best.'>"
        "<meta property=og:title content='Elm: best care'><p>Text.</p>"
    )
    assert [(b.kind, b.region, b.span.of(document.text)) for b in document.blocks[:-1]] == [
        (BlockKind.TITLE, Region.HEAD, "Care | Elm"),
        (BlockKind.TITLE, Region.HEAD, "Elm: best care"),
        (BlockKind.DESCRIPTION, Region.HEAD, "We care."),
        (BlockKind.DESCRIPTION, Region.HEAD, "We care best."),
    ]
    assert document.title == "Care | Elm"


def test_what_the_head_says_twice_is_one_block(html):
    document = html(
        "<title>Care | Elm</title><meta property=og:title content=Care><meta name=description content=Yes>"
        "<meta property=og:description content='Yes'><p>Text.</p>"
    )
    assert document.text == "Care | Elm\n\nYes\n\nText."


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        ("<a href='/a?b=1&amp;c=2'>x</a>", [("x", "/a?b=1&c=2")]),
        ("<a href='tel:988'><b>9</b>88</a>", [("988", "tel:988")]),
        ("<a href='/x'><h3>Head</h3><p>Text</p></a>", [("Head", "/x"), ("Text", "/x")]),
        ("<a href='/x'><img src=y alt='Book now'></a>", [("Book now", "/x")]),
        ("<a href='#'>x</a><a href='javascript:go()'>y</a><a>z</a>", []),
        ("<p>a <a href=/x> spaced </a> b</p>", [("spaced", "/x")]),
    ],
)
def test_links_lie_on_their_words(html, markup, links):
    document = html(markup)
    assert [(link.span.of(document.text), link.target) for link in document.links] == links


def test_ids_and_names_are_anchors(html):
    document = html(
        "<h2 id=refs>References</h2><p>See <a name=here></a>this <b id=there>place</b>.</p><p id=end></p>"
    )
    assert [(a.name, document.text[a.offset :]) for a in document.anchors] == [
        ("refs", "References\n\nSee this place."),
        ("here", "this place."),
        ("there", "place."),
        ("end", ""),
    ]


def test_scripts_styles_and_fallbacks_are_not_read(html):
    document = html(
        "<script>var a='x'</script><style>p{}</style><template><p>t</p></template><noscript>n</noscript><iframe>i</iframe>"
        "<object>o</object><video>v</video><canvas>c</canvas><!-- remark --><p>seen</p>"
    )
    assert document.text == "seen"


def test_a_shadow_tree_written_in_the_page_is_read(html):
    assert html("<x-box><template shadowrootmode=open><p>seen</p></template></x-box>").text == "seen"
