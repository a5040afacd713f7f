"""The work on one assessment's reports while its gradebook is open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from sqlalchemy import Engine, select

from ...marking.decision import Decision
from ...plain import quoted
from ..assessment import Loaded
from ..feedback.page import held_page
from ..feedback.rendering import held_html
from ..folder import SECOND, Course, CourseError
from ..gradebook.cells import Cells
from ..gradebook.tables import RESULT
from ..holding import held, held_trainees
from ..moderating.status import status_of
from ..result import Held
from ..results import Result, result_of, results
from .asked import Asked, Done
from .basis import OtherForm, basis_of
from .cohort.analysis import analysis_of
from .cohort.gather import Cohort, Gathering
from .cohort.groups import Grouping, read_groups
from .cohort.history import regrades
from .cohort.told import Told
from .cohort.write import Cohorts
from .files import file_names, places_of, write_text
from .page import TraineePages
from .practice import Handbook
from .printing import pdf_of
from .rendering import trainee_html
from .standing import Standing, standings
from .wording import wording

Progress = Callable[[int, int], None]

FORMS = ("A", "B")


class Work:
    """Writes the pages of an assessment, and the report of its cohort.

    Parameters
    ----------
    progress
        Called with how many pages are done, and of how many.
    """

    def __init__(
        self,
        engine: Engine,
        course: Course,
        loaded: Loaded,
        cells: Cells,
        asked: Asked,
        progress: Progress,
    ) -> None:
        self._engine, self._course, self._loaded, self._cells = engine, course, loaded, cells
        self._asked, self._progress = asked, progress
        self._slug = loaded.assessment.slug

    def write(self, handbook: Handbook) -> Done:
        """Write everything but the PDFs.

        Raises
        ------
        CourseError
            If nobody is marked, results are held, or a trainee or a group's file is not right.
        """
        everybody = self._everybody()
        wanted = _wanted(self._asked.trainees, everybody)
        reason = held(self._engine, self._slug)
        if reason and not self._asked.provisional:
            raise CourseError(
                f"the results of {self._slug!r} are held: {reason}; to go on all the same, add --provisional"
            )
        groupings = read_groups(self._asked.groups, everybody) if self._asked.groups else ()
        gathering = Gathering(self._loaded, len(everybody))
        basis = basis_of(
            self._course,
            self._loaded,
            gathering.taken(self._results()),
            provisional=bool(reason),
            other=self._other_form(),
        )
        places = places_of(self._course, self._slug, self._asked.out)
        done = Done(places, basis, reason, wanted, file_names(everybody))
        waits = held_trainees(self._engine, self._slug)
        maker = _Maker(done, TraineePages(basis, handbook, wording("trainee")), waits, self._progress)
        if self._asked.trainees:
            for trainee in wanted:
                maker.add(self._result(trainee))
        else:
            self._everything(done, maker, gathering.cohort(), groupings)
        return done

    def _everything(self, done: Done, maker: _Maker, cohort: Cohort, groupings: tuple[Grouping, ...]) -> None:
        """Write every page, and the cohort's report, while results go by a second time."""
        say, places = wording("technical"), done.places
        with Cohorts(done.basis, places, say) as cohorts:
            for result in self._results():
                cohorts.add(result, *maker.add(result))
            told = Told(
                basis=done.basis,
                cohort=cohort,
                analysis=analysis_of(cohort, done.basis.judge.cut.value, groupings),
                tally=cohorts.tally,
                moderation=status_of(self._course, self._engine, self._slug),
                groupings=groupings,
                regrades=regrades(self._engine, self._slug),
                held=done.held,
                say=say,
            )
            cohorts.finish(told, self._engine, self._slug)
        done.others = [places.technical, places.workbook, places.tables]

    def _other_form(self) -> OtherForm | None:
        other = self._course.other_form(self._slug)
        if other is None:
            return None
        first, second = FORMS if other.endswith(SECOND) else reversed(FORMS)
        return OtherForm(first, second, frozenset(self._marked(other)))

    def _marked(self, slug: str) -> list[str]:
        query = select(RESULT.c.trainee).where(RESULT.c.assessment == slug).order_by(RESULT.c.trainee)
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def _everybody(self) -> list[str]:
        found = self._marked(self._slug)
        if not found:
            raise CourseError(
                f"nobody is marked for {self._slug!r} yet; run: mp mark {self._course.root} {self._slug}"
            )
        return found

    def _results(self) -> Iterator[Result]:
        return results(self._engine, self._slug, self._cells)

    def _result(self, trainee: str) -> Result:
        found = result_of(self._engine, self._slug, self._cells, trainee)
        if found is None:
            raise CourseError(f"the marks of {quoted(trainee)} have just been taken away; run again")
        return found


class _Maker:
    """Judges results and writes their pages; the page of whoever waits for a second marking has no mark."""

    def __init__(self, done: Done, pages: TraineePages, waits: frozenset[str], progress: Progress) -> None:
        self._done, self._pages, self._waits, self._progress = done, pages, waits, progress
        self._say = wording("trainee")

    def add(self, result: Result) -> tuple[Decision, list[Standing], str]:
        """Write a trainee's page, and return how they were judged and what the page is called."""
        done = self._done
        whole, found = done.basis.judge.whole(result), standings(result, done.basis)
        file = done.page_of(result.trainee)
        if write_text(file, self._text(result, whole, found)):
            done.written += 1
            # A PDF of another page than the one beside it would mislead whoever gets it.
            pdf_of(file).unlink(missing_ok=True)
        else:
            done.unchanged += 1
        self._progress(done.written + done.unchanged, len(done.wanted))
        return whole, found, file.name

    def _text(self, result: Result, whole: Decision, found: list[Standing]) -> str:
        if result.trainee not in self._waits:
            return trainee_html(self._pages.page(result, whole, found), self._say)
        title = self._done.basis.loaded.assessment.title
        return held_html(held_page(title, Held(result.trainee, result.name, result.record)))


def _wanted(asked: Collection[str], everybody: Collection[str]) -> list[str]:
    unknown = sorted(set(asked) - set(everybody))
    if unknown:
        raise CourseError(f"nobody called {quoted(unknown[0])} is marked; give an id as submitted/ has it")
    return sorted(set(asked)) or list(everybody)
