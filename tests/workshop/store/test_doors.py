"""A room's door in the store: another code for it, and sending away who never answered."""

from __future__ import annotations

import pytest

from mp_exercises.workshop.store import NotPossible, Store
from tests.workshop.rooms import FIRST, at_step, give, person_in, pick, room_in

TOKEN = "ab" * 16


def test_another_code_opens_the_room_and_the_old_one_nothing(store: Store) -> None:
    """With another code the room has another pass too; who is in it, and its wall, stay as they are."""
    room = room_in(store)
    person = store.people.join(room.id, TOKEN, most=10)
    state = store.stage.recode(room.id, store.stage.shut(room.id, 0).seq)
    now = store.rooms.get(room.id)
    assert state.door == "open"
    assert now.code != room.code
    assert now.door.partition("-")[2] != room.door.partition("-")[2]
    assert now.screen == room.screen
    assert store.rooms.by_code(room.code) is None
    assert store.rooms.by_code(now.code) == now
    assert store.people.by_token(TOKEN) == person


def test_only_who_never_answered_is_sent_away(store: Store) -> None:
    """Whoever has an answer stays with it, one that was taken back too; the others are forgotten."""
    room, other = room_in(store), room_in(store)
    at_step(store, room, 2)
    gave, elsewhere = person_in(store, room), person_in(store, other)
    person_in(store, room)
    give(store, room, gave, pick(FIRST))
    assert store.people.presence(room.id).silent == 1
    store.stage.clear(room.id, store.stage.shut(room.id, store.stage.of(room.id).seq).seq)
    assert store.people.ids(room.id) == {gave.id}
    assert store.people.ids(other.id) == {elsewhere.id}
    assert store.people.presence(room.id).silent == 0
    assert store.answers.total(room.id) == 1


def test_nobody_is_sent_away_through_an_open_door(store: Store) -> None:
    """While the door is open the move is refused, says what to do first, and changes nothing."""
    room = room_in(store)
    person_in(store, room)
    with pytest.raises(NotPossible, match="shut it first"):
        store.stage.clear(room.id, 0)
    assert store.people.presence(room.id).joined == 1
    assert store.stage.events(room.id) == []


def test_answer_of_somebody_who_was_sent_away_is_not_kept(store: Store) -> None:
    """It comes too late to be theirs; the answers that come with it are kept."""
    room = room_in(store)
    state = at_step(store, room, 2)
    silent, gave = person_in(store, room), person_in(store, room)
    give(store, room, gave, pick(FIRST))
    store.stage.clear(room.id, store.stage.shut(room.id, state.seq).seq)
    late = give(store, room, silent, pick(FIRST))
    assert (late.unknown, late.saved, late.refused) == (True, [], {})
    line = pick(FIRST)
    assert give(store, room, gave, line).saved == [line.id]


def test_who_was_sent_away_comes_back_as_somebody_new(store: Store) -> None:
    """The same phone with the same token is let in again, and is asked for its table again."""
    room = room_in(store, tables=3)
    before = store.people.join(room.id, TOKEN, most=10, table=1)
    store.stage.clear(room.id, store.stage.shut(room.id, 0).seq)
    assert store.people.by_token(TOKEN) is None
    after = store.people.join(room.id, TOKEN, most=10, table=2)
    assert after.id != before.id
    assert after.table == 2


def test_places_that_are_taken(store: Store) -> None:
    """Whoever came in just now holds a place, as whoever is connected does."""
    room = room_in(store)
    person_in(store, room)
    found = store.people.presence(room.id)
    assert (found.joined, found.connected, found.places, found.silent) == (1, 0, 1, 1)
