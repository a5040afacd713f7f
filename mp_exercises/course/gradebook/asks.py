"""Questions to a gradebook in plain SQL: an SQLite file by Python's own library, all else by SQLAlchemy.

SQLAlchemy takes longer to load than the pages of two hundred trainees take to write, and the usual
gradebook is an SQLite file. Each question is written once, for both.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from .settings import Settings, refusal

if TYPE_CHECKING:
    from sqlalchemy import Engine

Row = tuple[Any, ...]

BUSY_SECONDS = 30

TABLES = ("grade", "mp_result")
"""Without these a gradebook is new, or another's: it is made ready by SQLAlchemy."""

_SQLITE = "sqlite:///"
_EPOCH = datetime(1970, 1, 1)


class Asks(Protocol):
    """A gradebook that is asked."""

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Return the answer to a question.

        Parameters
        ----------
        sql
            With a ``:name`` for each value; of one that is a list, ``in :name``.
        """

    def has(self, tables: Sequence[str]) -> bool:
        """Return whether there are all of some tables."""


class FileAsks:
    """An SQLite file that is asked by Python's own library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Return the answer to a question."""
        single: dict[str, object] = {}
        for name, value in values.items():
            if isinstance(value, (list, tuple)):
                each = {f"{name}_{place}": one for place, one in enumerate(value)}
                sql = re.sub(rf"\bin :{name}\b", f"in ({', '.join(f':{one}' for one in each)})", sql)
                single.update(each)
            else:
                single[name] = value
        return self._connection.execute(sql, single).fetchall()

    def has(self, tables: Sequence[str]) -> bool:
        """Return whether there are all of some tables."""
        there = {name for (name,) in self.rows("select name from sqlite_master where type = 'table'")}
        return there.issuperset(tables)


class EngineAsks:
    """Any database that SQLAlchemy knows."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Return the answer to a question."""
        from sqlalchemy import bindparam, text

        lists = [name for name, value in values.items() if isinstance(value, (list, tuple))]
        asked = text(sql).bindparams(*(bindparam(name, expanding=True) for name in lists))
        with self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(asked, values)]

    def has(self, tables: Sequence[str]) -> bool:
        """Return whether there are all of some tables."""
        from sqlalchemy import inspect

        return set(inspect(self._engine).get_table_names()).issuperset(tables)


def asks_of(source: Asks | Engine) -> Asks:
    """Return how to ask a gradebook that is open already."""
    return source if isinstance(source, (FileAsks, EngineAsks)) else EngineAsks(source)  # type: ignore[arg-type]


@contextmanager
def asked(settings: Settings) -> Iterator[Asks]:
    """Open a gradebook to ask it.

    Raises
    ------
    CourseError
        If the database cannot be reached, or says no in the middle of the work.
    """
    file = _file(settings.db_url)
    if file is not None and file.is_file():
        try:
            with closing(_opened(file)) as connection:
                asks = FileAsks(connection)
                if asks.has(TABLES):
                    yield asks
                    return
        except sqlite3.Error as error:
            raise refusal(settings, error) from error
    from .connection import gradebook_of

    with gradebook_of(settings) as engine:
        yield EngineAsks(engine)


def moment(value: object) -> datetime | None:
    """Return a time as nbgrader keeps it; SQLite has it as text."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]


def span(value: object) -> timedelta:
    """Return a length of time as nbgrader keeps it: in SQLite as the text of a time after the epoch."""
    if value is None or isinstance(value, timedelta):
        return value or timedelta()
    return (moment(value) or _EPOCH) - _EPOCH


def _file(url: str) -> Path | None:
    """Return the file of a plain address of one; None for every other."""
    place = url.removeprefix(_SQLITE)
    return Path(place) if place not in (url, "", ":memory:") and "?" not in place else None


def _opened(file: Path) -> sqlite3.Connection:
    # Not for reading alone: what a killed command left half done is taken back first.
    return sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=rw", uri=True, timeout=BUSY_SECONDS)
