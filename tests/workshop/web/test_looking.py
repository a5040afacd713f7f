"""What a phone is shown: no step before its time, no key before its reveal, and nothing of anybody else's."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import quote

import pytest

from mp_exercises.exercise import load
from mp_exercises.workshop.moves import Move
from mp_exercises.workshop.store import Delivery
from mp_exercises.workshop.store.answers import kept
from mp_exercises.workshop.store.stage import moved
from tests.workshop.rooms import FIRST, SECOND, SLUG, at_step, pick, room_in

from .asking import TOKEN, ask, join, send, shown, why
from .conftest import Served


def secrets_of(item: str) -> list[str]:
    """Return the words of an item's key, as JSON has them."""
    key = load(SLUG).item(item).secret
    assert key is not None
    return [json.dumps(text, ensure_ascii=False)[1:-1] for text in (key.rationale, *key.why.values())]  # type: ignore[attr-defined]


def everything(served: Served, token: str) -> str:
    """Return the text of all that a participant can ask for."""
    paths = ["state", f"exercise/{SLUG}", "mine", *(f"spread/{n}" for n in range(6))]
    return "".join(ask(served.url, f"/room/api/{path}", token=token).body.decode() for path in paths)


def test_no_key_leaves_before_its_reveal(served: Served) -> None:
    """Through every address and phase, the words of a key are in no answer until its step is revealed."""
    room = room_in(served.store)
    token = join(served.url, room)
    state = served.store.stage.of(room.id)
    for move in ("forward", "forward", "forward", "lock"):
        state = getattr(served.store.stage, move)(room.id, state.seq)
        shown(served.url, token, state.seq)
        text = everything(served, token)
        assert not [word for item in (FIRST, SECOND) for word in secrets_of(item) if word in text]
    state = served.store.stage.reveal(room.id, state.seq)
    shown(served.url, token, state.seq)
    text = everything(served, token)
    assert all(word in text for word in secrets_of(FIRST))
    assert not [word for word in secrets_of(SECOND) if word in text]
    state = served.store.stage.hide(room.id, state.seq)
    shown(served.url, token, state.seq)
    assert not [word for word in secrets_of(FIRST) if word in everything(served, token)]


def test_nobody_reads_ahead(served: Served) -> None:
    """Questions and lines of the transcript that were not reached are in no answer."""
    room = room_in(served.store)
    token = join(served.url, room)
    transcript = load(SLUG).transcript
    assert why(ask(served.url, f"/room/api/exercise/{SLUG}", token=token)) == (404, "not_open")
    state = served.store.stage.turn(room.id, at_step(served.store, room, 0).seq, 3)
    here = shown(served.url, token, state.seq)["here"]
    assert (here["shown"], here["of"]) == (3, len(transcript))
    assert [line["says"] for line in here["lines"]] == [transcript[2].says]
    exercise = ask(served.url, f"/room/api/exercise/{SLUG}", token=token).data["exercise"]
    assert [line["id"] for line in exercise["transcript"]] == [line.id for line in transcript[:3]]
    assert exercise["items"] == []
    state = at_step(served.store, room, 2)
    shown(served.url, token, state.seq)
    exercise = ask(served.url, f"/room/api/exercise/{SLUG}", token=token).data["exercise"]
    assert [item["id"] for item in exercise["items"]] == [FIRST]
    assert len(exercise["transcript"]) == len(transcript)
    assert load(SLUG).item(SECOND).prompt not in everything(served, token)


def test_spread_is_hidden_until_revealed(served: Served) -> None:
    """How a room is spread is in no answer while it votes, and is counted at the reveal."""
    room = room_in(served.store)
    tokens = [join(served.url, room, token=f"{n:032x}") for n in range(3)]
    state = at_step(served.store, room, 2)
    shown(served.url, tokens[0], state.seq)
    for n, token in enumerate(tokens):
        assert send(served.url, token, state.seq, pick(FIRST, n % 2)).status == 200
    assert ask(served.url, "/room/api/state", token=tokens[0]).data["spread"] is None
    assert why(ask(served.url, "/room/api/spread/2", token=tokens[0])) == (404, "not_open")
    state = served.store.stage.reveal(room.id, state.seq)
    options = [option.id for option in load(SLUG).item(FIRST).options]  # type: ignore[attr-defined]
    expected = {"people": 3, "parts": {"picked": {options[0]: 2, options[1]: 1}}}
    here = shown(served.url, tokens[0], state.seq)["spread"]
    words = here.pop("words")
    assert here == expected
    assert words
    assert all(sentence.endswith(".") for sentence in words)
    found = ask(served.url, "/room/api/spread/2", token=tokens[1]).data
    assert found == {"step": 2, "spread": {**expected, "words": words}}


def test_spread_of_a_step_that_was_opened_again(served: Served) -> None:
    """A step that is opened again and revealed again is counted again, however quickly that was done."""
    room = room_in(served.store)
    token = join(served.url, room)
    state = at_step(served.store, room, 2)
    state = served.store.stage.reveal(room.id, state.seq)
    assert shown(served.url, token, state.seq)["spread"]["people"] == 0
    person = served.store.people.by_token(token)
    assert person is not None
    with served.store.database.write() as connection:
        # Nobody sees the room until all of this has happened.
        state = moved(connection, room.id, state, Move("open"), by="")
        delivery = Delivery(room.id, person.id, state.seq, (pick(FIRST),))
        assert kept(connection, {room.id: room.plan}, [delivery])[0].saved
        state = moved(connection, room.id, state, Move("reveal"), by="")
    assert shown(served.url, token, state.seq)["spread"]["people"] == 1


def test_late_answers_are_counted_too(served: Served) -> None:
    """An answer given before the lock that arrives after the reveal is in the spread on all phones."""
    room = room_in(served.store)
    token = join(served.url, room)
    opened = at_step(served.store, room, 2)
    state = served.store.stage.reveal(room.id, opened.seq)
    assert shown(served.url, token, state.seq)["spread"]["people"] == 0
    line = pick(FIRST)
    told = send(served.url, token, opened.seq, line).data
    assert told["saved"] == told["late"] == [line.id]
    until = time.monotonic() + 90
    while (here := shown(served.url, token, state.seq))["spread"]["people"] == 0:
        assert time.monotonic() < until, "the spread stood still"
        time.sleep(0.1)
    assert here["spread"]["people"] == 1
    assert ask(served.url, f"/screen/{room.screen}/state").data["told"]["people"] == 1


def test_a_wall_has_the_lines_before_the_last(served: Served) -> None:
    """A projector shows up to three lines with who says them, none ahead, and none at another step."""
    room = room_in(served.store)
    lines = load(SLUG).transcript
    path = f"/screen/{room.screen}/state"
    assert ask(served.url, path).data["said"] == []
    state = at_step(served.store, room, 0)
    for turn in range(1, min(4, len(lines)) + 1):
        state = served.store.stage.turn(room.id, state.seq, turn)
        expected = [line.says for line in lines[max(0, turn - 3) : turn]]
        assert _soon(served, path, expected) == expected
    served.store.stage.goto(room.id, state.seq, 1)
    assert _soon(served, path, []) == []


def _soon(served: Served, path: str, expected: list[str]) -> list[str]:
    """Return the lines on the wall, once they are what is expected or after a long while."""
    until = time.monotonic() + 90
    while True:
        said = [line["says"] for line in ask(served.url, path).data["said"]]
        if said == expected or time.monotonic() > until:
            return said
        time.sleep(0.1)


def test_people_who_pace_themselves(served: Served) -> None:
    """In a room where people pace themselves every open step is answered, in any order."""
    room = room_in(served.store, pace="self")
    token = join(served.url, room)
    state = served.store.stage.open_all(room.id, 0)
    seen = shown(served.url, token, state.seq)
    assert seen["pace"] == "self"
    assert [step["phase"] for step in seen["plan"]] == ["open"] * 5
    lines = [pick(SECOND), pick(FIRST)]
    assert send(served.url, token, state.seq, *lines).data["saved"] == [line.id for line in lines]


def test_unchanged_exercise_is_not_sent_again(served: Served) -> None:
    """An exercise that a phone has already costs an answer without a body."""
    room = room_in(served.store)
    token = join(served.url, room)
    shown(served.url, token, at_step(served.store, room, 2).seq)
    first = ask(served.url, f"/room/api/exercise/{SLUG}", token=token)
    again = ask(served.url, f"/room/api/exercise/{SLUG}", token=token, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_timer_goes_by_the_servers_clock(served: Served) -> None:
    """A phone is told when the time runs out and what time it is at the server."""
    room = room_in(served.store)
    token = join(served.url, room)
    state = served.store.stage.timer(room.id, at_step(served.store, room, 2).seq, 60)
    timer = shown(served.url, token, state.seq)["timer"]
    assert timer["ends"] == state.timer
    assert 0 < timer["ends"] - timer["now"] <= 60_000


def test_each_sees_their_own_answers(served: Served) -> None:
    """One's record has one's own answers, and those of nobody else in the room."""
    room = room_in(served.store)
    tokens = [join(served.url, room, token=f"{n:032x}") for n in range(2)]
    state = at_step(served.store, room, 2)
    shown(served.url, tokens[0], state.seq)
    lines = [pick(FIRST), pick(FIRST)]
    for token, line in zip(tokens, lines, strict=True):
        send(served.url, token, state.seq, line)
    for token, line in zip(tokens, lines, strict=True):
        found: Any = ask(served.url, "/room/api/mine", token=token).data["lines"]
        assert [each["id"] for each in found] == [line.id]


def test_answers_to_take_home(served: Served) -> None:
    """Once the trainer allows it, a token of its own reads one's record, and does nothing else."""
    room = room_in(served.store)
    token = join(served.url, room)
    state = at_step(served.store, room, 2)
    shown(served.url, token, state.seq)
    line = pick(FIRST)
    send(served.url, token, state.seq, line)
    assert why(ask(served.url, "/room/api/home", "POST", {}, token=token)) == (404, "not_open")
    state = served.store.stage.home(room.id, state.seq, allowed=True)
    shown(served.url, token, state.seq)
    home = ask(served.url, "/room/api/home", "POST", {}, token=token).data["token"]
    record = ask(served.url, f"/room/api/home/{home}").data
    assert [each["id"] for each in record["lines"]] == [line.id]
    assert [step and step["item"] for step in record["plan"]] == [None, None, FIRST, None, None]
    assert not [word for word in secrets_of(FIRST) if word in json.dumps(record, ensure_ascii=False)]
    assert ask(served.url, "/room/api/state", token=home).status == 401
    assert ask(served.url, f"/room/api/home/{token}").status == 404
    state = served.store.stage.home(room.id, state.seq, allowed=False)
    shown(served.url, token, state.seq)
    assert why(ask(served.url, f"/room/api/home/{home}")) == (404, "not_open")


def test_purged_room_knows_nobody(served: Served) -> None:
    """After a purge a phone is asked to join again, and does not hang."""
    room = room_in(served.store)
    token = join(served.url, room)
    assert ask(served.url, "/room/api/state", token=token).status == 200
    served.store.purge([room.id])
    for _ in range(600):
        answer = ask(served.url, "/room/api/state", token=token)
        if answer.status != 200:
            break
        time.sleep(0.1)
    assert why(answer) == (401, "who")
    assert why(ask(served.url, "/room/api/mine", token=TOKEN)) == (401, "who")


@pytest.mark.parametrize("step", ["99", "999", "1000", "-1", "x", "2.0", "٣"])
def test_step_that_is_none(step: str, served: Served) -> None:
    """A spread of no step is nothing."""
    token = join(served.url, room_in(served.store))
    assert ask(served.url, f"/room/api/spread/{quote(step)}", token=token).status == 404
