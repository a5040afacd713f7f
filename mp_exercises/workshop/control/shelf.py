"""What a trainer chooses from: session plans, exercises, and the rooms that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ...exercise import Exercise, UnknownExercise, everything, load
from ..plan import Plan, Step, plan_of
from ..sessions import Session, sessions
from ..store import Summary
from .wording import say


def shelf(rooms: Iterable[Summary]) -> dict[str, Any]:
    """Return all there is to choose from, as plain JSON."""
    return {
        "rooms": [room_card(entry) for entry in rooms],
        "plans": [_plan_card(session) for session in sessions()],
        "exercises": [_exercise_card(exercise) for exercise in everything()],
    }


def room_card(entry: Summary) -> dict[str, Any]:
    """Return what the list of rooms shows of one."""
    return {
        "id": entry.room.id,
        "code": entry.room.code,
        "title": entry.room.title,
        "phase": entry.state.phase,
        "archived": entry.room.archived is not None,
        "people": entry.people,
        "answers": entry.answers,
        "touched": entry.touched,
    }


def plan_for(slug: str, exercises: Iterable[str], leave: Collection[int]) -> Plan:
    """Return the steps of a new room.

    Parameters
    ----------
    slug
        A session plan; empty for exercises taken from end to end.
    leave
        The numbers of steps, from 0, that are left out.

    Raises
    ------
    ValueError
        If there is no such plan or exercise, or nothing is left of it.
    """
    if slug:
        found = {session.slug: session for session in sessions()}
        if slug not in found:
            raise ValueError(say("no_plan"))
        whole = found[slug].plan
    else:
        whole = plan_of([_loaded(name) for name in exercises])
    steps = tuple(step for number, step in enumerate(whole.steps) if number not in leave)
    if not steps:
        raise ValueError(say("no_steps"))
    return Plan(steps=steps)


def _loaded(slug: str) -> Exercise:
    try:
        return load(slug)
    except UnknownExercise as error:
        raise ValueError(say("no_exercise", slug=slug[:60])) from error


def _plan_card(session: Session) -> dict[str, Any]:
    return {
        "slug": session.slug,
        "title": session.title,
        "summary": session.summary,
        "minutes": session.minutes,
        "people": list(session.people),
        "tables": list(session.tables) if session.tables else None,
        "prepare": [*session.prepare, *session.materials],
        "steps": [
            step_card(step, load(step.exercise) if step.exercise else None) for step in session.plan.steps
        ],
    }


def _exercise_card(exercise: Exercise) -> dict[str, Any]:
    return {
        "slug": exercise.slug,
        "title": exercise.title,
        "summary": exercise.summary,
        "minutes": exercise.minutes,
        "kinds": sorted({item.kind for item in exercise.items}),
        "competencies": list(exercise.competencies),
        "audience": list(exercise.audience),
        "steps": [step_card(step, exercise) for step in plan_of([exercise]).steps],
    }


def step_card(step: Step, exercise: Exercise | None) -> dict[str, Any]:
    """Return what a list of steps shows of one."""
    card: dict[str, Any] = {"kind": step.kind, "minutes": step.minutes, "title": step.title}
    if exercise is not None:
        card["title"] = exercise.title
        if step.item is not None:
            item = exercise.item(step.item)
            card |= {"item": item.kind, "prompt": item.prompt}
        else:
            card["lines"] = len(exercise.transcript)
    return card
