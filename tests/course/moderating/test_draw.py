"""``mp moderate draw``: what it asks for, what it records, and that it is never done again in silence."""

import pytest

from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.moderating.tables import DRAW
from tests.course.made import copy_of
from tests.course.moderating.cohort import FIRST, SIZE, first_mark, give_first_marks, hand_in, trainee
from tests.course.moderating.steps import SEED, mp, mp_draw, pairs_of, read_in, refusal, rows_of, sheet_file
from tests.course.trainees import SLUG, run


def drawn_trainees(course):
    """Return who is in the last draw."""
    rows = rows_of(course)
    last = max(row["number"] for row in rows)
    return {row["trainee"] for row in rows if row["number"] == last}


def test_what_is_recorded(course):
    """The draw keeps who, seed, size, the set size and the cut, and each answer's first mark as it was."""
    said = mp_draw(course, "--first", FIRST, "--over", "1.5", "--count", "12")
    (draw,) = rows_of(course, DRAW)
    assert (draw["number"], draw["who"], draw["seed"], draw["over"]) == (1, "Dana Drawer", SEED, 1.5)
    assert (draw["count"], draw["share"], draw["first_by"]) == (12, None, f'["{FIRST}"]')
    assert draw["cut"] == course.load(SLUG).assessment.cut.value
    rows = rows_of(course)
    assert len(rows) == 12
    assert {row["trainee"]: row["first"] for row in rows} == {
        trainee(number): first_mark(number)
        for number in range(SIZE)
        if trainee(number) in drawn_trainees(course)
    }
    assert f"12 of {SIZE} written answers" in said
    assert all(row["code"] not in said for row in rows)


def test_borderline_trainees_come_first(course):
    """All that is drawn is borderline while there are such, but for the few kept for each stratum."""
    mp_draw(course, "--count", "8")
    rows = rows_of(course)
    assert sum(row["borderline"] for row in rows) >= 5
    assert {row["stratum"] for row in rows} == {"low", "near", "high"}


def test_a_seed_gives_the_same_sample(first_marked, tmp_path):
    """In copies of a course, one seed gives one sample under other code numbers; another seed another."""
    one, two, three = (copy_of(first_marked, tmp_path / name) for name in ("one", "two", "three"))
    mp_draw(one)
    mp_draw(two)
    mp("draw", three.root, SLUG, "--seed", SEED + 1, "--first", FIRST)
    assert drawn_trainees(one) == drawn_trainees(two) != drawn_trainees(three)
    assert {row["code"] for row in rows_of(one)} != {row["code"] for row in rows_of(two)}


def test_nothing_is_drawn_before_the_first_marks(unread, tmp_path):
    """While written answers wait for their first mark, the draw says how many and changes nothing."""
    course = copy_of(unread, tmp_path / "course")
    give_first_marks(course, dict.fromkeys(range(SIZE - 2), 5.0))
    assert "2 written answers" in refusal("draw", course.root, SLUG)
    assert rows_of(course, DRAW) == rows_of(course) == []
    assert not (course.root / "moderation").exists()


@pytest.mark.parametrize("mark", [12.0, -1.0])
def test_a_first_mark_that_cannot_be_is_named(course, mark):
    """A first mark outside the item's points stops the draw, with whose it is and what would be right."""
    give_first_marks(course, {5: mark})
    said = refusal("draw", course.root, SLUG)
    assert f"{trainee(5)} has {mark:g} points" in said
    assert "from 0 to 9" in said


def test_blank_answers_are_not_drawn(course):
    """Who wrote nothing is not in the sample, and the draw says so."""
    hand_in(course, 4, "  ")
    assert mark_cohort(course, SLUG, workers=1).marked == 1
    said = mp_draw(course, "--count", str(SIZE))
    assert drawn_trainees(course) == {trainee(number) for number in range(SIZE)} - {trainee(4)}
    assert "1 left blank" in said


def test_no_silent_second_draw(drawn):
    """A second draw is refused with who drew when; with --again it needs a reason, which is kept."""
    before = rows_of(drawn)
    said = refusal("draw", drawn.root, SLUG)
    assert f"by Dana Drawer with seed {SEED}" in said
    assert "--again" in said
    assert "--why" in refusal("draw", drawn.root, SLUG, "--again")
    assert rows_of(drawn) == before
    mp(
        "draw",
        drawn.root,
        SLUG,
        "--seed",
        8,
        "--by",
        "E",
        "--again",
        "--why",
        "The sheet was lost on a train.",
    )
    assert [row for row in rows_of(drawn) if row["number"] == 1] == before
    assert [draw["why"] for draw in rows_of(drawn, DRAW)] == ["", "The sheet was lost on a train."]
    assert "drawn anew because: The sheet was lost on a train." in mp("status", drawn.root, SLUG)
    assert sheet_file(drawn).is_file()
    assert sheet_file(drawn, 2).is_file()


def test_a_new_draw_loses_no_second_mark(drawn):
    """Answers that have their second mark keep it, count on, and are not drawn again."""
    marks = dict.fromkeys(sorted(drawn_trainees(drawn))[:4], 5.0)
    read_in(drawn, marks, "--partly")
    mp("draw", drawn.root, SLUG, "--count", "6", "--again", "--why", "More are wanted.")
    assert not drawn_trainees(drawn) & marks.keys()
    pairs = pairs_of(drawn)
    assert len(pairs) == 10
    assert {name for name, pair in pairs.items() if pair.second} == marks.keys()


def test_somebody_gave_the_first_marks(course):
    """A draw wants to know who gave the first marks, or that nobody knows, which status then says."""
    said = refusal("draw", course.root, SLUG)
    assert "--first NAME" in said
    assert "--first-unknown" in said
    assert rows_of(course, DRAW) == []
    assert "contradict" in refusal("draw", course.root, SLUG, "--first", FIRST, "--first-unknown")
    assert "is unknown" in mp("draw", course.root, SLUG, "--first-unknown")
    assert "first marks by: nobody said who" in mp("status", course.root, SLUG)
    again = ("draw", course.root, SLUG, "--again", "--why", "It was asked who.", "--count", "6")
    assert "--first NAME" in refusal(*again)
    mp(*again, "--first", FIRST)
    mp(*again)
    assert [draw["first_by"] for draw in rows_of(course, DRAW)] == ["[]", *2 * [f'["{FIRST}"]']]


def test_again_needs_a_draw(course):
    """--again where nothing was drawn is refused."""
    assert "has not been drawn yet" in refusal("draw", course.root, SLUG, "--again", "--why", "x")


@pytest.mark.parametrize("over", ["9", "-1", "nan", "inf"])
def test_a_set_size_that_cannot_be(course, over):
    """A difference that no two marks can have, or that is no number, is refused."""
    assert "--over" in refusal("draw", course.root, SLUG, f"--over={over}")


def test_a_record_that_changed_since_it_was_marked(course):
    """An answer whose record is not the one that was marked is not given to anybody, and nothing is drawn."""
    for number in range(SIZE):
        hand_in(course, number, "Something else.")
    said = refusal("draw", course.root, SLUG, "--first", FIRST)
    assert "is not the one that was marked; run: mp mark" in said
    assert rows_of(course, DRAW) == []


def test_the_sheet_can_be_written_again(drawn):
    """A lost sheet is written again, the same, from what was recorded; one that is there is left."""
    file = sheet_file(drawn)
    before = sheet_file(drawn, ending="html").read_bytes()
    assert "move it away first" in refusal("sheet", drawn.root, SLUG)
    file.unlink()
    hand_in(drawn, 3, "What was handed in since is not what was drawn.")
    mp("sheet", drawn.root, SLUG)
    assert sheet_file(drawn, ending="html").read_bytes() == before


def test_errors_are_one_line(drawn, course):
    """From the command line, each refusal is one line on stderr with exit code 2."""
    for words in (
        ("draw", drawn.root, SLUG),
        ("draw", drawn.root, "nope"),
        ("sheet", course.root, SLUG),
        ("read", course.root, SLUG, "nowhere.xlsx", "--by", "X"),
        ("draw", course.root, SLUG, "--by", "\u202eX"),
    ):
        done = run("mp_exercises", "moderate", *words)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert done.stderr.startswith("mp: ")
        assert done.stderr.count("\n") == 1
