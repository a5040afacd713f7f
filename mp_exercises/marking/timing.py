"""How long a trainee spent on each item, as far as a record can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise

from ..answers import Line

LONGEST_PAUSE = 1800.0
"""Seconds. A longer gap between two answers is taken for a break, and counts for nothing."""


def seconds_on_items(lines: Iterable[Line]) -> dict[tuple[str, str], float]:
    """Return an estimate of the time on each item.

    Parameters
    ----------
    lines
        A record's lines, in the order written.

    Returns
    -------
    dict
        Seconds by (exercise, item): the sum of the gaps that end in an answer to it. An item whose
        only answer opens the record, or follows a break, has no entry.

    Notes
    -----
    The times are the answering device's, which its owner can set: an estimate for the author who asks
    which item takes long, and nothing that a decision may rest on.
    """
    spent: defaultdict[tuple[str, str], float] = defaultdict(float)
    for before, line in pairwise(lines):
        gap = (_moment(line) - _moment(before)).total_seconds()
        if 0 < gap <= LONGEST_PAUSE:
            spent[line.exercise, line.item] += gap
    return dict(spent)


def _moment(line: Line) -> datetime:
    """Return when a line was answered; the beginning of time where its date does not exist."""
    try:
        return datetime.fromisoformat(line.at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
