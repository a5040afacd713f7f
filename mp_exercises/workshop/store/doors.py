"""A room's door: the code that opens it, another code for it, and sending away who never answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, Connection, delete, exists, select, update

from ..codes import new_code, new_pass
from ..moves import Name
from .tables import ANSWER, PERSON, ROOM

TRIES = 20


def free_code(connection: Connection) -> str:
    """Return a code that opens no room.

    Raises
    ------
    RuntimeError
        If none was found.
    """
    for _ in range(TRIES):
        code = new_code()
        if is_free(connection, code):
            return code
    raise RuntimeError(f"no free code in {TRIES} tries; archive rooms that are over")


def is_free(connection: Connection, code: str) -> bool:
    """Return whether a code opens no room that can be joined."""
    taken = select(ROOM.c.id).where(ROOM.c.code == code, ROOM.c.archived.is_(None))
    return connection.execute(taken).first() is None


def silent() -> ColumnElement[bool]:
    """Return what is true of a person who never answered anything."""
    return ~exists().where(ANSWER.c.person == PERSON.c.id)


def _recode(connection: Connection, room: str) -> None:
    """Give a room another code and pass: whoever has the old ones and is not in it stays outside."""
    row = update(ROOM).where(ROOM.c.id == room)
    connection.execute(row.values({"code": free_code(connection), "pass": new_pass()}))


def _clear(connection: Connection, room: str) -> None:
    """Forget everybody in a room who never answered anything; nobody's answer goes with them."""
    connection.execute(delete(PERSON).where(PERSON.c.room == room, silent()))


ALONG: Mapping[Name, Callable[[Connection, str], None]] = {"recode": _recode, "clear": _clear}
"""What a move does to a room beside its state, in the same transaction."""
