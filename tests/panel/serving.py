"""A running `mp panel day`, and requests to it with no browser."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    text: str
    headers: dict[str, str]
    url: str


@dataclass(frozen=True)
class Running:
    """A server, its address, the members' links and the chair's."""

    url: str
    links: dict[str, str]
    chair: str = ""
    pid: int = 0

    def get(self, address: str, **headers: str) -> Answer:
        """Ask for an address."""
        return ask(address if address.startswith("http") else self.url + address, None, headers)

    def post(self, address: str, form: dict[str, str], **headers: str) -> Answer:
        """Send a form."""
        return ask(address, urllib.parse.urlencode(form).encode(), headers)

    def send(self, member: str, *lines: dict[str, object], **headers: str) -> Answer:
        """Send lines as a member's tablet does."""
        asked = {"Content_Type": "application/json", **headers}
        return ask(f"{self.links[member]}answers", json.dumps({"lines": lines}).encode(), asked)


def line(kind: str, station: str, answer: dict[str, object], **other: str) -> dict[str, object]:
    """Return a line as a tablet makes it."""
    made: dict[str, object] = {
        "v": 1,
        "id": str(uuid.uuid4()),
        "exercise": "campaign",
        "item": station,
        "kind": kind,
        "rev": "0123456789ab",
        "at": "2026-11-26T09:00:00.000Z",
        "answer": answer,
    }
    return {**made, **other}


def judged(
    unit: str, criterion: str, point: int | str | None, *lines: str, station: str = "visit"
) -> dict[str, object]:
    """Return the line of one quality."""
    score = {"point": point, "lines": list(lines), "higher": ""}
    return line("score", station, {"unit": unit, "criterion": criterion, "score": score})


def ask(url: str, data: bytes | None, headers: dict[str, str], method: str | None = None) -> Answer:
    """Send a request, following where it leads, and return the answer whatever its status."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data, named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return Answer(answer.status, answer.read().decode(), dict(answer.headers), answer.url)
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode(), dict(error.headers), url)


@contextlib.contextmanager
def day(folder: Path, *, room: bool = False) -> Iterator[Running]:
    """Serve a campaign's day on a free port, with the chair's room where a test is about it."""
    way = "--room" if room else "--no-room"
    command = [sys.executable, "-m", "mp_exercises", "panel", "day", str(folder), "--port", "0", way]
    said = {**os.environ, "PYTHONUTF8": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=said)
    links: dict[str, str] = {}
    url = chair = ""
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.match(r"  (p\d) .*: (http\S+)", line):
                links[found[1]] = found[2]
            if found := re.match(r"Chair’s room: (http\S+)", line):
                chair = found[1]
            if found := re.match(r"Ready: (http\S+)\.", line):
                url = found[1]
                break
        yield Running(url, links, chair, process.pid)
    finally:
        process.terminate()
        process.wait(60)


def receipt(answer: Answer) -> tuple[list[str], dict[str, str]]:
    """Return which lines a server says that it has, and which it never will have."""
    assert answer.status == 200, answer.text
    data = json.loads(answer.text)
    return data["saved"], data["refused"]
