"""What a team of its size could see: the power of a paired comparison, before it starts."""

from __future__ import annotations

from math import isnan, sqrt

from scipy import optimize, stats

ALPHA = 0.05
USUAL = 0.80
"""The power that studies usually aim at."""

MOST = 1_000_000


def power(workers: int, effect: float, spread: float, *, alpha: float = ALPHA) -> float:
    """Return the chance that a true change is found.

    Parameters
    ----------
    workers
        Observed before and after; at least 2.
    effect
        The true mean change, in points.
    spread
        The standard deviation of the changes, in points, above 0.
    alpha
        The error of calling no change a change, two-sided.

    References
    ----------
    Cohen, J. (1988). Statistical power analysis for the behavioral sciences. Second edition, chapter 2.
    """
    _checked(workers, spread, alpha)
    df = workers - 1
    beyond = float(stats.t.ppf(1 - alpha / 2, df))
    shift = abs(effect) / spread * sqrt(workers)
    found, wrong_way = float(stats.nct.sf(beyond, df, shift)), float(stats.nct.cdf(-beyond, df, shift))
    # SciPy's noncentral t gives up far out, where the normal distribution is as good.
    found = float(stats.norm.sf(beyond - shift)) if isnan(found) else found
    return found + (0.0 if isnan(wrong_way) else wrong_way)


def detectable(workers: int, spread: float, *, chance: float = USUAL, alpha: float = ALPHA) -> float:
    """Return the smallest true change, in points, that is found with a given chance.

    Parameters
    ----------
    chance
        The power, from above ``alpha`` to below 1.
    """
    _checked(workers, spread, alpha)
    _reachable(chance, alpha)
    top = spread
    while power(workers, top, spread, alpha=alpha) < chance:
        top *= 2
    return float(
        optimize.brentq(
            lambda effect: power(workers, effect, spread, alpha=alpha) - chance, 0.0, top, xtol=1e-12
        )
    )


def needed(effect: float, spread: float, *, chance: float = USUAL, alpha: float = ALPHA) -> int:
    """Return how many workers it takes to find a true change with a given chance.

    Raises
    ------
    ValueError
        If a million would not be enough, or there is no change to find.
    """
    _checked(2, spread, alpha)
    _reachable(chance, alpha)
    if effect == 0 or power(MOST, effect, spread, alpha=alpha) < chance:
        raise ValueError(f"a change of {effect:g} is too small to be found; give a larger one")
    least, most = 2, MOST
    while least < most:
        middle = (least + most) // 2
        if power(middle, effect, spread, alpha=alpha) >= chance:
            most = middle
        else:
            least = middle + 1
    return least


def _checked(workers: int, spread: float, alpha: float) -> None:
    if workers < 2:
        raise ValueError(f"{workers} workers; right would be at least 2")
    if not spread > 0:
        raise ValueError(f"a spread of {spread:g}; right would be a number above 0, such as 0.5")
    if not 0 < alpha < 1:
        raise ValueError(f"an alpha of {alpha:g}; right would be a number such as 0.05")


def _reachable(chance: float, alpha: float) -> None:
    if not alpha < chance < 1:
        raise ValueError(f"a power of {chance:g}; right would be above {alpha:g} and below 1, such as 0.8")
