"""How long reading a page takes beside the bare parser, and how it grows with the page.

The yardstick is what any reader of pages has to pay: BeautifulSoup over lxml, and the text of each block.
Both run by turns in one process; the median of the ratios is judged, so that a busy machine does not decide.
"""

from __future__ import annotations

import html
import random
import statistics
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from auditor.engine.pack import read_rules
from auditor.loaders.base import Limits
from auditor.loaders.html.loader import HtmlLoader
from auditor.model.source import Source
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options
from auditor.workflow.resources import rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.model.document import Document

pytestmark = pytest.mark.benchmark

MAX_RATIO = 1.3
MAX_GROWTH = 1.35
"""Time per byte of a page ten times as long, over that of the short one; more would not be linear."""
MAX_MEMORY = 1.3
PAIRS = 15
SLOW_PAIRS = 5
AUDIT_AIM = 2
MAX_AUDIT = 140
"""What must hold today. It rose from 60 for the model that reads sentences as wholes by all of its layers; it has to fall again."""
BLOCKS = ["p", "h1", "h2", "h3", "li", "td"]

SENTENCES = (
    "Most guests sleep better after {n} weeks, and {m}% of them stay well for a year{mark}.",
    "Our team in {city} sees you within {n} days and keeps one plan for body and mind.",
    "According to the county survey, around one in {n} adults lives with lasting pain{mark}.",
    "Nobody should stop a medicine from one day to the next; ask your pharmacist first.",
    "The trial gave {m} people either treatment or usual care and followed them for {n} months{mark}.",
    "Call us to learn more about what a first visit is like.",
)
CITIES = ("Bend", "Ennis", "Ceduna", "Halifax", "Malton")


WARM = "".join(f"<p>{sentence.format(n=1, m=1, city='Rome', mark='')}</p>" for sentence in SENTENCES).encode()
"""A page with the words of the others, but few of their sentences: those without a figure or a town."""


def make_page(size: int) -> str:
    """A page as clinics have them: menu, scripts, styles, article with lists, tables and marks, footer."""
    chance = random.Random(size)  # noqa: S311 - a page that looks alike each time
    menu = "".join(
        f'<li class="menu-item menu-item-{n}"><a href="/p/{n}">Care in {chance.choice(CITIES)}</a></li>'
        for n in range(40)
    )
    script = "<script>" + "".join(f"window.c{n}={{a:{n}}};" for n in range(120)) + "</script>"
    style = (
        "<style>"
        + "".join(f".c{n}{{margin:{n}px;color:#{n:06x}}}" for n in range(120))
        + ".off{display:none}</style>"
    )
    parts: list[str] = []
    length = len(menu) + len(script) + len(style)
    while length < size:
        parts.append(_part(chance))
        length += len(parts[-1])
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Elm House</title>{style}</head><body class="home page">'
        f"<header><nav><ul>{menu}</ul></nav></header>{script}<main><article><h1>Care that lasts</h1>{''.join(parts)}</article></main>"
        f'<footer><p>&copy; Elm House. <a href="/privacy">Privacy</a></p></footer></body></html>'
    )


def _part(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.15:
        return f'<h2 class="wp-block-heading" id="h{chance.randrange(10**6)}">{html.escape(_sentence(chance, marked=False))}</h2>\n'
    if kind < 0.25:
        return (
            '<ul class="wp-block-list">'
            + "".join(f"<li>{_sentence(chance)}</li>" for _ in range(4))
            + "</ul>\n"
        )
    if kind < 0.30:
        rows = "".join(
            "<tr>" + "".join(f"<td>{chance.randrange(900)}</td>" for _ in range(5)) + "</tr>"
            for _ in range(7)
        )
        return f"<figure class='wp-block-table'><table><tbody>{rows}</tbody></table></figure>\n"
    if kind < 0.36:
        inner = f'<span style="color:#333"><strong>{_sentence(chance, marked=False)}</strong></span><br/><img src="/i.jpg" alt="A ward">'
        return f'<div class="elementor-widget-wrap" style="padding:0 10px"><div class="inner">{inner}</div></div>\n'
    return f'<p class="has-text-align-left">{" ".join(_sentence(chance) for _ in range(chance.randint(3, 7)))}</p>\n'


def _sentence(chance: random.Random, *, marked: bool = True) -> str:
    number = chance.randint(1, 60)
    mark = f'<sup><a href="#r{number}">{number}</a></sup>' if marked and chance.random() < 0.6 else ""
    return chance.choice(SENTENCES).format(
        n=chance.randint(2, 20), m=chance.randint(10, 95), city=chance.choice(CITIES), mark=mark
    )


def bare(page: bytes) -> list[str]:
    return [tag.get_text(" ", strip=True) for tag in BeautifulSoup(page.decode(), "lxml").find_all(BLOCKS)]


def load(page: bytes) -> Document:
    return HtmlLoader().load(Source("page.html", "page.html", page), Limits())


def seconds(call: Callable[[bytes], object], page: bytes) -> float:
    start = time.perf_counter()
    call(page)
    return time.perf_counter() - start


@pytest.mark.parametrize("size", [50_000, 500_000])
def test_reading_a_page_costs_little_more_than_parsing_it(size: int, figures) -> None:
    page = make_page(size).encode()
    assert len(load(page).blocks) > len(bare(page)) / 5  # rows are blocks, cells are not
    ratio = statistics.median(seconds(load, page) / seconds(bare, page) for _ in range(PAIRS))
    figures(
        f"Reading a page of {size // 1000} KB to blocks",
        f"{ratio:.2f} times",
        f"≤ {MAX_RATIO}",
        is_met=ratio <= MAX_RATIO,
        beside="BeautifulSoup over lxml with the text of each block",
        uses=("beautifulsoup4", "lxml"),
    )
    assert ratio <= MAX_RATIO


@pytest.mark.parametrize("size", [50_000, 500_000])
def test_reading_a_page_costs_less_than_extracting_its_article(size: int, figures) -> None:
    trafilatura = pytest.importorskip("trafilatura")
    page = make_page(size).encode()
    ratio = statistics.median(
        seconds(load, page) / seconds(trafilatura.extract, page) for _ in range(SLOW_PAIRS)
    )
    figures(
        f"Reading a page of {size // 1000} KB, main part told from menus",
        f"{ratio:.2f} times",
        "< 1",
        is_met=ratio < 1,
        beside="trafilatura.extract",
        uses=("beautifulsoup4", "lxml", "trafilatura"),
    )
    assert ratio < 1


def test_a_whole_audit_beside_the_bare_parser(figures) -> None:
    page = make_page(500_000).encode()

    def ratio_of_a_pair() -> float:
        book = read_rules(rules_folder(), is_checked=True)  # of its own: a model remembers what it has read

        def audit(content: bytes) -> None:
            audit_source(Source("page.html", "page.html", content), book, Options())

        audit(WARM)  # rules are prepared when they first meet their words
        return seconds(audit, page) / seconds(bare, page)

    ratio = statistics.median(ratio_of_a_pair() for _ in range(SLOW_PAIRS))
    figures(
        "The whole audit of a page of 500 KB",
        f"{ratio:.0f} times",
        f"≤ {AUDIT_AIM}",
        is_met=ratio <= AUDIT_AIM,
        beside="BeautifulSoup over lxml with the text of each block",
        limit="two sentences in three of this page leave a doubt: reading them as wholes is two thirds of it",
        remedy="without the reading of sentences as wholes some 35 times remain, by calculation: rules and analysis of every sentence;"
        " the aim is out of reach while every sentence is judged",
        uses=("beautifulsoup4", "lxml", "regex", "numpy"),
    )
    assert ratio <= MAX_AUDIT


def test_the_cost_grows_with_the_page_and_no_faster() -> None:
    short, long = make_page(200_000).encode(), make_page(2_000_000).encode()
    load(short)
    growth = (
        statistics.median(seconds(load, long) / seconds(load, short) for _ in range(5))
        * len(short)
        / len(long)
    )
    sys.stdout.write(f"time per byte at ten times the length: {growth:.2f}\n")
    assert growth <= MAX_GROWTH


def test_memory_stays_near_that_of_the_bare_parser() -> None:
    page = make_page(500_000).encode()
    ratio = peak(load, page) / peak(bare, page)
    sys.stdout.write(f"peak memory: {ratio:.2f} times the bare parser\n")
    assert ratio <= MAX_MEMORY


def peak(call: Callable[[bytes], object], page: bytes) -> int:
    call(page)
    tracemalloc.start()
    try:
        call(page)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
