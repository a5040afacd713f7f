"""A real ``mp workshop`` in a process of its own, stopped by its id."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import ROOT, Serving, mp

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
    process = subprocess.Popen(
        mp("workshop", "--port", str(port), "--store", place, *options),
        cwd=ROOT,
        env={
            **os.environ,
            "XDG_DATA_HOME": str(folder),
            "PYTHONUNBUFFERED": "1",
            "PYTHONUTF8": "1",
            **environment,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    running = Serving(process)
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()
