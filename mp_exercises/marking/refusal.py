"""What a statistic needs before it is given, and the refusal where it does not have it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import ConfigDict, Field, RootModel, model_validator

from ..exercise import read_yaml, validate
from ..exercise.base import Strict, Text

MINIMUM = Path(__file__).with_name("minimum.yaml")

T = TypeVar("T")


class Refused(ValueError):
    """A statistic that would say nothing, or something false, of these data.

    Attributes
    ----------
    statistic
        Its key in ``minimum.yaml``.
    why
        The reason, for a reader.
    """

    def __init__(self, statistic: str, why: str) -> None:
        self.statistic = statistic
        self.why = why
        super().__init__(f"{name_of(statistic)} is not given: {why}")


class Need(Strict):
    """How many of one thing a statistic needs.

    Attributes
    ----------
    least, most
        Outside these it is refused.
    enough
        Below it the statistic is given with a caution.
    """

    least: Annotated[int, Field(ge=1)]
    enough: Annotated[int, Field(ge=1)] | None = None
    most: Annotated[int, Field(ge=1)] | None = None


class Minimum(Strict):
    """What one statistic is called and needs, and why."""

    model_config = ConfigDict(extra="allow")

    name: Text
    why: Text
    source: Text
    __pydantic_extra__: dict[str, Need]

    def need(self, what: str) -> Need:
        """Return how many of ``what`` it needs.

        Raises
        ------
        KeyError
            If the file says nothing of it.
        """
        return (self.__pydantic_extra__ or {})[what]


class _Minima(RootModel[dict[str, Minimum]]):
    @model_validator(mode="after")
    def _in_order(self) -> _Minima:
        for statistic, minimum in self.root.items():
            for what, need in (minimum.__pydantic_extra__ or {}).items():
                if need.enough is not None and need.enough < need.least:
                    raise ValueError(f"{statistic}: {what}: `enough` is below `least`; at least `least`")
        return self


@cache
def minima() -> dict[str, Minimum]:
    """Return what each statistic needs, by its key."""
    return validate(_Minima, read_yaml(MINIMUM)).root


def name_of(statistic: str) -> str:
    """Return what a statistic is called in a sentence."""
    return minima()[statistic].name


def require(statistic: str, **found: int) -> None:
    """Refuse a statistic that has too little, or too much, to rest on.

    Parameters
    ----------
    found
        How many there are of each thing that it needs; an underscore stands for a space.

    Raises
    ------
    Refused
        With what there is, what it needs and why.
    """
    minimum = minima()[statistic]
    for key, count in found.items():
        what = key.replace("_", " ")
        need = minimum.need(what)
        if count < need.least:
            raise Refused(statistic, f"{what}: {count}, and it needs at least {need.least}; {minimum.why}")
        if need.most is not None and count > need.most:
            raise Refused(statistic, f"{what}: {count}, and it takes at most {need.most}")


def cautions(statistic: str, **found: int) -> tuple[str, ...]:
    """Return a sentence for each thing that there is too little of for a firm result."""
    minimum = minima()[statistic]
    said = []
    for key, count in found.items():
        what = key.replace("_", " ")
        enough = minimum.need(what).enough
        if enough is not None and count < enough:
            said.append(f"{what}: {count}, where {enough} would be enough for a firm result")
    return tuple(said)


def attempt(call: Callable[[], T]) -> T | Refused:
    """Return what a statistic gives, or its refusal, for a report that shows either."""
    try:
        return call()
    except Refused as refusal:
        return refusal
