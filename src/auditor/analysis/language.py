"""Detects the language of a document, so that one the rules do not speak is never shown as clean."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.analysis import Language
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

SUPPORTED = frozenset({"en"})
"""Languages whose claims the rules understand."""

SAMPLE = 60_000
"""Code points looked at: a page's language does not need more."""
ENOUGH_WORDS = 8
"""With fewer words the declared language is believed, and English where there is none."""
FOREIGN_SCRIPT = 0.3
"""Share of letters in another script from which a text is not English."""
LIKELY = 0.12
"""Least share of a language's small words; running text has a quarter to a half, menus and tables far fewer."""

_WORD = regex.compile(r"\p{L}+")
_SCRIPTS = {
    "ja": regex.compile(r"[\p{Hiragana}\p{Katakana}]"),
    "ko": regex.compile(r"\p{Hangul}"),
    "zh": regex.compile(r"\p{Han}"),
    "ru": regex.compile(r"\p{Cyrillic}"),
    "ar": regex.compile(r"\p{Arabic}"),
    "he": regex.compile(r"\p{Hebrew}"),
    "el": regex.compile(r"\p{Greek}"),
    "hi": regex.compile(r"\p{Devanagari}"),
    "th": regex.compile(r"\p{Thai}"),
}
_JAPANESE_KANA = 0.05
"""Japanese mixes Chinese characters with kana; this share of kana tells it from Chinese."""


def detect(document: Document, lexicon: Lexicon) -> Language:
    """Return the detected language; a text too short to tell is taken as declared."""
    text = document.text[:SAMPLE]
    code = _by_script(text) or _by_words(text, lexicon)
    if code is None:
        declared = (document.language or "en").partition("-")[0].casefold()
        code = declared if len(_WORD.findall(text)) < ENOUGH_WORDS else None
    if code is None:  # a table or menu in Latin letters without a sentence in it
        return (
            Language("en", is_supported=True) if _is_plain_latin(text) else Language(None, is_supported=False)
        )
    return Language(code, code in SUPPORTED)


def _by_script(text: str) -> str | None:
    letters = sum(c.isalpha() for c in text)
    if not letters:
        return None
    shares = {code: len(pattern.findall(text)) / letters for code, pattern in _SCRIPTS.items()}
    if shares["ja"] > _JAPANESE_KANA and shares["ja"] + shares["zh"] > FOREIGN_SCRIPT:
        return "ja"
    best = max(shares, key=lambda c: (shares[c], c))
    return best if shares[best] > FOREIGN_SCRIPT else None


def _by_words(text: str, lexicon: Lexicon) -> str | None:
    words = [w.casefold() for w in _WORD.findall(text)]
    if len(words) < ENOUGH_WORDS:
        return None
    shares = {
        code: sum(w in small for w in words) / len(words) for code, small in _small_words(lexicon).items()
    }
    best = max(shares, key=lambda c: (shares[c], c == "en", c))
    return best if shares[best] >= LIKELY else None


def _is_plain_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return not letters or sum(c.isascii() for c in letters) / len(letters) > 1 - FOREIGN_SCRIPT / 10


@lru_cache(maxsize=4)
def _small_words(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    prefix = "stopwords-"
    return {
        name.removeprefix(prefix): frozenset(words)
        for name, words in lexicon.lists.items()
        if name.startswith(prefix)
    }
