"""What readers of a page cannot reach is not audited; what they can reach is, however it is hidden for now."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "markup",
    [
        "<div hidden>HIDDEN</div>",
        "<div style='display: none'>HIDDEN</div>",
        "<div style='color:red; DISPLAY:NONE !important'>HIDDEN</div>",
        "<div style='visibility:hidden'>HIDDEN</div>",
        "<div aria-hidden=true>HIDDEN</div>",
        "<template>HIDDEN</template>",
        "<noscript>HIDDEN</noscript>",
        "<dialog>HIDDEN</dialog>",
        "<div popover>HIDDEN</div>",
        "<div class='slick-slide slick-cloned'>HIDDEN</div>",
        "<div class=swiper-slide-duplicate>HIDDEN</div>",
        "<div class='modal fade' style='display:none'>HIDDEN</div>",
        "<nav id=m hidden>HIDDEN</nav><button aria-controls=m></button>",
        "<nav id=m hidden><a href=/x>HIDDEN word word word word word word word word word word word word word</a></nav><b aria-controls=m></b>",
        "<i class=material-icons>HIDDEN</i>",
        "<img hidden alt=HIDDEN><svg style='display:none'><text>HIDDEN</text></svg>",
        "<table><tr><th>a</th><th>b</th></tr><tr hidden><td>HIDDEN</td><td>c</td></tr></table>",
    ],
)
def test_hidden_things_are_left_out(html, markup):
    assert "HIDDEN" not in html(f"<p>Seen.</p>{markup}").text


@pytest.mark.parametrize(
    "markup",
    [
        "<details>SEEN</details>",
        "<dialog open>SEEN</dialog>",
        "<div hidden=until-found>SEEN</div>",
        "<div role=tabpanel hidden>SEEN</div>",
        "<div role=tabpanel style='display:none'>SEEN</div>",
        "<button aria-controls=p>More</button><div id=p hidden>SEEN</div>",
        "<div id=p aria-hidden=true>SEEN</div><button aria-controls='x p'>More</button>",
        "<a data-toggle=collapse href='#p'>More</a><div id=p style='display:none'>SEEN</div>",
        "<button data-bs-target='#p'>More</button><div id=p style='display:none'>SEEN</div>",
        "<div class='et_pb_toggle_content' style='display:none'>SEEN</div>",
        "<div class=accordion-content style='display:none'>SEEN</div>",
        "<p>Care takes time<span class=more style='display:none'> SEEN</span></p>",
        f"<style>.w-dropdown-list{{display:none}}.w-dropdown-list.w--open{{display:block}}</style><nav class=w-dropdown-list>SEEN {'word ' * 20}</nav>",
        "<div class='slick-slide' aria-hidden=true>SEEN</div>",
        "<div class='wow fadeInUp' style='visibility:hidden'>SEEN</div>",
        "<div class=sr-only style='position:absolute;left:-9999px;clip:rect(0,0,0,0)'>SEEN</div>",
        "<main aria-hidden=true><p>SEEN</p></main>",
        "<div aria-hidden=true><h1>SEEN</h1></div>",
        "<div aria-hidden=false style='display:block'>SEEN</div>",
    ],
)
def test_what_a_reader_can_open_or_wait_for_is_kept(html, markup):
    assert "SEEN" in html(markup).text


@pytest.mark.parametrize(
    ("css", "markup"),
    [
        (".a{display:none}", "<p class='b a'>HIDDEN</p>"),
        (".x, .a {display:none}", "<p class=a>HIDDEN</p>"),
        ("#a{visibility:hidden}", "<p id=a>HIDDEN</p>"),
        ("aside.a{display:none}", "<aside class=a>HIDDEN</aside>"),
        ("em{display:none}", "<p>x <em>HIDDEN</em></p>"),
        (".a p{display:none}", "<div class=a><div><p>HIDDEN</p></div></div>"),
        (".a>p{display:none}", "<div class=a><p>HIDDEN</p></div>"),
        (".a.b{display:none}", "<p class='b c a'>HIDDEN</p>"),
        ("[data-off]{display:none}", "<p data-off>HIDDEN</p>"),
        ("p[data-v='b']{display:none}", "<p data-v=b>HIDDEN</p>"),
        (".md\\:off{display:none}", "<p class='md:off'>HIDDEN</p>"),
        ("@media screen{.a{display:none}}", "<p class=a>HIDDEN</p>"),
        ("@supports (display:grid){.a{display:none}}", "<p class=a>HIDDEN</p>"),
        ("@layer x{.a{display:none}}", "<p class=a>HIDDEN</p>"),
        (".a{color:red;.b{display:none}}", "<div class=a><p class=b>HIDDEN</p></div>"),
        ("/* } */ .a{content:'}';display:none}", "<p class=a>HIDDEN</p>"),
        ("P.A {DISPLAY: NONE}", "<p class=A>HIDDEN</p>"),
        (".a{display:none!important} p.a{display:block}", "<p class=a>HIDDEN</p>"),
        ("p{display:block} .a{display:none}", "<p class=a>HIDDEN</p>"),
        (".modal{display:none} .modal.open{display:block}", "<div class=modal>HIDDEN</div>"),
        (".hide{display:none} .open .hide{display:block}", "<div class=hide>HIDDEN</div>"),
    ],
)
def test_the_pages_own_style_sheet_hides(html, css, markup):
    assert "HIDDEN" not in html(f"<style>{css}</style><p>Seen.</p>{markup}").text


@pytest.mark.parametrize(
    ("css", "markup"),
    [
        (".b{display:none}", "<p class=a>SEEN</p>"),
        (".a p{display:none}", "<p class=a>SEEN</p>"),
        (".a>p{display:none}", "<div class=a><div><p>SEEN</p></div></div>"),
        (".a{display:none} .a{display:block}", "<p class=a>SEEN</p>"),
        (".a{display:none} p.a{display:block}", "<p class=a>SEEN</p>"),
        (".a{display:none}", "<p class=a style='display:block'>SEEN</p>"),
        ("@media print{.a{display:none}}", "<p class=a>SEEN</p>"),
        ("@media (max-width:600px){.a{display:none}}", "<p class=a>SEEN</p>"),
        (".a{display:none} @media (max-width:600px){.a{display:block}}", "<p class=a>SEEN</p>"),
        ("@keyframes x{0%{visibility:hidden} .a{display:none}}", "<p class=a>SEEN</p>"),
        ("/* .a{display:none} */", "<p class=a>SEEN</p>"),
        (".a:not(.b){display:none}", "<p class=a>SEEN</p>"),
        (".a::before{display:none}", "<p class=a>SEEN</p>"),
        (".b + .a{display:none}", "<p class=a>SEEN</p>"),
        (".tab{display:none} .tab.active{display:block}", "<p class=tab>SEEN</p>"),
        (".more{display:none} #c:checked ~ .more{display:block}", "<p class=more>SEEN</p>"),
        ("body{display:none}", "<p>SEEN</p>"),
        (".a{clip:rect(0 0 0 0);opacity:0}", "<p class=a>SEEN</p>"),
        (".a{display:none", "<p>SEEN</p>"),
        ("}}}{{.a{display", "<p class=a>SEEN</p>"),
    ],
)
def test_other_rules_do_not_hide(html, css, markup):
    assert "SEEN" in html(f"<style>{css}</style>{markup}").text


def test_a_sheet_for_paper_or_without_scripts_does_not_hide(html):
    document = html(
        "<style media=print>.a{display:none}</style><noscript><style>.a{display:none}</style></noscript><p class=a>SEEN</p>"
    )
    assert document.text == "SEEN"


def test_a_later_sheet_outdoes_an_earlier_one(html):
    assert (
        html("<style>.a{display:none}</style><style>.a{display:block}</style><p class=a>SEEN</p>").text
        == "SEEN"
    )
    assert (
        html("<style>.a{display:block}</style><style>.a{display:none}</style><p class=a>H</p>b").text == "b"
    )
