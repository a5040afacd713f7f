"""What a room goes through: a list of steps, and how the room is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from ..exercise import Exercise
from ..exercise.base import Slug, Strict

Pace = Literal["trainer", "self"]
Place = tuple[str, str]
"""The slug of an exercise and the id of one of its items."""


class Step(Strict):
    """One thing that the room does together.

    Attributes
    ----------
    exercise
        Its slug; None for a pause.
    item
        The item that is answered, where ``kind`` is ``"item"``.
    title
        What the screen says in a pause.
    minutes
        How long it is meant to take; for the trainer.
    prompts
        What the trainer may ask when it is talked over; for the trainer.
    """

    kind: Literal["item", "transcript", "pause"]
    exercise: Slug | None = None
    item: Slug | None = None
    title: Annotated[str, Field(max_length=200)] = ""
    minutes: Annotated[int, Field(ge=1, le=240)] | None = None
    prompts: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=400)], ...], Field(max_length=6)
    ] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Step:
        if (self.exercise is None) != (self.kind == "pause"):
            raise ValueError(
                f"a step of kind {self.kind!r}; a pause names no exercise, every other step does"
            )
        if (self.item is None) != (self.kind != "item"):
            raise ValueError(f"a step of kind {self.kind!r}; just a step of kind 'item' names an item")
        return self


class Plan(Strict):
    """The steps, in the order in which a room takes them."""

    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=200)]

    @model_validator(mode="after")
    def _each_item_once(self) -> Plan:
        places = [(step.exercise, step.item) for step in self.steps if step.kind == "item"]
        for place in places:
            if places.count(place) > 1:
                raise ValueError(f"{place[0]}/{place[1]} is two steps; each item once")
        return self

    def slugs(self) -> tuple[str, ...]:
        """Return the exercises that the steps name, each once, in their order."""
        return tuple(dict.fromkeys(step.exercise for step in self.steps if step.exercise is not None))

    def index_of(self, exercise: str, item: str) -> int | None:
        """Return which step asks this item; None where none does."""
        wanted = (exercise, item)
        return next((n for n, step in enumerate(self.steps) if (step.exercise, step.item) == wanted), None)

    def check(self, exercises: Mapping[str, Exercise]) -> None:
        """Compare the steps with the exercises that they name.

        Raises
        ------
        ValueError
            If a step names what its exercise has not.
        """
        for step in self.steps:
            exercise = exercises[step.exercise] if step.exercise is not None else None
            if exercise is None:
                continue
            ids = [item.id for item in exercise.items]
            if step.item is not None and step.item not in ids:
                raise ValueError(f"{exercise.slug} has no item {step.item!r}; it has {', '.join(ids)}")
            if step.kind == "transcript" and not exercise.transcript:
                raise ValueError(f"{exercise.slug} has no transcript to present; leave that step out")


class Settings(Strict):
    """How a room is set when it is made.

    Attributes
    ----------
    pace
        Whether the trainer paces the room, or people pace themselves.
    tables
        How many tables there are; 0 where the room is not split into small groups.
    names
        Whether people are asked for a name; the default keeps none.
    most
        How many people the room holds.
    """

    pace: Pace = "trainer"
    tables: Annotated[int, Field(ge=0, le=500)] = 0
    names: bool = False
    most: Annotated[int, Field(ge=1, le=20_000)] = 3_000


def plan_of(exercises: Iterable[Exercise]) -> Plan:
    """Return the plan that takes each exercise from its transcript through all its items."""
    steps: list[Step] = []
    for exercise in exercises:
        if exercise.transcript:
            steps.append(Step(kind="transcript", exercise=exercise.slug))
        steps += [Step(kind="item", exercise=exercise.slug, item=item.id) for item in exercise.items]
    return Plan(steps=tuple(steps))
