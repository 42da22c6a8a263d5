"""Tells the full stop of an abbreviation, an initial or a list number from one that ends a sentence."""

# ruff: noqa: SIM905 - a row of words reads best as words
from __future__ import annotations

from auditor.text import late_regex as regex

_NEVER_LAST = frozenset(
    "dr drs mr mrs ms prof rev hon st mt fr sr capt gen lt vs v cf viz e.g i.e approx ca circa fig figs tab eq ref refs vol "
    "ch sec pp ed eds tel ext incl excl resp "
    "dra dres sr sra sres srta lic ing d.ª ud uds núm núms pág págs p.ej avda apdo tels tfno ee".split()
)
"""Abbreviations that always have a word after them."""
_SELDOM_LAST = frozenset(
    "etc al inc ltd llc plc corp co bros jr ph.d psy.d pharm.d ed.d b.sc m.sc bsc msc jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat sun hr hrs min mins sec secs wk wks yr yrs mo mos max avg no nos ave blvd rd ste apt "
    "dept univ assoc assn govt natl intl uu ee.uu am br eur int j med psychiatry clin".split()
)
"""Abbreviations that end a sentence only when a word follows that plainly begins one."""
_HOURS = frozenset({"a.m", "p.m"})
_DAY_OR_ZONE = regex.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\p{Lu}{2,4}\b"
)
_DOTTED = regex.compile(r"(?:\p{L}\.)+\p{L}")
_LETTER_NAMES = frozenset(
    "vitamin vitamins hepatitis plan plans type types stage stages group groups grade grades option options part parts point points class "
    "vitamina vitaminas tipo tipos etapa fase grupo grado opción tabla figura plan "
    "category level levels schedule schedules table tables figure figures appendix influenza and or".split()
)
"""Words after which a single capital is a name ("vitamin D") rather than somebody's initial."""
_STARTER = regex.compile(
    r"[“‘\"'(\[]*(?:A|An|The|This|That|These|Those|There|Here|He|She|It|They|We|You|I|Our|Your|Their|His|Her|Its|My|In|On|At|By|For|From|To|With|Without|As|"
    r"If|When|While|Where|Why|What|Who|How|Which|Because|Since|After|Before|During|Until|Once|And|But|Or|So|Yet|Nor|However|Although|Though|Also|Most|Many|"
    r"Some|Few|Each|Every|Both|All|Any|No|Not|None|One|Two|Three|Only|Other|Others|Another|Such|Is|Are|Was|Were|Do|Does|Did|Can|Could|May|Will|Should|"
    r"Please|Call|Ask|See|Take|Bring|Contact|Visit|Read|Learn|Then|Today|Now|Among|Over|Under|About|Around|Nearly|Almost|More|Less|Fewer|Half|People|Patients|"
    r"(?:El|La|Los|Las)\b(?!\s\p{Lu})|Un|Una|Unos|Unas|Este|Esta|Estos|Estas|Ese|Esa|Esto|Eso|En|Con|Por|Para|Si|Cuando|Mientras|Desde|Hasta|Según|Sin|Su|Sus|Nuestro|Nuestra|"
    r"Nuestros|Nuestras|Usted|Ustedes|Nosotros|Ellos|Ellas|Hay|Es|Son|Se|Ya|Pero|Y|O|Además|También|Muchos|Muchas|Algunos|Algunas|Todos|Todas|Cada|Más|Menos|"
    r"Después|Antes|Durante|Entre|Llame|Llámenos|Pregunte|Pida|Consulte|Visite|Conozca|Le|Les|Nos|Aunque|Porque|Como|Qué|Cómo)\b"
)
_LONGEST = 10
"""Characters of the longest abbreviation."""
_LIST_NUMBER = 6
"""Characters of "(iii", "#12" and the like, with a blank before them."""


def belongs_to_word(text: str, begin: int, at: int, following: int) -> bool:
    """Whether the full stop at `at` belongs to the word before it.

    `begin` is where the sentence so far begins, `following` where the next word does.
    """
    if at - begin <= _LIST_NUMBER and _is_list_number(text, begin, at):
        return True
    word = text[_word_start(text, begin, at) : at].lstrip("([“‘\"'").casefold()
    if not word or len(word) > _LONGEST:
        return False
    if len(word) == 1 and word.isalpha():
        return _is_initial(text, begin, at, following)
    return word in _NEVER_LAST or (_may_be_last(word) and not _begins_sentence(text, following, word))


def _may_be_last(word: str) -> bool:
    return word in _SELDOM_LAST or word in _HOURS or _DOTTED.fullmatch(word) is not None


def _begins_sentence(text: str, at: int, word: str) -> bool:
    """Whether what follows an abbreviation plainly begins a sentence."""
    if text[at : at + 1].isdigit():
        return False
    if word == "no":
        return True
    if word in _HOURS:
        return _DAY_OR_ZONE.match(text, at) is None
    return _STARTER.match(text, at) is not None


def _word_start(text: str, begin: int, at: int) -> int:
    """Where the word before `at` begins; only as far back as an abbreviation can reach."""
    start = at
    floor = max(begin, at - _LONGEST - 1)
    while start > floor and not text[start - 1].isspace():
        start -= 1
    return start


def _is_initial(text: str, begin: int, at: int, following: int) -> bool:
    """Whether a single letter before a full stop is an initial or list letter, not a name such as "vitamin D"."""
    before = text[max(begin, at - 16) : at - 1].split()
    if not before or text[at - 1].islower():
        return True
    return before[-1].casefold() not in _LETTER_NAMES or _STARTER.match(text, following) is None


def _is_list_number(text: str, begin: int, at: int) -> bool:
    """Whether the sentence so far is only "1", "#1", "a" or "iv": the number of a list item."""
    lead = text[begin:at].strip(" \n#([")
    if not 0 < len(lead) <= 3:
        return False
    return lead.isdigit() or (len(lead) == 1 and lead.isalpha()) or set(lead.casefold()) <= set("ivx")
