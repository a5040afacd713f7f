"""A panel: one measure with its figure, its chart, and what may and may not be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from ...marking.estimate import Estimate
from ...marking.refusal import Refused
from ..drawing import Figure
from .wording import interval_of, panel_words, value_of, words


@dataclass(frozen=True)
class Headline:
    """A panel's figure in words.

    Attributes
    ----------
    value, interval, n
        The figure, how sure it is, and what it rests on; ``value`` alone says so where it is refused.
    unit
        What it is a figure of.
    why
        Where it is refused, the reason.
    """

    value: str
    unit: str = ""
    interval: str = ""
    n: str = ""
    why: str = ""


@dataclass(frozen=True)
class Panel:
    """One measure as people look at it.

    Attributes
    ----------
    key
        Its name in ``words.yaml``.
    says
        What was found, a sentence each.
    may, may_not
        What may be said of it, and what may not.
    chart
        None where there is nothing to draw.
    frames
        Its figures as tables, by name.
    """

    key: str
    headline: Headline | None
    says: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    may_not: tuple[str, ...] = ()
    chart: Figure | None = None
    frames: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return panel_words(self.key).title

    @property
    def refused(self) -> bool:
        """Whether there is too little for its figure."""
        return self.headline is not None and bool(self.headline.why)


def headline(key: str, found: Estimate | Refused, *, n: str = "", **fields: object) -> Headline:
    """Return a figure in words, or why there is none.

    Parameters
    ----------
    n
        What it rests on, where that is not what the panel usually says.
    fields
        What its unit needs.
    """
    said = panel_words(key)
    if isinstance(found, Refused):
        return Headline(words().refused, why=f"{found}")
    return Headline(
        value_of(key, found.value),
        said.unit.format(**fields),
        interval_of(key, found),
        (n or said.n).format(n=f"{found.n:,}"),
    )


def nothing(key: str, why: Refused) -> Panel:
    """Return the panel of a measure that is refused, with the reason."""
    return Panel(key, headline(key, why), says=(f"{why}",))


def moved(found: Estimate, still: float = 0.0) -> str:
    """Return which way an estimate lies of a value, as its interval shows: ``up``, ``down`` or ``none``."""
    return "up" if found.low > still else "down" if found.high < still else "none"


def cautioned(lines: Iterable[str], *found: Estimate | Refused) -> tuple[str, ...]:
    """Return sentences, with the cautions of estimates behind them."""
    doubts = dict.fromkeys(caution for one in found if isinstance(one, Estimate) for caution in one.cautions)
    return (*lines, *(f"{caution[0].upper()}{caution[1:]}." for caution in doubts))
