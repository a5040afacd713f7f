"""One cohort marked by stock nbgrader and by ``mp mark``, in one run: make bench-marking.

Stock nbgrader marks a sample, since it would need minutes for the whole; its time for the whole is
the start of its command, measured on an empty course folder's worth of work, and the sample's time for
each submission.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cohort import fill
from benchmarks.courses import ASSESSMENT, environment, grades, made_course, stock
from benchmarks.watch import Seen, watch
from benchmarks.where import loading
from mp_exercises.course.folder import Course

COHORT = 200
MORE = 5
"""Times the cohort, from which what each further one costs is told apart from what starting costs."""
SAMPLE = 10
BAR = 50


@dataclass(frozen=True)
class Stock:
    """What stock nbgrader took for two sample sizes, from which its whole is extrapolated."""

    one: Seen
    some: Seen
    sample: int

    @property
    def each(self) -> float:
        """Seconds for each further submission."""
        return (self.some.seconds - self.one.seconds) / (self.sample - 1)

    def whole(self, count: int) -> float:
        """Return the seconds for ``count`` submissions."""
        return self.one.seconds + self.each * (count - 1)


def main() -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cohort", type=int, default=COHORT)
    options.add_argument("--sample", type=int, default=SAMPLE)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), given.cohort, given.sample)


def _measure(folder: Path, cohort: int, sample: int) -> None:
    ours = made_course(folder / "ours")
    fill(ours, ASSESSMENT, cohort, notebooks=False)
    mark = watch(["mp_exercises", "mark", str(ours.root), ASSESSMENT], folder, environment())
    feedback = watch(["mp_exercises", "feedback", str(ours.root), ASSESSMENT], folder, environment())

    theirs = made_course(folder / "theirs")
    stock(theirs)
    autograded = _stock(theirs, "autograde", sample)
    generated = _stock_feedback(theirs, sample)

    same = _compare(ours, theirs)
    starts = _starts(folder)
    fill(ours, ASSESSMENT, MORE * cohort, notebooks=False)
    more = {
        "marking": watch(["mp_exercises", "mark", str(ours.root), ASSESSMENT], folder, environment()),
        "feedback pages": _again(ours, folder),
    }
    print(f"{cohort} submissions of {ASSESSMENT}; stock nbgrader on {sample} of them, the rest extrapolated")
    _row("marking", mark, autograded, cohort)
    _row("feedback pages", feedback, generated, cohort)
    # Marking passes over the first cohort, which is marked; feedback looks at every page again.
    _each("marking", more["marking"].seconds / ((MORE - 1) * cohort), autograded)
    growth = more["feedback pages"].seconds - feedback.seconds
    _each("feedback pages", growth / ((MORE - 1) * cohort), generated)
    for what, (seconds, loaded) in starts.items():
        print(f"{what}, a cohort of one: {seconds:.2f} s; in one process loading takes {loaded}")
    print(f"marks compared: {same}, all equal")
    print(f"peak memory: mp mark {mark.peak:.0f} MiB, nbgrader autograde {autograded.some.peak:.0f} MiB")


def _starts(folder: Path) -> dict[str, tuple[float, str]]:
    """Return what each command takes for one submission, and what it loads before it begins."""
    course = made_course(folder / "start")
    fill(course, ASSESSMENT, 1, notebooks=False)
    found = {}
    for what, command in (("marking", "mark"), ("feedback pages", "feedback")):
        words = ["mp_exercises", command, str(course.root), ASSESSMENT]
        seconds = watch(words, folder, environment()).seconds
        found[what] = seconds, loading([*words, "--workers", "1"], folder, environment())
    return found


def _again(course: Course, folder: Path) -> Seen:
    shutil.rmtree(course.root / "feedback")
    return watch(["mp_exercises", "feedback", str(course.root), ASSESSMENT], folder, environment())


def _stock(course: Course, command: str, sample: int) -> Stock:
    fill(course, ASSESSMENT, 1)
    one = watch(["nbgrader", command, ASSESSMENT], course.root, environment())
    shutil.rmtree(course.root / "autograded")
    (course.root / "gradebook.db").unlink()
    watch(["nbgrader", "generate_assignment", ASSESSMENT, "--force"], course.root, environment())
    fill(course, ASSESSMENT, sample)
    some = watch(["nbgrader", command, ASSESSMENT], course.root, environment())
    return Stock(one, some, sample)


def _stock_feedback(course: Course, sample: int) -> Stock:
    words = ["nbgrader", "generate_feedback", ASSESSMENT]
    one = watch([*words, "--student", "trainee-00000"], course.root, environment())
    shutil.rmtree(course.root / "feedback")
    some = watch(words, course.root, environment())
    return Stock(one, some, sample)


def _compare(ours: Course, theirs: Course) -> int:
    """Return how many marks both gradebooks have; they must be equal."""
    mine, others = grades(ours), grades(theirs)
    differing = [where for where, mark in others.items() if mine.get(where) != mark]
    if differing or not others:
        raise RuntimeError(f"{len(differing)} of {len(others)} marks differ, such as {differing[:3]}")
    return len(others)


def _row(what: str, seen: Seen, other: Stock, cohort: int) -> None:
    whole = other.whole(cohort)
    ratio = whole / seen.seconds
    met = "met" if ratio >= BAR else "MISSED"
    print(
        f"{what}: {seen.seconds:.1f} s beside {whole:.0f} s ({other.each:.2f} s each): "
        f"{ratio:.0f} times as fast; the bar of {BAR} is {met}"
    )


def _each(what: str, seconds: float, other: Stock) -> None:
    print(
        f"{what}, each further one: {seconds * 1000:.1f} ms beside {other.each * 1000:.0f} ms, "
        f"{other.each / seconds:.0f} times as fast"
    )


if __name__ == "__main__":
    main()
