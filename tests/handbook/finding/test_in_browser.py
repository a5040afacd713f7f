"""The search of the built handbook, in Chromium, opened from its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypedDict

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations

pytestmark = pytest.mark.browser


class Question(TypedDict):
    """What somebody types, and the pages that would answer."""

    ask: str
    pages: list[str]


QUESTIONS: list[Question] = yaml.safe_load(
    Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8")
)

MOST_WRONG = 2

FIRST_THREE = """() => [...document.querySelectorAll(".mp-result-title a")].slice(0, 3).map(
    (link) => link.getAttribute("href").replace("./", "").replace(".html", ""))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page in a context of its own, where an error in a script of ours fails the test."""
    context, errors = browser.new_context(), []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert errors == []


def test_nothing_is_read_before_somebody_asks(handbook: Path, page: Page) -> None:
    """The search page leaves its index alone until the field is touched."""
    page.goto((handbook / "search.html").as_uri())
    expect(page.locator("#mp-search-status")).to_contain_text("Type a few words")
    assert page.evaluate("window.mpSearchIndex === undefined")
    page.get_by_role("main").get_by_role("searchbox").focus()
    page.wait_for_function("window.mpSearchIndex !== undefined")


@pytest.fixture
def search(handbook: Path, page: Page) -> Page:
    """Return the search page, from its file, once it can answer."""
    page.goto((handbook / "search.html").as_uri())
    expect(page.locator("#mp-search-status")).to_contain_text("Type a few words")
    return page


def test_real_questions(search: Page, handbook: Path) -> None:
    """All but two of forty questions have a right page among the first three, and each right page exists."""
    field = search.get_by_role("main").get_by_role("searchbox")
    missed = []
    for question in QUESTIONS:
        assert all((handbook / f"{page}.html").is_file() for page in question["pages"]), question
        field.fill(question["ask"])
        expect(search.locator("#mp-search-status")).to_contain_text(question["ask"])
        if not set(search.evaluate(FIRST_THREE)) & set(question["pages"]):
            missed.append(question["ask"])
    assert len(missed) <= MOST_WRONG, missed
    assert len(QUESTIONS) == 40


def test_from_any_page_to_the_place(handbook: Path, page: Page) -> None:
    """With the keyboard alone: open the search on a chapter, ask, and arrive at the section shown."""
    page.goto((handbook / "part2" / "fathers.html").as_uri())
    page.keyboard.press("Control+k")
    page.keyboard.type("scaling questions")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    best = page.locator(".mp-result").first
    expect(best.locator("mark").first).to_be_visible()
    link = best.locator(".mp-result-place a").first
    anchor = (link.get_attribute("href") or "").partition("#")[2]
    link.press("Enter")
    page.wait_for_url(f"**/*.html#{anchor}")
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_an_exercise(search: Page) -> None:
    """An exercise is found by its name, is called one, and leads to its place on the page."""
    search.get_by_role("main").get_by_role("searchbox").fill("the last sandwich")
    best = search.locator(".mp-result-place", has_text="Exercise").first
    expect(best.get_by_role("link")).to_have_attribute(
        "href", "./part4/decision.html#exercise-decision-the-last-sandwich"
    )


@pytest.mark.parametrize(
    "asked", ["<img src=x onerror=alert(1)>", "</script><b>", "(" * 400, "😀", "a" * 5000]
)
def test_hostile_questions(search: Page, asked: str) -> None:
    """Whatever is typed stays text, and the page answers."""
    search.get_by_role("main").get_by_role("searchbox").fill(asked)
    expect(search.locator("#mp-search-status")).not_to_contain_text("Type a few words")
    assert search.locator("#search-results img, #search-results b").count() == 0


def test_the_index_is_missing(handbook: Path, page: Page) -> None:
    """Where the index did not load, the page says so and what to do."""
    page.route("**/mp-search-index.js*", lambda route: route.abort())
    page.goto((handbook / "search.html").as_uri())
    page.get_by_role("main").get_by_role("searchbox").focus()
    expect(page.locator("#mp-search-status")).to_contain_text("did not load")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_accessible(handbook: Path, browser: Browser, scheme: Literal["light", "dark"], width: int) -> None:
    """Answers break no rule of WCAG 2.2 A or AA, and nothing runs out sideways."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto((handbook / "search.html").as_uri() + "?q=reflecting+back")
    expect(page.locator(".mp-result").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()
