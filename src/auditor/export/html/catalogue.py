"""The rule catalogue as one self-contained page: no script, nothing fetched, light and dark, and fit for paper."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.html.style import STYLE
from auditor.model.finding import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.model.catalogue import Accuracy, Catalogue, CataloguePack, CatalogueRule, Demand, Measure
    from auditor.model.finding import Basis

_PLACEHOLDER = re.compile(r"\{\w+\}")
_TITLE = "Rule catalogue"
_META = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'


def page(catalogue: Catalogue) -> str:
    """Return the whole page."""
    known = {rule.id for pack in catalogue.packs for rule in pack.rules}
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        f"<head>{_META}<title>{_TITLE}</title><style>{STYLE}</style></head>",
        "<body>",
        *_header(catalogue),
        "<main>",
        *_how_to_read(catalogue),
        *_contents(catalogue.packs),
        *(line for pack in catalogue.packs for line in _pack(pack, known)),
        "</main>",
        f"<footer>{escape(wording.NO_CLEARANCE)}</footer>",
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _header(catalogue: Catalogue) -> Iterator[str]:
    rules = sum(len(pack.rules) for pack in catalogue.packs)
    versions = ", ".join(f"{pack.id} {pack.version}" for pack in catalogue.packs)
    said = f"{wording.counted(rules, 'rule')} in {wording.counted(len(catalogue.packs), 'pack')}: {versions}."
    yield f'<header><h1>{_TITLE}</h1><p class="quiet">{escape(said)}</p></header>'


def _how_to_read(catalogue: Catalogue) -> Iterator[str]:
    guide = catalogue.guide
    yield '<section aria-labelledby="how"><h2 id="how">How to read it</h2>'
    yield '<dl class="words">'
    for severity in Severity:
        chip = _chip(severity)
        yield f"<dt>{chip}</dt><dd>{_sentence(guide.severities.get(severity.value, ''))}</dd>"
    for outcome in Outcome:
        yield f"<dt>{wording.OUTCOME[outcome]}</dt><dd>{_sentence(guide.outcomes.get(outcome.value, ''))}</dd>"
    yield "</dl>"
    yield '<h4>Categories</h4><dl class="words">'
    used = dict.fromkeys(rule.category for pack in catalogue.packs for rule in pack.rules)
    for name in used:
        yield f"<dt>{escape(wording.category(name))}</dt><dd>{_sentence(guide.categories.get(name, ''))}</dd>"
    yield "</dl></section>"
    if catalogue.sets:
        yield from _how_measured(catalogue)


def _how_measured(catalogue: Catalogue) -> Iterator[str]:
    yield '<section aria-labelledby="measured"><h2 id="measured">How well the rules do</h2>'
    yield (
        "<p>Measured on labelled documents. <em>Recall</em> is the share of what an expert would flag that was flagged, "
        "<em>precision</em> the share of findings an expert agrees with. Every rule also has test cases of its own, words that "
        "must be flagged and near misses that must not; all of them hold.</p>"
    )
    items = "".join(
        f"<li><strong>{escape(n)}</strong>: {escape(use)}</li>" for n, use in catalogue.sets.items()
    )
    yield f"<ul>{items}</ul>"
    yield '<div class="scroll"><table class="measured"><thead><tr><th>recall / precision</th>'
    yield (
        "".join(f'<th class="number">{escape(name)}</th>' for name in catalogue.sets) + "</tr></thead><tbody>"
    )
    for category, sets in catalogue.categories.items():
        cells = "".join(
            f'<td class="number">{_shares(sets[name])}</td>' for name in catalogue.sets if name in sets
        )
        yield f"<tr><td>{escape(wording.category(category))}</td>{cells}</tr>"
    yield "</tbody></table></div></section>"


def _shares(measure: Measure) -> str:
    return " / ".join("–" if s is None else f"{s:.0%}" for s in (measure.recall, measure.precision))


def _contents(packs: Iterable[CataloguePack]) -> Iterator[str]:
    yield '<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>'
    for pack in packs:
        yield f'<h4><a href="#{_anchor(pack.id)}">{escape(pack.title)}</a></h4><ul class="contents small">'
        for rule in pack.rules:
            yield f'<li><a href="#{_anchor(rule.id)}">{escape(rule.title)}</a></li>'
        yield "</ul>"
    yield "</nav>"


def _pack(pack: CataloguePack, known: set[str]) -> Iterator[str]:
    where = ", ".join(pack.countries) or "readers everywhere"
    asked = " It runs only when it is asked for." if pack.is_opt_in else ""
    yield f'<section class="pack" aria-labelledby="{_anchor(pack.id)}"><h2 id="{_anchor(pack.id)}">{escape(pack.title)}</h2>'
    yield f'<p class="quiet">Pack <span class="id">{escape(pack.id)}</span>, version {escape(pack.version)}, for {escape(where)}.{asked}</p>'
    for rule in pack.rules:
        yield from _rule(rule)
    if pack.demands:
        yield from _demands(pack.demands, known)
    yield "</section>"


def _rule(rule: CatalogueRule) -> Iterator[str]:
    yield f'<article class="card" id="{_anchor(rule.id)}">'
    yield f'<div class="top"><h3>{escape(rule.title)}</h3>{_chip(rule.severity)}</div>'
    replaced = (
        f', for these readers in place of <a href="#{_anchor(rule.replaces)}">{escape(rule.replaces)}</a>'
        if rule.replaces
        else ""
    )
    yield f'<p class="id">{escape(rule.id)} · {escape(wording.category(rule.category))}{replaced}</p>'
    yield f"<p>{escape(rule.shown.message)}</p>"
    yield '<div class="examples"><div><h4>Offends</h4>'
    yield f'<blockquote class="offends">{_marked(rule)}</blockquote></div>'
    yield f'<div><h4>Acceptable</h4><blockquote class="accepts">{_lines(rule.acceptable)}</blockquote></div></div>'
    yield from _other_messages(rule)
    yield f"<h4>How to fix it</h4><p>{escape(rule.shown.advice)}</p>"
    yield '<h4>Basis</h4><ul class="basis">'
    yield from (f"<li>{_basis(entry)}</li>" for entry in rule.basis)
    yield "</ul>"
    if rule.accuracy:
        yield from _accuracy(rule.accuracy)
    yield "</article>"


def _other_messages(rule: CatalogueRule) -> Iterator[str]:
    """Show what else the rule can say, with a gap where the words of the page come."""
    others = [m for m in rule.messages if not _is_made_of(rule.shown.message, m)]
    if others:
        yield '<h4>It also says, as the case may be</h4><ul class="small quiet">'
        yield from (f"<li>{escape(_PLACEHOLDER.sub('…', message))}</li>" for message in others)
        yield "</ul>"


def _is_made_of(said: str, message: str) -> bool:
    """Whether a sentence is the message with its gaps filled."""
    pattern = ".*".join(re.escape(part) for part in _PLACEHOLDER.split(message))
    return re.fullmatch(pattern, said, re.DOTALL) is not None


def _marked(rule: CatalogueRule) -> str:
    text, at, parts = rule.offends, 0, []
    for span in rule.shown.triggers:
        parts += [_lines(text[at : span.start]), f"<mark>{_lines(span.of(text))}</mark>"]
        at = span.end
    return "".join([*parts, _lines(text[at:])])


def _basis(entry: Basis) -> str:
    title = escape(entry.title)
    named = f'<a href="{escape(entry.url)}" rel="noreferrer">{title}</a>' if entry.url else title
    clause = f", {escape(entry.clause)}" if entry.clause else ""
    known = (
        "verified" if entry.verified else '<span class="open">not verified: check before relying on it</span>'
    )
    return f'{named}{clause} <span class="small quiet">({known})</span>'


def _accuracy(accuracy: Accuracy) -> Iterator[str]:
    cases = f"{accuracy.cases_flagged} test cases flagged, {accuracy.cases_silent} near misses left alone"
    yield f'<h4>Measured</h4><p class="small">{cases}.{"" if accuracy.sets else " It is not counted on the labelled documents."}</p>'
    if not accuracy.sets:
        return
    heads = ("right", "wrong", "missed", "recall", "precision")
    yield '<div class="scroll"><table class="measured"><thead><tr><th>set</th>'
    yield "".join(f'<th class="number">{head}</th>' for head in heads) + "</tr></thead><tbody>"
    for name, measure in accuracy.sets.items():
        cells = "".join(f'<td class="number">{value}</td>' for value in _values(measure))
        yield f"<tr><td>{escape(name)}</td>{cells}</tr>"
    yield "</tbody></table></div>"


def _values(measure: Measure) -> tuple[str, ...]:
    shares = tuple("–" if s is None else f"{s:.0%}" for s in (measure.recall, measure.precision))
    return (str(measure.right), str(measure.wrong), str(measure.missed), *shares)


def _demands(demands: Iterable[Demand], known: set[str]) -> Iterator[str]:
    yield "<h3>What the law asks, and which rules ask it</h3>"
    yield '<div class="scroll"><table class="demands"><thead><tr><th>Demand</th><th>Rules</th><th>What text cannot tell</th></tr></thead><tbody>'
    for demand in demands:
        rules = "<br>".join(
            f'<a class="id" href="#{_anchor(name)}">{escape(name)}</a>'
            if name in known
            else f'<span class="id">{escape(name)}</span>'
            for name in demand.rules
        )
        yield f"<tr><td>{escape(demand.title)}</td><td>{rules}</td><td>{escape(demand.beyond)}</td></tr>"
    yield "</tbody></table></div>"


def _chip(severity: Severity) -> str:
    return f'<span class="chip {severity.value}">{wording.SEVERITY[severity]}</span>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _sentence(text: str) -> str:
    return escape(text[:1].upper() + text[1:]) + ("." if text and text[-1] not in ".!?”" else "")


def _anchor(name: str) -> str:
    return name.replace("/", "-")
