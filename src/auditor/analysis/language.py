"""Detects the language of a document and of its sentences, so that one the rules do not speak is never shown as clean.

A page in two languages that the rules speak is read sentence by sentence, each with the words of its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from auditor.model.analysis import Language
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

SAMPLE = 60_000
"""Code points looked at: a page's language does not need more."""
SHORT_WORDS = 40
"""In a text of fewer words their forms and the words of its field count too: an advertisement has few small words."""
FOREIGN_SCRIPT = 0.3
"""Share of letters in another script from which a text is not English."""
FEW_WORDS = 2
"""A short text is in a language when so many words say so; one is enough where no other language has any."""
SECOND = 12
"""Small words that only another language has, from which a document may be in two: names and titles have fewer."""
ANOTHER = 4
"""Words from which one small word tells a sentence's language; a shorter one with only one follows its neighbours."""
LIKELY = 0.12
"""Least share of a language's small words; running text has a quarter to a half, menus and tables far fewer."""

_WORD = regex.compile(r"\p{L}+")
_LATIN = regex.compile(r"[\u0000-\u036f]+")
"""Letters and signs that belong to none of these scripts: mostly all there is, and passed over at once."""
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


class _Signs(NamedTuple):
    """What tells one of the languages spoken from the others: small words, and the forms of longer ones."""

    small: frozenset[str]
    forms: regex.Pattern[str] | None

    def tell(self, word: str) -> bool:
        """Whether a word is of this language."""
        if word in self.small:
            return True
        return self.forms is not None and len(word) > ANOTHER and self.forms.search(word) is not None


def detect(document: Document, lexicon: Lexicon) -> Language:
    """Return the detected language; a text too short to tell is taken as declared."""
    text = document.text[:SAMPLE]
    declared = (document.language or "").partition("-")[0].casefold()
    code = _by_script(text)
    if code is None and len(words := words_in(text)) < SHORT_WORDS:
        code = _of_short(words_in(_places(lexicon).sub(" ", text)), declared, lexicon)
        code = code or (declared if len(words) < FEW_WORDS * ANOTHER else None)
    elif code is None:
        code = _by_words(words, lexicon)
    if not code:  # a table or menu in Latin letters without a sentence in it
        return (
            Language("en", is_supported=True) if _is_plain_latin(text) else Language(None, is_supported=False)
        )
    return Language(code, code in lexicon.languages)


def of_sentences(
    document: Document, sentences: tuple[Sentence, ...], found: Language, lexicon: Lexicon
) -> tuple[tuple[Sentence, ...], Language]:
    """Return the sentences with their language set, and the document's language with those it has besides."""
    main = found.spoken[0]
    signs = {
        code: _Signs(_signs(lexicon, code), _words_like(lexicon, f"word-forms-{code}"))
        for code in lexicon.languages
    }
    said = Counter(document.text.casefold().split())
    present = [c for c in signs if c == main or sum(said[w] for w in signs[c].small) >= SECOND]
    if len(present) == 1:
        if main == lexicon.language:
            return sentences, found
        return tuple(replace(s, language=main) for s in sentences), found
    judged = _told_apart(document.text, sentences, main, {code: signs[code] for code in present})
    also = sorted({s.language for s in judged} - {main})
    return judged, replace(found, also=tuple(also))


def _told_apart(
    text: str, sentences: Sequence[Sentence], main: str, signs: Mapping[str, _Signs]
) -> tuple[Sentence, ...]:
    """Judge each sentence by itself; one that does not tell is in the language of its block, or of the one before."""
    result: list[Sentence] = []
    last = main
    for _, group in groupby(sentences, key=lambda s: s.block):
        block = list(group)
        own = [_language_of(words_in(s.span.of(text)), signs) for s in block]
        known = Counter(code for code in own if code)
        last = max(known, key=lambda c: (known[c], c == last, c)) if known else last
        result.extend(replace(s, language=code or last) for s, code in zip(block, own, strict=True))
    return tuple(result)


def _language_of(words: Sequence[str], signs: Mapping[str, _Signs]) -> str | None:
    """The language of which most words are; None where two have as many, or too few are known."""
    counts = {code: sum(map(own.tell, words)) for code, own in signs.items()}
    best = max(counts, key=lambda c: (counts[c], c))
    rest = max((n for code, n in counts.items() if code != best), default=0)
    if counts[best] == rest or counts[best] / max(1, len(words)) < LIKELY:
        return None
    return best if counts[best] >= FEW_WORDS or len(words) >= ANOTHER else None


def _by_script(text: str) -> str | None:
    letters = sum(map(str.isalpha, text))
    if not letters:
        return None
    others = _LATIN.sub("", text)
    shares = {code: len(pattern.findall(others)) / letters for code, pattern in _SCRIPTS.items()}
    if shares["ja"] > _JAPANESE_KANA and shares["ja"] + shares["zh"] > FOREIGN_SCRIPT:
        return "ja"
    best = max(shares, key=lambda c: (shares[c], c))
    return best if shares[best] > FOREIGN_SCRIPT else None


def _by_words(words: Sequence[str], lexicon: Lexicon) -> str | None:
    said = Counter(words)
    shares = {
        code: sum(said[word] for word in said.keys() & small) / len(words)
        for code, small in small_words(lexicon).items()
    }
    best = max(shares, key=lambda c: (shares[c], c == "en", c))
    return best if shares[best] >= LIKELY else None


def _of_short(words: Sequence[str], declared: str, lexicon: Lexicon) -> str | None:
    """The language of a text of a few words, told by small words, by words of its field and by their forms."""
    counts = {
        code: _of_a_few(
            words, small, _field_words(lexicon, code), _words_like(lexicon, f"word-shapes-{code}")
        )
        for code, small in small_words(lexicon).items()
    }
    best = max(
        counts, key=lambda c: (counts[c], c == declared, c == lexicon.language, c in lexicon.languages, c)
    )
    rest = max((n for code, n in counts.items() if code != best), default=0)
    is_enough = counts[best] >= FEW_WORDS or counts[best] > rest == 0
    return best if is_enough and counts[best] / max(1, len(words)) >= LIKELY else None


def _of_a_few(
    words: Sequence[str], small: frozenset[str], field: frozenset[str], shape: regex.Pattern[str] | None
) -> int:
    """How much a few words tell of a language, each by up to three signs."""
    formed = sum(shape.search(w) is not None for w in words) if shape is not None else 0
    return formed + sum((w in small) + (w in field) for w in words)


def words_in(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [w.casefold() for w in _WORD.findall(text)]


def _is_plain_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return not letters or sum(c.isascii() for c in letters) / len(letters) > 1 - FOREIGN_SCRIPT / 10


@lru_cache(maxsize=4)
def small_words(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Return the small words of every language that can be told."""
    prefix = "stopwords-"
    return {
        name.removeprefix(prefix): frozenset(words)
        for name, words in lexicon.lists.items()
        if name.startswith(prefix)
    }


@lru_cache(maxsize=32)
def _field_words(lexicon: Lexicon, code: str) -> frozenset[str]:
    return frozenset(lexicon.lists.get(f"field-words-{code}", ()))


@lru_cache(maxsize=32)
def _words_like(lexicon: Lexicon, name: str) -> regex.Pattern[str] | None:
    """Return what words of a language look like; None where there is no such list."""
    return regex.compile(one_of(lexicon.lists[name])) if name in lexicon.lists else None


@lru_cache(maxsize=4)
def _places(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of(lexicon.words('place-articles'))}\s\p{{Lu}}\p{{Ll}}+")


@lru_cache(maxsize=8)
def _signs(lexicon: Lexicon, code: str) -> frozenset[str]:
    """The small words that of the languages spoken only this one has."""
    small = small_words(lexicon)
    others: Iterable[frozenset[str]] = (small[c] for c in lexicon.languages if c != code)
    return small[code].difference(*others)
