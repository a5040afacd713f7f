"""The marks of a cohort as arrays, filled while results go by, so that memory holds numbers and no pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ....exercise.kinds.choice import ChoiceItem
from ....marking.arrays import Floats
from ...assessment import Loaded
from ...gradebook.detail import ItemDetail
from ...results import Result

Place = tuple[str, str]
Picked = list[tuple[str, ...] | None]

BLANK = "blank"


@dataclass(frozen=True)
class Cohort:
    """What a cohort earned, item by item; rows are people in the order of the gradebook.

    Attributes
    ----------
    items
        By section and id, in the assessment's order.
    points
        What each item is worth.
    marks
        People by items, -1 to 1; NaN where a person has not marked yet.
    answered
        People by items, whether something was answered.
    seconds
        People by items; NaN where the record does not tell.
    picked
        By place, for each item with options, what each person picked; None for a blank.
    shares
        Each person's points of all that there are, 0 to 1, as the gradebook has them.
    trainees
        Their ids.
    """

    items: tuple[Place, ...]
    points: Floats
    marks: Floats
    answered: NDArray[np.bool_]
    seconds: Floats
    picked: dict[Place, Picked]
    shares: Floats
    trainees: tuple[str, ...]

    @property
    def complete(self) -> NDArray[np.bool_]:
        """For each person, whether every item has a mark."""
        return np.asarray(~np.isnan(self.marks).any(axis=1))

    @property
    def most(self) -> float:
        """What all items are worth."""
        return float(self.points.sum())


class Gathering:
    """Fills a cohort's arrays.

    Parameters
    ----------
    count
        How many results there will be at most.
    """

    def __init__(self, loaded: Loaded, count: int) -> None:
        items = [(section.slug, item) for section in loaded.keyed for item in section.items]
        self._at = {(section, item.id): place for place, (section, item) in enumerate(items)}
        self._points = np.array([item.points for _, item in items], dtype=np.float64)
        shape = count, len(items)
        self._marks = np.full(shape, np.nan)
        self._seconds = np.full(shape, np.nan)
        self._answered = np.zeros(shape, dtype=bool)
        self._shares = np.zeros(count)
        self._picked: dict[Place, Picked] = {
            (section, item.id): [] for section, item in items if isinstance(item, ChoiceItem)
        }
        # Thousands of people pick the same few options: each set of them is kept once.
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._trainees: list[str] = []

    def taken(self, found: Iterable[Result]) -> Iterator[Result]:
        """Yield results as they come, and keep their numbers."""
        for result in found:
            if len(self._trainees) < len(self._shares):
                self._take(result)
            yield result

    def cohort(self) -> Cohort:
        """Return what was gathered."""
        n = len(self._trainees)
        return Cohort(
            items=tuple(self._at),
            points=self._points,
            marks=self._marks[:n],
            answered=self._answered[:n],
            seconds=self._seconds[:n],
            picked=self._picked,
            shares=self._shares[:n],
            trainees=tuple(self._trainees),
        )

    def _take(self, result: Result) -> None:
        row = len(self._trainees)
        self._trainees.append(result.trainee)
        self._shares[row] = result.points / result.most if result.most else 0.0
        for item in result.items:
            place = self._at.get((item.section, item.item))
            if place is not None:
                self._marks[row, place] = np.nan if item.value is None else item.value
                self._seconds[row, place] = np.nan if item.seconds is None else item.seconds
                self._answered[row, place] = item.state != BLANK
        picks = {(item.section, item.item): item for item in result.items}
        for where, column in self._picked.items():
            column.append(self._pick(picks.get(where)))

    def _pick(self, item: ItemDetail | None) -> tuple[str, ...] | None:
        if item is None or not item.picked:
            return None
        return self._known.setdefault(item.picked, item.picked)


def only(values: Sequence[tuple[str, ...] | None], kept: NDArray[np.bool_]) -> Picked:
    """Return the entries of the people who are kept."""
    return [value for value, keep in zip(values, kept, strict=True) if keep]
