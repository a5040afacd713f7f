"""The page to read from, in a real browser: for everybody, on a phone and on a desk."""

import pytest

from tests.browser.axe import violations
from tests.course.moderating.steps import rows_of, sheet_file

PHONE, DESK = {"width": 375, "height": 800}, {"width": 1280, "height": 800}


@pytest.fixture
def opened(once_drawn, browser):
    """Return a way to open the page, at a size and in a colour scheme."""
    contexts = []

    def open_page(size, scheme="light"):
        # The page's own policy forbids every script, the checker's too.
        context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
        contexts.append(context)
        page = context.new_page()
        page.goto(sheet_file(once_drawn, ending="html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(opened, size, scheme):
    """With everything unfolded there is no violation of WCAG 2.2 A and AA, and nothing runs off the side."""
    page = opened(size, scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.browser
def test_the_rubric_stays_in_view(opened, once_drawn):
    """On a desk the rubric stands beside every answer; on a phone one opens it there by keyboard."""
    codes = sorted(row["code"] for row in rows_of(once_drawn))
    page = opened(DESK)
    for code in (codes[0], codes[-1]):
        page.locator(f".index a[href='#n{code}']").click()
        rubric = page.locator(".beside h3").bounding_box()
        assert 0 <= rubric["y"] < DESK["height"]
        assert page.locator(f"#n{code}").bounding_box()["y"] < DESK["height"]
    page = opened(PHONE)
    summary = page.locator(f"article:has(#n{codes[1]}) summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(f"article:has(#n{codes[1]}) .levels").first.is_visible()
    assert not page.locator(".beside").is_visible()


@pytest.mark.browser
def test_the_keyboard_reaches_the_answers(opened, once_drawn):
    """The first key press offers to go to the first answer, and goes there."""
    page = opened(DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#first"
    page.keyboard.press("Enter")
    first = sorted(row["code"] for row in rows_of(once_drawn))[0]
    assert abs(page.locator(f"#n{first}").bounding_box()["y"]) < DESK["height"]
