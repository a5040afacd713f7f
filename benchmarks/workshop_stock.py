"""The peer: stock Voila, which gives each participant a kernel."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.memory import Peak
from benchmarks.watch import ROOT
from benchmarks.workshop_crowd import JOINING_SECONDS

NOTEBOOK = Path(__file__).parent / "workshop_stock.ipynb"
READY_SECONDS = 120
JOIN_SECONDS = 300


@dataclass(frozen=True)
class Stock:
    """What stock Voila took.

    Attributes
    ----------
    joins
        Seconds from asking for the page to its last byte, by when its kernel has run the notebook.
    failed
        How many got no page.
    idle, full
        MiB (proportional) of the server alone, and of it with everybody's kernels.
    """

    joins: list[float]
    failed: int
    idle: float
    full: float

    @property
    def each(self) -> float:
        """MiB for each participant who came in."""
        return (self.full - self.idle) / max(1, len(self.joins))


def measured(people: int) -> Stock:
    """Let so many people join within ten seconds, and look at the memory that they then hold."""
    with _voila() as (process, port), Peak(process.pid, children=True) as peak:
        joins, failed = asyncio.run(_crowd(port, people))
        # A kernel that is still starting holds less than it will.
        time.sleep(2)
        return Stock(joins, failed, peak.start.pss, peak.now().pss)


async def _crowd(port: int, people: int) -> tuple[list[float], int]:
    found = await asyncio.gather(*(_join(port) for _ in range(people)))
    joins = [seconds for seconds in found if seconds is not None]
    return joins, people - len(joins)


async def _join(port: int) -> float | None:
    await asyncio.sleep(random.uniform(0, JOINING_SECONDS))
    began = time.monotonic()
    try:
        async with asyncio.timeout(JOIN_SECONDS):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % port)
            body = await reader.read()
            writer.close()
    except (OSError, TimeoutError):
        return None
    whole = body.startswith(b"HTTP/1.1 200") and b"</html>" in body
    return time.monotonic() - began if whole else None


@contextmanager
def _voila() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    words = ["-m", "voila", str(NOTEBOOK), f"--port={port}", "--no-browser"]
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield process, port
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError("stock Voila did not start")
