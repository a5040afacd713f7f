"""Re-referrals in words, and their curves as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from ...marking.bands import percent
from ...marking.refusal import Refused, attempt
from ..wording import line, said
from .competing import aalen_johansen
from .counting import TwelveMonths, looking_back, looking_forward
from .curve import Curve
from .follow import AGAIN, GONE, OPEN, Followed, follow
from .funnel import Funnel
from .referred import Referred
from .survival import kaplan_meier

YEAR = 365
"""Days, of a curve."""


@dataclass(frozen=True)
class Asked:
    """The period asked about, and the list's last day."""

    start: date
    end: date
    until: date


@dataclass(frozen=True)
class Found:
    """All that a list of referrals says, or why not.

    Attributes
    ----------
    survival, incidence
        Kaplan and Meier's curve, and Aalen and Johansen's of being referred again.
    """

    asked: Asked
    referred: Referred
    back: TwelveMonths | Refused
    forward: TwelveMonths | Refused
    followed: Followed | Refused
    survival: Curve | Refused
    incidence: Curve | Refused


def rereferrals(found: Referred, asked: Asked) -> Found:
    """Return both rates and both curves, each with its refusal where there is too little."""
    followed = attempt(lambda: follow(found, asked.start, asked.end, asked.until))

    def curve(make: Callable[[Followed], Curve]) -> Curve | Refused:
        return followed if isinstance(followed, Refused) else attempt(lambda: make(followed))

    return Found(
        asked,
        found,
        attempt(lambda: looking_back(found, asked.start, asked.end)),
        attempt(lambda: looking_forward(found, asked.start, asked.end, asked.until)),
        followed,
        curve(lambda one: kaplan_meier(one.days, one.causes == AGAIN)),
        curve(lambda one: aalen_johansen(one.days, one.causes, AGAIN, form="again")),
    )


def rereferral_lines(found: Found, file: Path) -> Iterator[str]:
    """Yield what a list of referrals says."""
    unit, asked = found.referred.unit, found.asked
    units = line(f"unit.{unit}")
    yield line(
        "rereferrals.title", unit=units, file=file.name, start=asked.start, end=asked.end, until=asked.until
    )
    if found.referred.same_day:
        one = line(f"unit.one_{unit}")
        yield line("rereferrals.same_day", one=one, count=f"{found.referred.same_day:,}")
    if found.referred.without_family:
        yield line("rereferrals.without_family", count=f"{found.referred.without_family:,}")
    yield from _rates(found, units)
    yield from _curves(found, units)
    yield line("rereferrals.note")


def rereferral_frames(found: Found) -> dict[str, pd.DataFrame]:
    """Return the curves as tables, by name."""
    curves = {"survival": found.survival, "incidence": found.incidence}
    return {name: curve.frame() for name, curve in curves.items() if isinstance(curve, Curve)}


def funnel_lines(found: Funnel, area: str, year: int, neighbours: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield where an authority lies, and its neighbours.

    Raises
    ------
    LookupError
        If the table has no figure of it.
    """
    standing = found.standing(area)
    row = found.frame[found.frame["place"] == area].iloc[0]
    yield line("funnel.title", area=area, year=year, target=_share(found.target), **_counts(row))
    without = ", ".join(found.left_out) or line("funnel.none")
    yield line("funnel.places", count=len(found.frame), without=without)
    yield line("funnel.over" if found.over else "funnel.chance", ratio=f"{found.ratio:.1f}")
    wide = "wide_" if found.over else ""
    yield line(
        "funnel.limits",
        low=_share(row[f"{wide}low_95"]),
        high=_share(row[f"{wide}high_95"]),
        lowest=_share(row[f"{wide}low_99_8"]),
        highest=_share(row[f"{wide}high_99_8"]),
    )
    yield line(f"funnel.{standing}")
    if neighbours:
        rows = found.frame.set_index("place").loc[list(neighbours)].reset_index()
        for _, one in rows.iterrows():
            where = line(f"funnel.standing_{found.standing(one['place'])}")
            yield line("funnel.row", place=one["place"], standing=where, **_counts(one))
        yield line("funnel.mean", count=len(rows), share=_share(float(rows["share"].mean())))
    yield line("funnel.not_league")


def _rates(found: Found, units: str) -> Iterator[str]:
    if isinstance(found.back, Refused):
        yield f"{found.back}"
    else:
        yield line("rereferrals.back", again=f"{found.back.again:,}", counted=f"{found.back.counted:,}")
        yield said(found.back.rate)
    if isinstance(found.forward, Refused):
        yield f"{found.forward}"
        return
    rate = found.forward
    yield line("rereferrals.forward", again=f"{rate.again:,}", counted=f"{rate.counted:,}", unit=units)
    yield said(rate.rate)
    if rate.still_open:
        yield line("rereferrals.open", count=f"{rate.still_open:,}", naive=percent(rate.naive))
    if rate.gone:
        yield line("rereferrals.gone", count=f"{rate.gone:,}")
    yield from rate.rate.cautions


def _curves(found: Found, units: str) -> Iterator[str]:
    if not isinstance(found.followed, Refused):
        again, gone, still = (int(np.sum(found.followed.causes == one)) for one in (AGAIN, GONE, OPEN))
        count = len(found.followed.days)
        yield line("rereferrals.followed", count=f"{count:,}", unit=units, again=again, gone=gone, left=still)
    for name, curve in (("survival", found.survival), ("incidence", found.incidence)):
        at = curve if isinstance(curve, Refused) else attempt(partial(curve.at, YEAR))
        if isinstance(at, Refused):
            yield f"{at}"
        else:
            ends = {"low": percent(at.low), "high": percent(at.high), "level": percent(at.level)}
            yield line(f"rereferrals.{name}", value=percent(at.value), **ends)
    if found.referred.unit == "child" and found.referred.frame["cluster"].duplicated().any():
        yield line("rereferrals.siblings")


def _counts(row: pd.Series) -> dict[str, str]:
    return {"count": f"{row['count']:,.0f}", "of": f"{row['of']:,.0f}", "share": _share(row["share"])}


def _share(value: float) -> str:
    return f"{100 * value:.1f}%"
