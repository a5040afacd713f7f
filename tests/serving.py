"""A real ``mp serve`` in a process of its own, stopped by its id."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue

import psutil

ROOT = Path(__file__).parents[1]
READY_SECONDS = 240
STOP_SECONDS = 60

_READY = re.compile(r"Ready: (http://\S+)/  ")


@dataclass
class Serving:
    """A running server.

    Attributes
    ----------
    said
        The lines that it has printed, errors among them.
    url
        Its address, with no slash at its end; empty until it is ready.
    """

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    url: str = ""

    def wait_until_ready(self) -> None:
        """Read its lines until it says that it is ready."""
        lines: Queue[str | None] = Queue()
        threading.Thread(target=self._listen, args=(lines,), daemon=True).start()
        until = time.monotonic() + READY_SECONDS
        while not self.url:
            try:
                line = lines.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                raise AssertionError(f"not ready in {READY_SECONDS} s: {self.said}") from None
            if line is None:
                raise AssertionError(f"ended before it was ready: {self.said}")
            found = _READY.match(line)
            self.url = found[1] if found else ""

    def children(self) -> list[psutil.Process]:
        """Return the processes that it started and that still run."""
        try:
            return psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"did not stop in {STOP_SECONDS} s: {self.said}") from None

    def _listen(self, lines: Queue[str | None]) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            lines.put(line)
        lines.put(None)


def mp(*arguments: str | Path) -> list[str]:
    """Return the command line of ``mp`` with these arguments."""
    return [sys.executable, "-m", "mp_exercises", *map(str, arguments)]


@contextmanager
def serving(records: Path, *options: str, port: int | None = 0) -> Iterator[Serving]:
    """Run ``mp serve`` until the block ends: on a free port, or on its own choice for None."""
    named = [] if port is None else ["--port", str(port)]
    with started(mp("serve", *named, "--records", records, *options)) as running:
        yield running


@contextmanager
def started(command: list[str], **environment: str) -> Iterator[Serving]:
    """Run a server's command until the block ends, in which it is ready."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", **environment},
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
