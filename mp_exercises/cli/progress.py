"""A progress bar on a terminal; nothing where output goes to a file."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

import click


class Bar:
    """Shows how far long work has come."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None
        self._shown = 0

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def show(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        if self._bar is None:
            self._bar = click.progressbar(
                length=total,
                label=self._label,
                show_pos=True,
                file=sys.stderr,
                hidden=not sys.stderr.isatty(),
            )
            self._bar.__enter__()
        self._bar.update(done - self._shown)
        self._shown = done

    def close(self) -> None:
        """End the bar's line."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
