"""Percent agreement."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from mp_exercises.marking.agreement import percent_agreement
from mp_exercises.marking.agreement.proportion import wilson

from .tables import ABSTRACTORS, two_raters


def test_a_published_table():
    """Gwet's abstractors agree on 89 of 100 cases."""
    found = percent_agreement(np.stack(two_raters(ABSTRACTORS), axis=1))
    assert found.value == pytest.approx(0.89)
    assert (found.n, found.raters, found.interval) == (100, 2, "wilson")


@pytest.mark.parametrize(("successes", "n"), [(0, 10), (3, 10), (10, 10), (57, 64), (1, 400)])
def test_the_interval_is_wilsons(successes, n):
    """The interval is that of statsmodels, also at the ends, to 1e-9."""
    assert wilson(successes, n, 0.9) == pytest.approx(
        proportion_confint(successes, n, alpha=0.1, method="wilson"), abs=1e-9
    )


def test_all_raters_must_agree():
    """With three raters a case counts only if all three agree."""
    ratings = [["a", "a", "a"]] * 6 + [["a", "a", "b"]] * 4
    assert percent_agreement(ratings).value == pytest.approx(0.6)


def test_neighbours_may_count_as_agreement():
    """Within one point, neighbours agree; decimals a tenth apart agree within a tenth."""
    ratings = [[1, 2], [3, 5]] * 5
    assert percent_agreement(ratings).value == 0
    assert percent_agreement(ratings, within=1).value == pytest.approx(0.5)
    assert percent_agreement([[0.2, 0.3]] * 10, within=0.1).value == 1
