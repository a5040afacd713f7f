"""Stopped dead at any point and run again, collecting ends like a run that was never stopped."""

import os
import resource
import signal
import subprocess
import sys
import time

import pytest

from tests.course.collecting.senders import AFTER, SLUG, put, record, released, submitted, tree
from tests.course.trainees import environment

TRAINEES = 24
ROSTER = "id\n" + "".join(f"t{number:03}\n" for number in range(TRAINEES))
STOPPED = """
import os, sys
from pathlib import Path
left = int(sys.argv[1])
def counted(real):
    def call(*words, **more):
        global left
        left -= 1
        if left == 0:
            os._exit(9)
        done = real(*words, **more)
        if left == 1:
            left = 0
            os._exit(9)
        return done
    return call
for name in ("rename", "replace", "mkdir", "unlink", "rmdir"):
    setattr(Path, name, counted(getattr(Path, name)))
os.fsync = counted(os.fsync)
sys.argv = ["mp", *sys.argv[2:]]
from mp_exercises.cli import main
main()
"""


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """Return a folder with two attempts of each trainee, some late, some with a notebook."""
    folder = tmp_path_factory.mktemp("sent") / "sent"
    for number in range(TRAINEES):
        name = f"t{number:03}"
        put(folder / name / "answers.jsonl", record(number * 2 + 1))
        if number % 2:
            put(folder / name / "answers (1).jsonl", record(number * 2 + 2), AFTER)
        if number % 3:
            put(folder / name / "example.ipynb", b"{}" * number)
    return folder


def words(course, sent):
    """Return the words of the command."""
    return ["collect", str(course.root), SLUG, str(sent), "--deadline", "2026-12-01T17:00", "--zone", "UTC"]


def collected(course, sent):
    """Run the command to its end."""
    command = [sys.executable, "-m", "mp_exercises", *words(course, sent)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, sent):
    """Return the tree of a run that nobody stopped."""
    course = released(tmp_path_factory.mktemp("whole") / "course", ROSTER)
    collected(course, sent)
    assert len(submitted(course)) == TRAINEES
    return tree(course.root)


def whole_so_far(course):
    """Show that each attempt and each submission that is there is whole."""
    for folder in course.attempts(SLUG).glob("*/*/"):
        assert {"answers.jsonl", "attempt.json"} <= {file.name for file in folder.iterdir()}
    for folder in course.root.glob(f"submitted/*/{SLUG}"):
        assert len(list(folder.iterdir())) == 4


@pytest.mark.parametrize(
    "reached",
    [
        lambda course: len(list(course.attempts(SLUG).glob("*/*"))) >= 7,
        lambda course: len(list(course.attempts(SLUG).glob("*/*"))) >= 20,
        lambda course: len(list(course.root.glob("submitted/*"))) >= 3,
        lambda course: len(list(course.root.glob("submitted/*"))) >= 15,
        lambda course: (course.receipts / f"{SLUG}.jsonl").exists(),
    ],
    ids=["attempts begun", "attempts half", "placing begun", "placing half", "receipts"],
)
def test_killed_and_run_again(tmp_path, sent, undisturbed, reached):
    """Killed in the middle of its work and run again, it leaves the tree of an undisturbed run."""
    course = released(tmp_path / "course", ROSTER)
    command = [sys.executable, "-m", "mp_exercises", *words(course, sent)]
    running = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while running.poll() is None and not reached(course):
        time.sleep(0.001)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    whole_so_far(course)
    collected(course, sent)
    assert tree(course.root) == undisturbed


@pytest.mark.parametrize("step", [2, 9, 17, 80, 222, 333, 420, 500, 570])
def test_stopped_at_any_step(tmp_path, sent, undisturbed, step):
    """Stopped before any one change to the disk and run again, it leaves the tree of an undisturbed run."""
    course = released(tmp_path / "course", ROSTER)
    command = [sys.executable, "-c", STOPPED, str(step), *words(course, sent)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 9, done.stderr
    whole_so_far(course)
    collected(course, sent)
    assert tree(course.root) == undisturbed


def test_a_full_disk(tmp_path, sent, undisturbed):
    """Where nothing more can be written, it ends with one line and exit code 2, and a later run mends all."""
    course = released(tmp_path / "course", ROSTER)

    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400))

    command = [sys.executable, "-m", "mp_exercises", *words(course, sent)]
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, check=False, preexec_fn=no_room
    )
    assert done.returncode == 2
    assert done.stderr.startswith("mp: ")
    assert "make room and run it again" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (course.root / ".collecting").exists()
    collected(course, sent)
    assert tree(course.root) == undisturbed


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_interrupted(tmp_path, sent, undisturbed):
    """Ctrl-C ends it with a line that says how to go on, and nothing half done is left behind."""
    course = released(tmp_path / "course", ROSTER)
    command = [sys.executable, "-m", "mp_exercises", *words(course, sent)]
    running = subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while running.poll() is None and len(list(course.attempts(SLUG).glob("*/*"))) < 5:
        time.sleep(0.001)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate()
    assert running.returncode == 130
    assert told == "stopped; what is kept is whole. Run it again to go on.\n"
    assert not (course.root / ".collecting").exists()
    collected(course, sent)
    assert tree(course.root) == undisturbed


def test_one_at_a_time(tmp_path, sent):
    """While one run is at work, a second is refused with one line, and harms nothing."""
    course = released(tmp_path / "course", ROSTER)
    command = [sys.executable, "-m", "mp_exercises", *words(course, sent)]
    running = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while running.poll() is None and not (course.root / ".collecting").exists():
        time.sleep(0.001)
    running.send_signal(signal.SIGSTOP)
    second = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    running.send_signal(signal.SIGCONT)
    running.communicate()
    assert running.returncode == 0
    assert second.returncode == 2
    assert "another command is at work" in second.stderr
    assert len(submitted(course)) == TRAINEES
