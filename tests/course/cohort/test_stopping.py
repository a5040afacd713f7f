"""A run that is stopped at any point, and run again, ends as one that was left alone."""

import contextlib
import os
import resource
import signal
import subprocess

import psutil
import pytest

from mp_exercises.course.cohort.interrupt import held_back
from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.folder import CourseError
from tests.course.cohort.runs import busy, children, ended, kill, marking, saved, until, workers, written
from tests.course.gradebooks import gradebook, notebooks
from tests.course.made import cohort, copy_of
from tests.course.trainees import SLUG, run

SIZE = 19
"""With two workers, four batches of four, which are saved together, and one of three."""
HOW = ("--workers", 2)


@pytest.fixture(scope="module")
def begun(released, tmp_path_factory):
    """Return a course in which one of a cohort is marked, so that the gradebook has all its tables."""
    course = cohort(released, tmp_path_factory.mktemp("begun") / "course", 1)
    mark_cohort(course, SLUG, workers=1)
    return cohort(course, tmp_path_factory.mktemp("begun") / "course", SIZE)


@pytest.fixture(scope="module")
def whole(begun, tmp_path_factory):
    """Return the gradebook and the notebooks of a run that was left alone."""
    course = copy_of(begun, tmp_path_factory.mktemp("whole") / "course")
    mark_cohort(course, SLUG, workers=1)
    return gradebook(course), notebooks(course)


@pytest.fixture
def course(begun, tmp_path):
    """Return a course of one's own in which a cohort has handed in."""
    return copy_of(begun, tmp_path / "course")


def assert_goes_on(course, whole):
    """Run again, and compare with the run that was left alone; no part of a file is left behind."""
    summary = mark_cohort(course, SLUG, workers=1)
    assert (summary.done, summary.aside) == (SIZE, {})
    assert (gradebook(course), notebooks(course)) == whole
    assert not list(course.root.rglob("*.new"))


def test_ctrl_c_keeps_what_is_marked(course, whole):
    """Ctrl-C while marks are saved leaves none out, says how far it came, and the next run goes on."""
    with marking(course, *HOW) as process:
        with busy(course):
            until(lambda: written(course) >= SIZE // 2)
            process.send_signal(signal.SIGINT)
        code, out, err = ended(process)
    assert (code, out) == (130, "")
    assert err.startswith("stopped; ")
    assert err.endswith(f" of {SIZE} are done. Run it again to go on.\n")
    assert err.count("\n") == 1
    assert saved(course) == int(err.split()[1])
    assert 1 < saved(course) < SIZE
    assert_goes_on(course, whole)


@pytest.mark.parametrize("ready", [False, True])
def test_ctrl_c_on_a_terminal_is_one_line(course, whole, ready):
    """A terminal's Ctrl-C goes to every process, also to workers that are only starting; one line is said."""
    with busy(course), marking(course, *HOW, start_new_session=True) as process:
        until(lambda: workers(process))
        if ready:
            until(lambda: written(course) > 1)
        started = children(process)
        os.killpg(process.pid, signal.SIGINT)
        code, _, err = ended(process)
    assert code == 130
    assert err.count("\n") == 1
    assert err.startswith("stopped; ")
    psutil.wait_procs(started, timeout=30)
    assert not [child for child in started if child.is_running()]
    assert_goes_on(course, whole)


def test_kill_before_anything_is_saved(course, whole):
    """After kill -9 with notebooks written and no mark saved, the next run does it all; no worker is left."""
    with busy(course), marking(course, *HOW) as process:
        until(lambda: written(course) >= SIZE // 2)
        assert workers(process)
        assert not kill(process)
    assert saved(course) == 1
    assert_goes_on(course, whole)


def test_kill_after_some_are_saved(course, whole):
    """After kill -9 with some marks saved, the next run goes on from there."""
    with marking(course, *HOW) as process:
        until(lambda: saved(course) > 1)
        assert not kill(process)
    assert 1 < saved(course) <= SIZE
    assert_goes_on(course, whole)


def test_one_run_at_a_time(course, whole):
    """A second run on the same course, while one is at work, is refused in one line and harms nothing."""
    with marking(course, *HOW) as process:
        with busy(course):
            until(lambda: written(course) > 1)
            second = run("mp_exercises", "mark", course.root, SLUG)
        assert ended(process)[0] == 0
    assert second.returncode == 2
    assert second.stderr == f"mp: another command is at work in {course.root}; wait until it has ended\n"
    assert (gradebook(course), notebooks(course)) == whole


@contextlib.contextmanager
def small_disk(place, megabytes):
    """Mount a disk of its own; yield whether the system lets us."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=True)


def free(place):
    """Return the free bytes of a disk."""
    found = os.statvfs(place)
    return found.f_bavail * found.f_frsize


def fill_up(place, but):
    """Leave some free bytes on a disk, and return the file that takes the rest."""
    filler = place / "filler"
    filler.write_bytes(bytes(max(0, free(place) - but)))
    return filler


@pytest.mark.parametrize("left", [0, 120_000, 420_000])
def test_a_full_disk(course, whole, tmp_path, left):
    """A disk that fills, at notebooks or at marks, ends the run in one line; given room, the next goes on."""
    with small_disk(tmp_path / "disk", 16) as mounted:
        if not mounted:
            assert_full_by_limit(course, whole)
            return
        inside = copy_of(course, tmp_path / "disk" / "course")
        filler = fill_up(tmp_path / "disk", left)
        done = run("mp_exercises", "mark", inside.root, SLUG, *HOW)
        assert done.returncode == 2, done
        assert done.stderr.startswith("mp: ")
        assert "full" in done.stderr
        assert "run again" in done.stderr
        assert done.stderr.count("\n") == 1
        filler.unlink()
        assert_goes_on(inside, whole)


def assert_full_by_limit(course, whole):
    """Let no file grow past the gradebook's size, so that saving marks fails; then let the next run go on."""
    size = (course.root / "gradebook.db").stat().st_size

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    with marking(course, *HOW, preexec_fn=limit) as process:
        code, _, err = ended(process)
    assert code == 2
    assert err.startswith("mp: the gradebook ")
    assert err.count("\n") == 1
    assert_goes_on(course, whole)


def test_no_file_may_grow(course, whole):
    """Where the system refuses that the gradebook grows, the run ends with one line, and the next goes on."""
    assert_full_by_limit(course, whole)


def test_a_worker_that_is_killed_is_one_sentence(course, whole):
    """A marking process that the system kills ends the run with one line that says so."""
    with marking(course, *HOW) as process:
        with busy(course):
            until(lambda: written(course) > 1)
            for child in workers(process):
                child.kill()
        code, _, err = ended(process)
    assert code in (0, 2)
    if code == 2:
        assert err.startswith("mp: a marking process was killed")
        assert err.count("\n") == 1
    assert_goes_on(course, whole)


def test_ctrl_c_waits_for_the_transaction():
    """Ctrl-C in a transaction is heard once it is done, and one that then fails is Ctrl-C too."""
    done = []

    def transaction(*, pressed, fails):
        with held_back():
            if pressed:
                signal.raise_signal(signal.SIGINT)
            if fails:
                raise CourseError("the gradebook is busy")
            done.append("written")

    with pytest.raises(KeyboardInterrupt):
        transaction(pressed=True, fails=False)
    assert done == ["written"]
    with pytest.raises(KeyboardInterrupt):
        transaction(pressed=True, fails=True)
    with pytest.raises(CourseError):
        transaction(pressed=False, fails=True)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
