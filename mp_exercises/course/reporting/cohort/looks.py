"""Which questions deserve a look, by limits that are ours and are printed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ....exercise import read_yaml, validate
from ....exercise.base import Strict
from ....marking.estimate import Estimate
from ....marking.reliability import ItemStatistics

LIMITS = Path(__file__).with_name("look.yaml")

Share = Annotated[float, Field(ge=-1, le=1)]


class Limits(Strict):
    """The limits; what each means stands in ``look.yaml``."""

    correlation: Share
    easy: Share
    hard: Share
    omitted: Share


@cache
def limits() -> Limits:
    """Return the limits of the package."""
    return validate(Limits, read_yaml(LIMITS))


def looks(item: ItemStatistics) -> Iterator[str]:
    """Yield the reasons for which a question deserves a look, by their names in the words."""
    known = limits()
    if isinstance(item.correlation, Estimate) and item.correlation.value < known.correlation:
        yield "correlation"
    if item.difficulty >= known.easy:
        yield "easy"
    if item.difficulty <= known.hard:
        yield "hard"
    if item.omitted is not None and item.n and item.omitted / item.n >= known.omitted:
        yield "omitted"
