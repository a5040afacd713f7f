"""Rooms: made from the catalogue, found, put away, taken out and purged."""

from __future__ import annotations

from pathlib import Path

import pytest

from mp_exercises.exercise import UnknownExercise, load
from mp_exercises.workshop.codes import ALPHABET
from mp_exercises.workshop.store import NoRoom, Plan, Settings, Step, Store, StoreError, open_store
from tests.workshop.rooms import FIRST, ITEMS, SLUG, at_step, give, person_in, pick, room_in


def test_room_is_found_by_its_code(store: Store) -> None:
    """A code is six letters without look-alikes, and opens its room however it is typed."""
    room = room_in(store)
    assert len(room.code) == 6
    assert set(room.code) <= set(ALPHABET)
    assert not set("O0I1L5S2Z") & set(ALPHABET)
    for typed in (room.code, room.code.lower(), f" {room.code[:3]} {room.code[3:]}", room.door):
        found = store.rooms.by_code(typed)
        assert found is not None
        assert found.id == room.id


def test_plan_goes_through_the_exercise(store: Store) -> None:
    """A room made from a slug presents the transcript and then asks each item."""
    steps = room_in(store).plan.steps
    assert [step.kind for step in steps] == ["transcript", *["item"] * 4]
    assert [step.item for step in steps[1:]] == ITEMS


def test_room_keeps_its_own_copy(store: Store) -> None:
    """The exercise in the room is the catalogue's of that day, keys included."""
    kept = store.rooms.exercises(room_in(store).id)[SLUG]
    assert kept == load(SLUG)
    assert kept.keyed


@pytest.mark.parametrize("slug", ["no-such-exercise", "../course/assessments/x"])
def test_what_is_in_no_catalogue_is_not_offered(slug: str, store: Store) -> None:
    """A room is made of the catalogue alone, where no graded exercise is."""
    with pytest.raises(UnknownExercise):
        store.rooms.create("Graded", [slug])


def test_step_that_its_exercise_lacks_is_refused(store: Store) -> None:
    """A plan that names an item which is not there says which are."""
    plan = Plan(steps=(Step(kind="item", exercise=SLUG, item="ghost"),))
    with pytest.raises(ValueError, match=FIRST):
        store.rooms.create("Ghost", plan)


def test_room_without_a_title_is_refused(store: Store) -> None:
    """A title is a few words."""
    with pytest.raises(ValueError, match="title"):
        store.rooms.create("  ", [SLUG])


def test_archived_room_is_ended_and_comes_back(store: Store) -> None:
    """A room that is put away takes no answers, and after it is taken out it is where it was."""
    room = room_in(store)
    at_step(store, room, 1)
    person = person_in(store, room)
    assert store.rooms.archive(room.id).archived is not None
    assert store.stage.of(room.id).phase == "ended"
    assert give(store, room, person, pick(FIRST)).saved == []
    again = store.rooms.reopen(room.id)
    assert (again.archived, again.code) == (None, room.code)
    assert store.stage.of(room.id).step == 1
    assert store.people.all(room.id) == [person]


def test_code_that_was_given_away_is_not_taken_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that comes back while another has its code gets a new one, and each code opens one room."""
    old = room_in(store)
    store.rooms.archive(old.id)
    codes = iter([old.code, old.code, "XYXYXY"])
    monkeypatch.setattr("mp_exercises.workshop.store.doors.new_code", lambda: next(codes))
    new = room_in(store)
    assert new.code == old.code
    found = store.rooms.by_code(old.code)
    assert found is not None
    assert found.id == new.id
    assert store.rooms.reopen(old.id).code == "XYXYXY"


def test_list_says_what_is_in_each(store: Store) -> None:
    """The list has people, answers and the time of the last thing that happened, the latest room first."""
    first, second = room_in(store), room_in(store)
    at_step(store, first, 2)
    give(store, first, person_in(store, first), pick(FIRST), pick(FIRST, 1))
    found = {entry.room.id: entry for entry in store.rooms.all()}
    assert (found[first.id].people, found[first.id].answers) == (1, 2)
    assert (found[second.id].people, found[second.id].answers) == (0, 0)
    assert found[first.id].touched >= first.created
    store.rooms.archive(second.id)
    assert [entry.room.id for entry in store.rooms.all(archived=True)] == [second.id]
    assert [entry.room.id for entry in store.rooms.all(archived=False)] == [first.id]


def test_purged_room_leaves_nothing(store: Store) -> None:
    """Of a purged room nothing is left in any table, and other rooms are whole."""
    gone, kept = room_in(store), room_in(store)
    for room in (gone, kept):
        at_step(store, room, 2)
        give(store, room, person_in(store, room), pick(FIRST))
        store.notes.add(room.id, "A note")
        store.trainers.hello(room.id, "one")
    store.purge([gone.id])
    with pytest.raises(NoRoom):
        store.rooms.get(gone.id)
    assert store.answers.of_room(gone.id) == []
    assert store.people.all(gone.id) == []
    assert store.notes.of(gone.id) == []
    assert store.stage.events(gone.id) == []
    assert store.answers.total(kept.id) == 1
    assert len(store.notes.of(kept.id)) == 1


def test_purged_words_are_not_in_the_file(tmp_path: Path) -> None:
    """Nothing of a purged room can be read from the store's files either."""
    store = open_store(tmp_path / "rooms.sqlite")
    room = store.rooms.create("Quokka", [SLUG], Settings(names=True))
    person_in(store, room, name="Numbat")
    store.notes.add(room.id, "Bilby")
    store.purge([room.id])
    for file in tmp_path.iterdir():
        assert not [word for word in (b"Quokka", b"Numbat", b"Bilby") if word in file.read_bytes()]
    store.close()


def test_no_one_else_can_read_the_file(tmp_path: Path) -> None:
    """The store's file is its owner's alone."""
    open_store(tmp_path / "deep" / "rooms.sqlite").close()
    assert (tmp_path / "deep" / "rooms.sqlite").stat().st_mode & 0o077 == 0
    assert (tmp_path / "deep").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("mysql://user@host/name", "PostgreSQL"),
        ("nonsense://", "postgresql"),
        ("postgresql+pg8000://mp:secret@127.0.0.1:1/none", "cannot be opened"),
        ("/proc/none/rooms.sqlite", "name another file"),
        ("@/proc/none/where", "write its path or URL into it"),
    ],
)
def test_store_that_cannot_be_opened_says_so(place: str, word: str) -> None:
    """A place that is no store is told in one line, without the password in it."""
    with pytest.raises(StoreError, match=word) as told:
        open_store(place)
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_may_say_where_the_store_is(tmp_path: Path) -> None:
    """``@FILE`` is the store that the file names, so that a password need stand nowhere else."""
    place = tmp_path / "rooms.sqlite"
    (tmp_path / "where").write_text(f"{place}\n", encoding="utf-8")
    store = open_store(f"@{tmp_path / 'where'}")
    assert store.database.shown == f"sqlite:///{place}"
    store.close()


def test_file_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    """A file that holds something else is not opened, and not changed."""
    file = tmp_path / "letter.txt"
    file.write_text("Dear all,\n" * 500, encoding="utf-8")
    with pytest.raises(StoreError, match=r"letter\.txt"):
        open_store(file)
    assert file.read_text(encoding="utf-8") == "Dear all,\n" * 500
