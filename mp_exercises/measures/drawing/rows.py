"""A chart of rows: a value with its interval, or a bar, for each name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .figure import Figure, Table
from .key import Entry, add_key
from .scene import NARROW, SIZES, WIDE, Mark, Path, Scene, Size, Text, line, number, ticks, ticks_within
from .xy import Axis

LEAD = 2.5
"""The height of a row in sizes of the font, where its name stands above it."""

BELOW = 1.2
"""How much higher, where what stands at its end comes below its name."""

MOST_BESIDE = 230
"""The most room that names get beside their rows."""


@dataclass(frozen=True)
class Row:
    """A row; without ends it is a bar from 0, without a value it is a name and words.

    Attributes
    ----------
    beside, short
        What stands at the end of the row, and where there is little room instead.
    """

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    beside: str = ""
    look: str = "circle"
    short: str = ""


@dataclass(frozen=True)
class Reference:
    """A line to compare with."""

    at: float
    name: str
    look: str = "reference"


def rows_figure(
    title: str,
    says: str,
    rows: Sequence[Row],
    *,
    axis: Axis,
    references: Sequence[Reference] = (),
    key: Sequence[Entry] = (),
    table: Table | None = None,
    caption: str = "",
    sizes: Sequence[Size] = SIZES,
) -> Figure:
    """Return a chart of rows.

    Parameters
    ----------
    title, says
        What it is, and what it shows, in words.
    """
    scenes = tuple(_scene(size, rows, axis, references, key) for size in sizes)
    return Figure(title, says, scenes, table, caption)


def _scene(
    size: Size, rows: Sequence[Row], axis: Axis, references: Sequence[Reference], key: Sequence[Entry]
) -> Scene:
    widest = max(size.wide(row.name) for row in rows) + 12
    # Names that would have to be cut short stand above their rows, where there is room for that.
    beside = size is not NARROW and (size.plain or widest <= MOST_BESIDE)
    left = min(widest, MOST_BESIDE, 0.52 * size.width) if beside else 6.0
    ends = [row.short or row.beside if size.plain else row.beside for row in rows]
    full = max(size.wide(f"{row.name} {row.beside}") for row in rows) > size.width - 8
    # Not through a line to compare with, either.
    stacked = not beside and (full or bool(references))
    words = max(size.wide(end) for end in ends) + 10 if beside else 14.0
    right = size.width - words
    most = 6 if size is WIDE else max(3, min(5, int((right - left) / (4 * size.font))))
    scale = _scale(rows, axis, references, most)
    step = (1.5 if size.plain else 1.9 if beside else LEAD + BELOW * stacked) * size.font
    top, bottom = 4.0, 4.0 + len(rows) * step
    made = Scene(size, bottom)

    def at(value: float) -> float:
        share = (value - scale[0]) / (scale[-1] - scale[0])
        return left + min(max(share, 0.0), 1.0) * (right - left)

    foot = made.move(1.5 * size.font) + 1.2 * size.font
    for value in scale:
        look = "base" if value == 0 else "grid"
        made.paths.append(Path(line([(at(value), top), (at(value), bottom)]), look))
        edge = "start" if at(value) < 10 else "end" if at(value) > size.width - 20 else "middle"
        made.texts.append(Text(at(value), foot, number(value, percent=axis.percent), edge, "muted"))
    if axis.name and not size.plain:
        named = made.move(1.3 * size.font) + 1.1 * size.font
        made.texts.append(Text(right if beside else size.width - 4, named, axis.name, "end", "muted"))
    for one in references:
        made.paths.append(Path(line([(at(one.at), top), (at(one.at), bottom)]), one.look))
    thick = min(7.0, 0.5 * size.font)
    for place, row in enumerate(rows):
        head = top + place * step
        middle = head + (step / 2 if beside else (1.75 + BELOW * stacked) * size.font)
        text = middle + 0.35 * size.font if beside else head + size.font
        name = size.fitted(row.name, left - 6) if beside else row.name
        made.texts.append(Text(0 if beside else left, text, name))
        if stacked:
            made.texts.append(Text(left, text + BELOW * size.font, ends[place], look="muted"))
        else:
            made.texts.append(Text(size.width - 2, text, ends[place], "end", "muted"))
        _row(made, row, middle, thick, at)
    if not size.plain:
        add_key(made, [*key, *(Entry(one.name, line=one.look) for one in references if one.name)])
    return made


def _row(made: Scene, row: Row, middle: float, thick: float, at: Callable[[float], float]) -> None:
    if row.value is None:
        return
    if row.low is None or row.high is None:
        ends = sorted((at(0.0), at(row.value)))
        d = f"M{ends[0]:.1f} {middle - thick:.1f}H{ends[1]:.1f}V{middle + thick:.1f}H{ends[0]:.1f}z"
        made.paths.append(Path(d, row.look if row.look.startswith("bar") else "bar"))
        return
    made.paths.append(Path(line([(at(row.low), middle), (at(row.high), middle)]), "whisker"))
    made.marks.append(Mark(at(row.value), middle, row.look))


def _scale(rows: Sequence[Row], axis: Axis, references: Sequence[Reference], most: int) -> list[float]:
    found = [one for row in rows for one in (row.value, row.low, row.high) if one is not None]
    found += [one.at for one in references]
    low = min(found) if axis.low is None else axis.low
    high = max(found) if axis.high is None else axis.high
    fixed = axis.low is not None and axis.high is not None
    return ticks_within(low, high, most) if fixed else ticks(low, high, most)
