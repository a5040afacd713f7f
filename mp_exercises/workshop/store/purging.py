"""Deleting rooms for good, with everybody and everything in them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete

from .database import Database
from .tables import ANSWER, EVENT, NOTE, PERSON, ROOM, STATE, TRAINER


def purge(database: Database, rooms: Iterable[str]) -> None:
    """Delete rooms, so that nothing of them can be read from the store's file either.

    SQLite overwrites what is deleted (``secure_delete``); the log of recent changes is then emptied
    and the file written anew. A database server's own backups and logs are its keeper's to clear.
    """
    for room in rooms:
        with database.write() as connection:
            for table in (ANSWER, NOTE, EVENT, TRAINER, PERSON, STATE):
                connection.execute(delete(table).where(table.c.room == room))
            connection.execute(delete(ROOM).where(ROOM.c.id == room))
    if database.is_file:
        with database.engine.connect() as plain:
            raw = plain.connection.driver_connection
            assert raw is not None
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
