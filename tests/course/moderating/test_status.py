"""``mp moderate status``: agreement with its interval, what is open, and whether results are held."""

import json
import math
import re

import pytest
from nbgrader.api import Gradebook
from scipy import stats
from sqlalchemy import create_engine, inspect, text

from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.export import SafeCsvExport
from mp_exercises.course.feedback.write import write_feedback
from mp_exercises.course.folder import CourseError
from mp_exercises.course.gradebook.connection import gradebook_of
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.course.holding import held
from mp_exercises.course.moderating.difference import mean_difference
from mp_exercises.course.moderating.status import figure_text, run_status
from mp_exercises.marking.agreement import cohen_kappa, icc, percent_agreement
from mp_exercises.marking.refusal import Refused
from tests.course.feedback.pages import page_of
from tests.course.feedback.pages import text as words_of_page
from tests.course.gradebooks import change
from tests.course.made import copy_of
from tests.course.moderating.cohort import (
    CELL,
    FIRST,
    ITEM,
    SECTION,
    SIZE,
    give_first_marks,
    hand_in,
    levels_of,
    trainee,
)
from tests.course.moderating.steps import SECOND as SAM
from tests.course.moderating.steps import fill_in, firsts, mp, mp_draw, pairs_of, read_in, rows_of
from tests.course.trainees import SLUG, run


def why_held(course):
    """Return why results are held."""
    with gradebook_of(settings_of(course)) as engine:
        return held(engine, SLUG)


def export(course):
    """Write the marks as ``nbgrader export`` does."""
    settings = settings_of(course)
    with Gradebook(settings.db_url) as gradebook:
        SafeCsvExport(to=str(course.root / "grades.csv")).export(gradebook)


def page_text(course, name):
    """Return what stands on a trainee's feedback page."""
    return words_of_page(page_of(course, name).body)


def close(course, by=0.5):
    """Return second marks that differ from the first by no more than that."""
    return {
        name: max(0.0, min(9.0, first + (by if place % 3 else -by)))
        for place, (name, first) in enumerate(sorted(firsts(course).items()))
    }


def with_one_apart(course):
    """Return second marks of which just one is three points from the first, and whose it is."""
    marks = close(course)
    name = next(name for name, first in sorted(firsts(course).items()) if 3 <= first <= 6)
    marks[name] = firsts(course)[name] + 3
    return marks, name


def test_agreement_is_of_the_two_blind_marks(course):
    """ICC, closeness, mean difference and kappa by criterion are those of first and second marks as given."""
    mp_draw(course, "--count", "20", "--first", FIRST)
    marks = close(course, 1.5)
    levels = {name: tuple(map(int, levels_of(mark).split())) for name, mark in marks.items()}
    read_in(course, marks, levels=levels)
    give_first_marks(course, dict.fromkeys(range(SIZE), 5.0))
    (found,) = run_status(course, SLUG).agreement
    rows = rows_of(course)
    pairs = [(row["first"], marks[row["trainee"]]) for row in rows]
    assert (found.section, found.item, found.n) == (SECTION, ITEM, 20)
    assert found.reliability == icc(pairs, "2,1")
    assert found.within == percent_agreement(pairs, within=1)
    assert found.harsher == {SAM: mean_difference(*zip(*pairs, strict=True))}
    first_levels = [json.loads(row["levels"]) for row in rows]
    assert list(found.levels) == ["stands", "bilal", "self"]
    for place, kappa in enumerate(found.levels.values()):
        theirs = [levels[row["trainee"]][place] for row in rows]
        ours = [one[place] for one in first_levels]
        assert kappa == cohen_kappa(ours, theirs, weights="quadratic", categories=range(4))
    said = mp("status", course.root, SLUG)
    assert f"ICC(2,1) {found.reliability.value:.2f} (95% interval" in said
    assert "no more than one point apart (95% interval" in said
    assert f"{SAM}: The second marks are" in said
    assert "in which borderline trainees count more" in said


def test_several_markers_have_the_form_that_suits_them(drawn):
    """Where second markers differ from answer to answer, the form is ICC(1,1), and each has a difference."""
    marks = close(drawn)
    names = sorted(marks)
    read_in(drawn, {name: marks[name] for name in names[:5]}, "--partly")
    file = fill_in(drawn, {name: marks[name] for name in names[5:]})
    mp("read", drawn.root, SLUG, file, "--by", "Toni Third", "--partly")
    (found,) = run_status(drawn, SLUG).agreement
    assert found.reliability.form == "1,1"
    assert sorted(found.harsher) == [SAM, "Toni Third"]
    assert {figure.n for figure in found.harsher.values()} == {5}


def test_each_figure_refuses_below_its_n(drawn):
    """With four pairs every figure is refused, each with how many there are, how many it needs, and why."""
    marks = dict(sorted(close(drawn).items())[:4])
    read_in(drawn, marks, "--partly")
    (found,) = run_status(drawn, SLUG).agreement
    figures = [found.reliability, found.within, *found.harsher.values(), *found.levels.values()]
    assert all(isinstance(figure, Refused) for figure in figures)
    said = mp("status", drawn.root, SLUG)
    assert "The intraclass correlation is not given: units: 4, and it needs at least 5; with 4 cases" in said
    assert "The mean difference of two markers is not given: units: 4, and it needs at least 5" in said
    assert "Cohen's kappa is not given: units: 0, and it needs at least 10" in said


def test_who_is_harsher():
    """The mean difference has the interval of a paired t test, and says milder, harsher or neither."""
    first = [5.0, 6.0, 7.0, 3.0, 8.0, 4.0, 6.0, 5.5]
    second = [4.0, 5.5, 6.0, 3.0, 6.5, 3.0, 5.0, 5.0]
    found = mean_difference(first, second)
    reference = stats.ttest_rel(second, first).confidence_interval(0.95)
    assert found.value == pytest.approx(-0.8125)
    assert (found.low, found.high) == pytest.approx((reference.low, reference.high), abs=1e-9)
    assert "harsher than the first: −0.81 points" in figure_text(found)
    assert "milder than the first: 0.81 points" in figure_text(mean_difference(second, first))
    unsure = mean_difference([5.0, 6, 7, 3, 8], [6.0, 5, 7, 4, 7])
    assert "neither surely harsher nor surely milder than the first" in figure_text(unsure)
    with pytest.raises(Refused, match="all differences are the same"):
        mean_difference(first, [mark + 1 for mark in first])


def test_the_reason_for_five_answers_is_true():
    """With four answers the interval of the mean reaches 1.6 standard deviations to each side."""
    assert stats.t.ppf(0.975, 3) / math.sqrt(4) == pytest.approx(1.59, abs=0.005)


def test_held_until_all_is_settled(unread, tmp_path):
    """Results are held for first marks, then for second marks, then for a difference, and then no more."""
    course = copy_of(unread, tmp_path / "course")
    assert why_held(course) == f"{SIZE} written answers wait for a marker, in formgrader"
    give_first_marks(course, dict(enumerate([4.0, 5.0, 6.0, 7.0] * 6)))
    assert why_held(course) == ""
    mp_draw(course)
    assert why_held(course) == "second marks not in yet: 10 of 10"
    with pytest.raises(CourseError, match="second marks not in yet: 10 of 10"):
        write_feedback(course, SLUG, release=True)
    with pytest.raises(CourseError, match="are held: second marks not in yet: 10 of 10"):
        write_feedback(course, SLUG)
    assert not list((course.root / "feedback").rglob("*.html"))
    with pytest.raises(CourseError, match="are held: second marks not in yet: 10 of 10"):
        export(course)
    assert not (course.root / "grades.csv").exists()
    done = run("nbgrader", "generate_feedback", SLUG, cwd=course.root)
    assert done.returncode != 0
    assert f"see: mp moderate status COURSE {SLUG}" in done.stderr
    assert not list((course.root / "feedback").rglob("*.html"))
    marks, name = with_one_apart(course)
    early = {one: mark for one, mark in marks.items() if one != name}
    read_in(course, early, "--partly")
    assert why_held(course) == "second marks not in yet: 1 of 10"
    read_in(course, marks)
    again = mp("read", course.root, SLUG, fill_in(course, marks), "--by", "Sam Mistyped")
    assert f"on record under another name: {SAM}\n" in again
    assert why_held(course) == "differences between two marks not settled: 1 of 10"
    said = mp("status", course.root, SLUG)
    first = firsts(course)[name]
    assert f" {name} {SECTION}/{ITEM}: first {first:g}, second {first + 3:g} by {SAM} of 9\n" in said
    assert said.count("to settle:") == 1
    assert "results are held: differences between two marks not settled: 1 of 10" in said
    mp("settle", course.root, SLUG, name, ITEM, "--mark", "6", "--by", "Ada", "--why", "Level 2 on Bilal.")
    assert why_held(course) == ""
    assert "results are not held" in mp("status", course.root, SLUG)
    assert write_feedback(course, SLUG, release=True) == SIZE
    export(course)
    assert (course.root / "grades.csv").exists()


def test_the_set_size_is_what_may_stay(drawn):
    """A difference of just the set size stands; more than that is to be settled, either way."""
    base = {name: pair.drawn.first for name, pair in pairs_of(drawn).items()}
    marks = dict(base)
    high = [name for name, first in sorted(base.items()) if first >= 4]
    low = [name for name, first in sorted(base.items()) if first <= 4 and name not in high]
    marks[high[0]] -= 2
    marks[high[1]] -= 2.5
    marks[low[0]] += 2.5
    read_in(drawn, marks)
    assert {name for name, pair in pairs_of(drawn).items() if pair.state == "apart"} == {high[1], low[0]}
    assert pairs_of(drawn)[high[0]].state == "agreed"


def test_a_waiting_pair_shows_no_first_mark(drawn):
    """While a second mark is missing, status names the code numbers alone: whoever reads it stays blind."""
    said = mp("status", drawn.root, SLUG)
    assert all(row["code"] in said for row in rows_of(drawn))
    assert "trainee-" not in said
    assert ": first " not in said


@pytest.mark.parametrize("early", [True, False])
def test_a_first_mark_changed_in_formgrader_opens_the_pair(drawn, early):
    """A first mark that is changed after the draw opens its pair, before or after the second mark is read."""
    marks = close(drawn)
    name = sorted(marks)[0]
    number = int(name.rpartition("-")[2])
    new = 8.5 if firsts(drawn)[name] < 5 else 0.5
    if early:
        give_first_marks(drawn, {number: new})
        assert pairs_of(drawn)[name].state == "waiting"
    read_in(drawn, marks)
    if not early:
        assert why_held(drawn) == ""
        give_first_marks(drawn, {number: new})
    pair = pairs_of(drawn)[name]
    assert (pair.state, pair.open, pair.now, pair.drawn.first) == ("changed", True, new, firsts(drawn)[name])
    assert "marks changed since they were drawn or settled: 1 of 10" in why_held(drawn)
    assert f"the mark in the gradebook is {new:g}" in mp("status", drawn.root, SLUG)


def test_a_settled_mark_changed_in_formgrader_opens_the_pair_again(drawn):
    """What was settled is open again once the mark is changed in formgrader, and can be settled again."""
    marks, name = with_one_apart(drawn)
    read_in(drawn, marks)
    settle = ("settle", drawn.root, SLUG, name, ITEM, "--by", "Ada", "--why", "Both read it again.", "--mark")
    mp(*settle, "7")
    assert why_held(drawn) == ""
    give_first_marks(drawn, {int(name.rpartition("-")[2]): 2.0})
    assert pairs_of(drawn)[name].state == "changed"
    assert "marks changed since they were drawn or settled: 1 of 10" in why_held(drawn)
    mp(*settle, "2")
    assert why_held(drawn) == ""
    assert pairs_of(drawn)[name].settlement.turn == 2


def test_an_answer_handed_in_again_opens_the_pair(drawn):
    """Where the trainee's record is another than at the draw, the pair is open, whatever the marks say."""
    marks = close(drawn)
    read_in(drawn, marks)
    name = sorted(marks)[0]
    hand_in(drawn, int(name.rpartition("-")[2]), "On second thoughts, I would ask Saima first.")
    assert mark_cohort(drawn, SLUG, workers=1).marked == 1
    assert pairs_of(drawn)[name].state == "anew"
    assert "answers handed in again since they were drawn: 1 of 10" in why_held(drawn)
    assert f"{name} {SECTION}/{ITEM}" in mp("status", drawn.root, SLUG)
    mp(
        "settle",
        drawn.root,
        SLUG,
        name,
        ITEM,
        "--mark",
        "6",
        "--by",
        "Ada",
        "--why",
        "Both read the new text.",
    )
    assert why_held(drawn) == ""


def test_a_mark_taken_away_opens_the_pair(drawn):
    """A first mark that somebody removes holds results, as unmarked and as open."""
    marks = close(drawn)
    read_in(drawn, marks)
    name = sorted(marks)[0]

    def work(gradebook):
        gradebook.find_grade(CELL, SLUG, SLUG, name).manual_score = None

    change(drawn, work)
    reason = why_held(drawn)
    assert "1 written answers wait" in reason
    assert "marks changed since they were drawn or settled: 1 of 10" in reason


def test_held_needs_no_table_of_moderation(unread, tmp_path):
    """In a gradebook that moderation never touched, results are held as before, and nothing is created."""
    course = copy_of(unread, tmp_path / "course")
    engine = create_engine(settings_of(course).db_url)
    with engine.begin() as connection:
        for table in ("mp_draw", "mp_drawn", "mp_second", "mp_settled"):
            connection.execute(text(f"drop table if exists {table}"))
    assert "written answers wait" in held(engine, SLUG)
    assert "mp_draw" not in inspect(engine).get_table_names()
    engine.dispose()


def test_without_a_draw(course):
    """Before anything was drawn, status says how to begin, and is no error."""
    said = mp("status", course.root, SLUG)
    assert "to begin: mp moderate draw" in said
    assert "results are not held" in said
    assert trainee(0) not in said


def test_provisional_feedback_has_no_mark_of_who_is_held(drawn):
    """With --provisional all get a page: not final for most, and without any point for those who are held."""
    everybody = {trainee(number) for number in range(SIZE)}
    assert write_feedback(drawn, SLUG, provisional=True) == SIZE
    first = sorted(firsts(drawn))
    assert {name for name in everybody if "Your result is not decided yet" in page_text(drawn, name)} == set(
        first
    )
    held_text = page_text(drawn, first[0])
    assert not re.search(r"\bof \d|\d points|Question \d|A first marker's words", held_text)
    free = page_text(drawn, min(everybody - set(first)))
    assert "points, not final" in free
    assert "These points are not final." in free
    marks, name = with_one_apart(drawn)
    read_in(drawn, marks)
    assert write_feedback(drawn, SLUG, provisional=True) == SIZE
    assert [one for one in sorted(everybody) if "not decided yet" in page_text(drawn, one)] == [name]
    with pytest.raises(CourseError, match="not both"):
        write_feedback(drawn, SLUG, provisional=True, release=True)
    mp("settle", drawn.root, SLUG, name, ITEM, "--mark", "6", "--by", "Ada", "--why", "Level 2 on Bilal.")
    told = []
    assert write_feedback(drawn, SLUG, provisional=True, told=told.append) == SIZE
    assert told == [0]
    assert not any("not final" in page_text(drawn, one) for one in everybody)
