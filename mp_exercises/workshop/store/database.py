"""The database behind the store: SQLite in one file by default, PostgreSQL by URL."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from .tables import META, OURS

STORE_VARIABLE = "MP_WORKSHOP_STORE"
IN_FILE = "@"
VERSION = 1
BUSY_SECONDS = 8
WRITES = "mp_writes"


class StoreError(RuntimeError):
    """The store cannot be opened; the message says which, and what would be right."""


class StoreBusy(RuntimeError):
    """The store cannot read or write just now: locked, full or away. What was saved before stands."""


def default_place() -> str:
    """Return where rooms are kept: ``MP_WORKSHOP_STORE``, or a file in the user's own data folder.

    Either may be ``@FILE``: then the file says it, so that a password stands in no environment.
    """
    return os.environ.get(STORE_VARIABLE) or str(
        user_data_path("mp-exercises") / "workshops" / "rooms.sqlite"
    )


class Database:
    """A place for tables, with transactions that either read or write.

    Parameters
    ----------
    place
        A path, or a URL such as ``postgresql+pg8000://user@host/name``.

    Raises
    ------
    StoreError
        If it cannot be opened, or holds another version's tables.
    """

    def __init__(self, place: str | os.PathLike[str] | None = None) -> None:
        self.url = _url(str(place or default_place()))
        self.shown = self.url.render_as_string(hide_password=True)
        try:
            self.engine = _engine(self.url)
            self._prepare()
        except (SQLAlchemyError, ImportError, OSError, sqlite3.Error) as error:
            raise StoreError(f"the store {self.shown} cannot be opened: {_why(error)}") from error

    @property
    def is_file(self) -> bool:
        """Whether it is SQLite."""
        return self.url.get_backend_name() == "sqlite"

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection that sees one moment of the store.

        Raises
        ------
        StoreBusy
            If the store does not answer.
        """
        with _told(), self.engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection whose changes are on the disk when the block has ended, all or none.

        Raises
        ------
        StoreBusy
            If the store does not take them.
        """
        with _told(), self.engine.connect() as plain:
            connection = plain.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _prepare(self) -> None:
        with self.engine.connect() as plain, plain.execution_options(**{WRITES: True}).begin():
            OURS.create_all(plain)
            found = plain.scalar(select(META.c.version))
            if found is None:
                plain.execute(insert(META).values(version=VERSION))
        if found not in (None, VERSION):
            raise StoreError(f"the store {self.shown} has version {found}; this program knows {VERSION}")


def _said_in(file: Path) -> str:
    try:
        return file.expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{file} does not say where the store is; write its path or URL into it") from error


def _url(place: str) -> URL:
    if place.startswith(IN_FILE):
        place = _said_in(Path(place.removeprefix(IN_FILE)))
    if "://" not in place:
        path = Path(place).expanduser().resolve()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            why = f"cannot be made: {error.strerror}; name another file"
            raise StoreError(f"the store {path} {why}") from error
        return URL.create("sqlite", database=str(path))
    try:
        url = make_url(place)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(
            "the store is neither a file nor a database that is known here; "
            "write a path, or postgresql+pg8000://USER@HOST/NAME"
        ) from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"a store of {url.get_backend_name()}; it is SQLite or PostgreSQL")
    if url.drivername == "postgresql":
        return url.set(drivername="postgresql+pg8000")
    return url


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        if url.database not in (None, "", ":memory:"):
            # Made first, so that no moment passes in which others could read it.
            Path(str(url.database)).touch(mode=0o600)
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _set_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS + 2}, pool_pre_ping=True, pool_size=6)
    event.listen(engine, "connect", _set_postgres)
    return engine


def _set_sqlite(connection: Any, _record: Any) -> None:
    """Set what SQLite keeps for each connection.

    WAL lets people read while somebody writes. ``synchronous=FULL``, and not NORMAL: in WAL, NORMAL
    syncs only at a checkpoint, and a power cut would take answers that phones were told are saved.
    It costs one sync for each transaction, and a transaction holds the answers of many.
    """
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        # macOS hands a plain sync to a disk that may still hold it in its cache.
        "fullfsync=ON",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and then writes could find that another has written meanwhile.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_postgres(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
    # On, whatever the server's own setting: an answer is acknowledged once it is on the disk.
    cursor.execute("SET synchronous_commit = on")
    cursor.close()
    connection.commit()


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turn what a database says into one error of ours."""
    try:
        yield
    except (DBAPIError, PoolTimeout, OSError, sqlite3.Error) as error:
        raise StoreBusy(_why(error)) from error


def _why(error: BaseException) -> str:
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
