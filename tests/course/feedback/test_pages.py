"""What a feedback page shows, before the results are released and after."""

import io
import json

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from mp_exercises.course.feedback.write import write_feedback
from tests.browser.axe import violations
from tests.course.feedback.pages import file_of, page_of, reasons, text
from tests.course.judged import SIZE, all_results, trainee
from tests.course.trainees import SLUG


def number(value):
    """Return points as a page has them."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@pytest.mark.parametrize("place", range(0, SIZE, 5))
def test_the_points_are_the_gradebook_s(shown, place):
    """The total and every section's points are those of the gradebook."""
    result = all_results(shown)[trainee(place)]
    page = page_of(shown, trainee(place))
    assert text(page.select_one(".whole")) == f"{number(result.points)} of {number(result.most)} points"
    rows = [text(row) for row in page.select(".sum tbody td")]
    assert len(rows) == len(page.select("section.part"))
    assert text(page.select_one(".sum tfoot td")) == f"{number(result.points)} of {number(result.most)}"


def answers_in(course, name):
    """Return a trainee's last answer to each item, from the record itself."""
    file = course.root / "submitted" / name / SLUG / "answers.jsonl"
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {(line["exercise"], line["item"]): line["answer"] for line in lines}


@pytest.mark.parametrize("place", range(1, SIZE, 6))
def test_what_was_answered_is_on_the_page(shown, place):
    """Of every item whose answer is options, their words are on the page; of writing, what was written."""
    page = text(page_of(shown, trainee(place)))
    given = answers_in(shown, trainee(place))
    seen = set()
    for section in shown.load(SLUG).keyed:
        for item in section.items:
            answer = given.get((section.slug, item.id))
            if answer is None:
                continue
            options = {option.id: option.text for option in getattr(item, "options", ())}
            chosen = [*answer.get("picks", ()), *answer.get("order", ())]
            expected = [answer["text"]] if item.kind == "reflection" else [options[one] for one in chosen]
            for words in expected:
                assert " ".join(words.split()) in page, (section.slug, item.id)
                seen.add(item.kind)
    assert {"reflection", "ranking"} <= seen


def test_no_key_before_the_release(shown):
    """Without the release no page has a reason, a rationale or a mark of the key."""
    secret = reasons(shown)
    assert len(secret) > 50
    for place in range(0, SIZE, 4):
        said = text(page_of(shown, trainee(place)))
        assert not [words for words in secret if words in said]
        assert "would choose" not in said


def test_the_key_beside_the_answer_after_the_release(released):
    """With the release the author's choice stands beside the trainee's own, with its reasons."""
    secret = reasons(released)
    for place in range(0, SIZE, 8):
        said = text(page_of(released, trainee(place)))
        assert "The author would" in said
        assert sum(words in said for words in secret) > 10


def test_an_author_s_key_says_so(shown):
    """A page whose keys are an author's is a practice result, and says that no panel set them."""
    said = text(page_of(shown, trainee(0)).select_one(".basis"))
    assert "practice result" in said
    assert "no panel" in said


def test_a_marker_s_comment_is_there(shown):
    """What a person wrote beside a mark is on the page of whom it was written to, and on no other."""
    found = all_results(shown)
    for name in (trainee(3), trainee(4)):
        said = text(page_of(shown, name))
        comments = set(found[name].comments.values())
        assert comments
        assert all(comment in said for comment in comments)
    others = set(found[trainee(3)].comments.values()) - set(found[trainee(4)].comments.values())
    assert not [comment for comment in others if comment in text(page_of(shown, trainee(4)))]


def test_what_waits_is_said(unread, tmp_path):
    """Where a person has still to read something, the points are so far, and the page says why."""
    from tests.course.made import copy_of

    course = copy_of(unread, tmp_path / "course")
    write_feedback(course, SLUG, workers=1)
    page = page_of(course, trainee(0))
    assert text(page.select_one(".whole")).endswith("so far")
    assert "A person has still to read" in text(page)


def test_a_comment_waits_for_its_mark(course):
    """What was said about a text that was handed in again is on no page until the new one is marked."""
    from mp_exercises.course.cohort.run import mark_cohort

    name = trainee(3)
    (comment,) = set(all_results(course)[name].comments.values())
    record = course.root / "submitted" / name / SLUG / "answers.jsonl"
    record.write_text(record.read_text(encoding="utf-8").replace("She said", "He said"), encoding="utf-8")
    mark_cohort(course, SLUG, workers=1)
    write_feedback(course, SLUG, workers=1)
    said = text(page_of(course, name))
    assert "He said it twice" in said
    assert "A person has still to read" in said
    assert comment not in said


def test_blank_and_damaged(course):
    """An item without an answer is said to be left blank, and damaged lines are counted."""
    from mp_exercises.course.cohort.run import mark_cohort

    record = course.root / "submitted" / trainee(0) / SLUG / "answers.jsonl"
    first = record.read_text(encoding="utf-8").splitlines()[0]
    record.write_text(f"{first}\nno answer\n{{}}\n", encoding="utf-8")
    mark_cohort(course, SLUG, workers=1)
    write_feedback(course, SLUG, workers=1)
    said = text(page_of(course, trainee(0)))
    assert "You left this blank." in said
    assert "2 lines of the file that you sent were damaged" in said


def test_a_record_that_is_gone_or_another(course):
    """Where the record that was marked is no longer there, the marks stay and no other answers are shown."""
    name = trainee(0)
    record = course.root / "submitted" / name / SLUG / "answers.jsonl"
    points = text_of_points(course, name)
    record.write_text(
        record.read_text(encoding="utf-8").replace("She said it twice", "Swapped"), encoding="utf-8"
    )
    write_feedback(course, SLUG, workers=1)
    said = text(page_of(course, name))
    assert "no longer where it was" in said
    assert "Swapped" not in said
    assert points in said


def text_of_points(course, name):
    """Return a trainee's points as their page has them."""
    result = all_results(course)[name]
    return f"{number(result.points)} of {number(result.most)} points"


@pytest.mark.browser
def test_on_paper(released, browser: Browser):
    """Printed, all is dark on white and fits the paper, and what is folded on the screen is left out."""
    page = browser.new_page(viewport={"width": 673, "height": 980})  # A4 without its margins
    page.goto(file_of(released, trainee(1)).as_uri())
    assert page.locator("details:visible").count() > 0
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("details:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    look = "name => getComputedStyle(document.querySelector(name))"
    assert page.evaluate(f"({look})('.cover').backgroundColor") == "rgba(0, 0, 0, 0)"
    assert page.evaluate(f"({look})('.sheet').backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(f"({look})('.cover h1').color") == page.evaluate(f"({look})('body').color")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    words = " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split())
    assert "The author would" in words
    assert {round(float(sheet.mediabox.width)) for sheet in printed.pages} <= {595, 596}
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_accessible(shown, released, browser: Browser, scheme, width):
    """Pages with and without keys break no rule of WCAG 2.2 A or AA, and nothing runs out sideways."""
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = context.new_page()
    for course in (shown, released):
        page.goto(file_of(course, trainee(1)).as_uri())
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
