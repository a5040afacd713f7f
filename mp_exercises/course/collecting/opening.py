"""Opening what somebody else put there: a plain file, or nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .found import Refusal
from .limits import CHUNK

_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
"""Through no link, and without waiting for whoever might write into a pipe."""


def open_plain(path: Path) -> BinaryIO:
    """Open a plain file to read.

    Raises
    ------
    Refusal
        If it is something else, has a second name on the disk, or cannot be read.
    """
    try:
        if path.is_symlink():
            raise Refusal("a link, which is never followed", "the file itself")
        opened = os.fdopen(os.open(path, _FLAGS), "rb")
    except OSError as error:
        raise Refusal(f"cannot be read ({error.strerror})", "a readable file") from error
    status = os.fstat(opened.fileno())
    try:
        _check(status)
    except Refusal:
        opened.close()
        raise
    return opened


def plain_chunks(path: Path) -> Iterator[bytes]:
    """Yield a plain file's bytes.

    Raises
    ------
    Refusal
        As `open_plain` does.
    """
    try:
        with open_plain(path) as opened:
            while data := opened.read(CHUNK):
                yield data
    except OSError as error:
        raise Refusal(f"cannot be read ({error.strerror})", "a readable file") from error


def _check(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Refusal("no plain file but a device or a pipe", "the file itself")
    # A second name may be that of a file which whoever put this one here must not read.
    if status.st_nlink > 1:
        raise Refusal("a hard link, which is not followed", "a copy of the file")
