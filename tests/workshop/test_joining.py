"""The way into a room: its address, and a QR code that a phone reads as that address."""

from __future__ import annotations

import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.serve.qr import QUIET, qr_of
from mp_exercises.workshop.codes import new_code, new_pass, split_door
from mp_exercises.workshop.joining import addresses, joining


def modules(drawn: dict[str, object]) -> list[list[int]]:
    """Return the modules that a path draws, without the quiet zone."""
    size = int(str(drawn["size"])) - 2 * QUIET
    found = [[0] * size for _ in range(size)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", str(drawn["path"])):
        for step in range(int(length)):
            found[int(y) - QUIET][int(x) - QUIET + step] = 1
    return found


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=90))
def test_the_path_draws_each_dark_module(text: str) -> None:
    """What is drawn is the symbol, module for module, with a quiet zone of four round it."""
    symbol = segno.make(text, error="m", micro=False, boost_error=False)
    assert modules(qr_of(text)) == [list(row) for row in symbol.matrix]


def test_the_code_opens_the_room_without_a_guess() -> None:
    """The address in the QR code has code and pass; the one that people type has neither, nor a scheme."""
    door = f"{new_code()}-{new_pass()}"
    way = joining(door, "http://192.168.1.20:8867")
    assert way["url"] == f"http://192.168.1.20:8867/join/{door}"
    assert way["at"] == "192.168.1.20:8867/join"
    assert split_door(way["url"].rsplit("/", 1)[1]) == tuple(door.split("-"))
    # Somebody who types no scheme may be sent to http, where a server with TLS does not answer.
    assert joining(door, "https://room.example.org")["at"] == "https://room.example.org/join"


def test_addresses_come_from_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The addresses for phones are those that the server has found, best first; none where it has none."""
    monkeypatch.setenv("MP_WORKSHOP_ADDRESSES", "http://10.0.0.2:8867/ http://192.168.1.20:8867")
    assert addresses() == ["http://10.0.0.2:8867", "http://192.168.1.20:8867"]
    monkeypatch.delenv("MP_WORKSHOP_ADDRESSES")
    assert addresses() == []
