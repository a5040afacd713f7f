"""Participants: tokens that only their digest is kept of, and who is connected."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from mp_exercises.workshop.codes import home_token
from mp_exercises.workshop.store import RoomFull, Store, TokenUsed
from mp_exercises.workshop.store.people import NEW_MS, PRESENT_MS, mark
from mp_exercises.workshop.store.tables import PERSON
from tests.workshop.rooms import person_in, room_in

TOKEN = "ab" * 16


def test_joining_again_with_the_same_token_is_the_same_person(store: Store) -> None:
    """A join whose answer was lost, and that is sent again, makes nobody new."""
    room = room_in(store)
    first = store.people.join(room.id, TOKEN, most=10)
    assert store.people.join(room.id, TOKEN, most=10).id == first.id
    assert store.people.presence(room.id).joined == 1


def test_token_opens_nothing_from_the_store(store: Store) -> None:
    """The store has no token, so whoever reads it cannot answer for anybody."""
    room = room_in(store)
    person = store.people.join(room.id, TOKEN, most=10)
    with store.database.read() as connection:
        row = connection.execute(select(PERSON)).one()
    assert not [value for value in row if value in (TOKEN, home_token(TOKEN))]
    assert store.people.by_token(row.token) is None
    found = store.people.by_token(TOKEN)
    assert found is not None
    assert found.id == person.id


def test_take_home_token_is_another(store: Store) -> None:
    """The take-home token finds the person, and is no token to answer with."""
    room = room_in(store)
    person = store.people.join(room.id, TOKEN, most=10)
    found = store.people.by_home(home_token(TOKEN))
    assert found is not None
    assert found.id == person.id
    assert store.people.by_token(home_token(TOKEN)) is None
    assert store.people.by_home(TOKEN) is None


def test_token_of_another_room_is_refused(store: Store) -> None:
    """A token is for one room."""
    store.people.join(room_in(store).id, TOKEN, most=10)
    with pytest.raises(TokenUsed):
        store.people.join(room_in(store).id, TOKEN, most=10)


def test_full_room_takes_whoever_was_in_it(store: Store) -> None:
    """A full room refuses a stranger, and lets in again whoever joined before."""
    room = room_in(store, most=2)
    store.people.join(room.id, TOKEN, most=2)
    person_in(store, room)
    with pytest.raises(RoomFull):
        person_in(store, room)
    assert store.people.join(room.id, TOKEN, most=2)


def test_place_of_whoever_is_not_there_is_given_away(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """People who never connected, or whose server died, do not fill a room; those who are connected do."""
    room = room_in(store, most=3)
    stays, _, fell = (person_in(store, room) for _ in range(3))
    with store.database.write() as connection:
        mark(connection, [stays.id, fell.id], present=True)
    later = fell.joined + NEW_MS + 1
    monkeypatch.setattr("mp_exercises.workshop.store.people.now_ms", lambda: later)
    with store.database.write() as connection:
        mark(connection, [stays.id], present=True)
    person_in(store, room)
    person_in(store, room)
    with pytest.raises(RoomFull):
        person_in(store, room)


def test_clock_set_back_fills_no_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """People who joined before the clock was set back, and have gone, hold no places until it catches up."""
    room = room_in(store, most=1)
    earlier = person_in(store, room).joined - 3_600_000
    monkeypatch.setattr("mp_exercises.workshop.store.people.now_ms", lambda: earlier)
    person_in(store, room)
    with pytest.raises(RoomFull):
        person_in(store, room)


def test_who_is_connected(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is connected from when a server says so until it says otherwise, or nothing more."""
    room = room_in(store, tables=2)
    people = [person_in(store, room, table=table) for table in (1, 1, 2)]
    assert store.people.presence(room.id).connected == 0
    with store.database.write() as connection:
        mark(connection, [person.id for person in people], present=True)
        mark(connection, [people[0].id], present=False)
    presence = store.people.presence(room.id)
    assert (presence.joined, presence.connected) == (3, 2)
    assert presence.tables == {1: (2, 1), 2: (1, 1)}
    assert [person.connected for person in store.people.all(room.id)] == [False, True, True]
    seen = store.people.all(room.id)[1].seen
    monkeypatch.setattr("mp_exercises.workshop.store.people.now_ms", lambda: seen + PRESENT_MS + 1)
    assert store.people.presence(room.id).connected == 0


def test_no_names_unless_given(store: Store) -> None:
    """Without a name none is kept; a name is kept on one line, without what cannot be seen."""
    room = room_in(store)
    assert person_in(store, room).name is None
    assert person_in(store, room, name=" Jo\n\u202eBloggs\x00 ").name == "Jo Bloggs"
    assert person_in(store, room, name="\u200b").name is None
