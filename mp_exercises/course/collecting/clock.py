"""Times: those that say their zone, and those that are of the assessors' own."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...plain import quoted

_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


EARLIEST, LATEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)
"""What can be a time at all here: a file's may have been set to anything."""


class TimeError(ValueError):
    """A time or a zone that cannot be read; the message says what would do."""


class Clock:
    """Reads and shows times in one zone.

    Parameters
    ----------
    zone
        Such as ``Europe/London``; that of this machine without.

    Raises
    ------
    TimeError
        If there is no such zone.
    """

    def __init__(self, zone: str | None = None) -> None:
        try:
            self._zone = ZoneInfo(zone) if zone else None
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise TimeError(f"there is no time zone {zone!r}; give one such as Europe/London") from error
        self.name = zone or "the time zone of this machine"

    def to_utc(self, local: datetime) -> datetime:
        """Return the UTC of a time; without a zone it is of this clock's."""
        if local.tzinfo is None and self._zone is not None:
            local = local.replace(tzinfo=self._zone)
        return local.astimezone(UTC)

    def read(self, text: str, *, missing: time = time(0)) -> datetime:
        """Read a time such as ``2026-12-01T17:00`` or ``01/12/2026 17:00``.

        Parameters
        ----------
        missing
            The time of day where only a day is given.

        Raises
        ------
        TimeError
            If it is no time.
        """
        british = _BRITISH.fullmatch(text.strip())
        if british:
            day, month, year, rest = british.groups()
            text = f"{year}-{month:0>2}-{day:0>2}{rest}"
        try:
            found = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
            if _DAY.fullmatch(text.strip()):
                found = datetime.combine(found.date(), missing)
            moment = self.to_utc(found)
        except (ValueError, OverflowError) as error:
            raise TimeError(_no_time(text)) from error
        if not EARLIEST <= moment <= LATEST:
            raise TimeError(_no_time(text))
        return moment

    def to_utc_if_any(self, local: datetime) -> datetime | None:
        """Return the UTC of a time; None where it is too far off to be one."""
        try:
            moment = self.to_utc(local)
        except (ValueError, OverflowError):
            return None
        return moment if EARLIEST <= moment <= LATEST else None

    def shown(self, moment: datetime) -> str:
        """Return a time for a person to read, with its zone."""
        local = moment.astimezone(self._zone)
        return local.strftime("%Y-%m-%d %H:%M %Z").strip()


def of_file(seconds: float) -> datetime:
    """Return the time that a file system has, kept within what can be one."""
    return datetime.fromtimestamp(min(max(seconds, EARLIEST.timestamp()), LATEST.timestamp()), UTC)


def _no_time(text: str) -> str:
    return f"{quoted(text[:40])} is no time; right would be such as 2026-12-01T17:00"
