"""How long one page takes from the command to its findings, beside a process that only loads the parsers.

The yardstick is what any Python program of this kind has to pay before it does anything: BeautifulSoup, lxml and
regex imported. The command starts its isolated worker, reads the rules, audits the page and writes JSON. Both run
by turns, and the median of the ratios is judged, so that a busy machine does not decide.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.benchmark

AIM = 3.0
MAX_RATIO = 14
"""What must hold today, on a busy machine too. It rose from 8 for the model that reads sentences as wholes by all of its layers: two
quiet cores come to 17.4. It has to fall again."""
PAIRS = 9
PAGE_BYTES = 50_000

SENTENCES = (
    "Most guests sleep better after {n} weeks, and {m}% of them stay well for a year.",
    "Our team in {city} sees you within {n} days and keeps one plan for body and mind.",
    "According to the county survey, around one in {n} adults lives with lasting pain.",
    "Nobody should stop a medicine from one day to the next; ask your pharmacist first.",
    "You talk with a nurse who knows your story, and we write down together what comes next.",
    "Groups meet on weekday evenings, and families are welcome at the first visit.",
    "What a stay costs depends on its length and on what your insurer pays.",
    "Call us to learn more about what a first visit is like.",
)
CITIES = ("Bend", "Ennis", "Ceduna", "Halifax", "Malton")


@pytest.fixture
def page(tmp_path):
    """A page as site builders write it: about a third of its bytes are text, the rest is markup, styles and scripts."""
    path = tmp_path / "page.html"
    path.write_text(make_page(PAGE_BYTES), "utf-8")
    return path


def make_page(size: int) -> str:
    """Return a clinic's page: menu, styles, headings, paragraphs, lists, a table and a footer."""
    chance = random.Random(size)  # noqa: S311 - a page that looks alike each time
    parts: list[str] = []
    length = len(_HEAD) + len(_FOOT)
    while length < size:
        parts.append(_section(chance, len(parts)))
        length += len(parts[-1])
    return _HEAD + "".join(parts) + _FOOT


_STYLE = "".join(f".c-{n}{{margin:{n}px 0;color:#{n:03x}456;font-size:{n % 9 + 12}px}}\n" for n in range(90))
_MENU = "".join(
    f'<li id="menu-item-{n}" class="menu-item menu-item-type-post_type menu-item-{n}"><a href="https://elm-house.example/care/{n}/">Care {n}</a></li>\n'
    for n in range(24)
)
_HEAD = (
    '<!DOCTYPE html>\n<html lang="en-US">\n<head>\n<meta charset="utf-8">\n<title>Elm House</title>\n'
    f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n'
    "<script>window.settings = {theme: 'elm', menu: true, version: '6.4.2'};</script>\n</head>\n"
    f'<body class="home page wp-embed-responsive"><header class="site-header"><nav><ul>{_MENU}</ul></nav></header>\n'
    '<main id="content" class="site-main">\n<h1 class="wp-block-heading">Care that lasts</h1>\n'
)
_FOOT = '</main>\n<footer class="site-footer"><p>&copy; Elm House, Bend, Oregon. <a href="/privacy/">Privacy</a></p></footer>\n</body>\n</html>\n'


def _section(chance: random.Random, number: int) -> str:
    paragraphs = "".join(
        f'<div class="wp-block-column c-{chance.randrange(90)}" style="flex-basis:50%"><p class="has-medium-font-size has-text-color">{_text(chance, 3)}</p></div>\n'
        for _ in range(3)
    )
    items = "".join(
        f'<li class="wp-block-list-item"><span class="icon icon-check"></span>{_text(chance, 1)}</li>\n'
        for _ in range(3)
    )
    rows = "".join(
        f'<tr><td class="cell has-text-align-left">Week {n}</td><td class="cell">{_text(chance, 1)}</td></tr>\n'
        for n in range(1, 4)
    )
    table = f'<figure class="wp-block-table"><table><thead><tr><th>When</th><th>What</th></tr></thead><tbody>{rows}</tbody></table></figure>\n'
    return (
        f'<section id="part-{number}" class="wp-block-group alignwide has-background is-layout-constrained c-{number % 90}">\n'
        f'<h2 class="wp-block-heading has-large-font-size">Step {number + 1} with us</h2>\n<div class="wp-block-columns">\n{paragraphs}</div>\n'
        f'<ul class="wp-block-list">\n{items}</ul>\n{table if number % 4 == 0 else ""}</section>\n'
    )


def _text(chance: random.Random, sentences: int) -> str:
    said = [
        chance.choice(SENTENCES).format(
            n=chance.randint(2, 12), m=chance.randint(13, 97), city=chance.choice(CITIES)
        )
        for _ in range(sentences)
    ]
    if chance.random() < 0.3:
        said[-1] = (
            f'<a class="link" href="https://elm-house.example/more/{chance.randrange(99)}/">{said[-1]}</a>'
        )
    elif chance.random() < 0.3:
        said[0] = f"<strong>{said[0]}</strong>"
    return " ".join(said)


def _cost(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return what a command takes: seconds, and seconds of all processors together."""
    before, started = os.times(), time.perf_counter()
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    assert done.returncode in {0, 1}
    seconds, after = time.perf_counter() - started, os.times()
    return seconds, sum(after[2:4]) - sum(before[2:4])


def _ratio(pairs: list[tuple[tuple[float, float], tuple[float, float]]], which: int) -> float:
    return statistics.median(ours[which] / yardstick[which] for yardstick, ours in pairs)


def test_a_page_is_audited_in_a_few_times_the_start_of_its_parsers(page, tmp_path, figures):
    # As an installed program runs: its modules are compiled once and kept.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled")}
    environment = {**os.environ, **compiled, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    parsers = [sys.executable, "-c", "import bs4, lxml.etree, regex"]
    audit = [sys.executable, "-m", "auditor", "audit", str(page), "--format", "json", "--quiet"]
    first = _cost(audit, environment)[0]  # this run checks the rules and remembers them
    first /= _cost(parsers, environment)[0]
    pairs = [(_cost(parsers, environment), _cost(audit, environment)) for _ in range(PAIRS)]
    ratio = _ratio(pairs, 0)
    figures(
        "One page of 50 KB from the command to its findings, worker included",
        f"{ratio:.2f} times (of processor time {_ratio(pairs, 1):.2f}, first run ever {first:.2f})",
        f"< {AIM:.0f}",
        is_met=ratio < AIM,
        beside="a process that only imports bs4, lxml and regex",
        limit="two sentences in three of this page leave a doubt: reading them as wholes is two thirds of it",
        remedy="without the reading of sentences as wholes about 3 times remain, by calculation: a model that asks less of the processor,"
        " or fewer sentences that leave a doubt",
        uses=("beautifulsoup4", "lxml", "regex", "numpy"),
    )
    assert ratio < MAX_RATIO
