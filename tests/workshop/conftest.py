"""Stores for the tests of workshops: a file of SQLite, and a database of a real PostgreSQL."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from mp_exercises.workshop.store import Store, open_store
from tests.postgres import Postgres, postgres


@pytest.fixture(scope="session")
def database_server() -> Iterator[Postgres]:
    """Yield a running PostgreSQL."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    with postgres(port) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where an empty store can be, for each of the two kinds."""
    if request.param == "sqlite":
        return str(tmp_path / "rooms.sqlite")
    server: Postgres = request.getfixturevalue("database_server")
    return server.new()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """Yield an empty store."""
    opened = open_store(place)
    yield opened
    opened.close()
