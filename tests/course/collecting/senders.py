"""What trainees send, and the course that it is collected into."""

import datetime
import hashlib
import os
import stat
import zipfile
from pathlib import Path

from mp_exercises.answers import Line
from mp_exercises.course.build import build
from mp_exercises.course.collecting.clock import Clock
from mp_exercises.course.collecting.run import Wish, collect
from mp_exercises.course.folder import Course, new_course
from tests.course.trainees import run

SLUG = "example"
SECTION = "example-doorstep"
ROSTER = """id,name,email,other names,extension
jbloggs,Jo Bloggs,jo.bloggs@example.org,Joanna Bloggs; JB,
shill,Samira Hill,shill@example.org,,2026-12-03T17:00
zabc,Zoë Ångström-O'Neill,zoe@example.org,,
lee1,Chris Lee,lee1@example.org,,
lee2,Chris Lee,lee2@example.org,,
"""
BEFORE = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)
AFTER = datetime.datetime(2026, 12, 2, 9, 0, tzinfo=datetime.UTC)


def released(folder, roster=ROSTER) -> Course:
    """Return a course whose example is built and lies where trainees are given it."""
    course = new_course(folder)
    build(course, SLUG)
    course.release(SLUG).mkdir(parents=True)
    for file in course.source(SLUG).iterdir():
        (course.release(SLUG) / file.name).write_bytes(file.read_bytes())
    if roster is not None:
        course.roster.write_text(roster, encoding="utf-8")
    (course.keys / "receipt.key").write_bytes(b"k" * 32)
    return course


def line(number, order=("b", "d", "a", "c"), exercise=SECTION, **more):
    """Return one line of a record, whose id follows from its number."""
    fields = {"item": "next", "kind": "ranking", "rev": "r1", "answer": {"order": list(order)}}
    made = Line(
        exercise=exercise, id=f"line-{number:08}", at="2026-11-20T09:00:00.000Z", **{**fields, **more}
    )
    return made.text() + "\n"


def sitter(name, number=0):
    """Return the line in which a record says whose it is."""
    return line(90_000_000 + number, exercise=SLUG, item="sitter", kind="identity", answer={"id": name})


def record(number=1, *, says=None, answers=2):
    """Return a record's bytes; another number gives another record."""
    lines = [line(number * 1000 + place) for place in range(answers)]
    return "".join([*([sitter(says, number)] if says else []), *lines]).encode()


def put(file: Path, data: bytes, when=BEFORE):
    """Write a file as it was left at a time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    os.utime(file, (when.timestamp(), when.timestamp()))
    return file


def zipped(file: Path, entries, when=(2026, 11, 20, 10, 0, 0)):
    """Write a zip with files by name."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items() if isinstance(entries, dict) else entries:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, when)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, data)
    return file


def special(name, kind, target=b"../../keys/example.yaml"):
    """Return an entry of a zip that is no plain file, and what it holds."""
    info = zipfile.ZipInfo(name, (2026, 11, 20, 10, 0, 0))
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16
    return info, target if kind == stat.S_IFLNK else b""


def gather(course, *sources, **wish):
    """Collect, and return the summary."""
    wish.setdefault("clock", Clock("UTC"))
    return collect(course, SLUG, sources, Wish(**wish), lambda *_: None)[0]


def mp_collect(course, *words):
    """Run ``mp collect`` and return what it did."""
    done = run("mp_exercises", "collect", course.root, *words)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def outcomes(summary):
    """Return the outcome and the trainee of each file, by where it is."""
    return {row.where: (row.outcome, row.attempt.trainee if row.attempt else None) for row in summary.rows}


def submitted(course):
    """Return the record in place for each trainee."""
    return {
        folder.parent.name: (folder / "answers.jsonl").read_bytes()
        for folder in course.root.glob(f"submitted/*/{SLUG}")
    }


def tree(folder: Path):
    """Return the digest of every file below a folder, but for locks."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith(".lock")
    }
