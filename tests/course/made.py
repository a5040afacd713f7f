"""Courses for the tests of marking: made once, and copied for whoever changes one."""

import shutil

from nbgrader.apps import NbGraderAPI
from traitlets.config import PyFileConfigLoader

from benchmarks.cohort import fill
from mp_exercises.course.build import build
from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.folder import CONFIG, Course
from tests.course.trainees import SLUG, in_environment, real_course


def api(course):
    """Return nbgrader's API on a course, with its settings: what formgrader works by."""
    config = PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()
    return NbGraderAPI(config=config)


def released_course(folder):
    """Return a new course with one assessment built and released."""
    course = real_course(folder)
    build(course, SLUG)
    with in_environment():
        assert api(course).generate_assignment(SLUG)["success"]
    return course


def copy_of(course, folder):
    """Return a copy of a course as it stands."""
    shutil.copytree(course.root, folder, symlinks=True)
    return Course(folder)


def cohort(course, folder, count):
    """Return a copy of a course in which an invented cohort has handed in."""
    copy = copy_of(course, folder)
    fill(copy, SLUG, count, notebooks=False)
    return copy


def marked_cohort(factory, name, count):
    """Return a new course whose cohort is marked but for the written answers."""
    made = cohort(
        released_course(factory.mktemp(f"{name}-released") / "course"), factory.mktemp(name) / "course", count
    )
    assert mark_cohort(made, SLUG, workers=1).marked == count
    return made


def settings(course, *lines):
    """Add lines to a course's settings."""
    with (course.root / CONFIG).open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))


def make_stock(course):
    """Give a course nbgrader's own steps again, as its settings say that one can."""
    settings(course, "del c.Autograde.sanitize_preprocessors, c.Autograde.autograde_preprocessors")
