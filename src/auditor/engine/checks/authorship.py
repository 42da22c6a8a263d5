"""`authorship`: who answers for a page that explains medicine, and since when.

Example: an article on opioids and depression with neither a reviewer's name nor a date. A contact page, a price list
or a flyer owes neither. With `report: stale` the rule asks instead how long ago the last review was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from auditor.engine.checks.age import years_between
from auditor.engine.checks.base import Flag, Pass
from auditor.model.analysis import PageKind  # noqa: TC001 - msgspec resolves annotations at run time
from auditor.model.finding import Outcome
from auditor.model.values import dataclass
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Authorship
    from auditor.model.lexicon import Lexicon


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`pages` are the kinds that owe it, when at least `medical_sentences` of their sentences speak of medicine."""

    report: Literal["missing", "stale"]
    pages: list[PageKind]
    medical_sentences: int = 8
    qualified: list[str] = []
    """Titles and degrees that make a named author as good as a reviewer."""
    years: Annotated[float, msgspec.Meta(gt=0)] = 3
    """The age from which a review is stale."""
    outcome: Outcome = Outcome.VIOLATION


@dataclass(frozen=True)
class _Judge:
    params: Params
    qualified: PhraseSet

    def verdicts(self, subject: Subject) -> Iterator[Verdict]:
        """Yield the verdict on the page; a page that owes nothing gets none."""
        page = subject.analysis.page
        if page.kind not in self.params.pages or page.medical_sentences < self.params.medical_sentences:
            return
        verdict = self._missing(subject) if self.params.report == "missing" else self._stale(subject)
        if verdict is not None:
            yield verdict

    def _missing(self, subject: Subject) -> Verdict:
        found = subject.analysis.authorship
        who = self._answering(found)
        when = found.reviewed_on or found.published_on
        if who and when:
            return Pass(found.reviewer_at or found.date_at, "signed-and-dated", {"who": who, "date": when})
        message = "nobody-and-undated" if not (who or when) else "undated" if who else "nobody"
        values = {
            "who": who or "",
            "date": when or "",
            "sentences": str(subject.analysis.page.medical_sentences),
        }
        return Flag(None, None, self.params.outcome, message, values, evidence=self._seen(found))

    def _answering(self, found: Authorship) -> str | None:
        """The named reviewer, or an author whose title or degrees are given."""
        if found.reviewer or not found.author:
            return found.reviewer
        return found.author if self.qualified.first(found.author) else None

    def _seen(self, found: Authorship) -> str:
        return "; ".join(v for v in (found.author, found.reviewed_on or found.published_on) if v)

    def _stale(self, subject: Subject) -> Verdict | None:
        found = subject.analysis.authorship
        when = max(filter(None, (found.reviewed_on, found.published_on)), default=None)
        if when is None or subject.today is None:
            return None
        age = years_between(when, subject.today)
        if age < self.params.years:
            return Pass(found.date_at, "reviewed-lately", {"date": when})
        values = {"date": when, "years": str(int(age)), "limit": f"{self.params.years:g}"}
        return Flag(found.date_at, found.date_at, self.params.outcome, values=values)


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the phrases."""
    return _Judge(params, compile_phrases(params.qualified, lexicon.lists)).verdicts
