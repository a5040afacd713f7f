"""Attacks by the name of a folder: what a terminal, a page, a spreadsheet or a file system might obey."""

import os

import pytest

from mp_exercises.answers import Record
from mp_exercises.course.cohort.run import mark_cohort
from tests.attack.records import PAYLOAD
from tests.course.gradebooks import gradebook, notebooks
from tests.course.made import copy_of
from tests.course.trainees import SLUG, answer, mixed, run

HONEST = "honest-trainee"
NAMES = (
    b"o'brien\"",
    b"new\nline: set aside; nothing",
    b"tab\tbed",
    b"\xe2\x80\xaegnidart",
    b"zero\xe2\x80\x8bwidth",
    b"=cmd|' calc'!A0",
    b"@SUM(1+1)",
    b"+44 7700 900000",
    b"-rf",
    b"--workers=9",
    b"\x1b[2J\x1b]0;owned\x07",
    b"bell\x07",
    b"\xff\xfe",
    b"caf\xe9",
    b"null%00byte",
    b"a..%2f..%2fkeys",
    b"back\\slash",
    b"C:con",
    b"aux.txt",
    b"trailing.",
    b"trailing ",
    b"*",
    b"[a-z]?",
    b"{0.__class__}",
    b"$(touch outside)",
    b"`touch outside`",
    b"; touch outside;",
    b"'); drop table grade; --",
    b"%s%s%n",
    PAYLOAD.replace("/", "").encode()[:200],
    "Ａdmin".encode(),
    "ünal".encode(),
    b"x" * 65,
    b"x" * 255,
)
"""Every folder's name that a file system takes may come with a zip or a share."""


@pytest.fixture(scope="module")
def course(released, tmp_path_factory):
    """Return a course in which folders of all these names have handed in what one honest trainee has."""
    course = copy_of(released, tmp_path_factory.mktemp("names") / "course")
    answer(Record(course.submitted(HONEST, SLUG) / "answers.jsonl"), course.load(SLUG).keyed, mixed(3))
    data = (course.submitted(HONEST, SLUG) / "answers.jsonl").read_bytes()
    for name in NAMES:
        folder = os.path.join(os.fsencode(course.root / "submitted"), name, SLUG.encode())  # noqa: PTH118
        os.makedirs(folder)  # noqa: PTH103
        with open(os.path.join(folder, b"answers.jsonl"), "wb") as file:  # noqa: PTH118, PTH123
            file.write(data)
    return course


@pytest.fixture(scope="module")
def done(course):
    """Return what ``mp mark`` did with the course."""
    return run("mp_exercises", "mark", course.root, SLUG, "--workers", 2)


def test_only_the_honest_are_marked(course, done):
    """None of these names gets into the gradebook or names a file; the honest are marked."""
    assert done.returncode == 1
    assert f"1 marked, 0 as before, {len(NAMES)} set aside" in done.stdout
    rows = gradebook(course)
    assert [row["id"] for row in rows["student"]] == [HONEST]
    assert {row["trainee"] for row in rows["mp_result"]} == {HONEST}
    assert list(notebooks(course)) == [HONEST]
    assert [entry.name for entry in (course.root / "autograded").iterdir()] == [HONEST]


def test_nothing_else_happened(course, done):
    """No command in a name has run, and nothing new lies in the course or beside it."""
    assert not list(course.root.parent.rglob("outside"))
    assert [entry.name for entry in course.root.parent.iterdir()] == ["course"]


def test_each_name_is_one_plain_line(course, done):
    """What is said of each is one line in which nothing acts: no control sign, no turned text."""
    lines = done.stderr.splitlines()
    assert len(lines) == 21  # twenty of them, and how many more
    for line in lines:
        assert line.isprintable(), line.encode()
    summary = mark_cohort(course, SLUG, workers=1)
    assert len(summary.aside) == len(NAMES)
    assert len(set(summary.aside.values())) == 1


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_each_name_alone(released, tmp_path, name):
    """By itself, each name is set aside with how an id looks, on one line of plain signs."""
    course = copy_of(released, tmp_path / "course")
    folder = os.path.join(os.fsencode(course.root / "submitted"), name, SLUG.encode())  # noqa: PTH118
    os.makedirs(folder)  # noqa: PTH103
    summary = mark_cohort(course, SLUG, workers=1)
    assert list(summary.aside) == [os.fsdecode(name)]
    assert "is no trainee's id; rename it" in summary.aside[os.fsdecode(name)]
    assert not (course.root / "autograded").exists()


def test_hidden_folders_are_no_trainees(released, tmp_path):
    """Folders that a system hides, such as those of an editor or a share, are nobody's."""
    copy = copy_of(released, tmp_path / "course")
    for name in (".git", "...", ".ipynb_checkpoints", HONEST):
        copy.submitted(name, SLUG).mkdir(parents=True)
    summary = mark_cohort(copy, SLUG, workers=1)
    assert (summary.total, summary.marked) == (1, 1)
