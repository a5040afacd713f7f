"""Opening what somebody else put there: a plain file, or nothing."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .found import Refusal
from .limits import CHUNK

_NO_LINK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
_FOLDER = _NO_LINK | getattr(os, "O_DIRECTORY", 0)
_FILE = _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Through no link, and without waiting for whoever might write into a pipe."""

_BY_FOLDER = os.open in os.supports_dir_fd
_LINKS = (errno.ELOOP, errno.ENOTDIR)
"""What systems say of a link where a folder or a file should be."""


@dataclass(frozen=True)
class Place:
    """Where a file stands: the source, and the folders and the name below it."""

    source: Path
    below: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """The file."""
        return self.source.joinpath(*self.below)


def open_plain(place: Place) -> BinaryIO:
    """Open a plain file to read.

    Raises
    ------
    Refusal
        If it is something else, has a second name on the disk, or cannot be read.

    Notes
    -----
    Sources are listed first and read later. Whoever can write into one could put a link to somebody else's
    folder in the place of their own meanwhile, so that the way is gone again, folder by folder.
    """
    try:
        opened = os.fdopen(_opened(place), "rb")
    except OSError as error:
        if error.errno in _LINKS:
            raise Refusal("a link, which is never followed", "the file itself") from error
        raise Refusal(f"cannot be read ({error.strerror})", "a readable file") from error
    status = os.fstat(opened.fileno())
    try:
        _check(status)
    except Refusal:
        opened.close()
        raise
    return opened


def plain_chunks(place: Place) -> Iterator[bytes]:
    """Yield a plain file's bytes.

    Raises
    ------
    Refusal
        As `open_plain` does.
    """
    try:
        with open_plain(place) as opened:
            while data := opened.read(CHUNK):
                yield data
    except OSError as error:
        raise Refusal(f"cannot be read ({error.strerror})", "a readable file") from error


def _opened(place: Place) -> int:
    """Return the descriptor of a file to which no link leads."""
    if not place.below or not _BY_FOLDER:
        if any(each.is_symlink() for each in (place.path, *place.path.parents[: len(place.below)])):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return os.open(place.path, _FILE)
    folder = os.open(place.source, os.O_RDONLY)
    try:
        for name in place.below[:-1]:
            inner = os.open(name, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(place.below[-1], _FILE, dir_fd=folder)
    finally:
        os.close(folder)


def _check(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Refusal("no plain file but a device or a pipe", "the file itself")
    # A second name may be that of a file which whoever put this one here must not read.
    if status.st_nlink > 1:
        raise Refusal("a hard link, which is not followed", "a copy of the file")
