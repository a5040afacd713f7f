"""Where a room's people come from: so that one machine that fills a room leaves it open to everybody else.

Addresses are compared in memory alone, and never written down.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass

from ..store.people import NEW_MS
from .limits import Clock, network

LEAST = 10
"""How many places one network must hold before it can be what keeps others out."""

NEW_SECONDS = NEW_MS / 1000
"""How long somebody who has come in is counted before their phone has connected, as the store counts them."""

COUNTED_SECONDS = 1.0
"""How long a count is good for: in a flood it is asked for at each knock."""


@dataclass
class _Seen:
    room: str
    network: str
    at: float


class Crowds:
    """From which networks the people of this process's rooms come.

    Parameters
    ----------
    connected
        Returns who is connected, by number.
    remembered
        How many people are remembered.
    clock
        Seconds that only grow.
    """

    def __init__(
        self,
        connected: Callable[[], Collection[int]],
        *,
        remembered: int = 20_000,
        clock: Clock = time.monotonic,
    ) -> None:
        self._connected = connected
        self._remembered = remembered
        self._clock = clock
        self._seen: OrderedDict[int, _Seen] = OrderedDict()
        self._counts: dict[str, Counter[str]] = {}
        self._counted_at = -COUNTED_SECONDS

    def came(self, room: str, person: int, address: str) -> None:
        """Remember from which network somebody came in or connected."""
        self._seen[person] = _Seen(room, network(address), self._clock())
        self._seen.move_to_end(person)
        while len(self._seen) > self._remembered:
            self._seen.popitem(last=False)

    def beyond(self, room: str, address: str) -> int:
        """Return how many places a full room has beyond its number for somebody from this address.

        Where one network holds more than half of the places, the others have as many again as it holds:
        it alone is turned away. 0 for that network, and where no network holds so many.
        """
        held = self._held(room)
        if not held:
            return 0
        largest, places = held.most_common(1)[0]
        rules = places >= LEAST and 2 * places > held.total()
        return places if rules and network(address) != largest else 0

    def _held(self, room: str) -> Counter[str]:
        now = self._clock()
        if now - self._counted_at >= COUNTED_SECONDS:
            self._counted_at = now
            self._counts = self._counted(now)
        return self._counts.get(room, Counter())

    def _counted(self, now: float) -> dict[str, Counter[str]]:
        here = self._connected()
        found: dict[str, Counter[str]] = {}
        for person, seen in self._seen.items():
            if person in here or now - seen.at < NEW_SECONDS:
                found.setdefault(seen.room, Counter())[seen.network] += 1
        return found
