"""How often something may happen: wrong codes, and what one phone sends."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

Clock = Callable[[], float]


@dataclass
class Bucket:
    """So many at once, and so many a second from then on.

    Attributes
    ----------
    left
        How many may happen now.
    """

    most: float
    each_second: float
    left: float
    at: float

    def refill(self, now: float) -> None:
        """Add what the time since has brought."""
        self.left = min(self.most, self.left + (now - self.at) * self.each_second)
        self.at = now


class Buckets:
    """A bucket for each of many, of which only the latest used are remembered.

    Parameters
    ----------
    most, each_second
        How many at once, and a second from then on.
    remembered
        For how many keys; one that is forgotten starts afresh.
    clock
        Seconds that only grow: the time of day may be set back.
    """

    def __init__(
        self, most: float, each_second: float, *, remembered: int = 10_000, clock: Clock = time.monotonic
    ) -> None:
        self._most = most
        self._each_second = each_second
        self._remembered = remembered
        self._clock = clock
        self._buckets: OrderedDict[Hashable, Bucket] = OrderedDict()

    def wait(self, key: Hashable, cost: float = 1) -> float:
        """Return after how many seconds ``cost`` may be taken; 0 where it may be taken now."""
        bucket = self._bucket(key)
        return max(0.0, (cost - bucket.left) / self._each_second)

    def take(self, key: Hashable, cost: float = 1) -> None:
        """Take from a bucket, down to nothing."""
        bucket = self._bucket(key)
        bucket.left = max(0.0, bucket.left - cost)

    def _bucket(self, key: Hashable) -> Bucket:
        now = self._clock()
        bucket = self._buckets.pop(key, None)
        if bucket is None:
            bucket = Bucket(self._most, self._each_second, self._most, now)
            while len(self._buckets) >= self._remembered:
                self._buckets.popitem(last=False)
        self._buckets[key] = bucket
        bucket.refill(now)
        return bucket


class Guesses:
    """Wrong codes, by address and in all. Right ones are not counted: a whole room may share one address.

    27^6 codes and two wrong ones a second make it more than five years until a guesser has tried them all;
    a room is open for hours.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._by_address = Buckets(60, 1, clock=clock)
        self._in_all = Buckets(300, 2, remembered=1, clock=clock)

    def wait(self, address: str) -> float:
        """Return after how many seconds a code from this address is looked at again; 0 for now."""
        return max(self._by_address.wait(network(address)), self._in_all.wait(None))

    def wrong(self, address: str) -> None:
        """Count a wrong code; of an address that is held up already, for itself alone."""
        if self._by_address.wait(network(address)) == 0:
            # So nobody from one address can use up what all addresses have together.
            self._in_all.take(None)
        self._by_address.take(network(address))


def network(address: str) -> str:
    """Return what one guesser has of addresses: of IPv6 a whole network, else the one."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4 or found.ipv4_mapped is not None:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
