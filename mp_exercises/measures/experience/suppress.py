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
    by taking the others from the total, and the smallest group that is left is hidden too. The same is done
    where the sum leaves small groups only one way of making it up: two that make eight are four and four,
    and two that make two are one and one.
    """
    found = {name for name, count in counts.items() if 0 < count < least}
    rest = sorted((count, name) for name, count in counts.items() if name not in found and count > 0)
    while found and rest and _given_away([counts[name] for name in found], least):
        found.add(rest.pop(0)[1])
    return frozenset(found)


def _given_away(sizes: list[int], least: int) -> bool:
    """Whether the sizes of hidden groups follow from their sum and from what being small means."""
    together = sum(sizes)
    pinned = max(sizes) < least and together in (len(sizes), len(sizes) * (least - 1))
    return len(sizes) < 2 or together < least or pinned
