"""What is not open: every address with every method, from everywhere, with everybody's ids."""

from __future__ import annotations

import itertools
import json
import re

import pytest

from mp_exercises.workshop.store import Room
from tests.workshop.rooms import FIRST, SLUG, at_step, pick, room_in

from .asking import TOKEN, ask, join, send, shown, why
from .conftest import Served

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")

OPEN = {
    "/": {"GET", "HEAD"},
    "/join": {"GET", "HEAD"},
    "/join/ABCDEF": {"GET", "HEAD"},
    "/home/{home}": {"GET", "HEAD"},
    "/screen/{screen}": {"GET", "HEAD"},
    "/screen/{screen}/state": {"GET"},
    "/room/api/join": {"POST"},
    "/room/api/state": {"GET"},
    "/room/api/exercise/{slug}": {"GET"},
    "/room/api/spread/2": {"GET"},
    "/room/api/answers": {"POST"},
    "/room/api/mine": {"GET"},
    "/room/api/home": {"POST"},
    "/room/api/home/{home}": {"GET"},
}
"""Every address of the participants and the projector, and the methods that it takes."""

NEED_TOKEN = [
    path for path in OPEN if path.startswith("/room/api/") and "join" not in path and "{home}" not in path
]


def filled(path: str, room: Room) -> str:
    """Return an address with what belongs in its gaps."""
    return path.format(home="0" * 32, screen=room.screen, slug=SLUG)


@pytest.fixture
def room(served: Served) -> Room:
    """Return a room in which somebody answers the first question with options."""
    made = room_in(served.store)
    token = join(served.url, made)
    state = served.store.stage.home(made.id, at_step(served.store, made, 2).seq, allowed=True)
    shown(served.url, token, state.seq)
    return made


@pytest.mark.parametrize("path", OPEN)
def test_no_other_method(path: str, served: Served, room: Room) -> None:
    """An address takes the methods that it is for, and every other one is turned away in a sentence."""
    for method in set(METHODS) - OPEN[path]:
        answer = ask(served.url, filled(path, room), method, token=TOKEN)
        if method == "HEAD":
            assert answer.status in (401, 404, 405)
        else:
            assert why(answer) == (405, "method")


@pytest.mark.parametrize("path", NEED_TOKEN)
@pytest.mark.parametrize("token", ["", "f" * 32, "0" * 32])
def test_nothing_without_ones_token(path: str, token: str, served: Served, room: Room) -> None:
    """Whatever is inside a room needs the token of somebody in it."""
    method = "POST" if "POST" in OPEN[path] else "GET"
    data = {"seq": 1, "lines": [json.loads(pick(FIRST).text())]} if method == "POST" else None
    assert why(ask(served.url, filled(path, room), method, data, token=token)) == (401, "who")


@pytest.mark.parametrize(
    "path",
    [
        "/control",
        "/control/",
        "/control/login",
        "/control/api/kernels",
        "/control/voila/static/voila.js",
        "/control/export/answers.csv",
        "/app/",
        "/sit/",
        "/room/",
        "/room/api/",
        "/room/api/rooms",
        "/room/api/state/",
        "/room/api/states",
        "/room/api/lock",
        "/room/api/step",
        "/room/api/presence",
        "/room/static/",
        "/room/static/mp-widget.js",
        "/room/static/../../store/tables.py",
        "/room/static/..%2f..%2fstore%2ftables.py",
        "/room/static/mp-room.js%00.py",
        "/screen/",
        "/screen/none",
        "/screen/" + "0" * 32 + "/state",
        "/screen/" + "0" * 32 + "/stream",
        "/rooms.sqlite",
        "/favicon.ico",
        "/.env",
        "//room/api/state",
        "/room//api/state",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_no_other_address(path: str, method: str, served: Served, room: Room) -> None:
    """No other address answers a participant, whatever the method, with a token or without."""
    for token in ("", TOKEN):
        answer = ask(served.url, path, method, token=token)
        assert answer.status in (404, 405)
        assert why(answer)


def test_ones_token_opens_no_other_room(served: Served, room: Room) -> None:
    """A token of one room shows and changes nothing of another, by its code, ids or secrets."""
    other = room_in(served.store)
    theirs = join(served.url, other, token="e" * 32)
    shown(served.url, theirs, at_step(served.store, other, 3).seq)
    line = pick(FIRST)
    send(served.url, TOKEN, 1, line)
    state = ask(served.url, "/room/api/state", token=theirs).data
    assert state["step"] == 3
    assert ask(served.url, "/room/api/mine", token=theirs).data["lines"] == []
    # Another's line id, an address with the other room's id, and its secrets as tokens.
    assert send(served.url, theirs, 1, line).data["saved"] == []
    for secret in (room.id, room.screen, room.code, room.door, f"{room.id} "):
        assert ask(served.url, "/room/api/state", token=secret).status == 401
        assert ask(served.url, f"/room/api/home/{secret.strip()}").status == 404
        assert ask(served.url, f"/room/api/state?room={secret.strip()}", token=theirs).data == state
    for secret in (TOKEN, theirs, room.id, other.id):
        assert ask(served.url, f"/screen/{secret}/state").status == 404
    kept = served.store.answers.of_room(room.id)
    assert [given.line.id for given in kept] == [line.id]
    assert served.store.answers.of_room(other.id) == []


def test_screen_only_shows(served: Served, room: Room) -> None:
    """A projector's secret shows the room with its code, and no token, name or answer of anybody."""
    line = pick(FIRST)
    send(served.url, TOKEN, 1, line)
    found = ask(served.url, f"/screen/{room.screen}/state")
    assert found.data["code"] == room.code
    assert (found.data["people"], found.data["answered"]) == (1, 1)
    assert TOKEN.encode() not in found.body
    assert line.id.encode() not in found.body
    assert found.data["spread"] is None
    assert ask(served.url, "/room/api/state", token=room.screen).status == 401


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://127.0.0.1.evil.example:{port}"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Host": "evil.example", "Origin": "http://127.0.0.1:{port}"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", [path for path in OPEN if path.startswith("/room/api/")])
def test_other_sites_are_refused(path: str, headers: dict[str, str], served: Served, room: Room) -> None:
    """What a browser sends for another site's page is refused, with everybody's token too."""
    method = "POST" if "POST" in OPEN[path] else "GET"
    port = served.url.rpartition(":")[2]
    forged = {name: value.format(port=port) for name, value in headers.items()}
    data = {"code": room.door} if method == "POST" else None
    answer = ask(served.url, filled(path, room), method, data, token=TOKEN, **forged)
    assert why(answer) == (403, "foreign")
    assert served.store.people.presence(room.id).joined == 1


def test_own_page_is_not_refused(served: Served, room: Room) -> None:
    """What a browser sends for the page itself is served, under whatever name the page was opened."""
    for host in (served.url.removeprefix("http://"), "trainer-laptop.local:8867", "[fe80::1]:8867"):
        headers = {"Host": host, "Origin": f"http://{host}", "Sec_Fetch_Site": "same-origin"}
        assert ask(served.url, "/room/api/state", token=TOKEN, **headers).status == 200


@pytest.mark.parametrize("path", OPEN)
def test_nobody_else_is_let_in_by_a_header(path: str, served: Served, room: Room) -> None:
    """No answer allows another origin, sets a cookie, or repeats what the request said of its host."""
    for method, origin in itertools.product(("GET", "POST", "OPTIONS"), ("https://evil.example", None)):
        headers = {"Host": "evil.example", "X_Forwarded_Host": "evil.example"}
        if origin:
            headers |= {"Origin": origin, "Access_Control_Request_Method": "POST"}
        answer = ask(served.url, filled(path, room), method, token=TOKEN, **headers)
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert "set-cookie" not in answer.headers
        assert "evil" not in str(answer.headers)
        assert b"evil" not in answer.body
        assert answer.headers["server"] == "mp"


@pytest.mark.parametrize("path", ["/join", "/join/ABCDEF", "/home/{home}", "/screen/{screen}"])
def test_pages_load_from_here_alone(path: str, served: Served, room: Room) -> None:
    """A page may run scripts of this server alone, none inline, and may be framed by nobody."""
    page = ask(served.url, filled(path, room))
    assert page.status == 200
    policy = dict(part.split(" ", 1) for part in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in str(policy)
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "no-referrer"
    html = page.body.decode()
    assert "http" not in re.sub(r"<!--.*?-->", "", html)
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son[a-z]+=", html)


def test_pages_are_packed_and_kept(served: Served) -> None:
    """A page comes packed, and a browser that has it already gets no body."""
    page = ask(served.url, "/join", Accept_Encoding="gzip")
    assert page.headers["content-encoding"] == "gzip"
    again = ask(served.url, "/join", If_None_Match=page.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = ask(served.url, "/join", "HEAD")
    assert (head.status, head.body) == (200, b"")


def test_bare_address_leads_to_the_door(served: Served) -> None:
    """Whoever types the address alone is led to the page that asks for a code."""
    answer = ask(served.url, "/")
    assert (answer.status, answer.headers["location"]) == (302, "/join")
