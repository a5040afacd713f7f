"""What a tablet sends by itself: each line is taken once, in order, and called saved when the disk has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...answers import Line, RecordError
from ..records import CHANGE, LOCK, SCORE, SETTLED, Book, read_book, score_line, take_line
from ..wording import say
from .desk import Desk, NotYet, NotYours
from .forms import score_from


class NotWritten(RuntimeError):
    """The record could not be written; nothing of what came is called saved."""


@dataclass
class Receipt:
    """What became of the lines of a request, by their ids.

    Attributes
    ----------
    saved
        The record has them, now or since an earlier request.
    refused
        Why one never will be saved.
    """

    saved: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def take(desk: Desk, member: str, lines: Sequence[Line]) -> Receipt:
    """Take lines into a member's own record, each once however often it comes.

    Raises
    ------
    NotWritten
        If the record cannot be read or written just now.
    """
    receipt, made = Receipt(), []
    record = desk.folder.record(member)
    try:
        known = {line.id for line in record.read().lines}
        book = read_book(desk.folder)
    except RecordError as error:
        raise NotWritten(say("day.waits", why=error)) from error
    for line in lines:
        if line.id in known:
            receipt.saved.append(line.id)
            continue
        try:
            one = _checked(desk, book, member, line)
            take_line(book, desk.folder.campaign, member, one)
        except (RecordError, NotYours, NotYet) as error:
            receipt.refused[line.id] = str(error)
            continue
        known.add(line.id)
        made.append(one)
        receipt.saved.append(line.id)
    if made:
        try:
            record.append(*made)
        except RecordError as error:
            raise NotWritten(say("day.waits", why=error)) from error
    return receipt


def _checked(desk: Desk, book: Book, member: str, line: Line) -> Line:
    """Return a line as the record keeps it, with the id, hour and wording that the tablet gave it."""
    if line.exercise != desk.folder.campaign.slug:
        raise RecordError(say("day.other_campaign"))
    if line.kind not in _MAKERS:
        raise RecordError(say("day.no_lines"))
    made = _MAKERS[line.kind](desk, book, member, line.item, line.answer or {})
    return replace(made, id=line.id, at=line.at, rev=line.rev)


def _score(desk: Desk, book: Book, member: str, station: str, answer: Mapping[str, Any]) -> Line:
    unit = _text(answer, "unit")
    desk.stage(member, station, unit)
    if book.sheet(station, unit, member).locked:
        raise RecordError(say("day.locked_already"))
    score = score_from(answer.get("score"))
    return score_line(desk.folder.campaign, station, unit, _text(answer, "criterion"), score)


def _lock(desk: Desk, book: Book, member: str, station: str, answer: Mapping[str, Any]) -> Line:
    """Lock a sheet only as the tablet shows it: something may still wait on another one."""
    unit = _text(answer, "unit")
    desk.stage(member, station, unit)
    sheet = book.sheet(station, unit, member)
    shown = answer.get("scores")
    if sheet.locked:
        raise RecordError(say("day.locked_already"))
    if not isinstance(shown, dict):
        raise RecordError(say("day.no_lines"))
    seen = {str(name): score for name, given in shown.items() if (score := score_from(given)) is not None}
    if seen != sheet.scores:
        raise RecordError(say("day.not_as_shown"))
    return desk.locking(sheet, station, unit, alone=answer.get("alone") is True)


def _change(desk: Desk, book: Book, member: str, station: str, answer: Mapping[str, Any]) -> Line:
    point = answer.get("point")
    number = str(point) if isinstance(point, int) and not isinstance(point, bool) else ""
    unit, criterion, why = (_text(answer, name) for name in ("unit", "criterion", "why"))
    return desk.changing(book, member, station, unit, criterion, number, why)


def _settled(desk: Desk, book: Book, member: str, station: str, answer: Mapping[str, Any]) -> Line:
    unit, criterion, why = (_text(answer, name) for name in ("unit", "criterion", "why"))
    return desk.settling(book, member, station, unit, criterion, why)


def _text(answer: Mapping[str, Any], name: str) -> str:
    value = answer.get(name)
    return value if isinstance(value, str) else ""


_MAKERS = {SCORE: _score, LOCK: _lock, CHANGE: _change, SETTLED: _settled}
