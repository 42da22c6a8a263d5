"""Own country over the Union, the Union over the general rules, and no rule runs beside the one it replaces."""

from dataclasses import replace

import pytest
from own_rules import own_rules

from auditor.engine.pack import Pack
from auditor.engine.scope import reaches, rules_for

BOOK = own_rules()
RULE = BOOK.rule("core/stigmatising-label")


def rule(rule_id, extends=None):
    return replace(RULE, id=rule_id, pack=rule_id.partition("/")[0], replaces=extends)


def pack(pack_id, countries, *rules, is_opt_in=False):
    return Pack(pack_id, pack_id, "1.0.0", countries, rules, "0", is_opt_in)


PACKS = (
    pack("core", (), rule("core/price"), rule("core/rank"), rule("core/label")),
    pack("eu", ("EU",), rule("eu/price", "core/price"), rule("eu/medicine"), rule("eu/rank", "core/rank")),
    pack("ie", ("IE",), rule("ie/price", "core/price"), rule("ie/medicine", "eu/medicine")),
    pack("uk", ("UK",), rule("uk/price", "core/price"), rule("uk/medicine", "eu/medicine")),
    pack("us", ("US",), rule("us/price", "core/price")),
    pack("shops", (), rule("shops/advert"), is_opt_in=True),
)


def ids(country, chosen=()):
    return {r.id for r in rules_for(PACKS, country, chosen)}


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        pytest.param("IE", {"ie/price", "ie/medicine", "eu/rank", "core/label"}, id="own over the Union's"),
        pytest.param(
            "FR", {"eu/price", "eu/medicine", "eu/rank", "core/label"}, id="a member without a pack"
        ),
        pytest.param("EU", {"eu/price", "eu/medicine", "eu/rank", "core/label"}, id="the Union itself"),
        pytest.param("UK", {"uk/price", "uk/medicine", "core/rank", "core/label"}, id="outside the Union"),
        pytest.param("US", {"us/price", "core/rank", "core/label"}, id="no rule of the Union's"),
        pytest.param(None, {"core/price", "core/rank", "core/label"}, id="country unknown"),
    ],
)
def test_of_rules_that_ask_the_same_only_the_one_for_the_narrowest_place_runs(country, expected):
    assert ids(country) == expected


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (("us",), {"us/price"}),
        (("us", "shops"), {"us/price", "shops/advert"}),
        (("eu", "ie"), {"ie/price", "ie/medicine", "eu/rank"}),
        (("core", "eu"), {"eu/price", "eu/medicine", "eu/rank", "core/label"}),
        (("uk", "us"), {"uk/price", "uk/medicine", "us/price"}),
        (("uk", "eu"), {"uk/price", "uk/medicine", "eu/price", "eu/medicine", "eu/rank"}),
    ],
)
def test_chosen_packs_run_wherever_the_readers_are_and_neither_country_silences_the_other(chosen, expected):
    assert ids("US", chosen) == expected


def test_a_rule_that_extends_another_of_the_same_reach_takes_its_place():
    packs = (pack("core", (), rule("core/price")), pack("house", (), rule("house/price", "core/price")))
    assert [r.id for r in rules_for(packs, "US")] == ["house/price"]


def test_rules_come_in_the_order_of_their_packs():
    assert [r.id for r in rules_for(PACKS, "IE")] == ["core/label", "eu/rank", "ie/price", "ie/medicine"]


@pytest.mark.parametrize("country", ["UK", "US", "IE", "FR", None])
def test_no_two_rules_of_the_shipped_packs_run_for_the_same_question(country):
    roots = [r.replaces or r.id for r in rules_for(BOOK.packs, country)]
    assert len(roots) == len(set(roots))


@pytest.mark.parametrize(
    ("countries", "country", "expected"),
    [
        ((), None, True),
        ((), "US", True),
        (("EU",), "IE", True),
        (("EU",), "UK", False),
        (("UK",), None, False),
    ],
)
def test_a_pack_reaches_its_countries_and_a_pack_of_the_union_its_members(countries, country, expected):
    assert reaches(pack("some", countries), country) is expected


def test_a_pack_that_is_asked_for_by_name_comes_to_those_of_the_country_and_never_by_itself():
    assert ids("US", ("shops",)) == ids("US") | {"shops/advert"}
    assert "shops/advert" not in ids("US") | ids(None) | ids("US", ("us",))
