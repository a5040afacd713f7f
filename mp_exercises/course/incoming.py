"""Reading what a trainee handed in: bounded, never through a link, and never executed."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
from pathlib import Path

from ..answers import Reading, read_lines
from ..plain import shown
from .folder import RECORD

MOST_RECORD_BYTES = 20_000_000
"""A record of hundreds of answers to every item of a long assessment has a tenth of this."""
MOST_LINES = 100_000
"""So has this; and a file of nothing but line ends would hold up the others for a minute."""

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class Unreadable(ValueError):
    """A file that is there and cannot be taken as it is; the message says why and what would do."""


def record_bytes(folder: Path) -> bytes:
    """Return a submission's record as it was sent; nothing where none was.

    Raises
    ------
    Unreadable
        If something else than a plain file of moderate size stands in its place, or only files that are
        named otherwise.
    """
    data = plain_bytes(folder / RECORD, MOST_RECORD_BYTES)
    if data is None:
        other = next(iter(sorted(file.name for file in folder.glob("*.jsonl"))), None)
        if other is not None:
            raise Unreadable(
                f"{RECORD} is not there, but {shown(other, 60)} is; rename it, or run: mp collect"
            )
    return data or b""


def plain_bytes(file: Path, most: int) -> bytes | None:
    """Return the bytes of a plain file; None where there is none.

    Raises
    ------
    Unreadable
        If it is something else, has more than ``most`` bytes, or the system does not let it be read.
    """
    name = shown(file.name)
    try:
        # Not to wait: whoever puts a pipe there could hold the marking of everyone else.
        descriptor = os.open(file, os.O_RDONLY | _NO_LINKS | _NO_WAITING | _BINARY)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable(f"{name} is a link; put the file itself there") from error
        raise Unreadable(f"{name} cannot be read: {error.strerror}") from error
    try:
        data = _bounded(descriptor, name, most)
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror}") from error
    finally:
        os.close(descriptor)
    if len(data) > most:
        raise Unreadable(f"{name} has more than {most:,} bytes; ask for the file again")
    return data


def _bounded(descriptor: int, name: str, most: int) -> bytes:
    """Read a plain file, and at most one byte more than it may have."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise Unreadable(f"{name} is no plain file; put the file itself there")
    parts, left = [], most + 1
    while left and (part := os.read(descriptor, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a record, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def reading_of(data: bytes) -> Reading:
    """Return every whole line of a record's bytes.

    Raises
    ------
    Unreadable
        If there is something, and not one line of it is an answer, or there are too many lines.
    """
    if data.count(b"\n") > MOST_LINES:
        raise Unreadable(f"{RECORD} has more than {MOST_LINES:,} lines; ask for the file again")
    reading = read_lines(io.BytesIO(data))
    if reading.damaged and not reading.lines:
        raise Unreadable(f"{RECORD} holds no answer that can be read; ask for the file again")
    return reading


def read_record(folder: Path) -> Reading:
    """Return every whole line of a submission's record.

    Raises
    ------
    Unreadable
        As `record_bytes` and `reading_of` do.
    """
    return reading_of(record_bytes(folder))
