"""How many files a zip lists, counted before its list is loaded.

Layout: section 4.3 of the ZIP file format specification, APPNOTE.TXT 6.3.10.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from .found import Refusal
from .limits import MOST_DIRECTORY_BYTES, MOST_FILES

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s24x3H12x")
_LOCATOR_BYTES = 20
_LONGEST_COMMENT = 65_535
_FULL = 0xFFFFFFFF


def refuse_endless(file: BinaryIO) -> None:
    """Refuse a zip that lists more files than any cohort has.

    Raises
    ------
    Refusal
        If it does, or is no whole zip.
    """
    start, size = _directory(file)
    if size > MOST_DIRECTORY_BYTES or size < 0 or start < 0:
        raise Refusal("a list of files of a size that no zip of submissions has", "one zip for each group")
    if _count(file, start, size) > MOST_FILES:
        raise Refusal(f"more than {MOST_FILES:,} files in one zip", "one zip for each group")


def _directory(file: BinaryIO) -> tuple[int, int]:
    """Return where the list of files starts, and its size in bytes."""
    total = file.seek(0, 2)
    file.seek(max(0, total - _END.size - _LONGEST_COMMENT - _LOCATOR_BYTES - _END_64.size))
    base = file.tell()
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise Refusal("no whole zip", "to download it again")
    size = _END.unpack_from(tail, at)[5]
    end = base + at
    at_64 = at - _LOCATOR_BYTES - _END_64.size
    if at_64 >= 0 and tail[at - _LOCATOR_BYTES :][:4] == b"PK\x06\x07" and tail[at_64:][:4] == b"PK\x06\x06":
        # Like Python's own reader, believe the longer record where there is one.
        size, end = _END_64.unpack_from(tail, at_64)[8], base + at_64
    elif size == _FULL:
        raise Refusal("no whole zip", "to download it again")
    return end - size, size


def _count(file: BinaryIO, start: int, size: int) -> int:
    file.seek(start)
    left, count = size, 0
    while left >= _ENTRY.size and count <= MOST_FILES:
        head = file.read(_ENTRY.size)
        if len(head) < _ENTRY.size or head[:4] != b"PK\x01\x02":
            raise Refusal("no whole zip", "to download it again")
        more = sum(_ENTRY.unpack(head)[1:])
        file.seek(more, 1)
        left -= _ENTRY.size + more
        count += 1
    return count
