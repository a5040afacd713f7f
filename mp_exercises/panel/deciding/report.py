"""The decision table in words: by candidate's number, in groups, and never as a rank."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pandas as pd

from ...marking.bands import number
from ...marking.estimate import Estimate
from ...marking.refusal import Refused
from ..export import frame
from ..folder import Folder
from ..wording import joined, say
from .groups import Groups
from .table import Decision, Mean, Standing

STATES = ("held", "below", "near", "not seen", "above")
LINE_OF = {"held": "held", "below": "below", "near": "near", "not seen": "unseen", "above": "above"}


def decision_lines(folder: Folder, found: Decision) -> Iterator[str]:
    """Yield the decision table."""
    campaign = folder.campaign
    yield say("decide.title", title=campaign.title, count=len(found.standings))
    floors = [f"{one.name} {one.floor:g}" for one in campaign.criteria if one.floor is not None]
    yield say("decide.floors", floors=joined(floors), near=f"{campaign.bars.near:g}")
    for state in STATES:
        numbers = [one.candidate for one in found.standings if one.state == state]
        if numbers:
            yield say(f"decide.{LINE_OF[state]}", numbers=joined(numbers))
    if not any(one.state in ("above", "near", "held") for one in found.standings):
        yield say("decide.nobody")
    for standing in found.standings:
        yield from _candidate(folder, standing)
    yield from _errors(folder, found)
    yield from _groups(folder, found)
    yield from _settled(folder, found)
    yield say("decide.order", numbers=joined(talk_order(folder)))
    yield say("decide.not_rank")


def talk_order(folder: Folder) -> tuple[str, ...]:
    """Return in which order candidates are talked of, by the campaign's seed and nothing that they did."""
    drawn = list(folder.present)
    random.Random(folder.campaign.seed).shuffle(drawn)
    return tuple(drawn)


def decision_frames(folder: Folder, found: Decision) -> dict[str, pd.DataFrame]:
    """Return the table, the groups and the settled differences as tables."""
    table = [_row(folder, one) for one in found.standings]
    sets = [
        {"criterion": name, "set": place, "candidate": number, "least_gap": one.least}
        for name, one in found.groups.items()
        for place, members in enumerate(one.sets, 1)
        for number in members
    ]
    settled = [
        {"unit": one.unit, "station": one.station, "criterion": one.criterion, "reason": one.reason}
        for one in found.settled
    ]
    return {
        "decision": pd.DataFrame(table),
        "cannot-be-told-apart": frame(sets, ("criterion", "set", "candidate", "least_gap")),
        "differences": frame(settled, ("unit", "station", "criterion", "reason")),
    }


def _row(folder: Folder, one: Standing) -> dict[str, object]:
    row: dict[str, object] = {"candidate": one.candidate, "state": one.state, "changed": one.changed}
    for criterion in folder.campaign.criteria:
        mean = one.means[criterion.id]
        row[criterion.id] = mean.value
        row[f"{criterion.id}_error"] = mean.error
        row[f"{criterion.id}_state"] = mean.state
    return row


def _candidate(folder: Folder, one: Standing) -> Iterator[str]:
    yield say("decide.candidate", number=one.candidate, state=say(f"state.{one.state}"))
    for criterion in folder.campaign.criteria:
        mean = one.means[criterion.id]
        if mean.value is None:
            yield say("decide.unseen_one", criterion=criterion.name)
            continue
        yield say(
            "decide.mean",
            criterion=criterion.name,
            value=f"{mean.value:.2f}",
            spread=_spread(mean),
            floor=floor_words(mean, criterion.floor),
        )
    if one.changed:
        yield say("decide.changed", count=one.changed)


def _spread(mean: Mean) -> str:
    if mean.error is None or mean.half is None or mean.value is None:
        return say("decide.no_spread")
    low, high = max(1.0, mean.value - mean.half), min(5.0, mean.value + mean.half)
    return say("decide.spread", error=f"{mean.error:.2f}", low=f"{low:.2f}", high=f"{high:.2f}")


def floor_words(mean: Mean, floor: float | None) -> str:
    """Return where a mean lies beside its floor, to be added to it; empty where there is none."""
    names = {"above": "above_floor", "below": "below_floor"}
    if floor is None or mean.state in ("no floor", "not seen"):
        return ""
    words = say(f"decide.{names.get(mean.state, mean.state.replace(' ', '_'))}", floor=f"{floor:g}")
    reads = {"near above": "near_above", "near below": "near_below"}.get(mean.state)
    if reads is not None:
        words = say(f"decide.{reads}", floor=f"{floor:g}")
    return words + (say("decide.crosses") if mean.crosses else "")


def _errors(folder: Folder, found: Decision) -> Iterator[str]:
    yield say("decide.formula")
    alone = False
    for name, error in found.errors.items():
        criterion = folder.campaign.criterion[name].name
        if isinstance(error, Refused):
            alone = True
            yield say("decide.error_refused", criterion=criterion, why=error)
            continue
        yield say(
            "decide.error",
            criterion=criterion,
            candidates=error.candidates,
            stations=error.stations,
            words=_coefficient(error.coefficient),
        )
    if alone:
        yield say("decide.alone")


def _coefficient(found: Estimate | Refused) -> str:
    if isinstance(found, Refused):
        return f"{found}"
    value, low, high = (number(one) for one in (found.value, found.low, found.high))
    return say("decide.coefficient", value=value, low=low, high=high)


def _groups(folder: Folder, found: Decision) -> Iterator[str]:
    if found.groups:
        yield say("decide.groups")
    for name, one in found.groups.items():
        criterion = folder.campaign.criterion[name].name
        line = "decide.groups_all" if one.all_alike else "decide.groups_one"
        yield say(line, criterion=criterion, sets=_sets(one), least=f"{one.least:.1f}")
    error = found.composite_error
    if isinstance(error, Refused):
        yield say("decide.composite_refused", why=error)
    elif error is not None and found.composite_groups is not None:
        values = [
            f"{one.candidate} {one.composite:.2f}"
            for one in found.standings
            if one.composite is not None and one.state in ("above", "near")
        ]
        sets = _sets(found.composite_groups)
        yield say("decide.composite", error=f"{error:.2f}", values=joined(values), sets=sets)


def _sets(one: Groups) -> str:
    return " · ".join(joined(members) for members in one.sets)


def _settled(folder: Folder, found: Decision) -> Iterator[str]:
    if found.settled:
        yield say("decide.settled")
    for one in found.settled:
        points = ", ".join(str(point) for point in sorted(one.points.values()))
        criterion = folder.campaign.criterion[one.criterion].name
        station = folder.campaign.station(one.station).name
        yield say(
            "decide.settled_one",
            unit=one.unit,
            station=station,
            criterion=criterion,
            points=points,
            reason=one.reason,
        )
