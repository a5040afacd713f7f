"""Answers: taken, checked against the exercise, and acknowledged once they are on the disk."""

from __future__ import annotations

from typing import Any

from ...answers import Line, RecordError
from ..rules import Refused, checked
from ..store import Delivery, Receipt
from .base import Fault, Posted
from .live import Live
from .writer import Answering

MOST_LINES = 50
LINE_BYTES = 2_048
"""What is longer counts as several lines against how much one phone may send."""


class Answers(Posted):
    """``POST /room/api/answers``."""

    SUPPORTED_METHODS = ("POST",)

    async def post(self) -> None:
        data = self.posted()
        seen, given = data.get("seq"), data.get("lines")
        if type(seen) is not int or not isinstance(given, list) or not 0 < len(given) <= MOST_LINES:
            raise Fault(400, "not_json")
        person, live = await self.person_and_room()
        cost = max(len(given), self.size // LINE_BYTES)
        wait = self.desk.lines.wait(person.id, cost)
        if wait > 0:
            raise Fault(429, "too_fast", after=wait)
        self.desk.lines.take(person.id, cost)
        lines, refused = _read(live, given)
        receipt = Receipt()
        if lines:
            delivery = Delivery(live.room.id, person.id, seen, tuple(lines))
            receipt = await self.desk.writer.do(Answering(delivery, live.room.plan))
        if receipt.unknown:
            raise Fault(401, "who")
        self.reply({"saved": receipt.saved, "late": receipt.late, "refused": {**refused, **receipt.refused}})


def _read(live: Live, given: list[Any]) -> tuple[list[Line], dict[str, str]]:
    """Return the lines that fit the room's exercises, and why others do not.

    Raises
    ------
    Fault
        If one does not even say which line it is.
    """
    lines: list[Line] = []
    refused: dict[str, str] = {}
    for data in given:
        if not isinstance(data, dict) or not isinstance(data.get("id"), str):
            raise Fault(400, "not_json")
        try:
            line = Line.of(data)
            lines.append(checked(live.book.exercises.get(line.exercise), line))
        except (RecordError, Refused) as error:
            refused[data["id"][:64]] = str(error)
    return lines, refused
