"""What guessing earns, kept between runs: it takes most of a check's time and seldom changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from platformdirs import user_cache_path

from ..exercise import Exercise
from ..marking import Baseline
from ..place import PACKAGE

MOST_KEPT = 2000

CODE = ("exercise", "marking", "course", "checking")
"""What of the package decides a baseline."""


def kept_file() -> Path:
    """Return the file in which a user's checks keep them."""
    return user_cache_path("mp-exercises") / "baselines.json"


class Kept:
    """Baselines by a digest of all that they follow from; a file that is lost or damaged costs time only.

    Parameters
    ----------
    file
        Where they are kept; None to forget them at the end.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._found = self._read()
        self._new = False

    def baselines(
        self, exercises: Sequence[Exercise], extra: object, work_out: Callable[[], Iterable[Baseline]]
    ) -> list[Baseline]:
        """Return the baselines of exercises, worked out if they were not before.

        Parameters
        ----------
        extra
            What else they follow from.
        """
        key = _digest(exercises, extra)
        try:
            return [Baseline(**entry) for entry in self._found[key]]
        except (KeyError, TypeError):
            earned = list(work_out())
        self._found[key] = [asdict(entry) for entry in earned]
        self._new = True
        return earned

    def save(self) -> None:
        """Write what was worked out, in one step, so that two checks at once do no harm."""
        if not self._new or self._file is None:
            return
        text = json.dumps(dict(list(self._found.items())[-MOST_KEPT:]))
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=self._file.parent, delete=False, encoding="utf-8") as file:
                file.write(text)
            Path(file.name).replace(self._file)
        except OSError:
            return

    def _read(self) -> dict[str, list[dict[str, Any]]]:
        if self._file is None:
            return {}
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _digest(exercises: Sequence[Exercise], extra: object) -> str:
    said = json.dumps([_code(), repr(extra), [entry.data() for entry in exercises]], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _code() -> str:
    """Return a digest of the code that works baselines out."""
    found = hashlib.sha256()
    for file in sorted(file for part in CODE for file in (PACKAGE / part).rglob("*.py")):
        found.update(file.read_bytes())
    return found.hexdigest()
