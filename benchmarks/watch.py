"""Running a command while watching its time and memory."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.02
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Seen:
    """What a command took.

    Attributes
    ----------
    seconds
        On the clock.
    peak
        The most memory that it and its children held together at once, in MiB (resident; pages that
        processes share are counted for each).
    """

    seconds: float
    peak: float
    output: str


def watch(words: Sequence[str], folder: Path, environment: dict[str, str]) -> Seen:
    """Run a Python module's command and watch it.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    peak = _Peak(process.pid)
    peak.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - began
    peak.stopped.set()
    peak.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}: {output[-2000:]}")
    return Seen(seconds, peak.most / 2**20, output)


class _Peak(threading.Thread):
    """Looks at a process and its children every now and then."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.most = 0
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(EVERY):
            self.most = max(self.most, self._now())

    def _now(self) -> int:
        try:
            top = psutil.Process(self._pid)
            return sum(_resident(each) for each in (top, *top.children(recursive=True)))
        except psutil.Error:
            return 0


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
