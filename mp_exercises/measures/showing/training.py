"""What people look at of skill before and after training."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

import numpy as np
import pandas as pd

from ...marking.bands import number
from ...marking.estimate import Estimate
from ...marking.refusal import Refused, attempt
from ..change import Decay, Paired, decay, detectable, effects, paired
from ..change.decay import ENOUGH
from ..change.report import decay_lines, model_lines, paired_lines
from ..drawing import Axis, Figure, Line, Reference, xy_figure
from ..drawing.figure import table as figures
from ..reading import Table
from ..wording import line
from .choosing import Choice
from .panel import Panel, cautioned, headline, moved, nothing
from .pictures import SHOWN, point_rows
from .wording import panel_words, signed

MOST_LINES = 120
"""Of more workers so many are drawn, from the largest fall to the largest rise, that stand for all."""

LOWEST, HIGHEST = 1.0, 5.0


def panels(table: Table, _choice: Choice) -> Iterator[Panel]:
    """Yield how skill moved with training, and how it held."""
    frame = table.frame
    yield _changed(paired(frame))
    held = attempt(lambda: decay(frame))
    models = tuple(model_lines(attempt(lambda: effects(frame))))
    yield nothing("held", held) if isinstance(held, Refused) else _held(held, models)


def _changed(found: Paired) -> Panel:
    said, change = panel_words("changed"), found.change
    may_not = [said.line("cause")]
    count = len(found.pairs)
    if count >= 2 and isfinite(found.spread) and found.spread > 0:
        least = detectable(count, found.spread)
        may_not.append(said.line("power", least=f"{least:.2f}", count=f"{count:,}"))
    return Panel(
        "changed",
        headline("changed", change),
        cautioned(paired_lines(found), change),
        (said.line(moved(change)),) if isinstance(change, Estimate) else (),
        tuple(may_not),
        _pairs(found.pairs) if isinstance(change, Estimate) else None,
        {"pairs": found.pairs},
    )


def _pairs(pairs: pd.DataFrame) -> Figure:
    said = panel_words("changed")
    order = pairs.sort_values("change", kind="stable")
    drawn = order.iloc[:: max(1, -(-len(order) // MOST_LINES))]
    places = np.array([0.0, 1.0])
    series = []
    for rose, look in ((True, "faint"), (False, "third")):
        some = drawn[(drawn["change"] >= 0) == rose]
        ends = zip(some["before"], some["after"], strict=True)
        name = said.line("rose" if rose else "fell")
        for place, pair in enumerate(ends):
            series.append(Line("" if place else name, places, np.array(pair), look))
    means = np.array([pairs["before"].mean(), pairs["after"].mean()])
    series.append(Line(said.line("mean"), places, means, "first", mark="outside"))
    ups = int((pairs["change"] > 0).sum())
    says = said.line(
        "says",
        up=ups,
        down=int((pairs["change"] < 0).sum()),
        before=number(float(means[0])),
        after=number(float(means[1])),
    )
    heads = (said.line("worker"), said.line("before"), said.line("after"))
    rows = [(f"{one}", number(b), number(a)) for one, b, a in zip(*_columns(order), strict=True)]
    return xy_figure(
        said.chart,
        says,
        series,
        x=Axis("", labels=(said.line("before"), said.line("after"))),
        y=Axis(said.axis, low=LOWEST, high=HIGHEST),
        table=figures(heads, rows),
        sizes=SHOWN,
    )


def _columns(pairs: pd.DataFrame) -> list[list[object]]:
    return [pairs[name].tolist() for name in ("worker", "before", "after")]


def _held(found: Decay, models: tuple[str, ...]) -> Panel:
    said = panel_words("held")
    slopes = {
        said.line("without", sessions=ENOUGH): found.without,
        said.line("coached", sessions=ENOUGH): found.coached,
    }
    says = said.line("says", without=signed(found.without.value), coached=signed(found.coached.value))
    rows = {"without": found.without, "coached": found.coached, "difference": found.difference}
    frame = pd.DataFrame([(name, one.value, one.low, one.high) for name, one in rows.items()])
    return Panel(
        "held",
        headline("held", found.difference),
        cautioned((*decay_lines(found), *models, line("change.not_drawn")), found.difference),
        (said.line(moved(found.difference), sessions=ENOUGH),),
        (said.line("cause"),),
        point_rows("held", says, slopes, marks=[Reference(0.0, said.line("mark"))]),
        {"a-month": frame.set_axis(["who", "points a month", "low", "high"], axis=1)},
    )
