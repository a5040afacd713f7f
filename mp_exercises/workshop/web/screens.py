"""The projector: what the room sees on the wall, with how many are here and how many have answered."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Any

from ..joining import joining
from ..store import Store, StoreBusy
from .live import Live, compact

if TYPE_CHECKING:
    from .desk import Desk

LOG = logging.getLogger("mp")

COUNT_SECONDS = 1.0

LINES = 3
"""How many lines of a transcript a wall has room for."""


def counts(store: Store, live: Live) -> dict[str, Any]:
    """Return how many people a room has, how many are connected, and how many have answered its step."""
    presence = store.people.presence(live.room.id)
    step = None if live.state.step is None else live.room.plan.steps[live.state.step]
    answered = 0
    if step is not None and step.exercise is not None and step.item is not None:
        answered = store.answers.count(live.room.id, step.exercise, step.item)
    return {"people": presence.joined, "connected": presence.connected, "answered": answered}


def screen_data(live: Live, base: str) -> dict[str, Any]:
    """Return the room as its projector shows it: as phones see it, how to come in, and what it came to.

    Parameters
    ----------
    base
        The address by which phones reach this server, with no slash at its end.
    """
    step = live.state.step
    return {
        **live.data(),
        "code": live.room.code,
        "door": live.room.door,
        "join": joining(live.room.door, base),
        "shut": live.state.door == "shut",
        "told": None if step is None else live.walls.get(step),
        "said": said(live),
    }


def said(live: Live) -> list[dict[str, str]]:
    """Return the last lines of the transcript that is shown: a line by itself says little on a wall."""
    step = live.state.step
    slug = None if step is None else live.room.plan.steps[step].exercise
    if step is None or slug is None or live.room.plan.steps[step].kind != "transcript":
        return []
    turn = live.state.turns.get(step, 1)
    lines = live.book.lines(slug)[max(0, turn - LINES) : turn]
    names = {person["id"]: person["name"] for person in live.book.people(slug, lines)}
    return [
        {"id": line["id"], "name": names.get(line.get("who"), ""), "says": line["says"]} for line in lines
    ]


def screen_body(live: Live, base: str) -> bytes:
    """Return the same as JSON."""
    return compact(screen_data(live, base))


async def show_counts(desk: Desk) -> None:
    """Tell every projector once a second how many there are, until cancelled."""
    while True:
        await asyncio.sleep(COUNT_SECONDS)
        for room, streams in desk.hub.screens().items():
            with contextlib.suppress(StoreBusy, LookupError):
                live = await desk.lives.get(room)
                found = compact(await desk.lives.ask(counts, desk.store, live))
                for stream in streams:
                    desk.hub.tell(stream, b"event: counts\ndata: %s\n\n" % found)
