"""Which panels a table has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..reading import Published, Table
from . import experience, goals, observations, referrals, series, supervision, training
from .choosing import Choice, narrowed
from .panel import Panel

_OF: dict[str, Callable[[Table, Choice], Iterator[Panel]]] = {
    "referrals": referrals.panels,
    "series": series.panels,
    "observations": observations.panels,
    "training": training.panels,
    "goals": goals.panels,
    "experience": experience.panels,
    "supervision": supervision.panels,
}


def panels(table: Table | Published, choice: Choice | None = None) -> list[Panel]:
    """Return the panels of what is looked at of a table; none where nothing of it is left.

    Raises
    ------
    LookupError
        If there is no such authority in a published table.
    """
    wanted = choice or Choice()
    if isinstance(table, Published):
        return list(series.published_panels(table, wanted))
    kept = narrowed(table, wanted)
    return list(_OF[table.kind](kept, wanted)) if len(kept.frame) else []
