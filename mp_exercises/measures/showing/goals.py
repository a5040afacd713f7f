"""What people look at of a table of goals."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ...marking.bands import percent
from ...marking.estimate import Estimate
from ...marking.refusal import Refused, attempt
from ..drawing import Axis, Figure, Row, rows_figure
from ..drawing.figure import table as figures
from ..goals import Attainment, Ownership, Progress, attainment, ownership, progress
from ..goals.attainment import LEVELS
from ..goals.report import attainment_lines, ownership_lines, progress_lines
from ..reading import Table
from .choosing import Choice
from .panel import Panel, cautioned, headline, moved, nothing
from .pictures import SHOWN, share_rows
from .wording import panel_words

EXPECTED = 50
"""The T-score of what was expected."""


def panels(table: Table, _choice: Choice) -> Iterator[Panel]:
    """Yield how far goals were reached, how families see it, and whose they are."""
    frame = table.frame
    reached = attempt(lambda: attainment(frame))
    yield nothing("attained", reached) if isinstance(reached, Refused) else _attained(reached)
    rated = attempt(lambda: progress(frame))
    yield nothing("moved", rated) if isinstance(rated, Refused) else _moved(rated)
    whose = attempt(lambda: ownership(frame))
    yield nothing("owned", whose) if isinstance(whose, Refused) else _owned(whose)


def _attained(found: Attainment) -> Panel:
    said = panel_words("attained")
    way = {"up": "above", "down": "below", "none": "about"}
    score = found.score
    may = [said.line(way[moved(score, EXPECTED)])] if isinstance(score, Estimate) else []
    named = {f"{'minus' if step < 0 else 'plus'}{abs(step)}": count for step, count in found.levels.items()}
    rows = [
        (f"{step:+d}".replace("-", "−") if step else "0", found.levels[step]) for step in reversed(LEVELS)
    ]
    counts = pd.DataFrame({"level": list(found.levels), "goals": list(found.levels.values())})
    return Panel(
        "attained",
        headline("attained", score),
        cautioned(attainment_lines(found), score),
        tuple(may),
        (said.line("cause"), said.line("easy")),
        counted("attained", said.line("says", **named), rows, said.line("level")),
        {"levels": counts, "attainment": found.families},
    )


def _moved(found: Progress) -> Panel:
    said = panel_words("moved")
    change = found.change
    may = [said.line(moved(change))] if isinstance(change, Estimate) else []
    may_not = [said.line("single")]
    if found.without:
        may_not.append(said.line("without", count=found.without))
    ways = {"up": found.up, "same": found.same, "down": found.down}
    rows = [(said.line(f"row_{name}"), count) for name, count in ways.items()]
    return Panel(
        "moved",
        headline("moved", change),
        cautioned(progress_lines(found), change),
        tuple(may),
        tuple(may_not),
        counted("moved", said.line("says", **ways), rows, said.line("moved")),
        {
            "moves": pd.DataFrame({"moved": list(ways), "goals": list(ways.values())}),
            "progress": found.families,
        },
    )


def _owned(found: Ownership) -> Panel:
    said = panel_words("owned")
    shares = {"own": found.own, "agreed": found.own_or_agreed}
    known = {name: one for name, one in shares.items() if isinstance(one, Estimate)}
    own = known.get("own")
    chart = None
    if len(known) == len(shares):
        words = {name: percent(one.value) for name, one in known.items()}
        named = {said.line(f"row_{name}"): one for name, one in known.items()}
        chart = share_rows("owned", said.line("says", **words), named)
    goals = pd.DataFrame({"owner": list(found.goals), "goals": list(found.goals.values())})
    return Panel(
        "owned",
        headline("owned", found.own),
        cautioned(ownership_lines(found), found.own),
        () if own is None else (said.line("own", percent=percent(own.value)),),
        (said.line("required"),),
        chart,
        {"whose-goals": goals},
    )


def counted(key: str, says: str, rows: list[tuple[str, int]], head: str) -> Figure:
    """Return numbers as bars."""
    said = panel_words(key)
    made = [Row(name, float(count), beside=f"{count:,}") for name, count in rows]
    cells = [(name, f"{count:,}") for name, count in rows]
    top = max((count for _, count in rows), default=0)
    return rows_figure(
        said.chart,
        says,
        made,
        axis=Axis(said.axis, low=0, high=max(top, 1)),
        table=figures((head, said.line("count")), cells),
        sizes=SHOWN,
    )
