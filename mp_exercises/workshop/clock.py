"""The time of day, in one place, since a laptop's clock can be set back in the middle of a workshop."""

from __future__ import annotations

import time


def now_ms() -> int:
    """Return the time in milliseconds since 1970, as this machine's clock has it.

    Nothing is put in order by it, and nothing is counted by it.
    """
    return int(time.time() * 1000)
