"""An invented cohort: each trainee knows some of the answers, guesses the rest, and writes a little."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mp_exercises.answers import Line
from mp_exercises.course.folder import RECORD, Course
from mp_exercises.exercise import Exercise

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
TEXT = (
    "She said it twice before I heard it. Next time I would put the pen down at the first one, "
    "and ask what she meant. (An invented trainee wrote this.)"
)
LEAST, MOST = 0.3, 0.95


def fill(course: Course, slug: str, count: int, *, first: int = 0, notebooks: bool = True) -> None:
    """Write the submissions of an invented cohort.

    Parameters
    ----------
    first
        The number of the first trainee, to add to a cohort.
    notebooks
        Whether to put the released files beside each record, as nbgrader's own commands need them.
    """
    sections = course.load(slug).keyed
    release = course.root / "release" / slug
    for number in range(first, first + count):
        folder = course.root / "submitted" / f"trainee-{number:05d}" / slug
        folder.mkdir(parents=True, exist_ok=True)
        for file in release.iterdir() if notebooks else ():
            shutil.copyfile(file, folder / file.name)
        write_record(folder / RECORD, sections, number)


def write_record(file: Path, sections: tuple[Exercise, ...], seed: int) -> None:
    """Write one trainee's record; the same seed always gives the same."""
    lines = "".join(f"{line.text()}\n" for line in _lines(sections, random.Random(seed)))
    file.write_text(lines, encoding="utf-8")


def _lines(sections: tuple[Exercise, ...], rng: random.Random) -> Iterator[Line]:
    knows = rng.uniform(LEAST, MOST)
    at = START
    for section in sections:
        for item in section.items:
            at += timedelta(seconds=rng.randint(20, 300))
            full = item.full()
            if full is None:
                answer = {"text": TEXT}
            elif rng.random() < knows:
                answer = dict(full)
            else:
                answer = dict(item.guess("random", rng) or {})
            if answer:
                moment = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
                name = f"{rng.getrandbits(128):032x}"
                read = item.read(answer)
                yield Line(section.slug, item.id, item.kind, section.revision, read, name, moment)
