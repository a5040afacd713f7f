"""Writing the feedback pages of a cohort: results from the gradebook, to those who write.

What the pages themselves need is not loaded here: where several processes write, they load it meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..folder import Course, CourseError
from ..gradebook.asks import Asks, asked
from ..gradebook.cells import cells_of
from ..gradebook.settings import settings_of
from ..pool import workers_here
from ..result import Held, Result
from ..results import count_of, results
from .crew import Crew, Task
from .found import found_for

Progress = Callable[[int, int], None]

DRAWS = "mp_draw"
_DRAWN = f"select number from {DRAWS} where assessment = :assessment"


def write_feedback(
    course: Course,
    assessment: str,
    *,
    release: bool = False,
    provisional: bool = False,
    workers: int | None = None,
    crew: Crew | None = None,
    progress: Progress = lambda _done, _total: None,
    told: Callable[[int], None] = lambda _held: None,
) -> int:
    """Write a page for each marked trainee, and return how many.

    A page that stands is written anew where it says other than it should, also where its trainee's result
    has been held since.

    Parameters
    ----------
    release
        Whether the pages show the keys and their reasons: for after the results are released.
    provisional
        Whether to write pages although a second marking holds some results. The pages then say that they are
        not final, and those of trainees whose answers it holds have no mark.
    workers
        Processes; None for one for each core.
    crew
        Those who write, where they were begun before; `workers` says nothing then.
    told
        Called once with how many of the pages have no marks.

    Raises
    ------
    CourseError
        If nobody is marked, a second marking holds the results, or results that are held, or that other keys
        gave, should be released.
    """
    if crew is None:
        with Crew(workers or workers_here()) as crew:
            return write_feedback(
                course,
                assessment,
                release=release,
                provisional=provisional,
                crew=crew,
                progress=progress,
                told=told,
            )
    if release and provisional:
        raise CourseError("provisional pages show no keys; give --provisional or --release, not both")
    settings = settings_of(course)
    course, done = settings.course, 0
    with asked(settings) as asks:
        cells = cells_of(asks, assessment)
        total = count_of(asks, assessment)
        if not total:
            raise CourseError(
                f"nobody is marked for {assessment!r} yet; run: mp mark {course.root} {assessment}"
            )
        waits = frozenset[str]()
        if release or _is_drawn(asks, assessment):
            from .releasing import waiting

            waits = waiting(settings, assessment, cells, release=release, provisional=provisional)
        told(len(waits))
        shown = _without_marks(results(asks, assessment, cells), waits)
        found = found_for(course, assessment, shown)
        for count in crew.write(Task(course, assessment, release, provisional=bool(waits)), found):
            done += count
            progress(done, total)
    return done


def _is_drawn(asks: Asks, assessment: str) -> bool:
    """Whether answers were ever drawn for a second marking: to ask what is open about them takes longer."""
    return asks.has([DRAWS]) and bool(asks.rows(_DRAWN, assessment=assessment))


def _without_marks(found: Iterable[Result], waits: frozenset[str]) -> Iterator[Result | Held]:
    """Take every mark from the results that wait: who writes the pages never has them."""
    return (Held(one.trainee, one.name, one.record) if one.trainee in waits else one for one in found)
