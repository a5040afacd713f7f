"""The funnel plot: its limits, and who stands out."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from statsmodels.stats.proportion import proportions_ztest

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.reading import read_table_c1
from mp_exercises.measures.rereferrals import funnel, funnel_of_published
from mp_exercises.measures.rereferrals.funnel import exact_limit
from tests.measures.tables import C1


def limit_by_hand(target, n, tail):
    """Return Spiegelhalter's exact limit in fractions: the count that reaches the tail, drawn in between."""
    share, reached = Fraction(target), Fraction(0)
    for count in range(n + 1):
        step = comb(n, count) * share**count * (1 - share) ** (n - count)
        reached += step
        if reached >= Fraction(tail):
            return float((count - (reached - Fraction(tail)) / step) / n)
    return 1.0


@pytest.mark.parametrize("n", [7, 40, 250])
@pytest.mark.parametrize("tail", [0.001, 0.025, 0.975, 0.999])
def test_exact_limits_in_fractions(n, tail):
    """The limit is that of exact fractions after Spiegelhalter (2005), to 1e-6, and never below 0."""
    expected = max(0.0, limit_by_hand(0.2, n, tail))
    assert exact_limit(0.2, np.array([n]), tail)[0] == pytest.approx(expected, abs=1e-6)


def test_z_is_a_test_against_the_target():
    """Each z value is statsmodels' test of one share against the target, to 1e-6."""
    counts, of = [30, 55, 80, 20, 44], [200, 300, 380, 150, 210]
    found = funnel("abcde", counts, of, target=0.2)
    expected = [proportions_ztest(c, n, 0.2, prop_var=0.2)[0] for c, n in zip(counts, of, strict=True)]
    np.testing.assert_allclose(found.frame["z"], expected, atol=1e-6)


def test_chance_alone_stays_inside():
    """Of 150 places that differ by chance alone few are outside 99.8% limits, and they are not widened."""
    rng = np.random.default_rng(1)
    of = rng.integers(300, 6000, 150)
    found = funnel([str(n) for n in range(150)], rng.binomial(of, 0.2), of)
    assert not found.over
    standings = [found.standing(str(n)) for n in range(150)]
    assert standings.count("high") + standings.count("low") <= 2
    assert 0.9 <= standings.count("usual") / 150 <= 0.99


def test_places_that_differ_get_wide_limits():
    """Where places truly differ, limits widen, so that the usual differences are not called outliers."""
    rng = np.random.default_rng(1)
    of = rng.integers(300, 6000, 150)
    counts = rng.binomial(of, rng.beta(40, 160, 150))
    counts[0] = of[0] * 0.6
    found = funnel([str(n) for n in range(150)], counts, of)
    assert found.over
    assert found.standing("0") == "high"
    narrow, wide = (
        (found.frame["share"] > found.frame[f"{kind}high_99_8"])
        | (found.frame["share"] < found.frame[f"{kind}low_99_8"])
        for kind in ("", "wide_")
    )
    assert narrow.sum() > 30
    assert wide.sum() <= 5


@pytest.mark.skipif(not C1.is_file(), reason="the published table is not carried here")
def test_islington_among_all_authorities():
    """In 2025 Islington's share is 404 of 2,407, and the quartiles are those of evidence.md."""
    found = funnel_of_published(read_table_c1(C1), 2025)
    assert found.target == pytest.approx(142900 / 632830)
    row = found.frame[found.frame["place"] == "Islington"].iloc[0]
    assert (row["count"], row["of"]) == (404, 2407)
    assert found.over
    quartiles = np.quantile(100 * found.frame["share"], [0.25, 0.5, 0.75])
    assert np.abs(quartiles - [16.9, 20.0, 23.0]).max() < 0.15
    with pytest.raises(LookupError, match="no year 2031"):
        funnel_of_published(read_table_c1(C1), 2031)


def test_four_places_are_too_few():
    """With four places their variation cannot be seen, and no funnel is given."""
    with pytest.raises(Refused, match="places: 4, and it needs at least 5"):
        funnel("abcd", [1] * 4, [9] * 4)
