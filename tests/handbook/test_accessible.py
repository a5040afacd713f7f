"""Headings, landmarks, and the keyboard's way through a page, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.handbook.test_in_browser import DESK, PHONE, pages_of

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  let here = document.activeElement;
  while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  const box = here.getBoundingClientRect();
  const style = getComputedStyle(here);
  const part = (here.getRootNode().host ?? here).closest("main, nav, header, footer, dialog, [role=search]");
  return {
    part: part?.localName ?? "",
    name: here.getAttribute("aria-label") ?? (here.textContent || "").trim().slice(0, 60),
    top: box.top + scrollY,
    seen: box.bottom > 0 && box.top < innerHeight,
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""

LINE = 40
"""Two links in one line of text need not have the same top."""


@pytest.fixture
def desk(handbook: Path, browser: Browser) -> Iterator[Page]:
    """Yield a chapter on a desk."""
    page = browser.new_page(viewport=DESK, reduced_motion="reduce")
    page.goto((handbook / "part2" / "closing.html").as_uri())
    yield page
    page.close()


@pytest.fixture
def phone(handbook: Path, browser: Browser) -> Iterator[Page]:
    """Yield the same chapter on a phone."""
    page = browser.new_page(viewport=PHONE, reduced_motion="reduce")
    page.goto((handbook / "part2" / "closing.html").as_uri())
    yield page
    page.close()


def test_headings_of_every_page(handbook: Path) -> None:
    """Each page has one first heading, and no level below it is left out."""
    for file in pages_of(handbook):
        tree = lxml.html.parse(str(file)).getroot()
        levels = [
            int(found.tag[1])
            for found in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
        ]
        assert levels.count(1) == levels[0] == 1, file.name
        jumps = [(one, two) for one, two in pairwise(levels) if two > one + 1]
        assert jumps == [], file.name


def test_landmarks_of_every_page(handbook: Path) -> None:
    """Each page has one main part, one header and one footer, and each of its navigations another name."""
    for file in pages_of(handbook):
        tree = lxml.html.parse(str(file)).getroot()
        for landmark in ("main", "header", "footer"):
            assert len(tree.xpath(f"//body//{landmark}")) == 1, (file.name, landmark)
        names = [
            nav.get("aria-label") or tree.xpath("string(//*[@id=$id])", id=nav.get("aria-labelledby"))
            for nav in tree.xpath("//nav")
        ]
        assert all(names), file.name
        assert len(set(names)) == len(names), (file.name, names)


def test_tables_of_every_page(handbook: Path) -> None:
    """Each table has a caption, headers for its columns and a header for each row."""
    for file in pages_of(handbook):
        for table in lxml.html.parse(str(file)).getroot().xpath("//table"):
            assert table.xpath("string(caption)").strip(), file.name
            assert table.xpath("thead//th[@scope='col']"), file.name
            assert all(row.xpath("th[@scope='row']") for row in table.xpath("tbody/tr")), file.name


def test_skip_link_comes_first_and_skips(desk: Page) -> None:
    """The first Tab shows the skip link, and after it the next Tab stands inside the text."""
    desk.keyboard.press("Tab")
    skip = desk.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("main")).to_be_focused()
    desk.keyboard.press("Tab")
    assert desk.evaluate(FOCUSED)["part"] == "main"


def test_focus_goes_through_the_page_as_it_is_read(desk: Page) -> None:
    """Tab goes from the brand through contents and header to text and foot, always seen and ringed."""
    stops = []
    while not stops or desk.evaluate("document.activeElement !== document.body"):
        desk.keyboard.press("Tab")
        stops.append(desk.evaluate(FOCUSED))
    skip, *stops, end = stops
    assert skip["name"] == "Skip to main content"
    assert end["part"] == ""
    assert [stop for stop in stops if not (stop["seen"] and stop["name"] and stop["ringed"])] == []
    parts = [stop["part"] for stop in stops]
    order = [part for place, part in enumerate(parts) if place == 0 or parts[place - 1] != part]
    assert order == ["nav", "div", "nav", "header", "main", "nav", "footer"]
    text = [stop["top"] for stop in stops if stop["part"] == "main"]
    assert len(text) > 5
    assert all(two >= one - LINE for one, two in pairwise(text)), text


def test_contents_on_a_phone_by_keyboard(phone: Page) -> None:
    """The contents open with Enter, hold the focus, close with Escape, and give the focus back."""
    button = phone.get_by_role("button", name="Contents of the handbook")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    phone.keyboard.press("Enter")
    drawer = phone.get_by_role("dialog", name="Contents of the handbook")
    expect(drawer).to_be_visible()
    assert button.get_attribute("aria-expanded") == "true"
    expect(drawer.locator("[aria-current=page]")).to_be_in_viewport()
    for _ in range(90):
        phone.keyboard.press("Tab")
        assert phone.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    phone.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(button).to_be_focused()
    assert button.get_attribute("aria-expanded") == "false"


def test_on_this_page_on_a_phone_by_keyboard(phone: Page) -> None:
    """A heading that is chosen in the list of headings closes the list and comes into view."""
    phone.get_by_role("button", name="On this page").focus()
    phone.keyboard.press("Enter")
    drawer = phone.get_by_role("dialog", name="On this page")
    link = drawer.get_by_role("link").last
    link.focus()
    phone.keyboard.press("Enter")
    expect(drawer).to_be_hidden()
    expect(phone.locator("section:target").locator("h2, h3").first).to_be_in_viewport()


def test_search_opens_and_closes_by_keyboard(desk: Page) -> None:
    """Ctrl and K open the search with the field focused; Escape closes it and gives the focus back."""
    button = desk.get_by_role("button", name="Search").first
    button.focus()
    desk.keyboard.press("Control+k")
    expect(desk.get_by_role("dialog", name="Search").get_by_role("searchbox")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_colours_by_keyboard_are_kept(desk: Page, handbook: Path) -> None:
    """The button's name says which colours hold; a press changes what is seen, also on the next page."""
    button = desk.get_by_role("button", name="Colours:")
    expect(button).to_have_accessible_name("Colours: as your device")
    before = desk.evaluate("getComputedStyle(document.body).backgroundColor")
    button.focus()
    desk.keyboard.press("Enter")
    expect(button).to_have_accessible_name("Colours: dark")
    expect(desk.locator("body")).not_to_have_css("background-color", before)
    desk.goto((handbook / "glossary.html").as_uri())
    assert desk.evaluate("document.documentElement.dataset.theme") == "dark"


def test_reading_order_is_the_order_in_which_it_is_seen(desk: Page) -> None:
    """The headings of the text stand below one another in the order of the document."""
    tops = [
        box["y"] for heading in desk.locator("main :is(h1, h2, h3)").all() if (box := heading.bounding_box())
    ]
    assert len(tops) > 4
    assert tops == sorted(tops)
