"""The answer record: JSON Lines, append-only, one line an answer, on disk before it is "saved"."""

from __future__ import annotations

import json
import os
import re
import uuid
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

VERSION = 1
MOST_LINE_BYTES = 100_000
MOST_DEPTH = 8
LOCK_SECONDS = 10

_FIELDS = frozenset({"v", "id", "exercise", "item", "kind", "rev", "at", "answer"})
_ID = re.compile(r"[0-9a-zA-Z-]{8,64}")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


class RecordError(ValueError):
    """A line that is no answer, or a record that cannot be written; the message says why."""


@dataclass(frozen=True)
class Line:
    """One answer.

    Attributes
    ----------
    id
        Made by whoever answered; a line that arrives twice counts once.
    rev
        The revision of the exercise that was answered.
    at
        When, in UTC, as the answering device's clock had it.
    answer
        The answer as JSON; ``None`` where it was taken back to start again.
    """

    exercise: str
    item: str
    kind: str
    rev: str
    answer: Mapping[str, Any] | None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    at: str = field(default_factory=lambda: _now())
    v: int = VERSION

    def text(self) -> str:
        """Return the line as it stands in a record, without its line end."""
        data = {
            "v": self.v,
            "id": self.id,
            "exercise": self.exercise,
            "item": self.item,
            "kind": self.kind,
            "rev": self.rev,
            "at": self.at,
            "answer": self.answer,
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    @classmethod
    def parse(cls, text: str | bytes) -> Line:
        """Read one line.

        Raises
        ------
        RecordError
            If it is not a whole, well-formed line of this version.
        """
        if len(text) > MOST_LINE_BYTES:
            raise RecordError(f"a line of {len(text)} bytes; at most {MOST_LINE_BYTES}")
        try:
            data = json.loads(text, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            raise RecordError("not a whole line of JSON") from error
        return cls.of(data)

    @classmethod
    def of(cls, data: object) -> Line:
        """Check plain data, from a file or a front end, and return it as a line.

        Raises
        ------
        RecordError
            If a field is missing, unknown or malformed.
        """
        if not isinstance(data, dict) or set(data) != _FIELDS:
            raise RecordError(f"a line is an object with just {', '.join(sorted(_FIELDS))}")
        if type(data["v"]) is not int or data["v"] != VERSION:
            raise RecordError(f"another version of the record; this reader knows {VERSION}")
        patterns = {"id": _ID, "exercise": _SLUG, "item": _SLUG, "kind": _SLUG, "rev": _SLUG, "at": _TIME}
        for name, pattern in patterns.items():
            if not isinstance(data[name], str) or not pattern.fullmatch(data[name]):
                raise RecordError(f"{name} is not what it is in a line of the record")
        answer = data["answer"]
        if answer is not None and (not isinstance(answer, dict) or _depth(answer) > MOST_DEPTH):
            raise RecordError(f"an answer is an object, nested at most {MOST_DEPTH} deep, or null")
        return cls(**data)


@dataclass(frozen=True)
class Reading:
    """What a record holds.

    Attributes
    ----------
    lines
        Each whole line, once, in the order written.
    damaged
        How many fragments were passed over.
    """

    lines: tuple[Line, ...]
    damaged: int = 0

    def latest(self) -> dict[tuple[str, str], Line]:
        """Return the last line for each (exercise, item) that was not taken back."""
        return latest(self.lines)


def latest(lines: Iterable[Line]) -> dict[tuple[str, str], Line]:
    """Return the last line for each (exercise, item) that was not taken back."""
    last = {(line.exercise, line.item): line for line in lines}
    return {where: line for where, line in last.items() if line.answer is not None}


class Record:
    """An answer record on disk, which several processes may append to at once."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)

    def read(self) -> Reading:
        """Read every whole line; a missing file is an empty record.

        Raises
        ------
        RecordError
            If there is a file and the system does not let it be read.
        """
        try:
            with self.path.open("rb") as file:
                return read_lines(file)
        except FileNotFoundError:
            return Reading(())
        except OSError as error:
            raise RecordError(f"{self.path.name} could not be read: {error.strerror or error}") from error

    def size(self) -> int:
        """Return its size in bytes; 0 where there is no file yet."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise RecordError(f"{self.path.name} could not be read: {error.strerror or error}") from error

    def append(self, *lines: Line) -> None:
        """Append lines, and return only when the disk has them.

        Raises
        ------
        RecordError
            If they could not be written; nothing that was there before is harmed.
        """
        # It brings a whole event loop with it, which nobody needs who only reads.
        from filelock import FileLock, Timeout

        data = "".join(line.text() + "\n" for line in lines).encode()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Unbuffered, so that after a failed write nothing is left to be written on closing.
            with FileLock(self._lock, timeout=LOCK_SECONDS), self.path.open("a+b", buffering=0) as file:
                size = file.seek(0, os.SEEK_END)
                try:
                    _write(file, _mend(file, size) + data)
                    os.fsync(file.fileno())
                except OSError:
                    file.truncate(size)
                    raise
            if size == 0:
                sync_folder(self.path.parent)
        except Timeout as error:
            raise RecordError(f"{self.path.name} is locked by another program") from error
        except OSError as error:
            raise RecordError(f"{self.path.name} could not be written: {error.strerror or error}") from error

    @property
    def _lock(self) -> Path:
        return self.path.with_name(f".{self.path.name}.lock")


def read_lines(file: BinaryIO) -> Reading:
    """Read every whole line of an open record, in memory bounded by its good lines."""
    lines: dict[str, Line] = {}
    damaged = 0
    for line in each_line(file):
        if line is None:
            damaged += 1
        else:
            lines.setdefault(line.id, line)
    return Reading(tuple(lines.values()), damaged)


def each_line(file: BinaryIO) -> Iterator[Line | None]:
    """Yield each line of an open record that is not blank, in memory bounded by one; None if damaged."""
    for raw in _chunks(file):
        try:
            yield Line.parse(raw.decode()) if raw is not None else None
        except (RecordError, UnicodeDecodeError):
            yield None


def _chunks(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield each line that is not blank; None for one that is too long to be an answer."""
    first = True
    while raw := file.readline(MOST_LINE_BYTES + 2):
        if first:
            raw, first = raw.removeprefix(BOM_UTF8), False
        if len(raw) > MOST_LINE_BYTES + 1:
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(MOST_LINE_BYTES)
            yield None
        elif stripped := raw.strip():
            yield stripped


def _write(file: RawIOBase, data: bytes) -> None:
    """Write all of ``data``, however little the system takes at a time."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) or 0 :]


def _mend(file: RawIOBase, size: int) -> bytes:
    """Return the line end that a record cut short lacks, so that the fragment harms no new line."""
    if size == 0:
        return b""
    file.seek(size - 1)
    return b"" if file.read(1) == b"\n" else b"\n"


def sync_folder(folder: Path) -> None:
    """Make a new file's name durable, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _depth(value: object) -> int:
    """Return how deep objects and lists are nested, at most one more than is allowed."""
    level, depth = [value], 0
    while level and depth <= MOST_DEPTH:
        inner = [each for each in level if isinstance(each, dict | list)]
        level = [entry for each in inner for entry in (each.values() if isinstance(each, dict) else each)]
        depth += bool(inner)
    return depth
