"""What a panel of judges said of each item in one round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from ..arrays import Floats, column, table
from ..refusal import Refused

NAME = "angoff"

Form = Literal["yes-no", "percent"]

MOST_ABSTAINED = 0.2
"""The share of judgements that may be missing; what is missing is filled from the rest."""


@dataclass(frozen=True)
class Judgements:
    """One round of a panel.

    Attributes
    ----------
    form
        ``yes-no``: would somebody just competent get the item right; ``percent``: what share of its
        points would they earn.
    round
        From 1.
    judges, items
        Their names.
    points
        What each item is worth.
    values
        Items by judges, 0 to 1; NaN where a judge abstained.
    """

    form: Form
    round: int
    judges: tuple[str, ...]
    items: tuple[str, ...]
    points: Floats
    values: Floats

    @property
    def abstained(self) -> int:
        """How many judgements are missing."""
        return int(np.isnan(self.values).sum())


def judgements(
    values: ArrayLike,
    *,
    form: Form = "percent",
    points: ArrayLike | None = None,
    judges: tuple[str, ...] | None = None,
    items: tuple[str, ...] | None = None,
    round: int = 1,
) -> Judgements:
    """Return a round of judgements, checked.

    Parameters
    ----------
    values
        Items by judges, shares from 0 to 1; NaN where a judge abstained.
    points
        What each item is worth; by default 1.

    Raises
    ------
    Refused
        If the parts do not fit together, a value is no share, or too many are missing.
    """
    given = table(values, NAME, missing=True)
    rows, columns = given.shape
    worth = np.ones(rows) if points is None else column(points, NAME)
    who = tuple(f"judge {place + 1}" for place in range(columns)) if judges is None else judges
    what = tuple(str(place + 1) for place in range(rows)) if items is None else items
    if len(worth) != rows or len(what) != rows or len(who) != columns:
        raise Refused(NAME, "names, points and judgements are not of the same items and judges")
    if len(set(who)) != len(who) or len(set(what)) != len(what):
        raise Refused(NAME, "a judge or an item stands twice")
    if (worth <= 0).any():
        raise Refused(NAME, "an item is worth no points")
    known = given[~np.isnan(given)]
    if ((known < 0) | (known > 1)).any():
        raise Refused(NAME, "a judgement is not a share from 0 to 1")
    if form == "yes-no" and not np.isin(known, (0, 1)).all():
        raise Refused(NAME, "a judgement is neither yes nor no")
    if np.isnan(given).mean() > MOST_ABSTAINED:
        raise Refused(NAME, f"judges abstained from more than {MOST_ABSTAINED:.0%} of judgements")
    return Judgements(form, round, who, what, worth, given)


def filled(given: Judgements) -> Floats:
    """Return the judgements with what is missing put at the item's and the judge's level, 0 to 1.

    The levels are those of least squares on what is there, so that a judge who leaves out hard items
    is not taken for a strict one.

    Raises
    ------
    Refused
        If a judge judged nothing, or nobody judged an item.
    """
    values = given.values
    known = ~np.isnan(values)
    if known.all():
        return values.copy()
    if not known.any(axis=0).all() or not known.any(axis=1).all():
        raise Refused(NAME, "a judge judged no item, or an item was judged by nobody")
    rows, columns = values.shape
    item, judge = np.nonzero(known)
    design = np.zeros((len(item), rows + columns))
    design[np.arange(len(item)), item] = 1
    design[np.arange(len(item)), rows + judge] = 1
    levels = np.linalg.lstsq(design, values[known], rcond=None)[0]
    expected = np.add.outer(levels[:rows], levels[rows:])
    return np.where(known, values, np.clip(expected, 0.0, 1.0))
