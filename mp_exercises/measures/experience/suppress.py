"""Small numbers are hidden, and one more where the total would give them away."""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 5
"""Groups with fewer answers are hidden."""


def hidden(counts: Mapping[str, int], *, least: int = LEAST) -> frozenset[str]:
    """Return the groups whose figures must not be shown beside a total.

    Parameters
    ----------
    counts
        How many answered in each group.
    least
        The smallest number that is shown.

    Notes
    -----
    Where what is hidden adds up to fewer than ``least``, or is one group alone, its figures could be had
    by taking the others from the total, and the smallest group that is left is hidden too.
    """
    found = {name for name, count in counts.items() if 0 < count < least}
    rest = sorted((count, name) for name, count in counts.items() if name not in found and count > 0)
    while found and rest and (len(found) < 2 or sum(counts[name] for name in found) < least):
        found.add(rest.pop(0)[1])
    return frozenset(found)
