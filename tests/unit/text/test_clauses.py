import pytest

from auditor.model.span import Span
from auditor.text.clauses import Clauses, words_after, words_before
from auditor.text.phrases import compile_phrases

TEXT = "It may ease pain, but our method ends it; nobody knows why."
CLAUSES = Clauses(compile_phrases(["/[;:]/", "but"]))
WHOLE = Span(0, len(TEXT))


@pytest.mark.parametrize(
    ("word", "clause"),
    [("ease", "It may ease pain, "), ("ends", " our method ends it"), ("nobody", " nobody knows why.")],
)
def test_the_clause_around_a_word_ends_at_its_borders(word, clause):
    assert CLAUSES.around(TEXT, WHOLE, TEXT.index(word)).of(TEXT) == clause


def test_a_clause_goes_on_to_the_next_border_or_to_the_end_of_the_sentence():
    assert CLAUSES.end(TEXT, WHOLE, TEXT.index("ease")) == TEXT.index("but")
    assert CLAUSES.end(TEXT, WHOLE, TEXT.index("nobody")) == len(TEXT)


@pytest.mark.parametrize(("count", "words"), [(0, ""), (2, "It may"), (99, TEXT)])
def test_words_are_counted_forwards(count, words):
    assert TEXT[: words_after(TEXT, 0, len(TEXT), count)].strip() == words


@pytest.mark.parametrize(("count", "words"), [(0, ""), (2, "knows why."), (99, TEXT)])
def test_words_are_counted_backwards(count, words):
    assert TEXT[words_before(TEXT, 0, len(TEXT), count) :].strip() == words
