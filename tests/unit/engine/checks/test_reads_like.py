"""Sentences that read like claims: by their whole, by a part, by who speaks, and what clears them."""

from array import array
from dataclasses import replace

import msgspec
import pytest

from auditor.analysis.pipeline import analyse
from auditor.engine.checks.base import Alike, Flag, Pass, Subject, Unlike
from auditor.engine.checks.reads_like import Params, prepare
from auditor.engine.checks.weighing import weightiest
from auditor.loaders.base import Limits
from auditor.loaders.registry import load
from auditor.model.learned import Learned, NotLearnedError, Told
from auditor.model.lexicon import Lexicon
from auditor.model.source import Source
from auditor.model.span import Span

WEIGHTS = {"magic": (900, 0), "wand": (900, 0), "soon": (0, 900), "leaflet": (-4000, -4000)}


@pytest.fixture(scope="module")
def learned():
    columns = tuple(array("i", (w[c] for w in WEIGHTS.values())) for c in (0, 1))
    return Learned(
        ("guarantee", "urgency"), (-100, -100), dict(zip(WEIGHTS, range(len(WEIGHTS)), strict=True)), columns
    )


@pytest.fixture(scope="module")
def say(learned, own_lexicon):
    def _say(text, known=learned, flagged=(), in_haste=False, **given):
        params = {"category": "guarantee", "sure": 0.6, "sure_of_part": 0.8, "voices": ["asserted"]} | given
        examine = prepare(msgspec.convert(params, Params), Lexicon(learned=lambda: known))
        content = text.encode()
        document = load(Source("page.md", "page.md", content, size=len(content)), Limits())
        subject = Subject(document, analyse(document, own_lexicon), flagged=tuple(flagged), in_haste=in_haste)
        return [
            (v, v.trigger.of(document.text) if isinstance(v, Flag) else v.span.of(document.text))
            for v in examine(subject)
        ]

    return _say


@pytest.fixture(scope="module")
def own_lexicon():
    from own_rules import own_rules

    return own_rules().lexicon


def test_a_sentence_is_marked_without_its_full_stop(say):
    [(flag, words)] = say("A magic wand for knees. We open at nine.")
    assert (flag.outcome.value, words) == ("needs-review", "A magic wand for knees")
    assert flag.values == {"words": "A magic wand"}


def test_what_does_not_weigh_enough_is_left_alone(say):
    assert say("A magic wand for knees.", sure=0.99, sure_of_part=0.999) == []


@pytest.mark.parametrize(
    ("before", "behind"), [(", ", ", "), ("—", "—"), (" – ", " – "), (" - ", " - "), (" (", ") ")]
)
def test_a_part_of_a_long_sentence_is_marked_alone(say, before, behind):
    long = f"We open at nine on every weekday of the year and close at five{before}a magic wand{behind}and Friday is the day of the leaflet."
    [(_, words)] = say(long, sure=0.99)
    assert words.strip("()") == "a magic wand"


def test_a_category_has_weights_of_its_own(say):
    assert say("Come soon to us on a day.", sure=0.5) == []
    assert [words for _, words in say("Come soon to us on a day.", category="urgency", sure=0.5)] == [
        "Come soon to us on a day"
    ]


def test_a_question_is_asked_only_of_rules_that_hear_questions(say):
    assert say("Is it a magic wand?") == []
    assert [words for _, words in say("Is it a magic wand?", voices=["question"])] == ["Is it a magic wand?"]


def test_support_of_its_own_clears_it(say):
    linked = "A [magic wand](https://pubmed.ncbi.nlm.nih.gov/12345678/) for knees."
    [(verdict, _)] = say(linked)
    assert isinstance(verdict, Pass)
    assert verdict.reason == "cited"
    [(verdict, _)] = say(linked, cited="referenced")
    assert isinstance(verdict, Flag)


def test_a_figure_can_be_left_to_the_rules_for_figures(say):
    told = "The magic wand helped 74% of patients."
    assert [isinstance(v, Flag) for v, _ in say(told)] == [True]
    [(verdict, _)] = say(told, figures=False)
    assert verdict.reason == "judged-as-figure"


def test_few_words_have_to_be_as_sure_as_a_part(say):
    assert say("A magic wand.", sure=0.6, sure_of_part=0.999) == []
    assert len(say("A magic wand for knees and backs.", sure=0.6, sure_of_part=0.999)) == 1


def test_of_a_paragraph_the_surest_alone_can_be_flagged(say):
    told = "Here we have a magic day of it all. It was like a magic wand for her. Once more it was a magic day of all."
    assert len(say(told, sure=0.5)) == 3
    assert [words for _, words in say(told, sure=0.5, once_a_block=True)] == [
        "It was like a magic wand for her"
    ]
    assert len(say(f"{told}\n\n{told}", sure=0.5, once_a_block=True)) == 2


def test_of_a_paragraph_none_is_hidden_by_a_surer_one_that_is_cited(say):
    told = "Here we have a magic day of it all. Like a [magic wand](https://pubmed.ncbi.nlm.nih.gov/12345678/) for her."
    assert [isinstance(v, Flag) for v, _ in say(told, sure=0.5)] == [True, False]
    [(verdict, words)] = say(told, sure=0.5, once_a_block=True)
    assert isinstance(verdict, Flag)
    assert words == "Here we have a magic day of it all"


class Deaf:
    """A reader to which no sentence is any claim."""

    categories = ("guarantee", "urgency")

    def weigh(self, told):
        return [(-9.0, -9.0) for _ in told]

    def mixed(self, _cues, read):
        return tuple(read)


def test_what_is_read_as_no_claim_at_all_clears_the_words_of_other_rules(say, learned):
    text = "A magic wand for knees. The leaflet of the day."
    given = {"known": replace(learned, reader=Deaf), "flagged": [("guarantee", places(text, "magic"))]}
    assert say(text, **given) == []
    assert [(type(v), words) for v, words in say(text, **given, unlike=0.01)] == [(Unlike, "magic")]
    assert say(text, **given, unlike=0.0001) == []


def test_cues_alone_clear_nothing(say):
    text = "The leaflet of the day."
    assert say(text, flagged=[("guarantee", places(text, "leaflet"))], unlike=0.9) == []


def test_what_was_not_learned_cannot_be_asked_for(learned):
    params = msgspec.convert(
        {"category": "stigma", "sure": 0.6, "sure_of_part": 0.8, "voices": ["asserted"]}, Params
    )
    for known in (learned, None):
        with pytest.raises(NotLearnedError, match="stigma"):
            prepare(params, Lexicon(learned=lambda known=known: known))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A magic wand for knees", "A magic wand"),
        ("A magic\n wand for knees", "A magic wand"),
        ("wand", "wand"),
        ("…", "…"),
        ("Nothing of it is here", "Nothing of it"),
    ],
)
def test_the_words_that_weigh_most(learned, text, words):
    assert weightiest(text, learned, 0) == words


class Asked:
    """Stands for a model: remembers what it was asked, and says so much of each sentence."""

    categories = ("guarantee", "urgency")

    def __init__(self, said: float) -> None:
        self.said = said
        self.asked: list[Told] = []

    def weigh(self, told):
        self.asked += told
        return [(self.said, -9.0)] * len(told)

    def mixed(self, cues, read):
        return tuple(a / 2 + b for a, b in zip(cues, read, strict=True))


DOUBTFUL = "A wand for knees and for backs."


@pytest.mark.parametrize(("said", "flags"), [(5.0, 1), (-5.0, 0)])
def test_what_the_cues_leave_in_doubt_is_read_as_a_whole(say, learned, said, flags):
    reader = Asked(said)
    told = say(DOUBTFUL, known=replace(learned, reader=lambda: reader))
    assert (reader.asked, len(told)) == ([Told(DOUBTFUL, "", "")], flags)


def test_a_sentence_is_read_with_what_stands_before_and_above_it(say, learned):
    reader = Asked(5.0)
    say(f"# Of knees\n\nThe leaflet. {DOUBTFUL}", known=replace(learned, reader=lambda: reader))
    assert reader.asked[-1] == Told(DOUBTFUL, "The leaflet.", "Of knees")


@pytest.mark.parametrize(("said", "overrules"), [(5.0, True), (2.0, False)])
def test_what_is_surely_such_a_claim_overrules_what_words_let_pass(say, learned, said, overrules):
    known = replace(learned, reader=lambda: Asked(said))
    found = [(type(v), words) for v, words in say(DOUBTFUL, known=known, overrules=0.97)]
    assert found == [(Flag, DOUBTFUL.rstrip(".")), *([(Alike, DOUBTFUL)] if overrules else [])]


def test_what_overrules_is_flagged_first():
    given = {"category": "guarantee", "sure": 0.8, "sure_of_part": 0.9, "voices": ["asserted"]}
    for overrules in (0.7, 0.85):
        with pytest.raises(msgspec.ValidationError, match="nothing is flagged there"):
            msgspec.convert({**given, "overrules": overrules}, Params)
    assert msgspec.convert({**given, "overrules": 0.9}, Params).overrules == 0.9


def test_what_is_cited_overrules_nothing(say, learned):
    known = replace(learned, reader=lambda: Asked(9.0))
    told = "[A wand for knees and for backs](https://example.org/study)."
    assert [type(v) for v, _ in say(told, known=known, cited="linked", overrules=0.9)] == [Pass]


def test_what_is_no_claim_by_its_cues_is_not_read(say, learned):
    reader = Asked(5.0)
    assert say("A leaflet.\n\nA leaflet.", known=replace(learned, reader=lambda: reader)) == []
    assert reader.asked == []


def places(text, words):
    return Span(text.index(words), text.index(words) + len(words))


def test_what_other_rules_flag_is_read_whatever_its_cues_say(say, learned):
    reader = Asked(-9.0)
    text = f"A leaflet.\n\nThe leaflet of the day.\n\n{DOUBTFUL}"
    given = {"known": replace(learned, reader=lambda: reader), "unlike": 0.01, "in_haste": True}
    found = say(text, flagged=[("guarantee", places(text, "leaflet of"))], **given)
    assert {told.words for told in reader.asked} == {"The leaflet of the day."}
    assert [(type(v), words) for v, words in found] == [(Unlike, "leaflet of")]
    assert say(text, flagged=[("urgency", places(text, "leaflet of"))], **given) == []


@pytest.mark.parametrize(("heard", "is_unlike"), [(0.0, False), (-9.0, True)], ids=["a claim", "none"])
def test_what_is_flagged_is_read_with_the_words_next_to_it_too(say, learned, heard, is_unlike):
    near = "day of the year, magic, for the good of all who come to"

    class Nearby(Asked):
        """Hears in a few words what it does not hear in their sentence."""

        def weigh(self, told):
            return [(self.said if each.words == near else -9.0, -9.0) for each in told]

    text = f"We open at nine on every {near} us by the bus from the town."
    known = replace(learned, reader=lambda: Nearby(heard))
    found = say(text, known=known, flagged=[("guarantee", places(text, "magic,"))], unlike=0.01)
    assert [words for v, words in found if isinstance(v, Unlike)] == (["magic,"] if is_unlike else [])


def test_a_source_can_be_overruled_too(say, learned):
    known = replace(learned, reader=lambda: Asked(9.0))
    found = say(DOUBTFUL, known=known, overrules=0.9, overrules_sources=True)
    assert [v.is_unsupported for v, _ in found if isinstance(v, Alike)] == [True]


def test_a_part_is_marked_by_its_cues_when_the_whole_reads_like_a_claim(say, learned):
    text = "We open at nine on every weekday of the year and close at five, a magic wand, and Friday is the day of the leaflet."
    [(_, words)] = say(text, sure=0.97, sure_of_part=0.6, known=replace(learned, reader=lambda: Asked(2.0)))
    assert words == "a magic wand"


def test_heads_of_columns_are_not_read(say):
    table = "| A magic wand for knees | A leaflet |\n|---|---|\n| A magic wand for knees and backs | 5 |\n"
    assert [words for _, words in say(table)] == ["A magic wand for knees and backs | 5"]
