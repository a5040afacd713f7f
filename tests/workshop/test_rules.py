"""What a room takes, and what it shows: pure functions of the plan and the state."""

from __future__ import annotations

import json

import pytest

from mp_exercises.exercise import load
from mp_exercises.workshop.moves import Ground, Move, after
from mp_exercises.workshop.plan import Plan, Settings, Step, plan_of
from mp_exercises.workshop.rules import Refused, checked, judge, visible
from mp_exercises.workshop.state import State
from mp_exercises.workshop.view import Book, view
from tests.workshop.rooms import CODED, FIRST, ITEMS, SECOND, SLUG, pick

NOW = 1_800_000_000_000
PLAN = plan_of([load(SLUG)])
GROUND = Ground(PLAN, {SLUG: len(load(SLUG).transcript)}, NOW)


def at(*moves: Move) -> State:
    """Return the state that moves lead to from the lobby."""
    state = State()
    for move in moves:
        state = after(state, move, GROUND)
    return state


OPEN = at(Move("goto", step=2))
LOCKED = after(OPEN, Move("lock"), GROUND)


def test_open_step_takes_an_answer() -> None:
    """While its step is open an answer is on time, whatever its phone had seen."""
    for seen in (-5, 0, 1, 99):
        assert not judge(PLAN, OPEN, pick(FIRST), seen=seen).late


@pytest.mark.parametrize(
    ("state", "item", "seen"),
    [
        (OPEN, SECOND, 1),
        (State(), FIRST, 0),
        (LOCKED, FIRST, 2),
        (LOCKED, FIRST, 0),
        (after(OPEN, Move("end"), GROUND), FIRST, 2),
    ],
)
def test_refused(state: State, item: str, seen: int) -> None:
    """An answer to a step that is not open, or was not when it was given, is refused in a sentence."""
    with pytest.raises(Refused, match=r"^[A-Z].*\.$"):
        judge(PLAN, state, pick(item), seen=seen)


@pytest.mark.parametrize("more", [[], [Move("reveal")], [Move("reveal"), Move("goto", step=0), Move("end")]])
def test_late(more: list[Move]) -> None:
    """An answer given before the lock is late, whatever has come since: a reveal, a step, the end."""
    state = LOCKED
    for move in more:
        state = after(state, move, GROUND)
    assert judge(PLAN, state, pick(FIRST), seen=1).late


def test_answer_to_what_is_no_step() -> None:
    """An answer to an item that the plan leaves out is refused."""
    short = Plan(steps=(Step(kind="item", exercise=SLUG, item=FIRST),))
    with pytest.raises(Refused, match=r"no part|not part"):
        judge(short, OPEN, pick(SECOND), seen=1)


def test_line_that_cannot_be_written_down() -> None:
    """A line of another exercise, or with half a character in it, is refused and raises nothing else."""
    with pytest.raises(Refused):
        checked(None, pick(FIRST))
    with pytest.raises(Refused):
        checked(load("empathy-your-own-visit"), pick(FIRST))


def test_visible_grows_with_the_room() -> None:
    """What may be seen of an exercise is nothing, then its lines, then its questions, then their keys."""
    exercise = load(SLUG)
    assert visible(PLAN, State(), exercise) is None
    seen = visible(PLAN, at(Move("goto", step=0), Move("turn", value=4)), exercise)
    assert seen is not None
    assert len(seen["exercise"]["transcript"]) == 4
    assert seen["exercise"]["items"] == []
    seen = visible(PLAN, at(Move("open_all"), Move("reveal", step=2)), exercise)
    assert seen is not None
    assert [item["id"] for item in seen["exercise"]["items"]] == ITEMS
    assert ["key" in item for item in seen["exercise"]["items"]] == [False, True, False, False]


def test_whole_transcript_where_no_step_presents_it() -> None:
    """Where the plan does not present the transcript, it is all there with the first question."""
    plan = Plan(steps=(Step(kind="item", exercise=SLUG, item=CODED),))
    ground = Ground(plan, GROUND.lines, NOW)
    seen = visible(plan, after(State(), Move("goto", step=0), ground), load(SLUG))
    assert seen is not None
    assert len(seen["exercise"]["transcript"]) == len(load(SLUG).transcript)


def test_view_says_nothing_of_what_is_to_come() -> None:
    """A phone's view names no step that was not reached, and nothing that the trainer alone reads."""
    plan = Plan(
        steps=(
            Step(kind="pause", title="Talk at your table", prompts=("Ask who disagreed.",)),
            Step(kind="item", exercise=SLUG, item=FIRST),
        )
    )
    book = Book({SLUG: load(SLUG)})
    state = after(State(), Move("goto", step=0), Ground(plan, GROUND.lines, NOW))
    shown = view("A room", plan, Settings(), state, book, spread={"people": 1}, now=NOW)
    assert shown["plan"][1] is None
    assert shown["here"] == {"kind": "pause", "title": "Talk at your table"}
    assert shown["spread"] is None
    text = json.dumps(shown)
    assert "Ask who disagreed" not in text
    assert SLUG not in text


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "item", "exercise": SLUG},
        {"kind": "item", "item": FIRST},
        {"kind": "pause", "exercise": SLUG},
        {"kind": "transcript"},
        {"kind": "transcript", "exercise": SLUG, "item": FIRST},
        {"kind": "reveal"},
    ],
)
def test_step_that_is_none(fields: dict[str, str]) -> None:
    """A step of a kind has just the fields of that kind."""
    with pytest.raises(ValueError, match=r"step|kind"):
        Step.model_validate(fields)


def test_each_item_is_one_step() -> None:
    """A plan that asks the same twice is refused, since one answer would count for both."""
    step = Step(kind="item", exercise=SLUG, item=FIRST)
    with pytest.raises(ValueError, match="once"):
        Plan(steps=(step, replace_title(step)))


def replace_title(step: Step) -> Step:
    """Return the same step under another title."""
    return step.model_copy(update={"title": "Again"})
