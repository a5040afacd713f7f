"""A room as its trainers see it: what rarely changes, told once, and what does, told each second."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..clock import now_ms
from ..joining import addresses, joining
from ..plan import Plan
from ..state import State
from ..store import Note, Person, Presence, Room, Trainer
from ..tally import judge_of
from .picture import question_numbers
from .shelf import step_card


def room_data(room: Room, exercises: dict[str, Any], origin: str) -> dict[str, Any]:
    """Return what of a room changes with its code alone, keys included: a trainer may read ahead.

    Parameters
    ----------
    origin
        The address at which the trainer's own browser has the control room.
    """
    bases = addresses() or [origin]
    return {
        "id": room.id,
        "screen": room.screen,
        "settings": room.settings.model_dump(),
        "code": room.code,
        "ways": [joining(room.door, base) for base in bases],
        "outside": bool(addresses()),
        "plan": _plan(room.plan, exercises),
        "exercises": {
            slug: {"rev": exercise.revision, "judge": judge_of(exercise), "exercise": exercise.data()}
            for slug, exercise in exercises.items()
        },
    }


def _plan(plan: Plan, exercises: dict[str, Any]) -> list[dict[str, Any]]:
    numbers = question_numbers(plan)
    return [
        {
            **step_card(step, exercises[step.exercise] if step.exercise else None),
            "exercise": step.exercise,
            "id": step.item,
            "question": numbers.get(number),
            "prompts": list(step.prompts),
        }
        for number, step in enumerate(plan.steps)
    ]


def room_now(
    room: Room,
    state: State,
    presence: Presence,
    counts: dict[tuple[str, str], int],
    trainers: list[Trainer],
    notes: list[Note],
) -> dict[str, Any]:
    """Return what of a room changes."""
    return {
        "title": room.title,
        "code": room.code,
        "archived": room.archived is not None,
        "state": state_data(state, room.plan),
        "joined": presence.joined,
        "connected": presence.connected,
        "places": presence.places,
        "silent": presence.silent,
        "tables": [
            {"number": number, "joined": joined, "connected": connected}
            for number, (joined, connected) in sorted(
                presence.tables.items(), key=lambda entry: (entry[0] is None, entry[0] or 0)
            )
        ],
        "answered": [counts.get((step.exercise or "", step.item or ""), 0) for step in room.plan.steps],
        "trainers": [trainer.who for trainer in trainers],
        "notes": [note_data(note) for note in notes],
    }


def state_data(state: State, plan: Plan) -> dict[str, Any]:
    """Return where a room is."""
    return {
        "seq": state.seq,
        "phase": state.phase,
        "step": state.step,
        "pace": state.pace,
        "home": state.home,
        "door": state.door,
        "timer": state.timer,
        "now": now_ms(),
        "phases": [state.phase_of(number) for number in range(len(plan.steps))],
        "turns": {str(number): shown for number, shown in state.turns.items()},
    }


def people_data(people: Iterable[Person]) -> list[dict[str, Any]]:
    """Return people by name; those who gave none come last."""
    found = [
        {"name": person.name or "", "table": person.table, "connected": person.connected} for person in people
    ]
    return sorted(found, key=lambda one: (not one["name"], str(one["name"]).casefold()))


def note_data(note: Note) -> dict[str, Any]:
    """Return a note."""
    return {"n": note.n, "step": note.step, "at": note.at, "by": note.by, "text": note.text}
