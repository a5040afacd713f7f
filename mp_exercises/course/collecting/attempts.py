"""Every attempt that came in, kept as it came: ``attempts/ASSESSMENT/TRAINEE/TIME-DIGEST/``."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ...answers import sync_folder
from ..disk import write_whole
from ..folder import RECORD, Course
from ..receipts.slip import compact

FILE = "attempt.json"
NOTEBOOK = "received.ipynb"
BASES = ("submitted", "file", "zip", "platform", "received")
"""What a time can rest on, the weakest first."""


@dataclass(frozen=True)
class Attempt:
    """One attempt.

    Attributes
    ----------
    time
        When it was handed in, in UTC to the second.
    basis
        What the time rests on; one of `BASES`.
    copy
        A number that tells apart what has the same time; more is later.
    matched
        What says that it is this trainee's.
    claimed
        Who the record itself says that its sitter is.
    last
        The time of the last answer, by the clock on which it was given.
    late
        Whether it came after the deadline; None where there is none.
    """

    assessment: str
    trainee: str
    time: str
    basis: str
    copy: int
    sha256: str
    size: int
    lines: int
    damaged: int
    source: str
    matched: str
    claimed: str
    last: str
    platform_late: bool = False
    late: bool | None = None

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{compact(self.time)}-{self.sha256[:12]}"

    @property
    def moment(self) -> datetime:
        """The time as such."""
        return datetime.fromisoformat(self.time.replace("Z", "+00:00"))

    @property
    def order(self) -> tuple[str, int, str]:
        """What makes one attempt later than another."""
        return (self.time, self.copy, self.sha256)


class Attempts:
    """The attempts at one assessment.

    Attributes
    ----------
    damaged
        Folders whose ``attempt.json`` cannot be read.
    """

    def __init__(self, course: Course, assessment: str) -> None:
        self._root = course.attempts(assessment)
        self.by_trainee: dict[str, list[Attempt]] = {}
        self.damaged: list[Path] = []
        for folder in self._folders():
            attempt = _read(folder / FILE)
            if attempt is None:
                self.damaged.append(folder)
            else:
                self.by_trainee.setdefault(attempt.trainee, []).append(attempt)

    def folder(self, attempt: Attempt) -> Path:
        """Return the folder of an attempt."""
        return self._root / attempt.trainee / attempt.name

    def record(self, attempt: Attempt) -> Path:
        """Return the record of an attempt."""
        return self.folder(attempt) / RECORD

    def same(self, trainee: str, sha256: str, basis: str) -> Attempt | None:
        """Return the attempt with this record whose time rests on as much; None where there is none."""
        strength = BASES.index(basis)
        for attempt in self.by_trainee.get(trainee, ()):
            if attempt.sha256 == sha256 and BASES.index(attempt.basis) >= strength:
                return attempt
        return None

    def keep(self, attempt: Attempt, staged: Path) -> None:
        """Keep an attempt for good.

        Parameters
        ----------
        staged
            A folder on the same disk with the record, and the notebook where one came; it is moved.
        """
        for file in staged.iterdir():
            _sync(file)
        write_whole(staged / FILE, _text(attempt))
        folder = self.folder(attempt)
        folder.parent.mkdir(parents=True, exist_ok=True)
        kept = self.by_trainee.setdefault(attempt.trainee, [])
        if folder.exists():
            # The same record at the same second, of which a stronger source now says so.
            write_whole(folder / FILE, _text(attempt))
            shutil.rmtree(staged)
            kept[:] = [other for other in kept if other.name != attempt.name]
        else:
            staged.rename(folder)
            sync_folder(folder.parent)
        kept.append(attempt)

    def note_late(self, attempt: Attempt, late: bool | None) -> Attempt:
        """Write down whether an attempt is late, where that has changed, and return it so."""
        if attempt.late == late:
            return attempt
        changed = replace(attempt, late=late)
        write_whole(self.folder(attempt) / FILE, _text(changed), sync=False)
        kept = self.by_trainee[attempt.trainee]
        kept[kept.index(attempt)] = changed
        return changed

    def _folders(self) -> Iterator[Path]:
        for trainee in sorted(self._root.iterdir()) if self._root.is_dir() else ():
            if trainee.is_dir():
                yield from sorted(folder for folder in trainee.iterdir() if folder.is_dir())


def _text(attempt: Attempt) -> bytes:
    return (json.dumps(asdict(attempt), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _read(file: Path) -> Attempt | None:
    try:
        data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        attempt = Attempt(**data)
        whole = attempt.moment is not None and file.parent.name == attempt.name
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return (
        attempt if whole and file.parent.parent.name == attempt.trainee and attempt.basis in BASES else None
    )


def _sync(file: Path) -> None:
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())
