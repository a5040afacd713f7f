"""Wilson's interval for a share, also where a chance-corrected coefficient has no error of its own."""

from __future__ import annotations

from math import sqrt

from scipy import stats


def wilson(successes: int, n: int, level: float) -> tuple[float, float]:
    """Return Wilson's interval for a share.

    Parameters
    ----------
    successes, n
        How many of how many.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association, 22, 209-212.
    """
    z = float(stats.norm.ppf((1 + level) / 2))
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # Rounding must not leave the share itself outside.
    return min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half))


PERFECT = "wilson of perfect agreement"
"""How the interval is named where every unit is agreed on."""


def low_of_perfect(n: int, chance: float, level: float) -> float:
    """Return a lower limit for a coefficient of 1.

    With perfect agreement the analytic error and every resample say that there is none at all. What
    ``n`` agreements of ``n`` still allow is Wilson's lower limit of the observed agreement, with what
    chance gives held fixed.

    Parameters
    ----------
    chance
        The agreement that chance gives, below 1.
    """
    return max(-1.0, (wilson(n, n, level)[0] - chance) / (1 - chance))
