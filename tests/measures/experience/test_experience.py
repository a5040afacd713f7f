"""Experience: who answered, what silence hides, and nothing of single people."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.experience import (
    LEAST,
    by_group,
    comments,
    hidden,
    nonresponse,
    questions,
    response,
)


def asked(sizes, *, families=None):
    """Return a table from team: (asked, answered), where every second answer is a 5 and the others a 2."""
    rows = []
    for team, (count, answered) in sizes.items():
        for n in range(count):
            said = n < answered
            words = f"{team} says {n}" if said else None
            rows.append(
                (
                    f"{team}{n}",
                    team,
                    "yes" if said else "no",
                    (5.0 if n % 2 else 2.0) if said else np.nan,
                    words,
                )
            )
    frame = pd.DataFrame(rows, columns=["person", "team", "answered", "q1", "comment"])
    if families:
        frame["family"] = [f"F{n // families}" for n in range(len(frame))]
    return frame


def test_the_response_rate_comes_from_everybody_who_was_asked():
    """Those who did not answer are in the rate, and an answer marked as none counts as none."""
    frame = asked({"North": (80, 30), "South": (20, 10)})
    frame.loc[79, "q1"] = 4.0
    found = response(frame, ("q1",))
    assert (found.rate.value, found.asked, found.answered, found.said_no_but_answered) == (0.4, 100, 40, 1)
    assert (questions(frame, ("q1",))[0]).yes.n == 40


def test_families_answer_together():
    """Where whole families answer or not, the interval is wider than of as many strangers."""
    alone = response(asked({"North": (120, 60)})).rate
    together = response(asked({"North": (120, 60)}, families=4)).rate
    assert together.value == alone.value
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


def test_who_did_not_answer_is_statsmodels_test():
    """The comparison of groups is statsmodels' test of a table, to 1e-6, and finds the silent team."""
    frame = asked({"North": (100, 60), "South": (90, 50), "West": (80, 15)})
    found = nonresponse(frame, "team")
    expected = Table([[60, 50, 15], [40, 40, 65]], shift_zeros=False).test_nominal_association()
    assert (found.chi2, found.df, found.p) == pytest.approx(
        (expected.statistic, expected.df, expected.pvalue), abs=1e-6
    )
    assert found.differs
    assert list(found.groups["rate"]) == [0.6, 50 / 90, 15 / 80]


def test_too_small_to_compare():
    """A group of three is not compared, and a table without groups neither."""
    with pytest.raises(Refused, match="fewer than 5 would be expected"):
        nonresponse(asked({"North": (100, 60), "West": (3, 1)}), "team")
    with pytest.raises(Refused, match="no two groups by team"):
        nonresponse(asked({"North": (100, 60)}), "team")


def test_what_silence_could_hide():
    """Of 100 who were asked 40 answered and 20 said yes: the truth lies between 20 and 80 of 100."""
    (found,) = questions(asked({"North": (100, 40)}), ("q1",))
    assert (found.yes.value, found.lowest, found.highest) == (0.5, 0.2, 0.8)
    assert found.counts == {1: 0, 2: 20, 3: 0, 4: 0, 5: 20}


def test_few_answers_are_not_shown():
    """With nine answers neither a share nor the counts are given."""
    (found,) = questions(asked({"North": (100, 9)}), ("q1",))
    assert isinstance(found.yes, Refused)
    assert found.counts == {}


def test_small_groups_and_one_more_are_hidden():
    """A team with three answers is hidden, and with it the next smallest, which would give it away."""
    frame = asked({"North": (50, 40), "South": (50, 30), "West": (50, 3)})
    shares = by_group(frame, ("q1",), "team").set_index("group")
    assert shares["yes"].isna().to_dict() == {"North": False, "South": True, "West": True}
    assert shares["answers"].isna().to_dict() == {"North": False, "South": True, "West": True}


def test_comments_are_apart_from_people():
    """Comments carry no id and no row's order, small groups lose their name, and silence has none."""
    frame = asked({"North": (60, 40), "South": (60, 30), "West": (60, 3)}).iloc[::-1]
    found = comments(frame, "team")
    assert list(found.columns) == ["group", "comment"]
    assert len(found) == 73
    assert set(found["group"].dropna()) == {"North"}
    assert list(comments(frame)["comment"]) == sorted(frame["comment"].dropna())
    assert comments(frame.drop(columns="comment")).empty


def test_small_groups_whose_sum_tells_each_are_not_left_alone():
    """Two groups below five that make eight are four each, so a third is hidden; six could be several."""
    assert hidden({"a": 41, "b": 12, "c": 4, "d": 4}) == {"b", "c", "d"}
    assert hidden({"a": 41, "b": 12, "c": 4, "d": 2}) == {"c", "d"}
    assert hidden({"a": 41, "b": 12, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1}) == set("bcdefg")


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=8))
def test_what_is_hidden_cannot_be_worked_out(counts):
    """Every small group is hidden, and what is hidden is never one group alone, if others could join it."""
    found = hidden(counts)
    assert {name for name, count in counts.items() if 0 < count < LEAST} <= found
    shown = [name for name, count in counts.items() if count and name not in found]
    if found and shown:
        assert len(found) >= 2
        assert sum(counts[name] for name in found) >= LEAST
