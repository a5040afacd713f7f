"""What statistics need, and whether the reasons given for it are true."""

import re
from math import atanh, sqrt, tanh

import pytest
from scipy import stats

from mp_exercises.marking.agreement.proportion import wilson
from mp_exercises.marking.refusal import Refused, attempt, cautions, minima, require
from mp_exercises.marking.reliability import feldt_interval


def numbers(statistic):
    """Return the numbers that a reason names, in order."""
    return [float(number) for number in re.findall(r"-?\.?\d+(?:\.\d+)?", minima()[statistic].why)]


def test_every_minimum_has_a_reason_and_a_source():
    """Each statistic is named, and says why it is refused and what that rests on."""
    assert len(minima()) >= 15
    for minimum in minima().values():
        assert len(minimum.why) > 20
        assert minimum.source


@pytest.mark.parametrize("statistic", ["percent-agreement", "cohen-kappa"])
def test_the_reason_for_agreement_is_so(statistic):
    """Wilson's interval of 8 in 10 is the one that the reason names."""
    n, successes, low, high = numbers(statistic)
    assert [round(100 * end) for end in wilson(int(successes), int(n), 0.95)] == [low, high]


def test_the_reason_for_the_intraclass_correlation_is_so():
    """With four cases and three raters the interval of .75 is the one that the reason names."""
    n, value, low, high = numbers("icc")
    ratio, df = (1 + 2 * value) / (1 - value), (int(n) - 1, 2 * (int(n) - 1))
    ends = ratio / stats.f.ppf(0.975, *df), ratio * stats.f.ppf(0.975, *df[::-1])
    assert [round((end - 1) / (end + 2), 2) for end in ends] == [low, high]


def test_the_reason_for_alpha_is_so():
    """With ten people and twenty items Feldt's interval of .80 is the one that the reason names."""
    people, items, value, low, high = numbers("cronbach-alpha")
    assert [round(end, 2) for end in feldt_interval(value, int(people), int(items))] == [low, high]


def test_the_reason_for_the_item_correlation_is_so():
    """With twenty people Fisher's interval of .30 is the one that the reason names."""
    people, value, low, high = numbers("item-correlation")
    half = stats.norm.ppf(0.975) / sqrt(people - 3)
    assert [round(tanh(atanh(value) + sign * half), 2) for sign in (-1, 1)] == [low, high]


def test_the_reason_for_group_differences_is_so():
    """With fifty people in each group, half of them right, delta's error is the one that the reason names."""
    people, error, large = numbers("mantel-haenszel")
    assert round(2.35 * sqrt(4 / (people / 2)), 1) == error
    assert large == 1.5


def test_the_reason_for_judges_is_so():
    """Student's t passes three at four judges and is below three at five."""
    assert stats.t.ppf(0.975, 3) > 3 > stats.t.ppf(0.975, 4)
    assert minima()["angoff"].need("judges").least == 5


def test_a_refusal_says_what_there_is_what_is_needed_and_why():
    """The message has all three, and carries the reason by itself."""
    with pytest.raises(Refused) as caught:
        require("icc", raters=3, units=3)
    assert str(caught.value).startswith(
        "the intraclass correlation is not given: units: 3, and it needs at least 5; "
    )
    assert caught.value.statistic == "icc"


def test_too_many_are_refused_too():
    """Cohen's kappa is of two raters, not of three."""
    with pytest.raises(Refused, match="raters: 3, and it takes at most 2"):
        require("cohen-kappa", raters=3)


def test_a_caution_stands_between_least_and_enough():
    """Between the two there is a caution; from enough on there is none."""
    assert cautions("icc", units=29, raters=3) == ("units: 29, where 30 would be enough for a firm result",)
    assert cautions("icc", units=30, raters=3) == ()


def test_attempt_gives_the_refusal_and_lets_errors_through():
    """A refusal is returned; any other error is raised."""
    assert isinstance(attempt(lambda: require("icc", units=1)), Refused)
    assert attempt(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        attempt(lambda: 1 / 0)
