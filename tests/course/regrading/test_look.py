"""Looking first: who would change mark and decision, before anything is written."""

import pytest

from mp_exercises.course.judging import Judge
from mp_exercises.course.regrading.bench import Regrade
from mp_exercises.course.regrading.compare import Again, change_of
from mp_exercises.marking.decision import Cut
from tests.course.gradebooks import gradebook
from tests.course.judged import SIZE, all_results
from tests.course.regrading.again import by_keys, files, look, state
from tests.course.trainees import SLUG, run


def test_it_writes_nothing(course, keys):
    """Every file of the course, the gradebook among them, is byte for byte what it was, also by command."""
    before = files(course)
    look(course, keys)
    done = run("mp_exercises", "remark", course.root, SLUG, "--keys", keys)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("nothing was written; to do it, add --write and --why\n")
    assert files(course) == before


def test_it_says_what_writing_does(judged, remarked, keys, course):
    """Marks and decisions, old and new, are those that the reports have before, and after it is written."""
    written, said = remarked
    before, after = state(judged), state(written)
    found = look(course, keys)
    assert found.changed == said.changed
    for change in found.changed:
        assert change.old == pytest.approx(before.points[change.trainee])
        assert change.new == pytest.approx(after.points[change.trainee])
        assert (change.old_band, change.new_band) == (
            before.bands[change.trainee],
            after.bands[change.trainee],
        )
    marks = {name for name in before.scores if before.scores[name] != after.scores[name]}
    decisions = {name for name in before.bands if before.bands[name] != after.bands[name]}
    assert {change.trainee for change in found.marks} == marks
    assert {change.trainee for change in found.decisions} == decisions
    assert 0 < len(decisions) < len(marks) < SIZE
    assert found.total == found.done == SIZE
    assert found.same == SIZE - len(marks | decisions)
    assert (found.before, found.aside, found.written) == (0, {}, False)


def test_sections_are_those_of_the_pure_function(course, keys):
    """For each trainee, just the sections whose points differ between the two keys are named, with both."""
    old, new = by_keys(course, course.keys / f"{SLUG}.yaml"), by_keys(course, keys)
    found = {change.trainee: change.sections for change in look(course, keys).marks}
    for name in old:
        expected = {
            slug: (old[name][slug], new[name][slug])
            for slug in old[name]
            if abs(old[name][slug] - new[name][slug]) > 1e-9
        }
        assert found.get(name, {}) == expected


def test_the_command_names_decisions_first(course, keys):
    """The command's lines have first who changes decision, then who changes mark, with old and new."""
    found = look(course, keys)
    said = run("mp_exercises", "remark", course.root, SLUG, "--keys", keys).stdout.splitlines()
    assert said[0] == (
        f"{SIZE} marked: {len(found.marks)} change mark, {len(found.decisions)} change decision, "
        f"{found.same} stay as they are"
    )
    names = [line.split(":")[0].strip() for line in said[1:-1]]
    decided = [change.trainee for change in found.decisions]
    assert names[: len(decided)] == decided
    assert sorted(names) == [change.trainee for change in found.changed]
    first = found.decisions[0]
    assert f"{first.old:.2f} → {first.new:.2f}; {first.old_band} → {first.new_band} (" in said[1]


def test_the_same_keys_change_nobody(course):
    """Under the keys that the course has, everybody stays."""
    found = look(course, course.keys / f"{SLUG}.yaml")
    assert (found.changed, found.same, found.before) == ([], 0, SIZE)
    said = run("mp_exercises", "remark", course.root, SLUG).stdout
    assert said.startswith(f"{SIZE} marked: 0 change mark, 0 change decision, {SIZE} stay as they are\n")


def test_a_decision_may_change_without_a_mark(judged):
    """Who keeps all marks, and is judged otherwise since the cohort scatters otherwise, is counted."""
    result = max(all_results(judged).values(), key=lambda result: result.points)
    share = result.points / result.most
    near, far = Judge(Cut(share - 0.05), 0.01, False), Judge(Cut(share - 0.05), 0.5, False)
    change = change_of(Again(result, result), near, far)
    assert (change.old_band, change.new_band) == ("secure", "borderline")
    counted = Regrade()
    counted.count(change)
    counted.count(change_of(Again(result, result), near, near))
    assert (counted.marks, counted.decisions, counted.same) == ([], [change], 1)


def test_a_look_leaves_others_their_turn(course, keys):
    """Looking needs no lock: another command may be at work, and the gradebook is the same afterwards."""
    before = gradebook(course)
    (course.root / ".mp.lock").touch()
    look(course, keys)
    assert gradebook(course) == before
