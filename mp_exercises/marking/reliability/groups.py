"""The upper and lower 27% of people, and what each of them chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import Floats
from ..refusal import Refused, require

NAME = "item-groups"

SHARE = 0.27
"""Kelley, T. L. (1939). The selection of upper and lower groups for the validation of test items.
Journal of Educational Psychology, 30, 17-24."""

Chosen = Sequence[str | Iterable[str] | None]
"""What each person chose: an option, several, or None for nothing."""


@dataclass(frozen=True)
class Groups:
    """Who is in the upper and in the lower group.

    Attributes
    ----------
    upper, lower
        For each person; people with the same total are in the same group, so that a group may hold
        more than 27%.
    """

    upper: NDArray[np.bool_]
    lower: NDArray[np.bool_]


@dataclass(frozen=True)
class OptionUse:
    """How often an option was chosen: by all, by the upper and by the lower group.

    Attributes
    ----------
    option
        Its id; empty for nothing chosen.
    in_upper, in_lower
        How many people the two groups have.
    """

    option: str
    chosen: int
    upper: int
    lower: int
    in_upper: int
    in_lower: int


def groups(totals: Floats) -> Groups:
    """Return the upper and the lower group by total.

    Raises
    ------
    Refused
        If there are too few people, or totals so alike that somebody is in both groups.
    """
    require(NAME, people=len(totals))
    size = int(np.ceil(SHARE * len(totals)))
    ordered = np.sort(totals)
    # Totals of the same points, added in another order, differ by rounding.
    slack = 1e-9 * max(1.0, float(np.abs(ordered).max()))
    lower, upper = totals <= ordered[size - 1] + slack, totals >= ordered[-size] - slack
    if (lower & upper).any():
        raise Refused(NAME, "so many people have the same total that there are no two groups")
    return Groups(upper, lower)


def option_use(chosen: Chosen, found: Groups) -> tuple[OptionUse, ...]:
    """Return how often each option was chosen, most often first, nothing chosen last.

    Raises
    ------
    Refused
        If ``chosen`` is not of one entry for each person.
    """
    if len(chosen) != len(found.upper):
        raise Refused(NAME, f"{len(chosen)} choices of {len(found.upper)} people")
    by_person = [_options(entry) for entry in chosen]
    counts = Counter(option for options in by_person for option in options)
    upper = Counter(
        option for options, inside in zip(by_person, found.upper, strict=True) if inside for option in options
    )
    lower = Counter(
        option for options, inside in zip(by_person, found.lower, strict=True) if inside for option in options
    )
    sizes = int(found.upper.sum()), int(found.lower.sum())
    ordered = sorted(counts, key=lambda option: (option == "", -counts[option], option))
    return tuple(
        OptionUse(option, counts[option], upper[option], lower[option], *sizes) for option in ordered
    )


def _options(entry: str | Iterable[str] | None) -> set[str]:
    if entry is None:
        return {""}
    return {entry} if isinstance(entry, str) else set(entry) or {""}
