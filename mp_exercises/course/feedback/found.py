"""What a page is made from: a result, the answers of the record that it came from, and a folder for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...answers import latest
from ..cohort.files import submission, unsafe
from ..folder import Course, CourseError
from ..incoming import Unreadable, digest_of, reading_of, record_bytes
from ..result import Held, Place, Result

Raws = Mapping[Place, Mapping[str, Any] | None]
"""A trainee's answers as they stand in the record, by section and item."""


@dataclass(frozen=True)
class Found:
    """One trainee's result.

    Attributes
    ----------
    raws
        None where the record that was marked is not to be had, and where the result waits.
    """

    result: Result | Held
    raws: Raws | None = None


def place_of(course: Course, assessment: str, trainee: str) -> Path:
    """Return the folder of a page, which nbgrader releases it from."""
    return course.root / "feedback" / trainee / assessment


def found_for(course: Course, assessment: str, results: Iterable[Result | Held]) -> Iterator[Found]:
    """Yield each result with the answers that it came from, once there is a folder for its page.

    Raises
    ------
    CourseError
        If a link stands where a folder should.
    """
    (course.root / "feedback").mkdir(exist_ok=True)
    for result in results:
        place = place_of(course, assessment, result.trainee)
        for folder in (place.parent, place):
            _make(folder)
        yield Found(result, None if isinstance(result, Held) else _raws(course, assessment, result))


def _make(folder: Path) -> None:
    """Make a folder that is not there."""
    try:
        folder.mkdir()
    except FileExistsError:
        if folder.is_symlink():
            raise CourseError(f"{folder} is a link; take it away") from None


def _raws(course: Course, assessment: str, result: Result) -> Raws | None:
    """Return the answers of the record that was marked; None where it is not to be had."""
    if unsafe(course, result.trainee, assessment):
        return None
    try:
        data = record_bytes(submission(course, result.trainee, assessment))
        if digest_of(data) != result.record:
            return None
        found = latest(reading_of(data).lines)
    except Unreadable:
        return None
    kinds = {(item.section, item.item): item.kind for item in result.items}
    return {place: line.answer for place, line in found.items() if kinds.get(place) == line.kind}
