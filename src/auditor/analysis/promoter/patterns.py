"""How the names of businesses and of what they sell stand in a text: capitalised words with the words around them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from auditor.model.lexicon import Lexicon

MAX_NAME_WORDS = 6
NAMES, NAME = "NAMES", "NAME"
"""Stand in listed expressions for a run of capitalised words, and for one name."""

_WORD = r"\p{Lu}[\p{L}\p{N}&+\-]*(?:['’](?!s\b)\p{L}+)*"


@dataclass(frozen=True)
class NamePatterns:
    """The patterns of one language; what their words are for stands in `_lists/promoter.yaml`."""

    run: str
    """A run of capitalised words, with the small words that stand inside names."""
    whole: regex.Pattern[str]
    """The same as a pattern."""
    after: regex.Pattern[str]
    copyrighted: regex.Pattern[str]
    copyright_word: regex.Pattern[str]
    greeting: regex.Pattern[str]
    placed: regex.Pattern[str]
    alone: str
    """A name that is used as one; `NAME` stands for it."""
    before_place: str


@dataclass(frozen=True)
class OfferPatterns:
    """How what is sold is named."""

    before: regex.Pattern[str]
    our: regex.Pattern[str]
    behind_our: regex.Pattern[str]
    the: regex.Pattern[str]
    introduced: regex.Pattern[str]
    making: regex.Pattern[str]
    maker: regex.Pattern[str]
    claimed_it: regex.Pattern[str]
    articles: str
    inner_articles: tuple[str, ...]
    openers: tuple[str, ...]


@dataclass(frozen=True)
class ReleasePatterns:
    """How a press release names its company."""

    about: regex.Pattern[str]
    about_line: regex.Pattern[str]
    about_heads: tuple[str, ...]
    ticker: regex.Pattern[str]
    dateline: regex.Pattern[str]
    """The name behind place and date."""
    place_and_date: regex.Pattern[str]
    """ "DAYTON, Ohio, March 3, 2026 —" at the beginning of a line."""


@lru_cache(maxsize=4)
def name_patterns(lexicon: Lexicon) -> NamePatterns:
    """Read the lists once a process."""

    def said(name: str) -> str:
        return one_of(lexicon.words(name))

    small, second = said("name-small-words"), said("name-second-words")
    run = rf"{_WORD}(?:[ ](?:(?:{small}|&)[ ](?:{second}[ ])?)?{_WORD}){{0,{MAX_NAME_WORDS}}}"
    copyright_words = said("copyright-words")
    return NamePatterns(
        run=run,
        whole=regex.compile(run),
        after=regex.compile(rf"\b{said('name-after')}\s+(?P<name>{run})"),
        copyrighted=regex.compile(
            rf"(?:©|\(c\)|\b{copyright_words}\b)[\s©]*(?:\d{{4}}(?:\s*[-–]\s*\d{{2,4}})?)?[,\s]*"
            rf"(?:{said('copyright-by')}\s+)?(?P<name>(?-i:{run}))",
            regex.IGNORECASE,
        ),
        copyright_word=regex.compile(rf"^(?:{copyright_words}|©|\(c\))\s+", regex.IGNORECASE),
        greeting=regex.compile(said("name-greetings").replace(NAMES, run), regex.MULTILINE),
        placed=regex.compile(rf"\b{said('name-placed')}\s+(?P<name>{run})"),
        alone=said("name-alone"),
        before_place=said("place-prepositions"),
    )


@lru_cache(maxsize=4)
def offer_patterns(lexicon: Lexicon) -> OfferPatterns:
    """Read the lists once a process."""

    def said(name: str) -> str:
        return one_of(lexicon.words(f"offer-{name}"))

    run, our, the, claimed = name_patterns(lexicon).run, said("our"), said("the"), said("claimed")
    return OfferPatterns(
        before=regex.compile(rf"(?P<name>{run})\s?$"),
        our=regex.compile(rf"\b{our}\s+(?:{said('our-kinds')}\s+)?(?P<name>{run})"),
        behind_our=regex.compile(rf"\b{our}\s+(?:{said('own')}\s+)?$"),
        the=regex.compile(
            rf"(?<=[\p{{Ll}},;:]\s){the}\s+(?P<name>\p{{Lu}}\p{{Ll}}[\p{{L}}\-]++)(?!\s+\p{{Lu}})"
        ),
        introduced=regex.compile(rf"^{said('introducing')}\s+(?:{the}\s+)?(?P<name>{run})\s*[™®]?[.!:]?$"),
        making=regex.compile(rf"\b{said('making')}\b"),
        maker=regex.compile(rf"\b{said('makers')}\s+(?:\w+\s+)?$|\b{our}\s+$", regex.IGNORECASE),
        claimed_it=regex.compile(
            rf"\b{said('claimers')}\s+(?:\w+\s+)?{claimed}\s+{said('claimed-it')}\b", regex.IGNORECASE
        ),
        articles=said("articles"),
        inner_articles=tuple(f" {word} " for word in lexicon.words("offer-the")),
        openers=tuple(f"{word} " for word in lexicon.words("offer-openers")),
    )


@lru_cache(maxsize=4)
def release_patterns(lexicon: Lexicon) -> ReleasePatterns:
    """Read the lists once a process."""
    run, lines = name_patterns(lexicon).run, lexicon.words("release-about-lines")
    name = rf"(?:{one_of(lexicon.words('offer-the'))}\s+)?(?P<name>{run})\W*$"
    return ReleasePatterns(
        about=regex.compile(rf"^\W*{one_of(lexicon.words('release-about'))}\s+{name}"),
        about_line=regex.compile(rf"^\W*{one_of(lines)}\s+{name}", regex.MULTILINE),
        about_heads=tuple(f"{word} " for word in lines),
        ticker=regex.compile(
            rf"(?P<name>{run}),?\s\((?:[A-Z][\w ]{{1,20}}:\s?[A-Z0-9.]{{1,6}})(?:[;,/][^)]{{1,40}})?\)"
        ),
        dateline=regex.compile(
            rf"(?:^|[.):–—-]\s+|--\s*|\d{{4}}[.,:]?\s+)(?P<name>{run})(?=[\s,(])", regex.MULTILINE
        ),
        place_and_date=regex.compile(
            r"^\W{0,3}\p{Lu}[\p{Lu} .’'-]{2,30}(?:,\s\p{Lu}[\p{L}. ]{1,20})?,?\s\(?(?:\p{L}+\.?\s\d{1,2},?|\d{1,2}\s\p{L}+)\s20\d\d\)?"
            r"\s?[*_]{0,2}\s?(?:[—–/.-]|\()",
            regex.MULTILINE,
        ),
    )
