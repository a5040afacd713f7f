"""A first marker at work: nbgrader's own formgrader, in a real browser, on what ``mp mark`` has marked."""

import json
import urllib.request

import pytest
from playwright.sync_api import expect

from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.gradebook.theirs import COMMENT
from tests.browser.servers import TOKEN, jupyterlab
from tests.course.made import copy_of
from tests.course.moderating.cohort import CELL, ITEM, SECTION, hand_in, trainee, words_of
from tests.course.moderating.steps import gradebook_marks, rows_of
from tests.course.trainees import SLUG

HEADERS = {"Authorization": f"token {TOKEN}"}
SCRIPT = "<script>document.title = 'taken over'</script> & <b>bold</b>"


@pytest.fixture
def course(unread, tmp_path):
    """Return a course of one's own, in which one trainee wrote a script."""
    made = copy_of(unread, tmp_path / "course")
    hand_in(made, 1, SCRIPT)
    assert mark_cohort(made, SLUG, workers=1).marked == 1
    return made


def submissions(url):
    """Return the ids of formgrader's submissions, by trainee."""
    asked = urllib.request.Request(f"{url}/formgrader/api/submitted_notebooks/{SLUG}/{SLUG}", headers=HEADERS)
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return {entry["student"]: entry["id"] for entry in json.load(answer)}


@pytest.mark.browser
def test_the_marker_has_text_and_rubric_where_the_mark_goes(course, browser, free_port):
    """Question, text and rubric stand together above and below the field for the points, which save there."""
    section = next(one for one in course.load(SLUG).keyed if one.slug == SECTION)
    item = section.item(ITEM)
    with jupyterlab(course.root, free_port) as server:
        ids = submissions(server.url)
        context = browser.new_context(extra_http_headers=HEADERS)
        page = context.new_page()
        page.goto(f"{server.url}/formgrader/submissions/{ids[trainee(0)]}/")
        field = page.locator(f"[id='{CELL}']")
        expect(field).to_be_editable(timeout=60_000)
        shown = " ".join(page.locator("body").inner_text().split())
        for text in (*item.prompt.split("\n\n"), words_of(0)):
            assert " ".join(text.split()) in shown
        task = page.locator(".nbgrader_cell", has=field)
        for criterion in item.rubric:
            expect(task).to_contain_text(criterion.name)
            for number, level in enumerate(criterion.levels):
                expect(task).to_contain_text(f"{number}: {level}")
        # The text is the last thing before the rubric.
        before = page.locator("pre", has_text=words_of(0)[-40:]).bounding_box()
        after = task.bounding_box()
        assert 0 <= after["y"] - before["y"] - before["height"] < 60
        assert "may notice" not in shown

        with page.expect_response(lambda answer: answer.request.method == "PUT"):
            field.fill("6.5")
            field.blur()
        comment = task.locator("textarea")
        with page.expect_response(lambda answer: answer.request.method == "PUT"):
            comment.fill("Levels: 2 3 1")
            comment.blur()

        page.goto(f"{server.url}/formgrader/submissions/{ids[trainee(1)]}/")
        expect(page.locator("pre", has_text=SCRIPT)).to_be_visible(timeout=60_000)
        assert page.title() == SLUG
        context.close()
    marks = gradebook_marks(course, CELL)
    assert marks[trainee(0)] == (6.5, False)
    assert marks[trainee(1)] == (None, True)
    assert "Levels: 2 3 1" in [row["manual_comment"] for row in rows_of(course, COMMENT)]
