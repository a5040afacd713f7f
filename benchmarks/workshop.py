"""A workshop by stock Voila, with a kernel for each participant, and by ``mp workshop``: make bench-workshop.

Both are measured in one run on one machine, the crowd of phones included. A crowd joins within ten
seconds; each phone opens the page, joins, holds a stream, answers each of seven items, and sees each reveal.
Times are what a phone waits for: from asking for the page to being in the room; from sending an answer to
hearing that it is on the disk; from the trainer's move in the store to the last byte of the step at a phone.
The control room's own part of a click, from its browser to its kernel, is not in it, nor is the wall.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.memory import Memory, Peak
from benchmarks.workshop_crowd import PATIENCE, Answers, Log, Phone
from benchmarks.workshop_stock import Stock, measured
from mp_exercises.exercise import load
from mp_exercises.workshop.store import Plan, Room, Settings, Step, Store, open_store
from mp_exercises.workshop.web.served import many_connections
from tests.workshop.running import workshopping

SIZES = (30, 300, 1_000, 3_000)
STOCK = 30
EXERCISES = ("hard-conversation-the-plan-has-changed-transcript", "recording-page-31")
"""Seven items of five kinds."""

THINK_SECONDS = 10.0
"""Within how long everybody has answered an item: as long as they take to join, and less than to read it."""

BAR_SIZE = 1_000
BARS = {"acknowledge p95": (100.0, "ms"), "step to screen p95": (500.0, "ms"), "memory": (300.0, "MiB")}
BAR_TIMES = 100


@dataclass(frozen=True)
class Run:
    """What one crowd came to.

    Attributes
    ----------
    steps, reveals
        Seconds from each of the trainer's moves to each phone.
    kept, counted
        Lines in the store, and answers that it counts.
    idle, most
        Memory of the server without anybody, and at its most.
    kernels
        MiB (proportional) of the control room's kernels beside it.
    """

    people: int
    log: Log
    steps: list[float]
    reveals: list[float]
    kept: int
    counted: int
    same: bool
    idle: Memory
    most: Memory
    kernels: float

    @property
    def each(self) -> float:
        """KiB of memory for each participant."""
        return max(self.most.pss - self.idle.pss, 0.0) / self.people * 1024

    @property
    def lost(self) -> int:
        """How many answers are not counted just once."""
        return abs(self.log.sent - self.kept) + abs(self.log.sent - self.counted) + (not self.same)


def main() -> None:
    """Measure, and print; ends with 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--stock", type=int, default=STOCK, help="0: leave stock Voila out.")
    options.add_argument("--think", type=float, default=THINK_SECONDS)
    options.add_argument("--store", help="A database's URL; by default SQLite in a folder of its own.")
    given = options.parse_args()
    many_connections()
    print(f"{os.cpu_count()} cores; load before: {os.getloadavg()[0]:.1f}", flush=True)
    stock = measured(given.stock) if given.stock else None
    if stock is not None:
        _print_stock(stock)
    runs = []
    for people in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            runs.append(_run(Path(folder), people, given.think, given.store))
        _print_run(runs[-1])
    sys.exit(0 if _bars(runs, stock) else 1)


def _run(folder: Path, people: int, think: float, place: str | None) -> Run:
    store = open_store(place or folder / "rooms.sqlite")
    steps = [
        Step(kind="item", exercise=slug, item=item.id) for slug in EXERCISES for item in load(slug).items
    ]
    room = store.rooms.create("Bench", Plan(steps=tuple(steps)), Settings(most=people))
    answers = Answers([load(slug) for slug in EXERCISES])
    with workshopping(folder, store=place) as server, Peak(server.process.pid) as peak:
        log = Log()
        moves = asyncio.run(_session(server.url, store, room, answers, people, think, log))
        kernels = Memory.of(*server.children()).pss
    lines = [given.line.id for given in store.answers.of_room(room.id)]
    return Run(
        people=people,
        log=log,
        steps=moves[0],
        reveals=moves[1],
        kept=len(lines),
        counted=sum(store.answers.counts(room.id).values()),
        same=set(lines) == set(log.acknowledged),
        idle=peak.start,
        most=peak.most,
        kernels=kernels,
    )


async def _session(
    url: str, store: Store, room: Room, answers: Answers, people: int, think: float, log: Log
) -> tuple[list[float], list[float]]:
    """Take a crowd through the room; return the seconds from each step and each reveal to each phone."""
    phones = [Phone(url, room, answers, think, log) for _ in range(people)]
    steps: list[float] = []
    reveals: list[float] = []
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(phone.come() for phone in phones))
    # Streams open once they are in.
    await asyncio.sleep(2)
    for number in range(len(room.plan.steps)):
        seq = store.stage.of(room.id).seq
        for move, found in ((store.stage.goto, steps), (store.stage.reveal, reveals)):
            began = time.monotonic()
            seq = (await asyncio.to_thread(move, room.id, seq, number)).seq
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*(phone.shows(seq) for phone in phones))
                await asyncio.gather(*(phone.idle() for phone in phones))
            found += [at - began for at in log.seen[seq]]
    await asyncio.gather(*(phone.leave() for phone in phones))
    return steps, reveals


def p95(seconds: Sequence[float]) -> float:
    """Return the time within which 95 of 100 were served, in milliseconds."""
    return sorted(seconds)[max(0, round(0.95 * len(seconds)) - 1)] * 1000


def _print_stock(stock: Stock) -> None:
    print(
        f"stock Voila, {len(stock.joins) + stock.failed} joins: join p95 {p95(stock.joins) / 1000:.1f} s, "
        f"{stock.failed} failed; server {stock.idle:.0f} MiB, with kernels {stock.full:.0f} MiB (PSS): "
        f"{stock.each:.1f} MiB a participant",
        flush=True,
    )


def _print_run(run: Run) -> None:
    log = run.log
    print(
        f"mp workshop, {run.people:>5} people: join p95 {p95(log.joins):.0f} ms, "
        f"acknowledge p95 {p95(list(log.acknowledged.values())):.0f} ms, "
        f"step to screen p95 {p95(run.steps):.0f} ms, reveal to screen p95 {p95(run.reveals):.0f} ms\n"
        f"    answers: {log.sent} sent, {len(log.acknowledged)} acknowledged, {run.kept} kept, "
        f"{run.counted} counted; {log.refused} refused, {log.again} asked again, {log.cut} streams cut\n"
        f"    server: {run.idle.pss:.0f} MiB without anybody, at most {run.most.pss:.0f} MiB PSS, "
        f"{run.most.rss:.0f} MiB RSS: {run.each:.0f} KiB a participant; "
        f"control room's kernels beside it {run.kernels:.0f} MiB; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _bars(runs: Sequence[Run], stock: Stock | None) -> bool:
    """Print which bars are met, and return whether all of them are."""
    met = [_met("no answer lost or doubled", all(run.lost == 0 for run in runs))]
    for run in runs:
        if run.people != BAR_SIZE:
            continue
        screens = max(p95(run.steps), p95(run.reveals))
        figures = (p95(list(run.log.acknowledged.values())), screens, run.most.rss)
        for figure, (name, (bar, unit)) in zip(figures, BARS.items(), strict=True):
            met.append(_met(f"at {BAR_SIZE} people {name} {figure:.0f} {unit} < {bar:.0f}", figure < bar))
        if stock is not None:
            times = stock.each * 1024 / run.each
            met.append(
                _met(f"{times:.0f} times less memory a participant >= {BAR_TIMES}", times >= BAR_TIMES)
            )
    return all(met)


def _met(what: str, is_met: bool) -> bool:
    print(f"{what}: {'met' if is_met else 'MISSED'}")
    return is_met


if __name__ == "__main__":
    main()
