"""Rules that fail are recorded, repeated claims are merged, fingerprints survive a change of white space."""

from dataclasses import replace
from functools import partial

import pytest
from own_rules import own_rules

from auditor.analysis.pipeline import analyse
from auditor.engine.checks.base import Alike, Flag, Pass, Unlike
from auditor.engine.pack import Pack, RuleBook
from auditor.engine.runner import judge
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.finding import Severity
from auditor.model.source import Source
from auditor.model.span import Span
from auditor.text.phrases import PatternTimeoutError, compile_phrases

BOOK = own_rules()
RULE = BOOK.rule("core/stigmatising-label")


def judged(text, examine, **changes):
    return judged_by([replace(RULE, examine=examine, **changes)], text)


def judged_by(rules, text):
    source = Source("page.txt", "", text.encode(), size=len(text.encode()))
    document = loader_for(source).load(source, Limits())
    book = RuleBook((Pack("core", "General", "1.0.0", (), tuple(rules), "0"),), BOOK.lexicon, BOOK.texts)
    return judge(document, analyse(document, BOOK.lexicon), book, "page.txt")


def flagging(word, verdict=Flag):
    phrases = compile_phrases([word])

    def examine(subject):
        for sentence in subject.analysis.sentences:
            for m in phrases.find(subject.document.text, sentence.span.start, sentence.span.end):
                yield verdict(sentence.span, Span(m.start, m.end))

    return examine


def test_a_rule_that_crashes_is_a_failure_beside_the_findings():
    def crash(subject):
        raise ZeroDivisionError("on purpose")
        yield

    result = judged("Our clinic.", crash)
    assert result.findings == ()
    assert [(f.rule, f.document) for f in result.failures] == [(RULE.id, "page.txt")]
    assert "not checked" in result.failures[0].error


def test_a_lack_of_memory_is_no_failure_of_a_rule():
    def greedy(subject):
        raise MemoryError
        yield

    with pytest.raises(MemoryError):
        judged("Our clinic.", greedy)


def test_a_pattern_that_takes_too_long_is_said_to_be_not_checked():
    def slow(subject):
        raise PatternTimeoutError("/x/")
        yield

    assert judged("Our clinic.", slow).failures[0].error == "not checked: the pattern “/x/” took too long"


def test_a_claim_repeated_word_for_word_is_one_finding_with_two_places():
    result = judged("We are splendid.\n\nCome and see.\n\nWe are splendid.", flagging("splendid"))
    assert [(f.trigger_quote, f.occurrences) for f in result.findings] == [("splendid", 2)]


def test_the_same_word_in_two_sentences_is_two_findings():
    result = judged("We are splendid.\n\nOur rooms are splendid too.", flagging("splendid"))
    assert len({f.fingerprint for f in result.findings}) == 2


def test_a_fingerprint_does_not_depend_on_white_space_or_position():
    first = judged("We are so splendid.", flagging("splendid"))
    later = judged("Welcome.\n\nWe are so  splendid.", flagging("splendid"))
    assert first.findings[0].fingerprint == later.findings[0].fingerprint


def test_findings_stand_in_reading_order():
    result = judged("Splendid rooms. A splendid view. Splendid meals.", flagging("splendid"))
    starts = [f.span.start for f in result.findings]
    assert starts == sorted(starts)


def on_sentences(verdict):
    def examine(subject):
        return [verdict(sentence.span) for sentence in subject.analysis.sentences]

    return examine


SPLENDID = "We are splendid. Parking is free."


def likely(name, *verdicts):
    """Return a rule that goes by likeness and says the same of each sentence."""

    def examine(subject):
        return [verdict(sentence.span) for sentence in subject.analysis.sentences for verdict in verdicts]

    return replace(RULE, id=f"core/{name}", check="reads-like", examine=examine)


def knowing(verdict=Flag, **changes):
    """Return a rule that knows a word."""
    return replace(RULE, **{"id": "core/knowing", "examine": flagging("splendid", verdict), **changes})


def flag(span):
    return Flag(span, span)


def test_what_goes_by_likeness_is_said_only_where_no_rule_of_its_category_has_judged():
    def said(**changes):
        rules = knowing(**changes), likely("likely", lambda s: Pass(s, "cited")), likely("likelier", flag)
        result = judged_by(rules, SPLENDID)
        return (
            [(f.rule, f.trigger_quote) for f in result.findings],
            [(n.rule, n.quote) for n in result.not_flagged],
        )

    assert said() == (
        [("core/knowing", "splendid"), ("core/likelier", "Parking is free.")],
        [("core/likely", "Parking is free.")],
    )
    assert len(said(category="superlative")[1]) == 2


def unlike_splendid(_sentence):
    return Unlike(Span(len("We are "), len("We are splendid")))


def test_words_in_a_sentence_that_reads_like_no_such_claim_are_let_pass_however_grave():
    def said(unlike=unlike_splendid, **changes):
        result = judged_by([knowing(**changes), likely("likely", unlike)], SPLENDID)
        return [f.trigger_quote for f in result.findings], [(n.quote, n.reason) for n in result.not_flagged]

    reason = "Read as a whole, the sentence is no such claim; only the words are."
    assert said() == ([], [("splendid", reason)])
    assert said(severity=Severity.CRITICAL) == said()
    assert said(category="superlative") == (["splendid"], [])
    assert said(unlike=Unlike) == (["splendid"], []), "only what was read is let pass"


def test_what_words_let_pass_in_a_sentence_that_is_surely_such_a_claim_is_flagged_after_all():
    def said(*verdicts, reason="general", **changes):
        passing = knowing(lambda _, words: Pass(words, reason), **changes)
        result = judged_by([passing, likely("likely", *verdicts)], SPLENDID)
        return [f.trigger_quote for f in result.findings], [n.quote for n in result.not_flagged]

    assert said(flag) == (["Parking is free."], ["splendid"])
    assert said(flag, Alike) == (["We are splendid.", "Parking is free."], [])
    assert said(flag, Alike, category="superlative")[1] == ["splendid"]
    for reason in ("cited", "negated", "mention"):
        assert said(flag, Alike, reason=reason) == (["Parking is free."], ["splendid"])
    unsupported = partial(Alike, is_unsupported=True)
    assert said(flag, unsupported, reason="cited") == (["We are splendid.", "Parking is free."], [])
    assert said(flag, unsupported, reason="negated") == (["Parking is free."], ["splendid"])


def test_placeholders_are_filled_and_unknown_ones_left():
    result = judged("We are splendid.", flagging("splendid"), messages={"violation": "“{trigger}” {unknown}"})
    assert result.findings[0].message == "“splendid” {unknown}"


def test_rules_that_go_by_likeness_are_run_last_and_told_where_others_flag_something():
    run, told = [], []

    def likely_rule(subject):
        run.append("likely")
        told.append(subject.flagged)
        return []

    def knowing_rule(subject):
        run.append("knowing")
        return [*flagging("splendid")(subject), Flag(None, None)]

    rules = [
        replace(RULE, id="core/likely", check="reads-like", examine=likely_rule),
        replace(RULE, id="core/knowing", examine=knowing_rule),
    ]
    assert len(judged_by(rules, f"Parking is free. {SPLENDID}").findings) == 2
    words = Span(len("Parking is free. We are "), len("Parking is free. We are splendid"))
    assert (run, told) == (["knowing", "likely"], [((RULE.category, words),)])


def test_what_is_shared_are_the_rules_of_words_one_by_one():
    text = "Our clinic is open."
    source = Source("page.txt", "", text.encode(), size=len(text))
    document = loader_for(source).load(source, Limits())
    shared = []

    def share(work, runs):
        shared.extend(runs)
        return map(work, runs)

    judge(document, analyse(document, BOOK.lexicon), BOOK, "page.txt", share=share)
    assert {(len(run), run[0].is_faint) for run in shared} == {(1, False)}
