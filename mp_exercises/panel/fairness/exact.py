"""Two shares side by side: Fisher's exact test, its mid-p, and intervals of difference and ratio."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log, sqrt

import numpy as np
from scipy import optimize, stats

from ...marking.agreement.proportion import wilson
from ...marking.estimate import LEVEL, checked_level

SAME = 1e-7
"""Tables whose probabilities differ by less than this share of themselves are as likely as each other."""


@dataclass(frozen=True)
class Fisher:
    """A two-sided exact test of two shares.

    Attributes
    ----------
    p
        The chance of a table at most as likely as this one, were the groups alike.
    mid_p
        The same with half the chance of tables as likely as this one; less cautious.
    """

    p: float
    mid_p: float


def fisher(first: tuple[int, int], second: tuple[int, int]) -> Fisher:
    """Return Fisher's exact test, two-sided.

    Parameters
    ----------
    first, second
        Of each group how many went on, and how many came.

    References
    ----------
    Fisher, R. A. (1935). The logic of inductive inference. Journal of the Royal Statistical Society, 98,
    39-82.
    Lancaster, H. O. (1961). Significance tests in discrete distributions. Journal of the American
    Statistical Association, 56, 223-234, for the mid-p.
    """
    _checked(first)
    _checked(second)
    (a, n1), (b, n2) = first, second
    total = a + b
    law = stats.hypergeom(n1 + n2, total, n1)
    chances = law.pmf(np.arange(max(0, total - n2), min(total, n1) + 1))
    own = float(law.pmf(a))
    at_most = float(chances[chances <= own * (1 + SAME)].sum())
    alike = float(chances[np.abs(chances - own) <= own * SAME].sum())
    return Fisher(min(1.0, at_most), min(1.0, at_most - alike / 2))


def difference(
    first: tuple[int, int], second: tuple[int, int], *, level: float = LEVEL
) -> tuple[float, float, float]:
    """Return the difference of two shares, and its interval from Wilson's of each.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions:
    comparison of eleven methods. Statistics in Medicine, 17, 873-890. Method 10.
    """
    _checked(first)
    _checked(second)
    (a, n1), (b, n2) = first, second
    low1, high1 = wilson(a, n1, level)
    low2, high2 = wilson(b, n2, level)
    p1, p2 = a / n1, b / n2
    low = p1 - p2 - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return p1 - p2, low, high


def ratio(
    first: tuple[int, int], second: tuple[int, int], *, level: float = LEVEL
) -> tuple[float, float, float]:
    """Return the ratio of two shares, and its score interval; infinite where the second share is none.

    References
    ----------
    Koopman, P. A. R. (1984). Confidence intervals for the ratio of two binomial proportions. Biometrics,
    40, 513-517.
    """
    checked_level(level)
    _checked(first)
    _checked(second)
    (a, n1), (b, n2) = first, second
    if a == 0 and b == 0:
        raise ValueError("nobody of either group went on; there is no ratio")
    limit = float(stats.chi2.ppf(level, 1))
    value = a / n1 / (b / n2) if b else inf

    def beyond(log_ratio: float) -> float:
        return _score(first, second, exp(log_ratio)) - limit

    near = log(value) if 0 < value < inf else log(((a + 0.5) / (n1 + 0.5)) / ((b + 0.5) / (n2 + 0.5)))
    low = 0.0 if a == 0 else exp(_root(beyond, near, -1.0))
    high = inf if b == 0 else exp(_root(beyond, near, 1.0))
    return value, low, high


def _score(first: tuple[int, int], second: tuple[int, int], theta: float) -> float:
    """Return the squared score statistic of a ratio of shares."""
    (a, n1), (b, n2) = first, second
    # The larger share's likeliest value where the ratio is theta, a root of a quadratic.
    half = theta * (n1 + b) + a + n2
    share2 = (half - sqrt(max(0.0, half**2 - 4 * theta * (n1 + n2) * (a + b)))) / (2 * theta * (n1 + n2))
    share1 = theta * share2
    gap1, gap2 = a - n1 * share1, b - n2 * share2
    spread1, spread2 = n1 * share1 * (1 - share1), n2 * share2 * (1 - share2)
    return sum(gap**2 / spread for gap, spread in ((gap1, spread1), (gap2, spread2)) if spread > 1e-300)


def _root(beyond: object, start: float, step: float) -> float:
    """Return where the statistic crosses its limit on one side."""
    inner, outer = start, start + step
    while beyond(outer) < 0:  # type: ignore[operator]
        inner, outer = outer, outer + step
        if abs(outer) > 600:
            return outer
    return float(optimize.brentq(beyond, inner, outer, xtol=1e-13, rtol=1e-13))


def _checked(group: tuple[int, int]) -> None:
    part, whole = group
    if not (0 <= part <= whole and whole > 0):
        raise ValueError(f"{part} of {whole}; right would be a part of at least one")
