"""The tables of the store."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

OURS = MetaData()

# SQLite grows by itself only a column that is just INTEGER.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _room() -> Column[str]:
    return Column("room", String(32), ForeignKey("mp_ws_room.id", ondelete="CASCADE"), nullable=False)


ROOM = Table(
    "mp_ws_room",
    OURS,
    Column("id", String(32), primary_key=True),
    Column("code", String(8), nullable=False),
    Column("pass", String(16), nullable=False),
    Column("screen", String(32), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("exercises", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("archived", BigInteger),
)
Index("mp_ws_room_code", ROOM.c.code)
# Of all rooms that can be joined, one has a code.
Index(
    "mp_ws_room_live_code",
    ROOM.c.code,
    unique=True,
    sqlite_where=ROOM.c.archived.is_(None),
    postgresql_where=ROOM.c.archived.is_(None),
)

STATE = Table(
    "mp_ws_state",
    OURS,
    Column("room", String(32), ForeignKey("mp_ws_room.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

EVENT = Table(
    "mp_ws_event",
    OURS,
    Column("room", String(32), ForeignKey("mp_ws_room.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("by", String(64), nullable=False),
    Column("move", String(16), nullable=False),
    Column("step", Integer),
    Column("value", Text),
)

PERSON = Table(
    "mp_ws_person",
    OURS,
    Column("id", _NUMBER, primary_key=True),
    _room(),
    Column("token", String(64), nullable=False, unique=True),
    Column("home", String(64), nullable=False, unique=True),
    Column("seat", SmallInteger),
    Column("name", String(80)),
    Column("joined", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("present", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
Index("mp_ws_person_room", PERSON.c.room)

ANSWER = Table(
    "mp_ws_answer",
    OURS,
    Column("n", _NUMBER, primary_key=True),
    _room(),
    Column("id", String(64), nullable=False),
    Column("person", BigInteger, ForeignKey("mp_ws_person.id", ondelete="CASCADE"), nullable=False),
    Column("exercise", String(60), nullable=False),
    Column("item", String(60), nullable=False),
    Column("line", Text, nullable=False),
    Column("blank", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("room", "id", name="mp_ws_answer_once"),
    sqlite_autoincrement=True,
)
Index("mp_ws_answer_place", ANSWER.c.room, ANSWER.c.exercise, ANSWER.c.item, ANSWER.c.person, ANSWER.c.n)
Index("mp_ws_answer_person", ANSWER.c.person, ANSWER.c.n)

NOTE = Table(
    "mp_ws_note",
    OURS,
    Column("n", _NUMBER, primary_key=True),
    _room(),
    Column("step", Integer),
    Column("at", BigInteger, nullable=False),
    Column("by", String(64), nullable=False),
    Column("text", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("mp_ws_note_room", NOTE.c.room)

TRAINER = Table(
    "mp_ws_trainer",
    OURS,
    Column("room", String(32), ForeignKey("mp_ws_room.id", ondelete="CASCADE"), primary_key=True),
    Column("who", String(64), primary_key=True),
    Column("seen", BigInteger, nullable=False),
)

META = Table("mp_ws_meta", OURS, Column("version", Integer, primary_key=True))
