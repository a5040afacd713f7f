"""``mp workshop``: rooms listed, put away, taken out and deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mp_exercises.cli.app import cli
from mp_exercises.workshop import clock
from mp_exercises.workshop.store import Room, Store, open_store
from mp_exercises.workshop.web.run import addresses_of, own_addresses, public_address, reach
from tests.workshop.rooms import FIRST, at_step, give, person_in, pick, room_in

DAY = 24 * 3600


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Yield a store in a file."""
    opened = open_store(tmp_path / "rooms.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def room(store: Store) -> Room:
    """Return a room in which one person has answered."""
    made = room_in(store)
    at_step(store, made, 2)
    give(store, made, person_in(store, made), pick(FIRST))
    return made


def workshop(tmp_path: Path, *words: str, **more: str) -> Result:
    """Run ``mp workshop``."""
    return CliRunner().invoke(cli, ["workshop", "--store", str(tmp_path / "rooms.sqlite"), *words], **more)


def test_list(tmp_path: Path, room: Room) -> None:
    """Each room has a line with its code, state, people, answers and title."""
    line = workshop(tmp_path, "list").output
    assert line.startswith(room.code)
    assert line.split()[2:] == ["open", "1", "people", "1", "answers", "Listening"]


def test_archive_and_reopen(tmp_path: Path, store: Store, room: Room) -> None:
    """A room that is put away is listed only with --all, and is taken out by its code."""
    assert room.code in workshop(tmp_path, "archive", room.code.lower()).output
    assert "no room" in workshop(tmp_path, "list").output
    assert "archived" in workshop(tmp_path, "list", "--all").output
    assert "open again" in workshop(tmp_path, "reopen", room.code).output
    assert store.rooms.get(room.id).archived is None
    assert store.answers.total(room.id) == 1


def test_option_after_the_command(tmp_path: Path, room: Room) -> None:
    """Where the rooms are can be said before the command or after it."""
    done = CliRunner().invoke(cli, ["workshop", "list", "--store", str(tmp_path / "rooms.sqlite")])
    assert room.code in done.output


def test_purge_takes_the_old_and_nothing_else(
    tmp_path: Path, store: Store, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A room in which nothing has happened for so long is deleted, one with a newer answer is not."""
    import time

    now = time.time()
    monkeypatch.setattr(clock, "time", Then(now - 31 * DAY))
    old, touched = room_in(store), room_in(store)
    at_step(store, touched, 2)
    monkeypatch.setattr(clock, "time", Then(now - 29 * DAY))
    give(store, touched, person_in(store, touched), pick(FIRST))
    assert workshop(tmp_path, "purge", "--older-than", "30d", input="n\n").exit_code == 0
    assert len(store.rooms.all()) == 3
    assert "Deleted: 1" in workshop(tmp_path, "purge", "--older-than", "30d", "--yes").output
    assert {entry.room.id for entry in store.rooms.all()} == {room.id, touched.id}
    assert old.id not in {entry.room.id for entry in store.rooms.all()}
    assert "No room is that old" in workshop(tmp_path, "purge", "--older-than", "30d").output


def test_purge_that_nobody_agrees_to_deletes_nothing(
    tmp_path: Path, store: Store, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody can be asked, as in a nightly job, it says how to agree beforehand."""
    monkeypatch.setattr(clock, "time", Then(0))
    room_in(store)
    monkeypatch.undo()
    done = workshop(tmp_path, "purge", "--older-than", "30d", input="")
    assert "--yes" in str(done.exception)
    assert len(store.rooms.all()) == 2


class Then:
    """A clock that stands."""

    def __init__(self, at: float) -> None:
        self._at = at

    def time(self) -> float:
        """Return the time of day."""
        return self._at


@pytest.mark.parametrize("age", ["30", "d", "-1d", "1y", "soon", ""])
def test_age_that_is_none(age: str, tmp_path: Path) -> None:
    """An age that cannot be read says how one is written, and deletes nothing."""
    done = workshop(tmp_path, "purge", "--older-than", age, "--yes")
    assert done.exit_code == 2
    assert "30d" in done.output


def test_room_that_is_none(tmp_path: Path, room: Room) -> None:
    """A code that is no room's is told, and points to the list."""
    done = workshop(tmp_path, "archive", "AAAAAA")
    assert isinstance(done.exception, LookupError)
    assert "mp workshop list" in str(done.exception)


def test_says_what_is_open() -> None:
    """On this machine alone it says so; on a network, for whom it opens what, and by which address."""
    assert "Only this machine" in reach("127.0.0.1", [], tls=False)[0]
    assert addresses_of("127.0.0.1", 8867, tls=False) == []
    addresses = addresses_of("192.0.2.7", 8867, tls=False)
    lines = reach("192.0.2.7", addresses, tls=False)
    assert "http://192.0.2.7:8867/join" in lines[0]
    assert "Everybody" in lines[1]
    assert "read by others" in lines[2]
    assert addresses_of("192.0.2.7", 8867, tls=True) == ["https://192.0.2.7:8867"]
    assert not [line for line in reach("192.0.2.7", addresses, tls=True) if "read by others" in line]
    assert not [ip for ip in own_addresses("0.0.0.0") if ip.startswith("127.")]


def test_address_by_which_a_proxy_is_reached() -> None:
    """An address that was named is shown as it is, though only this machine can reach the port itself."""
    address = public_address("https://room.example.org/ ")
    assert address == "https://room.example.org"
    lines = reach("127.0.0.1", [address], tls=False)
    assert "https://room.example.org/join" in lines[0]
    assert "Only this machine" in lines[1]


@pytest.mark.parametrize("given", ["room.example.org", "https://", "ftp://x", "https://x/y", "https://x?y"])
def test_address_that_is_none(given: str, tmp_path: Path) -> None:
    """What is no address of a server is told with one that is."""
    done = workshop(tmp_path, "--port", "0", "--address", given)
    assert isinstance(done.exception, ValueError)
    assert "https://room.example.org" in str(done.exception)
