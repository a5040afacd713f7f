"""What goes wrong in a workshop: whatever it is, the counts are what was acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text

from mp_exercises.workshop import clock
from mp_exercises.workshop.store import Room, Store, open_store
from tests.postgres import Postgres
from tests.workshop.bare import bare
from tests.workshop.crowd import check_counts, emptied, joined, killable, voting
from tests.workshop.looping import run
from tests.workshop.phone import Network, Phone
from tests.workshop.rooms import FIRST, SLUG, pick, room_in
from tests.workshop.wire import Answer, Wire

PHONES = 30


@pytest.fixture
def room(store: Store) -> Room:
    """Return a room whose every step is open."""
    made = room_in(store)
    store.stage.open_all(made.id, 0)
    return made


def test_killed_in_mid_vote(place: str, store: Store, room: Room) -> None:
    """A server that is killed three times while people vote loses and doubles nothing."""

    async def session() -> None:
        with killable(place) as server:
            phones = await joined([server.url], room, PHONES)
            vote = asyncio.ensure_future(voting(phones, 4))
            for _ in range(3):
                await asyncio.sleep(0.8)
                server.kill()
                told = {line for phone in phones for line in phone.acknowledged}
                assert told <= {entry.line.id for entry in store.answers.of_room(room.id)}
                await asyncio.to_thread(server.start)
            given = await vote
            await emptied(phones)
        check_counts(store, room, phones, given)

    run(session())


def test_store_locked_for_five_seconds(place: str, store: Store, room: Room) -> None:
    """While another program holds the store for five seconds, phones wait, see the room, and lose nothing."""

    async def session() -> None:
        async with bare(place) as (url, _):
            phones = await joined([url], room, PHONES)
            vote = asyncio.ensure_future(voting(phones, 2))
            await asyncio.sleep(0.5)
            lock = asyncio.ensure_future(asyncio.to_thread(hold, store, 5.0))
            await asyncio.sleep(0.5)
            state = await Wire(url).ask("GET", "/room/api/state", token=phones[0].token)
            assert state.status == 200
            given = await vote
            await lock
            await emptied(phones)
        check_counts(store, room, phones, given)

    run(session())


def hold(store: Store, seconds: float) -> None:
    """Keep everybody else from writing answers."""
    with store.database.write() as connection:
        if not store.database.is_file:
            connection.execute(text("LOCK TABLE mp_ws_answer IN ACCESS EXCLUSIVE MODE"))
        time.sleep(seconds)


def test_disk_full(tmp_path: Path) -> None:
    """While the disk takes nothing each phone hears so and keeps its answers; then all of them are saved."""
    place = str(tmp_path / "rooms.sqlite")
    store = open_store(place)
    room = room_in(store)
    store.stage.open_all(room.id, 0)

    async def session() -> None:
        with killable(place) as server:
            phones = await joined([server.url], room, PHONES)
            assert server.process is not None
            with no_room(server.process.pid, tmp_path):
                vote = asyncio.ensure_future(voting(phones, 2))
                told = await turned_away(phones)
                assert (told.status, told.data["why"]) == (503, "store_busy")
                assert "keeps them" in told.data["say"]
                state = await Wire(server.url).ask("GET", "/room/api/state", token=phones[0].token)
                assert state.status == 200
                given = await vote
                saved = {entry.line.id for entry in store.answers.of_room(room.id)}
                assert {line for phone in phones for line in phone.acknowledged} <= saved
                assert len(saved) < len(given)
            await emptied(phones)
        check_counts(store, room, phones, given)

    run(session())
    store.close()


@contextlib.contextmanager
def no_room(pid: int, folder: Path) -> Iterator[None]:
    """Let the system refuse a process whatever would make its files longer than they are."""
    process = psutil.Process(pid)
    before = process.rlimit(psutil.RLIMIT_FSIZE)
    # A page of the log more than it has, so that some writes begin and fail half-way.
    longest = max(file.stat().st_size for file in folder.iterdir()) + 4096
    process.rlimit(psutil.RLIMIT_FSIZE, (longest, before[1]))
    try:
        yield
    finally:
        process.rlimit(psutil.RLIMIT_FSIZE, before)


async def turned_away(phones: list[Phone]) -> Answer:
    """Wait until the server has asked some phone to try again, and return how."""
    async with asyncio.timeout(90):
        while True:
            for phone in phones:
                if phone.turned_away:
                    return phone.turned_away[0]
            await asyncio.sleep(0.05)


def test_clock_set_back(place: str, store: Store, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that is set back an hour in mid-vote changes no order and no count."""

    async def session() -> None:
        async with bare(place) as (url, _):
            phones = await joined([url], room, PHONES)
            vote = asyncio.ensure_future(voting(phones, 2))
            await asyncio.sleep(1)
            monkeypatch.setattr(clock, "time", Back(3600))
            phones += await joined([url], room, 3)
            given = await vote
            await emptied(phones)
            times = [entry.at for entry in store.answers.of_room(room.id)]
            assert times != sorted(times), "the clock was not set back"
        check_counts(store, room, phones, given)

    run(session())


class Back:
    """A clock that is so many seconds slow."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def time(self) -> float:
        """Return the time of day."""
        return time.time() - self._seconds


def test_bad_network(place: str, store: Store, room: Room) -> None:
    """With three requests in ten lost, repeated and overtaken by later ones, each answer counts once."""

    async def session() -> None:
        network = Network(lost=0.3, repeated=0.3, late=0.3, chance=random.Random(5))
        async with bare(place) as (url, _):
            phones = await joined([url], room, PHONES, network)
            given = await voting(phones, 2)
            await emptied(phones)
        assert sum(phone.tries for phone in phones) > 1.3 * len(given) / 5, "the network was good"
        check_counts(store, room, phones, given)

    run(session())


def test_streams_cut_every_second(place: str, store: Store) -> None:
    """Phones whose stream is cut every second see every step all the same, in order, and lose no answer."""
    room = room_in(store)

    async def session() -> None:
        async with bare(place) as (url, desk):
            phones = await joined([url], room, PHONES, Network(cut=1.0))
            state, given = store.stage.of(room.id), []
            for _ in range(5):
                state = await asyncio.to_thread(store.stage.forward, room.id, state.seq)
                async with asyncio.timeout(90):
                    await asyncio.gather(*(phone.saw(state.seq) for phone in phones))
                if state.step == 2:
                    given = [phone.give(pick(FIRST)) for phone in phones]
                    await asyncio.gather(*(phone.emptied() for phone in phones))
                await asyncio.sleep(0.4)
            await emptied(phones)
            assert all(list(phone.seen) == sorted(phone.seen) for phone in phones)
            async with asyncio.timeout(90):
                while len(desk.hub):
                    await asyncio.sleep(0.05)
        check_counts(store, room, phones, given)

    run(session())


def test_postgresql_restarted(database_server: Postgres) -> None:
    """PostgreSQL that dies and comes back in mid-vote loses nothing, and phones stay in their room."""
    place = database_server.new()
    store = open_store(place)
    room = room_in(store)
    store.stage.open_all(room.id, 0)

    async def session() -> None:
        async with bare(place) as (url, _):
            phones = await joined([url], room, PHONES)
            vote = asyncio.ensure_future(voting(phones, 4))
            await asyncio.sleep(1)
            await asyncio.to_thread(database_server.stop, "immediate")
            try:
                told = await turned_away(phones)
                assert (told.status, told.data["why"]) == (503, "store_busy")
                state = await Wire(url).ask("GET", "/room/api/state", token=phones[0].token)
                assert state.status == 200
            finally:
                await asyncio.to_thread(database_server.start)
            given = await vote
            await emptied(phones)
            moved = await asyncio.to_thread(store.stage.lock_all, room.id, 1)
            again = await joined([url], room, 1)
            await again[0].saw(moved.seq)
            await emptied(again)
        check_counts(store, room, phones + again, given)

    run(session())
    store.close()


def test_several_servers_on_one_postgresql(database_server: Postgres) -> None:
    """A trainer's step reaches the phones of every server, and answers through each are counted together."""
    place = database_server.new()
    store = open_store(place)
    room = room_in(store)

    async def session() -> None:
        with killable(place) as one, killable(place) as two:
            phones = await joined([one.url, two.url], room, PHONES)
            state = await asyncio.to_thread(store.stage.open_all, room.id, 0)
            async with asyncio.timeout(90):
                await asyncio.gather(*(phone.saw(state.seq) for phone in phones))
            given = await voting(phones, 1)
            # A phone goes on through another server with the token it has.
            phones[0].base = two.url
            await asyncio.gather(*(phone.emptied() for phone in phones))
            state = await asyncio.to_thread(store.stage.reveal_all, room.id, state.seq)
            state = await asyncio.to_thread(store.stage.goto, room.id, state.seq, 2)
            async with asyncio.timeout(90):
                await asyncio.gather(*(phone.saw(state.seq) for phone in phones))
            spreads = {str(phone.state["spread"]) for phone in phones}
            assert len(spreads) == 1
            assert phones[0].state["spread"]["people"] == store.answers.counts(room.id)[SLUG, FIRST]
            await emptied(phones)
        check_counts(store, room, phones, given)

    run(session())


def test_locked_while_people_vote(place: str, store: Store) -> None:
    """An answer that meets a lock is on time, late or refused, and each phone knows which."""
    room = room_in(store)
    store.stage.open_all(room.id, 0)

    async def session() -> None:
        async with bare(place) as (url, _):
            phones = await joined([url], room, PHONES)
            vote = asyncio.ensure_future(voting(phones, 2))
            await asyncio.sleep(1)
            await asyncio.to_thread(store.stage.lock_all, room.id, 1)
            given = await vote
            await emptied(phones)
        late = {entry.line.id for entry in store.answers.of_room(room.id) if entry.late}
        assert late == {line for phone in phones for line in phone.late}
        refused = [why for phone in phones for why in phone.refused.values()]
        assert refused
        assert all(why.endswith(".") for why in refused)
        check_counts(store, room, phones, given)

    run(session())
