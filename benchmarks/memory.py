"""How much memory a tree of processes holds while something runs."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from types import TracebackType

import psutil

EVERY = 0.5
MIB = 2**20


@dataclass(frozen=True)
class Memory:
    """Memory in MiB.

    Attributes
    ----------
    rss
        Resident; a page that processes share is counted for each.
    pss
        Proportional: a page that several share is counted in parts.
    """

    rss: float
    pss: float

    @classmethod
    def of(cls, *processes: psutil.Process) -> Memory:
        """Look at processes; one that has ended holds nothing."""
        found = [_full(process) for process in processes]
        return cls(sum(rss for rss, _ in found) / MIB, sum(pss for _, pss in found) / MIB)


class Peak:
    """Looks at a process now and then while a block runs, and with it its children if wanted."""

    def __init__(self, pid: int, *, children: bool = False) -> None:
        self._process = psutil.Process(pid)
        self._children = children
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.start = self.now()
        self.most = self.start

    def now(self) -> Memory:
        """Look once."""
        below = self._process.children(recursive=True) if self._children else []
        return Memory.of(self._process, *below)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(EVERY):
            found = self.now()
            self.most = Memory(max(self.most.rss, found.rss), max(self.most.pss, found.pss))


def _full(process: psutil.Process) -> tuple[int, int]:
    try:
        found = process.memory_full_info()
    except psutil.Error:
        return 0, 0
    # Only Linux shares out; elsewhere a page counts where it is resident.
    return found.rss, getattr(found, "pss", found.rss)
