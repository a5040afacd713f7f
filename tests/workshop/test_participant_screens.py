"""Every screen of a participant's page: by eye at two widths, by keyboard alone, and heard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from mp_exercises.workshop.store import Step, Store
from tests.browser.axe import violations_in_both
from tests.browser.driving import answer
from tests.browser.sittings import SLUGS, answers_to, exercise_of
from tests.workshop.participant import (
    DESK,
    PHONE,
    Trainer,
    asked,
    item_of,
    joined,
    phone,
    pick,
    question,
    saved,
)

pytestmark = pytest.mark.browser

STORY = Step(kind="transcript", exercise=SLUGS["rating"])
PAUSE = Step(kind="pause", title="Ten minutes, and tea")
SIDEWAYS = """async () => {
  const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  // What stood beside the question on a desk needs a moment to go above it.
  for (let turn = 0; turn < 100 && over() > 0; turn++) await new Promise((next) => setTimeout(next, 50));
  return over();
}"""


def check(page: Page) -> None:
    """Look at a screen as a phone and as a desk show it, in light and in dark."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate(SIDEWAYS) <= 0, (size, page.url)
        assert violations_in_both(page) == [], size


def test_from_the_door_to_the_way_home(url: str, rooms: Store, browser: Browser) -> None:
    """No screen of a whole session has a violation or scrolls sideways."""
    ask = question("choice")
    trainer = Trainer(rooms, [STORY, ask, PAUSE], tables=6, names=True)
    with phone(browser, color_scheme="light") as context:
        page = context.new_page()
        page.goto(f"{url}/join")
        page.get_by_test_id("code").wait_for()
        check(page)
        page.get_by_test_id("code").fill("0O1")
        page.get_by_test_id("join").click()
        expect(page.get_by_test_id("code-wrong")).to_contain_text("No code has")
        check(page)
        page.get_by_test_id("code").fill(trainer.room.code)
        page.get_by_test_id("join").click()
        page.get_by_test_id("seat-form").wait_for()
        check(page)
        page.get_by_test_id("table-2").check()
        page.get_by_test_id("sit").click()
        page.get_by_test_id("lobby").wait_for()
        check(page)
        trainer.does("goto", 0)
        trainer.does("turn", 3)
        expect(page.get_by_test_id("how-far")).to_contain_text("Line 3 of")
        check(page)
        trainer.does("goto", 1)
        trainer.does("timer", 600)
        page.get_by_test_id("timer").wait_for()
        check(page)
        page.get_by_test_id("save").click()
        page.get_by_test_id("missing").wait_for()
        check(page)
        context.set_offline(True)
        pick(page, ask, 0)
        expect(page.get_by_test_id("status")).to_have_attribute("data-status", "kept")
        check(page)
        context.set_offline(False)
        saved(page)
        trainer.does("lock")
        page.get_by_test_id("closed-item").wait_for()
        check(page)
        trainer.others_answer(1)
        trainer.does("reveal")
        page.get_by_test_id("room-view").wait_for()
        check(page)
        trainer.does("goto", 2)
        page.get_by_test_id("pause").wait_for()
        page.get_by_test_id("look-back").locator("summary").click()
        check(page)
        trainer.does("home", True)
        trainer.does("end")
        page.get_by_test_id("ended").wait_for()
        page.get_by_test_id("home").click()
        page.get_by_test_id("leave").click()
        page.get_by_test_id("leave-yes").wait_for()
        check(page)
        page.goto(page.get_by_test_id("home-link").get_attribute("href") or "")
        page.get_by_test_id("taken").wait_for()
        check(page)


@pytest.mark.parametrize("kind", SLUGS)
def test_each_kind_asked_and_shown(kind: str, url: str, rooms: Store, browser: Browser) -> None:
    """Each kind's question, its answer and its charts have no violation and do not scroll sideways."""
    step = question(kind)
    trainer = Trainer(rooms, [step])
    trainer.does("goto", 0)
    trainer.others_answer(0)
    item = item_of(step)
    with phone(browser, color_scheme="light", reduced_motion="reduce") as context:
        page = joined(context, url, trainer)
        page.get_by_test_id(f"item-{item.id}").wait_for()
        check(page)
        answer(page.locator("body"), item, answers_to(exercise_of(kind))[item.id])
        trainer.does("reveal")
        page.get_by_test_id("room-view").wait_for()
        check(page)


def _focused(page: Page) -> str:
    """Return what has the focus: its hook, or its words."""
    found: str = page.evaluate(
        "document.activeElement.dataset.testid || document.activeElement.innerText || ''"
    )
    return found


def _tab_to(page: Page, reached: Callable[[str], bool]) -> None:
    """Press the tab key until the focus is where it is wanted; nothing keeps it on the way."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if reached(_focused(page)):
            return
    raise AssertionError(f"the keyboard does not reach it; the focus is on {_focused(page)!r}")


AT_SAVED = """() => {
  const seen = new MutationObserver(() => {
    if (!document.querySelector("[data-testid=status][data-status=saved]")) return;
    seen.disconnect();
    const next = new MessageChannel();
    next.port1.onmessage = () => (window.focusAtSaved = document.activeElement.className);
    next.port2.postMessage(null);
  });
  seen.observe(document.body, { subtree: true, childList: true, attributes: true });
}"""
"""Notes where the focus is once an answer shows as saved, in the first turn that a key could have."""


def test_the_focus_moves_together_with_the_page(url: str, rooms: Store, browser: Browser) -> None:
    """A key that is pressed as soon as an answer is saved is pressed where the focus stays."""
    with asked(url, rooms, browser, "choice") as (page, _, step, _trainer):
        page.get_by_test_id("save").wait_for()
        page.evaluate(AT_SAVED)
        pick(page, step, 0)
        saved(page)
        page.wait_for_function("window.focusAtSaved !== undefined")
        assert page.evaluate("window.focusAtSaved") == "view-heading"


def test_by_keyboard_alone(url: str, rooms: Store, browser: Browser) -> None:
    """Somebody with a keyboard alone comes in, answers, changes the answer, looks back and comes forward."""
    first, second = question("choice"), question("choice", 1)
    trainer = Trainer(rooms, [first, second], tables=3)
    with phone(browser, viewport=DESK) as context:
        page = context.new_page()
        page.goto(f"{url}/join")
        _tab_to(page, lambda at: at == "code")
        page.keyboard.type(trainer.room.code.lower())
        page.keyboard.press("Enter")
        page.get_by_test_id("seat-form").wait_for()
        assert _focused(page) == "table-1"
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        _tab_to(page, lambda at: at == "sit")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("your-table")).to_have_text("Table 2")
        trainer.does("goto", 0)
        page.get_by_test_id("save").wait_for()
        _tab_to(page, lambda at: at.startswith("option-"))
        page.keyboard.press("Space")
        _tab_to(page, lambda at: at == "save")
        page.keyboard.press("Enter")
        saved(page)
        _tab_to(page, lambda at: at == "change")
        page.keyboard.press("Enter")
        _tab_to(page, lambda at: at.startswith("option-"))
        page.keyboard.press("ArrowDown")
        _tab_to(page, lambda at: at == "save")
        page.keyboard.press("Enter")
        saved(page)
        # The focus was inside what goes away: it is on the new question's heading.
        trainer.does("goto", 1)
        page.get_by_test_id(f"item-{second.item}").wait_for()
        expect(page.locator(".count-heading")).to_be_focused()
        _tab_to(page, lambda at: "Look back" in at)
        page.keyboard.press("Enter")
        _tab_to(page, lambda at: at == "go-1")
        page.keyboard.press("Enter")
        page.get_by_test_id(f"item-{first.item}").wait_for()
        _tab_to(page, lambda at: at == "go-there")
        page.keyboard.press("Enter")
        page.get_by_test_id(f"item-{second.item}").wait_for()
    chosen = item_of(first).options[1].id  # type: ignore[attr-defined]
    assert trainer.answers() == [(first.item, {"picked": [chosen]})]
    assert trainer.sent == 2


def test_heard(url: str, rooms: Store, browser: Browser) -> None:
    """A screen reader hears the trainer's moves, new lines, the time, and that an answer is saved."""
    ask = question("choice")
    trainer = Trainer(rooms, [STORY, ask])
    with phone(browser) as context:
        page = joined(context, url, trainer)
        live = page.get_by_test_id("live")
        trainer.does("goto", 0)
        expect(live).to_contain_text("The trainer has gone on: Step 1: Conversation")
        page.get_by_test_id("story").wait_for()
        trainer.does("turn", 2)
        line = exercise_of("rating").transcript[1]
        expect(live).to_contain_text(line.says)
        trainer.does("goto", 1)
        expect(live).to_contain_text("Step 2: Choose")
        trainer.does("timer", 300)
        expect(live).to_contain_text("5 minutes left")
        pick(page, ask, 0)
        expect(live).to_contain_text("Saved")
        trainer.does("lock")
        expect(live).to_contain_text("has closed this question")
        trainer.does("reveal")
        expect(live).to_contain_text("has shown how the room answered")


def test_nobody_is_pulled_from_a_text(url: str, rooms: Store, browser: Browser) -> None:
    """Whoever is writing when the trainer goes on stays there, is told so, and goes on when ready."""
    trainer = Trainer(rooms, [question("reflection"), PAUSE])
    trainer.does("goto", 0)
    with phone(browser) as context:
        page = joined(context, url, trainer)
        page.get_by_test_id("text").fill("I asked her what she would keep, and")
        trainer.does("goto", 1)
        expect(page.get_by_test_id("banner")).to_contain_text("The trainer has gone on")
        expect(page.get_by_test_id("text")).to_be_focused()
        expect(page.get_by_test_id("closed")).to_contain_text("closed this question")
        page.get_by_test_id("go-there").click()
        page.get_by_test_id("pause").wait_for()


def test_at_ones_own_pace(url: str, rooms: Store, browser: Browser) -> None:
    """Where people pace themselves they move among the steps; back goes back, and a reload stays."""
    first, second = question("choice"), question("choice", 1)
    trainer = Trainer(rooms, [first, second, PAUSE], pace="self")
    trainer.does("open_all")
    with phone(browser) as context:
        page = joined(context, url, trainer)
        expect(page.get_by_test_id("done-of")).to_have_text("0 of 2 questions answered")
        page.get_by_test_id("go-2").click()
        page.get_by_test_id(f"item-{second.item}").wait_for()
        pick(page, second, 0)
        saved(page)
        page.get_by_test_id("previous").click()
        page.get_by_test_id(f"item-{first.item}").wait_for()
        page.reload()
        page.get_by_test_id(f"item-{first.item}").wait_for()
        page.go_back()
        page.get_by_test_id(f"item-{second.item}").wait_for()
        saved(page)
        page.get_by_test_id("to-steps").click()
        expect(page.get_by_test_id("done-of")).to_have_text("1 of 2 questions answered")
        expect(page.get_by_test_id("go-2")).to_contain_text("Answered")
        trainer.does("reveal_all")
        page.get_by_test_id("go-2").click()
        page.get_by_test_id("room-view").wait_for()


def test_leaves_nothing_behind(url: str, rooms: Store, browser: Browser) -> None:
    """Whoever leaves the room on this phone leaves no way back, no answer and no draft to the next person."""
    with asked(url, rooms, browser, "reflection") as (page, _context, _step, trainer):
        page.get_by_test_id("text").fill("What only I should read.")
        trainer.does("end")
        page.get_by_test_id("go-there").click()
        page.get_by_test_id("leave").click()
        page.get_by_test_id("leave-yes").click()
        page.get_by_test_id("code").wait_for()
        assert page.url == f"{url}/join"
        assert page.evaluate("JSON.stringify(localStorage)") == "{}"
        expect(page.get_by_test_id("back")).to_have_count(0)
