"""What a drawing is made of, in user units; how each look is drawn is the template's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10

LETTER = 0.62
"""The width of a letter in sizes of the font: most devices' letters are narrower than this."""


@dataclass(frozen=True)
class Size:
    """A drawing's width, its height without what the key needs, and the size of its letters.

    Attributes
    ----------
    plain
        Whether it has neither a key nor names of axes: what is said beside it must do.
    """

    name: str
    width: float
    height: float
    font: float
    plain: bool = False

    def wide(self, text: str) -> float:
        """Return the room that a text needs."""
        return len(text) * LETTER * self.font

    def fitted(self, text: str, room: float) -> str:
        """Return a text cut to the room that there is, with a mark where it was."""
        letters = max(2, int(room / (LETTER * self.font)))
        return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


WIDE, NARROW = Size("wide", 680, 330, 15), Size("narrow", 320, 270, 14.5)
SIZES = (WIDE, NARROW)
CARD = Size("card", 230, 92, 10, plain=True)
"""Beside a figure on a page with many of them."""


@dataclass(frozen=True)
class Text:
    """Words at a place; ``anchor`` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    look: str = "plain"


@dataclass(frozen=True)
class Path:
    """A line, or with a look that fills, a surface."""

    d: str
    look: str


@dataclass(frozen=True)
class Mark:
    """A point."""

    x: float
    y: float
    look: str


@dataclass
class Scene:
    """A whole drawing, the first parts lowest."""

    size: Size
    height: float
    paths: list[Path] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def move(self, down: float) -> float:
        """Make room at the foot, and return where it begins."""
        begins = self.height
        self.height += down
        return begins


def line(points: Sequence[tuple[float, float]]) -> str:
    """Return the way through points, broken where one has no place."""
    return "".join(_steps(points)).strip()


def _steps(points: Sequence[tuple[float, float]]) -> Iterator[str]:
    drawing = False
    for x, y in points:
        if y != y:
            drawing = False
            continue
        yield f"{'L' if drawing else 'M'}{x:.1f} {y:.1f} "
        drawing = True


def stairs(points: Sequence[tuple[float, float]], half: float = 0.0) -> list[tuple[float, float]]:
    """Return points with level treads.

    Parameters
    ----------
    half
        How far a tread reaches to each side of its point; with 0 it reaches to the next point.
    """
    made: list[tuple[float, float]] = []
    for place, (x, y) in enumerate(points):
        if half:
            made += [(x - half, y), (x + half, y)]
        else:
            if place:
                made.append((x, points[place - 1][1]))
            made.append((x, y))
    return made


def ticks(low: float, high: float, most: int) -> list[float]:
    """Return round numbers from at or below ``low`` to at or above ``high``, at most about so many."""
    rough = max(high - low, 1e-9) / max(most - 1, 1)
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * size for size in (1, 2, 2.5, 5, 10) if unit * size >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(place * step, 10) + 0.0 for place in range(first, last + 1)]


def ticks_within(low: float, high: float, most: int) -> list[float]:
    """Return evenly spaced numbers from ``low`` to ``high`` exactly, or ``ticks`` if no round step fits."""
    span = high - low
    unit = 10.0 ** floor(log10(max(span, 1e-9) / max(most - 1, 1)))
    for step in (unit * size for size in (1, 2, 2.5, 5, 10, 20)):
        count = round(span / step)
        if 1 <= count < most and abs(count * step - span) < 1e-9 * max(1.0, span):
            return [round(low + place * step, 10) + 0.0 for place in range(count + 1)]
    return ticks(low, high, most)


def number(value: float, *, percent: bool = False) -> str:
    """Return a number as a reader expects it, with a true minus."""
    text = f"{100 * value:.6g}%" if percent else f"{value:.6g}"
    return text.replace("-", "−")


def wrapped(text: str, size: Size, room: float) -> list[str]:
    """Return a text in lines that fit, as far as its words let it."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and size.wide(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
