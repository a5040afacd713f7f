"""Writing the feedback pages of a cohort, into the folder that nbgrader releases from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from ...answers import latest
from ...marking.standard import load_standard
from ..built import keyed_sections
from ..cohort.files import submission, unsafe
from ..cohort.loading import load_marking
from ..cohort.one import digest_of
from ..disk import write_whole
from ..folder import Course, CourseError
from ..gradebook.connection import gradebook_of, settings_of
from ..gradebook.writer import Cells, cells_of, marked_by_others
from ..holding import held
from ..incoming import Unreadable, plain_bytes, reading_of, record_bytes
from ..pool import workers_here
from ..results import Result, count_of, results
from .crew import write_all
from .page import Pages, Raws
from .rendering import Rendering
from .wording import words

BESIDE = ("timestamp.txt", "submission_secret.txt")
"""What ``nbgrader release_feedback`` looks for beside the page; its own feedback copies them there."""
MOST_BESIDE = 10_000

Progress = Callable[[int, int], None]


def write_feedback(
    course: Course,
    assessment: str,
    *,
    release: bool = False,
    workers: int | None = None,
    progress: Progress = lambda _done, _total: None,
) -> int:
    """Write a page for each marked trainee, and return how many.

    Parameters
    ----------
    release
        Whether the pages show the keys and their reasons: for after the results are released.
    workers
        Processes; None for one for each core.

    Raises
    ------
    CourseError
        If nobody is marked, or results that are held, or that other keys gave, should be released.
    """
    settings = settings_of(course)
    course, done = settings.course, 0
    with gradebook_of(settings) as engine:
        cells = cells_of(engine, assessment)
        total = count_of(engine, assessment)
        if not total:
            raise CourseError(
                f"nobody is marked for {assessment!r} yet; run: mp mark {course.root} {assessment}"
            )
        if release:
            _refuse_release(course, assessment, engine, cells)
        scribe = _Scribe(course, assessment, _pages(course, assessment, release))
        found = results(engine, assessment, cells)
        for count in write_all(scribe, found, total=total, workers=workers or workers_here()):
            done += count
            progress(done, total)
    return done


class _Scribe:
    """Writes the page of one result after the other."""

    def __init__(self, course: Course, assessment: str, pages: Pages) -> None:
        self._course, self._assessment = course, assessment
        self._pages, self._rendering = pages, Rendering()

    def __call__(self, result: Result) -> None:
        page = self._pages.page(result, _raws(self._course, self._assessment, result))
        _write(self._course, self._assessment, result.trainee, self._rendering.html(page))


def _refuse_release(course: Course, assessment: str, engine: Engine, cells: Cells) -> None:
    """Refuse to show keys too early, and keys that the marks do not come from."""
    reason = held(engine, assessment)
    if reason:
        raise CourseError(f"the keys stay where they are: {reason}")
    marking = load_marking(course, assessment, engine, cells)
    others = sorted(marked_by_others(engine, assessment, marking.digest))
    if others:
        who = others[0] if len(others) == 1 else f"{others[0]} and {len(others) - 1} more"
        raise CourseError(
            f"other keys than those that would be shown marked {who}; "
            f"run: mp remark {course.root} {assessment}"
        )


def _pages(course: Course, assessment: str, release: bool) -> Pages:
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
    return Pages(title, sections, basis=words()["basis"][_basis(by_author, proposal)], release=release)


def _basis(by_author: bool, proposal: bool) -> str:
    """Return whose judgement stands behind the keys and the cut."""
    if proposal:
        return "practice" if by_author else "practice_cut"
    return "practice_keys" if by_author else "panel"


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


def _write(course: Course, assessment: str, trainee: str, text: str) -> None:
    """Write a page, and beside it what nbgrader needs to release it."""
    folder = course.root / "feedback" / trainee / assessment
    for place in (folder.parent, folder):
        if place.is_symlink():
            raise CourseError(f"{place} is a link; take it away")
    folder.mkdir(parents=True, exist_ok=True)
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
