"""What a phone is told of its room: the same for everybody in it, small, and no key before its time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..exercise import Exercise
from .plan import Plan, Settings
from .state import State

POLL_MS = 4_000
"""How often a phone without a stream asks again; each adds some chance of its own."""


class Book:
    """A room's exercises as they go to phones, made ready once.

    Parameters
    ----------
    exercises
        By slug, keys included.
    """

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        self.exercises = exercises
        self.revisions = {slug: exercise.revision for slug, exercise in exercises.items()}
        self.titles = {slug: exercise.title for slug, exercise in exercises.items()}
        self._keyed = {slug: _items(exercise) for slug, exercise in exercises.items()}
        self._open = {slug: _items(exercise.without_keys()) for slug, exercise in exercises.items()}

    def item(self, slug: str, item: str, *, key: bool) -> dict[str, Any]:
        """Return an item as plain JSON, with its key or without."""
        return (self._keyed if key else self._open)[slug][item]

    def lines(self, slug: str) -> list[dict[str, Any]]:
        """Return the lines of an exercise's transcript as plain JSON."""
        transcript = self.exercises[slug].transcript
        return [line.model_dump(mode="json", exclude_none=True) for line in transcript]

    def people(self, slug: str, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return those who speak in some lines of an exercise, with what they are in it."""
        speaking = {line.get("who") for line in lines}
        return [
            {"id": person.id, "name": person.name, "role": person.role}
            for person in self.exercises[slug].people
            if person.id in speaking
        ]


def view(
    title: str,
    plan: Plan,
    settings: Settings,
    state: State,
    book: Book,
    *,
    spread: Mapping[str, Any] | None,
    now: int,
) -> dict[str, Any]:
    """Return the room as a participant's phone may see it.

    Parameters
    ----------
    spread
        How the answers to the present step are spread; left out unless that step is revealed.
    now
        The server's time, in milliseconds, by which a phone reads the timer.
    """
    revealed = state.phase == "revealed"
    return {
        "seq": state.seq,
        "phase": state.phase,
        "pace": state.pace,
        "step": state.step,
        "title": title,
        "tables": settings.tables,
        "names": settings.names,
        "home": state.home,
        "timer": None if state.timer is None else {"ends": state.timer, "now": now},
        "again": POLL_MS,
        "plan": plan_view(plan, state),
        "here": None if state.step is None else here(plan, state, state.step, book),
        "spread": dict(spread) if revealed and spread is not None else None,
    }


def plan_view(plan: Plan, state: State) -> list[dict[str, Any] | None]:
    """Return the steps as a phone lists them; None for each that was not reached."""
    return [_step(plan, state, n) for n in range(len(plan.steps))]


def here(plan: Plan, state: State, number: int, book: Book) -> dict[str, Any]:
    """Return what a step that was reached puts on the screen; its key only where it is revealed."""
    step = plan.steps[number]
    if step.exercise is None:
        return {"kind": step.kind, "title": step.title}
    shown = {
        "kind": step.kind,
        "exercise": step.exercise,
        "exercise_title": book.titles[step.exercise],
        "rev": book.revisions[step.exercise],
    }
    if step.item is not None:
        revealed = state.phase_of(number) == "revealed"
        return {**shown, "item": book.item(step.exercise, step.item, key=revealed)}
    lines = book.lines(step.exercise)
    turn = state.turns.get(number, 1)
    last = lines[turn - 1 : turn]
    return {
        **shown,
        "shown": turn,
        "of": len(lines),
        "lines": last,
        "people": book.people(step.exercise, last),
    }


def _step(plan: Plan, state: State, number: int) -> dict[str, Any] | None:
    """Return a step for the list of steps; None where it was not reached, so that nobody reads ahead."""
    phase = state.phase_of(number)
    if phase is None:
        return None
    step = plan.steps[number]
    return {
        "kind": step.kind,
        "exercise": step.exercise,
        "item": step.item,
        "title": step.title,
        "phase": phase,
    }


def _items(exercise: Exercise) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in exercise.data()["items"]}
