"""A statistic as a reader meets it: the number large, its interval, and its cautions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ....marking.bands import number, percent
from ....marking.estimate import Estimate
from ....marking.refusal import Refused
from ..wording import Wording, sentence_case

Said = Callable[[float], str]


@dataclass(frozen=True)
class Figure:
    """One statistic, or why it is not given.

    Attributes
    ----------
    value
        The number; empty where it is refused.
    interval
        Its confidence interval, in words.
    notes
        Cautions, or the reason of a refusal, or what else belongs to it.
    """

    name: str
    value: str
    interval: str
    notes: tuple[str, ...]
    refused: bool


def figure_of(
    name: str,
    found: Estimate | Refused,
    say: Wording,
    said: Said = number,
    *more: str,
    unit: str = "",
) -> Figure:
    """Return a statistic as a figure.

    Parameters
    ----------
    said
        How its numbers are written.
    more
        What else is said of it, where it is given.
    unit
        Stands after the number, with its space.
    """
    if isinstance(found, Refused):
        return Figure(name, "", "", (sentence_case(f"{found.why}."),), refused=True)
    cautions = tuple(say("figure.caution", text=text) for text in found.cautions)
    return Figure(
        name, f"{said(found.value)}{unit}", interval_of(found, say, said), (*more, *cautions), refused=False
    )


def interval_of(found: Estimate, say: Wording, said: Said = number) -> str:
    """Return an interval in words."""
    return say("figure.interval", level=percent(found.level), low=said(found.low), high=said(found.high))
