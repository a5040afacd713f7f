"""The state of a room: moved by one trainer at a time, and written down move by move."""

from __future__ import annotations

import threading

import pytest

from mp_exercises.workshop.store import NoRoom, NotPossible, Overtaken, State, Store, open_store
from tests.workshop.rooms import at_step, room_in


def test_new_room_is_in_the_lobby(store: Store) -> None:
    """Nobody sees a step before the trainer goes to it."""
    state = store.stage.of(room_in(store).id)
    assert (state.phase, state.step, state.seq) == ("lobby", None, 0)


def test_second_trainer_does_not_cross_the_first(store: Store) -> None:
    """A move that names an old number changes nothing, and says where the room is now."""
    room = room_in(store)
    store.stage.forward(room.id, 0, by="one")
    with pytest.raises(Overtaken) as told:
        store.stage.forward(room.id, 0, by="two")
    assert told.value.state == store.stage.of(room.id)
    assert told.value.state.step == 0


def test_of_many_at_once_one_moves(place: str) -> None:
    """Of several trainers who press at once, from processes of their own, just one moves the room."""
    store = open_store(place)
    room = room_in(store)
    outcomes: list[str] = []
    ready = threading.Barrier(5)

    def press() -> None:
        own = open_store(place)
        ready.wait()
        try:
            own.stage.forward(room.id, 0)
            outcomes.append("moved")
        except Overtaken:
            outcomes.append("overtaken")
        own.close()

    threads = [threading.Thread(target=press) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved", *["overtaken"] * 4]
    assert store.stage.of(room.id).seq == 1
    store.close()


def test_state_comes_back_as_it_was(store: Store) -> None:
    """What is read is what the move returned, with every mark and turn."""
    room = room_in(store)
    state = store.stage.turn(room.id, at_step(store, room, 0).seq, 5)
    state = store.stage.timer(room.id, state.seq, 90)
    state = store.stage.reveal(room.id, store.stage.goto(room.id, state.seq, 3).seq)
    assert store.stage.of(room.id) == state
    assert State.of(state.seq, state.data()) == state


def test_every_move_is_written_down(store: Store) -> None:
    """The list of events has each move with who made it, and none that was refused."""
    room = room_in(store)
    state = store.stage.forward(room.id, 0, by="one")
    state = store.stage.turn(room.id, state.seq, 3, by="two")
    with pytest.raises(NotPossible):
        store.stage.goto(room.id, state.seq, 99, by="three")
    events = store.stage.events(room.id)
    assert [(each.seq, each.by, each.move, each.step, each.value) for each in events] == [
        (1, "one", "goto", 0, None),
        (2, "two", "turn", 0, 3),
    ]


def test_room_that_is_none(store: Store) -> None:
    """A room that is none has no state, and a question about several leaves it out."""
    room = room_in(store)
    with pytest.raises(NoRoom):
        store.stage.of("none")
    with pytest.raises(NoRoom):
        store.stage.forward("none", 0)
    assert set(store.stage.of_all([room.id, "none"])) == {room.id}
