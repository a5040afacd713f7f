"""The charts of our own results: series over time, intervals side by side, and curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ...marking.estimate import Estimate
from ...marking.refusal import Refused
from ..charts import Reading
from ..charts.report import chart_name
from ..charts.run import RunChart
from ..rereferrals import Curve
from ..wording import line
from .figure import Figure, table
from .rows import Reference, Row, rows_figure
from .scene import SIZES, Size, number
from .xy import Axis, Band, Dots, Line, Note, Series, xy_figure

MONTH = 365.25 / 12
"""Days."""

LOOKS = {"p": "limit", "u": "limit", "xmr": "wide-limit", "p-prime": "wide-limit", "u-prime": "wide-limit"}
CURVES = (("first", "band"), ("second", "band-second"))


def run_figure(
    title: str,
    run: RunChart,
    labels: Sequence[str],
    *,
    y: Axis,
    x: str = "",
    notes: Sequence[Note] = (),
    caption: str = "",
    sizes: Sequence[Size] = SIZES,
) -> Figure:
    """Return a run chart: the series about its median.

    Parameters
    ----------
    labels
        Of the periods, as many as there are values.
    """
    say = _sayer(y)
    places = np.arange(len(run.values))
    series: list[Series] = [
        Line(line("drawing.median"), places, np.full(len(places), run.median), "centre"),
        Line("", places, run.values, "data", mark="small"),
    ]
    said = [_about(labels, run.values, say), line("drawing.run_says", median=say(run.median))]
    if run.shift:
        inside = np.arange(run.begins, run.ends + 1)
        inside = inside[run.values[inside] != run.median]
        series.append(Dots(line("drawing.longest"), inside, run.values[inside], "ring"))
        said.append(line("drawing.shift", begins=labels[run.begins], ends=labels[run.ends]))
    rows = [(label, say(value)) for label, value in zip(labels, run.values, strict=True)]
    return xy_figure(
        title,
        " ".join([*said, *(note.text for note in notes)]),
        series,
        x=Axis(x, labels=tuple(labels)),
        y=y,
        notes=notes,
        table=table((line("drawing.period"), y.name), rows),
        caption=caption,
        sizes=sizes,
    )


def series_figure(
    title: str,
    reading: Reading,
    *,
    y: Axis,
    x: str = "",
    kinds: Sequence[str] | None = None,
    notes: Sequence[Note] = (),
    caption: str = "",
    sizes: Sequence[Size] = SIZES,
) -> Figure:
    """Return a control chart: the series, its mean, and the limits of each of its charts.

    Parameters
    ----------
    kinds
        Whose limits are drawn, as ``p`` and ``p-prime``; by default all.

    Raises
    ------
    Refused
        If there were too few periods for limits.
    """
    if reading.refused is not None:
        raise reading.refused
    charts = [chart for chart in reading.charts if kinds is None or chart.kind in kinds]
    labels, values, say = reading.series.labels, reading.series.values, _sayer(y)
    places = np.arange(len(values))
    series: list[Series] = [
        Line(line("drawing.mean"), places, np.full(len(places), charts[0].centre), "centre")
    ]
    said = [_about(labels, values, say)]
    for chart in charts:
        name, look = chart_name(chart), LOOKS[chart.kind]
        series.append(Line(line("drawing.limits", name=name), places, chart.high, look, treads=True))
        series.append(Line("", places, chart.low, look, treads=True))
        out = ", ".join(labels[point.place] for point in chart.outside)
        said.append(line("drawing.outside" if out else "drawing.inside", name=name, labels=out))
    series.append(Line("", places, values, "data", mark="dot"))
    marked_at = [point.place for point in charts[0].outside]
    if marked_at:
        marked = line("drawing.marked", name=chart_name(charts[0]))
        series.append(Dots(marked, marked_at, values[marked_at], "outside"))
    heads = [line("drawing.period"), y.name, *(line("drawing.limits", name=chart_name(c)) for c in charts)]
    rows = [
        [label, say(values[place]), *(_limits(c.low[place], c.high[place], say) for c in charts)]
        for place, label in enumerate(labels)
    ]
    return xy_figure(
        title,
        " ".join(said),
        series,
        x=Axis(x, labels=labels),
        y=y,
        notes=notes,
        table=table(heads, rows),
        caption=caption,
        sizes=sizes,
    )


def intervals_figure(
    title: str,
    says: str,
    found: Mapping[str, Estimate | Refused],
    *,
    axis: Axis,
    digits: int = 2,
    references: Sequence[Reference] = (),
    caption: str = "",
    sizes: Sequence[Size] = SIZES,
) -> Figure:
    """Return estimates side by side, each with its interval; what was refused says so."""
    rows, cells = [], []
    for name, one in found.items():
        if isinstance(one, Refused):
            rows.append(Row(name, beside=line("drawing.refused")))
            cells.append((name, line("drawing.refused"), ""))
            continue
        said = _rounded(one.value, digits, axis), _range(one.low, one.high, digits, axis)
        rows.append(Row(name, one.value, one.low, one.high, f"{said[0]} ({said[1]})", short=said[0]))
        cells.append((name, *said))
    level = next((one.level for one in found.values() if isinstance(one, Estimate)), 0.95)
    heads = ("", line("drawing.value"), line("drawing.interval", level=f"{100 * level:g}%"))
    return rows_figure(
        title,
        says,
        rows,
        axis=axis,
        references=references,
        table=table(heads, cells),
        caption=caption,
        sizes=sizes,
    )


def curves_figure(
    title: str,
    curves: Mapping[str, Curve],
    *,
    x: str,
    y: Axis,
    until: int | None = None,
    caption: str = "",
    sizes: Sequence[Size] = SIZES,
) -> Figure:
    """Return curves over months, with their intervals as bands, and the figures every third month.

    Parameters
    ----------
    until
        The last day that is drawn.
    """
    bands: list[Series] = []
    lines: list[Series] = []
    for (name, curve), (look, band) in zip(curves.items(), CURVES, strict=False):
        last = min(curve.longest, until or curve.longest)
        shown = curve.days <= last
        days = np.concatenate([[0], curve.days[shown], [last]]) / MONTH
        values, low, high = (
            np.concatenate([[curve.start], part[shown], part[shown][-1:]])
            for part in (curve.values, curve.low, curve.high)
        )
        bands.append(Band("", days, low, high, band, step=True))
        lines.append(Line(name, days, values, look, step=True))
    months = range(0, round((until or 366) / MONTH) + 1, 3)
    say = _sayer(y)
    rows, said = [], []
    for month in months:
        day = min(round(month * MONTH), until or 10**6)
        row = [f"{month}"]
        for curve in curves.values():
            one = curve.at(day)
            row.append(f"{say(one.value)} ({_limits(one.low, one.high, say)})" if month else say(one.value))
        rows.append(row)
    for place, name in enumerate(curves, 1):
        said.append(line("drawing.curve_says", name=name, months=months[-1], value=rows[-1][place]))
    return xy_figure(
        title,
        " ".join(said),
        [*bands, *lines],  # no band over a line
        x=Axis(x, low=0),
        y=y,
        table=table((x, *curves), rows),
        caption=caption,
        sizes=sizes,
    )


def _about(labels: Sequence[str], values: np.ndarray, say: _Say) -> str:
    least, most = int(values.argmin()), int(values.argmax())
    return line(
        "drawing.series_says",
        count=len(values),
        first=labels[0],
        last=labels[-1],
        least=say(values[least]),
        least_at=labels[least],
        most=say(values[most]),
        most_at=labels[most],
    )


class _Say:
    """How numbers of an axis are said: one place after the point."""

    def __init__(self, axis: Axis) -> None:
        self.percent = axis.percent

    def __call__(self, value: float) -> str:
        shown = round(float(value), 3) if self.percent else round(float(value), 1)
        return number(shown, percent=self.percent)


def _sayer(axis: Axis) -> _Say:
    return _Say(axis)


def _limits(low: float, high: float, say: _Say) -> str:
    return line("drawing.range", low=say(low), high=say(high))


def _range(low: float, high: float, digits: int, axis: Axis) -> str:
    return line("drawing.range", low=_rounded(low, digits, axis), high=_rounded(high, digits, axis))


def _rounded(value: float, digits: int, axis: Axis) -> str:
    text = f"{100 * value:.{digits}f}%" if axis.percent else f"{value:.{digits}f}"
    return text.replace("-", "−")


__all__ = ["curves_figure", "intervals_figure", "run_figure", "series_figure"]
