"""What is written instead keeps the subject and the grammar; where that is not certain nothing is written."""

import shutil

import pytest

from auditor.engine.pack import read_rules
from auditor.engine.rewording import RewordingEntry, compile_pairs, shown, tried
from auditor.engine.rewording_files import read_rewordings
from auditor.errors import PackError
from auditor.text.phrases import PhraseError, reading_all
from auditor.workflow.resources import rules_folder

LEXICON = read_rules(rules_folder(), is_checked=True).lexicon
FILES = read_rewordings(rules_folder(), LEXICON)

SAID = [
    # Supremacy: the praise goes, article and number follow.
    ("superlative", "We run the {most advanced} eye clinic in Leeds.", "We run an eye clinic in Leeds."),
    ("superlative", "Ours is one of the {leading} pain clinics in Wales.", "Ours is a pain clinic in Wales."),
    ("superlative", "Elm House is Ohio’s {premier} rehab for veterans.", "Elm House is a rehab in Ohio for veterans."),
    ("superlative", "{World-class} surgeons and good food.", "Surgeons and good food."),
    ("superlative", "Meet our {unrivalled} team of nurses.", "Meet our team of nurses."),
    ("superlative", "It is the {only} clinic in Kent that lasers toes.", "It is a clinic in Kent that lasers toes."),
    ("superlative", "It is the {finest} hearing aid ever made.", "It is a hearing aid."),
    ("superlative", "Our nurses are {second to none}.", "Our nurses are [qualifications and experience]."),
    ("superlative", "{The leader in} home dialysis since 2001.", "A provider of home dialysis since 2001."),
    ("superlative", "We are {the only} surgeons in Hull to offer it.", None),
    ("superlative", "You are in the {best} hands.", None),
    ("superlative", "{Voted Best} Clinic, City Awards 2024.", None),
    ("superlative", "{Nobody} does it better.", None),
    ("superlative", "Only the {best} surgeons work here.", None),
    ("superlative", "It is the {kindest} practice I know.", None),
    ("superlative", "It is the {kindest} eye clinic I know.", "It is an eye clinic."),
    ("superlative", "Ours is nevertheless the {leading} team.", None),
    ("superlative", "It is {one of the safest} operations, and it is still an operation.", None),
    ("superlative", "We work to {the highest} safety standards.", None),
    ("superlative", "Dr Ong is {one of the world's foremost} surgeons.", "Dr Ong is a surgeon."),
    ("superlative", "It is the cheapest and {the best} eye clinic there is.", "It is an eye clinic."),
    ("superlative", "Ours is the quickest and {the kindest} place.", None),
    ("superlative", "It hardly hurts, which is why it is our {most popular} treatment.", None),
    ("superlative", "It is our {most popular} treatment.", None),
    ("superlative", "It is our {most popular} treatment for scars.", "It is our treatment for scars."),
    ("superlative", "She is recognised as {the most trusted} surgeon in Hull.", None),
    ("superlative", "Our nurses are Ohio’s {leading} voices in wound care.", None),
    ("superlative", "So few know that this is the {most advanced} clinic.", "So few know that this is a clinic."),
    ("superlative", "Ohio’s {highest} rated eye clinic.", "An eye clinic in Ohio."),
    ("superlative", "The {highest} rated eye clinic in Hull.", "An eye clinic in Hull."),
    ("superlative", "Five stars, {the highest} rating, for knees.", None),
    ("superlative", "It is {the gentlest} eye test you can have without leaving your bed.", None),
    # Promises: at most an easing, and asked for its source.
    ("guarantee", "The implant {eliminates cravings} for good.", "The implant may reduce cravings."),
    ("guarantee", "Our drops will {permanently cure} your eczema.", "Our drops may help with your eczema."),
    ("guarantee", "The scan is {completely safe}.", "The scan is well tolerated by most people [source]."),
    ("guarantee", "{We guarantee your} recovery.", "We cannot promise your recovery."),
    ("guarantee", "{We guarantee that} you will sleep.", "We cannot promise that you will sleep."),
    ("guarantee", "{We guarantee your} pain will ease.", "We cannot promise that your pain will ease."),
    ("guarantee", "{We guarantee your} recovery and theirs, whoever asks us.", None),
    ("guarantee", "It has {no side effects}.", "It may have side effects."),
    ("guarantee", "You {will not feel a thing}.", "Most people feel little [source]."),
    ("guarantee", "The pain {is gone} in a week.", "The pain may ease [source] in a week."),
    ("guarantee", "Our crown {lasts a lifetime}.", "Our crown lasts [how long] on average [source]."),
    ("guarantee", "Warts shrink in days {and do not return}.", "Warts shrink in days."),
    ("guarantee", "You {will never need} glasses again.", "You may not need glasses."),
    ("guarantee", "{There is no pain} and no scar.", None),
    ("guarantee", "{You will not feel} sick at all.", None),
    ("guarantee", "It is so gentle that {there is no risk} at all.", None),
    ("guarantee", "Really, {there is no risk} at all.", None),
    ("guarantee", "The balm {has no side effects} and nothing to taste.", None),
    ("guarantee", "{You will leave} looking younger.", None),
    ("guarantee", "{You will leave} with a plan.", "You may leave with a plan."),
    ("guarantee", "Ohio's lowest prices, {guaranteed}", None),
    ("guarantee", "Relief in a week, {guaranteed}", "Relief in a week, for some people [source]"),
    ("guarantee", "Our massage gets rid of knots{ once and for all}.", None),
    ("guarantee", "You are {completely safe} with us.", None),
    ("guarantee", "Our herbs {cure cancer}.", None),
    ("guarantee", "There is {a cure for} hay fever.", None),
    # Witnesses: a name to fill in.
    (
        "vague-authority",
        "{Studies show that} sleep heals.",
        "A [year] study by [author] found that sleep heals.",
    ),
    (
        "vague-authority",
        "We start early, because {research suggests that} waiting hurts more.",
        "We start early, because a [year] study by [author] suggested that waiting hurts more.",
    ),
    ("vague-authority", "{Doctors recommend} our cushion.", "[Name and post] recommends our cushion."),
    ("vague-authority", "It is {clinically proven} to help.", "It is reported in [study and year] to help."),
    ("vague-authority", "Try our {clinically proven} method.", "Try our method."),
    ("vague-authority", "Recent Harvard {studies show that} sleep heals.", None),
    ("vague-authority", "{Studies prove} it!", None),
    ("vague-authority", "The gel has been {scientifically shown} to heal.", None),
    (
        "vague-authority",
        "{Research also suggests that} it heals.",
        "A [year] study by [author] suggested that it heals.",
    ),
    # Pressure: the deadline goes.
    ("urgency", "{Don't let another day} slip away: ring our nurses.", "Ring our nurses."),
    ("urgency", "Ring Elm House {before it's too late}.", "Ring Elm House."),
    ("urgency", "{Why wait}?", "You can ask us at any time."),
    ("urgency", "{Book by Friday and save} £200!", "Book and save £200!"),
    ("urgency", "{Don't let another week} slip by while you wait.", "You can ask us at any time."),
    ("urgency", "{Once they are gone}, they are gone.", "Ask us which are left."),
    ("urgency", "October has {four chairs left}.", "Ask us which dates are free."),
    ("urgency", "Our {last tram} leaves at nine.", None),
    # Comparisons and labels.
    ("comparative", "{Unlike other clinics}, we never rush you.", "We never rush you."),
    ("comparative", "{Compared with other clinics}, ours heals faster.", None),
    ("comparative", "{Pills only mask} it; we look for the cause.", "We look for the cause."),
    ("comparative", "{Trays leave you alone}; we call that a gamble.", None),
    ("comparative", "Our peel is {gentler than any cream}.", "Our peel is gentle."),
    ("comparative", "{While hospitals send you home}, we stay with you.", "We stay with you."),
    ("comparative", "{Other clinics rush you}.", None),
    ("stigma", "He was {a heroin addict} at nineteen.", "He was a person with heroin addiction at nineteen."),
    ("stigma", "{Meth addicts} lose teeth.", "People with meth addiction lose teeth."),
    ("stigma", "He is {wheelchair-bound} now.", "He uses a wheelchair now."),
    ("stigma", "For party {junkies} only.", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "marked", "told"), SAID, ids=[s[1] for s in SAID])
def test_a_sentence_is_said_otherwise_or_not_at_all(name, marked, told):
    start = marked.index("{")
    end = marked.index("}") - 1
    sentence = marked.replace("{", "").replace("}", "")
    found = [shown(c) for c in FILES[name].candidates(sentence, start, end)]
    assert found[:1] == ([told] if told else [])


def test_what_is_to_be_supplied_is_shown_in_brackets_and_tried_with_something_of_the_kind():
    [candidate] = FILES["vague-authority"].candidates("Studies show that sleep heals.", 0, 17)
    assert shown(candidate) == "A [year] study by [author] found that sleep heals."
    assert tried(candidate) == "A 2019 study by Moreno found that sleep heals."


def test_what_is_supplied_as_nothing_leaves_no_gap():
    [candidate] = FILES["guarantee"].candidates("The scan is completely safe.", 12, 27)
    assert tried(candidate) == "The scan is well tolerated by most people."


def test_a_group_that_no_pattern_has_is_refused():
    with pytest.raises(PhraseError, match="it has no group “drug”"):
        compile_pairs([RewordingEntry(find=["{drug} use"], write="{drug} use")], LEXICON)


BROKEN = [
    ("- fnd: [a]\n  write: b\n", "line 1: unknown key “fnd”. Expected: “find”"),
    ("- find: [a]\n- find: ['very (good']\n", "line 2: “very \\(good”: the bracket"),
    ("- find: ['{nothing}']\n  write: '{drug}'\n", "line 1: “{nothing}”: it has no group “drug”"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN, ids=[b[1] for b in BROKEN])
def test_a_mistake_in_a_pair_is_told_with_its_place(tmp_path, text, said):
    (tmp_path / "_rewordings").mkdir()
    (tmp_path / "_rewordings" / "own.yaml").write_text(text, "utf-8")
    with reading_all(), pytest.raises(PackError, match=f"own.yaml, {said}"):
        read_rewordings(tmp_path, LEXICON)


def test_a_rule_that_names_pairs_which_are_not_there_is_refused(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(rules_folder(), folder)
    rule = folder / "core" / "urgency.yaml"
    rule.write_text(rule.read_text("utf-8").replace("rewordings: urgency", "rewordings: hurry"), "utf-8")
    with pytest.raises(
        PackError, match=r"urgency.yaml, line \d+: there are no rewordings “hurry”. Expected: one of"
    ):
        read_rules(folder, is_checked=True)
