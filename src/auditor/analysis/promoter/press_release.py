"""Reads a company's own news: who announces it, what it sells, and that what it lets others say there is its word too.

A release names its company where the wires expect it: in the line with place and date (“Harrow Biologics, a company
…, today announced”), before a ticker, under “About Harrow Biologics”, behind an officer's title (“chief executive of
Harrow Biologics”). Anything else under “About …” is what it sells. A newspaper's report has none of that, and what a
ministry or a university announces is not for sale.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.analysis.promoter.names import name_words, short_form
from auditor.analysis.promoter.patterns import release_patterns
from auditor.analysis.vocabulary import phrases
from auditor.model.document import BlockKind
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.analysis.promoter.names import NameWords
    from auditor.analysis.promoter.patterns import ReleasePatterns
    from auditor.model.analysis import Promoter
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

OPENING_CHARS = 1600
"""The line with place and date stands within so many characters."""

ANNOUNCER_CHARS = 260
"""What a company says of itself between its name and the verb is shorter than this."""

ENOUGH_SIGNS = 2
"""Different marks of a release that make a text one."""

LONGEST_ABOUT = 60
"""A longer line that begins with "About" is a sentence."""


@dataclass(frozen=True, slots=True)
class Release:
    """Whose news it is, and what it sells."""

    names: tuple[str, ...]
    offers: tuple[str, ...]


def read(document: Document, lexicon: Lexicon) -> Release | None:
    """Return what a release says of its company, or None for any other text."""
    if not _is_release(document, lexicon):
        return None
    words, patterns = name_words(lexicon), release_patterns(lexicon)
    about = list(dict.fromkeys(_about(document, words, patterns)))
    named = {*_announcers(document.text, lexicon, words), *_listed(document.text, words, patterns)}
    officers = [n for n in about if _has_officers(document.text, n, lexicon)]
    names = _with_short({*named, *officers}, words)
    if not names or any(phrases(lexicon, "release-public").first(n) for n in names):
        return None
    return Release(names, tuple(n for n in about if n not in names))


def with_release(promoter: Promoter, release: Release | None) -> Promoter:
    """Return the promoter with what a release adds; whoever announces its own news sells."""
    if release is None:
        return promoter
    return replace(
        promoter,
        names=_longest_first({*promoter.names, *release.names}),
        offers=_longest_first({*promoter.offers, *release.offers} - {*promoter.names, *release.names}),
        is_selling=True,
        announces=True,
    )


def _is_release(document: Document, lexicon: Lexicon) -> bool:
    text = document.text
    opening, patterns = text[:OPENING_CHARS], release_patterns(lexicon)
    signs = (
        phrases(lexicon, "release-heads").first(opening) is not None,
        phrases(lexicon, "release-announcing").first(opening) is not None,
        phrases(lexicon, "release-ends").first(text) is not None,
        any(True for _ in _about(document, name_words(lexicon), patterns)),
        patterns.ticker.search(opening) is not None,
        patterns.place_and_date.search(opening) is not None,
    )
    return sum(signs) >= ENOUGH_SIGNS and (signs[0] or signs[1])


def _about(document: Document, words: NameWords, patterns: ReleasePatterns) -> Iterator[str]:
    for block in document.blocks:
        text = block.span.of(document.text)
        if len(block.span) <= LONGEST_ABOUT and (match := patterns.about.match(text)):
            yield from _kept(match["name"], words)
        elif block.kind is BlockKind.PARAGRAPH and text.startswith(patterns.about_heads) and "\n" in text:
            yield from (n for m in patterns.about_line.finditer(text) for n in _kept(m["name"], words))


def _announcers(text: str, lexicon: Lexicon, words: NameWords) -> Iterator[str]:
    """Yield the name before the verb of the announcement: the nearest that begins its sentence."""
    opening = text[:OPENING_CHARS]
    verb = phrases(lexicon, "release-announcing").first(opening)
    if verb is None:
        return
    before = opening[max(0, verb.start - ANNOUNCER_CHARS) : verb.start]
    found = [m["name"] for m in release_patterns(lexicon).dateline.finditer(before)]
    if found:
        yield from _kept(found[-1], words)


def _listed(text: str, words: NameWords, patterns: ReleasePatterns) -> Iterator[str]:
    for match in patterns.ticker.finditer(text[:OPENING_CHARS]):
        yield from _kept(match["name"], words)


def _has_officers(text: str, name: str, lexicon: Lexicon) -> bool:
    """Whether somebody is an officer of it, or the lines below say that it is a company."""
    for match in regex.finditer(regex.escape(name), text):
        before, after = (
            text[max(0, match.start() - 60) : match.start()],
            text[match.end() : match.end() + 160],
        )
        if phrases(lexicon, "release-officers").first(before) is not None:
            return True
        if phrases(lexicon, "release-companies").first(after) is not None:
            return True
    return False


def _kept(name: str, words: NameWords) -> Iterator[str]:
    bare = words.without_legal_form(name).strip(" ,.;:")
    if len(bare) > 2 and not words.is_common(bare) and not words.is_generic(bare.split()):
        yield bare


def _with_short(names: set[str], words: NameWords) -> tuple[str, ...]:
    return _longest_first({*names, *(s for n in names if (s := short_form(n, words)))})


def _longest_first(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda n: (-len(n), n)))
