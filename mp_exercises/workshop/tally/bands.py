"""What a part's counts are called: whether the room agrees, and how far it is from the key."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from ...exercise import Source, read_yaml, validate
from ...exercise.base import Credit, Strict
from .counting import Part
from .wording import FILE

Standing = Literal["few", "agrees", "leans", "split"]
Nearness = Literal["with", "between", "far"]


class Bands(Strict):
    """Where the words begin.

    Attributes
    ----------
    agrees, split
        At least this share answered alike; fewer than this share did.
    with_key, far
        The key gives at least this on average; it gives less than this.
    """

    least_people: int = Field(ge=2)
    agrees: Credit
    split: Credit
    with_key: Credit
    far: Credit


@cache
def bands() -> Bands:
    """Return where the words begin, from ``words.yaml``."""
    source = read_yaml(FILE)
    return validate(Bands, Source(source.file, source.data["bands"], source.lines))


def standing(part: Part) -> Standing:
    """Return whether people agree about a part."""
    if part.people < bands().least_people:
        return "few"
    if part.share >= bands().agrees:
        return "agrees"
    return "split" if part.share < bands().split else "leans"


def nearness(part: Part) -> Nearness | None:
    """Return how far people are from the key about a part; None without a key, or of too few people."""
    if part.credit is None or part.people < bands().least_people:
        return None
    if part.credit >= bands().with_key:
        return "with"
    return "far" if part.credit < bands().far else "between"
