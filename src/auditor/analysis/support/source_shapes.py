"""What names of sources look like in running text: capitalised words with the small ones between them, authors, brackets."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from auditor.model.lexicon import Lexicon

YEAR = r"(?:19|20)\d\d[a-z]?"
_CAPITAL = r"\p{Lu}[\w’'&:*+\-]*(?:\.\p{L}[\w.]*)?"


class SourceShapes(NamedTuple):
    """Patterns of one language; what their words are for stands in `_lists/source-names.yaml`."""

    name: regex.Pattern[str]
    """Capitalised words, with the small ones that names hold."""
    head: regex.Pattern[str]
    """The name that an entry begins with."""
    line: regex.Pattern[str]
    """Nothing but names and a year."""
    authors: regex.Pattern[str]
    """ "Okafor et al", "Lee and colleagues"."""
    name_year: regex.Pattern[str]
    """ "Lee and Roe (2018)"."""
    title: regex.Pattern[str]
    """Before a person's name: "Dr"."""
    appositive: regex.Pattern[str]
    of: regex.Pattern[str]
    """Behind the noun that says what a name is of."""
    study_articles: tuple[str, ...]
    of_so_many: regex.Pattern[str]
    so_many_of_them: regex.Pattern[str]
    rate: regex.Pattern[str]
    """ "per", in front of what so many of something are told for."""
    own_number: regex.Pattern[str]
    """A number that can be one of people asked or treated."""


@lru_cache(maxsize=4)
def shapes_of(lexicon: Lexicon) -> SourceShapes:
    """Read the lists once a process."""

    def said(name: str) -> str:
        return one_of(lexicon.words(name), lists=lexicon.lists)

    # "9 out of 10" tells a share, not how many were asked.
    out_of = rf"(?<!{said('of-a-round-number')}\s(?=10{{1,3}}\b))"
    links = rf"(?:(?:{said('name-links')}|&)\s+){{1,3}}"
    name = (
        rf"{_CAPITAL}(?:\s+(?:{links})?{_CAPITAL}|\s+\d{{1,2}}(?![\d.,%\w])"
        rf"|\s(?:19|20)\d\d\s(?=\p{{Lu}}\p{{Ll}}){_CAPITAL})*"
    )
    joined = rf"\s(?:{said('author-and')}|&)\s{_CAPITAL}"
    return SourceShapes(
        name=regex.compile(name, regex.VERSION1),
        head=regex.compile(
            rf"\W*(?:{said('entry-labels')}\s+)?(?:{said('entry-articles')}\s+)?(?P<name>{name})\s*(?:[,.;:(–—]|$)",
            regex.VERSION1,
        ),
        line=regex.compile(
            rf"\W*(?:{said('entry-articles')}\s+)?{name}(?:[,.:;]\s+{name})*[,.]?(?:\s\(?{YEAR}\)?)?\W*",
            regex.VERSION1,
        ),
        authors=regex.compile(
            rf"(?P<name>{_CAPITAL}(?:{joined})?)(?:’s|'s)?,?\s(?:et\sal\b\.?|{said('author-others')})"
        ),
        name_year=regex.compile(
            rf"(?P<name>{_CAPITAL}(?:,?{joined}|\s{_CAPITAL}){{0,4}})\s\((?:[^()]{{0,40}}\s)?{YEAR}\)"
        ),
        title=regex.compile(rf"\b{said('source-person-titles')}\.?\s*$"),
        appositive=regex.compile(rf",\s{said('appositive-openers')}\s[^,.;:()]{{2,60}},(?=\s)"),
        of=regex.compile(rf"\s{said('name-of-words')}\s"),
        study_articles=tuple(f"{article} " for article in lexicon.words("named-study-articles")),
        of_so_many=regex.compile(rf"\W*{said('own-of-so-many')}", regex.IGNORECASE),
        so_many_of_them=regex.compile(said("own-so-many-of-them"), regex.IGNORECASE),
        rate=regex.compile(rf"\b{said('source-rate-words')}\s$", regex.IGNORECASE),
        own_number=regex.compile(
            rf"(?<![\d.,]){out_of}\d[\d,]{{1,}}(?![\d%]|\.\d|\s?(?:%|{said('no-own-number')}))"
        ),
    )
