"""Charts that several panels have, at every size that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...marking.estimate import Estimate
from ...marking.refusal import Refused
from ..drawing import CARD, SIZES, Axis, Figure, Reference, intervals_figure
from .wording import panel_words

SHOWN = (*SIZES, CARD)

LONGEST = 26
"""Letters of a name beside a row; the table below has it whole."""


def shortened(name: str) -> str:
    """Return a name that leaves room for its row."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def share_rows(key: str, says: str, found: Mapping[str, Estimate | Refused]) -> Figure:
    """Return shares with their intervals, from nothing to all."""
    said = panel_words(key)
    axis = Axis(said.axis, low=0, high=1, percent=True)
    rows = {shortened(name): one for name, one in found.items()}
    return intervals_figure(said.chart, says, rows, axis=axis, digits=0, sizes=SHOWN)


def point_rows(
    key: str,
    says: str,
    found: Mapping[str, Estimate | Refused],
    *,
    ends: tuple[float, float] | None = None,
    marks: Sequence[Reference] = (),
) -> Figure:
    """Return estimates with their intervals on a scale of points."""
    said = panel_words(key)
    low, high = ends or (None, None)
    rows = {shortened(name): one for name, one in found.items()}
    return intervals_figure(
        said.chart,
        says,
        rows,
        axis=Axis(said.axis, low=low, high=high),
        references=marks,
        sizes=SHOWN,
    )


def extremes(found: Mapping[str, Estimate | Refused]) -> list[tuple[str, Estimate]]:
    """Return those that are given, from the lowest to the highest."""
    known = [(name, one) for name, one in found.items() if isinstance(one, Estimate)]
    return sorted(known, key=lambda entry: entry[1].value)
