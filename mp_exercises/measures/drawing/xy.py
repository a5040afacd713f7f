"""A chart with two axes: lines, steps, bands, points, and letters where something happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np
from numpy.typing import ArrayLike

from .figure import Figure, Table
from .key import Entry, add_key
from .scene import SIZES, Mark, Path, Scene, Size, Text, line, number, stairs, ticks

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Axis:
    """A side of a chart.

    Attributes
    ----------
    name
        What it counts, with its unit.
    labels
        Of categories, which stand at 0, 1, 2 and so on; else it is a scale of numbers.
    low, high
        Where the scale begins and ends at the latest; by default where its figures do.
    percent
        Whether numbers are shares.
    """

    name: str
    labels: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    percent: bool = False


@dataclass(frozen=True)
class Line:
    """A line through figures; with ``step`` level until the next, with ``treads`` level at each category."""

    name: str
    x: ArrayLike
    y: ArrayLike
    look: str = "data"
    step: bool = False
    treads: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Band:
    """The surface between two lines."""

    name: str
    x: ArrayLike
    low: ArrayLike
    high: ArrayLike
    look: str = "band"
    step: bool = False


@dataclass(frozen=True)
class Dots:
    """Points without a line."""

    name: str
    x: ArrayLike
    y: ArrayLike
    look: str = "dot"


@dataclass(frozen=True)
class Note:
    """Something that happened, at a place of the horizontal axis."""

    at: float
    text: str


Series = Line | Band | Dots


def xy_figure(
    title: str,
    says: str,
    series: Sequence[Series],
    *,
    x: Axis,
    y: Axis,
    notes: Sequence[Note] = (),
    table: Table | None = None,
    caption: str = "",
    sizes: Sequence[Size] = SIZES,
) -> Figure:
    """Return a chart with two axes.

    Parameters
    ----------
    title, says
        What it is, and what it shows, in words.
    series
        Drawn in this order; one without a name has no place in the key.
    """
    scenes = tuple(_Plane(size, x, y, series).scene(notes) for size in sizes)
    return Figure(title, says, scenes, table, caption)


class _Plane:
    """A chart of one size: where each figure comes to stand."""

    def __init__(self, size: Size, x: Axis, y: Axis, series: Sequence[Series]) -> None:
        self.size, self.x, self.y, self.series = size, x, y, series
        values = np.concatenate([_heights(one) for one in series])
        self.up = ticks(*_ends(y, values[np.isfinite(values)]), 5 if size.plain else 6)
        places = np.concatenate([np.asarray(one.x, dtype=np.float64) for one in series])
        self.across = [] if x.labels else ticks(*_ends(x, places), 7 if size.width > 400 else 5)
        room = max(size.wide(number(value, percent=y.percent)) for value in self.up)
        self.left, self.right = room + 12, size.width - 12
        self.top, self.bottom = (size.font if size.plain else 2 * size.font + 6), size.height

    def scene(self, notes: Sequence[Note]) -> Scene:
        """Return the drawing."""
        made = Scene(self.size, self.size.height)
        self._upright(made)
        self._level(made)
        entries = [entry for one in self.series for entry in self._series(made, one)]
        for letter, note in zip(ascii_uppercase, notes, strict=False):
            at = self._x(note.at)
            made.paths.append(Path(line([(at, self.top), (at, self.bottom)]), "note"))
            made.texts.append(Text(at, self.top - 5, letter, "middle", "strong"))
            entries.append(Entry(note.text, letter=letter))
        if not self.size.plain:
            add_key(made, entries)
        return made

    def _x(self, value: float) -> float:
        if self.x.labels:
            step = (self.right - self.left) / len(self.x.labels)
            return self.left + (value + 0.5) * step
        low, high = self.across[0], self.across[-1]
        return self.left + (value - low) / (high - low) * (self.right - self.left)

    def _y(self, value: float) -> float:
        low, high = self.up[0], self.up[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)

    def _points(self, x: ArrayLike, y: ArrayLike) -> Points:
        pairs = zip(np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64), strict=True)
        return [(self._x(float(a)), self._y(float(b))) for a, b in pairs]

    def _upright(self, made: Scene) -> None:
        if not self.size.plain:
            made.texts.append(Text(0, self.size.font, self.y.name, look="muted"))
        for value in self.up:
            at = self._y(value)
            look = "base" if value in (self.up[0], 0) else "grid"
            made.paths.append(Path(line([(self.left, at), (self.right, at)]), look))
            text = number(value, percent=self.y.percent)
            made.texts.append(Text(self.left - 7, at + self.size.font * 0.35, text, "end", "muted"))

    def _level(self, made: Scene) -> None:
        at = made.move(1.5 * self.size.font) + 1.25 * self.size.font
        for value, text in self._names():
            place = self._x(value)
            anchor = "end" if place + self.size.wide(text) / 2 > self.size.width else "middle"
            made.texts.append(Text(min(place, self.right + 10), at, text, anchor, "muted"))
        if self.x.name and not self.size.plain:
            at = made.move(1.4 * self.size.font) + 1.1 * self.size.font
            made.texts.append(Text(self.right, at, self.x.name, "end", "muted"))

    def _names(self) -> Iterator[tuple[float, str]]:
        if not self.x.labels:
            yield from ((value, number(value, percent=self.x.percent)) for value in self.across)
            return
        longest = max(self.size.wide(text) for text in self.x.labels) + 10
        step = (self.right - self.left) / len(self.x.labels)
        every = next(count for count in (1, 2, 3, 4, 6, 12, 24, 1000) if count * step >= longest)
        for place in range(0, len(self.x.labels), every):
            yield place, self.x.labels[place]

    def _series(self, made: Scene, one: Series) -> Iterator[Entry]:
        half = (self.right - self.left) / len(self.x.labels) / 2 if self.x.labels else 0.0
        if isinstance(one, Dots):
            made.marks += [Mark(a, b, one.look) for a, b in self._points(one.x, one.y)]
            entry = Entry(one.name, mark=one.look)
        elif isinstance(one, Band):
            low, high = self._points(one.x, one.low), self._points(one.x, one.high)
            if one.step:
                low, high = stairs(low), stairs(high)
            made.paths.append(Path(f"{line([*high, *reversed(low)])}z", one.look))
            entry = Entry(one.name, line=one.look)
        else:
            points = self._points(one.x, one.y)
            way = stairs(points, half) if one.treads else stairs(points) if one.step else points
            made.paths.append(Path(line(way), one.look))
            made.marks += [Mark(a, b, one.mark) for a, b in points if one.mark and b == b]
            entry = Entry(one.name, line=one.look, mark=one.mark)
        if one.name:
            yield entry


def _heights(one: Series) -> np.ndarray:
    if isinstance(one, Band):
        both = np.asarray(one.low, dtype=np.float64), np.asarray(one.high, dtype=np.float64)
        return np.concatenate(both)
    return np.asarray(one.y, dtype=np.float64)


def _ends(axis: Axis, values: np.ndarray) -> tuple[float, float]:
    low = float(values.min()) if axis.low is None else axis.low
    high = float(values.max()) if axis.high is None else axis.high
    return (low, high) if high > low else (low - 1, high + 1)
