"""What a trainee's page is made of, ready for its template; every text is shown as text."""

from __future__ import annotations

from dataclasses import dataclass

from .cpd import Entry
from .scale import Interval


@dataclass(frozen=True)
class Row:
    """One scale of a page: a skill or the whole.

    Attributes
    ----------
    interval
        None where there is no mark to show.
    said
        The mark and its margin in words.
    picture
        What the drawing shows, in words.
    """

    name: str
    band: str
    interval: Interval | None
    said: str
    picture: str
    what: str = ""
    rests: str = ""
    waits: str = ""


@dataclass(frozen=True)
class Group:
    """The skills of one band."""

    band: str
    title: str
    means: str
    count: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Link:
    """Something in the handbook."""

    title: str
    href: str
    about: str
    where: str
    minutes: str = ""


@dataclass(frozen=True)
class Practice:
    """One thing to practise, with the addresses to find it at."""

    name: str
    band: str
    sight: str
    chapter: Link
    exercise: Link | None


@dataclass(frozen=True)
class Criterion:
    """A row of a rubric: what is looked for, and its levels from 0."""

    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Writing:
    """One piece of written work, and what its marker said of it."""

    title: str
    prompt: str
    mark: str
    waits: bool
    comment: tuple[str, ...]
    rubric: tuple[Criterion, ...]
    caption: str
    deepest: int


@dataclass(frozen=True)
class TraineePage:
    """All of a page."""

    title: str
    heading: str
    assessment: str
    name: str
    trainee: str
    facts: tuple[str, ...]
    basis: str
    practice: bool
    open: str
    summary: str
    intro: str
    cut: float
    cut_said: str
    whole: Row
    whole_points: str
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    practise: tuple[Practice, ...]
    writing: tuple[Writing, ...]
    asked: str
    entry: Entry
    marked: tuple[tuple[str, str], ...]
    fingerprint: str
    versions: str
