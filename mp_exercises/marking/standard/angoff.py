"""The modified Angoff method: from a panel's judgements to a cut score with its standard error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

import numpy as np
from scipy import stats

from ..agreement import Metric, icc, krippendorff_alpha
from ..agreement.icc import mean_squares
from ..arrays import Floats
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, attempt, cautions, require
from .judgements import NAME, Judgements, filled

DIFFERENCE = "judge-difference"
CHANGE = "cut-change"


@dataclass(frozen=True)
class Components:
    """Where judgements differ: variances of single judgements, by generalizability theory.

    Attributes
    ----------
    items, judges, residual
        Between items, between judges, and between judges on single items, with error. A negative
        estimate is given as 0.

    References
    ----------
    Brennan, R. L. and Lockwood, R. E. (1980). A comparison of the Nedelsky and Angoff cutting score
    procedures using generalizability theory. Applied Psychological Measurement, 4, 219-240.
    """

    items: float
    judges: float
    residual: float


@dataclass(frozen=True)
class JudgeResult:
    """One judge beside the panel.

    Attributes
    ----------
    cut
        The cut score that this judge's judgements make.
    difference
        That less the panel's: above 0 the judge asks for more. Its interval takes items as drawn at
        random.
    """

    judge: str
    cut: float
    difference: Estimate


@dataclass(frozen=True)
class RoundResult:
    """What one round makes.

    Attributes
    ----------
    cut
        The share of all points, with Student's interval over judges.
    se
        Its standard error: judges are drawn at random, the items are these.
    se_items
        The same if the items, too, are drawn at random. It is larger, since other items would have
        been judged otherwise (Clauser, Kane and Clauser 2020).
    agreement
        Intraclass correlation of one judge and of the panel's mean; Krippendorff's alpha, nominal for
        yes and no.
    abstained
        How many judgements were missing.
    """

    round: int
    form: str
    judges: tuple[JudgeResult, ...]
    items: int
    cut: Estimate
    se: float
    se_items: float
    components: Components
    agreement: tuple[Estimate | Refused, ...]
    abstained: int

    @property
    def spread(self) -> float:
        """The standard deviation of the judges' cut scores."""
        return self.se * sqrt(len(self.judges))


@dataclass(frozen=True)
class Change:
    """From one round to the next, for the judges who were in both.

    Attributes
    ----------
    cut
        How far the mean of their cut scores moved, with Student's interval of the paired differences.
    spread_before, spread_after
        The standard deviation of their cut scores.
    moved
        The share of judgements that changed.
    """

    first: int
    second: int
    cut: Estimate | Refused
    spread_before: float
    spread_after: float
    moved: float


@dataclass(frozen=True)
class Angoff:
    """A standard by the modified Angoff method.

    Attributes
    ----------
    rounds
        In order; the last one sets the standard.
    changes
        Between each and the next.
    """

    rounds: tuple[RoundResult, ...]
    changes: tuple[Change, ...]

    @property
    def final(self) -> RoundResult:
        """The last round."""
        return self.rounds[-1]


def angoff(rounds: Sequence[Judgements], *, level: float = LEVEL) -> Angoff:
    """Return the standard that a panel's rounds make.

    Parameters
    ----------
    rounds
        Of the same items; each round has its number.

    Raises
    ------
    Refused
        If there are too few judges or items, or the rounds do not fit together.

    References
    ----------
    Angoff, W. H. (1971). Scales, norms, and equivalent scores. In Thorndike, Educational measurement,
    2nd edition.
    Impara, J. C. and Plake, B. S. (1997). Standard setting: an alternative approach. Journal of
    Educational Measurement, 34, 353-366, for yes and no.
    """
    checked_level(level)
    ordered = sorted(rounds, key=lambda one: one.round)
    if not ordered:
        raise Refused(NAME, "there are no judgements")
    if len({one.round for one in ordered}) != len(ordered):
        raise Refused(NAME, "a round stands twice")
    first = ordered[0]
    if any(one.items != first.items or (one.points != first.points).any() for one in ordered):
        raise Refused(NAME, "the rounds are not of the same items")
    return Angoff(
        tuple(round_result(one, level=level) for one in ordered),
        tuple(_change(before, after, level) for before, after in pairwise(ordered)),
    )


def round_result(given: Judgements, *, level: float = LEVEL) -> RoundResult:
    """Return what one round makes; refusals as for the whole."""
    checked_level(level)
    items, judges = given.values.shape
    require(NAME, judges=judges, items=items)
    values = filled(given)
    weights = given.points / given.points.sum()
    cuts = weights @ values
    cut = float(cuts.mean())
    se = float(cuts.std(ddof=1)) / sqrt(judges)
    parts = _components(values)
    squared = float((weights**2).sum())
    among_items = squared * parts.items + squared * parts.residual / judges
    return RoundResult(
        round=given.round,
        form=given.form,
        judges=tuple(
            JudgeResult(name, float(cuts[place]), _difference(values, weights, place, level))
            for place, name in enumerate(given.judges)
        ),
        items=items,
        cut=_student(NAME, cut, se, judges - 1, level, n=judges, items=items),
        se=se,
        se_items=sqrt(parts.judges / judges + among_items),
        components=parts,
        agreement=_agreement(given, level),
        abstained=given.abstained,
    )


def _components(values: Floats) -> Components:
    ms = mean_squares(values, NAME)
    return Components(
        items=max(0.0, (ms.between - ms.residual) / ms.k),
        judges=max(0.0, (ms.raters - ms.residual) / ms.n),
        residual=ms.residual,
    )


def _difference(values: Floats, weights: Floats, judge: int, level: float) -> Estimate:
    """Return how far a judge's cut lies from the panel's, over items."""
    apart = values[:, judge] - values.mean(axis=1)
    value, items = float(weights @ apart), len(values)
    error = sqrt(items / (items - 1) * float(weights**2 @ (apart - value) ** 2))
    return _student(DIFFERENCE, value, error, items - 1, level, n=items, clip=False)


def _agreement(given: Judgements, level: float) -> tuple[Estimate | Refused, ...]:
    complete = given.values[~np.isnan(given.values).any(axis=1)]
    metric: Metric = "nominal" if given.form == "yes-no" else "interval"
    return (
        attempt(lambda: icc(complete, "2,1", level=level)),
        attempt(lambda: icc(complete, "2,k", level=level)),
        attempt(lambda: krippendorff_alpha(given.values, metric, level=level)),
    )


def _change(before: Judgements, after: Judgements, level: float) -> Change:
    both = [name for name in before.judges if name in after.judges]
    cuts, shown = [], []
    for one in (before, after):
        places = [one.judges.index(name) for name in both]
        cuts.append(one.points / one.points.sum() @ filled(one)[:, places])
        shown.append(one.values[:, places])
    moved = ~np.isclose(shown[0], shown[1], equal_nan=True)
    spreads = [float(cut.std(ddof=1)) if len(both) > 1 else 0.0 for cut in cuts]
    return Change(
        before.round,
        after.round,
        attempt(lambda: _paired(cuts[1] - cuts[0], level)),
        spreads[0],
        spreads[1],
        float(moved.mean()) if moved.size else 0.0,
    )


def _paired(differences: Floats, level: float) -> Estimate:
    judges = len(differences)
    require(NAME, judges=judges)
    error = float(differences.std(ddof=1)) / sqrt(judges)
    return _student(CHANGE, float(differences.mean()), error, judges - 1, level, n=judges, clip=False)


def _student(
    statistic: str,
    value: float,
    error: float,
    df: int,
    level: float,
    *,
    n: int,
    items: int = 0,
    clip: bool = True,
) -> Estimate:
    half = float(stats.t.ppf((1 + level) / 2, df)) * error
    low, high = value - half, value + half
    return Estimate(
        statistic,
        value,
        max(0.0, low) if clip else low,
        min(1.0, high) if clip else high,
        level,
        n=n,
        items=items,
        interval="student",
        cautions=cautions(NAME, judges=n) if statistic == NAME else (),
    )
