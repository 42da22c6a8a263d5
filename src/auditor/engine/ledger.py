"""Says of what was seen and not flagged why it was let pass, with the evidence by name: “Cited: mark 3 resolves to …”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.analysis import SupportKind
from auditor.model.finding import NotFlagged
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from auditor.engine.checks.base import Pass, Subject
    from auditor.model.analysis import Evidence, Sentence, Support
    from auditor.model.span import Span

DESCRIPTION_WORDS = 9
"""So many words are no name: they describe how a figure of one's own was counted."""
SHOWN_CHARS = 90
"""So much of a source is shown."""


_LABEL = regex.compile(r"^\S{1,4}: ")
"""The label before an entry."""


class Values(dict[str, str]):
    """Placeholders of a message; an unknown one is shown as written rather than failing the rule."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class Ledger:
    """Writes the entries of one document. `texts` are the sentences of `rules/_texts.yaml`."""

    def __init__(self, subject: Subject, texts: Mapping[str, str]) -> None:
        self._subject = subject
        self._texts = texts

    def entry(self, rule: str, passed: Pass) -> NotFlagged:
        """Return what is kept of a candidate that a rule let pass."""
        sentence = self._sentence(passed.span)
        quote = self._subject.words(passed.span) if passed.span else ""
        supports = self._subject.evidence(sentence).supports if sentence else ()
        values = Values({"support": self._told(supports), "quote": quote, **passed.values})
        reason = self._texts[passed.reason].format_map(values)
        return NotFlagged(rule, quote, reason, passed.span, sentence.span if sentence else None)

    def reason(self, name: str, **values: str) -> str:
        """Return one of the sentences with its places filled in."""
        return self._texts[name].format_map(Values(values))

    def looked_at(self, span: Span | None) -> str:
        """Return what was found as the support of a statement, and what did not count."""
        sentence = self._sentence(span)
        return self._looked_at(self._subject.evidence(sentence)) if sentence else ""

    def _looked_at(self, evidence: Evidence) -> str:
        return "; ".join(filter(None, (self._told(evidence.supports), *evidence.rejected)))

    def _told(self, supports: Iterable[Support]) -> str:
        return "; ".join(dict.fromkeys(map(self._support, supports)))

    def _support(self, support: Support) -> str:
        kind = f"support-{support.kind.value}"
        if support.kind is SupportKind.NAMED_SOURCE and len(support.quote.split()) >= DESCRIPTION_WORDS:
            kind = "support-described"
        elif support.target and f"{kind}-with-target" in self._texts:
            kind += "-with-target"
        words = support.quote.strip("[]").split()
        target = _LABEL.sub("", support.target) if support.kind is not SupportKind.LINK else support.target
        return self.reason(
            kind, quote=_short(support.quote), target=_short(target), mark=words[-1] if words else ""
        )

    def _sentence(self, span: Span | None) -> Sentence | None:
        found = self._subject.sentence_at(span.start) if span else None
        return found if found and span and found.span.contains(span) else None


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= SHOWN_CHARS else f"{plain[: SHOWN_CHARS - 1].rstrip()}…"
