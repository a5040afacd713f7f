"""The rooms that this process serves just now, as last seen in the store, and what of them goes to phones."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Set
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ...exercise import Exercise
from ...serve.packed import Made, made
from ..clock import now_ms
from ..plan import Place
from ..rules import visible
from ..spread import spread
from ..state import Mark, State
from ..store import NoRoom, Room, Store, StoreBusy
from ..tally import Answer, told
from ..view import Book, view

LOG = logging.getLogger("mp")

POLL_SECONDS = 0.1
"""How often the store is asked for the state of the rooms that are served; one question for all of them."""

IDLE_SECONDS = 900
TIMER_MS = 500
LATE_SECONDS = 2.0
BROKEN_SECONDS = 5.0


class Live:
    """One room.

    Attributes
    ----------
    version
        Grows with every change that phones are to see.
    spreads, walls
        How the answers to each step that is revealed are spread, for phones and for the projector.
    counted
        How far those steps had come when they were counted, and how many answers had come late.
    late
        How many answers to each item came late, as last seen.
    """

    def __init__(self, room: Room, exercises: dict[str, Exercise], state: State) -> None:
        self.room = room
        self.state = state
        self.version = 1
        self.used = time.monotonic()
        self.book = Book(exercises)
        self.spreads: dict[int, dict[str, Any]] = {}
        self.walls: dict[int, dict[str, Any]] = {}
        self.counted: dict[int, tuple[Mark, int]] = {}
        self.late: dict[Place, int] = {}
        self.late_at = 0.0
        self._body = b""
        self._rendered: tuple[int, int] | None = None
        self._exercises: dict[str, tuple[int, Made]] = {}

    @property
    def exercises(self) -> dict[str, Exercise]:
        """The room's exercises by slug, keys included."""
        return dict(self.book.exercises)

    def body(self) -> bytes:
        """Return the room as JSON for a phone, made once for all of them."""
        # A timer is read by the server's time, so what is sent must not be old.
        moment = now_ms() // TIMER_MS if self.state.timer is not None else 0
        if self._rendered != (self.version, moment):
            self._body = compact(self.data())
            self._rendered = (self.version, moment)
        return self._body

    def data(self) -> dict[str, Any]:
        """Return the room as a phone may see it."""
        step = self.state.step
        return view(
            self.room.title,
            self.room.plan,
            self.room.settings,
            self.state,
            self.book,
            spread=None if step is None else self.spreads.get(step),
            now=now_ms(),
        )

    def exercise(self, slug: str) -> Made | None:
        """Return as JSON what may be seen of an exercise; None where that is nothing."""
        known = self._exercises.get(slug)
        if known is not None and known[0] == self.version:
            return known[1]
        exercise = self.book.exercises.get(slug)
        shown = None if exercise is None else visible(self.room.plan, self.state, exercise)
        if shown is None:
            return None
        self._exercises[slug] = (self.version, made(compact(shown)))
        return self._exercises[slug][1]

    def place(self, number: int) -> Place:
        """Return what a step asks."""
        step = self.room.plan.steps[number]
        return step.exercise or "", step.item or ""

    def awaits_late(self) -> bool:
        """Return whether answers to a step that is revealed may still come in late."""
        return bool(self.counted)

    def revealed(self) -> list[int]:
        """Return the steps whose spread everybody may see."""
        steps = self.room.plan.steps
        return [n for n, mark in self.state.marks.items() if mark.phase == "revealed" and steps[n].item]


class Lives:
    """All rooms that this process serves.

    Parameters
    ----------
    changed
        Called for each room that has changed, on the event loop.
    lost
        Called with the id of each room that is no more.
    cleared
        Called with the id of each room that people were sent away from, and with whoever is left.
    """

    def __init__(
        self,
        store: Store,
        changed: Callable[[Live], None],
        lost: Callable[[str], None],
        cleared: Callable[[str, Set[int]], None],
    ) -> None:
        self._store = store
        self._changed = changed
        self._lost = lost
        self._cleared = cleared
        self._rooms: dict[str, Live] = {}
        self._loading: dict[str, asyncio.Task[Live]] = {}
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="mp-reader")
        self._away = False

    async def ask(self, question: Callable[..., Any], *arguments: Any) -> Any:
        """Ask the store something in a thread of its own."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, question, *arguments)

    async def get(self, room: str) -> Live:
        """Return a room.

        Raises
        ------
        NoRoom
            If there is none.
        """
        live = self._rooms.get(room)
        if live is None:
            # A thousand phones that come back at once have it read once.
            if room not in self._loading:
                self._loading[room] = asyncio.ensure_future(self._load(room))
                self._loading[room].add_done_callback(lambda _: self._loading.pop(room, None))
            live = await asyncio.shield(self._loading[room])
        live.used = time.monotonic()
        return live

    async def by_code(self, code: str) -> Room | None:
        """Return the room that a code opens; None without one."""
        for live in self._rooms.values():
            if live.room.code == code and not live.state.ended:
                return live.room
        room: Room | None = await self.ask(self._store.rooms.by_code, code)
        return room

    async def _load(self, room: str) -> Live:
        def read() -> Live:
            return Live(
                self._store.rooms.get(room), self._store.rooms.exercises(room), self._store.stage.of(room)
            )

        live: Live = await self.ask(read)
        if live.state.cleared:
            # It may have been while nobody here looked, and whoever was sent away is still remembered.
            self._cleared(room, await self.ask(self._store.people.ids, room))
        await self._spread(live)
        self._rooms[room] = live
        return live

    async def watch(self, busy: Callable[[str], bool]) -> None:
        """Look for changes until cancelled.

        Parameters
        ----------
        busy
            Whether somebody holds a connection to a room; one that nobody uses is forgotten.
        """
        while True:
            await asyncio.sleep(POLL_SECONDS)
            self._forget(busy)
            if not self._rooms:
                continue
            try:
                await self._look()
                if self._away:
                    LOG.warning("the store is back")
                self._away = False
            except NoRoom:
                # Purged just now: the next look finds that it is gone.
                continue
            except StoreBusy as error:
                if not self._away:
                    LOG.warning("the store cannot be read: %s; phones see what was last known", error)
                self._away = True
            except Exception:
                LOG.exception("rooms could not be looked at")
                await asyncio.sleep(BROKEN_SECONDS)

    async def _look(self) -> None:
        states: dict[str, State] = await self.ask(self._store.stage.of_all, list(self._rooms))
        for room, live in list(self._rooms.items()):
            if room not in states:
                del self._rooms[room]
                self._lost(room)
            elif states[room].seq != live.state.seq:
                # With the move its code may have changed, or its title.
                live.room = await self.ask(self._store.rooms.get, room)
                if states[room].cleared != live.state.cleared:
                    self._cleared(room, await self.ask(self._store.people.ids, room))
                live.state = states[room]
                await self._spread(live)
                live.version += 1
                self._changed(live)
            elif live.awaits_late() and time.monotonic() - live.late_at > LATE_SECONDS:
                await self._count_late(live)

    async def _count_late(self, live: Live) -> None:
        """Count what is revealed again where answers have come in since, given before it was locked."""
        live.late_at = time.monotonic()
        late = await self.ask(self._store.answers.late_counts, live.room.id)
        if late != live.late:
            live.late = late
            await self._spread(live)
            live.version += 1
            self._changed(live)

    async def _spread(self, live: Live) -> None:
        """Count the answers to each step that is revealed, where that was not done."""
        marks = {n: (live.state.marks[n], live.late.get(live.place(n), 0)) for n in live.revealed()}
        for n in [n for n in live.counted if n not in marks]:
            del live.spreads[n], live.walls[n], live.counted[n]
        for n, mark in marks.items():
            # One that was opened again in between has other answers, also where nobody saw that here.
            if live.counted.get(n) != mark:
                live.spreads[n], live.walls[n] = await self.ask(self._count, live, n)
                live.counted[n] = mark

    def _count(self, live: Live, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return how the answers to a step are spread, for phones and for the projector."""
        step = live.room.plan.steps[number]
        assert step.exercise is not None
        assert step.item is not None
        given = self._store.answers.standing(live.room.id, step.exercise, step.item)
        exercise = live.book.exercises[step.exercise]
        answers = [Answer(each.line.answer, each.table) for each in given if each.line.answer is not None]
        wall = told(exercise, step.item, answers)
        counted = spread(exercise.item(step.item).kind, (answer.raw for answer in answers))
        return {**counted, "words": wall["words"]}, wall

    def _forget(self, busy: Callable[[str], bool]) -> None:
        now = time.monotonic()
        for room, live in list(self._rooms.items()):
            if now - live.used > IDLE_SECONDS and not busy(room):
                del self._rooms[room]

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def compact(data: Any) -> bytes:
    """Return JSON without spaces, in UTF-8."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


__all__ = ["Live", "Lives", "NoRoom", "compact"]
