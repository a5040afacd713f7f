"""A series over time: counts of a number, or values, by period."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ...marking.arrays import Floats
from ...marking.refusal import Refused
from ..reading import Published, Table

NAME = "control-chart"

FORMS: dict[tuple[str, ...], str] = {("year",): "%Y", ("month",): "%Y-%m"}
"""How periods are shown that were all written as one of these; all others are shown as days."""

JUMP = 1.5
"""A step so many times as long as the usual one has left a period out."""


@dataclass(frozen=True)
class Series:
    """Periods in order.

    Attributes
    ----------
    labels
        Of the periods, such as ``2025`` or ``2025-03-01``.
    counts, of
        How many of how many, or of what exposure; empty where the series has values.
    values
        One for each period; a share of 1 where the series has counts.
    notes
        What happened, by label.
    left_out
        Periods without a figure.
    jumps
        Periods before which others seem to be missing, since the step to them is longer than the rest.
    percent
        Whether values are percentages as they stand.
    """

    labels: tuple[str, ...]
    values: Floats
    counts: Floats
    of: Floats
    notes: dict[str, str]
    left_out: tuple[str, ...] = ()
    jumps: tuple[str, ...] = ()
    percent: bool = False

    @property
    def counted(self) -> bool:
        """Whether it has counts of a number."""
        return len(self.counts) > 0

    @property
    def shares(self) -> bool:
        """Whether each count is a part of its number."""
        return self.counted and bool((self.counts <= self.of).all())


def from_table(table: Table) -> Series:
    """Return the series in a table of the kind ``series``.

    Raises
    ------
    Refused
        If it has neither counts with what they are of, nor values, or both.
    """
    frame = table.frame.sort_values("period")
    counted, valued = table.has("count", "of"), table.has("value")
    if counted and valued:
        raise Refused(NAME, "the table has counts and values; give one of the two")
    if not counted and not valued:
        raise Refused(NAME, "the table has neither count with of, nor value")
    labels = frame["period"].dt.strftime(FORMS.get(tuple(table.styles.get("period", {})), "%Y-%m-%d"))
    notes = frame["note"] if "note" in frame else pd.Series([None] * len(frame), index=frame.index)
    columns = ["count", "of"] if counted else ["value"]
    percent = "percent" in table.styles.get("value", {})
    found = _series(labels, frame[columns], notes, percent=percent)
    return replace(found, jumps=_jumps(frame["period"], labels))


def from_frame(frame: pd.DataFrame, labels: str = "%Y-%m-%d") -> Series:
    """Return the series of counts in a table that was read already, or invented.

    Parameters
    ----------
    frame
        With ``period``, ``count`` and ``of``, in order, and ``note`` if there are notes.
    labels
        How periods are written, as `strftime` has it.
    """
    notes = frame["note"] if "note" in frame else pd.Series([None] * len(frame), index=frame.index)
    return _series(frame["period"].dt.strftime(labels), frame[["count", "of"]], notes)


def from_published(table: Published, area: str, *, children: bool = False) -> Series:
    """Return an area's re-referrals in table C1.

    Parameters
    ----------
    children
        Whether children are counted, not referrals.

    Raises
    ------
    LookupError
        If the table has no such area.
    """
    frame = table.area(area)
    which = "child_" if children else ""
    columns = frame[[f"rereferral_{which}count", f"referral_{which}count"]].set_axis(["count", "of"], axis=1)
    return _series(frame["year"].astype(str), columns, pd.Series([None] * len(frame)))


def _jumps(periods: pd.Series, labels: pd.Series) -> tuple[str, ...]:
    """Return the periods that come much later after the one before than is usual in the series."""
    steps = periods.diff().dt.days.to_numpy(dtype=np.float64)
    if len(steps) < 3:
        return ()
    usual = float(np.nanmedian(steps))
    return tuple(str(label) for label, step in zip(labels, steps, strict=True) if step > JUMP * usual)


def _series(labels: pd.Series, figures: pd.DataFrame, notes: pd.Series, *, percent: bool = False) -> Series:
    kept = figures.notna().all(axis=1).to_numpy()
    names = np.array(labels, dtype=object)
    said = {str(label): str(note) for label, note in zip(names, notes, strict=True) if isinstance(note, str)}
    used = figures[kept].to_numpy(dtype=np.float64)
    counted = used.shape[1] == 2
    if counted and (used[:, 1] <= 0).any():
        first = names[kept][used[:, 1] <= 0][0]
        raise Refused(
            NAME, f"the count of {first} is of nothing; leave its cells empty where nothing was counted"
        )
    empty = np.empty(0)
    return Series(
        labels=tuple(map(str, names[kept])),
        values=used[:, 0] / used[:, 1] if counted else used[:, 0],
        counts=used[:, 0] if counted else empty,
        of=used[:, 1] if counted else empty,
        notes=said,
        left_out=tuple(map(str, names[~kept])),
        percent=percent,
    )
