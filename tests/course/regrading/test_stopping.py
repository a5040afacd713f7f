"""Marking again that is stopped anywhere, and run again, ends as one that was left alone."""

import contextlib
import signal
import sqlite3
import subprocess
import sys

import pytest

from mp_exercises.course.regrading import run as module
from tests.course.cohort.runs import PATIENCE, busy, ended, kill, until
from tests.course.gradebooks import gradebook, notebooks
from tests.course.judged import SIZE
from tests.course.made import copy_of
from tests.course.regrading.again import WHO, WHY, history, key_files, look, under_way, write
from tests.course.trainees import SLUG, environment, run

AT_ONCE = 5
SMALL = (
    "import mp_exercises.course.regrading.bench as bench; from mp_exercises.cli import main; "
    f"bench.AT_ONCE = {AT_ONCE}; main()"
)
"""The command, with batches as small as the cohort."""


@contextlib.contextmanager
def remarking(course, keys):
    """Yield a running ``mp remark --write``; what is left of it at the end is killed."""
    words = ["remark", course.root, SLUG, "--keys", keys, "--write", "--why", WHY, "--who", WHO]
    process = subprocess.Popen(
        [sys.executable, "-c", SMALL, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def done_by(course, digest):
    """Return how many trainees have the marks of some keys."""
    return sum(row["marking"] == digest for row in gradebook(course)["mp_result"])


def assert_goes_on(course, keys, remarked):
    """Run the same again, and compare with the run that was left alone."""
    undisturbed, _ = remarked
    found = write(course, keys)
    assert found.before + found.same + len(found.changed) == SIZE
    assert gradebook(course) == gradebook(undisturbed)
    assert notebooks(course) == notebooks(undisturbed)
    assert key_files(course) == key_files(undisturbed)
    rows = [(row["trainee"], row["cell"]) for row in history(course)]
    assert len(rows) == len(set(rows))
    assert under_way(course) == []
    assert not list(course.root.rglob("*.new"))
    return found


def test_kill_in_the_middle(course, keys, remarked):
    """After kill -9 with some batches saved, the same command does the rest, and no history is doubled."""
    digest = gradebook(remarked[0])["mp_result"][0]["marking"]
    with remarking(course, keys) as process:
        until(lambda: done_by(course, digest) >= AT_ONCE)
        kill(process)
    some = done_by(course, digest)
    assert AT_ONCE <= some < SIZE
    assert some % AT_ONCE == 0
    assert under_way(course) == [SLUG]
    assert {row["trainee"] for row in history(course)} <= {
        row["trainee"] for row in gradebook(course)["mp_result"] if row["marking"] == digest
    }
    assert assert_goes_on(course, keys, remarked).before == some


def test_decisions_are_those_of_the_start(course, keys, remarked):
    """After a stop the rest of the cohort is judged, before and after, as it would have been without one."""
    with remarking(course, keys) as process:
        until(lambda: history(course))
        kill(process)
    rest = look(course, keys)
    expected = {change.trainee: change for change in remarked[1].changed}
    assert rest.changed
    assert rest.before
    for change in rest.changed:
        assert change == expected[change.trainee]


def test_kill_between_notebooks_and_marks(course, keys, remarked):
    """After kill -9 with notebooks written whose marks are not saved, the same command goes on."""
    digest = gradebook(remarked[0])["mp_result"][0]["marking"]
    before = notebooks(course)

    def ahead():
        saved = {row["trainee"] for row in gradebook(course)["mp_result"] if row["marking"] == digest}
        return [
            name for name, data in notebooks(course).items() if data != before[name] and name not in saved
        ]

    with remarking(course, keys) as process:
        until(lambda: begun(course))
        with busy(course):
            until(ahead)
            kill(process)
    assert ahead()
    some = done_by(course, digest)
    assert assert_goes_on(course, keys, remarked).before == some


def begun(course):
    """Return what is being marked again, also before the table is there."""
    try:
        return under_way(course)
    except sqlite3.OperationalError:
        return []


def test_a_stop_before_the_keys_are_installed(course, keys, remarked, monkeypatch):
    """Stopped with all marks written and the old keys still in place, the same command installs the new."""
    old = key_files(course)

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "install", stop)
        with pytest.raises(KeyboardInterrupt):
            write(course, keys)
    assert key_files(course) == old
    assert gradebook(course) == gradebook(remarked[0])
    assert assert_goes_on(course, keys, remarked).before == SIZE


@pytest.mark.parametrize("step", ["kept", "built"])
def test_a_stop_between_two_files(remarked, judged, keys, tmp_path, step):
    """Stopped after the old keys were kept, or the new ones built, the same command ends the same."""
    course = copy_of(remarked[0], tmp_path / "half")
    for name in [f"{SLUG}.yaml", *([] if step == "built" else [course.marking_file(SLUG).name])]:
        (course.keys / name).write_bytes((judged.keys / name).read_bytes())
    assert_goes_on(course, keys, remarked)


def test_ctrl_c(course, keys, remarked):
    """Ctrl-C ends it with one line and the usual exit code; the same command goes on."""
    with remarking(course, keys) as process:
        until(lambda: begun(course))
        process.send_signal(signal.SIGINT)
        code, _, err = ended(process)
    assert (code, err) == (130, "stopped; run it again to go on, and nothing is changed twice\n")
    assert_goes_on(course, keys, remarked)


def test_marking_waits_for_it(course, keys):
    """While it is at work ``mp mark`` waits its turn, and half-way it refuses to mark by either keys."""
    with remarking(course, keys) as process:
        until(lambda: history(course))
        with busy(course):
            during = run("mp_exercises", "mark", course.root, SLUG)
            kill(process)
    assert during.stderr == f"mp: another command is at work in {course.root}; wait until it has ended\n"
    after = run("mp_exercises", "mark", course.root, SLUG)
    assert (during.returncode, after.returncode, after.stdout) == (2, 2, "")
    assert "run: mp remark" in after.stderr


def test_other_keys_after_a_stop(course, keys, judged):
    """After a stop, marking by the old keys again restores what was, and nothing stays under way."""
    before = gradebook(judged)
    with remarking(course, keys) as process:
        until(lambda: history(course))
        kill(process)
    write(course, course.keys / f"{SLUG}.yaml")
    after = gradebook(course)
    for table in ("grade", "mp_result"):
        assert after[table] == before[table]
    assert under_way(course) == []
