"""What a trainer can do to a room: each move is a pure function from one state to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from .plan import Pace, Plan
from .state import Mark, State
from .words import say

Name = Literal[
    "goto", "turn", "open", "lock", "reveal", "hide", "open_all", "lock_all", "reveal_all",
    "timer", "pace", "home", "shut", "admit", "recode", "clear", "end", "resume",
]  # fmt: skip

MOST_TIMER_SECONDS = 4 * 3600


class NotPossible(ValueError):
    """A move that the room cannot make now; the message says why, to the trainer."""


@dataclass(frozen=True)
class Move:
    """One of a trainer's moves.

    Attributes
    ----------
    step
        The step that it is about; None for the one that the room is at.
    value
        The lines shown (``turn``), seconds or None (``timer``), a pace (``pace``), whether (``home``).
    """

    name: Name
    step: int | None = None
    value: int | str | bool | None = None


@dataclass(frozen=True)
class Ground:
    """What a move needs to know besides the state.

    Attributes
    ----------
    lines
        For each exercise, how many lines its transcript has.
    now
        The time, in milliseconds.
    """

    plan: Plan
    lines: Mapping[str, int]
    now: int


def after(state: State, move: Move, ground: Ground) -> State:
    """Return the state that a move leads to, its ``seq`` one higher.

    Raises
    ------
    NotPossible
        If the room cannot make it now.
    """
    if state.ended and move.name not in ("resume", "home"):
        raise NotPossible(say("trainer_ended"))
    if move.step is not None and not 0 <= move.step < len(ground.plan.steps):
        raise NotPossible(say("trainer_no_step", step=move.step + 1, steps=len(ground.plan.steps)))
    return replace(_MOVES[move.name](state, move, ground), seq=state.seq + 1)


def _goto(state: State, move: Move, ground: Ground) -> State:
    """Show a step; a new one opens, and where the trainer paces, the one that is left is locked."""
    if move.step is None:
        raise NotPossible(say("trainer_which_step"))
    left = state
    if state.pace == "trainer" and state.step is not None and state.step != move.step:
        left = _locked(state, state.step, ground)
    there = left if move.step in left.marks else _opened(left, move.step)
    turns = dict(there.turns)
    if ground.plan.steps[move.step].kind == "transcript":
        turns.setdefault(move.step, 1)
    return replace(there, step=move.step, turns=turns, timer=None)


def _turn(state: State, move: Move, ground: Ground) -> State:
    """Show so many lines of the transcript, at least one."""
    step = _here(state, move)
    planned = ground.plan.steps[step]
    if planned.kind != "transcript" or planned.exercise is None:
        raise NotPossible(say("trainer_no_transcript"))
    if not isinstance(move.value, int):
        raise NotPossible(say("trainer_turn"))
    shown = max(1, min(move.value, ground.lines[planned.exercise]))
    return replace(state, turns={**state.turns, step: shown})


def _open(state: State, move: Move, _ground: Ground) -> State:
    step = _here(state, move)
    return state if state.phase_of(step) == "open" else _opened(state, step)


def _lock(state: State, move: Move, ground: Ground) -> State:
    return replace(_locked(state, _reached(state, move), ground), timer=None)


def _reveal(state: State, move: Move, ground: Ground) -> State:
    return replace(_revealed(state, _reached(state, move), ground), timer=None)


def _hide(state: State, move: Move, _ground: Ground) -> State:
    """Take the key off the screens again; the step stays locked."""
    step = _reached(state, move)
    mark = state.marks[step]
    if mark.phase != "revealed":
        raise NotPossible(say("trainer_nothing_shown"))
    return _marked(state, step, replace(mark, phase="locked"))


def _open_all(state: State, _move: Move, ground: Ground) -> State:
    """Open every step that was not reached, as people who pace themselves need."""
    for step in range(len(ground.plan.steps)):
        if step not in state.marks:
            state = _opened(state, step)
    return replace(state, step=0 if state.step is None else state.step)


def _lock_all(state: State, _move: Move, ground: Ground) -> State:
    for step in state.marks:
        state = _locked(state, step, ground)
    return replace(state, timer=None)


def _reveal_all(state: State, _move: Move, ground: Ground) -> State:
    for step in state.marks:
        state = _revealed(state, step, ground)
    return replace(state, timer=None)


def _timer(state: State, move: Move, ground: Ground) -> State:
    if move.value is None:
        return replace(state, timer=None)
    if not isinstance(move.value, int) or not 0 < move.value <= MOST_TIMER_SECONDS:
        raise NotPossible(say("trainer_timer", most=MOST_TIMER_SECONDS // 3600))
    return replace(state, timer=ground.now + 1000 * move.value)


def _pace(state: State, move: Move, _ground: Ground) -> State:
    paces: dict[object, Pace] = {"trainer": "trainer", "self": "self"}
    if move.value not in paces:
        raise NotPossible(say("trainer_pace"))
    return replace(state, pace=paces[move.value])


def _home(state: State, move: Move, _ground: Ground) -> State:
    return replace(state, home=bool(move.value))


def _shut(state: State, _move: Move, _ground: Ground) -> State:
    return replace(state, door="shut")


def _admit(state: State, _move: Move, _ground: Ground) -> State:
    """Let newcomers in: by the code that there was, or by a new one, which the store gives the room."""
    return replace(state, door="open")


def _clear(state: State, _move: Move, _ground: Ground) -> State:
    """Send away who never answered, as the store does; by an open door they would be back at once."""
    if state.door != "shut":
        raise NotPossible(say("trainer_door_open"))
    return replace(state, cleared=state.seq + 1)


def _end(state: State, move: Move, ground: Ground) -> State:
    return replace(_lock_all(state, move, ground), ended=True)


def _resume(state: State, _move: Move, _ground: Ground) -> State:
    return replace(state, ended=False)


_MOVES: dict[Name, Callable[[State, Move, Ground], State]] = {
    "goto": _goto,
    "turn": _turn,
    "open": _open,
    "lock": _lock,
    "reveal": _reveal,
    "hide": _hide,
    "open_all": _open_all,
    "lock_all": _lock_all,
    "reveal_all": _reveal_all,
    "timer": _timer,
    "pace": _pace,
    "home": _home,
    "shut": _shut,
    "admit": _admit,
    "recode": _admit,
    "clear": _clear,
    "end": _end,
    "resume": _resume,
}


def _here(state: State, move: Move) -> int:
    step = move.step if move.step is not None else state.step
    if step is None:
        raise NotPossible(say("trainer_lobby"))
    return step


def _reached(state: State, move: Move) -> int:
    step = _here(state, move)
    if step not in state.marks:
        raise NotPossible(say("trainer_not_reached", step=step + 1))
    return step


def _marked(state: State, step: int, mark: Mark) -> State:
    return replace(state, marks={**state.marks, step: mark})


def _opened(state: State, step: int) -> State:
    return _marked(state, step, Mark("open", opened=state.seq + 1))


def _locked(state: State, step: int, ground: Ground) -> State:
    mark = state.marks[step]
    if mark.phase != "open":
        return state
    return _marked(state, step, replace(mark, phase="locked", locked=state.seq + 1, at=ground.now))


def _revealed(state: State, step: int, ground: Ground) -> State:
    state = _locked(state, step, ground)
    return _marked(state, step, replace(state.marks[step], phase="revealed"))
