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
    narrowed: str
    """ "Of those" goes on with people spoken of; "of those affected" says anew whom it means."""


_VERB = r"(?:\w+ed|is|are|was|were|has|have|had|does|did|do|may|can|could|might|will|would|fell|falls|rose|rises|drops|reaches|climbs|stood|stands|went|comes|came|lost|gained|got|took|made|found|saw|ran|kept)"
_ENGLISH = Frames(
    the="the",
    same=r"(?:(?:the|that)\s)?same|this|these",
    article="the|that|this",
    of_others=r"\sof\s(?!them|these|those|whom)",
    compared=r"(?:are|were|get|have|seem)\b.*\b(?:times|twice|as|more|less)\s(?:as\s)?(?:often|likely|commonly)\b",
    trial_party=r"\bthe\s(?:\w+[\s-]){0,2}PARTIES\b",
    late_subject=regex.compile(
        r"\W*of\s(?:the\s|these\s|those\s|all\s)?\d|"
        rf"\W*[^,.;]{{3,40}},\s(?:it|they)\s(?:had\s|has\s)?{_VERB}\b|"
        rf"\W*(?:with|without|in|on|at|for|by|after|before|between|among|during|since|under|over|from|\w+\s(?:years?|months?|weeks?)\s(?:earlier|later|on))\b[^.;:]{{0,90}}?,?\s(?:it|they)\s{_VERB}\b",
        regex.IGNORECASE,
    ),
    past=regex.compile(r".{3,}ed"),
    others=frozenset({"us", "them", "these", "those", "it", "that", "this"}),
    narrowed=r"(?!\s(?:affected|with|who|whose|that|over|under|aged)\b)",
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
    narrowed=r"(?!\s(?:afectad[oa]s|con|que|quienes|cuy[oa]s|mayores|menores|de)\b)",
)


def frames_of(language: str) -> Frames:
    """Return the pieces of a language."""
    return _SPANISH if language == "es" else _ENGLISH
