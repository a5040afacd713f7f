"""What people look at of a list of referrals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from ...marking.bands import percent
from ...marking.estimate import Estimate
from ...marking.refusal import Refused, attempt
from ..drawing import Axis, Figure, curves_figure
from ..reading import Table
from ..rereferrals import Curve, referred
from ..rereferrals.report import YEAR, Asked, Found, rereferral_frames, rereferral_lines, rereferrals
from ..wording import line
from .choosing import Choice
from .panel import Panel, cautioned, headline, nothing
from .pictures import SHOWN
from .wording import panel_words

MONTHS = 12


def panels(table: Table, choice: Choice) -> Iterator[Panel]:
    """Yield how many were referred again within twelve months."""
    found = attempt(lambda: referred(table.frame, choice.unit))
    if isinstance(found, Refused):
        yield nothing("again", found)
        return
    asked = period(table, choice)
    yield _again(rereferrals(found, asked), table, choice)


def period(table: Table, choice: Choice) -> Asked:
    """Return the period that is asked about: by default the last year that could be followed for another."""
    last = table.frame["referred_on"].max()
    until = choice.until or last.date()
    end = choice.end or (pd.Timestamp(until) - pd.DateOffset(months=MONTHS)).date()
    start = choice.start or (pd.Timestamp(end) - pd.DateOffset(months=MONTHS) + pd.Timedelta(days=1)).date()
    return Asked(min(start, end), end, until)


def _again(found: Found, table: Table, choice: Choice) -> Panel:
    said, units = panel_words("again"), line(f"unit.{found.referred.unit}")
    rate = found.forward if isinstance(found.forward, Refused) else found.forward.rate
    if isinstance(rate, Refused) and isinstance(found.incidence, Refused):
        return nothing("again", rate)
    may, may_not = [], []
    if isinstance(rate, Estimate):
        days = {"start": _day(found.asked.start), "end": _day(found.asked.end)}
        may.append(said.line("about", units=units, percent=percent(rate.value), **days))
        may_not = [said.line("harm"), said.line("low")]
    if not isinstance(found.back, Refused):
        may.append(said.line("back", percent=percent(found.back.rate.value)))
    if "team" in choice.values:
        may_not.insert(0, said.line("team"))
    lines = list(rereferral_lines(found, table.file))
    if choice.until is None:
        lines.insert(1, said.line("until", until=_day(found.asked.until)))
    return Panel(
        "again",
        headline("again", rate, units=units),
        cautioned(lines, rate),
        tuple(may),
        tuple(may_not),
        None if isinstance(found.incidence, Refused) else _curve(found.incidence),
        rereferral_frames(found),
    )


def _curve(found: Curve) -> Figure:
    said = panel_words("again")
    return curves_figure(
        said.chart,
        {said.line("curve"): found},
        x=said.axis,
        y=Axis(said.line("share"), low=0, percent=True),
        until=min(YEAR + 1, found.longest),
        sizes=SHOWN,
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
