"""A series in words: what may be said of it and what may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from ...marking.refusal import Refused
from ..wording import line
from .chart import Chart
from .dispersion import Dispersion
from .reading import Reading
from .run import RunChart

Say = Callable[[float], str]


def series_lines(reading: Reading, title: str) -> Iterator[str]:
    """Yield what the charts show, what may be said, and what may not."""
    series = reading.series
    say = sayer(reading)
    labels = series.labels or ("–",)
    yield line("time.title", title=title, count=len(series.labels), first=labels[0], last=labels[-1])
    if series.left_out:
        yield line("time.left_out", labels=", ".join(series.left_out))
    if series.jumps:
        yield line("time.jumps", labels=", ".join(series.jumps))
    yield from (line("time.note", label=label, note=note) for label, note in series.notes.items())
    yield from _run(reading.run, series.labels, say)
    yield from _dispersion(reading.dispersion)
    yield from (_chart(chart, series.labels, say) for chart in reading.charts)
    if reading.refused is not None:
        yield f"{reading.refused}"
        return
    yield from _to_read(reading)
    yield from may_lines(reading)
    yield from may_not_lines(reading, say)


def series_frames(reading: Reading) -> dict[str, pd.DataFrame]:
    """Return the points of each control chart, or of the series where there is none, by name."""
    labels = reading.series.labels
    if not reading.charts:
        return {"series": pd.DataFrame({"period": labels, "value": reading.series.values})}
    return {chart.kind: chart.frame(labels) for chart in reading.charts}


def chart_name(chart: Chart) -> str:
    """Return what a chart is called."""
    return line(f"chart_name.{chart.kind}")


def sayer(reading: Reading) -> Say:
    """Return how a series' figures are written."""
    if reading.series.shares and not any(chart.kind.startswith("u") for chart in reading.charts):
        return lambda value: f"{100 * value:.1f}%"
    sign = "%" if reading.series.percent else ""
    return lambda value: f"{value:.3g}{sign}"


def _run(run: RunChart | Refused, labels: tuple[str, ...], say: Say) -> Iterator[str]:
    if isinstance(run, Refused):
        yield f"{run}"
        return
    yield line(
        "time.run",
        median=say(run.median),
        useful=run.useful,
        longest=run.longest,
        most=run.most,
        crossings=run.crossings,
        fewest=run.fewest,
    )
    if run.shift:
        yield line("time.run_shift", longest=run.longest, begins=labels[run.begins], ends=labels[run.ends])
    if run.few_crossings:
        yield line("time.run_crossings")
    if not run.signal:
        yield line("time.run_none")


def _dispersion(found: Dispersion | Refused | None) -> Iterator[str]:
    if isinstance(found, Refused):
        yield f"{found}"
    elif found is not None:
        name = "time.dispersion_over" if found.over else "time.dispersion_chance"
        p = "< .001" if found.p < 0.001 else f"{found.p:.3f}"
        yield line(name, ratio=f"{found.ratio:.1f}", chi2=f"{found.chi2:.1f}", df=found.df, p=p)


def _chart(chart: Chart, labels: tuple[str, ...], say: Say) -> str:
    outside = [labels[point.place] for point in chart.outside]
    prime = chart.kind.endswith("prime")
    return line(
        "time.chart",
        name=chart_name(chart),
        centre=say(chart.centre),
        low=_range(chart.low, say),
        high=_range(chart.high, say),
        widened=line("time.widened", sigma=f"{chart.sigma_z:.2f}") if prime else "",
        outside=line("time.outside", labels=", ".join(outside)) if outside else line("time.inside"),
    )


def _range(limits: np.ndarray, say: Say) -> str:
    least, most = say(float(limits.min())), say(float(limits.max()))
    return least if least == most else f"({line('time.varying', least=least, most=most)})"


def _to_read(reading: Reading) -> Iterator[str]:
    chosen = reading.to_read
    assert chosen is not None
    if len(reading.charts) > 1:
        yield line("time.read", name=chart_name(chosen))
        if chosen is not reading.charts[0]:
            yield line("time.read_why", other=chart_name(reading.charts[0]))


def may_lines(reading: Reading) -> Iterator[str]:
    """Yield what may be said of a series that has control charts."""
    chosen, run = reading.to_read, reading.run
    assert chosen is not None
    yield line("time.may")
    outside = [reading.series.labels[point.place] for point in chosen.outside]
    yield line("time.may_outside", labels=", ".join(outside)) if outside else line("time.may_inside")
    if isinstance(run, RunChart):
        held = line("time.may_run_held", count=len(reading.series.labels))
        yield line("time.may_shift") if run.signal else held
    if chosen.cautions:
        yield line("time.may_few", count=chosen.baseline)


def may_not_lines(reading: Reading, say: Say) -> Iterator[str]:
    """Yield what may not be said of it."""
    chosen, labels = reading.to_read, reading.series.labels
    assert chosen is not None
    yield line("time.may_not")
    step = int(np.abs(np.diff(chosen.values)).argmax())
    outside = {point.place for point in chosen.outside}
    name = "time.may_not_pair_out" if outside & {step, step + 1} else "time.may_not_pair"
    yield line(
        name,
        a=labels[step],
        b=labels[step + 1],
        a_value=say(float(chosen.values[step])),
        b_value=say(float(chosen.values[step + 1])),
    )
    yield line("time.may_not_cause")
