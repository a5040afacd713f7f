"""A submission's time, as nbgrader writes it into ``timestamp.txt``."""

from __future__ import annotations

from datetime import UTC, datetime

from dateutil import parser, tz


def utc_of(text: str) -> datetime:
    """Return the moment that a text names, in UTC without a zone, as the gradebook keeps it.

    Parameters
    ----------
    text
        A date and time, with a zone's name or offset or without; without one it is UTC. Names of
        zones are taken as ``nbgrader.utils.parse_utc`` takes them, which needs a second to import.

    Raises
    ------
    ValueError, OverflowError
        If it names none.
    """
    day, _, rest = text.partition(" ")
    clock, _, zone = rest.partition(" ")
    if zone and not zone.startswith(("+", "-")):
        moment: datetime = parser.parse(f"{day} {clock}").replace(tzinfo=tz.gettz(zone))
    else:
        moment = parser.parse(text)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
