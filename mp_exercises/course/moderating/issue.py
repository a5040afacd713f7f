"""Writing the sheet of a draw, and the page to read from, for the second marker."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import Engine

from ..disk import PRIVATE, add_lines, write_whole
from ..folder import Course, CourseError
from .draws import drawn, draws, refuse_undrawn
from .page import page_text
from .sheet import place_of, sheet_of
from .workbook import workbook_bytes

GUIDE = Path(__file__).parent / "templates" / "for-markers.md"


def issue_sheet(course: Course, engine: Engine, assessment: str, *, key: bool) -> list[Path]:
    """Write the files of the last draw, and return them: the workbook, and the page.

    Parameters
    ----------
    key
        Whether the second marker sees what a strong answer may notice.

    Raises
    ------
    CourseError
        If nothing was drawn, or the sheet is there: it may have marks in it by now.

    Notes
    -----
    They hold what trainees wrote, so that nobody else may read them and git passes over them.
    """
    with engine.connect() as connection:
        made = draws(connection, assessment)
        rows = [row for row in drawn(connection, assessment, texts=True) if row.number == len(made)]
    refuse_undrawn(made, assessment)
    loaded = course.load(assessment)
    sheet = sheet_of(assessment, loaded.assessment.title, loaded.keyed, rows, key=key)
    contents = {"xlsx": workbook_bytes(sheet), "html": page_text(sheet).encode("utf-8", errors="replace")}
    written = [place_of(course, sheet, ending) for ending in contents]
    if written[0].exists():
        raise CourseError(f"{written[0]} is there, perhaps with marks in it; move it away first")
    written[0].parent.mkdir(parents=True, exist_ok=True)
    add_lines(course.root / "moderation" / ".gitignore", ["*"])
    for file, data in zip(written, contents.values(), strict=True):
        write_whole(file, data, mode=PRIVATE)
    shutil.copyfile(GUIDE, course.root / "moderation" / GUIDE.name)
    return written
