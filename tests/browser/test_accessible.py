"""No WCAG 2.2 A or AA violation, in any kind, light and dark, before and after answering."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations_in_both
from tests.browser.driving import answer_all, frame
from tests.browser.sittings import PAGES, SLUGS, answers_to, exercise_of, page_of
from tests.browser.test_same_everywhere import player_on

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


@pytest.mark.parametrize("kind", SLUGS)
def test_every_kind_before_and_after_answering(kind: str, server: str, browser: Browser) -> None:
    """Each kind's page is free of violations before and after answers, light and dark, phone and desk."""
    exercise = exercise_of(kind)
    context = browser.new_context(color_scheme="light", viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{server}/{page_of(exercise.slug)}")
    player = player_on(page, exercise.slug)
    player.wait_for()
    assert violations_in_both(page) == []
    answer_all(player, exercise, answers_to(exercise))
    assert violations_in_both(page) == []
    assert overflow(page) <= 0
    page.set_viewport_size(DESK)
    assert violations_in_both(page) == []
    context.close()


def test_scenario_app(server: str, browser: Browser) -> None:
    """The scenario app is free of violations, light and dark: its list, and an exercise opened from it."""
    context = browser.new_context(color_scheme="light", viewport=PHONE)
    page = context.new_page()
    page.goto(f"{server}/app/")
    page.get_by_test_id("chooser").wait_for(timeout=60_000)
    assert violations_in_both(page) == []
    assert overflow(page) <= 0
    page.get_by_test_id(f"open-{SLUGS['goal']}").click()
    page.get_by_test_id("player").wait_for()
    assert violations_in_both(page) == []
    assert overflow(page) <= 0
    context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_nothing_runs_out_of_the_page(name: str, width: int, server: str, browser: Browser) -> None:
    """At 320 px, which is 1280 px at 400 % zoom, no page scrolls sideways."""
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(f"{server}/{PAGES[name]}")
    page.get_by_test_id("player").first.wait_for()
    assert overflow(page) <= 0
    page.close()


@pytest.mark.parametrize("kind", SLUGS)
def test_controls_are_large_enough_for_a_thumb(kind: str, server: str, browser: Browser) -> None:
    """Each control of the player, or the label around it, is at least 44 px high and wide."""
    exercise = exercise_of(kind)
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{server}/{page_of(exercise.slug)}")
    player = player_on(page, exercise.slug)
    player.wait_for()
    small = player.evaluate(
        """(root) => [...root.querySelectorAll("button, select, textarea, summary, input")]
        .map((control) => control.matches("input") ? control.closest("label") ?? control : control)
        .filter((control) => control.getClientRects().length)
        .map((control) => [control.outerHTML.slice(0, 120), control.getBoundingClientRect()])
        .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
        .map(([html, box]) => `${html} ${box.width} x ${box.height}`)"""
    )
    assert small == []
    page.close()


def test_whole_ranking_by_keyboard(server: str, page: Page) -> None:
    """With the keyboard alone a response is moved to the top, heard, saved and compared."""
    exercise = exercise_of("ranking")
    item = exercise.items[0]
    page.goto(f"{server}/{page_of(exercise.slug)}")
    player = player_on(page, exercise.slug)
    here = frame(player, item.id)
    last = [option.id for option in item.options][-1]
    here.get_by_test_id(f"up-{last}").focus()
    for _ in item.options[1:]:
        page.keyboard.press("Enter")
        expect(here.get_by_test_id(f"up-{last}")).to_be_focused()
    expect(player.get_by_test_id("live")).to_contain_text("1")
    here.get_by_test_id("save").focus()
    page.keyboard.press("Space")
    expect(here.get_by_test_id("view")).to_be_visible()
    assert here.evaluate("(node) => node.contains(node.getRootNode().activeElement)")


def test_an_untouched_order_is_asked_about_once(server: str, page: Page) -> None:
    """An order that nobody touched is not saved by the first press; the second means it."""
    exercise = exercise_of("ranking")
    item = exercise.items[1]
    page.goto(f"{server}/{page_of(exercise.slug)}")
    player = player_on(page, exercise.slug)
    here = frame(player, item.id)
    here.get_by_test_id("save").click()
    expect(here.get_by_test_id("missing")).to_contain_text("save it once more")
    expect(player.get_by_test_id("live")).to_contain_text("save it once more")
    expect(here.get_by_test_id("view")).to_have_count(0)
    here.get_by_test_id("save").click()
    expect(here.get_by_test_id("view")).to_be_visible()
    here.get_by_test_id("change").click()
    here.get_by_test_id("save").click()
    expect(here.get_by_test_id("view")).to_be_visible()


def test_whole_sorting_by_keyboard(server: str, page: Page) -> None:
    """With Tab, arrows and space alone every card is placed and the answer saved."""
    exercise = exercise_of("sorting")
    item = exercise.items[0]
    page.goto(f"{server}/{page_of(exercise.slug)}")
    here = frame(player_on(page, exercise.slug), item.id)
    first = item.cards[0].id
    here.get_by_test_id(f"bin-{first}-{item.bins[0].id}").focus()
    for number, card in enumerate(item.cards):
        if number:
            page.keyboard.press("Tab")
        expect(here.get_by_test_id(f"bin-{card.id}-{item.bins[0].id}")).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        expect(here.get_by_test_id(f"bin-{card.id}-{item.bins[1].id}")).to_be_checked()
    page.keyboard.press("Tab")
    expect(here.get_by_test_id("save")).to_be_focused()
    page.keyboard.press("Enter")
    expect(here.get_by_test_id("view")).to_be_visible()


def test_answers_are_announced(server: str, page: Page) -> None:
    """After saving, the live region says that the answer is saved and how far it agrees."""
    exercise = exercise_of("choice")
    item = exercise.items[0]
    page.goto(f"{server}/{page_of(exercise.slug)}")
    player = player_on(page, exercise.slug)
    here = frame(player, item.id)
    for option in answers_to(exercise)[item.id]["picked"]:
        here.get_by_test_id(f"option-{option}").locator("xpath=ancestor::label[1]").click()
    here.get_by_test_id("save").click()
    expect(player.get_by_test_id("live")).to_contain_text("Saved on this device")
    expect(player.get_by_test_id("live")).to_contain_text("You and the author")


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
