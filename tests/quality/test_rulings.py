"""What regulators upheld is flagged by a rule of their country; what they let pass is no violation."""

import pytest
from rulings import audit_of, findings_on, rulings, trouble

pytestmark = pytest.mark.xdist_group("quality")

CONFIRMED = [r for r in rulings() if not r.unconfirmed]
PASSAGES = [(r, p) for r in CONFIRMED for p in r.passages]
IDS = [f"{r.number} {r.about}" for r, _ in PASSAGES]
JUDGED = [(r, p, j) for r, p in PASSAGES for j in p.judged]
AGREED = [x for x in JUDGED if not x[2].exception]
EXCEPTIONS = [x for x in JUDGED if x[2].exception]


def _name(ruling, _, judged):
    return f"{ruling.number} {judged.words[:40]}"


def test_every_ruling_is_listed_once_in_order():
    assert [r.number for r in rulings()] == list(range(1, len(rulings()) + 1))


def test_a_ruling_is_retold_or_says_why_it_is_not_counted():
    odd = [r.number for r in rulings() if bool(r.unconfirmed) == bool(r.passages)]
    assert odd == []
    assert [r.number for r in CONFIRMED if not r.decision] == []


@pytest.mark.parametrize(("ruling", "passage"), PASSAGES, ids=IDS)
def test_the_passage_is_read_as_one_of_its_country(ruling, passage):
    audit = audit_of(ruling, passage)
    assert audit.failures == ()
    assert audit.jurisdiction.country == ruling.country, audit.jurisdiction.reason


@pytest.mark.parametrize(("ruling", "passage", "judged"), AGREED, ids=[_name(*x) for x in AGREED])
def test_the_rules_agree_with_the_ruling(ruling, passage, judged):
    assert passage.text.count(judged.words) == 1
    assert judged.flags or not judged.upheld, "what must be flagged?"
    assert trouble(audit_of(ruling, passage), judged) == ""


def test_an_exception_is_one():
    for ruling, passage, judged in EXCEPTIONS:
        found = findings_on(audit_of(ruling, passage), judged.words)
        firm = [f for f in found if f.outcome.value == "violation"]
        agrees = bool(found) if judged.upheld else not firm
        assert not agrees, f"{ruling.number}: the rules now agree with the ruling: remove the note"
