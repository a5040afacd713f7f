"""What to practise next: for the skills that need it most, a chapter to read and an exercise to try."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ...exercise import Exercise
from ..folder import CourseError
from .handbook import Chapter
from .standing import Standing

LEAST, MOST = 2, 4
"""How many suggestions a page has, where the handbook has as many."""

NEED = ("not-yet", "borderline", "too-little", "waiting", "secure")
DEFAULT_ADDRESS = "handbook/"

_RELATIVE = re.compile(r"(?!//)[\w./~%-]*")


@dataclass(frozen=True)
class Suggestion:
    """One thing to practise.

    Attributes
    ----------
    chapter
        Where to read.
    exercise
        What to try; None where the chapter has none.
    exercise_chapter
        The page that the exercise stands on.
    """

    standing: Standing
    chapter: Chapter
    exercise: Exercise | None
    exercise_chapter: Chapter


class Handbook:
    """The handbook at an address.

    Parameters
    ----------
    address
        Of its first page's folder: an http or https address, or a path from the trainee's page.

    Raises
    ------
    CourseError
        If the address is neither.
    """

    def __init__(self, address: str, chapters: Sequence[Chapter]) -> None:
        self.address = _checked(address)
        self.chapters = chapters

    @property
    def absolute(self) -> bool:
        """Whether its links lead there from anywhere."""
        return bool(urlsplit(self.address).scheme)

    def link(self, chapter: Chapter, exercise: Exercise | None = None) -> str:
        """Return the address of a chapter, or of an exercise on it."""
        anchor = f"#exercise-{exercise.slug}" if exercise else ""
        return f"{self.address}{chapter.name}.html{anchor}"


def suggestions(
    standings: Iterable[Standing], handbook: Handbook, audience: Iterable[str]
) -> list[Suggestion]:
    """Return what to practise next, the greatest need first.

    Parameters
    ----------
    audience
        For whom the assessment is; chapters for them come first.

    Notes
    -----
    Only where there is nothing else to suggest does a skill that is secure get a place.
    """
    by_need = sorted(standings, key=_need)
    readers = frozenset(audience)
    found: list[Suggestion] = []
    for standing in by_need:
        if len(found) == MOST or (len(found) >= LEAST and standing.decision.band == "secure"):
            break
        taken = {entry.exercise.slug for entry in found if entry.exercise}
        one = _suggestion(standing, handbook, readers, taken)
        if one is not None and all(one.chapter.name != other.chapter.name for other in found):
            found.append(one)
    return found


def _need(standing: Standing) -> tuple[int, float, str]:
    return NEED.index(standing.decision.band), standing.decision.value or 0.0, standing.name


def _suggestion(
    standing: Standing, handbook: Handbook, readers: frozenset[str], taken: set[str]
) -> Suggestion | None:
    competency = standing.competency
    ordered = sorted(
        handbook.chapters,
        key=lambda chapter: (competency not in chapter.explains, not readers & chapter.audience),
    )
    about = [
        chapter for chapter in ordered if competency in chapter.explains or chapter.practises(competency)
    ]
    if not about:
        return None
    options = [
        (chapter, exercise)
        for chapter in about
        for exercise in chapter.practises(competency)
        if exercise.slug not in taken
    ]
    # A short one that is mainly about this, on the chapter itself where it has one.
    options.sort(
        key=lambda option: (
            option[1].competencies[0] != competency,
            option[0] is not about[0],
            option[1].minutes,
        )
    )
    where, exercise = options[0] if options else (about[0], None)
    return Suggestion(standing, about[0], exercise, where)


def _checked(address: str) -> str:
    parts = urlsplit(address)
    web = parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"[\s<>\"'\\]", address)
    if not web and not _RELATIVE.fullmatch(address):
        raise CourseError(
            f"{address!r} is no address of a handbook; give one such as https://handbook.example.org/ "
            "or a path such as handbook/"
        )
    return address if address.endswith("/") or not address else f"{address}/"
