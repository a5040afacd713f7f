"""The twelve-month rate: looking back as the Department counts, and looking forward as families live it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused
from ..shares import clustered_share, share
from .referred import NAME, Referred, as_day, months_after

MONTHS = 12


@dataclass(frozen=True)
class TwelveMonths:
    """A rate with what was counted.

    Attributes
    ----------
    rate
        The share; its form is ``back`` or ``forward``.
    again
        How many were referred again, or had been referred before.
    counted
        Of how many.
    still_open
        Looking forward: units whose twelve months are not over, which are left out.
    naive
        Looking forward: what the share would be with those as if nothing would come, which is too low.
    gone
        Looking forward: of those counted, how many moved away or otherwise left within the twelve months.
    """

    rate: Estimate
    again: int
    counted: int
    still_open: int = 0
    naive: float = 0.0
    gone: int = 0


def looking_back(found: Referred, start: date, end: date, *, level: float = LEVEL) -> TwelveMonths:
    """Return the share of a period's referrals that came within twelve months of an earlier one.

    Parameters
    ----------
    start, end
        The period, both days included.

    Notes
    -----
    So the Department for Education counts in table C1. Referrals of one family are not independent, and
    the interval allows for it.

    Raises
    ------
    Refused
        If the list does not begin twelve months before the period, or the period has too few referrals.
    """
    begin, finish = _period(start, end)
    needed = begin - pd.DateOffset(months=MONTHS)
    if found.first > needed:
        begins = f"the list begins on {found.first:%Y-%m-%d}"
        raise Refused(NAME, f"{begins}, and referrals are needed from {needed:%Y-%m-%d} on")
    days, who = found.frame["day"], found.frame["who"]
    before = days.shift().where(who == who.shift())
    again = (months_after(before, MONTHS) >= days).to_numpy()
    inside = ((days >= begin) & (days <= finish)).to_numpy()
    if not inside.any():
        raise Refused(NAME, "the period has no referral")
    rate = clustered_share(again[inside], found.frame["cluster"][inside], NAME, level=level, form="back")
    return TwelveMonths(rate, int(again[inside].sum()), int(inside.sum()))


def looking_forward(
    found: Referred, start: date, end: date, until: date, *, level: float = LEVEL
) -> TwelveMonths:
    """Return the share of those referred in a period who were referred again within twelve months.

    Parameters
    ----------
    start, end
        The period, both days included; each child or family counts from its first referral in it.
    until
        The last day that the list covers.

    Notes
    -----
    Only units whose twelve months are over by ``until`` are counted, whether referred again or not: to
    count those already referred again and leave out the rest would make the share too high.

    Raises
    ------
    Refused
        If too few units have been followed for twelve months.
    """
    first = first_in(found, start, end)
    last_day = as_day(until)
    if found.last > last_day:
        raise Refused(NAME, f"the list has a referral on {found.last:%Y-%m-%d}, after its last day {until}")
    within = months_after(first["day"], MONTHS)
    again = (first["next"] <= within).to_numpy()
    over = (within <= last_day).to_numpy()
    gone = ((first["gone_on"] <= within) & ~again).to_numpy()
    happened = again & over
    if found.unit == "family":
        rate = share(int(happened.sum()), int(over.sum()), NAME, level=level, form="forward")
    else:
        rate = clustered_share(again[over], first["cluster"][over], NAME, level=level, form="forward")
    return TwelveMonths(
        rate,
        again=int(happened.sum()),
        counted=int(over.sum()),
        still_open=int((~over).sum()),
        naive=float(np.mean(again & (first["next"] <= last_day).to_numpy())),
        gone=int((gone & over).sum()),
    )


def first_in(found: Referred, start: date, end: date) -> pd.DataFrame:
    """Return each unit's first referral in a period, and the day of its next, NaT where there is none.

    Raises
    ------
    Refused
        If the period has none.
    """
    begin, finish = _period(start, end)
    frame = found.frame
    following = frame["day"].shift(-1).where(frame["who"] == frame["who"].shift(-1))
    inside = (frame["day"] >= begin) & (frame["day"] <= finish)
    first = frame.assign(next=following)[inside].drop_duplicates("who").reset_index(drop=True)
    if first.empty:
        raise Refused(NAME, "the period has no referral")
    return first


def _period(start: date, end: date) -> tuple[pd.Timestamp, pd.Timestamp]:
    if start > end:
        raise ValueError(f"the period ends on {end} before it begins on {start}; give the earlier day first")
    return as_day(start), as_day(end)
