"""How many more double codings would settle how far raters agree."""

from __future__ import annotations

from scipy import stats

from ...marking.estimate import LEVEL, checked_level

MOST = 100_000


def expected_width(value: float, units: int, raters: int, *, level: float = LEVEL) -> float:
    """Return how wide the interval of ICC(1,1) would be, were the coefficient found to be ``value``.

    Parameters
    ----------
    value
        From 0 to below 1.
    units, raters
        Observations, and raters of each.

    References
    ----------
    Shrout, P. E. and Fleiss, J. L. (1979). Intraclass correlations: uses in assessing rater reliability.
    Psychological Bulletin, 86, 420-428.
    """
    checked_level(level)
    if not 0 <= value < 1:
        raise ValueError(f"a coefficient of {value}; right would be a number from 0 to below 1")
    ratio = (1 + (raters - 1) * value) / (1 - value)
    df = units - 1, units * (raters - 1)
    upper = (1 + level) / 2
    low = ratio / float(stats.f.ppf(upper, *df))
    high = ratio * float(stats.f.ppf(upper, df[1], df[0]))
    return (high - 1) / (high + raters - 1) - (low - 1) / (low + raters - 1)


def codings_needed(value: float, width: float, raters: int = 2, *, level: float = LEVEL) -> int:
    """Return how many double-coded observations make the interval no wider than ``width``.

    Parameters
    ----------
    value
        The coefficient that is expected, such as the one found so far.
    width
        Of the whole interval, such as 0.2.

    Raises
    ------
    ValueError
        If a hundred thousand would not be enough, or the width is not above 0.
    """
    if width <= 0:
        raise ValueError(f"a width of {width}; right would be a number such as 0.2")
    least, most = 2, MOST
    if expected_width(value, most, raters, level=level) > width:
        raise ValueError(f"an interval of {width} would need more than {MOST:,}; give a wider one")
    while least < most:
        middle = (least + most) // 2
        if expected_width(value, middle, raters, level=level) <= width:
            most = middle
        else:
            least = middle + 1
    return least
