"""What people look at of supervision that somebody listened to."""

from __future__ import annotations

from collections.abc import Iterator

from ...marking.bands import percent
from ...marking.refusal import Refused
from ..reading import Table
from ..supervising import Supervision, supervision
from ..supervising.report import called, heard_frame
from ..wording import outcome
from .choosing import Choice
from .panel import Panel, cautioned, headline, nothing
from .pictures import extremes, share_rows
from .wording import panel_words


def panels(table: Table, _choice: Choice) -> Iterator[Panel]:
    """Yield the mean rating of sessions, and what was heard in them."""
    found = supervision(table.frame)
    order = extremes(found.heard)
    if isinstance(found.rating, Refused) and not order:
        yield nothing("supervised", found.rating)
    else:
        yield _panel(found)


def _panel(found: Supervision) -> Panel:
    said = panel_words("supervised")
    named = {called(name): one for name, one in found.heard.items()}
    order = extremes(named)
    chart, may = None, ""
    if order:
        (worst, low), (best, high) = order[0], order[-1]
        ends = {"low": percent(low.value), "high": percent(high.value)}
        chart = share_rows("supervised", said.line("says", worst=worst, best=best, **ends), named)
        may = said.line("most", worst=worst, best=best)
    lines = [said.line("ingredient", name=name, words=outcome(one)) for name, one in named.items()]
    return Panel(
        "supervised",
        headline(
            "supervised", found.rating, n="" if found.units == "supervisor" else said.line("n_sessions")
        ),
        cautioned([outcome(found.rating), *lines], found.rating),
        (may,) if may else (),
        (said.line("watched"), said.line("work")),
        chart,
        {"heard": heard_frame(found)} if order else {},
    )
