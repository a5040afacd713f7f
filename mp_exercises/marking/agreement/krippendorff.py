"""Krippendorff's alpha: any number of raters, gaps, nominal, ordinal or interval data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from ..arrays import Floats, Ints
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, require
from ..resample import DRAWS, SEED, percentile_interval, resampled
from .coded import Ratings, coded
from .proportion import PERFECT, low_of_perfect

NAME = "krippendorff-alpha"

Metric = Literal["nominal", "ordinal", "interval"]


def krippendorff_alpha(
    ratings: Ratings,
    metric: Metric = "nominal",
    *,
    categories: Sequence[float] | Sequence[str] | None = None,
    often: Sequence[int] | Ints | None = None,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Estimate:
    """Return Krippendorff's alpha.

    Parameters
    ----------
    ratings
        Units by raters, numbers or words; None, NaN and empty words are gaps. Units that fewer than
        two raters rated are left out.
    metric
        How far apart two categories are: ``nominal`` not at all or wholly, ``ordinal`` by how many
        ratings lie between them, ``interval`` by their difference.
    categories
        All categories in their order; words need them for ``ordinal``.
    often
        How many units have each row of ratings, where rows that are alike stand once; that makes very
        many units quick. By default one each.

    Returns
    -------
    Estimate
        With a bootstrap interval over units, in which the expected disagreement is reckoned anew in
        each draw. ``n`` counts the units that are in it.

    Raises
    ------
    Refused
        If too few units are rated by two raters, all ratings are the same, or an interval is asked of
        words.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. Annenberg School for
    Communication, University of Pennsylvania.
    Zapf, A. and others (2016). Measuring inter-rater reliability for nominal data. BMC Medical Research
    Methodology, 16, 93.
    """
    checked_level(level)
    if metric not in ("nominal", "ordinal", "interval"):
        raise ValueError(f"metric {metric!r}; right would be 'nominal', 'ordinal' or 'interval'")
    found = coded(ratings, NAME, categories, ordered=metric == "ordinal")
    values = (
        found.values(NAME) if metric == "interval" else np.arange(len(found.categories), dtype=np.float64)
    )
    require(NAME, raters=found.codes.shape[1])
    counts = found.counts if often is None else found.counts_in_order
    times = np.ones(len(counts), dtype=np.int64) if often is None else np.asarray(often, dtype=np.int64)
    if len(times) != len(counts) or (times < 1).any():
        raise Refused(NAME, "how often each row stands is no number from 1 for each row")
    paired = counts.sum(axis=1) >= 2
    counts, times = counts[paired], times[paired]
    units = int(times.sum())
    require(NAME, units=units)
    used = counts.sum(axis=0) > 0
    if used.sum() < 2:
        raise Refused(NAME, "all ratings are the same, so there is nothing to agree on")
    data = _Data(counts[:, used], values[used], metric)
    value = float(data.alpha(times[None])[0])
    perfect = bool((np.count_nonzero(counts, axis=1) == 1).all())
    if perfect:
        low, high = low_of_perfect(units, data.nominal_chance(times), level), 1.0
    else:
        samples = resampled(units, draws, seed, data.alpha, None if often is None else times)
        low, high = percentile_interval(samples, value, level, NAME)
    return Estimate(
        NAME,
        value,
        low,
        high,
        level,
        n=units,
        raters=found.codes.shape[1],
        form=metric,
        interval=PERFECT if perfect else "bootstrap",
        draws=0 if perfect else draws,
        seed=None if perfect else seed,
        cautions=cautions(NAME, units=units),
    )


class _Data:
    """The counts of pairable units, and alpha of any resample of them."""

    def __init__(self, counts: Ints, values: Floats, metric: Metric) -> None:
        self._counts = counts
        self._raters = counts.sum(axis=1)
        self._values = values
        self._metric = metric
        self._fixed: tuple[Floats, Floats] | None = None
        if metric != "ordinal":
            distances = self._distances(counts.sum(axis=0))
            self._fixed = distances, self._observed(distances)

    def alpha(self, often: Ints) -> Floats:
        """Return alpha for each row of how often each unit counts; NaN where nothing varies."""
        margins = often @ self._counts
        total = margins.sum(axis=1)
        if self._fixed is not None:
            distances, by_unit = self._fixed
            expected = ((margins @ distances) * margins).sum(axis=1)
            observed = often @ by_unit
        else:
            pairs = [self._ordinal(row, of_row) for row, of_row in zip(often, margins, strict=True)]
            observed, expected = np.array(pairs).T
        with np.errstate(divide="ignore", invalid="ignore"):
            value = 1 - observed * (total - 1) / expected
        return np.where(expected > 0, value, np.nan)

    def nominal_chance(self, often: Ints) -> float:
        """Return the agreement that chance gives where only identity counts."""
        margins = often @ self._counts
        total = margins.sum()
        return float((margins * (margins - 1)).sum() / (total * (total - 1)))

    def _ordinal(self, often: Ints, margins: Ints) -> tuple[float, float]:
        """Return the observed and the expected disagreement, whose distances rest on the margins."""
        distances = self._distances(margins)
        return float(often @ self._observed(distances)), float(margins @ distances @ margins)

    def _observed(self, distances: Floats) -> Floats:
        """Return each unit's disagreement over its pairs, in ratings."""
        pairs = ((self._counts @ distances) * self._counts).sum(axis=1)
        return np.asarray(pairs / (self._raters - 1), dtype=np.float64)

    def _distances(self, margins: Ints) -> Floats:
        """Return the squared difference of each pair of categories."""
        if self._metric == "nominal":
            return 1 - np.eye(len(margins))
        if self._metric == "interval":
            return np.asarray(np.subtract.outer(self._values, self._values) ** 2, dtype=np.float64)
        # The ratings up to the middle of each category; their differences count what lies between.
        middles = np.cumsum(margins) - margins / 2
        return np.asarray(np.subtract.outer(middles, middles) ** 2, dtype=np.float64)
