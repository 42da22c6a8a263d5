"""The grammar of English; see `grammar` for what each pattern is for."""

from __future__ import annotations

from auditor.engine.checks.grammar import Grammar, SlightGrammar
from auditor.text import late_regex as regex

_SLIGHT = SlightGrammar(
    side=regex.compile(
        r";\s|,\s+(?:but|yet|and\s+(?:we|our|ours)|we|ours?)\s|\s[–—-]\s|\b(?:while|whereas)\b",
        regex.IGNORECASE,
    ),
    likened=regex.compile(
        r"(?:\b(?:is|are|was|were|be|becomes?|into|like|as|with)\s+|[’']s\s+|:\s+|^\W*)"
        r"(?:\p{L}+ly\s+|just\s+|little\s+more\s+than\s+|nothing\s+but\s+|no\s+more\s+than\s+)?"
        r"(?:an?\s+)?(?:[\p{L}-]+\s+){0,3}$",
        regex.IGNORECASE,
    ),
    agent=regex.compile(r"\s+(?:\S+\s+){0,3}?by\s+", regex.IGNORECASE),
    resuming=regex.compile(
        r"\W*(?:(?:and|but|then|so|yet)\s+)?(?:they|their|it|its|the|there|everyone|everybody|nobody|no\s+one|you|your|an?|one)\b",
        regex.IGNORECASE,
    ),
    opinion=regex.compile(
        r"\b(?:in|to)\s+(?:our|my)\s+(?:experience|view|opinion|book|eyes?|mind)\b"
        r"|\b(?:we|I)\s+(?:think|call|say|believe|know)\b",
        regex.IGNORECASE,
    ),
)

ENGLISH = Grammar(
    conditions=frozenset({"if", "when", "unless"}),
    # "US" is a country, "most of us" are people, and "our brains" are everybody's.
    own=r"\b(?:[Ww]e(?:['’](?:ve|re|ll|d))?|WE|(?<!\bof )us|[Oo]urs|OURS?|[Oo]urselves|[Oo]ur(?!\s+(?:NOUNS)(?:s|es)?\b(?!-)))\b",
    own_of_one=r"\b(?:I(?:['’](?:ve|m|ll|d))?|me|mine|[Mm]y(?!\s+(?:NOUNS)(?:s|es)?\b))\b",
    breaks=(
        r"[;:—()|]|\s[–-]\s|\b(?P<word>WORDS)\b"
        r"|,\s+(?=(?:and|but|so|or|yet|it|they|we|you|he|she|this|there)\b)|\s(?=(?:and|but)\s+we\b)"
    ),
    relative=frozenset({"that", "which", "who", "whom", "when", "where"}),
    most=("most",),
    preposition=regex.compile(r"\s+(?:in|of|for)\s+", regex.IGNORECASE),
    joining=frozenset({"and", "&"}),
    of=frozenset({"of"}),
    degrees=frozenset({"most", "very", "more"}),
    side=regex.compile(r"\b(?:us|Us|[Oo]urs?)\b"),
    link_back=regex.compile(
        r"^\W*(?:(?:and|but|so|yet)\s+)?(?:it|they|this|these|that|those|such|here|all of (?:it|this|them)"
        r"|the (?:procedure|treatment|operation|technique|device|method|therapy|programme|program)(?! (?:of|for)))\b",
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
        r"(?:\s*,[^,;.]{2,30},)?\s+(?:can\s+|will\s+)?(?:only|just|merely|simply)(?:\s+ever)?\s+(?!for\b|in\b|on\b|at\b|as\b|about\b|under\b|one\b|a\b)\p{L}+",
        regex.IGNORECASE,
    ),
    shrug=regex.compile(
        r"\W*(?:an?|another|more|the same|nothing|little|not much|precious little|some)\s", regex.IGNORECASE
    ),
    turned=regex.compile(r";\s+|,\s+but\s+|\s[–—-]\s|\swhile\s|\swhereas\s"),
    agreeing=regex.compile(r"\b(?:too|also|as\s+well|either|agree)\b", regex.IGNORECASE),
    resumed=regex.compile(r",?\s(?:and|but)\s(?:it|they)\s*$", regex.IGNORECASE),
    governing=frozenset(
        {"from", "by", "with", "to", "for", "at", "in", "of", "on", "via", "through", "see", "ask", "tell"}
    ),
    other_subject=regex.compile(
        r"\b(?:and|but|yet)\s+(?:most|many|some|few|half|all|none|people|patients|women|men|you|we)\b",
        regex.IGNORECASE,
    ),
    paired=regex.compile(r";\s+|\s[–—]\s|\s(?:while|whereas)\s"),
    speaker=regex.compile(r"\W*(?:(?:and|but|here|instead|at|the)\s*,?\s+)?(?:\S+)"),
    particular=regex.compile(
        r"\W*(?:the|this|that|these|those|his|her|their|it|she|he|you|i|we)\b", regex.IGNORECASE
    ),
    slight=_SLIGHT,
    promised=regex.compile(
        r"\W*(?:you(?:['’]ll|\s+will|\s+get|\s+have|\s+save|\s+pay|\s+heal|\s+recover)|expect|enjoy|get|save|pay|all\s+for"
        r"|feel\s+better|there(?:['’]s|\s+is)\s+(?:now\s+)?(?:an?|one))\b",
        regex.IGNORECASE,
    ),
    unlike=regex.compile(
        r"unlike\s+(?P<others>[^,;]{2,120}),\s+(?:(?:where|who|which|whose)\s[^,;]{2,120},\s+)?",
        regex.IGNORECASE,
    ),
    opening=regex.compile(
        r"\W*(?:(?:and|but|also|far|much|even|a|an|up to|over|\d[\d.,]*|two|three|four|five|ten|a hundred|many|times|x|\p{L}+ly)\b\W*)*",
        regex.IGNORECASE,
    ),
    those=regex.compile(
        r"\s+(?:those|that|the\s+ones)\s+(?:\p{L}+(?:ed|en|ade|old|one)\s+)?(?:in|at|from|of|by)\s+(?!(?:our|us|the\s+(?:study|trial|control|placebo|general))\b)"
        r"(?:an?\s+|the\s+|other\s+|most\s+)?\p{L}[\p{L}'’-]*",
        regex.IGNORECASE,
    ),
    person=regex.compile(r"(?:it|they)\b"),
    staff=regex.compile(r"(?:he|she)\b"),
    named_thing=regex.compile(
        r"\s+(?!(?:paying|waiting|doing|having|it|they|you|we|he|she|i|that|those|this|these|one|the one|ever|before|usual|average|expected|last|any|when|in|on|at)\b)\p{L}",
        regex.IGNORECASE,
    ),
    here=regex.compile(r"\b(?:here|in this (?:clinic|house|practice|program|programme))\b", regex.IGNORECASE),
    yardstick=regex.compile(
        r"\s+(?:(?:it|they|you|he|she|i|that|those|this|these|ever|before|usual|average|expected|last|any\s+time|anything\s+else|necessary|normal|planned)\b"
        r"(?!\s+(?:you|they)\s+(?:would|will|might|could)\b|\s+(?:would|will|get|find)\s+(?:with|at|from|in|elsewhere)\b)"
        r"|(?:the\s+)?(?:\d|one\b|two\b|half\b|a\s+(?:week|year|minute|mile|dozen|day|month)\b)"
        r"|(?:for|when|if|during|as|by)\b|(?:most\s+)?(?:men|women|boys|girls|children|adults|people|others?)\b(?!\s+\p{L}+s\b))",
        regex.IGNORECASE,
    ),
    otherness=regex.compile(
        r"\s+(?:(?:with|from|at|in|by|of|on)\s+)?(?:(?:you|they)\s+(?:would|will|might|could|can)\s+(?:\p{L}+\s+)?(?:with|at|from|in|elsewhere)\b(?:\s+\p{L}+)?"
        r"|(?:what\s+)?(?:you\s+(?:get|find|buy))\s+(?:with|at|from|in|elsewhere)\b(?:\s+(?:the\s+)?\p{L}+)?"
        r"|(?:the\s+|an?\s+|any\s+|all\s+)?(?:other|another|ordinary|usual|conventional|traditional|standard|typical|regular|generic|leading|imported|cheap(?:er)?|public|average|big|corporate|commercial|rival)\s+\p{L}[\p{L}'’-]*"
        r"|(?:the\s+|any\s+)?old\s+(?:way|ways|method|methods|kind|sort|style|technique|techniques|operation)"
        r"|elsewhere|others\b|the\s+rest|anyone|anybody|anything|anywhere|either\b(?!\s+alone)"
        r"|in\s+(?:most\s+|many\s+|the\s+)?(?:(?:\p{L}+\s+)?countries|west|us|usa|uk|states|europe|america|britain|england|germany|switzerland)\b)",
        regex.IGNORECASE,
    ),
    inside=regex.compile(
        r"\s+(?:(?:with|from|at|in|by|of|on|after)\s+)?(?:(?:a|an|the|any|your|most|those\s+of|that\s+of)\s+)*",
        regex.IGNORECASE,
    ),
    than=regex.compile(r"\bthan\b", regex.IGNORECASE),
    able=regex.compile(
        r"\b(?:can|may|might|could|should|for|seek|seeking|need|needs|want|wants|a|if|of|without|no|not|never|choose|try|eat|drink|with|find|build|learn|develop|towards?|about|into)\s+(?:\p{L}+\s+)?$",
        regex.IGNORECASE,
    ),
    doing=regex.compile(
        r"\b\p{L}{3,}ing\b|\b(?:symptoms?|signs?|risks?|causes?|habits?|tips|exercise|diet|sleep\s+hygiene|withdrawal|menopause|side\s+effects)\b",
        regex.IGNORECASE,
    ),
    condition_before=regex.compile(
        r"^\W*(?:if|when|once|unless|for|to)\b|\b(?:if|unless|whether)\b", regex.IGNORECASE
    ),
    parallel=regex.compile(
        r"\b(?P<prep>with|from|at|in|by|on|after|through|under)\s.*?\bthan\s+(?P=prep)\b\s+(?!the\s+(?:past|day|year))\p{L}",
        regex.IGNORECASE,
    ),
    possessed=regex.compile(r"\W*(?:our\s+\p{L}|ours\b)", regex.IGNORECASE),
    to_you=regex.compile(r"you(?:[’\x27]ll|[’\x27]re)?\b", regex.IGNORECASE),
    elsewhere=regex.compile(r"\s+(?:elsewhere|anywhere\s+else|at\s+other)\b", regex.IGNORECASE),
    other=regex.compile(r"\s+(?:most\s+)?others?\b", regex.IGNORECASE),
    conceding=regex.compile(
        r"\W*(?:and\s+|but\s+)?(?:while|whereas|where)\s+(?P<others>(?!\S*\s+(?:is|are|was|were)\b)[^,;:.]{3,120}),\s+",
        regex.IGNORECASE,
    ),
)
