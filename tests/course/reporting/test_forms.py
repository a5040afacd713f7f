"""What reports say of an assessment that has two forms."""

from sqlalchemy import insert, select

from mp_exercises.course.gradebook.tables import RESULT
from tests.course.made import copy_of
from tests.course.reporting.reports import opened, soup, text, trainee, written
from tests.course.trainees import SLUG


def test_each_form_has_its_own_figures(few, tmp_path):
    """A report says which form it is of, that the forms are not equated, and who sat the other; no more."""
    course = copy_of(few, tmp_path / "course")
    (course.assessments / f"{SLUG}-b.yaml").touch()
    with opened(course) as (engine, _), engine.begin() as connection:
        row = dict(connection.execute(select(RESULT).where(RESULT.c.trainee == trainee(0))).mappings().one())
        other = {**row, "assessment": f"{SLUG}-b", "points": 0.0}
        connection.execute(insert(RESULT), [other, {**other, "trainee": "somebody-else"}])
    done = written(course, tmp_path / "reports")
    pages = [text(soup(done.page_of(trainee(number)))) for number in range(4)]
    assert all("this page is about form A" in page for page in pages)
    assert ["You have sat form B as well" in page for page in pages] == [True, False, False, False]
    report = text(soup(done.places.technical))
    assert "4 people marked" in report
    assert "have not been equated" in report
    assert "Two people are marked on form B, and one of them on this form as well" in report


def test_one_form_is_not_told_apart(few, tmp_path):
    """Where the course has one form only, no page speaks of forms."""
    course = copy_of(few, tmp_path / "course")
    (course.assessments / f"{SLUG}-b.yaml").unlink(missing_ok=True)
    done = written(course, tmp_path / "reports")
    for file in (done.page_of(trainee(0)), done.places.technical):
        assert "two forms" not in text(soup(file))
        assert "equated" not in text(soup(file))
