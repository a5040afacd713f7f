"""The files of an assessment's reports: where they stand, and what they are called."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...plain import is_id
from ..disk import write_whole
from ..folder import Course, CourseError

FOLDER = "reports"
TRAINEES = "trainees"
TABLES = "tables"
TECHNICAL = "technical-report"


@dataclass(frozen=True)
class Places:
    """Where one assessment's reports go.

    Attributes
    ----------
    root
        Its folder.
    """

    root: Path

    @property
    def trainees(self) -> Path:
        """The folder of the trainees' pages."""
        return self.root / TRAINEES

    @property
    def tables(self) -> Path:
        """The folder of the CSV files."""
        return self.root / TABLES

    @property
    def technical(self) -> Path:
        """The technical report's page."""
        return self.root / f"{TECHNICAL}.html"

    @property
    def workbook(self) -> Path:
        """The spreadsheet."""
        return self.root / f"{TECHNICAL}.xlsx"


def places_of(course: Course, assessment: str, out: Path | None = None) -> Places:
    """Return where reports go, in a folder that is there.

    Raises
    ------
    CourseError
        If the folder cannot be made.
    """
    root = out or course.root / FOLDER / assessment
    try:
        (root / TRAINEES).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CourseError(
            f"{root} cannot be made: {error.strerror}; give another folder with --out"
        ) from error
    return Places(root)


def file_names(trainees: Iterable[str]) -> dict[str, str]:
    """Return a file's name, without its ending, for each trainee.

    Notes
    -----
    A name keeps what an id has of letters and digits; where that is not all, or would be another's
    name on a system that takes A for a, some digits of the id's SHA-256 tell it apart.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for trainee in trainees:
        name = trainee if is_id(trainee) and trainee.casefold() not in taken else _apart(trainee)
        taken.add(name.casefold())
        names[trainee] = name
    return names


def write_text(file: Path, text: str) -> bool:
    """Write a file whole or not at all, and return whether that was needed."""
    data = text.encode("utf-8", errors="replace")
    if not file.is_symlink() and file.is_file() and file.read_bytes() == data:
        return False
    write_whole(file, data, sync=False)
    return True


def _apart(trainee: str) -> str:
    kept = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "_-") else "-" for sign in trainee[:40]
    )
    digest = hashlib.sha256(trainee.encode("utf-8", errors="surrogatepass")).hexdigest()[:12]
    return f"{kept.strip('-') or 'trainee'}-{digest}"
