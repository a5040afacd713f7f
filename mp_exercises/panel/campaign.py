"""A campaign: which stages there are, what is scored where and by whom, and the bars, as data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from ..exercise.base import Problem, Slug, Strict, Text, twice
from ..instruments import UnknownInstrument
from ..instruments import load as load_instrument

CALIBRATION = "calibration"
"""The name under which recordings are scored; no stage may have it."""

POINTS = (1, 2, 3, 4, 5)
Point = Annotated[int, Field(ge=1, le=5)]
Number = Annotated[str, Field(pattern=r"^[A-Z]{0,3}[0-9]{1,5}$")]
"""A candidate: letters at most as a prefix, so that no name can stand where a number belongs."""

Kind = Literal["seen", "paper"]


class Criterion(Strict):
    """A quality that is scored.

    Attributes
    ----------
    name, what, anchors
        Taken from the scoring form where they are left out.
    floor
        The mean below which nobody is appointed, with any other scores.
    weight
        For authorities that must add; all criteria have one, or none.
    notes
        How this panel settled a point that it read in two ways.
    """

    id: Slug
    name: Text
    what: str = ""
    anchors: dict[Point, Text]
    floor: Annotated[float, Field(ge=1, le=5)] | None = None
    weight: Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)] | None = None
    notes: tuple[Text, ...] = ()


class Stage(Strict):
    """A stage; it is a station of the day where something is scored at it.

    Attributes
    ----------
    kind
        ``seen`` by two assessors or more, or a ``paper`` that a key turns into a number.
    scores
        The criteria that are scored here.
    members
        Who scores, or who reads where nothing is scored.
    apart_from
        Stages of which nobody here may have been.
    exercises
        What members practise with.
    """

    id: Slug
    name: Text
    kind: Kind = "seen"
    scores: tuple[Slug, ...] = ()
    members: tuple[Slug, ...] = ()
    apart_from: tuple[Slug, ...] = ()
    minutes: Annotated[int, Field(ge=1, le=480)] | None = None
    exercises: tuple[Slug, ...] = ()


class Member(Strict):
    """Somebody on the panel, by a code; ``who`` says in what part, and names nobody."""

    id: Slug
    who: Text
    chair: bool = False


class Recording(Strict):
    """A simulated visit that everybody scores before the day."""

    id: Slug
    name: Text


class StandIn(Strict):
    """Somebody steps out of one candidate's station, with no reason given, and another steps in."""

    candidate: Number
    stage: Slug
    out: Slug
    instead: Slug


class Again(Strict):
    """A station that a candidate did twice.

    Attributes
    ----------
    why
        ``adjustment``: the first run does not count. ``near``: both count, as a second visit near a floor.
    """

    candidate: Number
    stage: Slug
    why: Literal["adjustment", "near"]
    members: Annotated[tuple[Slug, ...], Field(min_length=2)]


class Agreement(Strict):
    """How far a panel must agree before it may sit in twos: ICC(2,1), judged on its interval's low end."""

    least: Annotated[float, Field(ge=0, lt=1)] = 0.5


class Bars(Strict):
    """The numbers that were agreed before the day.

    Attributes
    ----------
    difference
        From how many points on two assessors must talk, and keep the reason.
    near
        Within how many points of a floor the evidence is read again.
    shared
        When others' scores are seen: once all at a station have locked this candidate, or all candidates.
    feedback_days
        Working days after which each candidate has been offered feedback.
    """

    agreement: Agreement = Agreement()
    difference: Annotated[int, Field(ge=1, le=4)] = 2
    near: Annotated[float, Field(ge=0, le=2)] = 0.5
    shared: Literal["candidate", "station"] = "candidate"
    feedback_days: Annotated[int, Field(ge=1, le=60)] = 10


class Contact(Strict):
    """Whom a candidate may ring, and how."""

    name: Text
    how: Text


class Campaign(Strict):
    """One post, or several of a kind, from the advert to probation.

    Attributes
    ----------
    form
        The instrument that gives the criteria their words.
    seed
        For what is drawn: intervals, and whose turn it is to be talked of first.
    invented
        Where candidates and scores are invented: says so, and is printed on whatever is made.
    """

    schema_version: Annotated[Literal[1], Field(alias="schema")]
    slug: Slug
    title: Text
    post: Text
    day: date
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1
    form: Slug = "candidate-scoring"
    invented: str = ""
    contact: Contact
    bars: Bars = Bars()
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=12)]
    members: Annotated[tuple[Member, ...], Field(min_length=2, max_length=40)]
    stages: Annotated[tuple[Stage, ...], Field(min_length=1, max_length=20)]
    recordings: Annotated[tuple[Recording, ...], Field(max_length=60)] = ()
    stand_ins: tuple[StandIn, ...] = ()
    again: tuple[Again, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _words_of_the_form(cls, data: Any) -> Any:
        """Give criteria the words of the scoring form where they have none of their own."""
        if not isinstance(data, dict) or not isinstance(data.get("criteria"), list | tuple):
            return data
        words = _form_words(data.get("form", "candidate-scoring"))
        # Without such a form its own fault is told, and not one more for each word that it would have given.
        none = {"name": "-", "anchors": dict.fromkeys(POINTS, "-")} if not words else {}
        filled = [
            {**words.get(str(one.get("id")), none), **one} if isinstance(one, dict) else one
            for one in data["criteria"]
        ]
        return {**data, "criteria": filled}

    @cached_property
    def criterion(self) -> dict[str, Criterion]:
        """Criteria by id."""
        return {one.id: one for one in self.criteria}

    @cached_property
    def member(self) -> dict[str, Member]:
        """Members by id."""
        return {one.id: one for one in self.members}

    @cached_property
    def stations(self) -> dict[str, Stage]:
        """The stages at which something is scored, by id."""
        return {one.id: one for one in self.stages if one.scores}

    def station(self, name: str) -> Stage:
        """Return a station; ``calibration`` is one at which whoever will score scores all criteria.

        Raises
        ------
        LookupError
            If there is none.
        """
        if name == CALIBRATION:
            return Stage(id=name, name=name, scores=tuple(self.criterion), members=self._scorers)
        if name not in self.stations:
            raise LookupError(f"no station {name!r}; right would be one of {', '.join(self.stations)}")
        return self.stations[name]

    @cached_property
    def _scorers(self) -> tuple[str, ...]:
        """Return everybody who scores what they see; who marks papers goes by a key."""
        seen = {m for stage in self.stations.values() if stage.kind == "seen" for m in stage.members}
        seen |= {one.instead for one in self.stand_ins} | {m for one in self.again for m in one.members}
        return tuple(one.id for one in self.members if one.id in seen)

    def assessors(self, stage: str, unit: str) -> tuple[str, ...]:
        """Return who scores a candidate, or a recording, at a station.

        Parameters
        ----------
        unit
            A candidate's number, ``C03-2`` for the second run of a station, or a recording's id.
        """
        for one in self.again:
            if stage == one.stage and unit == second_run(one.candidate):
                return one.members
        swaps = {
            one.out: one.instead for one in self.stand_ins if (one.candidate, one.stage) == (unit, stage)
        }
        return tuple(dict.fromkeys(swaps.get(member, member) for member in self.station(stage).members))

    @property
    def revision(self) -> str:
        """Twelve hexadecimal digits that change whenever what is scored, or how it is worded, changes."""
        shape = {
            "criteria": [one.model_dump(mode="json", exclude={"notes"}) for one in self.criteria],
            "stages": [one.model_dump(mode="json") for one in self.stages],
        }
        text = json.dumps(shape, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def problems(self) -> Iterator[Problem]:
        """Yield the faults that the types cannot show."""
        from .rules import problems

        for name in ("criteria", "members", "stages", "recordings"):
            yield from twice((name,), [one.id for one in getattr(self, name)])
        yield from problems(self)


def second_run(candidate: str) -> str:
    """Return how the second run of a station is written in the records."""
    return f"{candidate}-2"


def first_run(unit: str) -> str:
    """Return the candidate of a run."""
    return unit.removesuffix("-2")


def _form_words(slug: object) -> dict[str, dict[str, Any]]:
    """Return what a scoring form says of each quality; nothing where there is no such form."""
    try:
        form = load_instrument(str(slug))
    except UnknownInstrument:
        return {}
    return {
        item.id: {"name": item.text, "what": item.help, "anchors": dict(item.anchors)}
        for item in form.items.values()
        if item.kind == "scale" and tuple(item.points) == POINTS
    }
