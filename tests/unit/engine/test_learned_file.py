"""The file of weights is taken in whole or refused with its line."""

import shutil

import pytest

from auditor.engine.learned_file import FILE, learned_of, plain, read_learned
from auditor.engine.pack import read_rules
from auditor.errors import PackError
from auditor.workflow.resources import rules_folder

HEAD = "# a remark\n2\tsuperlative\turgency\n"


@pytest.fixture
def folder(tmp_path):
    def _folder(text):
        (tmp_path / "_learned").mkdir()
        (tmp_path / FILE).write_text(text, "utf-8")
        return tmp_path

    return _folder


def test_what_is_written_is_read(folder):
    learned = read_learned(folder(f"{HEAD}^\t-5\t-7\nbest of\t210\t-3\n!\t6\t80\n"))
    assert learned.categories == ("superlative", "urgency")
    assert learned.starts == (-5, -7)
    assert [list(column) for column in learned.columns] == [[210, 6], [-3, 80]]
    assert dict(learned.places) == {"best of": 0, "!": 1}


def test_what_speaks_for_a_statistic_is_no_category(folder):
    learned = read_learned(folder("1\tsuperlative\tstatistic\n^\t-5\t-7\nhalf of\t3\t210\n"))
    assert (learned.categories, learned.starts, [*map(list, learned.columns)]) == (
        ("superlative",),
        (-5,),
        [[3]],
    )
    start, column = learned.statistic
    assert (start, list(column)) == (-7, [210])


@pytest.mark.parametrize("last", ["urgency", "statistic"])
def test_it_is_the_same_from_a_memory(folder, last):
    text = f"2\tsuperlative\t{last}\n^\t-5\t-7\nbest of\t210\t-3\n!\t6\t80\n"
    learned = read_learned(folder(text))
    again = learned_of(plain(learned))
    assert (again.categories, again.starts, dict(again.places), again.columns, again.statistic) == (
        learned.categories,
        learned.starts,
        dict(learned.places),
        learned.columns,
        learned.statistic,
    )


def test_nothing_learned_is_nothing(folder):
    learned = read_learned(folder(f"{HEAD}^\t-5\t-7\n".replace("2", "0")))
    assert (dict(learned.places), dict(learned_of(plain(learned)).places)) == ({}, {})


def test_a_folder_need_not_have_one(tmp_path):
    assert read_learned(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "is cut off", id="nothing"),
        pytest.param(HEAD, "is not whole", id="only names"),
        pytest.param(f"{HEAD}^\t-5\t-7\nbest\t1\t2", "is cut off", id="within a number"),
        pytest.param("cue\turgency\turgency\n^\t-5\t-7\n", "has a column twice", id="two columns of a name"),
        pytest.param(f"{HEAD}^\t-5\t-7\nbest\t1\t2\n", "is cut off", id="at the end of a line"),
        pytest.param(f"{HEAD}best\t1\t2\n", "is not whole", id="no start"),
        pytest.param(
            f"{HEAD}^\t-5\t-7\nbest\t1\n", "line 4: what “best” weighs is not given", id="a column too few"
        ),
        pytest.param(f"{HEAD}^\t-5\t-7\nbest\t1\tmuch\n", "line 4: what “best” weighs", id="no number"),
        pytest.param(
            f"{HEAD}^\t-5\t-7\nbest\t1\t{9**30}\n", "line 4: what “best” weighs", id="a number out of reach"
        ),
        pytest.param(f"{HEAD}^\t-5\t-7\nbest\t1\t2\nbest\t1\t2\n", "has a cue twice", id="twice"),
    ],
)
def test_a_damaged_file_is_refused(folder, text, said):
    with pytest.raises(PackError, match=said):
        read_learned(folder(text))


def test_bytes_that_are_no_text_are_refused(folder):
    place = folder("")
    (place / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackError, match="cannot be read"):
        read_learned(place)


def test_rules_that_ask_for_what_was_not_learned_are_refused(tmp_path):
    rules = tmp_path / "rules"
    shutil.copytree(rules_folder(), rules)
    (rules / FILE).unlink()
    with pytest.raises(PackError, match=r"possible-\w+\.yaml, line \d+: nothing was learned of “\w+”\. "):
        read_rules(rules)
