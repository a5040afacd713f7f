"""How feedback pages are written: where nbgrader looks, whole, once, and not too early."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.feedback import crew
from mp_exercises.course.feedback.found import found_for
from mp_exercises.course.feedback.scribe import Scribe
from mp_exercises.course.feedback.write import write_feedback
from mp_exercises.course.folder import CourseError
from tests.course.feedback.pages import file_of, page_of, snapshot, text
from tests.course.judged import SIZE, all_results, trainee
from tests.course.made import cohort
from tests.course.trainees import SLUG, environment, run


def test_more_processes_write_the_same(course, shown, monkeypatch):
    """However many processes write, the pages are the same, byte for byte."""
    monkeypatch.setattr(crew, "BATCH", 5)
    assert write_feedback(course, SLUG, workers=3) == SIZE
    assert snapshot(course) == snapshot(shown)


def test_no_more_is_read_ahead_than_is_kept(course, monkeypatch):
    """While the others still load, this process reads on, up to so many batches and no further."""
    monkeypatch.setattr(crew, "BATCH", 2)
    monkeypatch.setattr(crew, "READ", 3)
    read, at_first = [], []

    def counted(*arguments):
        for one in found_for(*arguments):
            read.append(one)
            yield one

    monkeypatch.setattr("mp_exercises.course.feedback.write.found_for", counted)
    write_feedback(course, SLUG, workers=2, progress=lambda *_: at_first.append(len(read)))
    assert crew.AHEAD * 2 * 2 < at_first[0] <= (crew.AHEAD * 2 + 3 + 1) * 2
    assert len(read) == SIZE


def test_the_bar_is_told_of_every_page(course):
    """Progress goes up to the number of trainees, of as many."""
    seen = []
    write_feedback(course, SLUG, workers=1, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (SIZE, SIZE)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_nothing_is_written_twice(course):
    """A second run leaves every page as it is, and only what changed is written."""
    write_feedback(course, SLUG, workers=1)
    files = [file_of(course, trainee(place)) for place in range(SIZE)]
    before = [file.stat().st_mtime_ns for file in files]
    files[3].write_text("changed", encoding="utf-8")
    write_feedback(course, SLUG, workers=1)
    after = [file.stat().st_mtime_ns for file in files]
    assert [old == new for old, new in zip(before, after, strict=True)] == [n != 3 for n in range(SIZE)]
    assert files[3].read_bytes() != b"changed"


def test_nbgrader_releases_them(course, tmp_path):
    """``nbgrader release_feedback`` takes our pages to its exchange, each as it is."""
    for place in range(SIZE):
        folder = course.root / "submitted" / trainee(place) / SLUG
        (folder / "submission_secret.txt").write_text(f"secret-{place}", encoding="utf-8")
        (folder / "timestamp.txt").write_text("2026-11-20 09:00:00.000000 UTC\n", encoding="utf-8")
    mark_cohort(course, SLUG, workers=1)
    write_feedback(course, SLUG, workers=1)
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    done = run("nbgrader", "release_feedback", SLUG, f"--Exchange.root={exchange}", cwd=course.root)
    assert done.returncode == 0, done.stderr
    released = [file.read_bytes() for file in exchange.rglob("*.html")]
    assert sorted(released) == sorted(snapshot(course).values())


def test_beside_nbgrader_s_own(course, shown):
    """Nbgrader's ``generate_feedback`` writes to the same place, with the same points, and ours come back."""
    name = trainee(2)
    done = run("nbgrader", "generate_feedback", SLUG, "--student", name, "--force", cwd=course.root)
    assert done.returncode == 0, done.stderr
    theirs = text(page_of(course, name))
    result = all_results(course)[name]
    found = re.search(r"Score: (\S+) ?/ ?(\S+)\)", theirs)
    assert found is not None
    assert float(found[1]) == pytest.approx(result.earned, abs=0.01)
    assert float(found[2]) == pytest.approx(result.most, abs=0.01)
    write_feedback(course, SLUG, workers=1)
    assert snapshot(course) == snapshot(shown)


@pytest.mark.skipif(sys.platform != "linux", reason="this process writes where it cannot be copied")
def test_a_writer_that_is_killed_is_told(course, shown, monkeypatch):
    """Where one who writes is killed, one line says so, and what is written stands and is gone on with."""

    def killed(self, results):
        os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patch:
        patch.setattr(Scribe, "write", killed)
        with pytest.raises(CourseError, match="a process was killed"):
            write_feedback(course, SLUG, workers=2)
    assert write_feedback(course, SLUG, workers=2) == SIZE
    assert snapshot(course) == snapshot(shown)


@pytest.mark.skipif(sys.platform != "linux", reason="this process writes where it cannot be copied")
def test_what_a_writer_refuses_is_told(course, tmp_path):
    """What another process refuses is said in the same words as where this one writes."""
    (course.root / "feedback").mkdir()
    (course.root / "feedback" / trainee(1)).symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(CourseError, match=f"{trainee(1)} is a link; take it away"):
        write_feedback(course, SLUG, workers=2)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no process groups here")
def test_stopped_at_any_point_it_goes_on(course, shown):
    """Killed in the middle, every page that is there is whole, and the next run makes all of them."""
    command = [sys.executable, "-m", "mp_exercises", "feedback", str(course.root), SLUG, "--workers", "2"]
    begun = subprocess.Popen(command, env=environment(), start_new_session=True, stderr=subprocess.DEVNULL)
    folder = course.root / "feedback"
    while begun.poll() is None and not (folder.is_dir() and len(list(folder.rglob("*.html"))) > 2):
        time.sleep(0.002)
    if begun.poll() is None:
        os.killpg(begun.pid, signal.SIGKILL)
    begun.wait()
    whole = snapshot(shown)
    assert all(page == whole[name] for name, page in snapshot(course).items())
    done = run("mp_exercises", "feedback", course.root, SLUG)
    assert (done.returncode, done.stderr) == (0, "")
    assert snapshot(course) == whole


def test_keys_wait_for_those_who_are_not_marked(unread, tmp_path):
    """While a written answer waits, the release is refused, and no page with a key is written."""
    from tests.course.made import copy_of

    course = copy_of(unread, tmp_path / "course")
    with pytest.raises(CourseError, match="the keys stay where they are"):
        write_feedback(course, SLUG, release=True)
    assert not (course.root / "feedback").exists()


def test_nobody_is_marked(released_alone):
    """Before anybody is marked, one line says what to run, and the exit code is 2."""
    done = run("mp_exercises", "feedback", released_alone.root, SLUG)
    assert done.returncode == 2
    assert done.stderr.startswith("mp: nobody is marked")
    assert "mp mark" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def released_alone(tmp_path):
    """Return a course that was released, and to which some have handed in, unmarked."""
    from tests.course.made import released_course

    return cohort(released_course(tmp_path / "released"), tmp_path / "course", 2)


def test_a_link_in_a_page_s_place_is_not_followed(course, tmp_path):
    """A link that waits in a page's place is replaced, and one in a folder's place is refused by name."""
    aim = tmp_path / "aim.html"
    aim.write_text("mine", encoding="utf-8")
    file = file_of(course, trainee(0))
    file.parent.mkdir(parents=True)
    file.symlink_to(aim)
    write_feedback(course, SLUG, workers=1)
    assert aim.read_text(encoding="utf-8") == "mine"
    assert not file.is_symlink()
    folder = file_of(course, trainee(1)).parent
    for one in folder.iterdir():
        one.unlink()
    folder.rmdir()
    folder.symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(CourseError, match="is a link; take it away"):
        write_feedback(course, SLUG, workers=1)
