"""Who can have sent something: the list of trainees, and whoever the gradebook knows."""

from __future__ import annotations

import difflib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime

from ...plain import is_id
from ..folder import Course
from .names import runs_of, words_of


@dataclass(frozen=True)
class Trainee:
    """One trainee.

    Attributes
    ----------
    names
        The full name, and every other name.
    extensions
        By assessment, until when an attempt is in time; under ``""`` for any.
    """

    id: str
    names: tuple[str, ...] = ()
    email: str = ""
    extensions: dict[str, datetime] = field(default_factory=dict)


class People:
    """Finds trainees by what a folder, a platform or a record says.

    Parameters
    ----------
    closed
        Whether these are all: there is a list of trainees.
    """

    def __init__(self, trainees: Iterable[Trainee], *, closed: bool) -> None:
        self.closed = closed
        self.by_id: dict[str, Trainee] = {}
        self._ids: dict[str, str] = {}
        self._emails: dict[str, set[str]] = defaultdict(set)
        self._words: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._runs: dict[str, set[str]] = defaultdict(set)
        for trainee in trainees:
            self.add(trainee)

    def add(self, trainee: Trainee) -> None:
        """Add a trainee who is not known yet."""
        if trainee.id.casefold() in self._ids:
            return
        self.by_id[trainee.id] = trainee
        self._ids[trainee.id.casefold()] = trainee.id
        if trainee.email:
            self._emails[trainee.email.casefold()].add(trainee.id)
        for name in filter(words_of, trainee.names):
            self._words[words_of(name)].add(trainee.id)
            for run in runs_of(name):
                self._runs[run].add(trainee.id)

    def find(self, text: str) -> set[str]:
        """Return who is meant by an id, an email address or a name; several where it is not clear."""
        plain = text.strip().casefold()
        if plain in self._ids:
            return {self._ids[plain]}
        if plain in self._emails:
            return set(self._emails[plain])
        return set(self._words.get(words_of(text), ()))

    def find_run(self, text: str) -> set[str]:
        """Return whose names, run together, are this."""
        return set(self._runs.get("".join(words_of(text)), ()))

    def find_ending(self, text: str) -> tuple[str, set[str]]:
        """Return the longest login at the end of text that joins an unknown title and a login by ``_``."""
        parts = text.split("_")
        for start in range(len(parts)):
            login = "_".join(parts[start:])
            if self.find(login):
                return login, self.find(login)
        return parts[-1], set()

    def nearest(self, text: str) -> str:
        """Return the known name that is most like one that is not known; nothing if none is."""
        known = {name: one.id for one in self.by_id.values() for name in (one.id, *one.names)}
        near = difflib.get_close_matches(text, known, n=1, cutoff=0.75)
        return f"{near[0]} ({known[near[0]]})" if near else ""


def in_gradebook(course: Course) -> Iterator[Trainee]:
    """Yield the students in the course's own gradebook file, if it has one.

    Notes
    -----
    It is opened to read only, and without nbgrader. A gradebook in another database is not asked. Who has
    an id there that cannot name a folder is left out.
    """
    file = course.root / "gradebook.db"
    if not file.is_file():
        return
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            rows = database.execute("select id, first_name, last_name, email from student").fetchall()
    except sqlite3.Error:
        return
    for name, given, family, email in rows:
        if not is_id(name):
            continue
        full = " ".join(filter(None, (given, family)))
        yield Trainee(name, (full,) if full else (), email or "")
