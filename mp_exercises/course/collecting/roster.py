"""``trainees.csv``: who takes part, as a spreadsheet or a learning platform writes it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

from ...plain import is_id, quoted
from ..disk import write_whole
from ..folder import TEMPLATES, Course, CourseError
from .clock import Clock, TimeError
from .formats import formats
from .people import People, Trainee, in_gradebook

MOST_BYTES = 20_000_000
_BETWEEN = re.compile(r"[;|/]")


class RosterError(ValueError):
    """A list of trainees that cannot be used; each fault at its line."""


def people_of(course: Course, clock: Clock) -> People:
    """Return everyone whom the course knows.

    Raises
    ------
    RosterError
        If the list of trainees is faulty.
    """
    if not course.roster.exists():
        people = People(in_gradebook(course), closed=False)
        for folder in (course.root / "submitted", *(course.attempts(slug) for slug in course.slugs())):
            if folder.is_dir():
                for trainee in sorted(
                    entry.name for entry in folder.iterdir() if entry.is_dir() and is_id(entry.name)
                ):
                    people.add(Trainee(trainee))
        return people
    people = People(read_roster(course.roster, clock), closed=True)
    for student in in_gradebook(course):
        people.add(student)
    return people


def write_template(course: Course) -> Path:
    """Write an empty list of trainees and return its file.

    Raises
    ------
    CourseError
        If there is a list already.
    """
    if course.roster.exists():
        raise CourseError(f"{course.roster} is there already; add a line for each trainee")
    write_whole(course.roster, (TEMPLATES / "trainees.csv").read_bytes())
    return course.roster


def read_roster(file: Path, clock: Clock) -> list[Trainee]:
    """Return the trainees of a list.

    Raises
    ------
    RosterError
        With each fault at its line.
    """
    rows = _rows(file)
    heading = next(rows, None)
    if heading is None:
        raise RosterError(f"{file}:1: empty; right would be a line of headings and a line for each trainee")
    columns = [_column(text) for text in heading[1]]
    names = [column for column, _ in columns if column]
    if "id" not in names:
        raise RosterError(f"{file}:1: no column of ids; right would be a heading such as id or username")
    for name in set(names) - {"others", "extension"}:
        if names.count(name) > 1:
            raise RosterError(f"{file}:1: two columns for {name}; right would be one")
    found, faults = _trainees(file, rows, columns, clock)
    if faults:
        raise RosterError("\n".join(faults))
    return list(found.values())


def _trainees(
    file: Path,
    rows: Iterator[tuple[int, list[str]]],
    columns: list[tuple[str, str]],
    clock: Clock,
) -> tuple[dict[str, Trainee], list[str]]:
    found: dict[str, Trainee] = {}
    faults = []
    for number, row in rows:
        if not any(text.strip() for text in row):
            continue
        try:
            trainee = _trainee(columns, row, clock)
        except (RosterError, TimeError) as error:
            faults.append(f"{file}:{number}: {error}")
            continue
        if trainee.id.casefold() in found:
            faults.append(
                f"{file}:{number}: id {trainee.id!r} stands twice; right would be one line for each"
            )
        found[trainee.id.casefold()] = trainee
    return found, faults


def _rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its line."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise RosterError(f"{file}:1: too large; right would be at most {MOST_BYTES:,} bytes")
        text = _decoded(file.read_bytes())
    except OSError as error:
        raise RosterError(
            f"{file}:1: cannot be read ({error.strerror}); right would be a readable file"
        ) from error
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise RosterError(f"{file}:{reader.line_num}: {error}; right would be a plain CSV") from error


def _decoded(data: bytes) -> str:
    """Return the text of a file that a spreadsheet saved in one of its ways."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _column(heading: str) -> tuple[str, str]:
    """Return which field a column holds, and for an extension the assessment."""
    plain = " ".join(heading.replace("_", " ").casefold().split())
    first, _, rest = heading.strip().partition(" ")
    if first.casefold() == "extension" and rest:
        return "extension", rest.strip()
    return formats().columns.get(plain, ""), ""


def _trainee(columns: list[tuple[str, str]], row: list[str], clock: Clock) -> Trainee:
    values: dict[str, list[str]] = {}
    extensions: dict[str, datetime] = {}
    for (column, assessment), text in zip(columns, row, strict=False):
        if column == "extension" and text.strip():
            extensions[assessment] = clock.read(text.strip(), missing=time(23, 59, 59))
        elif column and text.strip():
            values.setdefault(column, []).append(text.strip())
    name = "".join(values.get("id", []))
    if not is_id(name):
        raise RosterError(
            f"id {quoted(name)}; right would be letters, digits and . _ @ - alone, since it names a folder"
        )
    full = " ".join([*values.get("given", []), *values.get("family", [])])
    others = [other.strip() for text in values.get("others", []) for other in _BETWEEN.split(text)]
    names = tuple(filter(None, [*values.get("name", []), full, *others]))
    return Trainee(name, names, "".join(values.get("email", [])), extensions)
