"""What the check kinds can say: the names of their messages and placeholders, and of the reasons for letting pass.

The words themselves stand in the rules; a name that is misspelt there would never be spoken, and is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.engine.gravity import MESSAGE
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.engine.yaml_source import YamlSource

_EVERYWHERE = frozenset({"violation", "needs-review", MESSAGE})
FURTHER = "further"
"""The message that is said behind another, where more in the sentence is concerned than its trigger."""
_ALWAYS = frozenset({"trigger", "quote"})


REASONS = frozenset(
    [
        "cited",
        "clinical",
        "compared",
        "condition",
        "context",
        "crisis-advice",
        "vacancy",
        "crisis-line-in-footer",
        "crisis-line-in-image",
        "crisis-line-present",
        "doubtful-figure",
        "emergency",
        "everyday",
        "finding-of-its-time",
        "flagged-already",
        "flagged-elsewhere",
        "general",
        "hedged",
        "internal",
        "judged-as-figure",
        "line-for-others",
        "line-said-to-be-closed",
        "list-named-in-text",
        "mention",
        "negated",
        "no-crisis-topic",
        "not-selling",
        "other-party",
        "past",
        "patient-words",
        "question",
        "quoted",
        "reads-otherwise",
        "ranking",
        "reviewed-lately",
        "said",
        "signed-and-dated",
        "statement-near",
        "vouched",
        "statement-present",
        "study-finding",
        "support-caption",
        "support-carried",
        "support-described",
        "support-link",
        "support-link-with-target",
        "support-mark",
        "support-mark-with-target",
        "support-named-source",
        "support-named-source-with-target",
        "support-unnamed-authority",
        "told-as-history",
        "topic-in-passing",
        "uncertain",
    ]
)
"""Why words were let pass: each has its sentence in `_texts.yaml`."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The messages of a check kind beside those of every rule, and the placeholders beside {trigger} and {quote}."""

    messages: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()


_KINDS: Mapping[str, Spoken] = {
    "phrase": Spoken(),
    "claim": Spoken(frozenset({"named", "aspiring", "subjective", "ranking"})),
    "comparison": Spoken(
        frozenset(
            {
                "superior",
                "compared",
                "disparages",
                "contrasted",
                "priced",
                "gained",
                "refused",
                "table",
                "named",
            }
        )
    ),
    "promise": Spoken(),
    "statistic": Spoken(
        frozenset({"refused", "vague", "unnamed", "named", "doubtful", "carried", FURTHER}),
        frozenset({"figure", "source", "refused", "further"}),
    ),
    "authority": Spoken(),
    "testimonial": Spoken(frozenset({"story", "service"})),
    "crisis-resource": Spoken(
        frozenset({"commercial-only", "superseded"}), frozenset({"topics", "suggested", "line", "country"})
    ),
    "helpline": Spoken(),
    "presence": Spoken(frozenset({"partial", "far"}), frozenset({"missing", "count"})),
    "authorship": Spoken(
        frozenset({"nobody", "nobody-and-undated", "undated"}),
        frozenset({"who", "date", "sentences", "years", "limit"}),
    ),
    "reference": Spoken(
        frozenset({"no-list", "entry", "link", "hidden"}),
        frozenset({"entries", "heading", "label", "count", "target", "marks", "entry"}),
    ),
    "figure-age": Spoken(
        frozenset({"own", "study", "series", "other", "source"}),
        frozenset({"figure", "year", "years", "source"}),
    ),
    "reads-like": Spoken(values=frozenset({"words"})),
}


def kinds() -> frozenset[str]:
    """Return the check kinds of which it is known what they say."""
    return frozenset(_KINDS)


def messages_of(check: str, parameters: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the messages that a rule can have; a claim's families name some of their own."""
    families = parameters.get("families") if check == "claim" else None
    own = (
        [f.get("message") for f in families.values() if isinstance(f, dict)]
        if isinstance(families, dict)
        else []
    )
    return _EVERYWHERE | _KINDS[check].messages | {name for name in own if isinstance(name, str)}


def values_of(check: str) -> frozenset[str]:
    """Return the names of the placeholders that a rule can use."""
    return _ALWAYS | _KINDS[check].values


def check_texts(source: YamlSource, texts: Mapping[str, str]) -> None:
    """Refuse a file of reasons that lacks one, or has one that nothing gives. Raises PackError."""
    for name in texts:
        if name not in REASONS:
            from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

            likely = get_close_matches(name, sorted(REASONS), n=1)
            meant = f"“{likely[0]}”, if that is what was meant" if likely else "a reason that a check gives"
            raise source.error(f"nothing gives the reason “{name}”", f"$.{name}", meant)
    missing = sorted(REASONS - texts.keys())
    if missing:
        raise source.error(f"there is no sentence for the reason “{missing[0]}”", "$", "one for each reason")
