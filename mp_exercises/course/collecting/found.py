"""A file as a source offers it, and a file that is set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ...plain import shown


class Refusal(ValueError):
    """Why something is not taken: what is wrong, and what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(f"{wrong}; right would be {right}")


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that was not taken, and stays where it is."""

    where: str
    says: str


@dataclass(frozen=True, slots=True)
class Found:
    """One file of a source.

    Attributes
    ----------
    source
        The source's name, as it may be shown.
    parts
        The folders and the name, below the source; a zip in a folder is a folder here.
    time
        When the source says that it was written, in UTC.
    basis
        What the time rests on: ``zip`` or ``file``.
    chunks
        Yields its bytes; raises `Refusal` where they cannot or must not be read.
    """

    source: str
    parts: tuple[str, ...]
    time: datetime
    basis: str
    chunks: Callable[[], Iterator[bytes]]

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.parts[-1]

    @property
    def where(self) -> str:
        """The file for a person to find, on one line."""
        return place(self.source, self.parts)


def place(source: str, parts: tuple[str, ...]) -> str:
    """Return where a file stands in a source, as it may be shown."""
    path = "/".join(shown(part, 120) for part in parts)
    return f"{source}: {path}" if path and path != source else source
