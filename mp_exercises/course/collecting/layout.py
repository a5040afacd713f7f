"""How a source is laid out as a whole: which platform named its files, and where folders name trainees."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from .claims import Claims, Reader
from .people import People


class Layout:
    """What all files of a source say together of each.

    Parameters
    ----------
    paths
        The path of every file in it.
    name
        The source's own name, without an ending.

    Attributes
    ----------
    level
        How deep the folders lie that are named by trainee; None where none is.
    widest
        How deep the folders lie that have most names; None where there is none.
    name
        The source's own name, if it is a trainee's.

    Notes
    -----
    A trainee can give a file any name, and in some places put it into a folder of any name. So a
    platform's way of naming counts only where most files of the folder follow it, and once one
    folder is named by trainee, no file is taken past a folder beside it that is not.
    """

    def __init__(self, paths: Iterable[tuple[str, ...]], name: str, reader: Reader, people: People) -> None:
        self._reader = reader
        every = list(paths)
        self._platform = _platforms(every, reader)
        named = {place for path in every for place in reader.claims(path).folders}
        self.level = min((depth for depth, folder in named if people.find(folder)), default=None)
        different = Counter(depth for depth, _ in named)
        self.widest = max(different, key=lambda depth: (different[depth], depth), default=None)
        self.name = name if people.find(name) else ""

    def claims(self, path: tuple[str, ...]) -> Claims:
        """Return what a path says."""
        return self._reader.claims(path, self._platform.get(path[:-1], ""))


def _platforms(paths: list[tuple[str, ...]], reader: Reader) -> dict[tuple[str, ...], str]:
    """Return the platform that named most files of each folder."""
    total: Counter[tuple[str, ...]] = Counter()
    named: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for path in paths:
        total[path[:-1]] += 1
        named[path[:-1]].update(reader.platforms(path[-1]))
    return {
        folder: counts.most_common(1)[0][0]
        for folder, counts in named.items()
        if counts and counts.most_common(1)[0][1] * 2 > total[folder]
    }
