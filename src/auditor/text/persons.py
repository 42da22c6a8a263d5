"""The words by which somebody speaks of themselves and of others, by language."""

from __future__ import annotations

from typing import NamedTuple

from auditor.text import late_regex as regex


class Persons(NamedTuple):
    """Patterns of one language."""

    first: regex.Pattern[str]
    """One person speaks: I, my."""
    told: regex.Pattern[str]
    """The same as a story needs it, which may also be told of "myself" and "mine"."""
    shared: regex.Pattern[str]
    """We, he, she, they."""
    third: regex.Pattern[str]
    """He, she: a person who is told of."""
    second: regex.Pattern[str]
    """You, your."""
    somebody: regex.Pattern[str]
    """A name inside the sentence, a pronoun, or "Women say"."""


_NAME_INSIDE = r"(?<![.!?]\s)(?<!^)\b\p{Lu}\p{Ll}+"
_ENGLISH = Persons(
    first=regex.compile(r"(?<!\w)(?:I|I['’](?:m|ve|d|ll)|my|me)(?!\w)"),
    told=regex.compile(r"(?<!\w)(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Mm]yself|mine)(?!\w)"),
    shared=regex.compile(r"(?<!\w)(?:we|our|us|he|she|his|her|they|them)(?!\w)", regex.IGNORECASE),
    third=regex.compile(r"(?<!\w)(?:he|she|his|her|him)(?!\w)", regex.IGNORECASE),
    second=regex.compile(r"(?<!\w)(?:you|your|yourself)(?!\w)", regex.IGNORECASE),
    somebody=regex.compile(
        rf"{_NAME_INSIDE}|\b(?:[Hh]e|[Ss]he|[Tt]hey|who)\b|^\p{{Lu}}\p{{Ll}}+\s\p{{Ll}}+s\b"
    ),
)
# The verb says who speaks: "perdí 60 libras", "estoy feliz". The words left out end like such verbs and are none.
_YO = regex.compile(
    r"(?<!\w)(?:yo|mis?|mí|me|conmigo|mí[oa]s?|soy|estoy|tengo|puedo|vivo|fui|tuve|estuve|pude|hice|quise|supe|llevo|duermo|siento|camino|"
    r"(?!(?:así|aquí|ahí|allí|café|bebé|sí|sé|qué|porqué|té|dé|esté|josé|rubí|colibrí|ají|comité|puré|paté|pie)\b)\p{L}{2,}[éí])(?!\w)",
    regex.IGNORECASE,
)
_BY_LANGUAGE = {
    "en": _ENGLISH,
    "es": Persons(
        first=_YO,
        told=_YO,
        shared=regex.compile(
            r"(?<!\w)(?:nos|nosotr[oa]s|nuestr[oa]s?|él|ella|ell[oa]s|les?)(?!\w)", regex.IGNORECASE
        ),
        third=regex.compile(r"(?<!\w)(?:él|ella)(?!\w)", regex.IGNORECASE),
        second=regex.compile(r"(?<!\w)(?:usted|ustedes|tú|tus?)(?!\w)", regex.IGNORECASE),
        somebody=regex.compile(rf"{_NAME_INSIDE}|\b(?:[Éé]l|[Ee]lla|[Ee]ll[oa]s|quien)\b"),
    ),
}


def persons_of(language: str) -> Persons:
    """Return the patterns of a language."""
    return _BY_LANGUAGE.get(language, _ENGLISH)
