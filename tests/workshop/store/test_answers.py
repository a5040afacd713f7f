"""Answers: each counts once, in the order of arrival, and only where its step takes it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from mp_exercises.exercise import load
from mp_exercises.sitting import line_for
from mp_exercises.workshop.store import Delivery, Store, open_store
from mp_exercises.workshop.store.answers import MOST_LINES
from tests.workshop.rooms import FIRST, SECOND, SLUG, at_step, give, person_in, pick, room_in


def picked(store: Store, room: str) -> list[str]:
    """Return what counts, as the picked options in order of arrival."""
    return [given.line.answer["picked"][0] for given in store.answers.standing(room) if given.line.answer]


def test_line_that_arrives_again_counts_once(store: Store) -> None:
    """A line that is delivered again, also twice in one go, is acknowledged and counted once."""
    room = room_in(store)
    at_step(store, room, 2)
    person, line = person_in(store, room), pick(FIRST)
    for _ in range(3):
        assert give(store, room, person, line, line).saved == [line.id, line.id]
    assert store.answers.total(room.id) == 1
    assert store.answers.counts(room.id) == {(SLUG, FIRST): 1}


def test_latest_to_arrive_counts_whatever_its_clock_says(store: Store) -> None:
    """Of two answers to an item the one that arrived last counts, though its clock says it is older."""
    room = room_in(store)
    at_step(store, room, 2)
    person = person_in(store, room)
    early, late = pick(FIRST, 0), replace(pick(FIRST, 1), at="1999-01-01T00:00:00Z")
    give(store, room, person, early)
    give(store, room, person, late)
    assert [given.line.id for given in store.answers.standing(room.id)] == [late.id]
    assert [given.line.id for given in store.answers.of_person(person.id)] == [early.id, late.id]


def test_answer_that_was_taken_back_does_not_count(store: Store) -> None:
    """An answer that is taken back counts no more, and stays in the record."""
    room = room_in(store)
    at_step(store, room, 2)
    person = person_in(store, room)
    give(store, room, person, pick(FIRST), line_for(load(SLUG), FIRST, None))
    assert store.answers.standing(room.id) == []
    assert store.answers.counts(room.id) == {}
    assert store.answers.count(room.id, SLUG, FIRST) == 0
    assert store.answers.total(room.id) == 2


def test_step_that_is_not_open_takes_nothing(store: Store) -> None:
    """An answer to a step that was not reached, or to no step, is refused in a sentence."""
    room = room_in(store)
    at_step(store, room, 2)
    early = pick(SECOND)
    receipt = give(store, room, person_in(store, room), early, pick(FIRST))
    assert list(receipt.refused) == [early.id]
    assert receipt.refused[early.id].endswith(".")
    assert len(receipt.saved) == 1


def test_answer_given_before_the_lock_is_late_and_counts(store: Store) -> None:
    """What a phone queued while the step was open is taken after the lock, and marked as late."""
    room = room_in(store)
    state = at_step(store, room, 2)
    person, line = person_in(store, room), pick(FIRST)
    store.stage.reveal(room.id, state.seq)
    receipt = give(store, room, person, line, seen=state.seq)
    assert (receipt.saved, receipt.late) == ([line.id], [line.id])
    assert [given.late for given in store.answers.standing(room.id)] == [True]


def test_answer_given_after_the_lock_is_refused(store: Store) -> None:
    """What a phone gave when it had seen the lock is refused, also if it had not seen the step open."""
    room = room_in(store)
    state = at_step(store, room, 2)
    locked = store.stage.lock(room.id, state.seq)
    for seen in (locked.seq, state.seq - 1):
        assert give(store, room, person_in(store, room), pick(FIRST), seen=seen).saved == []


def test_a_phone_that_was_away_for_hours(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was given in time is kept however late it comes, and marked; what was saved stays so."""
    room = room_in(store)
    state = at_step(store, room, 2)
    person, kept, waiting = person_in(store, room), pick(FIRST), pick(FIRST)
    give(store, room, person, kept)
    locked = store.stage.reveal(room.id, state.seq)
    at = locked.marks[2].at
    assert at is not None
    monkeypatch.setattr("mp_exercises.workshop.store.answers.now_ms", lambda: at + 3 * 3_600_000)
    receipt = give(store, room, person, kept, waiting, seen=state.seq)
    assert (receipt.saved, receipt.refused) == ([kept.id, waiting.id], {})
    assert receipt.late == [waiting.id]


def test_reopened_step_takes_answers_again(store: Store) -> None:
    """A step that is opened again takes answers as at first."""
    room = room_in(store)
    state = store.stage.lock(room.id, at_step(store, room, 2).seq)
    store.stage.open(room.id, state.seq)
    receipt = give(store, room, person_in(store, room), pick(FIRST))
    assert (len(receipt.saved), receipt.late) == (1, [])


def test_other_persons_line_is_not_acknowledged(store: Store) -> None:
    """Somebody who sends a line with another's id hears that it is not theirs, and changes nothing."""
    room = room_in(store)
    at_step(store, room, 2)
    line = pick(FIRST)
    give(store, room, person_in(store, room), line)
    receipt = give(store, room, person_in(store, room), replace(pick(FIRST, 1), id=line.id))
    assert (receipt.saved, list(receipt.refused)) == ([], [line.id])
    assert picked(store, room.id) == [load(SLUG).item(FIRST).options[0].id]


def test_same_line_in_another_room_is_another(store: Store) -> None:
    """Ids are each room's own: a line in one room says nothing of a line in another."""
    rooms = [room_in(store), room_in(store)]
    line = pick(FIRST)
    for room in rooms:
        at_step(store, room, 2)
        assert give(store, room, person_in(store, room), line).saved == [line.id]
    assert [store.answers.total(room.id) for room in rooms] == [1, 1]


def test_one_person_cannot_fill_the_store(store: Store) -> None:
    """Beyond a bound a person's lines are refused, and those of others are not."""
    room = room_in(store)
    at_step(store, room, 2)
    flood, other = person_in(store, room), person_in(store, room)
    give(store, room, flood, *(pick(FIRST) for _ in range(MOST_LINES)))
    assert give(store, room, flood, pick(FIRST)).saved == []
    assert len(give(store, room, other, pick(FIRST)).saved) == 1
    assert store.answers.total(room.id) == MOST_LINES + 1


def test_answers_by_table(store: Store) -> None:
    """Each answer says at which table it was given, so that tables have their own spread."""
    room = room_in(store, tables=3)
    at_step(store, room, 2)
    for table in (1, 3, 3):
        give(store, room, person_in(store, room, table=table), pick(FIRST))
    assert [given.table for given in store.answers.standing(room.id, SLUG, FIRST)] == [1, 3, 3]


def test_processes_that_write_at_once_lose_nothing(place: str) -> None:
    """Answers from several connections at once are all there, each once."""
    store = open_store(place)
    room = room_in(store)
    at_step(store, room, 2)
    failed: list[BaseException] = []

    def write() -> None:
        own = open_store(place)
        try:
            for _ in range(10):
                person = person_in(own, room)
                assert len(give(own, room, person, pick(FIRST)).saved) == 1
        except BaseException as error:
            failed.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert store.answers.counts(room.id) == {(SLUG, FIRST): 60}
    store.close()


def test_deliveries_to_several_rooms_share_a_transaction(store: Store) -> None:
    """Each delivery of a batch has a receipt of its own, whatever room it is for."""
    rooms = [room_in(store) for _ in range(3)]
    lines = [pick(FIRST) for _ in rooms]
    at_step(store, rooms[0], 2)
    at_step(store, rooms[2], 2)
    people = [person_in(store, room) for room in rooms]
    deliveries = [
        Delivery(room.id, person.id, 1, (line,))
        for room, person, line in zip(rooms, people, lines, strict=True)
    ]
    receipts = store.answers.put({room.id: room.plan for room in rooms}, deliveries[::-1])[::-1]
    assert [bool(receipt.saved) for receipt in receipts] == [True, False, True]
    assert list(receipts[1].refused) == [lines[1].id]
