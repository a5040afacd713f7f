"""Every page of the built handbook in Chromium, opened from its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.axe import DRAWN, violations, violations_of_colours

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 900}

SHARES = 5
"""So many tests look at all the pages: one alone would take as long as any test may."""

THEME = "document.documentElement.dataset.theme"


def pages_of(handbook: Path) -> list[Path]:
    """Return every page that was built."""
    return [file for file in sorted(handbook.rglob("*.html")) if "_static" not in file.parts]


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page(share: int, handbook: Path, browser: Browser) -> None:
    """No page, wide or narrow, light or dark, breaks WCAG 2.2 A or AA, runs out, fails or asks a host."""
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    page, errors, foreign = context.new_page(), [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request",
        lambda request: request.url.startswith(("http:", "https:", "ws:")) and foreign.append(request.url),
    )
    for file in pages_of(handbook)[share::SHARES]:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        page.goto(file.as_uri())
        for player in page.locator(".mp-player").all():
            player.wait_for()
        assert page.evaluate(THEME) == "light", file.name
        assert _faults(page, violations, (PHONE, DESK)) == [], file.name
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(f"{THEME} === 'dark'")
        page.evaluate(DRAWN)
        assert _faults(page, violations_of_colours, (DESK, PHONE)) == [], file.name
        assert (file.name, errors, foreign) == (file.name, [], [])
    context.close()


def _faults(
    page: Page, find: Callable[[Page], list[dict[str, object]]], sizes: tuple[ViewportSize, ...]
) -> list[object]:
    """Return what is found on a page in each size, and how far it runs out sideways there."""
    faults: list[object] = []
    for size in sizes:
        page.set_viewport_size(size)
        faults += find(page)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        faults += [(size, over)] if over > 0 else []
    return faults


def test_what_scrolls_is_reached_by_keyboard_once_a_screen_is_turned(
    handbook: Path, browser: Browser
) -> None:
    """A line of code that fits a desk and not a phone can be tabbed to on the phone alone."""
    page = browser.new_page(viewport=DESK)
    page.goto((handbook / "about.html").as_uri())
    code = page.locator(".highlight-python pre").first
    for size, reached in ((DESK, -1), (PHONE, 0), (DESK, -1)):
        page.set_viewport_size(size)
        expect(code).to_have_js_property("tabIndex", reached)
    page.close()


def test_colours_are_kept(handbook: Path, browser: Browser) -> None:
    """The colour button goes round light, dark and the device's choice, and a page keeps it."""
    page = browser.new_page(color_scheme="light")
    page.goto((handbook / "index.html").as_uri())
    button = page.get_by_role("button", name="Colours")
    seen = []
    for _ in range(3):
        button.click()
        seen.append(page.evaluate("document.documentElement.dataset.mode"))
    assert sorted(seen) == ["auto", "dark", "light"]
    while page.evaluate("document.documentElement.dataset.mode") != "dark":
        button.click()
    page.goto((handbook / "about.html").as_uri())
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.close()


def test_contents_and_search_by_keyboard(handbook: Path, browser: Browser) -> None:
    """On a phone's width the contents open by their button and close by Escape; search opens by its keys."""
    page: Page = browser.new_page(viewport=PHONE)
    page.goto((handbook / "about.html").as_uri())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    button = page.get_by_role("button", name="Contents of the handbook")
    button.focus()
    page.keyboard.press("Enter")
    contents = page.get_by_role("navigation", name="Main")
    expect(contents).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(contents).not_to_be_in_viewport()
    page.keyboard.press("Control+k")
    field = page.get_by_role("searchbox", name="Search the handbook")
    expect(field).to_be_focused()
    page.close()


def test_certainty_mark_leads_to_its_row(handbook: Path, browser: Browser) -> None:
    """The sign behind a figure has a name, can be tabbed to, and leads to the fact's row."""
    page = browser.new_page(viewport=DESK)
    page.goto((handbook / "index.html").as_uri())
    sign = page.get_by_role("link", name="How sure: read at the source").first
    sign.focus()
    page.keyboard.press("Enter")
    row = page.locator("tr:target")
    expect(row).to_be_in_viewport()
    expect(row.get_by_role("rowheader")).to_have_count(1)
    page.close()


def test_tables_keep_their_meaning_as_cards(handbook: Path, browser: Browser) -> None:
    """At 320 px the evidence table is still a table, with headers and cells, to a screen reader."""
    page = browser.new_page(viewport=PHONE)
    page.goto((handbook / "evidence.html").as_uri())
    table = page.get_by_role("table").first
    assert table.get_by_role("row").count() > 2
    expect(table.get_by_role("columnheader")).to_have_count(5)
    expect(table.get_by_role("row").nth(1).get_by_role("cell")).to_have_count(4)
    page.close()


def test_print_is_black_on_white_without_the_chrome(handbook: Path, browser: Browser) -> None:
    """On paper, also from a dark screen, there is the text alone, and no answers to an exercise."""
    page = browser.new_page(viewport=DESK, color_scheme="dark")
    page.goto((handbook / "part2" / "empathy.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for hidden in (".bd-sidebar-primary", ".bd-header-article", ".mp-x-view", ".prev-next-area"):
        expect(page.locator(hidden)).not_to_have_count(0)
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".mp-exercise-text").first).to_be_visible()
    page.close()


def test_contents_without_javascript(handbook: Path, browser: Browser) -> None:
    """Without JavaScript a phone shows the contents above the page, and no button that does nothing."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto((handbook / "about.html").as_uri())
    expect(page.get_by_role("navigation", name="Main")).to_be_in_viewport()
    assert [button for button in page.get_by_role("button").all() if button.is_visible()] == []
    context.close()
