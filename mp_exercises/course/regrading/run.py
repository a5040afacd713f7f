"""Marking an assessment again: look first, then write marks, history and keys."""

from __future__ import annotations

from pathlib import Path

from ..assessment import Loaded, read_assessment
from ..built import marking_text
from ..cohort.loading import marking_from
from ..folder import Course, CourseError
from ..gradebook.cells import cells_of
from ..gradebook.connection import gradebook_of
from ..gradebook.late import LatePenalties
from ..gradebook.settings import settings_of
from ..results import count_of
from .bench import Bench, Progress, Regrade
from .compare import Desk
from .history import Reason, begin, end
from .keys import install, refuse_other_questions


def remark(
    course: Course,
    assessment: str,
    keys: Path,
    *,
    write: Reason | None = None,
    regrade: Regrade | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Regrade:
    """Compare what everybody has with what other keys give, and write it if there is a reason to.

    Parameters
    ----------
    keys
        The corrected keys, a file like ``keys/ASSESSMENT.yaml``.
    write
        Who does it and why; without, nothing is written.
    regrade
        Filled in as the work goes on, so that a caller who stops it knows how far it came.

    Raises
    ------
    CourseError
        If nobody is marked, or the keys are not to the questions that were asked.
    SourceError
        If the corrected keys are faulty.
    """
    settings = settings_of(course)
    course = settings.course
    regrade = regrade if regrade is not None else Regrade()
    loaded, corrected = _read(course, assessment, keys)
    refuse_other_questions(course, loaded)
    with gradebook_of(settings) as engine:
        cells = cells_of(engine, assessment)
        regrade.total = count_of(engine, assessment)
        if not regrade.total:
            raise CourseError(
                f"nobody is marked for {assessment!r} yet; run: mp mark {course.root} {assessment}"
            )
        marking = marking_from(course, assessment, engine, cells, marking_text(loaded))
        bench = Bench(engine, cells, Desk(course, marking, LatePenalties(settings, cells)), regrade)
        judges = bench.judges(loaded)
        if write is None:
            bench.look(judges, progress)
        else:
            begin(engine, assessment, marking.digest, judges[0])
            bench.write(judges, write, progress)
            install(course, loaded, corrected)
            end(engine, assessment)
            regrade.written = True
    return regrade


def _read(course: Course, assessment: str, keys: Path) -> tuple[Loaded, bytes]:
    """Read the corrected keys, with their bytes, which are what is installed."""
    course.require(assessment)
    if course.is_sealed(assessment):
        raise CourseError(f"the keys of {assessment!r} are sealed; run: mp keys open {course.root}")
    corrected = keys.read_bytes() if keys.is_file() else b""
    loaded = read_assessment(course.assessments / f"{assessment}.yaml", keys)
    if keys.read_bytes() != corrected:
        raise CourseError(f"{keys} was changed while it was read; run again")
    return loaded, corrected
