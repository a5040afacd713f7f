"""The distribution of true scores: a beta distribution fitted to the moments of observed scores."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.optimize import brentq

from ..refusal import Refused

NAME = "decision-consistency"

EDGE = 1e-9


@dataclass(frozen=True)
class Moments:
    """Mean, variance, skewness and kurtosis, the last 3 for a normal distribution."""

    mean: float
    variance: float
    skewness: float
    kurtosis: float


@dataclass(frozen=True)
class Beta:
    """A beta distribution on an interval.

    Attributes
    ----------
    a, b
        Its shape.
    low, high
        Where it begins and ends, shares from 0 to 1.
    fitted
        How many moments it was fitted to: 4, 3 or 2.
    """

    a: float
    b: float
    low: float
    high: float
    fitted: int


def moments_of_raw(raw: tuple[float, float, float, float]) -> Moments:
    """Return the moments of a distribution from its first four raw moments.

    Raises
    ------
    Refused
        If its variance is not above 0.
    """
    first, second, third, fourth = raw
    variance = second - first**2
    if variance <= 1e-12:
        raise Refused(NAME, "the scores differ by no more than errors of measurement would make them")
    skewness = (third - 3 * first * second + 2 * first**3) / variance**1.5
    kurtosis = (fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4) / variance**2
    return Moments(first, variance, skewness, kurtosis)


def true_moments(raw: tuple[float, float, float, float], length: int) -> Moments:
    """Return the moments of true scores, given binomial errors.

    Parameters
    ----------
    raw
        The first four raw moments of observed shares.
    length
        How many items of one point there are, or the effective length.

    References
    ----------
    Hanson, B. A. (1991). Method of moments estimates for the four-parameter beta compound binomial
    model and the calculation of classification consistency indexes. ACT Research Report 91-5.
    """
    one, two, three, four = (moment * length**power for power, moment in enumerate(raw, 1))
    factorial = (
        one,
        two - one,
        three - 3 * two + 2 * one,
        four - 6 * three + 11 * two - 6 * one,
    )
    falling, estimated = 1.0, []
    for step, moment in enumerate(factorial):
        falling *= length - step
        # Fewer than four items have no fourth moment; such a fit takes two.
        estimated.append(moment / falling if falling > 0 else float("nan"))
    return moments_of_raw((estimated[0], estimated[1], estimated[2], estimated[3]))


def fitted_beta(moments: Moments, parameters: int) -> Beta:
    """Return the beta distribution that has these moments.

    Parameters
    ----------
    parameters
        4, or 2 for a distribution from 0 to 1. Where the four-parameter one would reach below 0 or
        above 1, that end is held and three moments are fitted; where that fails, two.

    Raises
    ------
    Refused
        If no beta distribution between 0 and 1 has this mean and variance.

    References
    ----------
    Hanson (1991), for the four-parameter solution.
    """
    if parameters not in (2, 4):
        raise ValueError(f"{parameters} parameters; right would be 4 or 2")
    two = _two(moments, 0.0, 1.0)
    if two is None:
        raise Refused(NAME, "no distribution of true scores between 0 and 1 has this mean and variance")
    if parameters == 2 or not np.isfinite(moments.kurtosis):
        return Beta(*two, 0.0, 1.0, fitted=2)
    four = _four(moments)
    if four is not None and four.low >= 0 and four.high <= 1:
        return four
    three = [_three_below(moments)] if four is None or four.high > 1 else []
    three += [_three_above(moments)] if four is None or four.low < 0 else []
    fits = [fit for fit in three if fit is not None]
    if fits:
        return min(fits, key=lambda fit: abs(_kurtosis(fit.a, fit.b) - moments.kurtosis))
    return Beta(*two, 0.0, 1.0, fitted=2)


def _two(moments: Moments, low: float, high: float) -> tuple[float, float] | None:
    """Return the shape of the beta between two ends with this mean and variance."""
    width = high - low
    mean, variance = (moments.mean - low) / width, moments.variance / width**2
    if not 0 < mean < 1 or variance >= mean * (1 - mean):
        return None
    total = mean * (1 - mean) / variance - 1
    return (mean * total, (1 - mean) * total) if total > EDGE else None


def _four(moments: Moments) -> Beta | None:
    skewness, kurtosis = moments.skewness, moments.kurtosis
    below = 6 + 3 * skewness**2 - 2 * kurtosis
    if below <= EDGE:
        return None
    total = 6 * (kurtosis - skewness**2 - 1) / below
    if total <= EDGE:
        return None
    root = (total + 2) * (total + 3) * kurtosis - 3 * (total - 6) * (total + 1)
    inside = 1 - 24 * (total + 1) / root if root > 0 else -1.0
    if not 0 <= inside < 1:
        return None
    larger, smaller = total / 2 * (1 + sqrt(inside)), total / 2 * (1 - sqrt(inside))
    a, b = (larger, smaller) if skewness < 0 else (smaller, larger)
    if min(a, b) <= EDGE:
        return None
    width = sqrt(moments.variance * (a + b + 1) / (a * b))
    return Beta(a, b, moments.mean - a * width, moments.mean + b * width, fitted=4)


def _three_below(moments: Moments) -> Beta | None:
    """Return the beta that ends at 1 and has this mean, variance and skewness."""

    def off(low: float) -> float:
        shape = _two(moments, low, 1.0)
        return float("nan") if shape is None else _skewness(*shape) - moments.skewness

    # Any lower end above this leaves no room for the variance.
    most = moments.mean - moments.variance / (1 - moments.mean) if moments.mean < 1 else 0.0
    top = most - 1e-6
    if top <= 0 or not off(0.0) * off(top) < 0:
        return None
    low = float(brentq(off, 0.0, top, xtol=1e-12))
    shape = _two(moments, low, 1.0)
    return None if shape is None else Beta(*shape, low, 1.0, fitted=3)


def _three_above(moments: Moments) -> Beta | None:
    """Return the beta that begins at 0 and has this mean, variance and skewness."""
    turned = Moments(1 - moments.mean, moments.variance, -moments.skewness, moments.kurtosis)
    fit = _three_below(turned)
    return None if fit is None else Beta(fit.b, fit.a, 0.0, 1 - fit.low, fitted=3)


def _skewness(a: float, b: float) -> float:
    return 2 * (b - a) * sqrt(a + b + 1) / ((a + b + 2) * sqrt(a * b))


def _kurtosis(a: float, b: float) -> float:
    top = 6 * ((a - b) ** 2 * (a + b + 1) - a * b * (a + b + 2))
    return 3 + top / (a * b * (a + b + 2) * (a + b + 3))
