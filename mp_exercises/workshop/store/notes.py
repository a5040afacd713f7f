"""What trainers write down, and which of them have the control room open."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update

from ..clock import now_ms
from .database import Database
from .tables import NOTE, TRAINER
from .values import Note, Trainer

MOST_TEXT = 10_000
GONE_MS = 20_000
"""How long after their last sign of life a trainer is taken for gone."""


class Notes:
    """The trainers' notes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, room: str, text: str, *, step: int | None = None, by: str = "") -> Note:
        """Keep a note, about a step or about the whole session."""
        row = {"room": room, "step": step, "at": now_ms(), "by": by[:64], "text": text.strip()[:MOST_TEXT]}
        with self._database.write() as connection:
            n = connection.scalar(insert(NOTE).values(**row).returning(NOTE.c.n))
        return Note(n or 0, step, now_ms(), by[:64], str(row["text"]))

    def change(self, note: int, text: str) -> None:
        """Give a note another text; an empty one takes it away."""
        kept = text.strip()[:MOST_TEXT]
        this = NOTE.c.n == note
        with self._database.write() as connection:
            if kept:
                connection.execute(update(NOTE).where(this).values(text=kept))
            else:
                connection.execute(delete(NOTE).where(this))

    def of(self, room: str) -> list[Note]:
        """Return a room's notes in the order in which they were written."""
        wanted = select(NOTE).where(NOTE.c.room == room).order_by(NOTE.c.n)
        with self._database.read() as connection:
            return [Note(row.n, row.step, row.at, row.by, row.text) for row in connection.execute(wanted)]


class Trainers:
    """Who leads a room. A second trainer opens the same control room; each tells the other by these."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hello(self, room: str, who: str) -> list[Trainer]:
        """Say that somebody leads this room, which is asked for every few seconds; return all who do."""
        now = now_ms()
        this = (TRAINER.c.room == room, TRAINER.c.who == who[:64])
        with self._database.write() as connection:
            done = connection.execute(update(TRAINER).where(*this).values(seen=now))
            if not done.rowcount:
                connection.execute(insert(TRAINER).values(room=room, who=who[:64], seen=now))
            wanted = (
                select(TRAINER)
                .where(TRAINER.c.room == room, TRAINER.c.seen > now - GONE_MS, TRAINER.c.seen <= now)
                .order_by(TRAINER.c.who)
            )
            return [Trainer(row.who, row.seen) for row in connection.execute(wanted)]

    def goodbye(self, room: str, who: str) -> None:
        """Say that somebody no longer leads this room."""
        with self._database.write() as connection:
            connection.execute(delete(TRAINER).where(TRAINER.c.room == room, TRAINER.c.who == who[:64]))
