"""A trainer's moves, as pure functions: what each leads to, and what cannot be done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mp_exercises.exercise import load
from mp_exercises.workshop.moves import _MOVES, Ground, Move, NotPossible, after
from mp_exercises.workshop.plan import plan_of
from mp_exercises.workshop.state import Mark, State
from tests.workshop.rooms import SLUG

NOW = 1_800_000_000_000
LINES = len(load(SLUG).transcript)
GROUND = Ground(plan_of([load(SLUG)]), {SLUG: LINES}, NOW)
STEPS = len(GROUND.plan.steps)


def state_after(*moves: Move, state: State | None = None) -> State:
    """Make moves one after another."""
    state = state or State()
    for move in moves:
        state = after(state, move, GROUND)
    return state


def goto(step: int) -> Move:
    """Return the move to a step."""
    return Move("goto", step=step)


def test_new_step_opens_and_the_old_one_is_locked() -> None:
    """Where the trainer paces, going on locks what is left; going back shows it as it was left."""
    state = state_after(goto(1), goto(2))
    assert (state.phase, state.phase_of(1), state.phase_of(2)) == ("open", "locked", "open")
    assert state.marks[1] == Mark("locked", opened=1, locked=2, at=NOW)
    back = state_after(goto(1), state=state)
    assert (back.step, back.phase) == (1, "locked")


def test_own_pace_locks_nothing() -> None:
    """Where people pace themselves the trainer's going on leaves every step open."""
    state = state_after(goto(1), goto(2), state=State(pace="self"))
    assert (state.phase_of(1), state.phase_of(2)) == ("open", "open")


def test_going_to_where_one_is_changes_no_phase() -> None:
    """Going to the present step keeps it open."""
    assert state_after(goto(1), goto(1)).phase == "open"


def test_reveal_locks_and_hide_takes_back() -> None:
    """A reveal locks an open step; hiding leaves it locked; opening takes answers again, from then on."""
    state = state_after(goto(1), Move("reveal"))
    assert (state.phase, state.marks[1].locked, state.marks[1].at) == ("revealed", 2, NOW)
    state = state_after(Move("hide"), state=state)
    assert (state.phase, state.marks[1].locked) == ("locked", 2)
    state = state_after(Move("open"), state=state)
    assert state.marks[1] == Mark("open", opened=4)


def test_what_was_seen_open() -> None:
    """A mark knows at which numbers its step was open: from its opening to before its lock."""
    mark = Mark("locked", opened=3, locked=6, at=NOW)
    assert [mark.open_at(seq) for seq in (2, 3, 5, 6, 7)] == [False, True, True, False, False]
    assert Mark("open", opened=3).open_at(99)


def test_transcript_turns() -> None:
    """A transcript begins at its first line, shows as many as there are, and stands where it was left."""
    state = state_after(goto(0))
    assert state.turns == {0: 1}
    for wanted, shown in ((5, 5), (0, 1), (-3, 1), (10_000, LINES)):
        assert state_after(Move("turn", value=wanted), state=state).turns == {0: shown}
    state = state_after(Move("turn", value=4), goto(1), goto(0), state=state)
    assert state.turns == {0: 4}


def test_all_at_once() -> None:
    """All steps can be opened, locked and revealed together, and those that were locked stay so."""
    state = state_after(goto(2), Move("lock"), Move("open_all"))
    assert [state.phase_of(n) for n in range(STEPS)] == ["open", "open", "locked", "open", "open"]
    state = state_after(Move("lock_all"), state=state)
    assert {mark.phase for mark in state.marks.values()} == {"locked"}
    state = state_after(Move("reveal_all"), state=state)
    assert {mark.phase for mark in state.marks.values()} == {"revealed"}


def test_end_and_resume() -> None:
    """An ended session is locked and moves no more; resumed, it is where it was, still locked."""
    state = state_after(goto(1), Move("end"))
    assert (state.phase, state.phase_of(1)) == ("ended", "locked")
    with pytest.raises(NotPossible, match="ended"):
        state_after(goto(2), state=state)
    assert state_after(Move("home", value=True), state=state).home
    state = state_after(Move("resume"), state=state)
    assert (state.phase, state.step) == ("locked", 1)


def test_door() -> None:
    """A door is shut and opened at any time before the end, and people are sent away while it is shut."""
    state = state_after(Move("shut"))
    assert (state.door, state.phase, state.cleared) == ("shut", "lobby", 0)
    state = state_after(Move("clear"), state=state)
    assert (state.door, state.cleared) == ("shut", 2)
    assert state_after(Move("admit"), state=state).door == "open"
    assert state_after(goto(1), Move("recode"), state=state).door == "open"
    with pytest.raises(NotPossible):
        state_after(Move("end"), Move("shut"), state=state)


def test_room_of_before_there_were_doors() -> None:
    """A state that was written down without a door is read as one with its door open."""
    data = {name: value for name, value in State().data().items() if name not in ("door", "cleared")}
    assert State.of(0, data) == State()


def test_timer() -> None:
    """A timer ends so many seconds from now, and goes with the step."""
    state = state_after(goto(1), Move("timer", value=90))
    assert state.timer == NOW + 90_000
    for move in (goto(2), Move("lock"), Move("reveal"), Move("timer")):
        assert state_after(move, state=state).timer is None


@pytest.mark.parametrize(
    "move",
    [
        goto(-1),
        goto(STEPS),
        Move("goto"),
        Move("open"),
        Move("lock"),
        Move("reveal", step=3),
        Move("hide"),
        Move("turn", value=1),
        Move("timer", value=0),
        Move("timer", value=10**9),
        Move("timer", value="soon"),
        Move("pace", value="fast"),
        Move("clear"),
    ],
)
def test_what_cannot_be_done_in_the_lobby(move: Move) -> None:
    """A move that makes no sense now is refused in a sentence for the trainer."""
    with pytest.raises(NotPossible, match=r"^[A-Z].*\.$"):
        state_after(move)


def test_only_a_transcript_turns() -> None:
    """A step that asks has no lines to show, and a number of lines is a number."""
    with pytest.raises(NotPossible):
        state_after(goto(1), Move("turn", value=2))
    with pytest.raises(NotPossible):
        state_after(goto(0), Move("turn", value="two"))
    with pytest.raises(NotPossible):
        state_after(goto(1), Move("hide"))


_moves = some.builds(
    Move,
    name=some.sampled_from(sorted(_MOVES)),
    step=some.none() | some.integers(-1, STEPS),
    value=some.none() | some.integers(-2, 50) | some.sampled_from(["self", "trainer"]) | some.booleans(),
)


@given(some.lists(_moves, max_size=30))
def test_whatever_trainers_do(moves: list[Move]) -> None:
    """After any moves the number has grown by one for each that was made, and every mark makes sense."""
    state, made = State(), 0
    for move in moves:
        try:
            state = after(state, move, GROUND)
        except NotPossible:
            continue
        made += 1
    assert state.seq == made
    assert state.step is None or state.step in state.marks
    assert State.of(state.seq, state.data()) == state
    for mark in state.marks.values():
        assert (mark.phase == "open") == (mark.locked is None) == (mark.at is None)
        assert mark.locked is None or mark.opened < mark.locked <= state.seq
