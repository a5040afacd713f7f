"""The trainer's desk: what it answers, and that whatever it is asked it answers in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mp_exercises.workshop.control.desk import Desk
from mp_exercises.workshop.sessions import sessions
from mp_exercises.workshop.store import open_store
from tests.workshop.participant import Trainer, question
from tests.workshop.rooms import person_in

CHOICE = question("choice")
WISH: dict[str, Any] = {
    "ask": "create", "title": "Morning", "plan": "", "exercises": [CHOICE.exercise], "leave": [],
    "pace": "trainer", "tables": 0, "names": False, "most": 100,
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk on an empty store."""
    return Desk(open_store(tmp_path / "rooms.sqlite"))


@pytest.fixture
def trainer(tmp_path: Path) -> Trainer:
    """Return a room with one question, and its desk's store."""
    return Trainer(open_store(tmp_path / "rooms.sqlite"), [CHOICE])


def look(desk: Desk, room: str, **more: Any) -> dict[str, Any]:
    """Return what a trainer sees."""
    asked = {"ask": "look", "room": room, "who": "me", "step": 0, "peek": False, "known": "", **more}
    reply = desk.ask(asked)
    assert not reply.why, reply.say
    return reply.data


def test_from_the_shelf_to_a_room(desk: Desk) -> None:
    """The shelf has every plan and exercise; a room made of one is on it afterwards."""
    shelf = desk.ask({"ask": "home"}).data
    assert [plan["slug"] for plan in shelf["plans"]] == [plan.slug for plan in sessions()]
    made = desk.ask(WISH)
    assert not made.why
    rooms = desk.ask({"ask": "home"}).data["rooms"]
    assert [(room["id"], room["title"]) for room in rooms] == [(made.data["room"], "Morning")]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"plan": "none"}, "There is no such session plan."),
        ({"exercises": ["none"]}, "There is no exercise none."),
        ({"leave": list(range(50))}, "Nothing is left of the plan"),
        ({"tables": -1}, "tables"),
        ({"pace": "fast"}, "pace"),
        ({"most": 0}, "most"),
    ],
)
def test_a_wish_that_cannot_be(desk: Desk, change: dict[str, Any], why: str) -> None:
    """What is wrong with a new room is one sentence, and no room is made."""
    reply = desk.ask({**WISH, **change})
    assert reply.why
    assert why in reply.say
    assert "\n" not in reply.say
    assert desk.ask({"ask": "home"}).data["rooms"] == []


def test_answers_are_hidden_until_they_are_revealed(trainer: Trainer) -> None:
    """Without a reveal the desk tells how many answered and no more; peeking is asked for."""
    desk = Desk(trainer.store)
    trainer.does("goto", 0)
    trainer.others_answer(0, 5)
    seen = look(desk, trainer.room.id)
    assert seen["answered"] == [5]
    assert "picture" not in seen
    assert look(desk, trainer.room.id, peek=True)["picture"]["people"] == 5
    trainer.does("reveal")
    revealed = look(desk, trainer.room.id)
    assert revealed["picture"]["people"] == 5
    assert "picture" not in look(desk, trainer.room.id, known=revealed["mark"])


def test_who_is_late_is_told_what_happened(trainer: Trainer) -> None:
    """A move made where the room no longer is does nothing, and says what another trainer did."""
    desk = Desk(trainer.store)
    moved = {"ask": "move", "room": trainer.room.id, "who": "a", "name": "goto", "step": 0, "seq": 0}
    seq = look(desk, trainer.room.id)["state"]["seq"]
    assert not desk.ask({**moved, "seq": seq}).why
    late = desk.ask({**moved, "who": "b", "seq": seq})
    assert late.why == "overtaken"
    assert late.data["since"] == ["a went to step 1."]
    assert late.data["state"]["seq"] == seq + 1


def test_names_only_where_they_were_asked_for(tmp_path: Path) -> None:
    """Who is here is told by name and table where the room asks for names, and not at all elsewhere."""
    store = open_store(tmp_path / "rooms.sqlite")
    desk = Desk(store)
    for names, found in ((True, ["Ada", "bea", ""]), (False, [])):
        room = Trainer(store, [CHOICE], tables=2, names=names).room
        for name in ("bea", None, "Ada"):
            person_in(store, room, table=1, name=name)
        people = desk.ask({"ask": "people", "room": room.id}).data["people"]
        assert [person["name"] for person in people] == found
        assert all(person["table"] == 1 for person in people)


def test_notes_change_and_go(trainer: Trainer) -> None:
    """A note is kept, changed, and taken away by an empty text; a blank one is never kept."""
    desk = Desk(trainer.store)
    ask = {"ask": "note", "room": trainer.room.id, "who": "a", "step": 0}
    assert desk.ask({**ask, "text": "  "}).data["notes"] == []
    (note,) = desk.ask({**ask, "text": "First"}).data["notes"]
    (changed,) = desk.ask({**ask, "note": note["n"], "text": "Second"}).data["notes"]
    assert changed["text"] == "Second"
    assert desk.ask({**ask, "note": note["n"], "text": ""}).data["notes"] == []
    assert desk.ask({**ask, "note": 999, "text": "x"}).why == "strange"


def test_a_room_is_put_away_taken_out_and_deleted(trainer: Trainer) -> None:
    """Each is seen on the shelf at once, and a room that was deleted is nobody's."""
    desk, room = Desk(trainer.store), trainer.room.id
    ask = {"room": room, "who": "a"}
    assert desk.ask({"ask": "archive", **ask}).data["rooms"][0]["archived"]
    assert not desk.ask({"ask": "reopen", **ask}).data["rooms"][0]["archived"]
    assert desk.ask({"ask": "purge", **ask}).data["rooms"] == []
    assert desk.ask({"ask": "room", "room": room, "origin": "http://x"}).why == "no_room"


def test_a_file(trainer: Trainer) -> None:
    """An export is a file with a name and a type; a form that is none is a sentence."""
    desk = Desk(trainer.store)
    reply = desk.ask({"ask": "export", "room": trainer.room.id, "form": "csv"})
    assert reply.file is not None
    assert reply.data["type"] == "text/csv"
    assert desk.ask({"ask": "export", "room": trainer.room.id, "form": "exe"}).why == "wrong"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = [
    "home", "create", "room", "look", "move", "people", "first", "texts", "note", "rename", "archive",
    "reopen", "purge", "export", "leave", "nothing",
]  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ask=st.sampled_from(NAMES), more=st.dictionaries(st.sampled_from(["room", "seq", "step", "who"]), JUNK)
)
def test_whatever_is_asked(trainer: Trainer, ask: str, more: dict[str, Any]) -> None:
    """No question makes a traceback: each has an answer, which is done or says why not."""
    reply = Desk(trainer.store).ask({"ask": ask, **more})
    assert reply.why == "" or reply.say


def test_the_door(desk: Desk, trainer: Trainer) -> None:
    """A trainer sees how the door stands, how full the room is, who is silent; a new code has new ways in."""
    room = trainer.room.id
    person_in(trainer.store, trainer.room)
    seen = look(desk, room)
    assert (seen["state"]["door"], seen["places"], seen["silent"]) == ("open", 1, 1)
    ways = desk.ask({"ask": "room", "room": room, "origin": "http://room.example"}).data
    assert ways["code"] == trainer.room.code
    made = {"ask": "move", "room": room, "who": "Ada", "seq": 0}
    refused = desk.ask({**made, "name": "clear"})
    assert (refused.why, refused.say.endswith("shut it first.")) == ("not_possible", True)
    for seq, name in enumerate(("shut", "clear", "recode")):
        assert not desk.ask({**made, "seq": seq, "name": name}).why
    seen = look(desk, room)
    assert (seen["state"]["door"], seen["joined"], seen["silent"]) == ("open", 0, 0)
    new = desk.ask({"ask": "room", "room": room, "origin": "http://room.example"}).data
    assert new["code"] == seen["code"] != ways["code"]
    assert new["ways"][0]["url"].startswith(f"http://room.example/join/{seen['code']}-")
    assert new["ways"][0]["qr"] != ways["ways"][0]["qr"]
    late = desk.ask({**made, "name": "shut"})
    assert late.data["since"][-3:] == [
        "Ada shut the door to newcomers.",
        "Ada sent away whoever had not answered.",
        "Ada gave the room a new code, and opened the door.",
    ]
