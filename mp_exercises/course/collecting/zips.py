"""Zips, read where they are: nothing is unpacked under a name that the zip gives."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import BinaryIO

from .central import refuse_endless
from .clock import of_file
from .formats import formats
from .found import Aside, Found, Refusal, place
from .limits import CHUNK, FREE_BYTES, FREE_ZIP_BYTES, MOST_RATIO, MOST_ZIP_BYTES, MOST_ZIP_RATIO
from .opening import Place, open_plain
from .paths import parts_in_zip

ToUtc = Callable[[datetime], datetime | None]

_AGAIN = "to download the zip again"
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_UTF8 = 0x800
_UNIX_TIME = 0x5455
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    ValueError,
    OverflowError,
    OSError,
)
"""What Python's reader raises for a damaged zip: also a place before the file's beginning."""


class Shelf:
    """Opens zips one at a time, since a folder may hold one for each trainee."""

    def __init__(self) -> None:
        self._place: Place | None = None
        self._file: BinaryIO | None = None
        self._zip: zipfile.ZipFile | None = None
        self._left: dict[Place, int] = {}

    def close(self) -> None:
        """Close the zip that is open."""
        if self._zip is not None:
            self._zip.close()
        if self._file is not None:
            self._file.close()
        self._place = self._file = self._zip = None

    def get(self, place: Place) -> zipfile.ZipFile:
        """Return a zip, opened.

        Raises
        ------
        Refusal
            If it is no whole zip, or lists too many files.
        """
        if self._place == place and self._zip is not None:
            return self._zip
        self.close()
        self._file = open_plain(place)
        refuse_endless(self._file)
        try:
            self._zip = zipfile.ZipFile(self._file)
        except _BROKEN as error:
            raise Refusal("no whole zip", _AGAIN) from error
        self._place = place
        size = os.fstat(self._file.fileno()).st_size
        self._left.setdefault(place, min(MOST_ZIP_BYTES, FREE_ZIP_BYTES + MOST_ZIP_RATIO * size))
        return self._zip

    def chunks(self, place: Place, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield a file's bytes, counted as they come: what the zip says of its size is not believed.

        Raises
        ------
        Refusal
            If it is damaged, or unpacks to more than it should.
        """
        done = 0
        try:
            with self.get(place).open(entry) as opened:
                while data := opened.read(CHUNK):
                    done += len(data)
                    self._spend(place, entry, len(data), done)
                    yield data
        except Refusal:
            raise
        except _BROKEN as error:
            raise Refusal("damaged in the zip", _AGAIN) from error

    def _spend(self, place: Place, entry: zipfile.ZipInfo, size: int, done: int) -> None:
        self._left[place] -= size
        if done > FREE_BYTES and done > MOST_RATIO * entry.compress_size:
            raise Refusal(f"unpacks to over {MOST_RATIO} times its size, as a zip bomb does", _AGAIN)
        if self._left[place] < 0:
            raise Refusal("the zip unpacks to far more than its size, as a zip bomb does", _AGAIN)


def in_zip(
    shelf: Shelf, file: Place, source: str, above: tuple[str, ...], to_utc: ToUtc
) -> Iterator[Found | Aside]:
    """Yield each file of a zip, in the order of its list.

    Parameters
    ----------
    above
        The folders of the source in which the zip lies, and its own name.
    to_utc
        Gives the UTC of a time that has no zone, if it can be one.
    """
    try:
        entries = shelf.get(file).infolist()
    except Refusal as error:
        yield Aside(place(source, above), str(error))
        return
    fallback = of_file(file.path.stat().st_mtime)
    for entry in entries:
        name = _name(entry)
        try:
            parts = parts_in_zip(name)
            if entry.is_dir() or any(map(formats().is_ignored, parts)):
                continue
            _check(entry)
        except Refusal as error:
            yield Aside(place(source, (*above, name)), str(error))
            continue
        yield Found(
            source,
            (*above, *parts),
            _time(entry, to_utc, fallback),
            "zip",
            partial(shelf.chunks, file, entry),
        )


def _name(entry: zipfile.ZipInfo) -> str:
    """Return a file's name as the zip has it; many platforms write UTF-8 and do not say so."""
    if entry.flag_bits & _UTF8:
        return entry.orig_filename
    try:
        return entry.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.orig_filename


def _check(entry: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise Refusal("a link in a zip, which is never followed", "the file itself")
    if kind not in (0, stat.S_IFREG):
        raise Refusal("no plain file but a device or a pipe", "the file itself")
    if entry.flag_bits & _ENCRYPTED:
        raise Refusal("locked with a password", "a zip without one")
    if entry.compress_type not in _PACKED:
        raise Refusal("packed in a way that is not read here", "an ordinary zip")


def _time(entry: zipfile.ZipInfo, to_utc: ToUtc, fallback: datetime) -> datetime:
    """Return when the zip says that a file was written: by the clock of Unix where it has it."""
    extra = entry.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNIX_TIME and size >= 5 and len(extra) >= 9 and extra[4] & 1:
            return of_file(struct.unpack_from("<i", extra, 5)[0])
        extra = extra[4 + size :]
    try:
        return to_utc(datetime(*entry.date_time)) or fallback
    except ValueError:
        return fallback
