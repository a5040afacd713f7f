"""Writing: marks, history and keys, so that everything is as if these keys had marked from the start."""

from datetime import datetime

import pytest

from mp_exercises.course.build import build
from mp_exercises.course.cohort.run import mark_cohort
from tests.course.gradebooks import gradebook, notebooks
from tests.course.judged import SIZE, give
from tests.course.made import cohort, copy_of
from tests.course.regrading.again import WHO, WHY, by_keys, history, state, under_way, write
from tests.course.trainees import SLUG, run


@pytest.fixture(scope="module")
def from_the_start(remarked, judged, tmp_path_factory):
    """Return a course like it, whose cohort was marked by the corrected keys and by no others."""
    course, _ = remarked
    made = copy_of(judged, tmp_path_factory.mktemp("start") / "course")
    (made.root / "gradebook.db").unlink()
    (made.keys / f"{SLUG}.yaml").write_bytes((course.keys / f"{SLUG}.yaml").read_bytes())
    build(made, SLUG)
    assert run("nbgrader", "generate_assignment", SLUG, "--force", cwd=made.root).returncode == 0
    mark_cohort(made, SLUG, workers=1)
    give(made)
    return made


def test_it_ends_as_if_marked_by_these_keys(remarked, from_the_start):
    """Gradebook, results and notebooks are those of a cohort that only the corrected keys have marked."""
    course, _ = remarked
    mine, theirs = gradebook(course), gradebook(from_the_start)
    for table in ("grade", "submission", "comment", "student", "mp_result"):
        assert mine[table] == theirs[table], table
    assert notebooks(course) == notebooks(from_the_start)


def test_marks_are_those_of_the_pure_function(remarked):
    """Each trainee's sections have exactly what the pure function gives by the corrected keys."""
    course, _ = remarked
    assert state(course).scores == by_keys(course, course.keys / f"{SLUG}.yaml")


def test_the_history_has_just_those_who_changed(remarked, judged):
    """Each who changed has a row for each section that did and one for the whole; nobody else has any."""
    course, said = remarked
    before, after = state(judged), state(course)
    rows = {}
    for row in history(course):
        rows.setdefault(row["trainee"], {})[row["cell"]] = row
    assert list(rows) == [change.trainee for change in said.changed]
    for name, cells in rows.items():
        moved = {
            slug for slug, old in before.scores[name].items() if abs(old - after.scores[name][slug]) > 1e-9
        }
        assert set(cells) == moved | {SLUG}
        for cell, row in cells.items():
            old, new = (
                (before.points[name], after.points[name])
                if cell == SLUG
                else (before.scores[name][cell], after.scores[name][cell])
            )
            assert (row["old"], row["new"]) == (pytest.approx(old), pytest.approx(new))
            assert (row["who"], row["why"], row["assessment"]) == (WHO, WHY, SLUG)
            assert (row["old_decision"], row["new_decision"]) == (before.bands[name], after.bands[name])
            assert (row["old_marking"], row["new_marking"]) == (before.marking[name], after.marking[name])
            assert datetime.fromisoformat(row["at"]).utcoffset().total_seconds() == 0
    assert len(set(after.marking.values())) == 1
    assert set(after.marking.values()) != set(before.marking.values())


def test_marking_has_nothing_left_to_do(remarked, tmp_path):
    """``mp mark`` afterwards passes everybody over, and another look changes nobody."""
    course = copy_of(remarked[0], tmp_path / "course")
    summary = mark_cohort(course, SLUG, workers=1)
    assert (summary.marked, summary.unchanged, summary.aside) == (0, SIZE, {})
    assert gradebook(course) == gradebook(remarked[0])
    assert under_way(course) == []


def test_a_second_time_changes_nothing(remarked, tmp_path):
    """The same command once more writes no mark, no history, and keeps no keys a second time."""
    course = copy_of(remarked[0], tmp_path / "course")
    before, names = gradebook(course), sorted(file.name for file in course.keys.iterdir())
    found = write(course, course.keys / f"{SLUG}.yaml")
    assert (found.changed, found.before) == ([], SIZE)
    assert gradebook(course) == before
    assert sorted(file.name for file in course.keys.iterdir()) == names


def test_back_again_is_history_too(remarked, judged, tmp_path):
    """Marking again by the old keys restores every mark, and the history has both ways."""
    course = copy_of(remarked[0], tmp_path / "course")
    first = history(course)
    (old,) = course.keys.glob(f"{SLUG}.replaced-*.yaml")
    write(course, old)
    assert state(course) == state(judged)
    there, back = history(course)[: len(first)], history(course)[len(first) :]
    assert there == first
    assert [(row["trainee"], row["cell"], row["new"], row["old"]) for row in back] == [
        (row["trainee"], row["cell"], row["old"], row["new"]) for row in there
    ]


def test_who_has_not_been_marked_is_left_to_marking(course, keys):
    """A newcomer who is not marked yet is none of its business, and is marked by the new keys afterwards."""
    newcomer = cohort(course, course.root.with_name("larger"), SIZE + 1)
    found = write(newcomer, keys)
    assert found.total == SIZE
    assert mark_cohort(newcomer, SLUG, workers=1).marked == 1
    assert state(newcomer).scores == by_keys(newcomer, keys)


def test_by_command(course, keys):
    """The command says what it wrote, and takes the name from the login where none is given."""
    done = run("mp_exercises", "remark", course.root, SLUG, "--keys", keys, "--write", "--why", f" {WHY} ")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(
        f"written, with its history; the pages are made again by: mp feedback {course.root} {SLUG}\n"
    )
    rows = history(course)
    assert {row["why"] for row in rows} == {WHY}
    assert all(row["who"] for row in rows)
