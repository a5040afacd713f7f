"""Who was referred when: by child, or by family so that siblings count once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import numpy as np
import pandas as pd

from ...marking.refusal import Refused

NAME = "rereferral-rate"

Unit = Literal["child", "family"]
UNITS: tuple[Unit, ...] = get_args(Unit)

Day = np.datetime64


@dataclass(frozen=True)
class Referred:
    """Referrals in the order of units and days, each unit once a day.

    Attributes
    ----------
    unit
        Whether children or families are counted.
    frame
        ``who``, ``cluster`` (the family, or the child where none is known) and ``day`` (datetime64[s]),
        with ``gone_on`` and ``gone_because`` of the unit, NaT and None where it is not gone.
    same_day
        How many rows were left out since the unit had another that day: siblings, or double entries.
    without_family
        How many rows have no family, and were counted as families of their own.
    first, last
        The first and the last day of the list.
    """

    unit: Unit
    frame: pd.DataFrame
    same_day: int
    without_family: int
    first: pd.Timestamp
    last: pd.Timestamp


def referred(frame: pd.DataFrame, unit: Unit = "child") -> Referred:
    """Return who was referred when.

    Parameters
    ----------
    frame
        A table of the kind ``referrals``.

    Raises
    ------
    Refused
        If families are to be counted and the table has none.
    """
    if unit not in UNITS:
        raise ValueError(f"unit {unit!r}; right would be 'child' or 'family'")
    family = frame["family"] if "family" in frame else pd.Series([None] * len(frame), index=frame.index)
    if unit == "family" and not family.notna().any():
        raise Refused(NAME, "the table has no families to count")
    # With a mark between them, so that no child's number is taken for a family's.
    cluster = ("f " + family.astype("string")).fillna("c " + frame["child"].astype("string"))
    made = pd.DataFrame(
        {
            "who": cluster if unit == "family" else frame["child"],
            "cluster": cluster,
            "day": frame["referred_on"],
        }
    )
    made = made.join(_gone(frame, made["who"], whole=unit == "family"), on="who")
    made = made.sort_values(["who", "day"], kind="stable").reset_index(drop=True)
    kept = made[~made.duplicated(["who", "day"])].reset_index(drop=True)
    missing = int(family.isna().sum()) if unit == "family" else 0
    days = kept["day"]
    return Referred(unit, kept, len(made) - len(kept), missing, days.min(), days.max())


def _gone(frame: pd.DataFrame, who: pd.Series, *, whole: bool) -> pd.DataFrame:
    """Return since when each unit can no longer be referred; a family only when all its children are gone."""
    if "gone_on" not in frame or not frame["gone_on"].notna().any():
        empty = np.array([], dtype="datetime64[s]")
        return pd.DataFrame({"gone_on": empty, "gone_because": np.array([], dtype=object)})
    reasons = frame["gone_because"] if "gone_because" in frame else pd.Series(None, index=frame.index)
    rows = pd.DataFrame(
        {"who": who, "child": frame["child"], "gone_on": frame["gone_on"], "gone_because": reasons}
    )
    rows = rows.sort_values("gone_on", na_position="last", kind="stable")
    by_child = rows.drop_duplicates(["who", "child"])
    if not whole:
        return by_child.drop_duplicates("who").set_index("who")[["gone_on", "gone_because"]]
    # The last child to go takes the family with it, and one that stays keeps it.
    last = by_child.groupby("who", sort=False).agg(
        gone_on=("gone_on", "last"),
        gone_because=("gone_because", "last"),
    )
    staying = by_child["gone_on"].isna().groupby(by_child["who"]).any()
    return last[~staying.reindex(last.index)]


def months_after(days: pd.Series, months: int) -> pd.Series:
    """Return the days so many calendar months later; the last day of a shorter month."""
    return days + pd.DateOffset(months=months)


def as_day(day: date) -> pd.Timestamp:
    """Return a day as pandas has it."""
    return pd.Timestamp(day)
