"""One request and its answer, as anybody can send it."""

from __future__ import annotations

import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit

from mp_exercises.answers import Line
from mp_exercises.workshop.store import Room
from tests.workshop.wire import Answer

TOKEN = "0123456789abcdef" * 2


def ask(
    base: str,
    path: str,
    method: str = "GET",
    data: Any = None,
    *,
    token: str = "",
    source: str = "127.0.0.1",
    **headers: str,
) -> Answer:
    """Send a request, with JSON or bytes where there is ``data``; ``source`` is where it comes from."""
    parts = urlsplit(base)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(
        parts.hostname, parts.port, timeout=60, source_address=(source, 0)
    )
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if token:
        sent["Authorization"] = f"Bearer {token}"
    body = data if data is None or isinstance(data, bytes) else json.dumps(data).encode()
    if body is not None:
        sent.setdefault("Content-Type", "application/json")
    try:
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())
    finally:
        connection.close()


def join(base: str, room: Room, *, token: str = TOKEN, **more: Any) -> str:
    """Join a room, and return the token."""
    answer = ask(base, "/room/api/join", "POST", {"code": room.door, "token": token, **more})
    assert answer.status == 200, answer.body
    found: str = answer.data["token"]
    return found


def send(base: str, token: str, seq: int, *lines: Line | dict[str, Any]) -> Answer:
    """Send answers."""
    data = [json.loads(line.text()) if isinstance(line, Line) else line for line in lines]
    return ask(base, "/room/api/answers", "POST", {"seq": seq, "lines": data}, token=token)


def why(answer: Answer) -> tuple[int, str]:
    """Return the status and the reason of a failure, which says it in a sentence and sets no cookie."""
    assert answer.headers["content-type"].startswith("application/json")
    assert set(answer.data) - {"ask"} == {"why", "say"}
    assert answer.data["say"].endswith(".")
    assert "set-cookie" not in answer.headers
    return answer.status, answer.data["why"]


def shown(base: str, token: str, seq: int) -> dict[str, Any]:
    """Return the room as a phone sees it, once that is at ``seq``."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        state: dict[str, Any] = ask(base, "/room/api/state", token=token).data
        if state["seq"] == seq:
            return state
        time.sleep(0.05)
    raise AssertionError(f"the room stood still before {seq}")
