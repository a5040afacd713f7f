"""The course folder that nbgrader works in: where its files are, and how it begins."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from ..place import PACKAGE

if TYPE_CHECKING:
    from .assessment import Loaded

TEMPLATES = Path(__file__).parent / "templates"
FOR_MARKERS = Path(__file__).parent / "moderating" / "templates" / "for-markers.md"
CONFIG = "nbgrader_config.py"
RECORD = "answers.jsonl"
REPLACED = ".replaced-"
"""In the name of keys that were corrected. They stay beside those that took their place, sealed with them."""
SEALED = ".sealed"
SECOND = "-b"
"""What the slug of an assessment's second form has after that of the first."""


class CourseError(ValueError):
    """A course that cannot be made or used as asked; the message says what would do."""


@dataclass(frozen=True)
class Course:
    """A course folder.

    Attributes
    ----------
    root
        The folder that holds ``nbgrader_config.py``.
    """

    root: Path

    @property
    def assessments(self) -> Path:
        """The folder of the definitions."""
        return self.root / "assessments"

    @property
    def keys(self) -> Path:
        """The folder of the keys, which stays with the assessor."""
        return self.root / "keys"

    @property
    def course_id(self) -> str:
        """The course's id in nbgrader's settings, which are read and not run; else the folder's name."""
        text = (self.root / CONFIG).read_text(encoding="utf-8", errors="replace")
        found = re.search(r"""^c\.CourseDirectory\.course_id\s*=\s*(["'])(.+?)\1""", text, re.MULTILINE)
        return found[2] if found else self.root.resolve().name

    @property
    def receipts(self) -> Path:
        """The folder of the receipts that were given."""
        return self.root / "receipts"

    @property
    def roster(self) -> Path:
        """The list of trainees, where the course has one."""
        return self.root / "trainees.csv"

    def release(self, slug: str) -> Path:
        """Return nbgrader's folder of what trainees are given."""
        return self.root / "release" / slug

    def attempts(self, slug: str) -> Path:
        """Return the folder of every attempt at an assessment that was collected, by trainee."""
        return self.root / "attempts" / slug

    def submitted(self, trainee: str, slug: str) -> Path:
        """Return nbgrader's folder of the attempt that counts."""
        return self.root / "submitted" / trainee / slug

    def source(self, slug: str) -> Path:
        """Return nbgrader's source folder of one assessment."""
        return self.root / "source" / slug

    def marking_file(self, slug: str) -> Path:
        """Return the built assessment with its keys, from which marks are made."""
        return self.keys / f"{slug}.marking.json"

    def is_sealed(self, slug: str) -> bool:
        """Whether an assessment's keys are here under seal only."""
        plain = self.keys / f"{slug}.yaml"
        return not plain.is_file() and plain.with_name(plain.name + SEALED).is_file()

    def slugs(self) -> list[str]:
        """Return the assessments that the course has."""
        return sorted(file.stem for file in self.assessments.glob("*.yaml"))

    def other_form(self, slug: str) -> str | None:
        """Return the other of an assessment's two forms; None where the course has only one."""
        slugs = self.slugs()
        second = slug + SECOND
        return second if second in slugs else first_form(slug, slugs)

    def require(self, slug: str) -> None:
        """Refuse a name that the course has no assessment of.

        Raises
        ------
        CourseError
            Which says what the course has.
        """
        if slug not in self.slugs():
            raise CourseError(
                f"there is no assessment {slug!r} in {self.assessments}; "
                f"it has {', '.join(self.slugs()) or 'none'}"
            )

    def load(self, slug: str) -> Loaded:
        """Return an assessment with its keys.

        Raises
        ------
        CourseError
            If the course has none of this name, or its keys are sealed.
        SourceError
            If its files are faulty.
        """
        # The model takes longer to load than many a command, that needs the folder alone, to do its work.
        from .assessment import read_assessment

        self.require(slug)
        if self.is_sealed(slug):
            raise CourseError(f"the keys of {slug!r} are sealed; run: mp keys open {self.root}")
        return read_assessment(self.assessments / f"{slug}.yaml", self.keys / f"{slug}.yaml")


def first_form(slug: str, slugs: Collection[str]) -> str | None:
    """Return the first form of which ``slug`` is the second; None if it is none."""
    first = slug.removesuffix(SECOND)
    return first if first != slug and first in slugs else None


def open_course(root: Path) -> Course:
    """Return the course in a folder.

    Raises
    ------
    CourseError
        If the folder is no course.
    """
    if not (root / CONFIG).is_file() or not (root / "assessments").is_dir():
        raise CourseError(f"{root} is no course folder; make one with: mp course new DIR")
    return Course(root)


def open_content(root: Path) -> Course:
    """Return the course in a folder, or what a checkout has to make courses from: definitions and keys alone.

    Raises
    ------
    CourseError
        If the folder is neither.
    """
    content = Course(root)
    if content.assessments.is_dir() and content.keys.is_dir():
        return content
    return open_course(root)


def enclosing_course(folder: Path) -> Course | None:
    """Return the course that a folder lies in.

    The folder itself is never taken for one: it is a submission, and holds whatever was sent.
    """
    for parent in folder.resolve().parents:
        if (parent / CONFIG).is_file() and (parent / "keys").is_dir():
            return Course(parent)
    return None


def checkout_course() -> Path | None:
    """Return the graded course of a checkout; None in an installed wheel, which carries no key."""
    folder = PACKAGE.parent / "course"
    return folder if (folder / "assessments").is_dir() and (folder / "keys").is_dir() else None


def new_course(root: Path, *, content: Path | None = None) -> Course:
    """Make a course folder.

    Parameters
    ----------
    root
        A folder that does not exist, or is empty.
    content
        A folder with ``assessments/`` and ``keys/`` to copy; a small example without.

    Raises
    ------
    CourseError
        If something is there already, or the folder's name cannot name a course.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CourseError(f"{root} is there already; give a new folder")
    name = re.sub(r"[^a-z0-9-]+", "-", root.resolve().name.lower()).strip("-")
    if not name:
        raise CourseError(f"{root.name!r} cannot name a course; use letters and digits")
    course = Course(root)
    (root / "source").mkdir(parents=True)
    for kind in (course.assessments, course.keys):
        kind.mkdir()
        for file in sorted((content / kind.name).iterdir()) if content else ():
            if file.name.endswith((".yaml", f".yaml{SEALED}")):
                shutil.copyfile(file, kind / file.name)
    if content is None:
        shutil.copyfile(TEMPLATES / "example.assessment.yaml", course.assessments / "example.yaml")
        shutil.copyfile(TEMPLATES / "example.key.yaml", course.keys / "example.yaml")
    values = {"course_id": name}
    (root / CONFIG).write_text(_template("nbgrader_config.txt", values), encoding="utf-8")
    shutil.copyfile(TEMPLATES / "course-gitignore.txt", root / ".gitignore")
    shutil.copyfile(TEMPLATES / "keys-gitignore.txt", course.keys / ".gitignore")
    shutil.copyfile(FOR_MARKERS, root / FOR_MARKERS.name)
    (root / "README.md").write_text(_template("course-readme.txt", values), encoding="utf-8")
    return course


def _template(name: str, values: dict[str, str]) -> str:
    return Template((TEMPLATES / name).read_text(encoding="utf-8")).substitute(values)
