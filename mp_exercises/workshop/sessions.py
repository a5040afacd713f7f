"""Session plans: what a trainer may do with a room in an hour, as data in ``plans/``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from ..exercise import Exercise, Fault, Source, SourceError, UnknownExercise, load, read_yaml, validate
from ..exercise.base import Slug, Strict, Text
from ..exercise.model import DAYS_IN_MONTH
from .plan import Plan, Step

FOLDER = Path(__file__).with_name("plans")

Theme = Literal["skills", "supervision", "choosing", "team", "conditions", "measuring"]
"""What a plan is about: plans are listed by it, in this order."""

THEMES: tuple[str, ...] = get_args(Theme)

Asked = Annotated[str, Field(min_length=1, max_length=400)]


class Session(Strict):
    """A session plan.

    Attributes
    ----------
    aim
        What people can do afterwards that they could not before.
    people
        For how many it is meant, fewest and most.
    tables
        How many sit at one table, fewest and most; None where the room is not split.
    prepare
        What the trainer does beforehand.
    materials
        What lies in the room when people come.
    steps
        Each with its minutes.
    debrief
        What the trainer asks when all is done, before the last question.
    close
        What everybody is asked at the end.
    close_minutes
        How long the debrief and the last question take together.
    """

    slug: Slug
    title: Text
    summary: Text
    theme: Theme = "skills"
    aim: str = ""
    people: tuple[Annotated[int, Field(ge=2)], Annotated[int, Field(ge=2)]]
    tables: tuple[Annotated[int, Field(ge=3)], Annotated[int, Field(le=6)]] | None = None
    owner: Text
    reviewed: date
    review_in: Annotated[int, Field(ge=1, le=36)]
    prepare: tuple[Text, ...] = ()
    materials: tuple[Text, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=2, max_length=60)]
    debrief: Annotated[tuple[Asked, ...], Field(max_length=6)] = ()
    close: Annotated[str, Field(max_length=200)] = ""
    close_minutes: Annotated[int, Field(ge=1, le=60)] | None = None

    @model_validator(mode="after")
    def _is_timed(self) -> Session:
        for number, step in enumerate(self.steps, 1):
            if step.minutes is None:
                raise ValueError(f"step {number} has no time; `minutes`")
        if self.people[0] > self.people[1] or (self.tables and self.tables[0] > self.tables[1]):
            raise ValueError("the fewest is more than the most; the smaller number first")
        if not self.close and (self.debrief or self.close_minutes is not None):
            raise ValueError("a debrief that ends in no question; `close`")
        if self.debrief and self.close_minutes is None:
            raise ValueError("a debrief that has no time; `close_minutes`")
        _ = self.plan
        return self

    @property
    def plan(self) -> Plan:
        """The steps as a room takes them, with the last question as the last thing on the wall."""
        if not self.close:
            return Plan(steps=self.steps)
        last = Step(kind="pause", title=self.close, minutes=self.close_minutes, prompts=self.debrief)
        return Plan(steps=(*self.steps, last))

    @property
    def minutes(self) -> int:
        """How long it takes in all."""
        return sum(step.minutes or 0 for step in self.plan.steps)

    def review_due(self) -> date:
        """Return the day by which the plan must be reviewed again."""
        return date.fromordinal(self.reviewed.toordinal() + round(self.review_in * DAYS_IN_MONTH))

    def said(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the path and text of everything that is said to a trainer or a room."""
        yield ("title",), self.title
        yield ("summary",), self.summary
        yield ("aim",), self.aim
        yield ("close",), self.close
        for place, text in enumerate(self.materials):
            yield ("materials", place), text
        for place, text in enumerate(self.debrief):
            yield ("debrief", place), text
        for place, text in enumerate(self.prepare):
            yield ("prepare", place), text
        for place, step in enumerate(self.steps):
            yield ("steps", place, "title"), step.title
            for number, prompt in enumerate(step.prompts):
                yield ("steps", place, "prompts", number), prompt

    def tables_for(self, people: int) -> int:
        """Return how many tables there are for so many people; 0 where the room is not split."""
        if self.tables is None:
            return 0
        middle = sum(self.tables) / 2
        return max(1, round(people / middle))


def session_files(folder: Path = FOLDER) -> list[Path]:
    """Return the files of session plans, by name."""
    return sorted(folder.glob("*.yaml"))


def read_session(source: Source) -> Session:
    """Build a session plan from a source, compared with the exercises that it names.

    Raises
    ------
    SourceError
        With each fault at its line.
    """
    session = validate(Session, source)
    faults = list(_faults(source, session))
    if faults:
        raise SourceError(faults)
    return session


@cache
def sessions() -> tuple[Session, ...]:
    """Return every session plan of the package, by slug.

    Raises
    ------
    SourceError
        If a file is faulty.
    """
    return tuple(read_session(read_yaml(file)) for file in session_files())


def _faults(source: Source, session: Session) -> Iterator[Fault]:
    if session.slug != source.file.stem:
        yield source.fault(("slug",), f"slug {session.slug!r} in {source.file.name}", "the file's name")
    for place, step in enumerate(session.steps):
        if step.exercise is None:
            continue
        try:
            exercise = load(step.exercise)
        except UnknownExercise:
            yield source.fault(
                ("steps", place, "exercise"),
                f"there is no exercise {step.exercise!r}",
                "one of the catalogue",
            )
            continue
        yield from _step_faults(source, place, step, exercise)


def _step_faults(source: Source, place: int, step: Step, exercise: Exercise) -> Iterator[Fault]:
    try:
        Plan(steps=(step,)).check({exercise.slug: exercise})
    except ValueError as error:
        wrong, _, right = str(error).partition("; ")
        yield source.fault(("steps", place), wrong, right)
