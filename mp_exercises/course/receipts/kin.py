"""Which received record a file that was never received comes from, and how the two differ."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...answers import read_lines
from ..folder import RECORD, Course
from ..incoming import MOST_RECORD_BYTES, Unreadable, plain_bytes
from .receipt import Receipt, digest

MOST_IDS = 200


@dataclass(frozen=True)
class Kin:
    """The received record that shares most answers with a file.

    Attributes
    ----------
    says
        In a word, and then in full, how the file differs from it.
    """

    receipt: Receipt
    says: str


def kin_of(data: bytes, course: Course, by_record: Mapping[str, Sequence[Receipt]]) -> Kin | None:
    """Return the kin of a file, if one of its answers came with a record that is kept.

    Parameters
    ----------
    by_record
        The receipts by the digest of their record.

    Notes
    -----
    Every answer carries a random id from the moment it is given, so that a shared one shows descent.
    """
    ids = _some([line.id.encode() for line in read_lines(io.BytesIO(data)).lines])
    most, best = 0, b""
    for kept in _kept(course):
        shared = sum(each in kept for each in ids)
        if shared > most and digest(kept) in by_record:
            most, best = shared, kept
    return Kin(by_record[digest(best)][0], _difference(best, data)) if most else None


def kept_files(course: Course) -> Iterator[tuple[Path, str, str]]:
    """Yield each record that the course keeps, with its assessment and its trainee."""
    for file in sorted(course.root.glob(f"attempts/*/*/*/{RECORD}")):
        yield file, file.parts[-4], file.parts[-3]
    for file in sorted(course.root.glob(f"submitted/*/*/{RECORD}")):
        yield file, file.parts[-2], file.parts[-3]


def _kept(course: Course) -> Iterator[bytes]:
    for file, _, _ in kept_files(course):
        with contextlib.suppress(Unreadable):
            yield plain_bytes(file, MOST_RECORD_BYTES) or b""


def _some(ids: list[bytes]) -> list[bytes]:
    return ids[:: max(1, len(ids) // MOST_IDS)]


def _difference(received: bytes, found: bytes) -> str:
    old, new = (_lines(data) for data in (received, found))
    if old == new:
        return "saved anew; its line ends differ, and no answer does"
    if new[: len(old)] == old:
        return (
            f"continued; nothing that was received is changed, but {_counted(len(new) - len(old))} came after"
        )
    if old[: len(new)] == new:
        return f"earlier or cut short; {_counted(len(old) - len(new))} more were received"
    lost, added = len(set(old) - set(new)), len(set(new) - set(old))
    return (
        f"altered; {_counted(lost)} that came in changed or missing, {_counted(added)} that did not come in"
    )


def _lines(data: bytes) -> list[bytes]:
    return [line.strip() for line in data.split(b"\n") if line.strip()]


def _counted(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"
