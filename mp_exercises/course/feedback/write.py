"""Writing the feedback pages of a cohort, into the folder that nbgrader releases from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..built import keyed_sections
from ..folder import Course, CourseError
from ..gradebook.connection import gradebook_of, settings_of
from ..gradebook.writer import cells_of
from ..holding import held
from ..results import count_of, results
from .page import Pages, words

TEMPLATES = Path(__file__).parent / "templates"

Progress = Callable[[int, int], None]


def write_feedback(
    course: Course,
    assessment: str,
    *,
    release: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> int:
    """Write a page for each marked trainee, and return how many.

    Parameters
    ----------
    release
        Whether the pages show the keys and their reasons: for after the results are released.

    Raises
    ------
    CourseError
        If nobody is marked, or results that are held should be released.
    """
    settings = settings_of(course)
    with gradebook_of(settings) as engine:
        cells = cells_of(engine, assessment)
        total = count_of(engine, assessment)
        if not total:
            raise CourseError(
                f"nobody is marked for {assessment!r} yet; run: mp mark {course.root} {assessment}"
            )
        reason = held(engine, assessment) if release else ""
        if reason:
            raise CourseError(f"the keys stay where they are: {reason}")
        make = _maker(settings.course, assessment, release)
        for done, result in enumerate(results(engine, assessment, cells), 1):
            file = settings.course.root / "feedback" / result.trainee / assessment / f"{assessment}.html"
            _replace(file, make(result))
            progress(done, total)
    return total


def _maker(course: Course, assessment: str, release: bool) -> Callable[..., str]:
    loaded = course.load(assessment)
    basis = "practice" if loaded.provisional else "panel"
    sections = tuple(keyed_sections(course.marking_file(assessment)).values())
    pages = Pages(loaded.assessment.title, sections, basis=words()[basis], release=release)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template = environment.get_template("feedback.html")
    style = Markup((TEMPLATES / "feedback.css").read_text(encoding="utf-8"))
    return lambda result: template.render(page=pages.page(result), words=words(), style=style)


def _replace(file: Path, text: str) -> None:
    """Write a page whole or not at all; one that is there already is left as it is."""
    data = text.encode("utf-8", errors="replace")
    if file.is_file() and not file.is_symlink() and file.read_bytes() == data:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.write_bytes(data)
    fresh.replace(file)
