"""Attacks by links: none is followed out of a submission, and nothing is written through one."""

import os

import pytest

from mp_exercises.answers import Record
from mp_exercises.course.cohort.run import mark_cohort
from tests.course.gradebooks import gradebook, marks, notebooks, pure
from tests.course.keys import key_texts
from tests.course.made import copy_of
from tests.course.trainees import SLUG, answer, mixed, right, run, submission

HONEST, BEST, THIEF = "aaa-honest", "best", "thief"
SECRET = "A secret of the assessor's."


@pytest.fixture
def course(released, tmp_path):
    """Return a course in which two are honest, and somebody has the folder to attack from."""
    course = copy_of(released, tmp_path / "course")
    sections = course.load(SLUG).keyed
    answer(Record(submission(course, HONEST) / "answers.jsonl"), sections, mixed(2))
    answer(Record(submission(course, BEST) / "answers.jsonl"), sections, right)
    submission(course, THIEF)
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    return course


def place(course, *below):
    """Return a path in the thief's folder."""
    return course.submitted(THIEF, SLUG).joinpath(*below)


def _to_best(course):
    place(course, "answers.jsonl").symlink_to(course.submitted(BEST, SLUG) / "answers.jsonl")


def _to_best_by_folder(course):
    for file in place(course).iterdir():
        file.unlink()
    place(course).rmdir()
    place(course).symlink_to(course.submitted(BEST, SLUG))


def _to_best_by_trainee(course):
    course.submitted(THIEF, SLUG).parent.rename(course.root.parent / "kept")
    course.submitted(THIEF, SLUG).parent.symlink_to(course.submitted(BEST, SLUG).parent)


def _to_the_key(course):
    place(course, "answers.jsonl").symlink_to(course.marking_file(SLUG))


def _to_a_device(course):
    place(course, "answers.jsonl").symlink_to("/dev/zero")


def _to_a_process(course):
    place(course, "answers.jsonl").symlink_to("/proc/self/environ")


def _to_itself(course):
    place(course, "answers.jsonl").symlink_to("answers.jsonl")


def _time_of_best(course):
    (course.submitted(BEST, SLUG) / "timestamp.txt").write_text("2026-11-01 09:00:00 UTC", encoding="utf-8")
    place(course, "timestamp.txt").symlink_to(course.submitted(BEST, SLUG) / "timestamp.txt")


ATTACKS = {
    "record": _to_best,
    "folder": _to_best_by_folder,
    "trainee": _to_best_by_trainee,
    "key": _to_the_key,
    "device": _to_a_device,
    "process": _to_a_process,
    "itself": _to_itself,
    "time": _time_of_best,
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_link_leads_to_is_not_read(course, attack):
    """Whose record, time or folder is a link is set aside, whatever it leads to; the others are marked."""
    ATTACKS[attack](course)
    summary = mark_cohort(course, SLUG, workers=1)
    assert list(summary.aside) == [THIEF]
    assert " is a link; " in summary.aside[THIEF]
    assert not marks(course, THIEF)
    assert marks(course, HONEST) == pure(course, HONEST)
    assert THIEF not in notebooks(course)


BESIDE = {"thief-file": "notes.txt", "thief-below": "deep/notes.txt", "thief-folder": "deep"}


def test_a_link_beside_the_record(course):
    """Nbgrader would copy what it leads to into the feedback, so it is refused; mp mark copies nothing."""
    for thief, where in BESIDE.items():
        link = submission(course, thief) / where
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(course.keys if where == "deep" else course.marking_file(SLUG))
        answer(Record(course.submitted(thief, SLUG) / "answers.jsonl"), course.load(SLUG).keyed, mixed(4))
    by_mp = copy_of(course, course.root.parent / "by-mp")
    done = run("nbgrader", "autograde", SLUG, cwd=course.root)
    assert done.returncode == 1
    for thief, where in BESIDE.items():
        assert f"CourseError: {thief}: {where} is a link; put the file itself there" in done.stderr
        assert not any(marks(course, thief).values())
    assert marks(course, HONEST) == pure(course, HONEST)
    assert run("nbgrader", "generate_feedback", SLUG, cwd=course.root).returncode == 0
    assert {entry.name for entry in (course.root / "feedback").iterdir()} == {HONEST, BEST, THIEF}
    assert_no_key(course)
    assert run("mp_exercises", "mark", by_mp.root, SLUG).returncode == 0
    for thief in BESIDE:
        assert marks(by_mp, thief) == pure(by_mp, thief)
        names = [file.name for file in (by_mp.root / "autograded" / thief / SLUG).iterdir()]
        assert names == [f"{SLUG}.ipynb"]
    assert_no_key(by_mp)


def assert_no_key(course):
    """No sentence of a key is among what was marked, or goes back to trainees."""
    texts = key_texts(course) - {"BEGIN HIDDEN"}
    for folder in ("autograded", "feedback"):
        for file in (course.root / folder).rglob("*"):
            if file.is_file():
                found = file.read_text(encoding="utf-8", errors="replace")
                assert not [key for key in texts if key in found], file


def notebook_place(course):
    """Put a link where the thief's marked notebook will be."""
    file = course.root / "autograded" / THIEF / SLUG / f"{SLUG}.ipynb"
    file.parent.mkdir(parents=True)
    file.symlink_to(course.root.parent / "secret")


def part_place(course):
    """Put a link where the notebook is written before it takes its place."""
    file = course.root / "autograded" / THIEF / SLUG / f".{SLUG}.ipynb.new"
    file.parent.mkdir(parents=True)
    file.symlink_to(course.root.parent / "secret")


def hard_place(course):
    """Put the secret itself, by a second name, where the notebook is written."""
    file = course.root / "autograded" / THIEF / SLUG / f".{SLUG}.ipynb.new"
    file.parent.mkdir(parents=True)
    os.link(course.root.parent / "secret", file)
    os.link(course.root.parent / "secret", file.with_name(f"{SLUG}.ipynb"))


@pytest.mark.parametrize("attack", [notebook_place, part_place, hard_place])
def test_a_link_in_a_notebooks_place_is_replaced(course, attack):
    """What waits in a marked notebook's place is replaced, and what it leads to is not written to."""
    attack(course)
    summary = mark_cohort(course, SLUG, workers=1)
    assert (summary.marked, summary.aside) == (3, {})
    assert (course.root.parent / "secret").read_text(encoding="utf-8") == SECRET
    file = course.root / "autograded" / THIEF / SLUG / f"{SLUG}.ipynb"
    assert not file.is_symlink()
    assert file.read_bytes().startswith(b'{"cells"')
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("depth", [1, 2])
def test_nothing_is_written_outside_the_course(course, depth):
    """Where a folder of marked notebooks is a link out of the course, its trainee is set aside."""
    outside = course.root.parent / "outside"
    outside.mkdir()
    folder = (course.root / "autograded").joinpath(*(THIEF, SLUG)[:depth])
    folder.parent.mkdir(parents=True)
    folder.symlink_to(outside)
    summary = mark_cohort(course, SLUG, workers=1)
    assert summary.aside == {THIEF: f"{folder.relative_to(course.root)} is a link; take it away"}
    assert list(outside.iterdir()) == []
    assert not marks(course, THIEF)
    assert marks(course, HONEST) == pure(course, HONEST)


def test_a_course_of_ones_own_in_a_submission(course):
    """Who hands in settings, keys and a gradebook of their own is marked by the assessor's."""
    own = place(course)
    (own / "keys").mkdir()
    (own / "keys" / f"{SLUG}.marking.json").write_text('{"sections": []}', encoding="utf-8")
    (own / "nbgrader_config.py").write_text("raise SystemExit('taken')\n", encoding="utf-8")
    (own / "gradebook.db").write_bytes(b"")
    (own / "sitecustomize.py").write_text("raise SystemExit('taken')\n", encoding="utf-8")
    (own / "late.py").write_text("raise SystemExit('taken')\n", encoding="utf-8")
    answer(Record(own / "answers.jsonl"), course.load(SLUG).keyed, mixed(4))
    second = copy_of(course, course.root.parent / "second")
    assert run("mp_exercises", "mark", course.root, SLUG, cwd=own).returncode == 0
    assert run("nbgrader", "autograde", SLUG, cwd=second.root).returncode == 0
    for marked in (course, second):
        assert marks(marked, THIEF) == pure(marked, THIEF)
        assert len(gradebook(marked)["submission"]) == 3
