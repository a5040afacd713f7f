"""What people look at of a series over time, and of an authority among others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...marking.bands import percent
from ...marking.refusal import Refused, attempt
from ..charts import Reading, from_published, from_table, read_series
from ..charts.report import may_lines, may_not_lines, sayer, series_frames, series_lines
from ..drawing import Axis, Dots, Figure, Line, Note, run_figure, series_figure, xy_figure
from ..drawing.figure import table as figures
from ..reading import Published, Table
from ..rereferrals import Funnel, funnel_of_published
from ..rereferrals.report import funnel_lines
from ..wording import line
from .choosing import Choice
from .panel import Headline, Panel, nothing
from .pictures import SHOWN
from .wording import panel_words, words


def panels(table: Table, _choice: Choice) -> Iterator[Panel]:
    """Yield the series with its charts."""
    series = attempt(lambda: from_table(table))
    if isinstance(series, Refused):
        yield nothing("time", series)
        return
    yield over_time(read_series(series), table.file.name)


def published_panels(table: Published, choice: Choice) -> Iterator[Panel]:
    """Yield an authority's series, and where it stands among others."""
    area = choice.area or table.areas()[0]
    series = attempt(lambda: from_published(table, area, children=choice.children))
    if isinstance(series, Refused):
        yield nothing("time", series)
    else:
        yield over_time(read_series(series), area)
    year = int(table.frame["year"].max())
    found = attempt(lambda: funnel_of_published(table, year, children=choice.children))
    if isinstance(found, Refused):
        yield nothing("funnel", found)
    elif area in set(found.frame["place"]):
        yield _funnel(found, area, year, children=choice.children)


def over_time(reading: Reading, title: str) -> Panel:
    """Return a series as a panel: its control chart, or where there is none its run chart."""
    lines = tuple(series_lines(reading, title))
    chosen = reading.to_read
    frames = series_frames(reading)
    if chosen is None:
        why = f"{reading.refused}"
        figure = _run(reading)
        return Panel("time", Headline(words().refused, why=why), lines, chart=figure, frames=frames)
    said, say = panel_words("time"), sayer(reading)
    low, high = say(float(chosen.low[-1])), say(float(chosen.high[-1]))
    about = Headline(
        say(chosen.centre),
        said.unit,
        words().limits.format(low=low, high=high),
        said.n.format(n=len(reading.series.labels)),
    )
    may, may_not = may_lines(reading), may_not_lines(reading, say)
    plain = [text for text in lines if not text.startswith("- ")]
    kept = tuple(text for text in plain if text not in (line("time.may"), line("time.may_not")))
    figure = series_figure(
        said.chart, reading, y=_axis(reading), kinds=[chosen.kind], notes=_notes(reading), sizes=SHOWN
    )
    return Panel("time", about, kept, _listed(may), _listed(may_not), figure, frames)


def _listed(lines: Iterator[str]) -> tuple[str, ...]:
    return tuple(text.removeprefix("- ") for text in lines if text.startswith("- "))


def _axis(reading: Reading) -> Axis:
    return Axis(panel_words("time").axis, percent=reading.series.shares)


def _notes(reading: Reading) -> list[Note]:
    labels = reading.series.labels
    return [
        Note(labels.index(label), note) for label, note in reading.series.notes.items() if label in labels
    ]


def _run(reading: Reading) -> Figure | None:
    if isinstance(reading.run, Refused):
        return None
    said = panel_words("time")
    return run_figure(
        said.chart,
        reading.run,
        reading.series.labels,
        y=_axis(reading),
        notes=_notes(reading),
        sizes=SHOWN,
    )


def _funnel(found: Funnel, area: str, year: int, *, children: bool) -> Panel:
    said = panel_words("funnel")
    row = found.frame[found.frame["place"] == area].iloc[0]
    lines = tuple(funnel_lines(found, area, year))
    unit = said.line("children", year=year) if children else said.unit.format(year=year)
    wide = "wide_" if found.over else ""
    limits = {"low": percent(row[f"{wide}low_95"]), "high": percent(row[f"{wide}high_95"])}
    about = Headline(
        f"{100 * row['share']:.1f}%",
        unit,
        words().limits.format(**limits),
        said.n.format(n=f"{row['of']:,.0f}"),
    )
    may = line(f"funnel.{found.standing(area)}")
    return Panel(
        "funnel",
        about,
        lines,
        (may,),
        (said.line("rank"),),
        _picture(found, area, may),
        {"funnel": found.frame},
    )


def _picture(found: Funnel, area: str, says: str) -> Figure:
    said = panel_words("funnel")
    order = found.frame.sort_values("of").reset_index(drop=True)
    of, share = (order[name].to_numpy(dtype=np.float64) for name in ("of", "share"))
    wide = "wide_" if found.over else ""
    series: list[Line | Dots] = [
        Line(said.line("target"), [of[0], of[-1]], [found.target, found.target], "centre")
    ]
    for level, look in (("95", "limit"), ("99_8", "wide-limit")):
        for end in ("low", "high"):
            name = said.line("limit95" if level == "95" else "limit99") if end == "low" else ""
            ends = order[f"{wide}{end}_{level}"].to_numpy(dtype=np.float64).clip(0, 1)
            series.append(Line(name, of, ends, look))
    this = (order["place"] == area).to_numpy()
    series.append(Dots(said.line("other"), of[~this], share[~this], "small"))
    series.append(Dots(said.line("this", area=area), of[this], share[this], "outside"))
    heads = (words().filters.area, said.axis, said.line("share"))
    rows = [
        (place, f"{size:,.0f}", f"{100 * value:.1f}%")
        for place, size, value in zip(order["place"], of, share, strict=True)
    ]
    return xy_figure(
        said.chart,
        says,
        series,
        x=Axis(said.axis, low=0),
        y=Axis(said.line("share"), percent=True),
        table=figures(heads, rows),
        sizes=SHOWN,
    )
