"""Where people come from: what one address can take, and that it leaves the rest to everybody else."""

from __future__ import annotations

import asyncio

from mp_exercises.workshop.web import limits
from mp_exercises.workshop.web.crowds import LEAST, NEW_SECONDS, Crowds
from tests.workshop.looping import run
from tests.workshop.rooms import room_in
from tests.workshop.wire import Wire

from .asking import ask, join, why
from .conftest import Served

HALL, STRANGER = "127.0.0.1", "127.0.0.2"


def knock(served: Served, door: str, source: str, token: str = "") -> tuple[int, str]:
    """Knock from an address, and return how one is turned away; ``(200, "")`` where one is let in."""
    body = {"code": door, **({"token": token} if token else {})}
    answer = ask(served.url, "/room/api/join", "POST", body, source=source)
    return (200, "") if answer.status == 200 else why(answer)


def test_one_machine_that_fills_a_room_leaves_it_to_the_others(served: Served) -> None:
    """Where one address has taken every place, others come in all the same, as many as the room holds."""
    room = room_in(served.store, most=12)
    assert [knock(served, room.door, STRANGER)[0] for _ in range(12)] == [200] * 12
    assert knock(served, room.door, STRANGER) == (503, "door_full")
    for n in range(12):
        assert knock(served, room.door, f"127.0.1.{n + 1}") == (200, "")
        assert knock(served, room.door, STRANGER) == (503, "door_full")
    assert knock(served, room.door, "127.0.1.99") == (503, "door_full")


def test_full_room_of_many_addresses_is_full(served: Served) -> None:
    """In a room whose people come from addresses of their own nobody is let in past its number."""
    room = room_in(served.store, most=12)
    assert [knock(served, room.door, f"127.0.1.{n + 1}")[0] for n in range(12)] == [200] * 12
    assert knock(served, room.door, STRANGER) == (503, "door_full")


def test_flood_from_one_address_uses_up_nobody_elses_joins(served: Served) -> None:
    """An address that knocks faster than a hall is held up by itself, and takes nothing from the room's."""
    room = room_in(served.store)
    served.desk.joins_from = limits.Buckets(3, 0.001)
    served.desk.joins = limits.Buckets(5, 0.001)
    assert [knock(served, room.door, STRANGER)[0] for _ in range(3)] == [200] * 3
    assert [knock(served, room.door, STRANGER) for _ in range(5)] == [(429, "too_many_here")] * 5
    assert knock(served, room.door, HALL) == (200, "")
    assert knock(served, room_in(served.store).door, STRANGER) == (200, "")


def test_whoever_is_inside_pays_nothing_at_the_door(served: Served) -> None:
    """A phone that comes back is let in behind an address, and into a room, that let nobody else in."""
    room = room_in(served.store)
    token = join(served.url, room)
    served.desk.joins_from = limits.Buckets(1, 0.001)
    served.desk.joins = limits.Buckets(1, 0.001)
    assert knock(served, room.door, HALL) == (200, "")
    assert knock(served, room.door, HALL) == (429, "too_many_here")
    for _ in range(5):
        assert knock(served, room.door, HALL, token) == (200, "")


def test_people_of_another_room_pay_for_their_address_too(served: Served) -> None:
    """Tokens that are known from one room use up nothing of what another takes in from everybody else."""
    mine, other = room_in(served.store), room_in(served.store)
    tokens = [join(served.url, mine, token=f"{n:032x}") for n in range(6)]
    served.desk.joins_from = limits.Buckets(3, 0.001)
    served.desk.joins = limits.Buckets(5, 0.001)
    told = [knock(served, other.door, HALL, token) for token in tokens]
    assert told == [(409, "door_token")] * 3 + [(429, "too_many_here")] * 3
    assert knock(served, other.door, STRANGER) == (200, "")


def test_one_address_leaves_streams_to_the_others(served: Served) -> None:
    """An address that holds as many streams as one may is told to wait, and another gets one."""
    room = room_in(served.store)
    token = join(served.url, room)
    served.desk.streams["127.0.0.2"] = 4_000

    async def opened(source: str) -> str:
        """Return the first thing that a stream says, or why there is none."""
        try:
            async for name, _ in Wire(served.url, source).events("/room/api/stream", token=token):
                return name
        except ConnectionError as error:
            return str(error)
        return ""

    async def both() -> tuple[str, str]:
        return await opened(STRANGER), await opened(HALL)

    turned_away, first = run(both())
    assert "503" in turned_away
    assert first == "open"


def test_streams_are_counted_down_again(served: Served) -> None:
    """Once a phone lets go of its stream its address is no longer remembered for it."""
    room = room_in(served.store)
    token = join(served.url, room)

    async def come_and_go() -> None:
        async for name, _ in Wire(served.url).events("/room/api/stream", token=token):
            if name == "state":
                assert served.desk.streams == {HALL: 1}
                break
        async with asyncio.timeout(60):
            while served.desk.streams:
                await asyncio.sleep(0.02)

    run(come_and_go())


def crowd(here: set[int], now: list[float]) -> Crowds:
    """Return crowds with a clock that a test sets."""
    return Crowds(lambda: here, clock=lambda: now[0])


def test_who_never_connected_is_counted_for_a_minute() -> None:
    """An address rules while its people hold places: connected, or come in just now."""
    now, here = [0.0], set[int]()
    crowds = crowd(here, now)
    for person in range(20):
        crowds.came("room", person, STRANGER)
    assert crowds.beyond("room", HALL) == 20
    assert crowds.beyond("room", STRANGER) == 0
    assert crowds.beyond("other", HALL) == 0
    here.update(range(15))
    now[0] += NEW_SECONDS + 1
    assert crowds.beyond("room", HALL) == 15
    here.clear()
    now[0] += 2
    assert crowds.beyond("room", HALL) == 0


def test_half_of_a_room_is_not_enough() -> None:
    """An address that holds just half, or a handful, keeps nobody out and so gives nobody a place."""
    crowds = crowd(set(), [0.0])
    for person in range(2 * LEAST):
        crowds.came("half", person, STRANGER if person % 2 else f"127.0.3.{person}")
    for person in range(100, 100 + LEAST - 1):
        crowds.came("few", person, STRANGER)
    assert crowds.beyond("half", HALL) == 0
    assert crowds.beyond("few", HALL) == 0


def test_a_network_of_ipv6_is_one_address() -> None:
    """Whoever has a whole network of IPv6 addresses cannot be everybody else."""
    crowds = crowd(set(), [0.0])
    for person in range(20):
        crowds.came("room", person, f"2001:db8::{person:x}")
    assert crowds.beyond("room", "2001:db8::ffff") == 0
    assert crowds.beyond("room", "2001:db8:1::1") == 20


def test_crowds_remember_so_many() -> None:
    """Memory for people is bounded, and the latest are remembered."""
    crowds = Crowds(set, remembered=15, clock=lambda: 0.0)
    for person in range(200):
        crowds.came("room", person, STRANGER)
    assert crowds.beyond("room", HALL) == 15
