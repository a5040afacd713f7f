"""Submissions that cannot be marked as they are: each is set aside with a sentence, and stops nothing."""

import contextlib
import os
import socket
import tempfile
from pathlib import Path

import pytest

from benchmarks.cohort import fill
from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.incoming import MOST_RECORD_BYTES
from tests.course.cohort.conftest import SIZE
from tests.course.gradebooks import gradebook, marks, notebooks
from tests.course.made import copy_of
from tests.course.trainees import SLUG, run

NOBODY = 65534
TIME = "timestamp.txt"


def damaged(folder):
    """Leave nothing whole in the record."""
    record = folder / "answers.jsonl"
    record.write_bytes(b"\x00".join(record.read_bytes().splitlines()))


def replaced(make):
    """Return a fault that puts something else in the place of the record."""

    def work(folder):
        record = folder / "answers.jsonl"
        record.rename(folder.parent / "kept")
        make(record)

    return work


def oversize(record):
    """Write a record of too many bytes, without their taking room on the disk."""
    with record.open("wb") as file:
        file.truncate(MOST_RECORD_BYTES + 1)


def listening(record):
    """Put a socket there."""
    here = Path.cwd()
    os.chdir(record.parent)  # the path of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind(record.name)
    finally:
        os.chdir(here)


def whole(make):
    """Return a fault that puts something else in the place of the folder."""

    def work(folder):
        folder.rename(folder.parent / "kept")
        make(folder)

    return work


FAULTS = {
    "damaged": (damaged, "answers.jsonl holds no answer that can be read; ask for the file again"),
    "link": (
        replaced(lambda record: record.symlink_to(record.parent.parent / "kept")),
        "answers.jsonl is a link; put the file itself there",
    ),
    "dangling": (
        replaced(lambda record: record.symlink_to("nowhere")),
        "answers.jsonl is a link; put the file itself there",
    ),
    "pipe": (replaced(os.mkfifo), "answers.jsonl is no plain file; put the file itself there"),
    "folder": (
        replaced(lambda record: record.mkdir()),
        "answers.jsonl is no plain file; put the file itself there",
    ),
    "socket": (replaced(listening), "answers.jsonl cannot be read: No such device or address"),
    "oversize": (
        replaced(oversize),
        f"answers.jsonl has more than {MOST_RECORD_BYTES:,} bytes; ask for the file again",
    ),
    "lines": (
        lambda folder: (folder / "answers.jsonl").write_bytes(b"\n" * 100_001),
        "answers.jsonl has more than 100,000 lines; ask for the file again",
    ),
    "named-otherwise": (
        lambda folder: (folder / "answers.jsonl").rename(folder / "answers (1).jsonl"),
        "answers.jsonl is not there, but answers (1).jsonl is; rename it, or run: mp collect",
    ),
    "no-time": (
        lambda folder: (folder / TIME).write_text("last Tuesday", encoding="utf-8"),
        "timestamp.txt is no time; write one such as 2026-11-25 17:00:00 UTC",
    ),
    "no-text": (
        lambda folder: (folder / TIME).write_bytes(b"\xff\xfe2\x000\x002\x006\x00"),
        "timestamp.txt is no time; write one such as 2026-11-25 17:00:00 UTC",
    ),
    "long-time": (
        lambda folder: (folder / TIME).write_bytes(b"2026-11-25 17:00:00 UTC" + b" " * 1000),
        "timestamp.txt has more than 200 bytes; ask for the file again",
    ),
    "time-pipe": (
        lambda folder: os.mkfifo(folder / TIME),
        "timestamp.txt is no plain file; put the file itself there",
    ),
    "time-link": (
        lambda folder: (folder / TIME).symlink_to("/etc/hostname"),
        "timestamp.txt is a link; put the file itself there",
    ),
    "whole-link": (
        whole(lambda folder: folder.symlink_to(folder.parent / "kept")),
        "the submission is a link; put a folder with the record there",
    ),
    "whole-dangling": (
        whole(lambda folder: folder.symlink_to("nowhere")),
        "the submission is a link; put a folder with the record there",
    ),
    "whole-file": (
        whole(lambda folder: folder.write_text("here it is", encoding="utf-8")),
        "the submission is no folder; put a folder with the record there",
    ),
}
"""Faults by the trainee who has each, and the sentence that the assessor is told."""

ODD = (
    "the folder's name is no trainee's id; rename it, with at most 64 letters, digits "
    "and . _ - @ between them"
)
NAMES = ("an na", "b" * 65, "-rf", "ünal")


@pytest.fixture(scope="module")
def course(handed_in, tmp_path_factory):
    """Return a course in which a sound cohort and one trainee for each fault have handed in."""
    made = copy_of(handed_in, tmp_path_factory.mktemp("aside") / "course")
    for trainee, (fault, _) in FAULTS.items():
        fault(sound(made, trainee))
    for name in NAMES:
        sound(made, name)
    return made


def sound(course, trainee):
    """Let a trainee hand in, and return the folder."""
    folder = course.submitted(trainee, SLUG)
    folder.mkdir(parents=True)
    record = course.submitted("trainee-00000", SLUG) / "answers.jsonl"
    (folder / "answers.jsonl").write_bytes(record.read_bytes())
    return folder


@pytest.fixture(scope="module")
def done(course):
    """Return what ``mp mark`` did with the course."""
    return run("mp_exercises", "mark", course.root, SLUG, "--workers", 2)


def test_the_others_are_marked(course, done, undisturbed):
    """Whoever handed in soundly has the marks of a course without the rest, and nobody else has any."""
    assert f"{SIZE} marked, 0 as before, {len(FAULTS) + len(NAMES)} set aside" in done.stdout
    assert gradebook(course) == gradebook(undisturbed)
    assert notebooks(course) == notebooks(undisturbed)


def test_the_exit_code_says_so(done):
    """The exit code of a run that set somebody aside is 1."""
    assert done.returncode == 1


def told(done):
    """Return what was said of each trainee who was set aside."""
    lines = [line.strip().partition(": set aside; ") for line in done.stderr.splitlines()]
    return {trainee: why for trainee, _, why in lines if why}


def test_there_are_more_than_are_shown(done):
    """No list is endless: twenty are named, and how many more there are is said."""
    assert len(told(done)) == 20
    assert done.stderr.splitlines()[-1] == f"  and {len(FAULTS) + len(NAMES) - 20} more set aside"


@pytest.mark.parametrize("trainee", FAULTS)
def test_each_has_its_sentence(course, trainee):
    """What is wrong, and what would be right, is one sentence for each fault."""
    assert mark_cohort(course, SLUG, workers=1).aside[trainee] == FAULTS[trainee][1]
    assert not marks(course, trainee)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_no_id(course, name):
    """A folder that could be no trainee's id in nbgrader, or on another system, is set aside."""
    assert mark_cohort(course, SLUG, workers=1).aside[name] == ODD


def test_a_mended_submission_is_marked(course):
    """Once the assessor has mended what was set aside, the next run marks it."""
    folder = course.submitted("no-time", SLUG)
    (folder / TIME).unlink()
    summary = mark_cohort(course, SLUG, workers=1)
    assert (summary.marked, summary.unchanged) == (1, SIZE)
    assert marks(course, "no-time") == marks(course, "trainee-00000")


def test_a_notebook_that_cannot_be_written(released, tmp_path):
    """Where something stands in a marked notebook's place, its trainee alone is set aside."""
    course = copy_of(released, tmp_path / "course")
    fill(course, SLUG, 3, notebooks=False)
    (course.root / "autograded" / "trainee-00001" / SLUG / f"{SLUG}.ipynb").mkdir(parents=True)
    (course.root / "autograded" / "trainee-00002").write_text("", encoding="utf-8")
    summary = mark_cohort(course, SLUG, workers=1)
    assert summary.marked == 1
    assert summary.aside == {
        "trainee-00001": "the marked notebook could not be written: Is a directory",
        "trainee-00002": "the marked notebook could not be written: Not a directory",
    }
    assert not marks(course, "trainee-00001")
    assert not list(course.root.rglob("*.new"))


@contextlib.contextmanager
def without_rights():
    """Act as somebody whom file permissions bind, also where the tests run as root."""
    if os.geteuid() != 0:
        yield os.geteuid()
        return
    os.seteuid(NOBODY)
    try:
        yield NOBODY
    finally:
        os.seteuid(0)


def test_what_may_not_be_read(released):
    """A record, a time or a whole folder that the assessor may not read is set aside, and stops nothing."""
    with tempfile.TemporaryDirectory(prefix="mp-rights-") as place:
        Path(place).chmod(0o777)
        course = copy_of(released, Path(place) / "course")
        fill(course, SLUG, 5, notebooks=False)
        shut = {
            "trainee-00001": course.submitted("trainee-00001", SLUG) / "answers.jsonl",
            "trainee-00002": course.submitted("trainee-00002", SLUG) / TIME,
            "trainee-00003": course.submitted("trainee-00003", SLUG),
            "trainee-00004": course.submitted("trainee-00004", SLUG).parent,
        }
        shut["trainee-00002"].write_text("2026-11-25 17:00:00 UTC", encoding="utf-8")
        if os.geteuid() == 0:
            for path in (course.root, *course.root.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        for path in shut.values():
            path.chmod(0)
        with without_rights():
            summary = mark_cohort(course, SLUG, workers=1)
        for path in shut.values():
            path.chmod(0o700)
    assert summary.marked == 1
    assert summary.aside == {
        "trainee-00001": "answers.jsonl cannot be read: Permission denied",
        "trainee-00002": "timestamp.txt cannot be read: Permission denied",
        "trainee-00003": "answers.jsonl cannot be read: Permission denied",
        "trainee-00004": "the folder cannot be read: Permission denied",
    }
