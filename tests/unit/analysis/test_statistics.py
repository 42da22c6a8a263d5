"""Which sentences and rows become statistics, and which of them speak of the promoter's own results."""

import pytest

from auditor.analysis.pipeline import analyse
from auditor.analysis.statistics import collect
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.analysis import Promoter, Role, Sentence, Voice
from auditor.model.document import BlockKind

SELLER = Promoter(names=("Larkfield Clinic", "Larkfield"), offers=("Steady Step",))


def statistics_of(lexicon, text, *, promoter=SELLER, voice=Voice.ASSERTED, role=Role.BODY):
    builder = DocumentBuilder("text/plain")
    builder.add_block(BlockKind.PARAGRAPH, [Inline(text)])
    document = builder.build()
    sentence = Sentence(0, document.blocks[0].span, 0, role=role, voice=voice)
    return collect(document, (sentence,), promoter, lexicon)


@pytest.mark.parametrize("voice", [Voice.PATIENT, Voice.MENTION])
def test_a_figure_in_somebody_elses_mouth_is_none_of_the_pages(lexicon, voice):
    assert statistics_of(lexicon, "I lost 62 pounds and 90% of my pain.", voice=voice) == ()


@pytest.mark.parametrize("role", [Role.REFERENCE, Role.MENU, Role.LEGAL])
def test_no_figures_are_read_from_lists_menus_and_notices(lexicon, role):
    assert statistics_of(lexicon, "One in four adults falls.", role=role) == ()


def test_a_note_is_read_but_in_doubt(lexicon):
    assert [s.in_doubt for s in statistics_of(lexicon, "Of 240 asked, 91% answered.", role=Role.NOTE)] == [
        True
    ]


QUESTIONS = {
    "Did you know that one in four adults falls?": True,
    "Why do 40% of knees stay stiff?": True,
    "Who are the 8% who never fall?": True,
    "Is a 40% success rate good?": False,
    "Will I lose 10% of my weight?": False,
    "Can one in four be right?": False,
}


@pytest.mark.parametrize(("text", "is_read"), QUESTIONS.items())
def test_a_question_that_presupposes_a_figure_states_it(lexicon, text, is_read):
    assert bool(statistics_of(lexicon, text, voice=Voice.QUESTION)) is is_read


OWN = {
    "94% of our patients are pain-free after a year.": True,
    "We have a 94% success rate.": True,
    "Larkfield Clinic keeps 97% of its patients happy.": True,
    "Steady Step halves the number of falls; 8 in 10 recover.": True,
    "98% success rate": True,
    "97% would recommend us": True,
    "We have treated 12,000 people.": False,
    "One in nine adults relapses within a year.": False,
    "Depression affects 280 million people.": False,
    "The success rate of this operation in hospitals across the country is 95%.": False,
    "Most of us have lost 1 in 10 neurons by then.": False,
    # The owner has to stand where the figure does, and be who is counted.
    "Smokers are twice as likely to lose an implant, so we will talk to you about stopping.": False,
    "Implants are the closest thing we have to a tooth, and 97% of them work for ten years.": False,
    "We know that 1 in 5 smokers relapse.": False,
    "We tell our patients that one in ten crowns is lost within ten years.": False,
    "We ask because smokers lose twice as many implants.": False,
    "As we age, one in three people loses hearing.": False,
    "97% of our implants survive.": True,
    "We have placed 3,000 implants, and 97% of them survive.": True,
    "At Larkfield crowns are fitted by hand, and 98% survive.": True,
    "In our experience, four out of five patients feel better.": True,
    "Our own patients do even better, losing 18% on average.": True,
    "Hearing aids suit most people, but 1 in 4 of the people we fit hears less.": True,
    "Patients who train with us lose 8 kg on average, while those at home lose 2 kg.": True,
    "We are proud that 97% are pain-free.": True,
    "We believe in results: 97% of clients stay sober.": True,
    "97% of clients are happy with the food and our nurses.": True,
    "One in 8 couples has lost a pregnancy and we can help.": False,
}


@pytest.mark.parametrize(("text", "is_own"), OWN.items())
def test_the_promoters_own_results_are_told_from_other_figures(lexicon, text, is_own):
    assert [s.own_outcome for s in statistics_of(lexicon, text)] == [is_own]


def test_a_page_that_sells_nothing_has_no_results_of_its_own(lexicon):
    found = statistics_of(lexicon, "We have a 94% success rate.", promoter=Promoter(is_selling=False))
    assert [s.own_outcome for s in found] == [False]


def test_firm_figures_stand_before_those_in_doubt(lexicon):
    (statistic,) = statistics_of(lexicon, "The trial randomised 288 people, and 31% fell.")
    assert [f.quote for f in statistic.figures] == ["31%", "288 people"]
    assert not statistic.in_doubt


TABLE = """<html><body><main><h2>{head}</h2><table><tr><th>Visit</th><th>{head}</th></tr>
<tr><td>First</td><td>{first}</td></tr><tr><td>Sixth</td><td>{second}</td></tr></table></main></body></html>"""
COLUMNS = {
    ("Pain score", "7.2", "3.1"): ["First | 7.2", "Sixth | 3.1"],
    ("Patients", "1,204", "988"): ["First | 1,204", "Sixth | 988"],
    ("Relapse rate (%)", "40", "12"): ["First | 40", "Sixth | 12"],
    ("Lost", "7%", "13%"): ["First | 7%", "Sixth | 13%"],
    ("Strength", "1%", "2%"): [],
    ("Discount", "10%", "20%"): [],
    ("Cost reduction", "10%", "20%"): ["First | 10%", "Sixth | 20%"],
    ("Price", "120", "480"): [],
    ("Price", "$120", "$480"): [],
    ("Dose (mg)", "50", "100"): [],
    ("Minutes", "45", "30"): [],
    ("Year", "2019", "2021"): [],
    ("Open", "9 to 5", "9 to 1"): [],
    ("Falls a day", "11", "2"): ["First | 11", "Sixth | 2"],
}


ROWS = {
    ("Days off work", "Gel", "2", "42"): 1,
    ("Nights in hospital", "Keyhole", "1", "4"): 1,
    ("People cared for", "2023", "512", "590"): 1,
    ("Operations", "Hips", "480", "512"): 1,
    ("Deaths", "Last year", "3", "1"): 1,
    ("Walks further, metres", "With the brace", "90", "40"): 1,
    ("Sessions", "Basic", "2", "5"): 0,
    ("Weeks of coaching", "Basic", "2", "5"): 0,
    ("Parking spaces", "2023", "12", "15"): 0,
}


@pytest.mark.parametrize(("row", "count"), ROWS.items())
def test_a_rows_own_head_can_say_that_it_measures(read, lexicon, row, count):
    label, head, first, second = row
    document = read(
        f"<html><body><main><table><tr><th></th><th>{head}</th><th>2024</th></tr>"
        f"<tr><td>{label}</td><td>{first}</td><td>{second}</td></tr></table></main></body></html>"
    )
    assert len(analyse(document, lexicon).statistics) == count


def test_a_rate_over_the_names_of_the_rows_makes_figures_of_their_numbers(read, lexicon):
    page = "<html><body><main><table><tr><th>{}</th><th>Pill</th><th>Placebo</th></tr><tr><td>Gallstones</td><td>12</td><td>9</td></tr></table></main></body></html>"
    counts = [
        len(analyse(read(page.format(head)), lexicon).statistics)
        for head in ("Per 10,000 men a year", "Event")
    ]
    assert counts == [1, 0]


def test_a_red_flag_that_is_looked_for_is_no_warning_of_sellers(read, lexicon):
    text = "One scan in four is ordered without red flags. A red flag: clinics that say 90% are cured."
    assert len(analyse(read(text), lexicon).statistics) == 1


def test_a_line_that_is_wrapped_before_a_number_goes_on_with_it(read, lexicon):
    text = (
        "Poor sleep is common in towns, where the nights are loud and the lamps\n"
        "are bright until the morning. Doctors reckon that it costs the country\n"
        "4.3 billion pounds a year, and nobody knows how much of it could be\n"
        "saved by darker streets.\n"
    )
    assert "the country 4.3 billion pounds" in read(text).text


@pytest.mark.parametrize(("cells", "rows"), COLUMNS.items())
def test_a_rows_bare_numbers_are_figures_under_a_head_that_measures(read, lexicon, cells, rows):
    head, first, second = cells
    document = read(TABLE.format(head=head, first=first, second=second))
    assert [s.span.of(document.text) for s in analyse(document, lexicon).statistics] == rows


GOING_ON = {
    "Of 212 knees 11 were sore for a year. Seven had to be done again.": 2,
    "The clinic has a garden. Seven had to be done again.": 0,
    "The CDC counts 8,049 deaths a year. That is twenty-two a day.": 2,
    "That is twenty-two a day.": 0,
    "Among 1,000 women of fifty, 23 will be ill. Smoking adds five.": 2,
    "Of the members 30% finish. A cloakroom adds 24.": 1,
    "One in five men snores. That adds two visits.": 1,
}


@pytest.mark.parametrize(("text", "count"), GOING_ON.items())
def test_a_bare_number_counts_behind_the_figure_it_goes_on_with(read, lexicon, text, count):
    assert len(analyse(read(text), lexicon).statistics) == count


SIGNS = {
    "Weight loss without trying, more than 5 per cent in a month": 0,
    "Unexplained loss of over 10% of body weight": 0,
    "Weight loss of up to 10 per cent in six months": 1,
    "Unexplained weight loss was seen in 12% of patients": 1,
}


@pytest.mark.parametrize(("item", "count"), SIGNS.items())
def test_a_sign_in_a_list_is_no_outcome(read, lexicon, item, count):
    page = f"<html lang=en><h1>When to ring us</h1><ul><li>{item}</li><li>Falls at home</li></ul></html>"
    assert len(analyse(read(page), lexicon).statistics) == count
