"""Writing one trainee's page after the other, from results and records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ...marking.standard import load_standard
from ..built import keyed_sections
from ..cohort.files import submission
from ..disk import write_whole
from ..folder import Course, CourseError
from ..incoming import Unreadable, plain_bytes
from ..result import Held
from .found import Found, place_of
from .page import Pages
from .rendering import held_html, html
from .wording import words

BESIDE = ("timestamp.txt", "submission_secret.txt")
"""What ``nbgrader release_feedback`` looks for beside the page; its own feedback copies them there."""
MOST_BESIDE = 10_000


class Scribe:
    """Writes the pages of an assessment into the folder that nbgrader releases from.

    Parameters
    ----------
    release
        Whether they show the keys.
    provisional
        Whether they say that they are not final.

    Raises
    ------
    CourseError, Unbuilt
        If the assessment is not built or not released.
    """

    def __init__(self, course: Course, assessment: str, *, release: bool, provisional: bool = False) -> None:
        self._course, self._assessment = course, assessment
        self._pages = _pages(course, assessment, release, provisional)

    def write(self, batch: Sequence[Found]) -> int:
        """Write pages, and return how many."""
        for found in batch:
            _write(self._course, self._assessment, found.result.trainee, self._text(found))
        return len(batch)

    def _text(self, found: Found) -> str:
        if isinstance(found.result, Held):
            return held_html(self._pages.held(found.result))
        return html(self._pages.page(found.result, found.raws))


def _pages(course: Course, assessment: str, release: bool, provisional: bool) -> Pages:
    """Return what makes the pages, from what was built and released."""
    sections = tuple(keyed_sections(course.marking_file(assessment)).values())
    file = course.release(assessment) / f"{assessment}.json"
    try:
        public = json.loads(file.read_text(encoding="utf-8"))
        title, proposal = str(public["title"]), bool(public["provisional"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(
            f"{file} cannot be used; run: nbgrader generate_assignment {assessment} --force"
        ) from error
    by_author = any(section.provenance.source == "author" for section in sections)
    standard = load_standard(course.root, assessment)
    if standard is not None:
        proposal = bool(standard.stale({section.slug: section.revision for section in sections}))
    basis = words()["basis"][_basis(by_author, proposal)]
    return Pages(title, sections, basis=basis, release=release, provisional=provisional)


def _basis(by_author: bool, proposal: bool) -> str:
    """Return whose judgement stands behind the keys and the cut."""
    if proposal:
        return "practice" if by_author else "practice_cut"
    return "practice_keys" if by_author else "panel"


def _write(course: Course, assessment: str, trainee: str, text: str) -> None:
    """Write a page, and beside it what nbgrader needs to release it."""
    folder = place_of(course, assessment, trainee)
    _replace(folder / f"{assessment}.html", text.encode("utf-8", errors="replace"))
    for name in BESIDE:
        try:
            beside = plain_bytes(submission(course, trainee, assessment) / name, MOST_BESIDE)
        except Unreadable:
            continue
        if beside is not None:
            _replace(folder / name, beside)


def _replace(file: Path, data: bytes) -> None:
    """Write a file whole or not at all; one that is there already is left as it is."""
    if file.is_symlink() or not file.is_file() or file.read_bytes() != data:
        write_whole(file, data, sync=False)
