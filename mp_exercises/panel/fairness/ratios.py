"""Who went on at each stage, by group: compared where both groups are large enough, and else not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from ...marking.estimate import LEVEL
from ...marking.refusal import Refused, cautions, require
from ...measures.reading.faults import whole
from ..folder import Folder
from .exact import Fisher, difference, fisher, ratio

NAME = "selection-ratio"

SMALL = 5
"""Counts below this are not shown, nor is a figure from which they could be had."""

FOUR_FIFTHS = 0.8

Count = tuple[int, int]
"""How many went on, of how many came."""


@dataclass(frozen=True)
class Stage:
    """One stage by one way of grouping.

    Attributes
    ----------
    groups
        By group; only those that are large enough to be shown.
    left_out
        Why groups are left out, where some are.
    """

    stage: str
    grouping: str
    groups: dict[str, Count]
    left_out: Refused | None
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True)
class Comparison:
    """Two groups at one stage, the one with the lower rate first.

    Attributes
    ----------
    difference, ratio
        Value, low and high end.
    small
        Whether a count is so small that only rounded figures may be shown.
    """

    first: str
    second: str
    counts: tuple[Count, Count]
    test: Fisher
    difference: tuple[float, float, float]
    ratio: tuple[float, float, float] | None
    small: bool
    cautions: tuple[str, ...]

    @property
    def under_four_fifths(self) -> bool:
        """Whether the American rule of thumb would sound its alarm."""
        return self.ratio is not None and self.ratio[0] < FOUR_FIFTHS


def compared(folders: Sequence[Folder], *, level: float = LEVEL) -> tuple[Stage, ...]:
    """Return every stage by every grouping, over one campaign or several years.

    Raises
    ------
    FileNotFoundError
        If a campaign holds no equality data, or no record of who went on.
    TableError
        If a table is faulty.
    """
    counts: dict[tuple[str, str], dict[str, list[int]]] = {}
    for folder in folders:
        for stage, grouping, group, on in _people(folder):
            cell = counts.setdefault((stage, grouping), {}).setdefault(group, [0, 0])
            cell[0] += on
            cell[1] += 1
    return tuple(_stage(stage, grouping, found, level) for (stage, grouping), found in counts.items())


def compare(first: tuple[str, Count], second: tuple[str, Count], *, level: float = LEVEL) -> Comparison:
    """Compare two groups.

    Raises
    ------
    Refused
        If the smaller one is too small.
    """
    low, high = sorted((first, second), key=lambda one: (one[1][0] / one[1][1], one[0]))
    (name, a), (other, b) = low, high
    size = min(a[1], b[1])
    require(NAME, smaller_group=size)
    small = any(0 <= count < SMALL for part, whole in (a, b) for count in (part, whole - part))
    return Comparison(
        name,
        other,
        (a, b),
        fisher(a, b),
        difference(a, b, level=level),
        ratio(a, b, level=level) if b[0] else None,
        small,
        cautions(NAME, smaller_group=size),
    )


def _stage(stage: str, grouping: str, found: dict[str, list[int]], level: float) -> Stage:
    counts = {group: (on, came) for group, (on, came) in sorted(found.items())}
    large: dict[str, Count] = {}
    refused = None
    for group, count in counts.items():
        try:
            require(NAME, smaller_group=count[1])
            large[group] = count
        except Refused as refusal:
            refused = Refused(NAME, _without_count(refusal))
    pairs = combinations(large.items(), 2)
    return Stage(
        stage, grouping, large, refused, tuple(compare(one, other, level=level) for one, other in pairs)
    )


def _without_count(refusal: Refused) -> str:
    """Return why a group is left out, without how many it has: that alone may be about one person."""
    return refusal.why.partition(", and ")[2] or refusal.why


def _people(folder: Folder) -> Iterator[tuple[str, str, str, bool]]:
    """Yield stage, grouping, group and whether somebody went on."""
    for name in ("monitoring", "stages"):
        if not folder.file(name).exists():
            raise FileNotFoundError(f"{folder.file(name)} is not there; mp panel new writes an empty one")
    monitoring, stages = folder.known("monitoring"), folder.known("stages")
    _no_numbers(monitoring.file, monitoring.others)
    groups = {row["candidate"]: row for row in monitoring}
    for row in stages:
        person = groups.get(row["candidate"])
        if person is None or row["went_on"] == "withdrew":
            continue
        for grouping in monitoring.others:
            if person[grouping] is not None:
                yield row["stage"], grouping, str(person[grouping]), row["went_on"] == "yes"


def _no_numbers(file: Path, others: Sequence[str]) -> None:
    if not others:
        raise whole(file, "no column but the candidates'", "one column for each way of grouping")
