"""Counting: how a room's answers to one item are spread, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...exercise import Exercise, ItemBase
from ...exercise.kinds.branching import BranchingItem
from ..spread import spread
from .shapes import ENDING, NO, YES, Layout, Shape, Value, endings_of, form_of

Raw = Mapping[str, Any]

__all__ = ["Answer", "Part", "Tally", "Value", "tally"]


@dataclass(frozen=True)
class Answer:
    """An answer that counts.

    Attributes
    ----------
    raw
        In its canonical form.
    table
        At which table it was given; None where the room has none.
    """

    raw: Raw
    table: int | None = None

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        return not any(self.raw.values())


@dataclass(frozen=True)
class Part:
    """A part of an item, counted.

    Attributes
    ----------
    counts
        How many people gave each value of ``shape``, in its order.
    """

    shape: Shape
    counts: tuple[int, ...]

    @cached_property
    def people(self) -> int:
        """How many people answered this part."""
        return sum(self.counts)

    @cached_property
    def group(self) -> tuple[tuple[Value, ...], int]:
        """The largest group that answered alike, and how many are in it.

        Of steps on a scale it takes two neighbours, since those are close; the values in it are those
        that anybody gave. The first of several that are equally large.
        """
        width = 2 if self.shape.ordered and len(self.counts) > 1 else 1
        windows = [range(start, start + width) for start in range(len(self.counts) - width + 1)]
        best = max(windows, key=lambda window: sum(self.counts[place] for place in window))
        given = tuple(self.shape.values[place] for place in best if self.counts[place])
        return given, sum(self.counts[place] for place in best)

    @cached_property
    def share(self) -> float:
        """The share of people in the largest group; 0 where nobody answered."""
        return self.group[1] / self.people if self.people else 0.0

    @cached_property
    def credit(self) -> float | None:
        """What the key gives these answers on average, 0 to 1; None without a key or an answer."""
        credits = [value.credit for value in self.shape.values]
        if not self.people or any(credit is None for credit in credits):
            return None
        return (
            sum(credit * count for credit, count in zip(credits, self.counts, strict=True) if credit)
            / self.people
        )

    @cached_property
    def right(self) -> tuple[tuple[Value, ...], int]:
        """The values that the key calls best, and how many people gave one of them."""
        most = max((value.credit or 0.0 for value in self.shape.values), default=0.0)
        best = tuple(value for value in self.shape.values if value.credit and value.credit == most)
        pairs = zip(self.shape.values, self.counts, strict=True)
        return best, sum(count for value, count in pairs if value in best)

    @cached_property
    def middle(self) -> Value | None:
        """The median of steps on a scale, the lower of two; None where nobody answered."""
        reached = 0
        for value, count in zip(self.shape.values, self.counts, strict=True):
            reached += count
            if 2 * reached >= self.people > 0:
                return value
        return None


@dataclass(frozen=True)
class Tally:
    """The answers to one item, counted.

    Attributes
    ----------
    people
        How many answered.
    words
        Of free writing: how many words each wrote, fewest first. What they wrote is not here.
    """

    item: str
    kind: str
    layout: Layout
    people: int
    parts: tuple[Part, ...] = ()
    words: tuple[int, ...] = ()


def tally(exercise: Exercise, item: ItemBase, answers: Iterable[Answer]) -> Tally:
    """Count the answers to an item.

    Parameters
    ----------
    exercise
        The exercise of the item, with its keys or without.
    answers
        One for each person; blank ones count as none.
    """
    given = [answer.raw for answer in answers if not answer.blank]
    form = form_of(exercise, item)
    counted = spread(item.kind, given)["parts"]
    parts = tuple(
        Part(shape, tuple(_count(form.layout, item, shape, counted, len(given)))) for shape in form.parts
    )
    if form.layout == "scenes":
        parts = tuple(part for part in parts if part.people)
    return Tally(item.id, item.kind, form.layout, len(given), parts, _lengths(given))


def _count(
    layout: Layout, item: ItemBase, shape: Shape, counted: Mapping[str, Mapping[str, int]], people: int
) -> list[int]:
    """Return how many gave each value of a part."""
    if layout == "options":
        picked = counted.get("picked", {}).get(shape.id, 0)
        found: Mapping[str, int] = {YES: picked, NO: people - picked}
    elif layout == "scenes":
        found = counted.get("path", {})
        if shape.id == ENDING and isinstance(item, BranchingItem):
            found = endings_of(item, found.items())
    else:
        found = counted.get(shape.id, {})
    return [found.get(value.id, 0) for value in shape.values]


def _lengths(given: Sequence[Raw]) -> tuple[int, ...]:
    """Return how many words each piece of free writing has, the fewest first."""
    texts = [raw.get("text") or raw.get("wording") for raw in given]
    return tuple(sorted(len(text.split()) for text in texts if isinstance(text, str)))
