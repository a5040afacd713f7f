"""The assessor's list of receipts, one file for each assessment, to which lines are only added."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...answers import sync_folder
from ..folder import Course
from .receipt import Receipt

MOST_LINE = 4000


class Ledger:
    """The receipts of one assessment.

    Attributes
    ----------
    damaged
        How many lines could not be read.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.damaged = 0
        self.receipts: list[Receipt] = []
        for line in self._lines():
            receipt = _parsed(line)
            if receipt is None:
                self.damaged += 1
            else:
                self.receipts.append(receipt)

    def add(self, receipts: Iterable[Receipt]) -> None:
        """Add receipts, and return only when the disk has them."""
        fresh = list(receipts)
        data = "".join(json.dumps(receipt.data(), sort_keys=True) + "\n" for receipt in fresh).encode()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a+b") as opened:
            cut = _cut_short(self.file)
            # What a stop left half written was never handed out. A whole last line lacks its end alone.
            if cut and _parsed(cut):
                data = b"\n" + data
            elif cut:
                opened.truncate(self.file.stat().st_size - len(cut))
            opened.seek(0, os.SEEK_END)
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        sync_folder(self.file.parent)
        self.receipts.extend(fresh)

    def _lines(self) -> Iterator[bytes]:
        if not self.file.exists():
            return
        with self.file.open("rb") as opened:
            while line := opened.readline(MOST_LINE):
                if line.strip():
                    yield line


def ledger(course: Course, assessment: str) -> Ledger:
    """Return the list of an assessment; empty where no receipt was given."""
    return Ledger(course.receipts / f"{assessment}.jsonl")


def ledgers(course: Course) -> list[Ledger]:
    """Return every list of the course."""
    return [Ledger(file) for file in sorted(course.receipts.glob("*.jsonl"))]


def _parsed(line: bytes) -> Receipt | None:
    try:
        return Receipt.of(json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None


def _cut_short(file: Path) -> bytes:
    """Return what stands after the last whole line."""
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - MOST_LINE))
        return opened.read().rpartition(b"\n")[2]
