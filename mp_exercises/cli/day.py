"""A day as an option of a command."""

from __future__ import annotations

from datetime import datetime

import click

FORM = "%Y-%m-%d"


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day, as the standard writes it: year, month and day."""

    name = "day"

    def get_metavar(self, *_: object, **__: object) -> str:
        """Return how the help shows it."""
        return "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the day at midnight."""
        if isinstance(value, datetime):
            return value
        try:
            return datetime.strptime(str(value).strip(), FORM)
        except ValueError:
            self.fail(f"{str(value)[:60]!r} is no day; right would be, for example, 2026-03-31", param, ctx)
