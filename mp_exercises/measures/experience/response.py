"""Who answered, of all who were asked, and whose voice may be missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ..shares import clustered_share
from .suppress import hidden

NAME = "response-rate"
BIAS = "nonresponse"

GROUPS = ("team", "who")
"""By what those who answered are compared with those who did not."""

LEAST_EXPECTED = 5
"""Cochran's rule for the chi-square test: no fewer expected in a cell."""

ALARM = 0.05


@dataclass(frozen=True)
class Response:
    """Who answered.

    Attributes
    ----------
    rate
        Of all who were asked.
    asked, answered
        How many.
    said_no_but_answered
        Rows marked as not answered that hold answers; they count as not answered.
    """

    rate: Estimate | Refused
    asked: int
    answered: int
    said_no_but_answered: int


@dataclass(frozen=True)
class Nonresponse:
    """Whether some groups answered less than others.

    Attributes
    ----------
    by
        Which column.
    groups
        A row each: ``group``, ``asked``, ``answered``, ``rate``; NaN where the numbers are small.
    chi2, df, p
        Pearson's test that all groups answer alike.
    """

    by: str
    groups: pd.DataFrame
    chi2: float
    df: int
    p: float

    @property
    def differs(self) -> bool:
        """Whether chance is an unlikely explanation."""
        return self.p < ALARM


def answered(frame: pd.DataFrame) -> np.ndarray:
    """Return whether each person answered."""
    return np.asarray(frame["answered"] == "yes")


def families(frame: pd.DataFrame) -> pd.Series:
    """Return whom each row belongs with: the family, or the person where none is known."""
    if "family" not in frame:
        return frame["person"]
    # With a mark, so that no person's number is taken for a family's.
    return frame["family"].where(frame["family"].notna(), "p " + frame["person"].astype("string"))


def response(frame: pd.DataFrame, questions: tuple[str, ...] = (), *, level: float = LEVEL) -> Response:
    """Return the response rate.

    Parameters
    ----------
    frame
        A table of the kind ``experience``: a row for everybody who was asked.
    questions
        The columns of answers, for finding rows that contradict themselves.
    """
    yes = answered(frame)
    odd = frame[list(questions)].notna().any(axis=1).to_numpy() & ~yes if questions else ~yes & False
    rate = attempt(lambda: clustered_share(yes, families(frame), NAME, level=level))
    return Response(rate, len(frame), int(yes.sum()), int(odd.sum()))


def nonresponse(frame: pd.DataFrame, by: str) -> Nonresponse:
    """Return whether the groups of a column answered alike.

    Parameters
    ----------
    by
        A column that is known of everybody who was asked, such as ``team``.

    Raises
    ------
    Refused
        If it has fewer than two groups, or they are too small to compare.

    References
    ----------
    Cochran, W. G. (1954). Some methods for strengthening the common chi-square tests. Biometrics, 10,
    417-451.
    """
    if by not in frame or frame[by].nunique() < 2:
        raise Refused(BIAS, f"the table has no two groups by {by}")
    known = frame[frame[by].notna()]
    yes = pd.Series(answered(known), index=known.index)
    counts = yes.groupby(known[by]).agg(["size", "sum"]).astype(np.int64)
    table = np.array([counts["sum"], counts["size"] - counts["sum"]], dtype=np.float64)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    if expected.min() < LEAST_EXPECTED:
        why = f"a group by {by} is so small that fewer than {LEAST_EXPECTED} would be expected in a cell"
        raise Refused(BIAS, why)
    chi2 = float(((table - expected) ** 2 / expected).sum())
    df = table.shape[1] - 1
    groups = pd.DataFrame(
        {
            "group": counts.index,
            "asked": counts["size"].to_numpy(dtype=np.float64),
            "answered": counts["sum"].to_numpy(dtype=np.float64),
        }
    )
    small = groups["group"].isin(hidden(dict(zip(groups["group"], counts["sum"], strict=True))))
    groups["rate"] = groups["answered"] / groups["asked"]
    groups.loc[small, ["answered", "rate"]] = np.nan
    return Nonresponse(by, groups, chi2, df, float(stats.chi2.sf(chi2, df)))
