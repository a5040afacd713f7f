"""Notes, and trainers who know of each other."""

from __future__ import annotations

import pytest

from mp_exercises.workshop.store import Store
from mp_exercises.workshop.store.notes import GONE_MS
from tests.workshop.rooms import room_in


def test_notes_are_kept_in_order_and_can_be_changed(store: Store) -> None:
    """Notes come back in the order they were written, with new words where they were changed."""
    room = room_in(store)
    first = store.notes.add(room.id, " The room is split. ", step=2, by="one")
    second = store.notes.add(room.id, "Ask table 3.")
    store.notes.change(second.n, "Ask table 4.")
    assert [(note.text, note.step, note.by) for note in store.notes.of(room.id)] == [
        ("The room is split.", 2, "one"),
        ("Ask table 4.", None, ""),
    ]
    store.notes.change(first.n, " ")
    assert [note.n for note in store.notes.of(room.id)] == [second.n]


def test_trainers_see_each_other_while_they_are_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second trainer sees the first, until that one says goodbye or is silent."""
    room = room_in(store)
    store.trainers.hello(room.id, "one")
    store.trainers.hello(room.id, "one")
    here = store.trainers.hello(room.id, "two")
    assert [trainer.who for trainer in here] == ["one", "two"]
    store.trainers.goodbye(room.id, "one")
    assert [trainer.who for trainer in store.trainers.hello(room.id, "two")] == ["two"]
    later = here[0].seen + GONE_MS + 1000
    monkeypatch.setattr("mp_exercises.workshop.store.notes.now_ms", lambda: later)
    assert [trainer.who for trainer in store.trainers.hello(room.id, "three")] == ["three"]
