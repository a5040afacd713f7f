"""A workbook that somebody sent, unpacked within bounds before any library reads it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

_CHUNK = 1 << 16
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What spreadsheets write. Python unpacks other kinds in one piece, whatever that comes to."""

_DECLARES = b"<!ENTITY"


class Refused(ValueError):
    """An archive that no spreadsheet writes."""


class TooLarge(Refused):
    """An archive that would unpack to too much.

    Attributes
    ----------
    unpacked
        Bytes, as the archive itself has it.
    """

    def __init__(self, unpacked: int) -> None:
        self.unpacked = unpacked
        super().__init__(f"it unpacks to {unpacked:,} bytes")


class DeclaresEntities(Refused):
    """A part that declares entities, of which a short text can become a long one.

    Attributes
    ----------
    part
        Its name.
    """

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(f"{part!r} declares entities")


@dataclass(frozen=True)
class Bounds:
    """How much an archive may hold: bytes when unpacked, and parts."""

    unpacked: int
    parts: int


def repacked(data: bytes, bounds: Bounds) -> io.BytesIO:
    """Return a copy of an archive that holds what it says it holds.

    Raises
    ------
    Refused
        If it is larger than it may be, packed in a way of its own, or declares entities.
    Exception
        If it is damaged: whatever the parts of zipfile and zlib raise.

    Notes
    -----
    An archive may say of a part that it has a thousand bytes, and unpack to a billion. Whoever reads it in
    one piece, as libraries do, has all of them in memory before the rest is cut off.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as sent, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        parts = sent.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > bounds.parts or unpacked > bounds.unpacked:
            raise TooLarge(unpacked)
        # Of two parts of one name, readers take the last.
        for name, part in {part.filename: part for part in parts}.items():
            copy.writestr(name, _read(sent, part))
    made.seek(0)
    return made


def _read(sent: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    if part.compress_type not in _PACKED:
        raise Refused(f"{part.filename!r} is packed as no spreadsheet does")
    read = []
    with sent.open(part) as opened:
        # In pieces: then no more is unpacked at a time than was asked for.
        while piece := opened.read(_CHUNK):
            read.append(piece)
    text = b"".join(read)
    # Without zeros, so that it is found in UTF-16 too.
    if _DECLARES in text or _DECLARES in text.replace(b"\0", b""):
        raise DeclaresEntities(part.filename)
    return text
