"""How a language says that a sentence goes on with the source of the one before: what stands around the listed words."""

from __future__ import annotations

from typing import NamedTuple

from auditor.text import late_regex as regex


class Frames(NamedTuple):
    """Pieces of patterns of one language, and patterns that need no list."""

    the: str
    same: str
    """Before "survey": the same, this."""
    article: str
    """Before "share", "reduction": the, that."""
    of_others: str
    """Behind "half": of somebody who was not spoken of before."""
    compared: str
    """Behind "boys": are seen twice as often."""
    trial_party: str
    """One arm of a trial; `PARTIES` stands for the list of them."""
    late_subject: regex.Pattern[str]
    """A pronoun for what was spoken of, behind what narrows it: "In women whose flushes began early, it was nearer twelve"."""
    past: regex.Pattern[str]
    """A verb in the past by its form."""
    others: frozenset[str]
    """Behind "of": them, us."""
    in_its: str
    """Before a paper of a body's own: "in its report"."""
    narrowed: str
    """ "Of those" goes on with people spoken of; "of those affected" says anew whom it means."""
    anew: regex.Pattern[str]
    """A sentence that begins with whom or which place it means: where each claim has its mark, it is a claim of its own."""
    bare_part: regex.Pattern[str]
    """ "… make up a third": a part, of a whole that stands before."""
    further: regex.Pattern[str]
    """ "… fell too, by 6 points", "… in three out of ten": told as one more result of what stands before."""
    ends_in_it: regex.Pattern[str]
    """ "… are living with it"."""


_VERB = r"(?:\w+ed|is|are|was|were|has|have|had|does|did|do|may|can|could|might|will|would|fell|falls|rose|rises|drops|reaches|climbs|stood|stands|went|comes|came|lost|gained|got|took|made|found|saw|ran|kept|expects|projects|predicts|forecasts|estimates|reckons|counts|puts)"
_PART = r"(?:half|thirds?|quarters?|fifths?|tenths?|all|%|percent|per\scent)"
_ENGLISH = Frames(
    the="the",
    same=r"(?:(?:the|that)\s)?same|this|these",
    article="the|that|this",
    of_others=r"\sof\s(?!them|these|those|whom)",
    compared=r"(?:are|were|get|have|seem)\b.*\b(?:times|twice|as|more|less)\s(?:as\s)?(?:often|likely|commonly)\b|have\s(?:more|fewer|less)\sof\s(?:the|it|them|these|those)\b",
    trial_party=r"\bthe\s(?:\w+[\s-]){0,2}PARTIES\b",
    late_subject=regex.compile(
        r"\W*of\s(?:the\s|these\s|those\s|all\s)?\d|"
        rf"\W*[^,.;]{{3,40}},\s(?:it|they)\s(?:had\s|has\s)?{_VERB}\b|"
        rf"\W*(?:with|without|in|on|at|for|by|after|before|between|among|during|since|under|over|from|\w+\s(?:years?|months?|weeks?)\s(?:earlier|later|on))\b[^.;:]{{0,90}}?,?\s(?:it|they)\s{_VERB}\b",
        regex.IGNORECASE,
    ),
    past=regex.compile(r".{3,}ed"),
    others=frozenset({"us", "them", "these", "those", "it", "that", "this"}),
    in_its=r"(?:in|from|by)\s(?:its|their)",
    narrowed=r"(?!\s(?:affected|with|who|whose|that|over|under|aged)\b)",
    anew=regex.compile(
        r"\W*(?:[Oo]f|[Aa]mong)\sthose\s(?:affected|with|who|whose|that|over|under|aged)\b"
        r"|\W*In\s(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)\p{Lu}\p{Ll}"
    ),
    bare_part=regex.compile(
        rf"\b(?:ma(?:ke|kes|de)\sup|account(?:s|ed)?\sfor)\s(?:[\w.-]++\s?+){{0,4}}?{_PART}\W*$",
        regex.IGNORECASE,
    ),
    further=regex.compile(
        r"(?<!\bha(?:s|ve)\s\w+\s)\btoo(?=[,.;]|\s(?:by|from|in)\b)|\bin\s\w+\s(?:in|out\sof)\s(?:every\s)?\w+\W*$",
        regex.IGNORECASE,
    ),
    ends_in_it=regex.compile(r"\b(?:with|from|of|for|by|about)\s(?:it|them)\W*$", regex.IGNORECASE),
)
_SPANISH = Frames(
    the="(?:el|la|los|las)",
    same=r"(?:(?:el|la|los|las|ese|esa)\s)?mism[oa]s?|est[eoa]s?|es[eoa]s?|dich[oa]s?",
    article="el|la|los|las|ese|esa|este|esta|dicho|dicha",
    of_others=r"\sde\s(?!ell[oa]s|est[oa]s|es[oa]s|quienes)",
    compared=r"(?:son|eran|tienen|suelen|est[aá]n)\b.*\b(?:veces|doble|m[aá]s|menos)\b",
    trial_party=r"\b(?:el|la|los|las)\s(?:PARTIES(?:\s(?:de|del|con|sin))?(?:\s\w+){0,2}|\w+\sPARTIES)\b",
    late_subject=regex.compile(
        r"\W*de\s(?:ell[oa]s|est[oa]s|es[oa]s|l[oa]s)\s\d|\W*(?:al\s(?:año|mes)|a\sl[oa]s?\s[^,.;]{2,25}|en\s\d{4}|[^,.;]{3,40}),\s(?:la\s(?:cifra|respuesta|proporci[oó]n|tasa)|el\s(?:porcentaje|n[uú]mero))\b",
        regex.IGNORECASE,
    ),
    past=regex.compile(r".{2,}(?:ó|aron|ieron|eron|aba|aban|ía|ían)"),
    others=frozenset({"ellos", "ellas", "estos", "estas", "esos", "esas"}),
    in_its=r"(?:en|de|seg[uú]n)\ssus?",
    narrowed=r"(?!\s(?:afectad[oa]s|con|que|quienes|cuy[oa]s|mayores|menores|de)\b)",
    anew=regex.compile(r"\W*(?:[Dd]e|[Ee]ntre)\s(?:quienes|los\sque|las\sque)\b|\W*En\s\p{Lu}\p{Ll}"),
    bare_part=regex.compile(
        r"\b(?:representan?|suman?|suponen?)\s(?:\w+\s){0,4}?(?:mitad|terci[oa]s?|cuart[oa]s?|parte|%|por\sciento)\W*$",
        regex.IGNORECASE,
    ),
    further=regex.compile(r"\btambi[eé]n\s(?:baj|sub|disminuy|aument|descend|mejor|cay)", regex.IGNORECASE),
    ends_in_it=regex.compile(r"\b(?:con|de|por)\s(?:ella|ello|él)\W*$", regex.IGNORECASE),
)


def frames_of(language: str) -> Frames:
    """Return the pieces of a language."""
    return _SPANISH if language == "es" else _ENGLISH
