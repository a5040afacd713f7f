"""Who went on, by group, in words that show nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, isinf

import pandas as pd

from ...marking.bands import number, percent
from ..export import frame
from ..folder import Folder
from ..wording import joined, say
from .ratios import SMALL, Comparison, Count, Stage

CHANCE = 0.05


def fairness_lines(folders: Sequence[Folder], found: Sequence[Stage]) -> Iterator[str]:
    """Yield what is known of each stage, with small counts hidden."""
    yield say("fairness.title", campaigns=joined([one.campaign.title for one in folders]))
    names = {stage.id: stage.name for folder in folders for stage in folder.campaign.stages}
    for stage in found:
        yield say("fairness.stage", stage=names.get(stage.stage, stage.stage), grouping=stage.grouping)
        for group, count in stage.groups.items():
            yield _group(group, count)
        if stage.left_out is not None:
            yield say("fairness.left_out", why=stage.left_out.why)
        if not stage.comparisons:
            yield say("fairness.one")
        for one in stage.comparisons:
            yield from _compared(one)
    made = sum(len(stage.comparisons) for stage in found)
    if made > 1:
        yield say("fairness.many", count=made, chance=percent(1 - (1 - CHANCE) ** made))
    yield say("fairness.where")
    yield say("fairness.law")


def fairness_frames(found: Sequence[Stage]) -> dict[str, pd.DataFrame]:
    """Return the comparisons as a table; what small counts could give away is left empty or rounded."""
    rows = [_row(stage, one) for stage in found for one in stage.comparisons]
    ends = ("difference_low", "difference_high")
    return {"fairness": frame(rows, ("stage", "grouping", "first", "second", *ends, "ratio", "p", "mid_p"))}


def is_small(count: Count) -> bool:
    """Return whether a group's figures would show a few people."""
    on, came = count
    return on < SMALL or came - on < SMALL


def tens(low: float, high: float) -> tuple[float, float]:
    """Return an interval of shares in tens of points, outwards."""
    return floor(round(low * 10, 9)) / 10, ceil(round(high * 10, 9)) / 10


def _group(group: str, count: Count) -> str:
    if is_small(count):
        return say("fairness.group_small", group=group)
    on, came = count
    return say("fairness.group", group=group, on=on, came=came, rate=percent(on / came))


def _compared(one: Comparison) -> Iterator[str]:
    if one.small:
        low, high = tens(*one.difference[1:])
        yield say(
            "fairness.coarse",
            first=one.first,
            second=one.second,
            difference_low=_points(low),
            difference_high=_points(high),
            p=f"{one.test.p:.1f}",
        )
    else:
        value, low, high = one.ratio or (float("nan"),) * 3
        yield say(
            "fairness.compared",
            first=one.first,
            second=one.second,
            difference=_points(one.difference[0]),
            difference_low=_points(one.difference[1]),
            difference_high=_points(one.difference[2]),
            ratio=number(value),
            ratio_low=number(low),
            ratio_high="∞" if isinf(high) else number(high),
            p=f"{one.test.p:.2f}",
            mid_p=f"{one.test.mid_p:.2f}",
        )
    yield say("fairness.luck" if one.test.p >= CHANCE else "fairness.not_luck")
    if one.under_four_fifths:
        yield say("fairness.four_fifths")


def _points(share: float) -> str:
    whole = round(100 * share)
    return "0" if whole == 0 else f"{whole:+d}".replace("-", "−")


def _row(stage: Stage, one: Comparison) -> dict[str, object]:
    row: dict[str, object] = {
        "stage": stage.stage,
        "grouping": stage.grouping,
        "first": one.first,
        "second": one.second,
    }
    if one.small:
        low, high = tens(*one.difference[1:])
        return {**row, "difference_low": low, "difference_high": high, "p": round(one.test.p, 1)}
    ratio = one.ratio[0] if one.ratio else None
    return {
        **row,
        "difference_low": one.difference[1],
        "difference_high": one.difference[2],
        "ratio": ratio,
        "p": one.test.p,
        "mid_p": one.test.mid_p,
    }
