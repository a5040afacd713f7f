"""A curve over time with its interval: a step function that changes where something happened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from ...marking.arrays import Floats, Ints
from ...marking.estimate import Estimate
from ...marking.refusal import Refused, cautions


@dataclass(frozen=True)
class Curve:
    """A share of units by days.

    Attributes
    ----------
    statistic, form
        What it is: survival, or the cumulative incidence of one cause.
    days
        Where something happened, rising.
    values, low, high
        From each of these days on.
    errors
        Standard errors.
    at_risk, events
        How many were still followed before that day, and to how many it happened.
    start
        The value before the first day: 1 for survival, 0 for incidence.
    longest
        The longest following; beyond it the curve says nothing.
    n
        How many units.
    """

    statistic: str
    form: str
    days: Ints
    values: Floats
    low: Floats
    high: Floats
    errors: Floats
    at_risk: Ints
    events: Ints
    start: float
    longest: int
    n: int
    level: float
    cautions: tuple[str, ...] = ()

    def at(self, day: int) -> Estimate:
        """Return the value at a day.

        Raises
        ------
        Refused
            If nobody was followed so long.
        """
        if day > self.longest:
            why = f"nobody was followed for {day} days; the longest was {self.longest}"
            raise Refused(self.statistic, why)
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        value, low, high = (
            (float(self.values[place]), float(self.low[place]), float(self.high[place]))
            if place >= 0
            else (self.start,) * 3
        )
        return Estimate(
            self.statistic,
            value,
            low,
            high,
            self.level,
            n=self.n,
            form=self.form,
            interval="log-log",
            cautions=self.cautions,
        )

    def frame(self) -> pd.DataFrame:
        """Return the curve as a table of its steps."""
        return pd.DataFrame(
            {
                "day": self.days,
                "at_risk": self.at_risk,
                "events": self.events,
                "value": self.values,
                "low": self.low,
                "high": self.high,
            }
        )


def checked_days(statistic: str, days: Floats) -> Ints:
    """Return how long units were followed, as whole days.

    Raises
    ------
    Refused
        If one is none.
    """
    if (days < 0).any() or (days != np.round(days)).any():
        raise Refused(statistic, "a following is no whole number of days from 0")
    return days.astype(np.int64)


@dataclass(frozen=True)
class Steps:
    """What an estimate has at each day on which a following ended, before it is cut to a curve."""

    days: Ints
    values: Floats
    errors: Floats
    at_risk: Floats
    events: Floats


def curve_of(steps: Steps, followed: Ints, statistic: str, form: str, start: float, level: float) -> Curve:
    """Return the curve of an estimate: its days with an event, with intervals and cautions.

    Parameters
    ----------
    followed
        How many days each unit was followed.
    start
        The value before the first day.
    """
    z = float(stats.norm.ppf((1 + level) / 2))
    low, high = log_log(steps.values, steps.errors, z)
    kept = steps.events > 0
    return Curve(
        statistic,
        form,
        steps.days[kept],
        steps.values[kept],
        low[kept],
        high[kept],
        steps.errors[kept],
        steps.at_risk[kept].astype(np.int64),
        steps.events[kept].astype(np.int64),
        start=start,
        longest=int(followed.max()),
        n=len(followed),
        level=level,
        cautions=cautions(statistic, units=len(followed), events=int(steps.events.sum())),
    )


def counts(days: Ints, happened: Floats) -> tuple[Ints, Floats, Floats]:
    """Return the days on which a following ended, how many were at risk, and to how many it happened."""
    when, place = np.unique(days, return_inverse=True)
    ended = np.bincount(place, minlength=len(when)).astype(np.float64)
    at_risk = len(days) - np.concatenate([[0.0], np.cumsum(ended)[:-1]])
    events = np.asarray(np.bincount(place, weights=happened, minlength=len(when)), dtype=np.float64)
    return when, np.asarray(at_risk, dtype=np.float64), events


def log_log(values: Floats, errors: Floats, z: float) -> tuple[Floats, Floats]:
    """Return the ends of an interval on the scale of log(-log), where it stays between 0 and 1.

    Where the value is 0 or 1 there is no such scale, and both ends are the value.

    References
    ----------
    Kalbfleisch, J. D. and Prentice, R. L. (2002). The statistical analysis of failure time data.
    Second edition, section 1.4.
    """
    inner = (values > 0) & (values < 1)
    low, high = values.copy(), values.copy()
    inside = values[inner]
    half = z * errors[inner] / np.abs(inside * np.log(inside))
    low[inner], high[inner] = inside ** np.exp(half), inside ** np.exp(-half)
    return low, high
