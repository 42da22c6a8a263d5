"""Hostile web pages."""

from __future__ import annotations

from .case import CANARY, CLAIM, Case

CLAIMED = f"<p>{CLAIM}</p>"


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=en><head><title>Sleep</title>{head}</head><body><main>{body}</main></body></html>"


def nested(tag: str, depth: int, inner: str = "") -> bytes:
    """Return a page with elements of one kind in one another; `inner` stands between an element and the next."""
    name = tag.split(maxsplit=1)[0]
    return page(CLAIMED + f"<{tag}>{inner}" * depth + "sleep" + f"</{name}>" * depth).encode()


def _nesting(tag: str, inner: str = "", depth: int = 500):
    return lambda scale: nested(tag, depth * scale, inner)


def _body(make):
    return lambda scale: page(CLAIMED + make(scale)).encode()


def _frames(scale: int) -> bytes:
    """Pages in pages: every level doubles what must be escaped, so that few levels make a large file."""
    inner = CLAIMED
    for _ in range(6 + len(str(scale))):
        escaped = inner.replace("&", "&amp;").replace('"', "&quot;")
        inner = f'<iframe srcdoc="{escaped}"></iframe><iframe srcdoc="{escaped}"></iframe>'
    return page(CLAIMED + inner).encode()


def _sheet(scale: int) -> str:
    rules = "".join(f".a{n} .b{n} > p, #c{n}:not(.d) {{ display: none }}\n" for n in range(100 * scale))
    return f"<style>{rules}</style>" + "".join(f"<p class='b{n} e'>Sleep {n}.</p>" for n in range(10 * scale))


def _linked_data(scale: int) -> str:
    deep = '{"@type":"MedicalClinic","a":' * 250 * scale + "1" + "}" * 250 * scale
    return f'<script type="application/ld+json">{deep}</script><script type="application/ld+json">{"[" * 90_000}</script><script type="application/ld+json">{{"@type":"Article","datePublished":{"9" * 9_000}}}</script>'


def _spans(scale: int) -> str:
    rows = (
        "<tr><td colspan=1000000000 rowspan=1000000000>a<td colspan=-1 rowspan=0>b<th colspan=x>c</tr>"
        * 2
        * scale
    )
    return f"<table>{rows}</table>"


def _wide(scale: int) -> str:
    cells = "".join(f"<th>h{n}" for n in range(15 * scale))
    return f"<table><tr>{cells}</tr>{('<tr>' + '<td>1' * 15 * scale) * 5}</table>"


def _marks(scale: int) -> str:
    marks = "".join(f'<p>Sleep<sup><a href="#n{n}">{n}</a></sup></p>' for n in range(25 * scale))
    return f"{marks}<h2>References</h2><ol>{''.join(f'<li id=n{n}>Sleep {n}. 2020.' for n in range(25 * scale))}</ol>"


def _utf16(content: bytes) -> bytes:
    return content.decode().encode("utf-16")


def _halves(_: int) -> bytes:
    return _utf16(page(CLAIMED).encode()) + b"\x00\xd8" * 1_000 + b"\x00"


def _mixed(_: int) -> bytes:
    pieces = [
        page(CLAIMED, "<meta charset=shift_jis>").encode(),
        "<p>Äußerst façade".encode("latin-1"),
        "<p>睡眠".encode("gb18030"),
        "<p>сон".encode("koi8-r"),
        "<p>café".encode(),
    ]
    return b"".join(pieces * 20)


def _declared(charset: str):
    return lambda _: (
        page(
            CLAIMED,
            f'<meta charset="{charset}"><meta http-equiv=content-type content="text/html; charset={charset}">',
        ).encode()
        + b"\xe9"
    )


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))

PAGES = (
    *(
        Case(f"nested-{name}.html", _nesting(tag, inner, depth))
        for name, tag, inner, depth in (
            ("div", "div", "", 500),
            ("inline", "b", "sleep ", 250),
            ("font", "font color=red", "", 500),
            ("list", "ul", "<li>a", 150),
            ("table", "table", "<tr><td>a", 100),
            ("quote", "blockquote", "a", 150),
            ("section", "section aria-label=x", "<h2>a</h2>", 100),
            ("link", "a href=#", "a", 150),
            ("button", "button", "a", 150),
            ("details", "details", "<summary>a</summary>", 100),
            ("select", "select", "<option>a", 150),
            ("form", "form", "a", 150),
            ("sup", "sup", "1", 150),
            ("svg", "svg", "<title>a</title>", 150),
            ("template", "template", "a", 150),
            ("noscript", "noscript", "a", 150),
            ("figure", "figure", "<figcaption>a</figcaption>", 100),
            ("unknown", "x-y", "a", 150),
        )
    ),
    Case("never-closed.html", _body(lambda scale: "<p><b><i><a href=x>" * 150 * scale)),
    Case("closed-never-opened.html", _body(lambda scale: "</p></div></table></b>" * 500 * scale)),
    Case(
        "million-attributes.html",
        _body(lambda scale: f"<p {' '.join(f'a{n}=1' for n in range(500 * scale))}>Sleep.</p>"),
    ),
    Case("same-attribute.html", _body(lambda scale: f"<p {'class=a ' * 1_000 * scale}>Sleep.</p>")),
    Case(
        "million-classes.html",
        _body(lambda scale: f"<p class='{' '.join(f'a{n}' for n in range(500 * scale))}'>Sleep.</p>" * 3),
    ),
    Case(
        "attribute-of-megabytes.html",
        _body(
            lambda scale: f"<p title='{'sleep ' * 5_000 * scale}' style='{'a:b;' * 2_500 * scale}'>Sleep.</p>"
        ),
    ),
    Case("tag-name-of-megabytes.html", _body(lambda scale: f"<{'a' * 10_000 * scale}>Sleep.</p>")),
    Case("tag-never-ends.html", _body(lambda scale: "<p <a <b " * 2_500 * scale)),
    Case("comment-never-ends.html", _body(lambda scale: "<!-- " * 2_500 * scale)),
    Case("doctype-never-ends.html", lambda scale: page(CLAIMED).encode() + b"<!DOCTYPE [" * 1_000 * scale),
    Case(
        "entities-odd.html",
        _body(
            lambda scale: (
                "<p>&#x110000; &#0; &#xD800;&#xDFFF; &#99999999999999999999; &#x; &; &amp &ampamp; &nosuch; &notit; &#xFFFE; &#128; &NotEqualTilde;</p>"
                * 10
                * scale
            )
        ),
    ),
    Case(
        "entities-laughing.html",
        lambda _: (
            f"<!DOCTYPE html [<!ENTITY l0 'ha'>{LAUGHS}]><html><body>{CLAIMED}<p>&l11;</p></body></html>".encode()
        ),
    ),
    Case(
        "entities-laughing.xhtml",
        lambda _: (
            f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY l0 'ha'>{LAUGHS}<!ENTITY f SYSTEM '{CANARY.as_uri()}'>]><html xmlns='http://www.w3.org/1999/xhtml'><body>{CLAIMED}<p>&l11; &f;</p></body></html>".encode()
        ),
    ),
    Case(
        "entity-of-a-file.xhtml",
        lambda _: (
            f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM '{CANARY.as_uri()}'>]><html xmlns='http://www.w3.org/1999/xhtml'><body>{CLAIMED}<p>&x;</p></body></html>".encode()
        ),
    ),
    Case(
        "frames-of-a-file.html",
        _body(
            lambda _: (
                f"<iframe src='{CANARY.as_uri()}'></iframe><object data='{CANARY.as_uri()}'></object><embed src='{CANARY.as_posix()}'><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{CANARY.as_uri()}' parse='text'/>"
            )
        ),
    ),
    Case("entities-by-the-million.html", _body(lambda scale: f"<p>{'&amp;&lt;&#65;' * 1_000 * scale}</p>")),
    Case("ampersands.html", _body(lambda scale: f"<p>{'&' * 5_000 * scale}</p>")),
    Case(
        "utf8-broken.html",
        lambda scale: (
            page(CLAIMED).encode()
            + b"<p>\xc3\x28 \xf8\x88\x80\x80\x80 \xed\xa0\x80 \xc0\xaf \xff" * 25 * scale
        ),
    ),
    Case("utf16-halves.html", _halves),
    Case("utf16-odd.html", lambda _: _utf16(page(CLAIMED).encode())[:-1]),
    Case("utf16-without-mark.html", lambda _: page(CLAIMED).encode("utf-16-le")),
    Case("utf32.html", lambda _: page(CLAIMED).encode("utf-32")),
    Case("encodings-mixed.html", _mixed),
    *(
        Case(f"declared-{name[:20]}.html", _declared(name))
        for name in (
            "hex",
            "zip",
            "idna",
            "punycode",
            "unicode_escape",
            "undefined",
            "utf-7",
            "utf-16",
            "rot13",
            "x" * 5_000,
            "iso-2022-jp",
            "utf-8-sig",
        )
    ),
    Case("nulls.html", lambda scale: page(CLAIMED).encode() + b"<p>\0s\0l\0e\0e\0p" * 250 * scale),
    Case("controls.html", _body(lambda scale: "<p>" + "".join(map(chr, range(1, 32))) * 25 * scale + "</p>")),
    Case("one-text-node.html", _body(lambda scale: f"<p>{'sleep ' * 1_650 * scale}</p>")),
    Case("one-word.html", _body(lambda scale: f"<p>{'s' * 9_500 * scale}</p>")),
    Case("one-number.html", _body(lambda scale: f"<p>{'7' * 9_500 * scale}</p>")),
    Case(
        "one-sentence-of-figures.html",
        _body(lambda scale: f"<p>{'97 % of 3 in 4 women, ' * 100 * scale}</p>"),
    ),
    Case("brackets.html", _body(lambda scale: f"<p>{'([{' * 3_000 * scale}</p>")),
    Case("quotes.html", _body(lambda scale: f"<p>{'“a” ‘b’ «c» ' * 750 * scale}</p>")),
    Case("quotes-never-closed.html", _body(lambda scale: f"<p>{'“best ' * 1_500 * scale}</p>")),
    Case("full-stops.html", _body(lambda scale: f"<p>{'.' * 9_500 * scale}</p>")),
    Case("short-sentences.html", _body(lambda scale: f"<p>{'I. A. B. 1. ' * 750 * scale}</p>")),
    Case("dashes.html", _body(lambda scale: f"<p>{'a-' * 4_500 * scale}</p>")),
    Case("telephones.html", _body(lambda scale: f"<p>{'+1 800 555 0100 / ' * 250 * scale}</p>")),
    Case("years.html", _body(lambda scale: f"<p>{'(Smith et al., 2019; Jones, 2020) ' * 200 * scale}</p>")),
    Case("best-upon-best.html", _body(lambda scale: f"<p>{'the best, ' * 750 * scale}</p>")),
    Case(
        "names-in-capitals.html", _body(lambda scale: f"<p>{'Dr Anna Maria Lopez Clinic ' * 250 * scale}</p>")
    ),
    Case("spaces.html", _body(lambda scale: f"<p>a{' ' * 50_000 * scale}b</p>")),
    Case("breaks.html", _body(lambda scale: "a<br>" * 1_000 * scale)),
    Case("zalgo.html", _body(lambda scale: f"<p>s{chr(0x300) * 9_500 * scale}</p>")),
    Case("emoji.html", _body(lambda scale: f"<p>{chr(0x1F600) * 4_500 * scale}</p>")),
    Case(
        "right-to-left.html",
        _body(lambda scale: f"<p>{chr(0x202E)}sleep{chr(0x2066)}{chr(0x202C) * 500 * scale}</p>"),
    ),
    Case("ligatures.html", _body(lambda scale: f"<p>{'ﬃ' * 3_000 * scale}</p>")),
    Case("paragraphs.html", _body(lambda scale: "<p>Sleep.</p>" * 500 * scale)),
    Case("headings.html", _body(lambda scale: "<h2>Sleep</h2>" * 250 * scale)),
    Case("links.html", _body(lambda scale: "<a href='http://[::1' id=a>a</a>" * 250 * scale)),
    Case(
        "anchors.html",
        _body(lambda scale: "".join(f"<a name=n{n} href=#n{n}>a</a>" for n in range(250 * scale))),
    ),
    Case("marks-and-references.html", _body(_marks)),
    Case(
        "base-odd.html",
        lambda _: page(
            CLAIMED + "<a href='//[x'>a</a><a href='javascript:1'>b</a>",
            "<base href='http://[::bad'><meta http-equiv=refresh content='0;url=http://[x'><link rel=canonical href='http://[y'>",
        ).encode(),
    ),
    Case("frames-in-frames.html", _frames),
    Case("style-sheet.html", _body(_sheet)),
    Case(
        "style-odd.html",
        lambda scale: page(
            CLAIMED, "<style>" + "@media x{" * 1_000 * scale + "/* " + "a{b:c" * 10_000 + "</style>"
        ).encode(),
    ),
    Case(
        "selectors-long.html",
        lambda scale: page(
            CLAIMED,
            f"<style>{'*' * 2_500 * scale} p{{display:none}} {'a ' * 2_500 * scale}p{{display:none}} {':not(' * 1_000 * scale}</style>",
        ).encode(),
    ),
    Case(
        "variables-in-a-circle.html",
        lambda scale: page(
            CLAIMED,
            f"<style>:root{{--a:var(--b);--b:var(--a) var(--a)}} p{{color:var(--a);display:var(--a)}} {'@import url(x);' * 250 * scale}</style>",
        ).encode(),
    ),
    Case("linked-data.html", _body(_linked_data)),
    Case("spans-billionfold.html", _body(_spans)),
    Case("table-wide.html", _body(_wide)),
    Case("rows.html", _body(lambda scale: f"<table>{'<tr><th>a<td>1<td>2' * 150 * scale}</table>")),
    Case("scripts.html", _body(lambda scale: f"<script>{'var a = 1; ' * 5_000 * scale}</script>")),
    Case(
        "picture-inside.html",
        _body(lambda scale: f"<img alt='sleep' src='data:image/png;base64,{'A' * 25_000 * scale}'>"),
    ),
    Case(
        "meta.html",
        lambda scale: page(
            CLAIMED, "<meta name=description content='sleep'><meta property=og:title content=a>" * 250 * scale
        ).encode(),
    ),
    Case(
        "languages.html", _body(lambda scale: "".join(f"<p lang=x{n}>Sleep</p>" for n in range(150 * scale)))
    ),
    Case("larger-than-allowed.html", lambda scale: page(CLAIMED).encode() + b" " * 105_000 * scale),
)
