"""``mp moderate settle``: one mark into the gradebook and the history, and both originals kept for ever."""

import datetime

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from mp_exercises.course.folder import CourseError
from mp_exercises.course.gradebook.cells import cells_of
from mp_exercises.course.gradebook.connection import gradebook_of
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.course.gradebook.tables import HISTORY
from mp_exercises.course.moderating.settle import settle
from mp_exercises.course.moderating.tables import SECOND, SETTLED
from mp_exercises.course.results import result_of
from tests.course.made import api, copy_of
from tests.course.moderating.cohort import CELL, ITEM, SECTION, give_first_marks
from tests.course.moderating.steps import firsts, gradebook_marks, mp, pairs_of, read_in, refusal, rows_of
from tests.course.trainees import SLUG, run

WHY = "Both read it again: the question to Bilal is level 2."


@pytest.fixture(scope="module")
def twice_marked(once_drawn, tmp_path_factory):
    """Return a course with second marks, each four points from the first, which no test changes."""
    made = copy_of(once_drawn, tmp_path_factory.mktemp("twice") / "course")
    read_in(made, {name: first + 4 if first < 5 else first - 4 for name, first in firsts(made).items()})
    return made


@pytest.fixture
def apart(twice_marked, tmp_path):
    """Return a course of one's own in which every pair is to be settled."""
    return copy_of(twice_marked, tmp_path / "apart")


def settled(course, which, mark, *, item=ITEM, who="Ada Arbiter", why=WHY):
    """Settle a mark by the command line."""
    return mp("settle", course.root, SLUG, which, item, f"--mark={mark}", "--by", who, "--why", why)


def some(course):
    """Return a drawn row."""
    return sorted(rows_of(course), key=lambda row: row["trainee"])[0]


@pytest.mark.parametrize("by", ["code", "trainee"])
@pytest.mark.parametrize("item", [ITEM, f"{SECTION}/{ITEM}"])
def test_the_settled_mark_is_in_the_gradebook(apart, by, item):
    """Named by code number or trainee, the mark is nbgrader's manual score, and waits for nobody."""
    row = some(apart)
    said = settled(apart, row[by], "6.5", item=item)
    assert f"{row['trainee']}, {ITEM}: {row['first']:g} → 6.5" in said
    marks = gradebook_marks(apart, CELL)
    assert marks[row["trainee"]] == (6.5, False)
    assert {name: mark for name, (mark, _) in marks.items() if name != row["trainee"]}.items() >= {
        other["trainee"]: other["first"] for other in rows_of(apart) if other["trainee"] != row["trainee"]
    }.items()
    with gradebook_of(settings_of(apart)) as engine:
        result = result_of(engine, SLUG, cells_of(engine, SLUG), row["trainee"])
    value = next(one.value for one in result.items if (one.section, one.item) == (SECTION, ITEM))
    assert value == pytest.approx(6.5 / 9)
    submitted = [entry for entry in api(apart).get_submissions(SLUG) if entry["student"] == row["trainee"]]
    assert [entry["needs_manual_grade"] for entry in submitted] == [False]


def test_the_history_has_who_when_why_old_and_new(apart):
    """Each settlement is a line of the history, also where it confirms the first mark."""
    row = some(apart)
    settled(apart, row["code"], "6.5")
    settled(apart, row["code"], "6.5", who="Bea Second", why="The panel confirms it.")
    lines = rows_of(apart, HISTORY)
    assert [(line["cell"], line["trainee"], line["who"], line["why"]) for line in lines] == [
        (CELL, row["trainee"], "Ada Arbiter", WHY),
        (CELL, row["trainee"], "Bea Second", "The panel confirms it."),
    ]
    assert [(line["old"], line["new"]) for line in lines] == [(row["first"], 6.5), (6.5, 6.5)]
    assert all(datetime.datetime.fromisoformat(line["at"]).tzinfo == datetime.UTC for line in lines)


def test_both_marks_are_kept_for_ever(apart):
    """After settling, changing in formgrader and settling again, first and second marks are as they were."""
    row = some(apart)
    drawn, second = rows_of(apart), rows_of(apart, SECOND)
    settled(apart, row["code"], "6")
    give_first_marks(apart, {int(row["trainee"].rpartition("-")[2]): 1.0})
    settled(apart, row["code"], "5")
    assert rows_of(apart) == drawn
    assert rows_of(apart, SECOND) == second
    assert [(line["turn"], line["old"], line["mark"]) for line in rows_of(apart, SETTLED)] == [
        (1, row["first"], 6.0),
        (2, 1.0, 5.0),
    ]
    pair = pairs_of(apart)[row["trainee"]]
    assert (pair.state, pair.drawn.first, pair.now) == ("settled", row["first"], 5.0)


@pytest.mark.parametrize(
    ("which", "item", "mark", "who", "why", "said"),
    [
        ("0000", ITEM, "5", "A", "w", "neither a code number of the draw nor a trainee in it"),
        ("trainee-99999", ITEM, "5", "A", "w", "neither a code number"),
        ("CODE", "nope", "5", "A", "w", f"right would be one of {SECTION}/{ITEM}"),
        ("CODE", ITEM, "9.5", "A", "w", "from 0 to 9"),
        ("CODE", ITEM, "-1", "A", "w", "from 0 to 9"),
        ("CODE", ITEM, "nan", "A", "w", "from 0 to 9"),
        ("CODE", ITEM, "5", " ", "w", "is no name"),
        ("CODE", ITEM, "5", "A\u202e", "w", "is no name"),
        ("CODE", ITEM, "5", "A", "  ", "--why"),
        ("CODE", ITEM, "5", "A", "w" * 3000, "--why"),
    ],
)
def test_what_cannot_be_settled(apart, which, item, mark, who, why, said):
    """An answer, a mark, a name or a reason that cannot be is refused, and nothing is written."""
    which = some(apart)["code"] if which == "CODE" else which
    words = ("settle", apart.root, SLUG, which, item, f"--mark={mark}", "--by", who, "--why", why)
    assert said in refusal(*words)
    assert rows_of(apart, SETTLED) == rows_of(apart, HISTORY) == []


def test_nothing_is_settled_before_the_second_mark(drawn):
    """An answer without a second mark cannot be settled: that would end its blind marking."""
    assert "has no second mark" in refusal(
        "settle", drawn.root, SLUG, some(drawn)["code"], ITEM, "--mark=5", "--by=A", "--why=w"
    )


def test_a_mark_that_changes_meanwhile_is_not_overwritten(apart):
    """If formgrader saves another mark between looking and writing, the settlement is refused whole."""
    row = some(apart)
    number = int(row["trainee"].rpartition("-")[2])
    saves = iter([3.25])
    with gradebook_of(settings_of(apart)) as engine:

        @event.listens_for(engine, "before_cursor_execute")
        def meanwhile(connection, cursor, statement, parameters, context, executemany):
            # As formgrader in a process of its own: it saves first, since we have only read so far.
            for mark in saves if statement.startswith("UPDATE grade") else ():
                give_first_marks(apart, {number: mark})

        with pytest.raises(CourseError, match="was changed meanwhile, and nothing was written"):
            settle(engine, SLUG, row["code"], ITEM, 6.0, "A", "w")
    assert gradebook_marks(apart, CELL)[row["trainee"]][0] == 3.25
    assert rows_of(apart, SETTLED) == rows_of(apart, HISTORY) == []


def test_all_or_nothing(apart):
    """If the history cannot be written, neither the mark nor the settlement is."""
    row = some(apart)
    before = gradebook_marks(apart, CELL)
    with gradebook_of(settings_of(apart)) as engine:

        @event.listens_for(engine, "before_cursor_execute", retval=True)
        def fail(connection, cursor, statement, parameters, context, executemany):
            return statement.replace("INTO mp_history", "INTO mp_no_history"), parameters

        with pytest.raises(OperationalError):
            settle(engine, SLUG, row["code"], ITEM, 6.0, "A", "w")
    assert gradebook_marks(apart, CELL) == before
    assert rows_of(apart, SETTLED) == []


def test_errors_are_one_line(apart):
    """From the command line, a refusal is one line with exit code 2, and success one line with 0."""
    code = some(apart)["code"]
    words = (
        "mp_exercises",
        "moderate",
        "settle",
        apart.root,
        SLUG,
        code,
        ITEM,
        "--by",
        "A",
        "--why",
        "w",
        "--mark",
    )
    done = run(*words, "12")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    done = run(*words, "6")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
