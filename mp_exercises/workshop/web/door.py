"""The door: a code lets somebody in, and wrong codes are few."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from ..codes import is_token, new_secret, split_door
from ..store import Person, Room, RoomFull, TokenUsed
from .base import Fault, Posted
from .limits import network
from .live import compact
from .writer import Join

FULL_AFTER = 20


class Door(Posted):
    """``POST /room/api/join``."""

    SUPPORTED_METHODS = ("POST",)

    async def post(self) -> None:
        data = self.posted()
        room = await self._room(data.get("code"))
        token = data.get("token", None) or new_secret()
        if not is_token(token):
            raise Fault(400, "door_token")
        live = await self.desk.lives.get(room.id)
        barred = Fault(410, "door_shut") if live.state.door == "shut" else _missing(room, data)
        person = await self._inside(room, token, ask=barred is not None)
        if person is None and barred is not None:
            raise barred
        if person is None:
            person = await self._newcomer(room, token, data)
        live = await self.desk.room_of(person)
        you = compact({"table": person.table, "name": person.name})
        self.reply(b'{"token":"%s","you":%s,"state":%s}' % (token.encode(), you, live.body()))

    async def _inside(self, room: Room, token: str, *, ask: bool) -> Person | None:
        """Return who in this room has this token: they come back in however full it is, or shut.

        Parameters
        ----------
        ask
            Whether to ask the store about a token that is not known here. Where it would let a newcomer in,
            it finds out by itself.
        """
        person = self.desk.known(token)
        if person is not None and person.room == room.id:
            self.paced(person)
            return person
        self._pays_for_address(room)
        person = await self.desk.who(token) if ask else None
        return person if person is not None and person.room == room.id else None

    async def _newcomer(self, room: Room, token: str, data: dict[str, Any]) -> Person:
        """Let somebody in whom this process does not know.

        Raises
        ------
        Fault
            If the room is full, or more come than it takes in.
        """
        wait = self.desk.joins.wait(room.id)
        if wait > 0:
            raise Fault(429, "too_fast", after=wait)
        self.desk.joins.take(room.id)
        join = Join(
            room=room.id,
            token=token,
            most=room.settings.most,
            table=data.get("table") if room.settings.tables else None,
            name=_name(room, data.get("name")),
        )
        try:
            person = await self._joined(join)
        except RoomFull as error:
            raise Fault(503, "door_full", after=FULL_AFTER) from error
        except TokenUsed as error:
            raise Fault(409, "door_token") from error
        self.desk.know(token, person)
        self.desk.crowds.came(room.id, person.id, self.address)
        return person

    def _pays_for_address(self, room: Room) -> None:
        """Count somebody at the door against what their address may send to it.

        Raises
        ------
        Fault
            If that is used up. Nothing is then taken from what the room takes in from everywhere.
        """
        mine = (room.id, network(self.address))
        wait = self.desk.joins_from.wait(mine)
        if wait > 0:
            raise Fault(429, "too_many_here", after=wait)
        self.desk.joins_from.take(mine)

    async def _joined(self, join: Join) -> Person:
        """Let somebody in; past the room's number where one other network holds most of its places."""
        try:
            return await self._written(join)
        except RoomFull:
            beyond = self.desk.crowds.beyond(join.room, self.address)
            if not beyond:
                raise
            return await self._written(replace(join, most=join.most + beyond))

    async def _written(self, join: Join) -> Person:
        person: Person = await self.desk.writer.do(join)
        return person

    async def _room(self, typed: object) -> Room:
        """Return the room that a code opens.

        Raises
        ------
        Fault
            If there is none, or too many wrong codes came from this address and this one has no pass.
        """
        if not isinstance(typed, str) or len(typed) > 64:
            raise Fault(404, "door_unknown")
        code, key = split_door(typed)
        wait = self.desk.guesses.wait(self.address)
        if wait > 0 and not key:
            raise Fault(429, "door_guesses", after=wait, seconds=max(1, round(wait)))
        room = await self.desk.lives.by_code(code)
        passed = room is not None and secrets.compare_digest(room.door, f"{code}-{key}")
        if room is None or (key and not passed):
            self.desk.guesses.wrong(self.address)
            # Where somebody guesses, a code with a wrong pass says nothing about the code.
            if wait > 0:
                raise Fault(429, "door_guesses", after=wait, seconds=max(1, round(wait)))
            raise Fault(404, "door_unknown")
        if room.archived is not None:
            raise Fault(410, "door_closed")
        live = await self.desk.lives.get(room.id)
        if live.state.ended:
            raise Fault(410, "door_ended")
        return room


def _missing(room: Room, data: dict[str, Any]) -> Fault | None:
    """Return what is to be asked before somebody can come in: their table, or a name, which may be empty."""
    tables, names = room.settings.tables, room.settings.names
    ask = {"ask": {"title": room.title, "tables": tables, "names": names}}
    table = data.get("table")
    if tables and (type(table) is not int or not 1 <= table <= tables):
        return Fault(400, "door_table", more=ask, tables=tables)
    if names and not isinstance(data.get("name"), str):
        return Fault(400, "door_name", more=ask)
    return None


def _name(room: Room, given: Any) -> str | None:
    return given[:200] if room.settings.names and isinstance(given, str) else None
