"""A room with everything in it, read once, for whatever form it leaves in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from ...exercise import Exercise
from ..plan import Step
from ..state import State
from ..store import Event, Given, Note, Room, Store
from ..tally import Answer, Tally, tally


@dataclass(frozen=True)
class Question:
    """A step that asks, with the answers that count.

    Attributes
    ----------
    number
        Of the step, from 1.
    given
        One for each person who answered, in the order in which they came.
    """

    number: int
    step: Step
    exercise: Exercise
    given: tuple[Given, ...]
    phase: str

    @property
    def answers(self) -> list[Answer]:
        """The answers as they are counted."""
        return [Answer(one.line.answer, one.table) for one in self.given if one.line.answer is not None]

    @property
    def prompt(self) -> str:
        """What was asked."""
        return self.exercise.item(self.step.item or "").prompt

    def counted(self, answers: list[Answer] | None = None) -> Tally:
        """Return these answers, or all of them, counted part by part."""
        item = self.exercise.item(self.step.item or "")
        return tally(self.exercise, item, self.answers if answers is None else answers)


@dataclass(frozen=True)
class Gathered:
    """A room with everything in it.

    Attributes
    ----------
    people
        How many came in.
    names
        The number of each person, and their name where the room asked for one.
    """

    room: Room
    state: State
    exercises: dict[str, Exercise]
    questions: tuple[Question, ...]
    notes: tuple[Note, ...]
    events: tuple[Event, ...]
    people: int
    names: dict[int, str]

    @property
    def opened(self) -> datetime:
        """When the room was made."""
        return moment(self.room.created)


def gather(store: Store, room_id: str) -> Gathered:
    """Read a room.

    Raises
    ------
    NoRoom
        If there is none of this id.
    """
    room, state = store.rooms.get(room_id), store.stage.of(room_id)
    exercises = store.rooms.exercises(room_id)
    people = store.people.all(room_id)
    return Gathered(
        room=room,
        state=state,
        exercises=exercises,
        questions=tuple(_questions(store, room, state, exercises)),
        notes=tuple(store.notes.of(room_id)),
        events=tuple(store.stage.events(room_id)),
        people=len(people),
        names={person.id: person.name or "" for person in people},
    )


def _questions(store: Store, room: Room, state: State, exercises: dict[str, Exercise]) -> Iterator[Question]:
    for number, step in enumerate(room.plan.steps):
        if step.exercise is not None and step.item is not None:
            given = tuple(store.answers.standing(room.id, step.exercise, step.item))
            exercise = exercises[step.exercise]
            yield Question(number + 1, step, exercise, given, state.phase_of(number) or "")


def moment(milliseconds: int) -> datetime:
    """Return a time of the store, in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
