"""Corrected keys: what is refused, with file and line, and what becomes of the keys that they replace."""

from datetime import date

import pytest

from mp_exercises.checking.kept import Kept
from mp_exercises.checking.report import Report
from mp_exercises.course.assessment import read_assessment
from mp_exercises.course.check import check_course
from mp_exercises.course.folder import REPLACED, CourseError
from mp_exercises.course.regrading.history import MOST_WHO, Reason
from tests.course.made import copy_of
from tests.course.regrading.again import CORRECTIONS, corrected, files, kept, look, state, write
from tests.course.trainees import SLUG, run


def refused(course, *words):
    """Run the command with words that it refuses, and return its one line."""
    before = files(course)
    done = run("mp_exercises", "remark", course.root, SLUG, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert files(course) == before
    return done.stderr


@pytest.mark.parametrize("write_it", [False, True])
def test_a_faulty_key_is_refused_with_its_line(course, tmp_path, write_it):
    """An option that does not exist is a fault at its line of the file; nothing is touched, exit code 2."""
    keys = corrected(course, tmp_path / "faulty.yaml", [(CORRECTIONS[0][0], "credit: {loose: 1}")])
    text = keys.read_text(encoding="utf-8").splitlines()
    line = next(number for number, entry in enumerate(text, 1) if "loose" in entry)
    how = ["--write", "--why", "because", "--who", "R"] if write_it else []
    said = refused(course, "--keys", keys, *how)
    assert said.startswith(f"mp: {keys}:{line}: the key names option 'loose', which does not exist; right ")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("missing", "cannot be read: No such file or directory"),
        ("garbage", "not YAML"),
        ("another", "keys of 'listening-and-clarity'; right would be 'empathy-and-goals'"),
        ("item", "has no key; right would be a key"),
    ],
)
def test_other_faulty_files(course, tmp_path, wrong, says):
    """No file, no YAML, another assessment's keys, and keys that lack an item each name the file and line."""
    keys = tmp_path / "keys.yaml"
    if wrong == "garbage":
        keys.write_text("keys: [", encoding="utf-8")
    elif wrong == "another":
        keys.write_bytes((course.keys / "listening-and-clarity.yaml").read_bytes())
    elif wrong == "item":
        corrected(course, keys, [("    lino:\n", "    linoleum:\n")])
    said = refused(course, "--keys", keys)
    assert f"{keys}:" in said
    assert says in said


@pytest.mark.parametrize(
    ("who", "why", "says"),
    [
        ("R", "", "--write needs a reason"),
        ("R", " \n", "--write needs a reason"),
        ("  ", "because", "--who is the name of whoever decides"),
        ("x" * (MOST_WHO + 1), "because", f"in at most {MOST_WHO} letters"),
    ],
)
def test_a_reason_is_needed(who, why, says):
    """Nobody writes without a reason, or under a name that is blank or endless."""
    with pytest.raises(CourseError, match=says):
        Reason(who, why)
    assert Reason("x" * MOST_WHO, "because").why


def test_a_reason_is_asked_for_first(course, keys):
    """The command refuses to write without a reason before it reads anything."""
    said = refused(course, "--keys", keys, "--write", "--who", "R")
    assert said == 'mp: --write needs a reason that will be read later: --why "line 7 is advice"\n'


def test_other_questions_are_refused(course, keys):
    """Once a question was changed and not released, its records would be read as answers to another one."""
    file = course.assessments / f"{SLUG}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: Tuesdays", "title: Wednesdays"), encoding="utf-8")
    with pytest.raises(CourseError, match="the questions of empathy-and-goals-tuesdays are not those"):
        look(course, keys)
    file.write_text(text + "# a remark that no trainee sees\n", encoding="utf-8")
    assert look(course, keys).marks


def test_sealed_keys_are_refused(course, keys):
    """With the course's keys under seal there would be nothing to keep; one line says how to open them."""
    here = course.keys / f"{SLUG}.yaml"
    here.rename(here.with_name(f"{here.name}.sealed"))
    with pytest.raises(CourseError, match="are sealed; run: mp keys open"):
        write(course, keys)


def test_nobody_to_mark_again(course, keys):
    """An assessment that does not exist, or that nobody is marked for, is one line."""
    done = run("mp_exercises", "remark", course.root, "empathy", "--keys", keys)
    assert done.returncode == 2
    assert done.stderr.startswith("mp: there is no assessment 'empathy' in ")
    assert done.stderr.count("\n") == 1


def test_old_keys_are_kept_and_new_ones_installed(remarked, judged, tmp_path):
    """The old file is kept byte for byte under a name that says so; the new one is in its place."""
    course, _ = remarked
    old = (judged.keys / f"{SLUG}.yaml").read_text(encoding="utf-8")
    assert list(kept(course).values()) == [old]
    new = corrected(judged, tmp_path / "again.yaml").read_bytes()
    assert (course.keys / f"{SLUG}.yaml").read_bytes() == new
    built = course.marking_file(SLUG).read_bytes()
    again = copy_of(course, tmp_path / "course")
    again.marking_file(SLUG).unlink()
    assert run("mp_exercises", "course", "build", SLUG, cwd=again.root).returncode == 0
    assert again.marking_file(SLUG).read_bytes() == built


def test_keys_corrected_where_they_stand_are_kept_too(course, judged):
    """Where the course's own file was edited, the old keys come back from what was built, and mark alike."""
    here = course.keys / f"{SLUG}.yaml"
    corrected(course, here)
    assert run("mp_exercises", "remark", course.root, SLUG).stdout.count("→") > 1
    write(course, here)
    (name,) = kept(course)
    old = read_assessment(course.assessments / f"{SLUG}.yaml", course.keys / name)
    assert old.keyed == judged.load(SLUG).keyed
    write(course, course.keys / name)
    assert state(course) == state(judged)


def test_each_correction_keeps_its_own(course, tmp_path):
    """Two corrections, one after the other at once, keep two files; the same keys again keep none twice."""
    first = corrected(course, tmp_path / "first.yaml", CORRECTIONS[:1])
    original = (course.keys / f"{SLUG}.yaml").read_bytes()
    write(course, first)
    second = corrected(course, tmp_path / "second.yaml", CORRECTIONS[1:])
    write(course, second)
    write(course, first)
    write(course, second)
    texts = [text.encode() for text in kept(course).values()]
    assert sorted(texts) == sorted([original, first.read_bytes(), second.read_bytes()])


def test_kept_keys_are_no_keys_of_an_assessment(remarked, tmp_path):
    """The checks of a course, which complain of keys of no assessment, take kept keys for what they are."""
    course = copy_of(remarked[0], tmp_path / "course")
    for file in course.assessments.iterdir():
        file.unlink()
    report = Report(kept=Kept(None))
    check_course(report, course.root, date(2026, 11, 25), show=False)
    stray = {fault.file.name for fault in report.faults}
    assert f"{SLUG}.yaml" in stray
    assert kept(course)
    assert not [name for name in stray if REPLACED in name]
