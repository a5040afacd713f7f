"""A submission's time, as nbgrader writes it into ``timestamp.txt``."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from dateutil import tz

_FORM = re.compile(
    r"(?P<moment>\d{4}-\d\d-\d\d(?P<between>[ T])\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)"
    r"(?:(?P<offset>Z|[+-]\d\d:?\d\d)| (?P<zone>[A-Za-z]+(?:/[A-Za-z_]+)*|[+-]0000))?"
)
_ZERO = frozenset({"UTC", "GMT", "Z", "+0000", "-0000"})


def utc_of(text: str) -> datetime:
    """Return the moment that a text names, in UTC without a zone, as the gradebook keeps it.

    Parameters
    ----------
    text
        A date and time, with a zone's name or offset or without; without one it is UTC. Of what
        ``nbgrader.utils.parse_utc`` takes, which needs a second to import, this takes what can be read
        in one way only, and reads it alike: formgrader compares the two.

    Raises
    ------
    ValueError
        If it names none.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(f"{text[:40]!r} is no time")
    moment = datetime.fromisoformat(found["moment"] + (found["offset"] or ""))
    if found["zone"] is not None:
        moment = moment.replace(tzinfo=_zone(found["zone"], found["between"]))
    try:
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except OverflowError as error:
        raise ValueError(f"{text!r} is a time before or after all others") from error


def _zone(name: str, between: str) -> tzinfo:
    """Return a zone by its name, which is letters alone, so that it opens no file of the trainee's."""
    if name in _ZERO:
        return UTC
    zone = tz.gettz(name) if between == " " else None
    if zone is None:
        raise ValueError(f"{name!r} is no time zone that is known here")
    return zone
