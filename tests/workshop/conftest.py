"""Stores for the tests of workshops: a file of SQLite, and a database of a real PostgreSQL."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from mp_exercises.workshop.store import Store, open_store
from tests.postgres import Postgres, postgres
from tests.serving import Serving
from tests.workshop.running import workshopping


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


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Serving]:
    """Yield a running ``mp workshop`` of its own."""
    with workshopping(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def rooms_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the running workshop keeps its rooms and keys."""
    return tmp_path_factory.mktemp("rooms")


@pytest.fixture(scope="session")
def url(rooms_folder: Path) -> Iterator[str]:
    """Yield the address of a running ``mp workshop``, with no slash at its end."""
    with workshopping(rooms_folder) as running:
        yield running.url


@pytest.fixture
def rooms(rooms_folder: Path, url: str) -> Iterator[Store]:
    """Yield the running workshop's store, as the control room opens it."""
    opened = open_store(rooms_folder / "rooms.sqlite")
    yield opened
    opened.close()
