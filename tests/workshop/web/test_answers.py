"""Answers over HTTP: what is saved, what is refused and why, and what is turned away whole."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from mp_exercises.exercise import load
from mp_exercises.sitting import line_for
from mp_exercises.workshop.web.base import DISCARDED, MOST_BODY
from tests.workshop.rooms import CODED, FIRST, SECOND, SLUG, pick, room_in

from .asking import TOKEN, ask, join, send, shown, why
from .conftest import Served


@pytest.fixture
def token(served: Served) -> str:
    """Return somebody's token in a room whose first question with options is open."""
    room = room_in(served.store)
    joined = join(served.url, room)
    state = served.store.stage.goto(room.id, 0, 2)
    shown(served.url, joined, state.seq)
    return joined


def test_saved_and_read_again(served: Served, token: str) -> None:
    """What was acknowledged comes back on another phone with the same token, in order."""
    lines = [pick(FIRST, n) for n in (0, 1, 0)]
    answer = send(served.url, token, 1, *lines)
    assert answer.data == {"saved": [line.id for line in lines], "late": [], "refused": {}}
    mine = ask(served.url, "/room/api/mine", token=token).data
    assert mine["lines"] == [json.loads(line.text()) for line in lines]


def test_each_line_has_its_own_verdict(served: Served, token: str) -> None:
    """Among several lines the good ones are saved, and each bad one has a reason of its own."""
    good, early = pick(FIRST), pick(SECOND)
    plain = json.loads(good.text())
    foreign = {**plain, "id": "x" * 20, "answer": {"picked": ["no-such-option"]}}
    other = {**plain, "id": "y" * 20, "exercise": "some-other-exercise"}
    odd = {**plain, "id": "z" * 20, "more": 1}
    told = send(served.url, token, 1, foreign, good, other, odd, early).data
    assert told["saved"] == [good.id]
    assert set(told["refused"]) == {foreign["id"], other["id"], odd["id"], early.id}
    assert all(told["refused"].values())


@pytest.mark.parametrize(
    "answer",
    [{"codes": {"ghost": "x"}}, {"codes": []}, {"picked": ["a"]}, {"codes": {"a" * 5000: 1}}, [], "text"],
)
def test_answer_that_does_not_fit_its_exercise(answer: object, served: Served, token: str) -> None:
    """An answer that cannot be one to its question is refused, and nothing of it is kept."""
    line = json.loads(line_for(load(SLUG), CODED, None).text())
    told = send(served.url, token, 1, {**line, "answer": answer}).data
    assert list(told["refused"]) == [line["id"]]
    assert served.store.answers.of_room(served.store.rooms.all()[0].room.id) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"seq": 1}',
        b'{"seq": 1, "lines": []}',
        b'{"seq": true, "lines": [{}]}',
        b'{"seq": "1", "lines": [{}]}',
        b'{"seq": 1, "lines": {}}',
        b'{"seq": 1, "lines": [1]}',
        b'{"seq": 1, "lines": [{"id": 1}]}',
        b'{"seq": NaN, "lines": [{"id": "a"}]}',
        b'{"seq": 1, "lines": [' + b",".join([b'{"id": "a"}'] * 51) + b"]}",
        b'{"seq": 1, "lines": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        b'{"seq": 1' + b"0" * 5000 + b', "lines": [{"id": "a"}]}',
    ],
)
def test_what_is_no_delivery(body: bytes, served: Served, token: str) -> None:
    """A body that is no delivery is turned away with a sentence, and the next one is served."""
    assert why(ask(served.url, "/room/api/answers", "POST", body, token=token)) == (400, "not_json")
    line = pick(FIRST)
    assert send(served.url, token, 1, line).data["saved"] == [line.id]


@pytest.mark.parametrize("size", [MOST_BODY + 1, 4 * MOST_BODY, DISCARDED + 1])
def test_body_that_is_too_long(size: int, served: Served, token: str) -> None:
    """A body beyond the bound hears so, however long it says that it is."""
    body = b'{"seq": 1, "lines": "' + b"x" * (size - 23) + b'"}'
    try:
        answer = ask(served.url, "/room/api/answers", "POST", body, token=token)
    except (BrokenPipeError, ConnectionResetError):
        # Nobody reads on for ever; this sender was still sending.
        assert size > DISCARDED
    else:
        assert why(answer) == (413, "too_big")
    line = pick(FIRST)
    assert send(served.url, token, 1, line).data["saved"] == [line.id]


def test_body_without_a_length_is_bounded_too(served: Served, token: str) -> None:
    """A body in chunks that does not end is cut off, and its sender is not served."""
    parts = urlsplit(served.url)
    sent = 0
    head = f"POST /room/api/answers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as plain:
        plain.sendall(f"{head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        with suppress(ConnectionError):
            for _ in range(10_000):
                plain.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")
                sent += 0x4000
    assert sent < 100 * DISCARDED
    assert ask(served.url, "/room/api/state", token=token).status == 200


def test_form_of_another_page_is_no_delivery(served: Served, token: str) -> None:
    """What a plain form of any page could send is turned away: it never says that it is JSON."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = ask(served.url, "/room/api/join", "POST", b'{"code": "AAAAAA"}', Content_Type=kind)
        assert why(answer) == (415, "not_json")


def test_nobody_answers_without_a_token(served: Served, token: str) -> None:
    """Without a token, or with one that nobody has, nothing is taken."""
    for bad in ("", "f" * 32, TOKEN.upper(), TOKEN[:-1], f"{TOKEN}0", "ö"):
        headers = {"Authorization": f"Bearer {bad}".encode().decode("latin-1")} if bad else {}
        body = {"seq": 1, "lines": [json.loads(pick(FIRST).text())]}
        answer = ask(served.url, "/room/api/answers", "POST", body, **headers)
        assert why(answer) == (401, "who")


def test_long_answers_count_for_more(served: Served, token: str) -> None:
    """A phone cannot fill the disk by answers as long as they may be: it is asked to wait for each."""
    line = {**json.loads(pick(FIRST).text()), "answer": {"text": "x" * 60_000}}
    statuses = [send(served.url, token, 1, line).status for _ in range(20)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_flood_of_one_phone_harms_no_other(served: Served, token: str) -> None:
    """A phone that floods is asked to wait, and what others send meanwhile is saved."""
    room = served.store.rooms.all()[0].room
    others = [join(served.url, room, token=f"{n:032x}") for n in range(10)]

    def flood(_: int) -> int:
        lines = [pick(FIRST) for _ in range(40)]
        return send(served.url, token, 1, *lines).status

    def vote(other: str) -> bool:
        line = pick(FIRST)
        return send(served.url, other, 1, line).data["saved"] == [line.id]

    with ThreadPoolExecutor(8) as crowd:
        flooding = [crowd.submit(flood, n) for n in range(60)]
        voted = list(crowd.map(vote, others))
        statuses = [each.result() for each in flooding]
    assert all(voted)
    assert statuses.count(429) > 30
    turned = send(served.url, token, 1, *(pick(FIRST) for _ in range(50)))
    assert why(turned) == (429, "too_fast")
    assert int(turned.headers["retry-after"]) >= 1
