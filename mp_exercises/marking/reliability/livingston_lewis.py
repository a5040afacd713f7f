"""Decision consistency and accuracy by Livingston and Lewis (1995), from the scores of one sitting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import floor

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from ..arrays import Floats, column
from ..refusal import Refused, require
from .true_score import NAME, Beta, fitted_beta, true_moments

NODES = 400


@dataclass(frozen=True)
class Decision:
    """How far pass and fail can be relied on.

    Attributes
    ----------
    consistency, chance, kappa
        The share of people whom two parallel sittings would place alike (P0), the share that chance
        would, and P0 beyond chance.
    accuracy, false_pass, false_fail
        The share of people placed where their true score is, and the two ways to miss.
    passing, observed_passing
        The share that passes by the model and in the data; far apart, the model does not fit.
    length
        The effective length: how many equal items of one point would be as reliable.
    true
        The distribution of true scores.
    reliability
        As given.
    """

    consistency: float
    chance: float
    kappa: float
    accuracy: float
    false_pass: float
    false_fail: float
    passing: float
    observed_passing: float
    length: int
    true: Beta
    reliability: float


@dataclass(frozen=True)
class Summary:
    """What the method takes from observed shares.

    Attributes
    ----------
    raw
        The first four raw moments.
    variance
        The sample's variance.
    passing
        The share at or above the cut.
    """

    raw: tuple[float, float, float, float]
    variance: float
    passing: float


def livingston_lewis(
    shares: ArrayLike,
    reliability: float,
    cut: float,
    *,
    parameters: int = 4,
    true_cut: float | None = None,
) -> Decision:
    """Return how consistent and accurate decisions at a cut are.

    Parameters
    ----------
    shares
        Each person's share of all points, 0 to 1.
    reliability
        Of the scores, above 0 and below 1.
    cut
        The share from which one passes, between 0 and 1.
    parameters
        4, or 2, of the beta distribution of true scores.
    true_cut
        The true share that counts as competent; by default the cut.

    Notes
    -----
    The effective length rests on the scores that are possible, not on those that occurred. Where it
    puts the cut between two numbers of items, results are interpolated between them.

    Raises
    ------
    Refused
        If there are too few people, they do not differ, or no model fits.

    References
    ----------
    Livingston, S. A. and Lewis, C. (1995). Estimating the consistency and accuracy of classifications
    based on test scores. Journal of Educational Measurement, 32, 179-197.
    """
    values = column(shares, NAME)
    require(NAME, people=len(values))
    if (values < 0).any() or (values > 1).any():
        raise Refused(NAME, "a score is not a share from 0 to 1")
    raw = tuple(float((values**power).mean()) for power in range(1, 5))
    summary = Summary(
        (raw[0], raw[1], raw[2], raw[3]), float(values.var(ddof=1)), float((values >= cut - 1e-12).mean())
    )
    return decide(summary, reliability, cut, parameters, cut if true_cut is None else true_cut)


def decide(summary: Summary, reliability: float, cut: float, parameters: int, true_cut: float) -> Decision:
    """Return the decision's quality from a summary of the scores; refusals as for the whole."""
    if not 0 < cut < 1 or not 0 < true_cut < 1:
        raise Refused(NAME, f"a cut of {cut:g}; it needs one between 0 and 1")
    length = effective_length(summary.raw[0], summary.variance, reliability)
    true = fitted_beta(true_moments(summary.raw, length), parameters)
    at = _threshold(cut, length)
    # Each side of the true cut by itself, since whoever passes is right on one side and wrong on the other.
    below, above = _nodes(true, 0.0, true_cut), _nodes(true, true_cut, 1.0)
    both = tuple(_joined(below, above, step, length) for step in (at[0], at[0] + 1))
    consistency, chance, false_pass, false_fail, passing = (
        (1 - at[1]) * first + at[1] * second for first, second in zip(*both, strict=True)
    )
    if chance >= 1 - 1e-9:
        raise Refused(NAME, "by the model everybody is on the same side of the cut")
    return Decision(
        consistency=consistency,
        chance=chance,
        kappa=(consistency - chance) / (1 - chance),
        accuracy=1 - false_pass - false_fail,
        false_pass=false_pass,
        false_fail=false_fail,
        passing=passing,
        observed_passing=summary.passing,
        length=length,
        true=true,
        reliability=float(reliability),
    )


def effective_length(mean: float, variance: float, reliability: float) -> int:
    """Return how many equal items of one point would give scores of this reliability.

    Parameters
    ----------
    mean, variance
        Of observed shares, 0 to 1.

    Raises
    ------
    Refused
        If the reliability is not between 0 and 1, or the scores do not vary.

    References
    ----------
    Livingston and Lewis (1995), formula 1, with 0 and 1 as the least and the most that can be earned.
    """
    if not 0 < reliability < 1:
        raise Refused(NAME, f"a reliability of {reliability:.2f}; it needs one between 0 and 1")
    if variance <= 1e-12:
        raise Refused(NAME, "everyone has the same score")
    length = (mean * (1 - mean) - reliability * variance) / (variance * (1 - reliability))
    if length < 1.5:
        raise Refused(NAME, "the scores are so far apart that they amount to a single item")
    return round(min(length, 1e6))


def _threshold(cut: float, length: int) -> tuple[int, float]:
    """Return the number of items that passes, and how far the cut lies on the way to the next."""
    place = cut * length
    whole = floor(place + 1e-9)
    return whole, max(0.0, place - whole)


def _nodes(true: Beta, low: float, high: float) -> tuple[Floats, Floats]:
    """Return true scores between two ends and their weights, which sum to their probability."""
    ends = [min(max((end - true.low) / (true.high - true.low), 0.0), 1.0) for end in (low, high)]
    first, last = (float(special.betainc(true.a, true.b, end)) for end in ends)
    places, weights = _legendre()
    inside = first + (last - first) * (places + 1) / 2
    scores = true.low + (true.high - true.low) * special.betaincinv(true.a, true.b, inside)
    return scores, weights * (last - first) / 2


@cache
def _legendre() -> tuple[Floats, Floats]:
    places, weights = np.polynomial.legendre.leggauss(NODES)
    return places, weights


def _joined(
    below: tuple[Floats, Floats], above: tuple[Floats, Floats], least: int, length: int
) -> tuple[float, float, float, float, float]:
    """Return consistency, chance, false passes, false fails and passes, if ``least`` items pass."""
    scores = np.concatenate([below[0], above[0]])
    weights = np.concatenate([below[1], above[1]])
    if least > length:
        passes = np.zeros_like(scores)
    elif least <= 0:
        passes = np.ones_like(scores)
    else:
        passes = special.bdtrc(least - 1, length, np.clip(scores, 0.0, 1.0))
    competent = np.arange(len(scores)) >= len(below[0])
    passing = float(weights @ passes)
    consistency = float(weights @ (passes**2 + (1 - passes) ** 2))
    false_pass = float(weights[~competent] @ passes[~competent])
    false_fail = float(weights[competent] @ (1 - passes[competent]))
    return consistency, passing**2 + (1 - passing) ** 2, false_pass, false_fail, passing
