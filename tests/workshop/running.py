"""A real ``mp workshop`` in a process of its own, stopped by its id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import Serving, mp, started

_CONTROL = re.compile(r"Control room: (\S+)/control/\?token=(\S+)")


def token_of(house: Serving) -> str:
    """Return the trainer's token, as the terminal shows it."""
    found = _CONTROL.search("\n".join(house.said))
    assert found, house.said
    return found[2]


@contextmanager
def workshopping(
    folder: Path, *options: str, port: int = 0, store: str | None = None, **environment: str
) -> Iterator[Serving]:
    """Run ``mp workshop`` until the block ends, with its store and its keys in a folder."""
    place = store or str(folder / "rooms.sqlite")
    command = mp("workshop", "--port", str(port), "--store", place, *options)
    with started(command, XDG_DATA_HOME=str(folder), **environment) as running:
        yield running
