"""Marks, authors with years and links as pages write them: one page a case, the figure's words and the grade they must get."""

import pytest

from auditor.analysis.pipeline import analyse

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Falls | Larkfield Balance Clinic</title></head><body>
<main><h1>Falls</h1><p>At Larkfield Balance Clinic we treat dizziness. Book an appointment with our team today.</p>
{body}</main><footer><p>© 2025 Larkfield Balance Clinic</p></footer></body></html>"""
LETTER = (
    "Larkfield Balance Clinic\n\nOur clinic treats people who fall. Book a visit with our team.\n\n{body}\n"
)
PAPERS = """<h2>What we read</h2><p>Okafor T, Lindqvist B. Falls after sixty. J Larch Med. 2019;4:11-19.</p>
<p>Dale R, Moe K. Balance training at home. BMJ. 2021;373:n110.</p>
<p>World Moor Organization. Moe K, ed. Falls of the world. Geneva, 2022.</p>"""
NUMBERED = "(1) Okafor T, Lindqvist B. Falls after sixty. J Larch Med 2019;4:11.\n\n(2) Dale R, Moe K. BMJ 2021;373:n110."
TABLE = "<table><thead><tr><th>Shoe</th><th>Fell</th></tr></thead><tr><td>Flat</td><td>31%</td></tr></table>"

PAGES = {
    "an author and a year in square brackets": (
        "<p>Falls injure 31% of adults [Okafor 2019].</p>" + PAPERS,
        {"31%": "referenced"},
    ),
    "two authors in round brackets": (
        "<p>Training prevents 12% of falls (Dale &amp; Moe, 2021).</p>" + PAPERS,
        {"12%": "referenced"},
    ),
    "an author in the sentence": (
        "<p>Training prevents 12% of falls, in Dale et al. (2021).</p>" + PAPERS,
        {"12%": "referenced"},
    ),
    "the short form of a body": (
        "<p>Falls injure 31% of adults (WMO, 2022).</p>" + PAPERS,
        {"31%": "referenced"},
    ),
    "a date is no author": (
        "<p>In May 2019 our clinic opened, and 93% of adults stopped falling.</p><h2>References</h2><p>May T, Roe K. Falls of spring. BMJ. 2019;4:1-9.</p>",
        {"93%": "none"},
    ),
    "a body with which a clinic is registered is no source": (
        "<p>Since we joined the World Moor Organization in 2022, 95% of adults stopped falling.</p>" + PAPERS,
        {"95%": "none"},
    ),
    "the year in which an entry was looked up is not its own": (
        "<p>Falls injure 31% of adults (WMO, 2024).</p>"
        + PAPERS.replace("Geneva, 2022.", "Geneva, 2022. Accessed 3 May 2024."),
        {"31%": "named"},
    ),
    "an author of another year has no entry": (
        "<p>Falls injure 31% of adults [Okafor 2014].</p>" + PAPERS,
        {"31%": "named"},
    ),
    "an author without a list is named": (
        "<p>Falls injure 31% of adults [Okafor &amp; Lindqvist 2019].</p>",
        {"31%": "named"},
    ),
    "words in square brackets are no author": (
        "<p>Falls injure 31% of adults [see the chart].</p>" + PAPERS,
        {"31%": "none"},
    ),
    "a surname and a year that only stand in one sentence": (
        "<p>Dale opened in spring, and by 2021 we saw 31% fewer falls.</p>" + PAPERS,
        {"31%": "none"},
    ),
    "a bibliography without numbers answers no raised number": (
        "<p>Falls injure 31% of adults.<sup>2</sup></p>" + PAPERS,
        {"31%": "none"},
    ),
    "an author and year under a table": (
        TABLE + "<p>Source: Okafor 2019, table 3.</p>" + PAPERS,
        {"31%": "referenced"},
    ),
    "a mark in the caption covers rows that sound like a survey": (
        (
            "<table><caption>Visits to our ward, 2023 (our own record)<sup>a</sup></caption><thead><tr><th>What</th><th>n</th>"
            "<th>%</th></tr></thead><tr><td>Assessed by a nurse</td><td>389</td><td>93%</td></tr></table>"
            '<p class="footnote">a. Okafor T. Falls on the ward. J Larch Med. 2023;4:1-9.</p>'
        ),
        {"93%": "referenced"},
    ),
    "a sign behind the full stop and a blank": (
        (
            "<p>Falls cost $12 million a year. § A fall injures 31% of adults. § Carpets cause 22% of slips.</p>"
            '<p class="footnote">§ Okafor T. Falls after sixty. J Larch Med. 2019;4:11-19.</p>'
        ),
        {"$12 million": "referenced", "31%": "referenced", "22%": "none"},
    ),
    "a hash at an item": (
        (
            "<ul><li>Injured: 31%.#</li><li>Died: 2%.</li></ul>"
            '<p class="footnote"># Okafor T. Falls after sixty. J Larch Med. 2019;4:11-19.</p>'
        ),
        {"31%": "referenced", "2%": "none"},
    ),
    "a sign behind a blank that closes a clause": (
        (
            "<p>Falls injure 31% of adults *. Rails cost 5 * 3 euros and prevent 12% of slips.</p>"
            '<p class="footnote">* Okafor T. Falls after sixty. J Larch Med. 2019;4:11-19.</p>'
        ),
        {"31%": "referenced", "12%": "none"},
    ),
    "what befell a part of those in a study goes on": (
        (
            "<p>In a trial of rails falls dropped by 31%.† Among those over eighty it was 12%.</p>"
            '<p class="footnote">† Okafor T. Rails. J Larch Med. 2019;4:11-19.</p>'
        ),
        {"12%": "referenced"},
    ),
    "notes one after another in one paragraph": (
        (
            "<table><thead><tr><th>Aid</th><th>Fewer falls<sup>a</sup></th></tr></thead>"
            "<tr><td>Rail</td><td>31%</td></tr><tr><td>Mat<sup>b</sup></td><td>12%</td></tr>"
            "<tr><td>Lamp<sup>c</sup></td><td>9%</td></tr></table>"
            '<p class="small"><sup>a</sup> Okafor T. Rails. J Larch Med 2019;4:11. <sup>b</sup> Dale R. Mats. BMJ 2021;373:2.</p>'
        ),
        {"31%": "referenced", "12%": "referenced", "9%": "none"},
    ),
    "Roman numbers": (
        (
            "<p>Falls injure 31% of adults.<sup>(i)</sup> Rails prevent 12% of slips.<sup>ii</sup> Mats cause 9%.<sup>iv</sup>"
            " Lamps prevent 14%.<sup>(ii)</sup> We have more of them.</p>"
            "<p>(i) Okafor T. Rails. J Larch Med 2019;4:11. (ii) Dale R. Mats. BMJ 2021;373:2.</p>"
        ),
        {"31%": "referenced", "12%": "referenced", "9%": "none", "14%": "referenced"},
    ),
    "a paragraph that counts its points is no list of notes": (
        "<p>Falls injure 31% of adults.<sup>b</sup></p><p>We ask (a) who fell, (b) where and (c) why.</p>",
        {"31%": "none"},
    ),
    "a paragraph sign without a note": ("<p>Falls injure 31% of adults.¶</p>", {"31%": "none"}),
    "a mark in the middle of the last sentence closes nothing": (
        (
            "<p>Falls injure 31% of adults. Rails prevent 12% of slips† and cost little.</p>"
            '<p class="footnote">† Okafor T. Rails. J Larch Med. 2019;4:11-19.</p>'
        ),
        {"31%": "none"},
    ),
    "a closing mark does not cover what the page says of its own patients": (
        (
            "<p>With us 31% of people fall again. Rails prevent 12% of falls.†</p>"
            '<p class="footnote">† Okafor T. Rails. J Larch Med. 2019;4:11-19.</p>'
        ),
        {"31%": "none", "12%": "referenced"},
    ),
    "a closing mark does not outrank a link": (
        (
            '<p>The <a href="https://falls.example.gov/r">Falls Office</a> counted 2,253 deaths. That is six a day.'
            " It was 13% fewer than before. Here the rate is 47 deaths per 100,000.†</p>"
            '<p class="footnote">† Okafor T. Rails. J Larch Med. 2019;4:11-19.</p>'
        ),
        {"2,253 deaths": "linked", "13%": "linked", "47 deaths per 100,000": "referenced"},
    ),
    "another place is a claim of its own where each claim has its mark": (
        (
            "<p>Falls injure 31% of adults.† In Moorland the figure is 22%. Rails cost little.</p>"
            '<p class="footnote">† Okafor T. Rails. J Larch Med. 2019;4:11-19.</p>'
        ),
        {"31%": "referenced", "22%": "none"},
    ),
    "one more result goes on": (
        (
            "<p>In a trial of rails falls dropped by 31%.† Fear dropped too, by 12%.</p>"
            '<p class="footnote">† Okafor T. Rails. J Larch Med. 2019;4:11-19.</p>'
        ),
        {"12%": "referenced"},
    ),
    "a part without its whole goes on": (
        (
            '<p>The <a href="https://falls.example.gov/r">Falls Office</a> counts 2,253 deaths. Stairs and ladders make up'
            " more than half. Carpets cause 22% of slips.</p>"
        ),
        {"more than half": "linked", "22%": "none"},
    ),
    "who published the figures stands behind them": (
        (
            "<p>Falls of girls doubled in winter. The"
            ' <a href="https://falls.example.gov/r">Falls Office</a> published the figures in 2022.</p>'
        ),
        {"doubled": "linked"},
    ),
    "a sentence under a table says where its numbers are from": (
        TABLE
        + '<p>The numbers in the table come from <a href="https://falls.example.gov/r">the shoe trial</a>, a year on.</p>',
        {"31%": "linked"},
    ),
    "a sentence with a link under a table that does not": (
        TABLE + '<p>Shoes are sold by <a href="https://shoes.example.com/r">the shoe people</a> in town.</p>',
        {"31%": "none"},
    ),
    "a link to the host named after the page's owner": (
        '<p>Half of those we train fall less, by 31% (<a href="https://larkfieldbalanceclinic.example/why">learn more</a>).</p>',
        {"31%": "none"},
    ),
    "a link to where one books, whoever's": (
        '<p>97% of our patients stay (<a href="https://falls.example.com/book">book here</a>).</p>',
        {"97%": "none"},
    ),
    "a link to a chapter with such a word in its name": (
        '<p>Falls injure 31% of adults (<a href="https://falls.example.com/book/falls">chapter 2</a>).</p>',
        {"31%": "linked"},
    ),
}

LETTERS = {
    "numbers in round brackets and a list under any heading": (
        "Falls injure 31% of adults (1). Rails prevent 12 per cent of them (2). Carpets cause 22% of slips (7).\n\n"
        "AT THE BACK\n\n" + NUMBERED,
        {"31%": "referenced", "12 per cent": "referenced", "22%": "none"},
    ),
    "numbered steps answer no mark": (
        "Falls injure 31% of adults (1).\n\n(1) Lift the rug.\n\n(2) Fix the rail.\n",
        {"31%": "none"},
    ),
    "letters stuck to the full stop": (
        (
            "Falls injure 31% of adults.(a) Rails prevent 12 per cent of falls.(b)\n\n"
            "(a) Okafor T. Falls after sixty. J Larch Med. 2019;4:11-19.\n"
        ),
        {"31%": "referenced", "12 per cent": "none"},
    ),
    "a letter behind a blank speaks of a point": (
        "We help with 31% of falls, as in point (a).\n\n(a) Falls on stairs\n\n(b) Falls from ladders\n",
        {"31%": "none"},
    ),
    "an address on a line of its own": (
        (
            "Our county counted falls in the whole of the year that ended in autumn, and put\n"
            "the share of older people who were hurt by one of them at 31 per cent in its\n"
            "2023 tables of falls\n"
            "(https://falls.example.gov/reports/tables-2023). That share was 22 per cent when\n"
            "the rails were new and everybody still held on to them, a good while ago now.\n"
        ),
        {"31 per cent": "linked", "22 per cent": "linked"},
    ),
}


def grades_of(analysis, wanted):
    return {
        words: next(
            (s.evidence.grade.value for s in analysis.statistics if any(words in f.quote for f in s.figures)),
            "not seen",
        )
        for words in wanted
    }


@pytest.mark.parametrize(("body", "wanted"), PAGES.values(), ids=PAGES)
def test_a_page_ties_its_figures_to_their_sources(read, lexicon, body, wanted):
    assert grades_of(analyse(read(PAGE.format(body=body)), lexicon), wanted) == wanted


@pytest.mark.parametrize(("body", "wanted"), LETTERS.values(), ids=LETTERS)
def test_a_letter_ties_its_figures_to_their_sources(read, lexicon, body, wanted):
    assert grades_of(analyse(read(LETTER.format(body=body)), lexicon), wanted) == wanted


def test_a_number_sign_without_a_mark_begins_no_note(read, lexicon):
    page = read(PAGE.format(body="<p># 1 for falls in Moorland.</p>"))
    assert analyse(page, lexicon).references == ()


def test_a_letter_that_only_stands_in_brackets_is_no_mark(read, lexicon):
    body = "Falls injure 31% of adults.(a) Walking stops 12% of them.(b) Bring your tablet(s). Ask about your 401(k).\n\n(a) Okafor T. J Larch Med 2019;4:11.\n\n(b) Dale R. BMJ 2021;373:n110."
    found = analyse(read(LETTER.format(body=body)), lexicon)
    assert found.orphan_marks == ()
    assert sum(r.marks for r in found.references) == 2


def test_a_sentence_about_so_many_figures_may_stand_alone(read, lexicon):
    body = "<p>The first four figures on this matter are taken from the National Larch Registry of 2020.</p><p>Call us.</p>"
    assert analyse(read(PAGE.format(body=body)), lexicon).sentences
