"""Audits one document: bytes in, `DocumentAudit` out. This is what runs inside a worker process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.analysis.pipeline import analyse
from auditor.engine.runner import judge
from auditor.errors import LoadError
from auditor.loaders.registry import loader_for
from auditor.model.audit import DocumentAudit
from auditor.model.document import Status
from auditor.model.source import Problem
from auditor.text.phrase_match import forget_long_document
from auditor.workflow.kept import open_and_keep
from auditor.workflow.suggestions import with_suggestions
from auditor.workflow.unread import record_of, unread_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.engine.pack import RuleBook
    from auditor.engine.runner import Share
    from auditor.loaders.base import Loader
    from auditor.model.analysis import Analysis, Language
    from auditor.model.document import Document
    from auditor.model.finding import Finding, Judgement
    from auditor.model.source import Request, Source
    from auditor.workflow.options import Options


def audit_source(source: Source, book: RuleBook, options: Options, share: Share = map) -> DocumentAudit:
    """Audit one source; trouble ends as an unreadable document with its reason, never as an exception of the user's world.

    `share` lets the rules be run, as `map` does.
    """
    if source.trouble is not None:
        return unread_source(source, source.trouble)
    try:
        loader = loader_for(source)
        document = loader.load(source, options.limits)
    except LoadError as error:
        return unread_source(source, Problem(error.code, error.message))
    audited = _audited(source, loader, document, book, options, share)
    forget_long_document()
    return audited


def audit_request(request: Request, book: RuleBook, options: Options, share: Share = map) -> DocumentAudit:
    """Open and audit one request."""
    return audit_source(open_and_keep(request, options), book, options, share)


def _audited(
    source: Source, loader: Loader, document: Document, book: RuleBook, options: Options, share: Share
) -> DocumentAudit:
    record = record_of(source, document.media_type)
    if document.status is Status.UNREADABLE:
        return DocumentAudit(
            record,
            document.status,
            document.problems,
            title=document.title,
            text=document.text,
            blocks=document.blocks,
        )
    analysis = analyse(document, book.lexicon, country=options.country)
    judgement = judge(document, analysis, book, source.name, options.packs, options.today, share)
    findings = with_suggestions(document, analysis, judgement.findings, book, options)
    status, problems = _status(document, analysis, judgement)
    return DocumentAudit(
        source=record,
        status=status,
        problems=problems,
        title=document.title,
        text=document.text,
        blocks=document.blocks,
        words=document.words,
        language=analysis.language,
        jurisdiction=analysis.jurisdiction,
        statistics=analysis.statistics,
        findings=placed(source, loader, document, findings),
        crisis=analysis.crisis,
        authorship=analysis.authorship,
        references=analysis.references,
        not_flagged=judgement.not_flagged,
        failures=judgement.failures,
    )


def _status(
    document: Document, analysis: Analysis, judgement: Judgement
) -> tuple[Status, tuple[Problem, ...]]:
    """Return the status with what the analysis adds: a language that the rules do not speak, or that some do not."""
    problems = (*document.problems, *_unwritten(judgement))
    if analysis.language.is_supported and not analysis.language.unread:
        return document.status, problems
    return Status.PARTIAL, (*problems, _left_out(analysis.language))


def _left_out(language: Language) -> Problem:
    """Say what no rule heard, because it is in a language the rules do not cover."""
    if language.is_supported:
        return Problem(
            "unsupported-passages",
            f"Passages in a language the rules do not cover ({', '.join(language.unread)}) were left out; the rest was judged.",
        )
    said = f" ({language.code})" if language.code else ""
    return Problem(
        "unsupported-language",
        f"The text is in a language the rules do not cover{said}; it was not judged in full. What is in English in it was.",
    )


def _unwritten(judgement: Judgement) -> Iterator[Problem]:
    """Say for each language which rules that apply have not been written for it."""
    for language in sorted({language for _, language in judgement.unwritten}):
        rules = ", ".join(rule for rule, spoken in judgement.unwritten if spoken == language)
        yield Problem(
            "rules-not-in-language",
            f"The text in this language ({language}) was judged by all rules that are written for it. Not by: {rules}.",
        )


def placed(
    source: Source, loader: Loader, document: Document, findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Return findings with where each stands in the source."""
    spans = [f.trigger or f.span for f in findings]
    places = iter(loader.locate(source, document, [s for s in spans if s is not None]))
    return tuple(
        replace(f, place=next(places)) if s is not None else f for f, s in zip(findings, spans, strict=True)
    )
