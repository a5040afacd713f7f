"""``Estimate``: a statistic with its interval, and all that a reader needs to judge it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

LEVEL = 0.95
"""The usual confidence level."""


@dataclass(frozen=True)
class Estimate:
    """A statistic with its confidence interval.

    Attributes
    ----------
    statistic
        Its key in ``minimum.yaml`` and in the words beside each package.
    value, low, high
        The estimate and the ends of its interval; all finite.
    level
        The interval's confidence, between 0 and 1.
    n
        Units, or people, that it rests on.
    raters, items
        How many raters or items, where it has any.
    form
        Which form of the statistic, such as ``2,1`` or ``quadratic``.
    interval
        How the interval was made, such as ``wilson`` or ``bootstrap``.
    draws, seed
        Of a bootstrap.
    cautions
        Sentences on what makes it less firm than it looks.
    """

    statistic: str
    value: float
    low: float
    high: float
    level: float
    n: int
    raters: int = 0
    items: int = 0
    form: str = ""
    interval: str = ""
    draws: int = 0
    seed: int | None = None
    cautions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(isfinite(number) for number in (self.value, self.low, self.high)):
            raise ArithmeticError(f"{self.statistic}: {self.low}, {self.value}, {self.high}")
        if self.low > self.high:
            raise ArithmeticError(f"{self.statistic}: from {self.low} to {self.high}")


def checked_level(level: float) -> float:
    """Return a confidence level.

    Raises
    ------
    ValueError
        If it is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"a confidence level of {level}; right would be a number such as 0.95")
    return level
