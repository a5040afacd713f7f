"""Whether a room takes an answer now, and what of an exercise a participant may see: pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..answers import Line, RecordError
from ..exercise import Exercise
from ..sitting import accept
from .plan import Plan
from .state import State
from .words import say


class Refused(ValueError):
    """An answer that this room will never take; the message says why, to whoever gave it."""


@dataclass(frozen=True)
class Verdict:
    """That an answer is taken.

    Attributes
    ----------
    late
        Whether it came after its step was locked, having been given before.
    """

    late: bool


def judge(plan: Plan, state: State, line: Line, *, seen: int) -> Verdict:
    """Return whether an answer is on time.

    One that was given while its step was open is taken however long its phone was away, and is late.

    Parameters
    ----------
    seen
        The room's ``seq`` that the phone had seen when the answer was given.

    Raises
    ------
    Refused
        If its step is not open, and was not when the answer was given.
    """
    step = plan.index_of(line.exercise, line.item)
    if step is None:
        raise Refused(say("answer_no_step"))
    mark = state.marks.get(step)
    if mark is None:
        raise Refused(say("answer_not_reached"))
    if mark.phase == "open" and not state.ended:
        return Verdict(late=False)
    if not mark.open_at(seen):
        raise Refused(say("answer_ended" if state.ended else "answer_closed"))
    return Verdict(late=True)


def checked(exercise: Exercise | None, line: Line) -> Line:
    """Return a line in its canonical form.

    Raises
    ------
    Refused
        If it does not fit the exercise as the room has it, or cannot be written down.
    """
    if exercise is None:
        raise Refused(say("answer_no_step"))
    try:
        fitted = accept(exercise, line)
        fitted.text().encode()
    except RecordError as error:
        raise Refused(str(error)) from error
    except UnicodeEncodeError as error:
        raise Refused(say("answer_unreadable")) from error
    return fitted


def reached(plan: Plan, state: State, slug: str) -> list[int]:
    """Return the steps of an exercise that a participant has been shown, in the plan's order."""
    return [n for n, step in enumerate(plan.steps) if step.exercise == slug and n in state.marks]


def lines_shown(plan: Plan, state: State, exercise: Exercise) -> int:
    """Return how many lines of the transcript a participant may see.

    All of them once one of its items was reached, or where no step presents the transcript.
    """
    steps = reached(plan, state, exercise.slug)
    presenting = [n for n in steps if plan.steps[n].kind == "transcript"]
    if len(presenting) < len(steps) or not presenting:
        return len(exercise.transcript) if steps else 0
    return max(state.turns.get(n, 1) for n in presenting)


def visible(plan: Plan, state: State, exercise: Exercise) -> dict[str, Any] | None:
    """Return what a participant may see of an exercise; None where they have reached nothing of it.

    Items that were not reached are left out, as are lines of the transcript that were not shown,
    and every key whose step is not revealed.
    """
    steps = reached(plan, state, exercise.slug)
    if not steps:
        return None
    items = {plan.steps[n].item: state.phase_of(n) for n in steps if plan.steps[n].kind == "item"}
    shown = exercise.without_keys().data()
    keyed = {item["id"]: item for item in exercise.data()["items"]}
    shown["transcript"] = shown.get("transcript", [])[: lines_shown(plan, state, exercise)]
    shown["items"] = [
        keyed[item["id"]] if items[item["id"]] == "revealed" else item
        for item in shown["items"]
        if item["id"] in items
    ]
    return {"mode": "room", "rev": exercise.revision, "exercise": shown}
