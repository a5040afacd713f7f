"""A record on its way in: copied within bounds, and looked at without being believed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ...answers import Line, each_line
from .formats import ending_of
from .found import Found, Refusal
from .limits import MOST_LINES

SITTER = "sitter"
IDENTITY = "identity"
MOST_SAID = 200
_AGAIN = "the file answers.jsonl as it was downloaded or stands beside the notebook"
_HEADS = {
    b"PK\x03\x04": "a zip or an office document under another name",
    b"%PDF": "a PDF under another name",
    b"MZ": "a program under another name",
    b"\x7fELF": "a program under another name",
    b"\x89PNG": "a picture under another name",
    b"\xff\xd8\xff": "a picture under another name",
    b"\xff\xfe": "text saved as UTF-16, in which no answer can be read",
    b"\xfe\xff": "text saved as UTF-16, in which no answer can be read",
    b"\x1f\x8b": "a packed file under another name",
    b"<!": "a web page under another name",
    b"<html": "a web page under another name",
}


@dataclass(frozen=True)
class Inspected:
    """What a record holds.

    Attributes
    ----------
    lines, damaged
        Answers to this assessment, and lines that are none to anything.
    said
        Who its sitter is, by its own last word; None where it says nothing.
    last
        The time of the last answer, by the clock on which it was given; "" without.
    """

    sha256: str
    size: int
    lines: int
    damaged: int
    said: str | None
    last: str


def copy(found: Found, to: Path, most: int) -> str:
    """Copy a file within bounds, and return its SHA-256.

    Raises
    ------
    Refusal
        If it is larger, or cannot be read.
    """
    digest, size = hashlib.sha256(), 0
    with to.open("wb") as file:
        for data in found.chunks():
            size += len(data)
            if size > most:
                raise Refusal(f"over {most:,} bytes", "a record, which is far smaller; ask for it again")
            digest.update(data)
            file.write(data)
    return digest.hexdigest()


def inspect(file: Path, sha256: str, assessment: str, sections: Collection[str]) -> Inspected:
    """Return what a copied record holds.

    Parameters
    ----------
    sections
        The assessment's sections.

    Raises
    ------
    Refusal
        If it is no record, empty, or of another assessment.
    """
    lines = damaged = number = 0
    said, last = None, ""
    others: set[str] = set()
    seen: set[str] = set()
    with file.open("rb") as opened:
        for number, line in enumerate(each_line(opened), 1):
            if number > MOST_LINES:
                raise Refusal(
                    f"more than {MOST_LINES:,} lines", "a record, which has far fewer; ask for it again"
                )
            if line is None:
                damaged += 1
            elif line.exercise in sections:
                lines += 1
                last = max(last, line.at)
            elif (line.exercise, line.item, line.kind) == (assessment, SITTER, IDENTITY):
                if line.id not in seen:
                    seen.add(line.id)
                    said = _said(line)
            elif len(others) < 100:
                others.add(line.exercise)
    if not lines:
        raise Refusal(*_why_none(file, damaged, bool(seen), others, assessment))
    return Inspected(sha256, file.stat().st_size, lines, damaged, said, last)


def _said(line: Line) -> str | None:
    name = line.answer.get("id") if line.answer else None
    return name if isinstance(name, str) and 0 < len(name.strip()) <= MOST_SAID else None


def _why_none(file: Path, damaged: int, sat: bool, others: set[str], assessment: str) -> tuple[str, str]:
    if others:
        return (
            f"answers to {', '.join(sorted(others)[:2])} and none to {assessment}",
            f"the record of {assessment}",
        )
    if sat:
        return "a name and no answer", "the record with the answers, or none"
    if not damaged:
        return "empty, with no answer in it", _AGAIN
    with file.open("rb") as opened:
        head = opened.read(4096)
    for beginning, what in _HEADS.items():
        if head.lower().startswith(beginning.lower()):
            return what, _AGAIN
    try:
        head[: len(head) - 3].decode("utf-8")
    except UnicodeDecodeError:
        return "not UTF-8 text, and so no record", _AGAIN
    return "no line of it is an answer", _AGAIN


def name_of_kind(name: str) -> str:
    """Return how a file of a foreign kind is called in a sentence."""
    ending = ending_of(name)
    return (
        f"a file of the kind .{ending}" if ending.isalnum() and len(ending) <= 8 else "a file of another kind"
    )
