"""Reading what a trainee handed in: bounded, never through a link, and never executed."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

from ..answers import Reading, read_lines
from .folder import RECORD

MOST_RECORD_BYTES = 20_000_000
"""A record of hundreds of answers to every item of a long assessment has a tenth of this."""

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)


class Unreadable(ValueError):
    """A record that is there and cannot be taken as it is; the message says why and what would do."""


def record_bytes(folder: Path) -> bytes:
    """Return a submission's record as it was sent; nothing where none was.

    Raises
    ------
    Unreadable
        If something else than a plain file of moderate size stands in its place.
    """
    file = folder / RECORD
    try:
        # Not to wait: whoever puts a pipe there could hold the marking of everyone else.
        descriptor = os.open(file, os.O_RDONLY | _NO_LINKS | _NO_WAITING | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return b""
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable(f"{RECORD} is a link; put the file itself there") from error
        raise Unreadable(f"{RECORD} cannot be read: {error.strerror}") from error
    try:
        data = _bounded(descriptor)
    finally:
        os.close(descriptor)
    if len(data) > MOST_RECORD_BYTES:
        raise Unreadable(f"{RECORD} has more than {MOST_RECORD_BYTES:,} bytes; ask for the file again")
    return data


def _bounded(descriptor: int) -> bytes:
    """Read a plain file, and at most one byte more than a record may have."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise Unreadable(f"{RECORD} is no plain file; put the record itself there")
    parts, left = [], MOST_RECORD_BYTES + 1
    while left and (part := os.read(descriptor, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def reading_of(data: bytes) -> Reading:
    """Return every whole line of a record's bytes.

    Raises
    ------
    Unreadable
        If there is something, and not one line of it is an answer.
    """
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
