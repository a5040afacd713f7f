"""Corrected keys, and what marking again by them must leave behind, worked out apart from it."""

import contextlib
import sqlite3
from dataclasses import dataclass

from mp_exercises.answers import Record
from mp_exercises.course.alone import LOCK
from mp_exercises.course.assessment import read_assessment
from mp_exercises.course.folder import REPLACED
from mp_exercises.course.regrading.history import Reason
from mp_exercises.course.regrading.run import remark
from mp_exercises.marking import mark_record
from tests.course.judged import all_results, bands
from tests.course.trainees import SLUG

CORRECTIONS = (
    ("credit: {lose: 1, micah: 0.25}", "credit: {lose: 0.25, micah: 1}"),
    ("credit: {boxing: 1, days: 0.25}", "credit: {boxing: 0.25, days: 1}"),
)
"""Of those who picked something else, guessing is worth what it was, so that their marks stay."""
WHO, WHY = "Rhian Pryce", "Micah's question; the panel's vote of 24 November"
REASON = Reason(WHO, WHY)


def corrected(course, file, corrections=CORRECTIONS):
    """Write a course's keys with corrections into a file, and return it."""
    text = (course.keys / f"{SLUG}.yaml").read_text(encoding="utf-8")
    for old, new in corrections:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return file


def look(course, keys):
    """Look at who would change."""
    return remark(course, SLUG, keys)


def write(course, keys, reason=REASON):
    """Mark again by keys."""
    return remark(course, SLUG, keys, write=reason)


def by_keys(course, keys):
    """Return what the pure function gives each trainee by keys: points by section."""
    loaded = read_assessment(course.assessments / f"{SLUG}.yaml", keys)
    found = {}
    for file in sorted((course.root / "submitted").glob(f"*/{SLUG}/answers.jsonl")):
        lines = Record(file).read().lines
        marked = [mark_record(section, lines) for section in loaded.keyed]
        found[file.parts[-3]] = {entry.exercise: entry.points for entry in marked if entry.most}
    return found


@dataclass(frozen=True)
class State:
    """What the reports would say of a course: points and decision of each trainee, and by which keys."""

    points: dict
    scores: dict
    bands: dict
    marking: dict


def state(course):
    """Return the state of a course."""
    found = all_results(course)
    return State(
        {name: result.points for name, result in found.items()},
        {name: dict(result.scores) for name, result in found.items()},
        bands(course),
        {name: result.marking for name, result in found.items()},
    )


def history(course):
    """Return the rows of the history, in the order written."""
    with contextlib.closing(sqlite3.connect(course.root / "gradebook.db")) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute("select * from mp_history order by id")]


def under_way(course):
    """Return the assessments that are being marked again."""
    with contextlib.closing(sqlite3.connect(course.root / "gradebook.db")) as database:
        return [row[0] for row in database.execute("select assessment from mp_regrade")]


def files(course):
    """Return every file of a course as bytes, by its path, but for the lock that commands hold."""
    return {
        file.relative_to(course.root).as_posix(): file.read_bytes()
        for file in course.root.rglob("*")
        if file.is_file() and file.name != LOCK
    }


def kept(course):
    """Return the texts of the keys that were replaced, by name."""
    return {
        file.name: file.read_text(encoding="utf-8")
        for file in sorted(course.keys.glob(f"{SLUG}{REPLACED}*.yaml"))
    }


def key_files(course):
    """Return what the folder of the keys holds, without the times in the names of replaced keys."""
    found = {}
    for file in course.keys.iterdir():
        name, replaced, rest = file.name.partition(REPLACED)
        found[name + replaced + rest.partition("-")[2]] = file.read_bytes()
    return found
