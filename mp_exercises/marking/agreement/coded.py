"""Ratings as codes: which category each rater gave each unit, and which are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arrays import LARGEST, Floats, Ints
from ..refusal import Refused

MISSING = -1
MOST_CATEGORIES = 1000

Ratings = Any
"""Units by raters: numbers, or words; None, NaN and empty words are missing."""


@dataclass(frozen=True)
class Coded:
    """Ratings as places in a list of categories.

    Attributes
    ----------
    codes
        Units by raters; ``MISSING`` where there is no rating.
    categories
        In their order; numbers for numbers, words for words.
    """

    codes: Ints
    categories: tuple[float | str, ...]

    @property
    def counts(self) -> Ints:
        """How many raters gave each unit each category, units by categories.

        The rows are sorted, so that nothing that rests on them depends on the order of the units.
        """
        rows = self.counts_in_order
        return rows[np.lexsort(rows.T[::-1])]

    @property
    def counts_in_order(self) -> Ints:
        """The same counts, in the order of the units."""
        size = len(self.categories)
        return np.stack([(self.codes == place).sum(axis=1) for place in range(size)], axis=1)

    @property
    def complete(self) -> bool:
        """Whether every rater rated every unit."""
        return bool((self.codes != MISSING).all())

    def values(self, statistic: str) -> Floats:
        """Return the categories as numbers.

        Raises
        ------
        Refused
            If they are words.
        """
        if self.categories and isinstance(self.categories[0], str):
            raise Refused(statistic, "it needs numbers, and the ratings are words")
        return np.array(self.categories, dtype=np.float64)


def coded(
    ratings: Ratings,
    statistic: str,
    categories: Sequence[float] | Sequence[str] | None = None,
    *,
    ordered: bool = False,
) -> Coded:
    """Return ratings as codes.

    Parameters
    ----------
    ratings
        Units by raters.
    categories
        All categories in their order; by default those that occur, sorted.
    ordered
        Whether the distance between categories counts. Words then need ``categories``, and whole
        numbers without them get every whole number between the least and the greatest, so that a
        step that nobody used is still a step.

    Raises
    ------
    Refused
        If it is no table, mixes words and numbers, holds an infinity, or a rating that is no category.
    """
    given = _table(ratings, statistic)
    present = sorted({entry for row in given for entry in row if entry is not None})
    if not present:
        raise Refused(statistic, "there are no ratings")
    if categories is None:
        listed = tuple(_by_default(present, statistic, ordered))
    else:
        listed = tuple(_category(entry, statistic) for entry in categories)
    if len(listed) > MOST_CATEGORIES:
        raise Refused(statistic, f"{len(listed)} categories, and it takes at most {MOST_CATEGORIES}")
    places = {entry: place for place, entry in enumerate(listed)}
    if len(places) != len(listed):
        raise Refused(statistic, "a category stands twice")
    strange = [entry for entry in present if entry not in places]
    if strange:
        raise Refused(statistic, f"the rating {strange[0]!r} is none of the categories")
    codes = [[MISSING if entry is None else places[entry] for entry in row] for row in given]
    return Coded(np.array(codes, dtype=np.int64), listed)


def _table(ratings: Ratings, statistic: str) -> list[list[Any]]:
    array = np.array(ratings, dtype=object)
    if array.ndim != 2 or not array.size:
        raise Refused(statistic, "the ratings are not a table of units by raters")
    given = [[_plain(entry, statistic) for entry in row] for row in array]
    kinds = {type(entry) for row in given for entry in row if entry is not None}
    if len(kinds) > 1:
        raise Refused(statistic, "the ratings mix words and numbers")
    return given


def _plain(entry: Any, statistic: str) -> float | str | None:
    """Return a rating as a number or a word; None where it is missing."""
    if entry is None or (isinstance(entry, str) and not entry.strip()):
        return None
    if isinstance(entry, str):
        return entry.strip()
    try:
        number = float(entry)
    except (TypeError, ValueError) as error:
        raise Refused(statistic, "a rating is neither a number nor a word") from error
    if np.isinf(number):
        raise Refused(statistic, "a rating is infinite")
    if abs(number) > LARGEST:
        raise Refused(statistic, f"a rating is beyond {LARGEST:g}")
    return None if np.isnan(number) else number


def _category(entry: Any, statistic: str) -> float | str:
    found = _plain(entry, statistic)
    if found is None:
        raise Refused(statistic, "a category is missing")
    return found


def _by_default(present: list[Any], statistic: str, ordered: bool) -> list[Any]:
    if not ordered:
        return present
    if isinstance(present[0], str):
        raise Refused(statistic, "the ratings are words; give the categories in their order")
    whole = all(entry == int(entry) for entry in present)
    if whole and present[-1] - present[0] < MOST_CATEGORIES:
        return [float(step) for step in range(int(present[0]), int(present[-1]) + 1)]
    return present


def pairs_of(first: Any, second: Any, statistic: str) -> list[list[Any]]:
    """Return two raters' ratings as units by raters.

    Raises
    ------
    Refused
        If they are not of the same length, or no columns.
    """
    columns = [np.array(rater, dtype=object) for rater in (first, second)]
    if any(rater.ndim != 1 for rater in columns) or len(columns[0]) != len(columns[1]):
        raise Refused(statistic, "the two raters did not rate the same units")
    return [list(pair) for pair in zip(*columns, strict=True)]


def without_gaps(found: Coded, statistic: str) -> Coded:
    """Return the ratings if every rater rated every unit.

    Raises
    ------
    Refused
        If one did not: leaving such units out would bias a chance-corrected coefficient (Zapf and
        others, 2016).
    """
    if not found.complete:
        raise Refused(statistic, "a rating is missing; Krippendorff's alpha takes ratings with gaps")
    return found
