"""The language of a text, so that one the rules do not speak is never shown as clean."""

import pytest

from auditor.analysis.language import detect

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
