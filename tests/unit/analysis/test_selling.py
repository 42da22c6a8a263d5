"""A page sells when it offers something of its own, in what it asks of readers or in its tone; reports and leaflets do not."""

from functools import cache

import pytest

from auditor.analysis.selling import is_impartial, is_selling
from auditor.engine.pack import read_rules
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source
from auditor.workflow.resources import rules_folder

PADDING = "The knee has two menisci, and each of them carries load when somebody walks or climbs. " * 10
"""Enough neutral prose that no text here counts as a short advertisement."""


@cache
def lexicon(language="en"):
    return read_rules(rules_folder(), is_checked=True).lexicon.of(language)


def document(text):
    content = f"{text}\n\n{PADDING}".encode()
    source = Source("page.txt", "", content, size=len(content))
    return loader_for(source).load(source, Limits())


def sells(text, language="en", offers=()):
    return is_selling(document(text), lexicon(language), (), offers)


def informs(text):
    return is_impartial(document(text), lexicon())


@pytest.mark.parametrize(
    "text",
    [
        "Tired of hiding your teeth? Veneers are a life-changing treatment for many.",
        "Dr Okafor will examine the vein, and during your consultation the options are explained.",
        "We inject the gel under ultrasound. In this office the visit takes an hour.",
        "Unlike conventional therapies for tinnitus, the pads act quickly. No other device is as small.",
        "Ask whether you are a good candidate for lens exchange; the results are long-lasting results.",
        "Two hours in the chair, £390, and the smoke is behind you.",
        "Pop into our shop in Leith and look no further.",
        "Dry needling therapy eases a stiff neck. You lie down for half an hour, and your muscles do the rest.",
        "Hearing aids have shrunk. The smallest sit inside your canal, where you forget them.",
    ],
)
def test_a_page_sells_by_its_tone(text):
    assert sells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine is an anaesthetic. It was first made in 1962 and is on the list of essential medicines.",
        "A clinic calls its veneers a life-changing treatment, but critics say that nobody checked the long-lasting results.",
        "The charity runs a night line. If you are worried about a friend, ask them how they are.",
        "This leaflet tells you about lens exchange. Ask whether you are a good candidate.",
        "Hearing aids get smaller, but critics say they cost too much. Getty Images",
        "Dry needling therapy is a technique in which a thin needle is put into a muscle.",
        "Tinnitus is a sound that nobody else hears. It often fades within a few weeks.",
        "Surgeons disagree on the timing. Some people are glad of it and some are not.",
    ],
)
def test_a_report_a_leaflet_and_plain_information_do_not(text):
    assert not sells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sessions with me last forty minutes. A session costs €65, and all clients are welcome.",
        "The tea is sent by post. Order your blend: £9.50 for 30 bags.",
        "We make the balm in a shed in Donegal. Directions: rub a little into the heel. $18, plus postage.",
        "Our osteopaths see people from Ennis to Kilrush. 90 € a visit.",
        "My name is Nuala and I have practised in Clare since 2004. By appointment.",
    ],
)
def test_a_small_practice_and_a_maker_sell_by_price_post_and_session(text):
    assert sells(text)


def test_the_millions_of_a_report_are_no_price():
    assert not sells(
        "Knee operations cost the country £75 million in 2023. The trust spent $3bn, or €40 m a month."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Stop smoking for good. The free service of the borough council is open to all residents; refer yourself.",
        "The agency has issued a warning letter to a seller of drops that cure diabetes.",
        "A retrospective cohort. Participants were randomised; no complications occurred in the control group.",
        "Penicillin cures syphilis. It was found in a mould.",
    ],
)
def test_a_public_body_a_regulator_a_journal_and_an_encyclopedia_inform(text):
    assert informs(text)
    assert not sells(text)


def test_who_neither_sells_nor_informs_in_so_many_words_is_not_impartial():
    assert not informs("Celery seed rids you of gout. You will never need tablets again.")


def test_spanish_pages_sell_by_their_tone_too():
    assert sells("¿Cansada de las manchas? Recupere su piel con un láser de última generación.", "es")
    assert not sells("Las manchas de la piel aparecen con los años y casi nunca son graves.", "es")


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        (
            "VeinSeal closes the vein with a drop of glue. Your leg needs no stocking, and you walk home.",
            ("VeinSeal",),
        ),
        ("The Halden® pad lies behind your ear. You wear it at night.", ("Halden",)),
    ],
)
def test_a_page_sells_what_has_a_name_that_its_maker_gave_it(text, offers):
    assert sells(text, offers=offers)
    assert not sells("The vein is closed with a drop of glue.", offers=("VeinSeal",))


@pytest.mark.parametrize(
    "text",
    [
        "Our clinic invites you to an evening on hormones. RSVP by Friday.",
        "I see you in a room above the bakery. I ask what hurts. I listen. I press, and I show you more. Ring me.",
    ],
)
def test_an_invitation_and_a_practitioner_who_sells_do_too(text):
    assert sells(text)
