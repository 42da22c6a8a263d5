"""The grammar of English; see `grammar` for what each pattern is for."""

from __future__ import annotations

from auditor.engine.checks.grammar import Grammar
from auditor.text import late_regex as regex

ENGLISH = Grammar(
    conditions=frozenset({"if", "when", "unless"}),
    # "US" is a country, "most of us" are people, and "our brains" are everybody's.
    own=r"\b(?:[Ww]e(?:['’](?:ve|re|ll|d))?|WE|(?<!\bof )us|[Oo]urs|OURS?|[Oo]urselves|[Oo]ur(?!\s+(?:NOUNS)(?:s|es)?\b))\b",
    own_of_one=r"\b(?:I(?:['’](?:ve|m|ll|d))?|me|mine|[Mm]y(?!\s+(?:NOUNS)(?:s|es)?\b))\b",
    breaks=(
        r"[;:—()|]|\s[–-]\s|\b(?P<word>WORDS)\b"
        r"|,\s+(?=(?:and|but|so|or|yet|it|they|we|you|he|she|this|there)\b)"
    ),
    relative=frozenset({"that", "which", "who", "whom", "when", "where"}),
    most=("most",),
    preposition=regex.compile(r"\s+(?:in|of|for)\s+", regex.IGNORECASE),
    joining=frozenset({"and", "&"}),
    of=frozenset({"of"}),
    degrees=frozenset({"most", "very", "more"}),
    side=regex.compile(r"\b(?:us|Us|[Oo]urs?)\b"),
    link_back=regex.compile(
        r"^\W*(?:(?:and|but|so|yet)\s+)?(?:it|they|this|these|that|those|such|here|all of (?:it|this|them))\b",
        regex.IGNORECASE,
    ),
    plural=regex.compile(r"^\W*(?:(?:and|but|so|yet)\s+)?(?:they|these|those)\b", regex.IGNORECASE),
    definite=regex.compile(r"^\W*(?:the|this|these|every|each|all)\s+", regex.IGNORECASE),
    article=regex.compile(r"^\W*(?:an?\s+)?", regex.IGNORECASE),
    clause=regex.compile(
        r"[;:—()]|\s[–-]\s|,\s+(?=(?:but|while|whereas|so|yet|it|they|this|we|you)\b)"
        r"|\b(?:while|whereas|because|although|unless|if|when|but|which)\b",
        regex.IGNORECASE,
    ),
    condition=regex.compile(
        r"\b(?:if|when|once|unless|after|until|whether)\s+$|\b(?:if|when|unless|whether)\s+(?:\S+\s+){0,2}$",
        regex.IGNORECASE,
    ),
    that=regex.compile(r"\bthat\b", regex.IGNORECASE),
    turned_over=regex.compile(r";\s+|,\s+but\s+|\s[–—-]\s|\s(?:while|whereas)\s|:\s+"),
    only=regex.compile(
        r"\s+(?:can\s+|will\s+)?(?:only|just|merely|simply)(?:\s+ever)?\s+(?!for\b|in\b|on\b|at\b|as\b|about\b|under\b|one\b|a\b)\p{L}+",
        regex.IGNORECASE,
    ),
    shrug=regex.compile(
        r"\W*(?:an?|another|more|the same|nothing|little|not much|precious little|some)\s", regex.IGNORECASE
    ),
    turned=regex.compile(r";\s+|,\s+but\s+|\s[–—-]\s|\swhile\s|\swhereas\s"),
    agreeing=regex.compile(r"\b(?:too|also|as\s+well|either|agree)\b", regex.IGNORECASE),
    resumed=regex.compile(r",?\s(?:and|but)\s(?:it|they)\s*$", regex.IGNORECASE),
    paired=regex.compile(r";\s+|\s[–—]\s|\s(?:while|whereas)\s"),
    speaker=regex.compile(r"\W*(?:(?:and|but|here|instead|at|the)\s*,?\s+)?(?:\S+)"),
    particular=regex.compile(
        r"\W*(?:the|this|that|these|those|his|her|their|it|she|he|you|i|we)\b", regex.IGNORECASE
    ),
    unlike=regex.compile(r"unlike\s+(?P<others>[^,;]{2,80}),\s+", regex.IGNORECASE),
    person=regex.compile(r"(?:it|they)\b"),
    staff=regex.compile(r"(?:he|she)\b"),
    named_thing=regex.compile(
        r"\s+(?!(?:it|they|you|we|he|she|i|that|those|this|these|one|the one|ever|before|usual|average|expected|last|any|when|in|on|at)\b)\p{L}",
        regex.IGNORECASE,
    ),
)
