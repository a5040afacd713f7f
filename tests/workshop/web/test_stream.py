"""Streams: everybody sees the latest, a slow phone holds up nobody, and what has gone is noticed."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from mp_exercises.workshop.store import Store, open_store
from mp_exercises.workshop.web import desk as desks
from mp_exercises.workshop.web import hub as hubs
from mp_exercises.workshop.web.stream import MOST_EACH
from tests.workshop.bare import bare
from tests.workshop.looping import run
from tests.workshop.phone import Phone
from tests.workshop.rooms import FIRST, at_step, give, person_in, pick, room_in
from tests.workshop.wire import Cut, Wire

from .asking import ask, join, why
from .conftest import Served

SECONDS = 90


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Return where the rooms are."""
    return str(tmp_path / "rooms.sqlite")


@pytest.fixture
def store(place: str) -> Store:
    """Return an open store there."""
    return open_store(place)


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(SECONDS):
        while not holds():
            await asyncio.sleep(0.02)


async def phone_in(url: str, door: str) -> Phone:
    """Return a phone that follows the room."""
    phone = Phone(url, door)
    await phone.join()
    phone.start()
    return phone


def unread(url: str, token: str) -> socket.socket:
    """Open a stream that nobody reads, with room for little on its way."""
    parts = urlsplit(url)
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    plain.connect((parts.hostname, parts.port))
    plain.sendall(
        f"GET /room/api/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    )
    return plain


def test_step_reaches_everybody(place: str, store: Store) -> None:
    """A trainer's step comes to every phone by itself, with the question in it."""
    room = room_in(store)

    async def session() -> None:
        async with bare(place) as (url, _):
            phones = [await phone_in(url, room.door) for _ in range(20)]
            state = await asyncio.to_thread(at_step, store, room, 2)
            async with asyncio.timeout(SECONDS):
                await asyncio.gather(*(phone.saw(state.seq) for phone in phones))
            assert {phone.state["here"]["item"]["id"] for phone in phones} == {room.plan.steps[2].item}
            await asyncio.gather(*(phone.stop() for phone in phones))

    run(session())


def test_stream_begins_with_what_was_missed(place: str, store: Store) -> None:
    """A stream that comes back begins with the room as it is now; one that has seen it, with nothing."""
    room = room_in(store)
    at_step(store, room, 1)

    async def first(url: str, token: str, seq: int) -> list[str]:
        names = []
        try:
            async with asyncio.timeout(1):
                async for name, _ in Wire(url).events(f"/room/api/stream?seq={seq}", token=token):
                    names.append(name)
        except TimeoutError:
            pass
        return names

    async def session() -> None:
        async with bare(place) as (url, _):
            phone = Phone(url, room.door)
            await phone.join()
            assert await first(url, phone.token, 0) == ["open", "state"]
            assert await first(url, phone.token, 1) == ["open"]
            await phone.stop()

    run(session())


def test_heartbeats_show_that_the_line_is_alive(
    place: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing happens a stream carries something every few seconds all the same."""
    monkeypatch.setattr(hubs, "TICK_SECONDS", 0.02)
    room = room_in(store)

    async def session() -> None:
        async with bare(place) as (url, _):
            phone = Phone(url, room.door)
            await phone.join()
            reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
            head = f"GET /room/api/stream?seq=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {phone.token}"
            writer.write(f"{head}\r\n\r\n".encode())
            async with asyncio.timeout(SECONDS):
                for _ in range(3):
                    await reader.readuntil(b"\r\n:\n\n\r\n")
            writer.close()
            await phone.stop()

    run(session())


def test_phone_that_reads_nothing_holds_up_nobody(
    place: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a phone that does not read at most one state waits; others see every step; then it is cut."""
    monkeypatch.setattr(hubs, "STUCK_SECONDS", 3.0)
    room = room_in(store)

    async def session() -> None:
        async with bare(place) as (url, desk):
            good = await phone_in(url, room.door)
            bad = Phone(url, room.door)
            await bad.join()
            plain = await asyncio.to_thread(unread, url, bad.token)
            await until(lambda: len(desk.hub) == 2)
            slow = next(stream for stream in all_streams(desk) if stream.person != person(store, good))
            # A state so large that what the system takes on its way is soon full.
            monkeypatch.setattr(slow, "body", lambda _live: b'{"large":"' + b"x" * 3_000_000 + b'"}')
            state, waiting = store.stage.of(room.id), 0
            for _ in range(12):
                step = 1 + (state.step or 0) % 4
                state = await asyncio.to_thread(store.stage.goto, room.id, state.seq, step)
                async with asyncio.timeout(SECONDS):
                    await good.saw(state.seq)
                waiting = max(waiting, len(slow.sink.request.connection.stream._write_buffer))
            assert waiting < 7_000_000
            await until(lambda: len(desk.hub) == 1)
            plain.close()
            await good.stop()

    run(session())


def all_streams(desk: desks.Desk) -> list[hubs.Stream]:
    """Return every stream of a desk."""
    return [stream for streams in desk.hub._rooms.values() for stream in streams]


def person(store: Store, phone: Phone) -> int:
    """Return whose phone it is."""
    found = store.people.by_token(phone.token)
    assert found is not None
    return found.id


def test_coming_and_going_is_written_down(place: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store knows who is connected: by a stream, or by asking now and then."""
    monkeypatch.setattr(desks, "MARK_SECONDS", 0.1)
    monkeypatch.setattr(desks, "POLLED_SECONDS", 1.0)
    room = room_in(store)

    async def session() -> None:
        async with bare(place) as (url, _):
            phones = [await phone_in(url, room.door) for _ in range(3)]
            await until(lambda: store.people.presence(room.id).connected == 3)
            await phones[0].stop()
            await until(lambda: store.people.presence(room.id).connected == 2)
            await Wire(url).ask("GET", "/room/api/state", token=phones[0].token)
            await until(lambda: store.people.presence(room.id).connected == 3)
            await until(lambda: store.people.presence(room.id).connected == 2)
            await asyncio.gather(*(phone.stop() for phone in phones[1:]))
        assert store.people.presence(room.id).connected == 0

    run(session())


def test_one_person_holds_few_streams(place: str, store: Store) -> None:
    """Somebody with more tabs than the bound keeps the latest; the oldest makes way."""
    room = room_in(store)

    async def hold(url: str, token: str) -> None:
        async for _ in Wire(url).events("/room/api/stream", token=token):
            pass

    async def session() -> None:
        async with bare(place) as (url, desk):
            phone = Phone(url, room.door)
            await phone.join()
            tabs = []
            for number in range(MOST_EACH + 2):
                tabs.append(asyncio.ensure_future(hold(url, phone.token)))
                await until(lambda number=number: len(desk.hub) == min(number + 1, MOST_EACH))
                await asyncio.sleep(0.1)
            await until(lambda: tabs[0].done() and tabs[1].done())
            assert isinstance(tabs[0].exception(), Cut)
            assert not any(tab.done() for tab in tabs[2:])
            for tab in tabs[2:]:
                tab.cancel()
            await asyncio.gather(*tabs, return_exceptions=True)
            await until(lambda: not len(desk.hub))
            await phone.stop()

    run(session())


def test_house_full_of_streams_says_so(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what a process holds, a stream is refused with a time to try again; asking still works."""
    monkeypatch.setattr("mp_exercises.workshop.web.stream.MOST_STREAMS", 0)
    token = join(served.url, room_in(served.store))
    refused = ask(served.url, "/room/api/stream", token=token)
    assert why(refused) == (503, "too_many_streams")
    assert int(refused.headers["retry-after"]) >= 1
    assert ask(served.url, "/room/api/state", token=token).status == 200


def test_token_in_an_address_is_refused(served: Served) -> None:
    """A token in an address, where logs and histories keep it, opens nothing."""
    token = join(served.url, room_in(served.store))
    assert why(ask(served.url, f"/room/api/stream?token={token}")) == (401, "who")
    assert why(ask(served.url, f"/room/api/stream?token={token}", token=token)) == (401, "who")


def test_stream_of_a_purged_room_ends(place: str, store: Store) -> None:
    """When its room is purged a stream ends, and the phone hears that nobody knows it."""
    room = room_in(store)

    async def session() -> None:
        async with bare(place) as (url, desk):
            phone = await phone_in(url, room.door)
            await until(lambda: len(desk.hub) == 1)
            await asyncio.to_thread(store.purge, [room.id])
            await until(lambda: not len(desk.hub))
            assert (await Wire(url).ask("GET", "/room/api/state", token=phone.token)).status == 401
            await phone.stop()

    run(session())


def test_projector_follows_and_counts(place: str, store: Store) -> None:
    """The projector's stream has the room with its code, and how many are here and have answered."""
    room = room_in(store)
    at_step(store, room, 2)

    async def session() -> None:
        async with bare(place) as (url, _):
            phone = await phone_in(url, room.door)
            found = {}
            async with asyncio.timeout(SECONDS):
                async for name, data in Wire(url).events(f"/screen/{room.screen}/stream"):
                    found[name] = data
                    if "counts" in found and found["counts"]["people"] == 1:
                        break
            assert found["state"]["code"] == room.code
            assert found["state"]["here"]["item"]["id"] == room.plan.steps[2].item
            assert found["counts"]["answered"] == 0
            assert found["state"]["join"]["url"] == f"{url}/join/{room.door}"
            assert found["state"]["told"] is None
            await phone.stop()

    run(session())


def test_projector_shows_what_a_step_came_to(place: str, store: Store) -> None:
    """At a reveal the projector has the room's answers in words and bars; phones have the words alone."""
    room = room_in(store)
    state = at_step(store, room, 2)
    give(store, room, person_in(store, room), pick(FIRST))
    state = store.stage.reveal(room.id, state.seq)

    async def session() -> None:
        async with bare(place) as (url, _):
            told = (await Wire(url).ask("GET", f"/screen/{room.screen}/state")).data["told"]
            assert (told["people"], len(told["words"])) == (1, 1)
            assert sum(bar["count"] for bar in told["parts"][0]["bars"]) == 1
            phone = await phone_in(url, room.door)
            assert phone.state["spread"]["words"] == told["words"]
            assert "told" not in phone.state
            await phone.stop()

    run(session())


def test_projector_shows_the_code_that_opens_the_room(
    place: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A room that comes back under another code, and another title, shows those."""
    room = room_in(store)
    store.rooms.archive(room.id)
    codes = iter([room.code, room.code, "XYXYXY"])
    monkeypatch.setattr("mp_exercises.workshop.store.doors.new_code", lambda: next(codes))

    async def session() -> None:
        async with bare(place) as (url, _):
            screen = f"/screen/{room.screen}/state"
            assert (await Wire(url).ask("GET", screen)).data["code"] == room.code
            room_in(store)
            store.rooms.rename(room.id, "Listening again")
            assert store.rooms.reopen(room.id).code == "XYXYXY"
            async with asyncio.timeout(SECONDS):
                while (found := (await Wire(url).ask("GET", screen)).data)["phase"] == "ended":
                    await asyncio.sleep(0.05)
            assert (found["code"], found["title"]) == ("XYXYXY", "Listening again")

    run(session())


def test_streams_are_not_compressed(served: Served) -> None:
    """A stream is sent as it is, since each would hold a compressor of its own; other answers are packed."""
    token = join(served.url, room_in(served.store))
    parts = urlsplit(served.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=SECONDS) as plain:
        plain.sendall(
            f"GET /room/api/stream HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n"
            f"Authorization: Bearer {token}\r\n\r\n".encode()
        )
        text = b""
        until_then = time.monotonic() + SECONDS
        while b"event: state" not in text and time.monotonic() < until_then:
            text += plain.recv(4096)
    assert b"content-encoding" not in text.lower()
    assert b"event: state" in text
