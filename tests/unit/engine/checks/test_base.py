"""The sentences that a set of phrases is tried on are all that can hold one of them."""

from dataclasses import replace
from functools import cache

from auditor.analysis.pipeline import analyse
from auditor.engine.checks.base import Subject
from auditor.engine.pack import read_rules
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source
from auditor.text.phrases import compile_phrases
from auditor.workflow.resources import rules_folder

TEXT = (
    "Our clinic is open. The finest nurses in Kent work here. We revolutionise sleep. Nobody sleeps better."
)


@cache
def subject():
    source = Source("page.txt", "", TEXT.encode(), size=len(TEXT))
    document = loader_for(source).load(source, Limits())
    return Subject(document, analyse(document, read_rules(rules_folder(), is_checked=True).lexicon))


def words(*sets):
    return [subject().words(s.span) for s in subject().sentences_for(*sets)]


def test_sentences_without_any_of_the_words_are_left_out():
    assert words(compile_phrases(["finest nurses", "sleeps better"])) == [
        "The finest nurses in Kent work here.",
        "Nobody sleeps better.",
    ]


def test_stems_count_and_several_sets_are_taken_together():
    assert words(compile_phrases(["revolution*"]), compile_phrases(["clinic"])) == [
        "Our clinic is open.",
        "We revolutionise sleep.",
    ]


def test_a_phrase_that_any_sentence_may_hold_is_tried_on_all():
    assert len(words(compile_phrases(["finest"]), compile_phrases(["/x+/"]))) == 4


def test_no_phrases_ask_for_no_sentence():
    assert words(compile_phrases([])) == []


def test_a_figure_that_reads_like_none_is_left_to_nobody():
    text = "Of those we asked, 41% slept better."
    source = Source("page.txt", "", text.encode(), size=len(text))
    document = loader_for(source).load(source, Limits())
    analysis = analyse(document, read_rules(rules_folder(), is_checked=True).lexicon)
    [statistic], [sentence] = analysis.statistics, analysis.sentences
    for reads_otherwise in (False, True):
        told = replace(analysis, statistics=(replace(statistic, reads_otherwise=reads_otherwise),))
        subject = Subject(document, told)
        assert (subject.has_figure(sentence), subject.has_share(sentence)) == (not reads_otherwise,) * 2
