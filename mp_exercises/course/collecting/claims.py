"""What a file's place and name say: whose it is, when it was handed in, and what goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from .clock import Clock
from .formats import Formats, formats

KINDS = ("name", "id", "run", "user", "before")

PlatformClaim = tuple[str, str]
"""What kind of word it is (name, id, run, user or before), and the word."""


@dataclass(frozen=True)
class Claims:
    """What a path says.

    Attributes
    ----------
    platform
        What a learning platform says of the person, who had to log in there.
    by_name
        Whether the platform says it in the file's name, and not in a folder's.
    folders
        The folders that may be named by trainee, with how deep each lies.
    names
        The file's name as the trainee had it, without its ending: whole, and without the number of a copy.
    copy
        The number of a copy or version; more is later.
    time
        When the platform received it, where it says so.
    late
        Whether the platform took it as late.
    group
        The same for files that one person handed in together.
    """

    platform: tuple[PlatformClaim, ...]
    by_name: bool
    folders: tuple[tuple[int, str], ...]
    names: tuple[str, ...]
    copy: int
    time: datetime | None
    late: bool
    group: tuple[str, ...]


class Reader:
    """Reads claims from paths.

    Parameters
    ----------
    neutral
        Folder names that say nothing of a person, such as the assessments'.
    """

    def __init__(self, clock: Clock, neutral: Iterable[str]) -> None:
        self._clock = clock
        self._formats: Formats = formats()
        self._neutral = {name.casefold() for name in neutral}

    def claims(self, parts: tuple[str, ...], trusted: str = "") -> Claims:
        """Return what a path says.

        Parameters
        ----------
        trusted
            The platform that named the files of this folder; without one, a file's name is the
            trainee's own word, whatever it looks like.
        """
        found = Claims((), False, (), (), 0, None, False, ("folder", *parts[:-1]))
        for depth, part in enumerate(parts[:-1]):
            found = self._folder(found, depth, part)
        return self._file(found, parts[-1], "" if found.platform else trusted)

    def platforms(self, name: str) -> set[str]:
        """Return the platforms that name files like this one."""
        return {platform for platform, pattern in self._formats.file if pattern.fullmatch(name)}

    def _folder(self, found: Claims, depth: int, part: str) -> Claims:
        for _, pattern in self._formats.folder:
            match = pattern.fullmatch(part)
            if match:
                return self._platform(found, match)
        version = self._formats.version.fullmatch(part)
        if version:
            return replace(found, copy=int(version[1][:9]))
        plain = part.removesuffix(".zip").removesuffix(".ZIP")
        if plain.casefold() in self._neutral or any(each.fullmatch(plain) for each in self._formats.neutral):
            return found
        return replace(found, folders=(*found.folders, (depth, plain)))

    def _file(self, found: Claims, name: str, trusted: str) -> Claims:
        for platform, pattern in self._formats.file:
            match = pattern.fullmatch(name)
            if match and platform == trusted:
                found, name = self._platform(found, match), match.groupdict().get("file") or ""
                group = ("platform", *map(str, found.platform), *found.group[1:])
                found = replace(found, by_name=True, group=group)
                break
        stem = name
        while "." in stem and self._formats.kind(stem) != "foreign":
            stem = stem.rpartition(".")[0]
        copy = self._formats.copies.fullmatch(stem)
        if copy is None or copy["stem"] == stem:
            return replace(found, names=(stem,))
        number = int(copy["number"] or copy["again"] or 0)
        return replace(found, names=(stem, copy["stem"]), copy=max(found.copy, number))

    def _platform(self, found: Claims, match: re.Match[str]) -> Claims:
        said = match.groupdict()
        claims = tuple((kind, said[kind]) for kind in KINDS if said.get(kind))
        return replace(
            found,
            platform=(*found.platform, *claims),
            time=self._time(said.get("time"), bool(said.get("utc"))) or found.time,
            late=found.late or bool(said.get("late")),
        )

    def _time(self, text: str | None, utc: bool) -> datetime | None:
        if text is None:
            return None
        try:
            moment = datetime(*map(int, re.findall(r"\d+", text)))  # type: ignore[arg-type]
        except (ValueError, TypeError):
            return None
        return self._clock.to_utc_if_any(moment.replace(tzinfo=UTC) if utc else moment)
