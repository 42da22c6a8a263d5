"""What supports a figure, and how well: one page a case, the figure's words and the grade they must get."""

import pytest

from auditor.analysis.pipeline import analyse

REFS = """<h2>References</h2><ol>
<li id="r1">Okafor T, Lindqvist B. Falls after sixty. J Larch Med. 2019;4:11-19.</li>
<li id="r2">Dale R, et al. Balance training at home. BMJ. 2021;373:n110.</li>
<li id="r3">National Falls Register. Annual report 2022.</li></ol>"""
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Falls | Larkfield Balance Clinic</title></head><body>
<header><nav><a href="/book">Book</a></nav></header><main><h1>Falls</h1>
<p>At Larkfield Balance Clinic we treat dizziness. Book an appointment with our team today.</p>
{body}</main><footer><p>© 2025 Larkfield Balance Clinic, larkfield.example</p></footer></body></html>"""

CASES = {
    # bodies that say a figure in further words
    "a body with a year in its name": (
        "<p>Balance 2030 Ireland counts 41,000 falls a year.</p>",
        {"41,000": "named"},
    ),
    "an acronym nobody knows that counts": (
        "<p>BALFALL-UK counted 4,100 falls on wards last winter.</p>",
        {"4,100": "named"},
    ),
    "an illness that people have reports nothing": (
        "<p>About 70% of people with MS report fewer falls, and so do 40% of those whose pain is due to PVD.</p>",
        {"70%": "none"},
    ),
    "a body reports": (
        "<p>A WHO report puts it at 12% of adults over seventy.</p>",
        {"12%": "named"},
    ),
    "an acronym that is a treatment counts nothing": (
        "<p>BPPV puts 12% of adults over seventy on the floor.</p>",
        {"12%": "none"},
    ),
    "what a body's own weeks of counting found": (
        "<p>LARBAL's rail weeks found that 31 of every 100 stairs had none.</p>",
        {"31 of every 100": "named"},
    ),
    "a body's volunteers, and what they did": (
        "<p>RNIB volunteers who walked 300 streets in May found that fewer than half were lit.</p>",
        {"half": "named"},
    ),
    "a body that stands behind what it is": (
        "<p>In its 2021 report the falls regulator, the MHRA, gave a rate of 31 per cent.</p>",
        {"31 per cent": "named"},
    ),
    "a register called by its last word": (
        "<p>About 12% of them fall again within a year, the Registry says.</p>",
        {"12%": "named"},
    ),
    "a regulator without a name of its own": (
        "<p>The medicines regulator in Norway had logged 41 cases of dizziness by 2020.</p>",
        {"41 cases": "named"},
    ),
    "a survey for a charity": (
        "<p>In a poll for the charity Steadyfoot, 31% of adults had fallen.</p>",
        {"31%": "named"},
    ),
    "a trial called by its letters and number": (
        "<p>In STRIDE 2 the average participant had 12% fewer falls.</p>",
        {"12%": "named"},
    ),
    "what follows a projection of the body before": (
        "<p>The World Health Organization counted 31 million falls in 2020. By 2040 it expects 41 million.</p>",
        {"41 million": "named"},
    ),
    "the national figure of the survey before": (
        (
            "<p>In the CQC falls survey 41% of patients had rails. The national figure was 31%.</p>"
            "<p>In the CQC falls survey 41% of patients had rails. Nationally 12% of adults fall.</p>"
        ),
        {"31%": "named", "12%": "none"},
    ),
    "guidelines and trials without a name": (
        "<p>According to Danish guidelines 31% fall. In the pivotal trials 12% fell.</p>",
        {"31%": "vague", "12%": "vague"},
    ),
    "what has been shown to, by nobody": (
        "<p>The belt has been shown to cut falls by 31%.</p>",
        {"31%": "vague"},
    ),
    "a study of which only the place is told": (
        "<p>In a Minnesota study 12% fell.</p>",
        {"12%": "vague"},
    ),
    # a sentence that says of others where they are from
    "those figures are from our census": (
        (
            "<p>On 1 May we had 410 residents. Seven in ten were women. Those figures are from our resident"
            " census, which every ward fills in.</p>"
        ),
        {"410 residents": "named", "Seven in ten": "named"},
    ),
    "the first figures of the list under it": (
        (
            "<p>These are the risks. The first two figures are from the British Registry of Falls, 2022.</p>"
            "<ul><li>A bruise: 31%</li><li>A fracture: 4%</li><li>A scar: 12%</li></ul>"
        ),
        {"31%": "named", "4%": "named", "12%": "none"},
    ),
    "the numbers of the table over it": (
        (
            "<table><tr><th>Shoe</th><th>Fell</th></tr><tr><td>Soft</td><td>31%</td></tr></table>"
            "<p>The numbers in the table come from the Larch Sole trial of 2019. Socks are another matter.</p>"
        ),
        {"31%": "named"},
    ),
    "the figures of a part, up to the next heading": (
        (
            "<h2>Risks</h2><p>The figures in this part are taken from the European Falls Registry, report 8.</p>"
            "<p>A bruise follows in 31% of falls.</p><p>With us 12% of patients bruise.</p>"
            "<h2>Costs</h2><p>A fall costs 41% of a year's savings.</p>"
        ),
        {"31%": "named", "12%": "none", "41%": "none"},
    ),
    "a heading that names the survey": (
        (
            "<h2>What the Irish Falls Survey tells us</h2><p>One adult in three has fallen. Rails help.</p>"
            "<p>Dizziness affects 12% of adults.</p>"
        ),
        {"One adult in three": "named", "12%": "none"},
    ),
    "a study that the words over a list set out": (
        (
            "<p>Rails are safe. The Danish audit of 2021, RAIL-DK, followed 4,100 adults.</p>"
            "<ul><li>Fell again: 31%</li></ul>"
        ),
        {"31%": "named"},
    ),
    "where the figure before comes from, at length": (
        (
            "<p>The figure everyone quotes is 31 per cent. It comes from a paper by Marlowe and others in JAMA,"
            " 2003, and is the share of adults who fall again in the year after.</p>"
        ),
        {"31 per cent": "named"},
    ),
    # evaluations of one's own
    "a register of one's own, and what it holds": (
        (
            "<p>We keep a register of every fall, and the council reads it. Between May 2022 and May 2023 there"
            " were 310 falls. Twelve people died.</p>"
        ),
        {"310 falls": "named", "Twelve people": "named"},
    ),
    "when, of how many, how many": (
        "<p>In 2023 we saw 2,140 adults; a year on, 310 of them had fallen again.</p>",
        {"310": "named"},
    ),
    "an unnamed trial is no survey of one's own": (
        "<p>A trial in 2023 took 2,140 adults; a year on, 310 of them had fallen again.</p>",
        {"310": "vague"},
    ),
    "those who were counted before they were followed": (
        "<p>In 2023 we saw 2,140 adults. All of them were written to a year later, and 1,310 answered.</p>",
        {"2,140": "named", "1,310": "named"},
    ),
    "what every patient is asked": (
        (
            "<p>We ask every new patient to fill in a falls diary at the first visit. In 2023, 310 people did."
            " Twelve of them fell again.</p>"
        ),
        {"310 people": "named", "Twelve of them": "named"},
    ),
    # marks
    "a raised mark that resolves": (
        '<p>Falls injure 31% of adults over seventy.<sup><a href="#r1">1</a></sup></p>' + REFS,
        {"31%": "referenced"},
    ),
    "a mark in brackets before the full stop": (
        "<p>Falls injure 31% of adults [1].</p>" + REFS,
        {"31%": "referenced"},
    ),
    "a mark at a comma inside the sentence": (
        "<p>Falls injure 31% of adults,<sup>1</sup> and many never say so.</p>" + REFS,
        {"31%": "referenced"},
    ),
    "two marks at once": ("<p>Falls injure 31% of adults.<sup>1,3</sup></p>" + REFS, {"31%": "referenced"}),
    "a mark without an entry": ("<p>Falls injure 31% of adults.<sup>9</sup></p>" + REFS, {"31%": "none"}),
    "a mark without an entry beside a named body": (
        "<p>The CDC reports that falls injure 31% of adults.<sup>9</sup></p>" + REFS,
        {"31%": "none"},
    ),
    "a list without a heading that a mark points to": (
        "<p>Falls injure 31% of adults.<sup>1</sup> Surveys suggest that 12% of them fall twice.</p>"
        + REFS.replace("<h2>References</h2>", ""),
        {"31%": "referenced", "12%": "vague"},
    ),
    "a list of links without a heading is no source": (
        "<p>Falls injure 31% of adults.<sup>1</sup></p><ol><li>Shoes that grip</li><li>Rails on the stairs</li></ol>",
        {"31%": "none"},
    ),
    "experts without a name, and a linked study for another claim": (
        (
            "<p>Falls injure about a third of adults, experts say. In a"
            ' <a href="https://pubmed.ncbi.nlm.nih.gov/111/">study of rails</a>, 12% fell.</p>'
        ),
        {"a third": "vague"},
    ),
    "years of work are no survey": (
        "<p>Since 2009 we have helped 3,100 people, and we keep every card we are sent.</p>",
        {"3,100 people": "none"},
    ),
    "a test of one's own that is described": (
        "<p>We tried both shoes on our ward for a month: 31% fewer people fell.</p>",
        {"31%": "named"},
    ),
    "the same database goes on with a table's": (
        (
            "<p>The table shows what we sent to the National Falls Database in 2025.</p>"
            "<p>In the same database the national share was 23%.</p>"
        ),
        {"23%": "named"},
    ),
    "a name with what it is behind it": (
        "<p>Only a quarter of adults take part, the Steady Steps initiative reports.</p>",
        {"a quarter": "named"},
    ),
    "a list that no mark points to": ("<p>Falls injure 31% of adults.</p>" + REFS, {"31%": "none"}),
    "a mark at the end of a paragraph covers it": (
        "<p>Falls injure 31% of adults. Another 12% fall twice. Home visits help.<sup>2</sup></p>" + REFS,
        {"31%": "referenced", "12%": "referenced"},
    ),
    "a paragraph that marks each claim": (
        "<p>Falls injure 31% of adults.<sup>1</sup> Shoes explain 8% of slips. Home visits help.<sup>2</sup></p>"
        + REFS,
        {"31%": "referenced", "8%": "none"},
    ),
    "a mark closing a list item": (
        "<ul><li>Falls injure 31% of adults. Half of them tell nobody.<sup>1</sup></li><li>Shoes explain 8% of slips.</li></ul>"
        + REFS,
        {"31%": "referenced", "Half": "referenced", "8%": "none"},
    ),
    "a pair of sentences before one mark": (
        "<p>Dizziness is common. In a trial of home training 41% of adults fell. The control group fell in 58% of cases.<sup>2</sup> Carpets matter too.<sup>3</sup></p>"
        + REFS,
        {"41%": "referenced", "58%": "referenced"},
    ),
    "a starred note that describes a survey": (
        "<p>92% of clients feel steadier*</p><p>* Survey of 214 clients seen in 2023.</p>",
        {"92%": "named"},
    ),
    "a starred note that only disclaims": (
        "<p>92% of clients feel steadier*</p><p>* Individual results may vary.</p>",
        {"92%": "none"},
    ),
    "a dagger that leads to a paper": (
        "<p>Falls injure 31% of adults.†</p><p>† Okafor T, Lindqvist B. J Larch Med. 2019;4:11-19.</p>",
        {"31%": "referenced"},
    ),
    "an entry that is the clinic's own selling page": (
        '<p>Training prevents 60% of falls.<sup>1</sup></p><h2>Sources</h2><ol><li><a href="/programmes/steady">Our Steady programme</a></li></ol>',
        {"60%": "none"},
    ),
    "sources in a bold line and numbered paragraphs": (
        "<p>Falls injure 31% of adults [1].</p><p><b>Sources:</b></p><p>[1] Okafor T. Falls after sixty. J Larch Med. 2019;4:11.</p><p>[2] Dale R. BMJ 2021.</p>",
        {"31%": "referenced"},
    ),
    # links
    "a link on the claim": (
        '<p><a href="https://www.falls.example.gov/report">Falls injure 31% of adults</a>.</p>',
        {"31%": "linked"},
    ),
    "a link behind the claim": (
        '<p>Falls injure 31% of adults (<a href="https://falls.example.gov/r">source</a>).</p>',
        {"31%": "linked"},
    ),
    "a link to the booking page": (
        '<p>We prevent 60% of falls; <a href="/book">book a visit</a>.</p>',
        {"60%": "none"},
    ),
    "a link to another page of the clinic": (
        '<p><a href="/blog/dizzy">Dizziness</a> affects 15% of adults.</p>',
        {"15%": "none"},
    ),
    "a link to the clinic's own report": (
        '<p>Our falls rate was 4% (<a href="/downloads/outcomes-report-2023.pdf">outcomes report 2023</a>).</p>',
        {"4%": "linked"},
    ),
    "a telephone link": (
        '<p>60% of falls are preventable, so <a href="tel:+15550100">call us</a>.</p>',
        {"60%": "none"},
    ),
    "a link to a social network": (
        '<p>60% of falls are preventable. <a href="https://facebook.com/larkfield">Follow us</a></p>',
        {"60%": "none"},
    ),
    "a DOI in the text": ("<p>Falls injure 31% of adults (doi:10.1234/larch.2019.4).</p>", {"31%": "linked"}),
    "an address written out": (
        "<p>Falls injure 31% of adults, see https://falls.example.gov/r.</p>",
        {"31%": "linked"},
    ),
    "linked stays linked": (
        '<p>A <a href="https://falls.example.gov/r">2020 survey</a> found that 31% of adults had fallen. Of those, 12% had broken a bone. Three quarters were women.</p>',
        {"31%": "linked", "12%": "linked", "Three quarters": "linked"},
    ),
    # named
    "a named body and its sequel": (
        "<p>Statistics Norway counted 9,140 hip fractures in 2022. The year before, it was 8,800. Around a third had fallen before.</p>",
        {"9,140": "named", "8,800": "named", "a third": "named"},
    ),
    "a new topic after a named source": (
        "<p>Statistics Norway counted 9,140 hip fractures in 2022. Carpets cause 22% of falls at home.</p>",
        {"22%": "none"},
    ),
    "a new paragraph": (
        "<p>Statistics Norway counted 9,140 hip fractures in 2022.</p><p>It affects 22% of adults.</p>",
        {"22%": "none"},
    ),
    "a body in brackets": ("<p>Falls injure 31% of adults (National Falls Council).</p>", {"31%": "named"}),
    "the clinic's own name is no source": (
        "<p>Larkfield Balance Clinic reports that 92% of clients feel steadier.</p>",
        {"92%": "none"},
    ),
    "an own survey with number and period, and its sequel": (
        "<p>We asked 240 clients in our 2023 survey. Of the 198 who answered, 81% felt steadier. Six in ten had stopped using a stick.</p>",
        {"81%": "named", "Six in ten": "named"},
    ),
    "another population is not ours": (
        "<p>In our 2023 audit of 240 clients 4% fell. Nationally 9% did.</p>",
        {"4%": "named", "9%": "none"},
    ),
    "an unnamed study and its sequel": (
        "<p>A recent study found that 31% of adults fall. They fell most often at night, in 60% of cases.</p>",
        {"31%": "vague", "60%": "vague"},
    ),
    # blocks
    "a caption with a mark": (
        "<table><caption>Falls by age<sup>1</sup></caption><tr><th>Age</th><th>Fell</th></tr><tr><td>Sixty</td><td>20%</td></tr><tr><td>Eighty</td><td>41%</td></tr></table>"
        + REFS,
        {"20%": "referenced", "41%": "referenced"},
    ),
    "a caption that names its source in words": (
        "<table><caption>Falls by age (source: reference 1)</caption><tr><th>Age</th><th>Fell</th></tr><tr><td>Sixty</td><td>20%</td></tr></table>"
        + REFS,
        {"20%": "referenced"},
    ),
    "a source line under a table": (
        "<table><tr><th>Age</th><th>Fell</th></tr><tr><td>Sixty</td><td>20%</td></tr></table><p>Source: Health Survey for England 2021</p>",
        {"20%": "named"},
    ),
    "a source line inside a caption": (
        "<table><caption>Falls by age. Source: clinic record for 2023.</caption><tr><th>Age</th><th>Fell</th></tr><tr><td>Sixty</td><td>20%</td></tr></table>",
        {"20%": "named"},
    ),
    "a table without any": (
        "<h2>Results</h2><table><tr><th>Age</th><th>Fell</th></tr><tr><td>Sixty</td><td>20%</td></tr></table>",
        {"20%": "none"},
    ),
    "a list's lead-in": (
        "<p>According to the National Falls Council:</p><ul><li>31% of adults fall each year</li><li>One in ten breaks a bone</li></ul>",
        {"31%": "named", "One in ten": "named"},
    ),
    "a mention of a sourced table": (
        "<table><caption>Table 2. Falls by age. Source: clinic record for 2023.</caption><tr><th>Age</th><th>Fell</th></tr><tr><td>Sixty</td><td>20%</td></tr></table><p>Seven in ten fell only once (table 2).</p>",
        {"Seven in ten": "named"},
    ),
    "the same survey in the next paragraph": (
        "<p>The National Falls Survey of 2022 asked 3,000 adults.</p><p>The same survey shows that 8% fell twice.</p>",
        {"8%": "named"},
    ),
    "a link by itself behind the claim": (
        '<p>Carpets matter. Falls injure 31% of adults. <a href="https://falls.example.gov/r">Read the study</a>.</p>',
        {"31%": "linked"},
    ),
    "a bracket by itself behind the claim": (
        "<p>Falls injure 31% of adults. (Moe and Roe, Larch Medicine, 2010.)</p>",
        {"31%": "named"},
    ),
    "the caption of the next table": (
        "<ul><li>Shoes explain 8% of slips</li></ul><table><caption>Falls by age (National Falls Register 2022)</caption><tr><th>Age</th><th>Fell</th></tr><tr><td>Sixty</td><td>20%</td></tr></table>",
        {"8%": "none", "20%": "named"},
    ),
    "a row that names the source of its table": (
        "<table><tr><th>Age</th><th>Fell</th></tr><tr><td>Sixty</td><td>20%</td></tr><tr><td colspan=2>Source: Health Survey for England 2021</td></tr></table>",
        {"20%": "named"},
    ),
    "one line under a row of counters": (
        "<div class=stats><div class=card><h3>31%</h3><p>of adults fall</p></div><div class=card><h3>12%</h3><p>fall twice</p></div></div><p>Source: National Falls Council, 2022</p>",
        {"31%": "named", "12%": "named"},
    ),
    "a line under two paragraphs covers the second": (
        "<p>Shoes explain 8% of slips on our stairs at home.</p><p>Falls injure 31% of adults in this country.</p><p>Source: National Falls Council, 2022</p>",
        {"8%": "none", "31%": "named"},
    ),
    "source at the end of a paragraph": (
        "<p>Falls injure 31% of adults. Eight in ten happen indoors. Source: National Falls Council, 2022.</p>",
        {"31%": "named", "Eight in ten": "named"},
    ),
    # more ways to name a source and to go on with one
    "a verb of counting after a name of several words": (
        "<p>The Hearing Trust reckons that 21% of adults have tinnitus.</p>",
        {"21%": "named"},
    ),
    "a charity told between commas": (
        "<p>Asthma Larchland, the national charity, reckons that 9% of children wheeze.</p>",
        {"9%": "named"},
    ),
    "a country at the end of a charity's name": (
        "<p>Kidney Health New Zealand says that 10% of adults have kidney disease.</p>",
        {"10%": "named"},
    ),
    "a charity named behind its verb": (
        "<p>Some 14% of couples wait for a child, says the regulator, the HFEA.</p>",
        {"14%": "named"},
    ),
    "a survey named for a place": (
        "<p>The latest Health Survey for England has it at 26% of adults.</p>",
        {"26%": "named"},
    ),
    "a national register": (
        "<p>On the Danish hip register, 5% of hips were done again.</p>",
        {"5%": "named"},
    ),
    "guidance of a body": ("<p>Guidelines from NICE say that 11% relapse.</p>", {"11%": "named"}),
    "the payer is no source": ("<p>The NHS gives 31% of what the ward costs.</p>", {"31%": "none"}),
    "a person who tells her story is no source": (
        "<p>Jean Marlowe, 54, says she has 80% less pain.</p>",
        {"80%": "none"},
    ),
    "researchers somewhere are nobody": (
        "<p>Researchers in Norway found that 17% relapse.</p>",
        {"17%": "vague"},
    ),
    "a test in a laboratory without a name": (
        "<p>A lab test found 18% more wear in users.</p>",
        {"18%": "vague"},
    ),
    "an annual report of one's own": (
        "<p>The average stay is 13 days, according to our annual report.</p>",
        {"13 days": "named"},
    ),
    "a survey of one's own with its season": (
        "<p>In our annual survey last autumn, 88% of families would come again.</p>",
        {"88%": "named"},
    ),
    "surveys of one's own without a period": (
        "<p>Our surveys show that 92% of patients are happy.</p>",
        {"92%": "none"},
    ),
    "the forms that came back": (
        "<p>Of 390 forms, 212 came back. In those, 95% felt safe.</p>",
        {"390": "named", "95%": "named"},
    ),
    "a remission reached by two groups is no survey of one's own": (
        "<p>Remission was reached by 45 of the 120 women.</p>",
        {"45 of the 120": "none"},
    ),
    "what was found in part of a study": (
        '<p>A <a href="https://www.study.example.org/x">pooled analysis</a> found an effect of g = 0.52. For gout alone the effect was larger, at g = 0.81.</p>',
        {"0.52": "linked", "0.81": "linked"},
    ),
    "the reduction later on": (
        '<p>In <a href="https://www.study.example.org/x">a cohort</a>, tablets cut deaths by 40%. At five years the reduction was 22%.</p>',
        {"40%": "linked", "22%": "linked"},
    ),
    "the same in another group, in the present": (
        '<p>About 5% of children wet the bed, says <a href="https://www.study.example.org/x">the guideline</a>. In adults it is 1 to 2%.</p>',
        {"5%": "linked", "1 to 2%": "linked"},
    ),
    "what came of a study set out before": (
        "<p>The Larch Heart Trial followed 25,871 adults. Strokes were no rarer, but there were 17% fewer cancers.</p>",
        {"17%": "named"},
    ),
    "one's own success after a study is no result of it": (
        "<p>The Larch Heart Trial followed 900 men. Our success rate is 97%.</p>",
        {"97%": "none"},
    ),
    "the same survey in brackets": (
        "<p>Nearly 19% of nurses had back pain, per the NHS Staff Survey.</p><p>Fewer than 48% sought help (same survey).</p>",
        {"48%": "named"},
    ),
    "round brackets with a number at the end of a sentence": (
        "<p>Falls injure 31% of adults (1).</p>" + REFS,
        {"31%": "referenced"},
    ),
    "round brackets with a number that has no entry": (
        "<p>Falls injure 31% of adults (7).</p>" + REFS,
        {"31%": "none"},
    ),
    "round brackets that count points": (
        "<p>Two things help: (1) shoes, which prevent 31% of falls, and (2) rails.</p>" + REFS,
        {"31%": "none"},
    ),
    "a body that gave the number, behind a colon": (
        "<p>Some 1.2 million adults have lost sight in one eye: the Larch Institute of Blind People gave that number in 2022. It expects the total to double by 2050.</p>",
        {"1.2 million": "named", "double": "named"},
    ),
    "the same advisory": (
        "<p>The Surgeon General's advisory of 2023 links loneliness with 90,000 deaths a year. About half of adults had felt it, the same advisory says.</p>",
        {"90,000": "named", "half": "named"},
    ),
    "people who died in what a source counted": (
        "<p>The sheriff's office logged 212 crashes in 2024, according to its annual report. Eleven people died in them.</p>",
        {"212": "named", "Eleven people": "named"},
    ),
    "people counted again in the past": (
        "<p>In 2022 the Ministry of Health registered 2,900 cases. About 350 people died.</p>",
        {"2,900": "named", "350 people": "named"},
    ),
    "a bare share before any verb": (
        "<p>More than 30 million adults have hearing loss, the Hearing Trust estimates. Two thirds wear nothing.</p>",
        {"30 million": "named", "Two thirds": "named"},
    ),
    "a sentence without a number between": (
        "<p>The Health Research Board says that one in three has been there before. Most come by way of their doctor. Only 9 per cent refer themselves.</p>",
        {"one in three": "named", "9 per cent": "named"},
    ),
    "a new topic behind a sentence without a number": (
        "<p>The Health Research Board says that one in three has been there before. Most come by way of their doctor. Carpets cause 22% of falls.</p>",
        {"one in three": "named", "22%": "none"},
    ),
    "one's own patients after somebody else's figure": (
        '<p>Migraine affects 14% of adults, according to <a href="https://www.who.example.int/m">the WHO</a>. Our clinic has helped 900 of them.</p>',
        {"14%": "linked", "900": "none"},
    ),
    "with us, after somebody else's figure": (
        "<p>The National Falls Council puts it at 45 percent. With us it is 9 percent.</p>",
        {"45 percent": "named", "9 percent": "none"},
    ),
    "an evaluation set out without a number": (
        "<p>Every patient who had a sleeve in 2023 was rung a year later by a nurse. Of 96 patients, 71 had kept their weight.</p>",
        {"71 had": "named"},
    ),
    "cards sent to everybody": (
        "<p>Between January and June we sent a card to every couple who left. Of 212 cards 140 came back. Ninety-three per cent said they would choose us again.</p>",
        {"140 came": "named", "Ninety-three per cent": "named"},
    ),
    "all of the page's patients after its own study": (
        "<p>In a study of 812 members who joined in 2022, written up on our research page, 55 per cent stopped snoring. Across our whole membership, snoring is halved.</p>",
        {"55 per cent": "named", "halved": "none"},
    ),
    "a link to the page's own research page": (
        '<p>In a study of 812 members who joined in 2022, on <a href="/research">our research page</a>, 55 per cent stopped snoring.</p>',
        {"55 per cent": "named"},
    ),
    "an evaluation whose report is linked at its end": (
        '<p>We asked Larch University to evaluate the groups. Of the 163 parents who came, 118 filled in a form. Scores fell by 3.1 points. There was no other group. The full report is on <a href="https://www.larch.example.edu/r">the university’s website</a>.</p>',
        {"118 filled": "linked", "3.1 points": "linked"},
    ),
    "a register that is linked before its figures": (
        '<p>Our register is published <a href="/audit/2024-report.pdf">in full</a> each spring. In 2024 it covered 611 operations. Nine people needed a second one.</p>',
        {"611 operations": "linked", "Nine people": "linked"},
    ),
    "a link at the end that leads to no report": (
        '<p>In 2024 we followed 188 knees. Pain fell by 31%. Stairs are described by <a href="https://www.larch.example.edu/stairs">Larch University</a>.</p>',
        {"31%": "named"},
    ),
    "a review without a name": (
        "<p>One well-known review put the number needed to treat at eight.</p>",
        {"eight": "vague"},
    ),
    "hearsay takes over no source": (
        (
            "<p>According to the registry of the Society of Hip Surgeons, 3% need a second operation. It is said that 20% still "
            "have some pain a year later. Research suggests the figure is nearer 10% when both are done.</p>"
        ),
        {"3%": "named", "20%": "vague", "10%": "vague"},
    ),
    "further work without a name": (
        "<p>The Oslo Heart Study found that 12% fell ill. Other research puts it at 18%. They lost 4% of their bone.</p>",
        {"12%": "named", "18%": "vague"},
    ),
    "reported by nobody": (
        "<p>It has been reported that clinics lose two thirds of them.</p>",
        {"two thirds": "vague"},
    ),
    "by one count": ("<p>By one count the level is sixty times higher.</p>", {"sixty times": "vague"}),
    "what some finished and others kept is no survey": (
        "<p>More than 200 people have completed the course and 160 have stayed dry.</p>",
        {"200 people": "none"},
    ),
    "a consultancy that reckoned in a year": (
        "<p>Quillmark reckoned in 2022 that dementia costs the country $15 billion a year.</p>",
        {"15 billion": "named"},
    ),
    "what a study found after an aside": (
        "<p>The Larch Bone Trial gave 25,871 adults vitamin D.<sup>1</sup> Fractures were no rarer. Falls were down by 3 per cent.</p>"
        + REFS,
        {"3 per cent": "referenced"},
    ),
    "a part of what a source counted": (
        "<p>Arthritis costs the country 14 percent of its health budget, says the Larch Institute. Half of it is lost wages.</p>",
        {"14 percent": "named", "Half": "named"},
    ),
    "a part of those of another kind": (
        "<p>The Larch Institute counted 900,000 people with pain. Half of those affected have had it for ten years.</p>",
        {"900,000": "named", "Half": "none"},
    ),
    "how many of one's own, and when": (
        "<p>Of the 2,140 implants placed between 2015 and 2019, 2,083 were still working. That makes 97.3%.</p>",
        {"2,083": "named", "97.3%": "named"},
    ),
    "a charity of one word that gave the number": (
        "<p>About 600,000 people have hearing loss: Larkear, the national charity, gave that number in 2023.</p>",
        {"600,000": "named"},
    ),
    "an office that counts by law": (
        "<p>Last year the coroner recorded 92 drug deaths in the county. Two thirds were men.</p>",
        {"92 drug deaths": "named", "Two thirds": "named"},
    ),
    "an estimated number": (
        "<p>Back pain costs an estimated £5 billion every year.</p>",
        {"5 billion": "none"},
    ),
    "a survey of one's own under its table": (
        "<table><tr><th></th><th>Flushes before</th><th>After 8 weeks</th></tr><tr><td>Our circle</td><td>14</td><td>3</td></tr></table><p>We asked 38 customers in spring 2024.</p>",
        {"14": "named"},
    ),
    "a sentence that says where the one before it is from": (
        "<p>Only a quarter of people die at home. That figure is from the Larch Hospice Foundation's 2021 report.</p>",
        {"a quarter": "named"},
    ),
    "a paragraph under a table of one's own": (
        "<table><caption>Results of the Larkfield register, 1,204 men treated 2016 to 2019</caption><tr><th></th><th>Low risk</th></tr><tr><td>No relapse</td><td>98%</td></tr></table><p>Two men needed surgery for a bleed. Carpets cause 22% of falls.</p>",
        {"98%": "named", "Two men": "named", "22%": "none"},
    ),
    "a paragraph under a table of somebody else's": (
        "<table><caption>Falls by age (National Falls Register 2022)</caption><tr><th>Age</th><th>Fell</th></tr><tr><td>Sixty</td><td>20%</td></tr></table><p>Two men needed surgery for a bleed.</p>",
        {"20%": "named", "Two men": "none"},
    ),
    "another effect of the same trial": (
        "<p>A trial in 126 patients found 8% fewer falls (Phillips and colleagues, 2013). The brace was worn 6.5 hours a night.</p>",
        {"8%": "named", "6.5 hours": "named"},
    ),
    "the median after a colon": (
        "<p>In one trial 64 percent had responded a day later (Murrough et al., Larch Psychiatry, 2013). The catch is that it wears off: the median time to relapse was eighteen days.</p>",
        {"64 percent": "named", "eighteen days": "named"},
    ),
    "an unnamed authority keeps its grade after a name": (
        "<p>A review by Beale and colleagues (Larch Surgery, 2019) found 48 cases. At a meeting last spring, experts put the risk at 1 in 6,600.</p>",
        {"48 cases": "named", "1 in 6,600": "vague"},
    ),
    "an author with colleagues who is in the list": (
        "<p>Dale and colleagues found that 31% of adults fall.</p>" + REFS,
        {"31%": "referenced"},
    ),
    "an author and year that are in the list": (
        "<p>Some 31% of adults fall (Okafor, 2019).</p>" + REFS,
        {"31%": "referenced"},
    ),
    "an author and year that are not in the list": (
        "<p>Some 31% of adults fall (Okafor, 2011).</p>" + REFS,
        {"31%": "named"},
    ),
    "a list under a heading of its own block": (
        "<p>Falls injure 31% of adults.[1]</p><div><b>References</b><br>1. Okafor T. Falls after sixty. J Larch Med. 2019;4:11-19.<br>2. Dale R. BMJ. 2021;373:n110.</div>",
        {"31%": "referenced"},
    ),
    "a line under a table that says where it is taken from": (
        "<table><tr><th></th><th>2023</th><th>2024</th></tr><tr><td>Went home</td><td>61%</td><td>64%</td></tr></table><p>From our annual report for 2024.</p>",
        {"61%": "named"},
    ),
    "the address of the body in an entry is not the page's own": (
        "<p>Falls injure 31% of adults [1].</p><h2>References</h2><p>1. Larch Research Center. Falls and teens. 2022. https://www.larchresearch.org/falls-and-teens</p>",
        {"31%": "referenced"},
    ),
    "the address of a body's page in the text is not the page's own": (
        "<p>Falls injure 31% of adults (Larch Research Center, https://www.larchresearch.org/falls-and-teens).</p>",
        {"31%": "linked"},
    ),
    "an entry that leads to the page's own selling pages": (
        "<p>Falls fade in 31% of adults [1].</p><h2>References</h2><p>1. Larkfield. Our results. 2022. https://www.larkfield.example/treatments</p>",
        {"31%": "none"},
    ),
    "raised notes in one paragraph": (
        "<p>Falls injure 31% of adults.¹ Carpets cause 22%.² Shoes cause 4%.³</p><p>¹ WHO. Falls. 2018. ² Rumgay H. Lancet Oncol 2021;22:1071. ³ CDC. Shoes. 2023.</p>",
        {"31%": "referenced", "22%": "referenced", "4%": "referenced"},
    ),
    "raised notes that leave one out": (
        "<p>Falls injure 31% of adults.¹ Carpets cause 22% [3]. Shoes cause 4% [4].</p><p>¹ WHO. Falls. 2018. [3] Rumgay H. Lancet Oncol 2021;22:1071.</p>",
        {"31%": "referenced", "22%": "referenced", "4%": "none"},
    ),
    "plain numbers before the notes of one paragraph": (
        "<p>Falls injure 31% of adults.<sup>1</sup> Carpets cause 22%.<sup>2</sup></p><p>1 World Falls Organization, Fact Sheet 2022. 2 CDC, Falls data, 2023.</p>",
        {"31%": "referenced", "22%": "referenced"},
    ),
    "stars before the notes of one paragraph": (
        "<p>Falls injure 31% of adults.* Carpets cause 22% of them each year.**</p><p>*World Falls Organization, Fact Sheet 2022. **CDC, 2023.</p>",
        {"31%": "referenced", "22%": "referenced"},
    ),
    "lines that begin with doubled signs": (
        "<p>Falls injure 31% of adults.†</p><p>Carpets cause 22%.‡</p><p>Shoes cause 4%.††</p><p>† Roe A. Falls. J Larch Med 2019;98:1121.<br>‡ Lee B. Carpets. J Larch Med 2017;62:330.<br>†† Moe C. Shoes. J Larch Med 2020;116:14.</p>",
        {"31%": "referenced", "22%": "referenced", "4%": "referenced"},
    ),
    "an address in an entry without its scheme": (
        "<p>Falls injure 31% of adults [1].</p><h2>References</h2><ol><li>Falls facts. Truth Initiative, 2022. Available at www.truthinitiative.org/facts</li></ol>",
        {"31%": "referenced"},
    ),
    "the page's own address in an entry without its scheme": (
        "<p>Falls fade in 31% of adults [1].</p><h2>References</h2><ol><li>Larkfield. Treatments. Available at www.larkfield.example/treatments</li></ol>",
        {"31%": "none"},
    ),
    "a note with a sign inside it": (
        "<p>Falls injure 31% of adults.*</p><p>Carpets cause 22%.†</p><p>* CDC, 2022; see † for carpets.</p>",
        {"31%": "referenced", "22%": "none"},
    ),
    "a link to an entry by a short name": (
        '<p>Falls injure 31% of adults (<a href="#r3">NFR</a>).</p><p>Carpets cause 22% (see <a href="#r1">our sources</a>).</p>'
        + REFS,
        {"31%": "referenced", "22%": "none"},
    ),
    "notes that are a work with its year": (
        "<p>Falls injure 31% of adults.*</p><p>Carpets cause 22%.†</p><p>Shoes cause 4%.‡</p><p>* HMILARCH, Everyone's floor, 2014.</p><p>† Jaffe 1982.</p><p>‡ FloorLives, Insights on carpets, 2015.</p>",
        {"31%": "referenced", "22%": "referenced", "4%": "referenced"},
    ),
    "notes that end in a year and are no work": (
        "<p>Falls fade in 31% of adults.*</p><p>Steadiness grows by 22%.†</p><p>Pain fades in 4%.‡</p><p>Dizziness fades in 7%.§</p><p>* Summer 2024.</p><p>† Larkfield Balance Clinic, Our own results, 2023.</p><p>‡ Prices correct as of March 2024.</p><p>§ Dr Holm, Clinical Director, 2023.</p>",
        {"31%": "none", "22%": "none", "4%": "none", "7%": "none"},
    ),
    "the average person is a new topic": (
        "<p>About 46% recover fully.[1] Early care helps. Yet the average person waits 3.5 years for help.</p>"
        + REFS,
        {"46%": "referenced", "3.5 years": "none"},
    ),
    "the average goes on": (
        "<p>The CDC found that 46% recover within two years. The average was 3.5 years.</p>",
        {"46%": "named", "3.5 years": "named"},
    ),
    "a closing mark does not reach what the page says of itself": (
        "<p>About 90% of smokers who try our laser stop. Smoking kills 480,000 Americans a year.[1]</p>"
        + REFS,
        {"90%": "none", "480,000": "referenced"},
    ),
    "a closing mark of the page's own study": (
        "<p>In 90% of cases our laser helped. We saw a relapse in 12%.[1]</p>" + REFS,
        {"90%": "referenced", "12%": "referenced"},
    ),
    "a closing mark reaches what is said of everybody": (
        "<p>About 90% of smokers in our country want to stop. Smoking kills 480,000 Americans a year.[1]</p>"
        + REFS,
        {"90%": "referenced", "480,000": "referenced"},
    ),
    "a mark behind each clause is that clause's": (
        "<p>Studies show that up to 94% walk unaided. In one review 61% were free of pain,[1] and 8% in another went back to work.[2]</p>"
        + REFS,
        {"94%": "vague", "61%": "referenced"},
    ),
    "so much for each is a rate and no source": (
        "<p>We had 64% more nights per ICU bed. Some 41% were born per PGT-tested embryo.</p><p>Some 12% fell, per CDC data. About 7% fell, per the CDC.</p>",
        {"64%": "none", "41%": "none", "12%": "named", "7%": "named"},
    ),
    "a share of ten tells nobody how many were asked": (
        "<p>In our own customer survey, 9 out of 10 slept better in 30 days.</p><p>In our own patient survey 38 of 46 slept well.</p>",
        {"9 out of 10": "none", "38 of 46": "named"},
    ),
    "marks in a row close a paragraph": (
        "<p>Walking is hard for 94%. Pain lessened in 61%.[1][2]</p>" + REFS,
        {"94%": "referenced", "61%": "referenced"},
    ),
    "a paragraph that goes on with the trial of the one above": (
        '<p>Walkers fell 31% less often, a trial in <a href="https://larchmed.org/1">Larch Medicine</a> has found.</p><p>The trial enrolled 1,204 adults. After 12 months, 14 per cent of the walking group had fallen.</p>',
        {"31%": "linked", "14 per cent": "linked"},
    ),
    "a paragraph about another study than the one above": (
        '<p>Walkers fell 31% less often, a trial in <a href="https://larchmed.org/1">Larch Medicine</a> has found.</p><p>The survey asked 1,204 adults.</p><p>The trial offer gave 300 members a week for nothing.</p>',
        {"31%": "linked", "1,204": "named", "300 members": "vague"},
    ),
    "an item that goes on with the sentence over its list": (
        '<p>According to the <a href="https://www.cdc.gov/falls">CDC</a>, 38 million Americans fall.</p><ul><li>1 in 5 of them do not tell anyone.</li><li>Carpets cause 22% of slips.</li></ul>',
        {"1 in 5": "linked", "22%": "none"},
    ),
    "a bare line under a list that names a survey": (
        "<ul><li>42% of students fall.</li><li>22% break a bone.</li></ul><p>CDC Youth Risk Behavior Survey, 2021</p>",
        {"42%": "named", "22%": "named"},
    ),
    "a body behind a dash": (
        "<p>Falls injure 6.8 million adults.<br>— Falls &amp; Balance Association of America</p><p>Carpets cause 22%.</p><p>— CDC, 2022</p>",
        {"6.8 million": "named", "22%": "named"},
    ),
    "a patient, the page itself and a heading behind a dash": (
        "<p>Falls fade in 31% of adults.</p><p>— Dana R., 2022</p><p>Pain fades in 22%.</p><p>— Larkfield Balance Clinic, 2022</p><p>Carpets cause 4%.</p><h2>CDC, 2022</h2>",
        {"31%": "none", "22%": "none", "4%": "none"},
    ),
    "sentences that only lead to where the one before is from": (
        '<p>Falls injure 31% of adults. Learn more at <a href="https://www.nih.gov/falls">NIH</a>.</p><p>Carpets cause 22%. See <a href="https://www.cdc.gov/x">the CDC</a> for details.</p><p>Shoes cause 4%. More at nida.nih.gov.</p>',
        {"31%": "linked", "22%": "linked", "4%": "linked"},
    ),
    "sentences that lead to something else": (
        '<p>Falls injure 31% of adults. Learn more about insurance at <a href="https://www.medicare.gov/x">Medicare</a>.</p><p>Carpets cause 22%. See <a href="/book">our team</a> for details.</p><p>About 4% of our guests fall. See <a href="https://www.medicare.gov/x">Medicare</a> for details.</p><p>Shoes cause 7%. More at larkfield.example.</p>',
        {"31%": "none", "22%": "none", "4%": "none", "7%": "none"},
    ),
    "a journal named by an everyday word, with a year": (
        "<p>A study of 1,200 teens in Pediatrics last year linked screens to 60% more falls.</p>",
        {"60%": "named"},
    ),
    "a ward of that name is no journal": (
        "<p>A survey of 1,200 teens in Surgery last year linked screens to 60% more falls.</p>",
        {"60%": "vague"},
    ),
    "an illness is no study behind a mark": (
        "<p>Dizziness doubles the risk of a fall.[1] It takes ten years off your life. They lose 43 million days to it. This costs the country £3 billion a year.</p>"
        + REFS,
        {"doubles": "referenced", "ten years": "none", "43 million": "none", "3 billion": "none"},
    ),
    "an illness is no study behind a link": (
        '<p>Vertigo affects 280 million people (<a href="https://www.who.int/x">WHO</a>). It makes a fall three times more likely.</p>',
        {"280 million": "linked", "three times": "none"},
    ),
    "a study behind a mark goes on where it measures or reports": (
        "<p>The trial followed 800 walkers.[2] It found a 20% fall. By spring they had lost 9% more. It is 40% at a year.</p>"
        + REFS,
        {"20%": "referenced", "9%": "referenced", "40%": "referenced"},
    ),
    "a word in -ed that is no verb of the past": (
        "<p>Some 800,000 adults are dizzy (Dale, 2011). Untreated dizziness makes adults five times more likely to fall. Three quarters of adults have never been examined. An increased risk of 12% is common in dizzy adults.</p>",
        {"800,000": "named", "five times": "none", "Three quarters": "none", "12%": "none"},
    ),
    "a verb of the past in -ed": (
        "<p>The CDC recorded 36,000 deaths from falls in 2019. Deaths from falls increased by 30% in ten years.</p>",
        {"36,000": "named", "30%": "named"},
    ),
    "what a source does not mean": (
        '<p>The <a href="https://www.who.int/x">WHO</a> estimates that 7% of falls could be avoided. That does not mean that a class will prevent them. They rose by 12% in those who were dizzy.</p>',
        {"7%": "linked", "12%": "none"},
    ),
    "what is added to a share": (
        "<p>Among 1,000 women of fifty, about 23 will fall badly.[1] With a stick there are about four more. Rugs add five, and living alone adds 24.</p>"
        + REFS,
        {"about 23": "referenced", "about four more": "referenced", "five": "referenced", "24": "referenced"},
    ),
    "what is added to no share": (
        "<p>About 30% of adults fall.[1] There are 400 more.</p>" + REFS,
        {"30%": "referenced", "400 more": "not seen"},
    ),
    "a home test that is on sale is no authority": (
        "<p>Ours is the most accurate home test, and independent research has shown that it is right in 98% of adults. After your home test 12% of adults fall.</p>",
        {"98%": "vague", "12%": "none"},
    ),
    "home tests in which something was found": (
        "<p>In home tests 31% of adults fell. A lab test has shown 18% more wear in users.</p>",
        {"31%": "vague", "18%": "vague"},
    ),
    "a share of that": (
        "<p>Falls cost the country $3.4 billion in 2021, according to Larch Economics. Lost work made up 62 per cent of that.</p>",
        {"62 per cent": "named"},
    ),
    "a share of that age": (
        "<p>According to the CDC, 31% of adults fell in 2021. Stairs trip 40 per cent of that age.</p>",
        {"31%": "named", "40 per cent": "none"},
    ),
    "here, not there": (
        "<p>In the national audit 2.4 per cent fell again.[1] Here that share is 1.1 per cent.</p>" + REFS,
        {"2.4 per cent": "referenced", "1.1 per cent": "none"},
    ),
    "here, before a mark for others": (
        "<p>In the national audit 2.4 per cent fell again.[1] Here that share is 1.1 per cent. A review found that people with sticks fell less, but 12% of them felt old.[1]</p>"
        + REFS,
        {"1.1 per cent": "none", "12%": "referenced"},
    ),
    "those near each of them": (
        "<p>According to the CDC, 31% of adults fell in 2021. Four relatives of each of them were told. Nine neighbours close to each of them are worried too.</p>",
        {"31%": "named", "Nine neighbours": "not seen"},
    ),
    "the literature": (
        "<p>Rates in the literature run from 4% to 9%. In the medical literature 6% fell.</p>",
        {"4%": "vague", "6%": "vague"},
    ),
    "the pages on which customers review": (
        "<p>The clinic is liked by 94% of adults on the review site Larchfinder. A recent review put it at 40%.</p>",
        {"94%": "none", "40%": "vague"},
    ),
    "a line that only begins with from": (
        "<p>Falls injure 31% of adults.</p><p>From our clinic to your home.</p>",
        {"31%": "none"},
    ),
}


@pytest.mark.parametrize(("body", "wanted"), CASES.values(), ids=CASES)
def test_each_figure_gets_the_grade_its_support_deserves(read, lexicon, body, wanted):
    document = read(PAGE.format(body=body))
    statistics = analyse(document, lexicon).statistics
    grades = {
        words: next(
            (s.evidence.grade.value for s in statistics if any(words in f.quote for f in s.figures)),
            "not seen",
        )
        for words in wanted
    }
    assert grades == wanted


def evidence_of(read, lexicon, body):
    document = read(PAGE.format(body=body))
    return analyse(document, lexicon).statistics[0].evidence


def test_a_resolving_mark_tells_the_reviewer_where_it_leads(read, lexicon):
    evidence = evidence_of(read, lexicon, "<p>Falls injure 31% of adults.<sup>2</sup></p>" + REFS)
    assert [(s.kind.value, s.quote, s.target[:9]) for s in evidence.supports] == [
        ("mark", "[2]", "2: Dale R")
    ]


def test_what_did_not_count_is_kept_with_its_reason(read, lexicon):
    evidence = evidence_of(
        read, lexicon, '<p>We prevent 60% of falls;<sup>9</sup> <a href="/book">book now</a>.</p>' + REFS
    )
    assert evidence.rejected == (
        "mark 9 has no entry",
        "the link “book now” leads to the promoter's own page",
    )


def test_a_new_topic_beside_one_named_source_is_in_doubt(read, lexicon):
    document = read(
        PAGE.format(body="<p>The CDC counted 36,000 deaths from falls. Carpets cause 22% of slips.</p>")
    )
    second = analyse(document, lexicon).statistics[1].evidence
    assert (second.grade.value, second.in_doubt) == ("none", True)


@pytest.mark.parametrize(
    "name", ["Alzheimer's Association", "National Council on Problem Gambling", "American Heart Association"]
)
def test_a_body_is_shown_with_the_whole_of_its_name(read, lexicon, name):
    evidence = evidence_of(read, lexicon, f"<p>The {name} reports that 31% of adults fall.</p>")
    assert [s.quote for s in evidence.supports] == [name]


DOUBTED = {
    "<p>The CDC counted 36,000 deaths from falls. Of our own patients 91% fall less.</p>": False,
    "<p>In our 2023 survey of 318 patients 91% fell less. Eight in ten of our patients walk again.</p>": True,
    "<p>The CDC counted 36,000 deaths from falls. In our country 22% of adults slip.</p>": True,
}


@pytest.mark.parametrize(("body", "is_doubted"), DOUBTED.items())
def test_others_sources_leave_no_doubt_about_figures_of_the_pages_own(read, lexicon, body, is_doubted):
    document = read(PAGE.format(body=body))
    assert analyse(document, lexicon).statistics[-1].evidence.in_doubt is is_doubted
