"""Ctrl-C that waits for a transaction, so that none is left open behind it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from ..folder import CourseError

FAILURES = (CourseError, SQLAlchemyError)
"""What a gradebook that is busy or gone makes of a transaction."""


@contextmanager
def held_back() -> Iterator[None]:
    """Hold Ctrl-C back until the block is done.

    Raises
    ------
    KeyboardInterrupt
        At the end of the block, if Ctrl-C came in it; also instead of a failure of the gradebook, for which
        nobody waits any more.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []

    def note(number: int, _frame: Any) -> None:
        pressed.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    except FAILURES as failure:
        if pressed:
            raise KeyboardInterrupt from failure
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
