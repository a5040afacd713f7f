"""Writing the feedback pages of a cohort: results from the gradebook, to those who write.

What the pages themselves need is not loaded here: where several processes write, they load it meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable

from ..folder import Course, CourseError
from ..gradebook.connection import gradebook_of, settings_of
from ..gradebook.writer import cells_of
from ..pool import workers_here
from ..results import count_of, results
from .crew import Crew, Task

Progress = Callable[[int, int], None]


def write_feedback(
    course: Course,
    assessment: str,
    *,
    release: bool = False,
    workers: int | None = None,
    crew: Crew | None = None,
    progress: Progress = lambda _done, _total: None,
) -> int:
    """Write a page for each marked trainee, and return how many.

    Parameters
    ----------
    release
        Whether the pages show the keys and their reasons: for after the results are released.
    workers
        Processes; None for one for each core.
    crew
        Those who write, where they were begun before; `workers` says nothing then.

    Raises
    ------
    CourseError
        If nobody is marked, a second marking holds the results, or results that are held, or that other keys
        gave, should be released.
    """
    if crew is None:
        with Crew(workers or workers_here()) as crew:
            return write_feedback(course, assessment, release=release, crew=crew, progress=progress)
    settings = settings_of(course)
    course, done = settings.course, 0
    with gradebook_of(settings) as engine:
        cells = cells_of(engine, assessment)
        total = count_of(engine, assessment)
        if not total:
            raise CourseError(
                f"nobody is marked for {assessment!r} yet; run: mp mark {course.root} {assessment}"
            )
        from ..holding import refuse_moderated

        refuse_moderated(engine, assessment)
        if release:
            from .releasing import refuse_release

            refuse_release(course, assessment, engine, cells)
        found = results(engine, assessment, cells)
        for count in crew.write(Task(course, assessment, release), found):
            done += count
            progress(done, total)
    return done
