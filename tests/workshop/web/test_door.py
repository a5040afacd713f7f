"""The door: codes let people in, guesses are few, and whoever is turned away hears why."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from mp_exercises.workshop.web import limits
from tests.workshop.rooms import FIRST, at_step, person_in, pick, room_in

from .asking import TOKEN, ask, join, send, shown, why
from .conftest import Served


def knock(served: Served, **body: object) -> tuple[int, str]:
    """Knock with this body, and return how one is turned away; ``(200, "")`` where one is let in."""
    answer = ask(served.url, "/room/api/join", "POST", body)
    return (200, "") if answer.status == 200 else why(answer)


def test_code_lets_in(served: Served) -> None:
    """A code, in small letters and with a space too, gives a token and the room as it is."""
    room = room_in(served.store)
    answer = ask(served.url, "/room/api/join", "POST", {"code": f" {room.code[:3]} {room.code[3:]} ".lower()})
    assert answer.status == 200
    assert len(answer.data["token"]) == 32
    assert answer.data["state"]["phase"] == "lobby"
    assert ask(served.url, "/room/api/state", token=answer.data["token"]).data == answer.data["state"]


def test_join_that_is_sent_again_is_one_person(served: Served) -> None:
    """With the token that the phone made itself, a repeated join is the same person."""
    room = room_in(served.store)
    assert [join(served.url, room) for _ in range(3)] == [TOKEN] * 3
    assert served.store.people.presence(room.id).joined == 1


def test_turned_away_with_the_reason(served: Served) -> None:
    """A wrong code, a closed, an ended and a full room, and a missing table each have a sentence."""
    closed, ended = room_in(served.store), room_in(served.store)
    full, tables = room_in(served.store, most=1), room_in(served.store, tables=4)
    served.store.rooms.archive(closed.id)
    served.store.stage.end(ended.id, 0)
    person_in(served.store, full)
    assert knock(served, code="AAAAAA") == (404, "door_unknown")
    assert knock(served, code=17) == (404, "door_unknown")
    assert knock(served) == (404, "door_unknown")
    assert knock(served, code="A" * 1000) == (404, "door_unknown")
    assert knock(served, code=closed.code) == (410, "door_closed")
    assert knock(served, code=ended.code) == (410, "door_ended")
    assert knock(served, code=full.code) == (503, "door_full")
    for table in (None, 0, 5, "1", True, 1.0):
        assert knock(served, code=tables.code, table=table) == (400, "door_table")
    assert knock(served, code=tables.code, table=4) == (200, "")
    assert knock(served, code=tables.code, table=4, token="short") == (400, "door_token")


def test_asked_before_coming_in(served: Served) -> None:
    """A room with tables or names says what it wants to know, and whoever is in it is not asked again."""
    both = room_in(served.store, tables=4, names=True)
    names = room_in(served.store, names=True)
    wanted = {"title": "Listening", "tables": 4, "names": True}
    asked = ask(served.url, "/room/api/join", "POST", {"code": both.code, "token": TOKEN})
    assert why(asked) == (400, "door_table")
    assert asked.data["ask"] == wanted
    assert knock(served, code=both.code, token=TOKEN, table=2) == (400, "door_name")
    assert knock(served, code=both.code, token=TOKEN, table=2, name="") == (200, "")
    assert knock(served, code=both.code, token=TOKEN) == (200, "")
    asked = ask(served.url, "/room/api/join", "POST", {"code": names.code})
    assert asked.data["ask"] == {**wanted, "tables": 0}
    assert [(each.table, each.name) for each in served.store.people.all(both.id)] == [(2, None)]


def test_flood_at_one_door_holds_up_no_other(served: Served) -> None:
    """Where one room's code is used faster than any room comes in, another room is joined as before."""
    flooded, other = room_in(served.store), room_in(served.store)
    served.desk.joins = limits.Buckets(5, 0.01)
    assert [knock(served, code=flooded.door)[0] for _ in range(5)] == [200] * 5
    assert knock(served, code=flooded.door) == (429, "too_fast")
    assert knock(served, code=other.door) == (200, "")


def test_room_takes_as_many_as_it_holds(served: Served) -> None:
    """Of many who knock in one moment just as many come in as there are places, in each room by itself."""
    small, large = room_in(served.store, most=5), room_in(served.store, most=50)
    doors = [small.door] * 20 + [large.door] * 20
    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(lambda door: knock(served, code=door), doors))
    assert answers[:20].count((200, "")) == 5
    assert answers[:20].count((503, "door_full")) == 15
    assert answers[20:] == [(200, "")] * 20
    assert served.store.people.presence(small.id).joined == 5


def test_token_of_another_room_is_refused(served: Served) -> None:
    """A token that is known in one room does not join another."""
    join(served.url, room_in(served.store))
    assert knock(served, code=room_in(served.store).code, token=TOKEN) == (409, "door_token")


def test_no_name_is_kept_that_was_not_asked_for(served: Served) -> None:
    """A name is kept only in a room that asks for names."""
    plain, named = room_in(served.store), room_in(served.store, names=True)
    join(served.url, plain, name="Jo")
    join(served.url, named, token="b" * 32, name="Jo")
    assert [person.name for person in served.store.people.all(plain.id)] == [None]
    assert [person.name for person in served.store.people.all(named.id)] == ["Jo"]


def test_guesses_are_limited_and_joins_are_not(served: Served) -> None:
    """Wrong codes from an address end in a wait; a room behind that address joins by its QR code."""
    room = room_in(served.store)
    answers = [ask(served.url, "/room/api/join", "POST", {"code": "AAAAAA"}) for _ in range(120)]
    turned = [answer for answer in answers if answer.status == 429]
    assert len(turned) > 30
    assert why(turned[0]) == (429, "door_guesses")
    assert int(turned[0].headers["retry-after"]) >= 1
    # By the code alone nobody can tell any more whether it is right: otherwise the limit would be none.
    assert knock(served, code=room.code) == (429, "door_guesses")
    for n in range(50):
        join(served.url, room, token=f"{n:032x}")
    assert served.store.people.presence(room.id).joined == 50


def test_right_codes_are_not_counted(served: Served) -> None:
    """However many join by the code from one address, none of them is taken for a guesser."""
    room = room_in(served.store)
    for n in range(100):
        assert knock(served, code=room.code, token=f"{n:032x}") == (200, "")


def test_guessing_the_pass_is_guessing(served: Served) -> None:
    """A right code with a wrong pass is a wrong code, before the limit and behind it."""
    room = room_in(served.store)
    wrong = f"{room.code}-AAAAAAAAAA"
    assert knock(served, code=wrong) == (404, "door_unknown")
    for _ in range(100):
        knock(served, code=wrong)
    assert knock(served, code=wrong) == (429, "door_guesses")


def test_wrong_codes_harm_nobody_inside(served: Served) -> None:
    """While somebody guesses, those who are in the room see it and answer as before."""
    room = room_in(served.store)
    token = join(served.url, room)
    for _ in range(100):
        knock(served, code="AAAAAA")
    state = at_step(served.store, room, 2)
    shown(served.url, token, state.seq)
    line = pick(FIRST)
    assert send(served.url, token, state.seq, line).data["saved"] == [line.id]


def test_limits_refill() -> None:
    """An address that has used up its guesses may guess again later; another was never held up."""
    now = [0.0]
    guesses = limits.Guesses(clock=lambda: now[0])
    while guesses.wait("a") == 0:
        guesses.wrong("a")
    assert guesses.wait("b") == 0
    now[0] += guesses.wait("a")
    assert guesses.wait("a") == 0


def test_limit_over_all_addresses() -> None:
    """Guessers with ever new addresses are held up together."""
    guesses = limits.Guesses(clock=lambda: 0.0)
    for n in range(1000):
        if guesses.wait(str(n)):
            break
        guesses.wrong(str(n))
    else:
        pytest.fail("nobody was held up")
    assert guesses.wait("new") > 0


def test_one_address_uses_up_nobody_elses_guesses() -> None:
    """However often an address goes on past its limit, with passes too, others may guess as before."""
    guesses = limits.Guesses(clock=lambda: 0.0)
    for _ in range(1000):
        guesses.wrong("192.0.2.1")
    assert guesses.wait("192.0.2.1") > 0
    assert guesses.wait("192.0.2.2") == 0


def test_network_of_ipv6_is_one_guesser() -> None:
    """Whoever has a whole network of IPv6 addresses has the guesses of one; IPv4 addresses are each one."""
    guesses = limits.Guesses(clock=lambda: 0.0)
    for n in range(60):
        guesses.wrong(f"2001:db8::{n:x}")
        guesses.wrong(f"::ffff:192.0.2.{n}")
    assert guesses.wait("2001:db8::ffff") > 0
    assert guesses.wait("2001:db8:0:1::1") == 0
    assert guesses.wait("::ffff:192.0.2.1") == 0
    assert guesses.wait("fe80::1%eth0") == 0
    assert guesses.wait("no address") == 0


def test_buckets_forget_the_least_used() -> None:
    """Memory for addresses is bounded."""
    buckets = limits.Buckets(1, 1, remembered=10, clock=lambda: 0.0)
    for n in range(100):
        buckets.take(n)
    assert len(buckets._buckets) == 10
    assert buckets.wait(99) == 1
    assert buckets.wait(0) == 0
