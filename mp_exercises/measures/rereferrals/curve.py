"""A curve over time with its interval: a step function that changes where something happened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...marking.arrays import Floats, Ints
from ...marking.estimate import Estimate
from ...marking.refusal import Refused


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
