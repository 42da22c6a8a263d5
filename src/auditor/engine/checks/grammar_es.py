"""The grammar of Spanish; see `grammar` for what each pattern is for. Accents may be missing, as in capitals."""

from __future__ import annotations

from auditor.engine.checks.grammar import Grammar
from auditor.text import late_regex as regex

# "We" is in the verb: tratamos, ofrecemos, decidimos. Nouns and adjectives that end so are left out.
_NO_VERB = (
    r"(?:\p{L}*gramos|pr[eé]stamos|reclamos|tramos|ramos|extremos|supremos|[uú]ltimos|pr[oó]ximos|m[aá]ximos|m[ií]nimos|[oó]ptimos|"
    r"[ií]ntimos|leg[ií]timos|an[oó]nimos|[aá]nimos|d[eé]cimos|s[eé]ptimos|p[eé]simos|racimos|primos|remos|\p{L}*[ií]simos)"
)
_WE_DO = rf"(?:somos|(?!{_NO_VERB}\b)\p{{L}}{{2,}}[aeiáéí]mos)"
_OUR = r"nuestr[oa]s?"

SPANISH = Grammar(
    conditions=frozenset({"si", "cuando", "aunque"}),
    own=rf"(?i:\b(?:nos|nosotr[oa]s|{_OUR}(?!\s+(?:NOUNS)(?:e?s)?\b)|{_WE_DO})\b)",
    own_of_one=r"(?i:\b(?:yo|conmigo|m[ií](?!\s+(?:NOUNS)(?:e?s)?\b)|mis(?!\s+(?:NOUNS)(?:e?s)?\b))\b)",
    breaks=(
        r"[;:—()|]|\s[–-]\s|\b(?P<word>WORDS)\b"
        r"|,\s+(?=(?:y|pero|sino|as[ií]|o|esto|eso|ell[oa]s|nosotros|usted|aqu[ií])\b)"
    ),
    relative=frozenset({"que", "quien", "quienes", "cual", "cuales", "donde", "cuando"}),
    most=("más", "mas", "menos"),
    preposition=regex.compile(r"\s+(?:en|de|del|para)\s+(?:el\s+|la\s+|los\s+|las\s+)?", regex.IGNORECASE),
    joining=frozenset({"y", "e", "&"}),
    of=frozenset({"de", "del"}),
    degrees=frozenset({"más", "mas", "muy", "tan"}),
    side=regex.compile(rf"(?i:\b(?:nosotr[oa]s|{_OUR})\b)"),
    link_back=regex.compile(
        r"^\W*(?:(?:y|pero|así|por\s+eso)\s+)?(?:es|son|será|serán|se\s+trata|est[eoa]s?|[eé]st[eoa]s?|es[eoa]s?|aqu[ií]|todo\s+(?:ello|esto|eso))\b",
        regex.IGNORECASE,
    ),
    plural=regex.compile(
        r"^\W*(?:(?:y|pero)\s+)?(?:son|serán|est[oa]s|es[oa]s|ell[oa]s)\b", regex.IGNORECASE
    ),
    definite=regex.compile(
        r"^\W*(?:el|la|los|las|est[eoa]s?|cada|tod[oa]s?\s+(?:el|la|los|las))\s+", regex.IGNORECASE
    ),
    article=regex.compile(r"^\W*(?:una?s?\s+)?", regex.IGNORECASE),
    clause=regex.compile(
        r"[;:—()]|\s[–-]\s|,\s+(?=(?:pero|mientras|sino|as[ií]|y|nosotros|usted|esto|ell[oa]s|aqu[ií])\b)"
        r"|\b(?:mientras|porque|aunque|a\s+menos\s+que|si|cuando|pero|sino|pues)\b",
        regex.IGNORECASE,
    ),
    condition=regex.compile(
        r"\b(?:si|cuando|una\s+vez\s+que|a\s+menos\s+que|despu[eé]s\s+de(?:\s+que)?|hasta\s+que)\s+$|\b(?:si|cuando)\s+(?:\S+\s+){0,2}$",
        regex.IGNORECASE,
    ),
    that=regex.compile(r"\bque\b(?!\s+(?:s[oó]lo|solamente|nunca|no|tan\s+s[oó]lo)\b)", regex.IGNORECASE),
    turned_over=regex.compile(
        r";\s+|,\s+(?:pero|y\s+nosotr[oa]s)\s+|\s[–—-]\s|\smientras(?:\s+que)?\s|:\s+", regex.IGNORECASE
    ),
    only=regex.compile(
        r"\s+(?:pueden?\s+)?(?:s[oó]lo|solamente|[uú]nicamente|simplemente|apenas|tan\s+s[oó]lo|no\s+hacen?\s+m[aá]s\s+que)\s+"
        r"(?!para\b|en\b|de\b|a\b|con\b|si\b|cuando\b|un[oa]?\b)\p{L}+",
        regex.IGNORECASE,
    ),
    shrug=regex.compile(
        r"\W*(?:un[oa]?|otr[oa]|m[aá]s|lo\s+mismo|nada|poco|muy\s+poco|algun[oa]s?)\s", regex.IGNORECASE
    ),
    turned=regex.compile(
        r";\s+|,\s+(?:pero|y)\s+|\s[–—-]\s|\smientras(?:\s+que)?\s|\sen\s+cambio\s", regex.IGNORECASE
    ),
    agreeing=regex.compile(r"\b(?:tambi[eé]n|tampoco|igual(?:mente)?|coincid\w+)\b", regex.IGNORECASE),
    resumed=regex.compile(r",?\s(?:y|pero)\s*$", regex.IGNORECASE),
    governing=frozenset(
        {"de", "del", "con", "a", "al", "para", "por", "en", "según", "consulte", "pregunte"}
    ),
    other_subject=regex.compile(
        r"\b(?:y|pero)\s+(?:la\s+mayor[ií]a|much[oa]s|algun[oa]s|poc[oa]s|tod[oa]s|usted|nosotr[oa]s)\b",
        regex.IGNORECASE,
    ),
    paired=regex.compile(r";\s+|\s[–—]\s|\smientras(?:\s+que)?\s", regex.IGNORECASE),
    speaker=regex.compile(r"\W*(?:(?:y|pero|aqu[ií]|en|el|la|los|las)\s*,?\s+)?(?:\S+)", regex.IGNORECASE),
    particular=regex.compile(
        r"\W*(?:est[eoa]s?|es[eoa]s?|aquel\w*|sus?|[eé]l|ella|usted|yo|nosotr[oa]s)\b", regex.IGNORECASE
    ),
    promised=regex.compile(
        r"\W*(?:(?:usted\s+)?(?:tendr[aá]|recibir[aá]|obtendr[aá]|ahorrar[aá]|pagar[aá])s?|espere|disfrute|ahorre|pague)\b",
        regex.IGNORECASE,
    ),
    unlike=regex.compile(r"a\s+diferencia\s+de(?:l|\s)\s*(?P<others>[^,;]{2,80}),\s+", regex.IGNORECASE),
    person=regex.compile(r"(?:es|son|est[eoa]s?|ell[oa]s)\b", regex.IGNORECASE),
    staff=regex.compile(r"(?:[eé]l|ella)\b", regex.IGNORECASE),
    named_thing=regex.compile(
        r"\s+(?!(?:que|lo|los\s+que|las\s+que|nunca|antes|siempre|usted|t[uú]|nosotr[oa]s|en|con|a|al|est[eoa]s?|es[eoa]s?|nadie|nada|cualquiera|un[oa])\b)\p{L}",
        regex.IGNORECASE,
    ),
    verb=regex.compile(_WE_DO, regex.IGNORECASE),
    is_noun_first=True,
    here=regex.compile(
        r"\b(?:aqu[ií]|ac[aá]|en\s+est[ea]\s+(?:cl[ií]nica|centro|casa|programa))\b", regex.IGNORECASE
    ),
    yardstick=regex.compile(
        r"\s+(?:nunca|antes|siempre|usted(?:es)?|t[uú]|est[eoa]s?|es[eoa]s?|nadie|nada|lo\s+(?:normal|habitual|esperado|necesario|que\s+(?:usted|cree|piensa|imagina))"
        r"|\d|un[oa]?\s+(?:semana|a[nñ]o|minuto|d[ií]a|mes)|para|cuando|si|las?\s+personas|los\s+(?:hombres|ni[nñ]os|adultos|dem[aá]s\s+d[ií]as)|las\s+mujeres|el\s+a[nñ]o)\b",
        regex.IGNORECASE,
    ),
    opening=regex.compile(
        r"\W*(?:(?:y|pero|mucho|aun|aún|\p{L}+mente|\d[\d.,]*|veces)\b\W*)*", regex.IGNORECASE
    ),
    those=regex.compile(
        r"\s+(?:l[oa]s|el|la)\s+(?:de|del|en)\s+(?:(?:un[oa]?|otr[oa]s|l[oa]s)\s+)?(?!nuestr)\p{L}[\p{L}-]*",
        regex.IGNORECASE,
    ),
    otherness=regex.compile(
        r"\s+(?:(?:con|en|de|por|a)\s+)?(?:(?:los|las|el|la|un|una|cualquier)\s+)?(?:otr[oa]s?|dem[aá]s)(?:\s+\p{L}+)?"
        r"|\s+(?:(?:con|en|de|por|a)\s+)?(?:(?:los|las|el|la|un|una)\s+)\p{L}+\s+(?:de\s+(?:antes|siempre|la\s+competencia)|convencional(?:es)?|tradicional(?:es)?|comun(?:es)?|común|corrientes?|habitual(?:es)?|normal(?:es)?|antigu[oa]s?|genéric[oa]s?)\b",
        regex.IGNORECASE,
    ),
    inside=regex.compile(
        r"\s+(?:(?:con|en|de|por|a|tras)\s+)?(?:(?:el|la|los|las|un|una|su|sus)\s+)*", regex.IGNORECASE
    ),
    than=regex.compile(r"\bque\b", regex.IGNORECASE),
    able=regex.compile(
        r"\b(?:puede|pueden|podr[ií]an?|para|busca|buscan|necesita|quiere|de|sin|no|nunca|con|coma|beba)\s+(?:\p{L}+\s+)?$",
        regex.IGNORECASE,
    ),
    doing=regex.compile(
        r"\b\p{L}{2,}(?:ar|er|ir)\b|\b(?:s[ií]ntomas?|se[nñ]ales|riesgos?|causas?|h[aá]bitos?|consejos|ejercicio|dieta|abstinencia|efectos)\b",
        regex.IGNORECASE,
    ),
    condition_before=regex.compile(r"^\W*(?:si|cuando|una\s+vez|para)\b|\bsi\b", regex.IGNORECASE),
    parallel=regex.compile(
        r"\b(?P<prep>con|de|en|tras|por)\s.*?\bque\s+(?P=prep)\b\s+\p{L}", regex.IGNORECASE
    ),
    possessed=regex.compile(r"\W*(?:(?:el|la|los|las)\s+)?nuestr[oa]s?\b", regex.IGNORECASE),
    to_you=regex.compile(r"(?:usted|t[uú])\b", regex.IGNORECASE),
    elsewhere=regex.compile(r"\s+en\s+(?:otr[oa]s?|cualquier\s+otr[oa])\b", regex.IGNORECASE),
    other=regex.compile(r"\s+otr[oa]s?\b", regex.IGNORECASE),
    conceding=regex.compile(
        r"\W*(?:y\s+|pero\s+)?(?:mientras(?:\s+que)?|donde)\s+(?P<others>(?!\S*\s+(?:es|son)\b)[^,;:.]{3,120}),\s+",
        regex.IGNORECASE,
    ),
)
