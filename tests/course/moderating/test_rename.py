"""``mp moderate rename``: a mistyped name is corrected, and what was recorded stays."""

from mp_exercises.course.moderating.status import run_status
from mp_exercises.course.moderating.tables import DRAW, RENAMED, SECOND
from tests.course.made import copy_of
from tests.course.moderating.cohort import FIRST
from tests.course.moderating.steps import SECOND as SAM
from tests.course.moderating.steps import firsts, mp, pairs_of, read_in, refusal, rows_of
from tests.course.trainees import SLUG

WHY = ("--by", "Ada Assessor", "--why", "Typed wrongly when the sheet was read.")


def renaming(course, old, new, *words):
    """Return the words of a command."""
    return "rename", course.root, SLUG, "--from", old, "--to", new, *WHY, *words


def test_a_second_marker_s_name_is_corrected(drawn):
    """Figures and lines have the right name, marks and old lines stay, and status says who did it."""
    marks = firsts(drawn)
    read_in(drawn, marks)
    before = rows_of(drawn, SECOND)
    assert "10 second marks; kept in the history" in mp(*renaming(drawn, SAM, "Sam Secondmarkham"))
    assert rows_of(drawn, SECOND) == before
    kept = rows_of(drawn, RENAMED)
    assert len(kept) == 10
    assert {(row["old"], row["new"], row["who"], row["why"]) for row in kept} == {
        (SAM, "Sam Secondmarkham", WHY[1], WHY[3])
    }
    (found,) = run_status(drawn, SLUG).agreement
    assert list(found.harsher) == ["Sam Secondmarkham"]
    said = mp("status", drawn.root, SLUG)
    assert f"name corrected: {SAM} → Sam Secondmarkham, 10 second marks; {kept[0]['at']} by Ada" in said
    mp(*renaming(drawn, "Sam Secondmarkham", SAM))
    assert {pair.second.who for pair in pairs_of(drawn).values()} == {SAM}
    assert [row["turn"] for row in rows_of(drawn, RENAMED)].count(2) == 10


def test_some_of_the_marks_under_a_name(drawn):
    """With --only, just those second marks change their name, and a number of somebody else's is refused."""
    read_in(drawn, firsts(drawn))
    codes = sorted(row["code"] for row in rows_of(drawn))
    mp(*renaming(drawn, SAM, "Toni Third", "--only", codes[0], "--only", codes[1]))
    names = {pair.drawn.code: pair.second.who for pair in pairs_of(drawn).values()}
    assert [code for code in codes if names[code] == "Toni Third"] == codes[:2]
    assert "is of 'Toni Third'" in refusal(*renaming(drawn, SAM, "X", "--only", codes[0]))
    assert "is not on record" in refusal(*renaming(drawn, SAM, "X", "--only", "nope"))


def test_a_first_marker_s_name_is_corrected(drawn):
    """The first marker's name is corrected too, and guards the second marks under the right name."""
    mp(*renaming(drawn, FIRST, "Fiona Fristmarker"))
    assert rows_of(drawn, DRAW)[0]["first_by"] == f'["{FIRST}"]'
    assert "first marks by: Fiona Fristmarker" in mp("status", drawn.root, SLUG)
    said = refusal("read", drawn.root, SLUG, drawn.root / "x.xlsx", "--by", "fiona  FRISTMARKER")
    assert "another person's" in said


def test_what_is_refused(once_drawn, tmp_path):
    """A name nobody has, the same name, none, or one that would have given both marks changes nothing."""
    drawn = copy_of(once_drawn, tmp_path / "course")
    read_in(drawn, firsts(drawn))
    assert f"on record are: '{FIRST}', '{SAM}'" in refusal(*renaming(drawn, "Nobody", "X"))
    assert "are both" in refusal(*renaming(drawn, SAM, SAM))
    assert "is no name" in refusal(*renaming(drawn, SAM, "\u202eX"))
    assert "first and second marks" in refusal(*renaming(drawn, SAM, FIRST.lower()))
    assert "first and second marks" in refusal(*renaming(drawn, FIRST, SAM))
    assert rows_of(drawn, RENAMED) == []
