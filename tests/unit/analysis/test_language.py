"""The language of a text, so that one the rules do not speak is never shown as clean."""

import pytest

from auditor.analysis.language import detect
from auditor.analysis.pipeline import analyse

TEXTS = [
    ("en", True, "We help people who cannot sleep to find out what is wrong and what they can do about it."),
    (
        "es",
        True,
        "Ayudamos a las personas que no pueden dormir con un programa que dura cuatro semanas en nuestra clínica.",
    ),
    (
        "fr",
        False,
        "Nous aidons les personnes qui ne dorment pas avec un programme de quatre semaines dans notre clinique.",
    ),
    (
        "de",
        False,
        "Wir helfen Menschen, die nicht schlafen können, mit einem Programm von vier Wochen in unserer Klinik.",
    ),
    ("ja", False, "私たちのクリニックでは、眠れない方のための治療を行っています。"),
    ("zh", False, "我们的诊所帮助失眠的人改善睡眠质量。"),
    ("ru", False, "Мы помогаем людям, которые не могут спать, в нашей клинике."),
    (
        "en",
        True,
        "Monday 9-5 | Tuesday 9-5 | Wednesday 9-5 | Thursday 9-5 | Friday 9-5 | Saturday closed | Sunday closed",
    ),
]


@pytest.mark.parametrize(("code", "is_supported", "text"), TEXTS)
def test_the_language_of_a_text(read, lexicon, code, is_supported, text):
    found = detect(read(text), lexicon)
    assert (found.code, found.is_supported) == (code, is_supported)


def test_a_text_too_short_to_tell_is_taken_as_declared(read, lexicon):
    assert detect(read('<html lang="fr"><body><p>Clinique</p></body></html>'), lexicon).code == "fr"


FRENCH = (
    "Notre clinique est le premier centre de la région et nous offrons des soins aux personnes qui souffrent. "
    "94 % de nos patients sont guéris dans notre clinique et nous vous attendons pour une consultation unique."
)
ENGLISH = (
    "We are the best clinic in Laval and you will not need surgery again. Of our patients, 94% are cured."
)


def languages_of(analysis, document):
    return {s.span.of(document.text)[:12]: s.language for s in analysis.sentences}


def test_english_on_a_french_page_is_told_from_the_french_around_it(read, lexicon):
    document = read(f"<html lang='fr'><body><p>{FRENCH}</p><p>{ENGLISH}</p><p>{FRENCH}</p></body></html>")
    analysis = analyse(document, lexicon)
    assert languages_of(analysis, document) == {
        "Notre cliniq": "fr",
        "94 % de nos ": "fr",
        "We are the b": "en",
        "Of our patie": "en",
    }
    assert (analysis.language.code, analysis.language.also, analysis.language.unread) == ("fr", (), ("fr",))
    assert [s.span.of(document.text)[:8] for s in analysis.statistics] == ["Of our p"]


def test_a_french_passage_on_an_english_page_is_left_out(read, lexicon):
    english = f"{ENGLISH} The first visit is free, and we will tell you what it costs and what you should do."
    document = read(
        f"<html lang='en'><body><p>{english}</p><h2>En français</h2><p>{FRENCH}</p></body></html>"
    )
    analysis = analyse(document, lexicon)
    assert languages_of(analysis, document)["Notre cliniq"] == "fr"
    assert languages_of(analysis, document)["We are the b"] == "en"
    assert (analysis.language.code, analysis.language.unread) == ("en", ("fr",))


def test_a_few_foreign_names_leave_an_english_page_whole(read, lexicon):
    text = f"{ENGLISH} Our doctors trained at the Hôpital des Quinze-Vingts and at Charité in Berlin."
    analysis = analyse(read(f"<p>{text}</p>"), lexicon)
    assert analysis.language.unread == ()
