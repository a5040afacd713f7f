"""A door that the trainer has shut, people who are sent away, and a room with another code."""

from __future__ import annotations

import asyncio
import time

from mp_exercises.workshop.store import Room, State
from tests.workshop.looping import run
from tests.workshop.rooms import FIRST, at_step, pick, room_in
from tests.workshop.wire import Cut, Wire

from .asking import TOKEN, ask, join, send, shown, why
from .conftest import Served

OTHER = "fedcba9876543210" * 2


def door(served: Served, room: Room, move: str) -> None:
    """Make a move at the door, and return once the server has seen it."""
    seq = served.store.stage.of(room.id).seq
    state = getattr(served.store.stage, move)(room.id, seq)
    until = time.monotonic() + 90
    while served.desk.lives._rooms[room.id].state != state:
        assert time.monotonic() < until, "the server did not see the move"
        time.sleep(0.02)


def knock(served: Served, code: str, token: str) -> tuple[int, str]:
    """Knock with a token, and return how one is turned away; ``(200, "")`` where one is let in."""
    answer = ask(served.url, "/room/api/join", "POST", {"code": code, "token": token})
    return (200, "") if answer.status == 200 else why(answer)


def one_of_two_answers(served: Served, room: Room) -> State:
    """Let two people in, of whom the first answers; return where the room then is."""
    join(served.url, room)
    join(served.url, room, token=OTHER)
    state = at_step(served.store, room, 2)
    shown(served.url, TOKEN, state.seq)
    send(served.url, TOKEN, state.seq, pick(FIRST))
    return state


def test_shut_door_turns_away_newcomers_alone(served: Served) -> None:
    """A newcomer hears that the door is shut; whoever is in goes on, and comes back in."""
    room = room_in(served.store, tables=2)
    join(served.url, room, table=1)
    door(served, room, "shut")
    assert knock(served, room.door, OTHER) == (410, "door_shut")
    assert knock(served, room.door, TOKEN) == (200, "")
    # As after a restart of the server, which then knows nobody by heart.
    served.desk._people.clear()
    assert knock(served, room.door, TOKEN) == (200, "")
    state = at_step(served.store, room, 2)
    shown(served.url, TOKEN, state.seq)
    line = pick(FIRST)
    assert send(served.url, TOKEN, state.seq, line).data["saved"] == [line.id]
    door(served, room, "admit")
    assert ask(served.url, "/room/api/join", "POST", {"code": room.door, "token": OTHER, "table": 1}).data


def test_who_is_sent_away_is_not_known_any_more(served: Served) -> None:
    """Requests and answers of whoever was sent away are refused; whoever had answered goes on."""
    room = room_in(served.store)
    state = one_of_two_answers(served, room)
    door(served, room, "shut")
    door(served, room, "clear")
    assert why(ask(served.url, "/room/api/state", token=OTHER)) == (401, "who")
    assert why(send(served.url, OTHER, state.seq, pick(FIRST))) == (401, "who")
    assert knock(served, room.door, OTHER) == (410, "door_shut")
    line = pick(FIRST, 1)
    assert send(served.url, TOKEN, state.seq, line).data["saved"] == [line.id]
    door(served, room, "recode")
    assert knock(served, room.door, OTHER) == (404, "door_unknown")
    assert knock(served, served.store.rooms.get(room.id).door, OTHER) == (200, "")


def test_answer_that_was_on_its_way_while_its_sender_was_sent_away(served: Served) -> None:
    """A server that has not seen the move yet keeps nothing of it, and does not know the phone either."""
    room = room_in(served.store)
    join(served.url, room)
    state = at_step(served.store, room, 2)
    shown(served.url, TOKEN, state.seq)
    person = served.desk._people[TOKEN]
    door(served, room, "shut")
    door(served, room, "clear")
    served.desk.know(TOKEN, person)
    assert why(send(served.url, TOKEN, state.seq, pick(FIRST))) == (401, "who")
    assert served.store.answers.total(room.id) == 0


def test_who_was_sent_away_while_this_server_did_not_look(served: Served) -> None:
    """A server that had let go of the room knows who was sent away from it once it is asked again."""
    room = room_in(served.store)
    join(served.url, room)
    served.loop.call_soon_threadsafe(served.desk.lives._rooms.clear)
    while served.desk.lives._rooms:
        time.sleep(0.02)
    served.store.stage.clear(room.id, served.store.stage.shut(room.id, 0).seq)
    assert TOKEN in served.desk._people
    assert knock(served, room.door, OTHER) == (410, "door_shut")
    assert why(ask(served.url, "/room/api/state", token=TOKEN)) == (401, "who")


def test_stream_of_whoever_is_sent_away_ends(served: Served) -> None:
    """It ends at once, and that of whoever had answered goes on."""
    room = room_in(served.store)
    one_of_two_answers(served, room)

    async def followed(token: str) -> int:
        """Return the last number of the room that a stream showed before it ended, or was seen at four."""
        last = 0
        try:
            async for name, data in Wire(served.url).events("/room/api/stream", token=token):
                last = data["seq"] if name == "state" else last
                if last >= 4:
                    break
        except Cut:
            pass
        return last

    async def session() -> list[int]:
        streams = [asyncio.ensure_future(followed(token)) for token in (TOKEN, OTHER)]
        while len(served.desk.hub) < 2:
            await asyncio.sleep(0.02)
        for move in ("shut", "clear", "admit"):
            await asyncio.to_thread(door, served, room, move)
        async with asyncio.timeout(90):
            return await asyncio.gather(*streams)

    stayed, gone = run(session())
    assert stayed == 4
    assert gone < 4


def test_projector_says_that_the_door_is_shut(served: Served) -> None:
    """The wall knows whether to invite anybody, and by which code."""
    room = room_in(served.store)
    screen = f"/screen/{room.screen}/state"
    assert ask(served.url, screen).data["shut"] is False
    door(served, room, "shut")
    assert ask(served.url, screen).data["shut"] is True
    door(served, room, "recode")
    wall = ask(served.url, screen).data
    assert (wall["shut"], wall["code"]) == (False, served.store.rooms.get(room.id).code)
