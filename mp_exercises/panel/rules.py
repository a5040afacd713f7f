"""The protocol's rules as checks of a campaign: each fault at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..exercise import UnknownExercise
from ..exercise import load as load_exercise
from ..exercise.base import Problem
from ..instruments import UnknownInstrument
from ..instruments import load as load_instrument
from .campaign import CALIBRATION, POINTS

if TYPE_CHECKING:
    from .campaign import Campaign, Stage

LEAST_STATIONS = 2
"""Each quality is seen at two stations at least, so that nothing hangs on one."""

LEAST_ASSESSORS = 2


def problems(campaign: Campaign) -> Iterator[Problem]:
    """Yield what is named and does not exist, and what the protocol does not allow."""
    yield from _form(campaign)
    yield from _criteria(campaign)
    for place, stage in enumerate(campaign.stages):
        yield from _stage(campaign, stage, ("stages", place))
    yield from _people(campaign)
    yield from _exceptions(campaign)


def _form(campaign: Campaign) -> Iterator[Problem]:
    try:
        load_instrument(campaign.form)
    except UnknownInstrument as error:
        wrong, _, right = str(error).partition("; right would be ")
        yield Problem(("form",), wrong, right)


def _criteria(campaign: Campaign) -> Iterator[Problem]:
    weighted = sum(one.weight is not None for one in campaign.criteria)
    for place, one in enumerate(campaign.criteria):
        path = ("criteria", place)
        if set(one.anchors) != set(POINTS):
            yield Problem((*path, "anchors"), f"{one.id} lacks an anchor", "one for each point from 1 to 5")
        if weighted and one.weight is None:
            yield Problem(path, f"{one.id} has no weight, and others have", "a weight for all, or for none")
        at = [stage for stage in campaign.stages if one.id in stage.scores]
        if len(at) < LEAST_STATIONS:
            wrong = f"{one.id} is scored at {len(at)} station{'' if len(at) == 1 else 's'}"
            yield Problem(path, wrong, "two at least, so that no quality hangs on one")


def _stage(campaign: Campaign, stage: Stage, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if stage.id == CALIBRATION:
        yield Problem((*path, "id"), f"a stage called {CALIBRATION!r}", "another name; recordings have it")
    known = {one.id for one in campaign.stages}
    named: tuple[tuple[str, tuple[str, ...], set[str]], ...] = (
        ("scores", stage.scores, set(campaign.criterion)),
        ("members", stage.members, set(campaign.member)),
        ("apart_from", stage.apart_from, known - {stage.id}),
    )
    for field, ids, right in named:
        for index, one in enumerate(ids):
            if one not in right:
                yield Problem(
                    (*path, field, index), f"unknown name {one!r}", f"one of {', '.join(sorted(right))}"
                )
            elif one in ids[:index]:
                yield Problem((*path, field, index), f"{one!r} stands twice", "each once")
    for index, slug in enumerate(stage.exercises):
        try:
            load_exercise(slug)
        except UnknownExercise:
            yield Problem((*path, "exercises", index), f"no exercise {slug!r}", "a slug of the catalogue")
    least = LEAST_ASSESSORS if stage.kind == "seen" else 1
    if stage.scores and len(stage.members) < least:
        wrong = f"{len(stage.members)} assessors at {stage.id}"
        yield Problem((*path, "members"), wrong, f"{least} or more where something is scored")
    for other in campaign.stages:
        both = set(stage.members) & set(other.members)
        if other.id in stage.apart_from and both:
            wrong = f"{', '.join(sorted(both))} at {stage.id} and at {other.id}"
            yield Problem((*path, "members"), wrong, f"others here than at {other.id}")


def _people(campaign: Campaign) -> Iterator[Problem]:
    chairs = sum(one.chair for one in campaign.members)
    if chairs != 1:
        yield Problem(("members",), f"{chairs} members are the chair", "`chair: true` for one of them")


def _exceptions(campaign: Campaign) -> Iterator[Problem]:
    for place, swap in enumerate(campaign.stand_ins):
        path = ("stand_ins", place)
        stage = campaign.stations.get(swap.stage)
        if stage is None:
            yield Problem((*path, "stage"), f"no station {swap.stage!r}", ", ".join(campaign.stations))
            continue
        if swap.out not in stage.members:
            yield Problem((*path, "out"), f"{swap.out!r} does not score there", ", ".join(stage.members))
        yield from _fresh(campaign, stage, (swap.instead,), (*path, "instead"))
        if swap.instead in stage.members:
            yield Problem((*path, "instead"), f"{swap.instead!r} scores there already", "another member")
    for place, one in enumerate(campaign.again):
        path = ("again", place)
        stage = campaign.stations.get(one.stage)
        if stage is None:
            yield Problem((*path, "stage"), f"no station {one.stage!r}", ", ".join(campaign.stations))
            continue
        yield from _fresh(campaign, stage, one.members, (*path, "members"))
        both = set(one.members) & set(campaign.assessors(one.stage, one.candidate))
        if one.why == "adjustment" and both:
            wrong = f"{', '.join(sorted(both))} scored the first run too"
            yield Problem((*path, "members"), wrong, "other assessors, before anybody decides")


def _fresh(
    campaign: Campaign, stage: Stage, members: tuple[str, ...], path: tuple[str | int, ...]
) -> Iterator[Problem]:
    """Yield members who do not exist, or who were where nobody of this station may have been."""
    barred = {one for other in campaign.stages if other.id in stage.apart_from for one in other.members}
    for member in members:
        if member not in campaign.member:
            yield Problem(path, f"unknown member {member!r}", ", ".join(campaign.member))
        elif member in barred:
            wrong = f"{member!r} was at a stage that {stage.id} is kept apart from"
            yield Problem(path, wrong, "another member")
