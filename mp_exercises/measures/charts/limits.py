"""Control limits: XmR for values, p and u for counts, and Laney's p′ and u′ where counts vary more."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ...marking.arrays import Floats, column, same_length
from ...marking.refusal import Refused, cautions, require
from .chart import Chart

NAME = "control-chart"

D2 = 1.128
"""The mean range of two values from a normal distribution, in standard deviations, as textbooks print it."""

WIDTH = 3.0
"""How many standard deviations the limits lie from the centre."""


def xmr_chart(values: ArrayLike, *, baseline: int | None = None) -> Chart:
    """Return a chart of individual values, with limits from the mean moving range.

    Parameters
    ----------
    values
        One a period, in order.
    baseline
        Reckon centre and limits from so many first periods; by default from all.

    Raises
    ------
    Refused
        If there are too few periods, or the baseline is not among them.

    References
    ----------
    NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2.
    """
    given = column(values, NAME)
    base = _baseline(len(given), baseline)
    centre = float(given[:base].mean())
    half = WIDTH * float(np.abs(np.diff(given[:base])).mean()) / D2
    low, high = np.full(len(given), centre - half), np.full(len(given), centre + half)
    return Chart("xmr", given, centre, low, high, 1.0, base, cautions(NAME, periods=base))


def p_chart(counts: ArrayLike, of: ArrayLike, *, baseline: int | None = None) -> Chart:
    """Return a chart of shares, with binomial limits.

    Parameters
    ----------
    counts, of
        How many of how many, by period.

    Raises
    ------
    Refused
        If there are too few periods, or a count is more than what it is of.

    References
    ----------
    NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.3.2.
    """
    found, number = _shares(counts, of)
    return _chart("p", found, number, baseline, widened=False)


def p_prime_chart(counts: ArrayLike, of: ArrayLike, *, baseline: int | None = None) -> Chart:
    """Return a chart of shares whose limits also hold the variation between periods.

    Parameters
    ----------
    counts, of
        How many of how many, by period.

    Raises
    ------
    Refused
        As `p_chart`.

    References
    ----------
    Laney, D. B. (2002). Improved control charts for attributes. Quality Engineering, 14, 531-537.
    """
    found, number = _shares(counts, of)
    return _chart("p-prime", found, number, baseline, widened=True)


def u_chart(counts: ArrayLike, exposure: ArrayLike, *, baseline: int | None = None) -> Chart:
    """Return a chart of rates, with Poisson limits.

    Parameters
    ----------
    counts
        Of events.
    exposure
        What they arise from, such as children or months, above 0; an event may happen twice to one.

    Raises
    ------
    Refused
        If there are too few periods, or an exposure is not above 0.

    References
    ----------
    NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.3.1.
    """
    found, number = _counts(counts, exposure)
    return _chart("u", found, number, baseline, widened=False)


def u_prime_chart(counts: ArrayLike, exposure: ArrayLike, *, baseline: int | None = None) -> Chart:
    """Return a chart of rates whose limits also hold the variation between periods, after Laney (2002)."""
    found, number = _counts(counts, exposure)
    return _chart("u-prime", found, number, baseline, widened=True)


def sigma_z(values: Floats, centre: float, errors: Floats) -> float:
    """Return Laney's ratio: the spread from period to period, in standard errors of sampling.

    Parameters
    ----------
    errors
        The standard error that sampling alone gives each value.
    """
    return float(np.abs(np.diff((values - centre) / errors)).mean()) / D2


def sampling_errors(kind: str, centre: float, of: Floats) -> Floats:
    """Return the standard error that chance alone gives each period's share or rate."""
    spread = centre * (1 - centre) if kind.startswith("p") else centre
    return np.asarray(np.sqrt(spread / of), dtype=np.float64)


def _chart(kind: str, counts: Floats, of: Floats, baseline: int | None, *, widened: bool) -> Chart:
    base = _baseline(len(counts), baseline)
    values = counts / of
    centre = float(counts[:base].sum() / of[:base].sum())
    errors = sampling_errors(kind, centre, of)
    if not errors.all():
        raise Refused(
            NAME, "nothing, or everything, was counted, so there is no variation to draw limits from"
        )
    ratio = sigma_z(values[:base], centre, errors[:base]) if widened else 1.0
    half = WIDTH * ratio * errors
    top = 1.0 if kind.startswith("p") else np.inf
    low, high = np.maximum(centre - half, 0.0), np.minimum(centre + half, top)
    return Chart(kind, values, centre, low, high, ratio, base, cautions(NAME, periods=base))


def _baseline(periods: int, baseline: int | None) -> int:
    base = periods if baseline is None else baseline
    if base > periods:
        raise Refused(NAME, f"a baseline of {base} periods, and there are {periods}")
    require(NAME, periods=base)
    return base


def _counts(counts: ArrayLike, of: ArrayLike) -> tuple[Floats, Floats]:
    found, number = column(counts, NAME), column(of, NAME)
    same_length(NAME, counts=found, of=number)
    if (number <= 0).any() or (found < 0).any():
        raise Refused(NAME, "a count is below 0, or of nothing")
    return found, number


def _shares(counts: ArrayLike, of: ArrayLike) -> tuple[Floats, Floats]:
    found, number = _counts(counts, of)
    if (found > number).any():
        raise Refused(NAME, "a count is more than what it is of; a rate may be, on a u chart")
    return found, number
