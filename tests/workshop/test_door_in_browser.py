"""A trainer at the door of a room: shutting it, sending away who never answered, and another code."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mp_exercises.workshop.store import Store
from tests.browser.axe import violations_in_both
from tests.serving import Serving
from tests.workshop.participant import Trainer, joined, phone, pick, question, saved
from tests.workshop.rooms import person_in
from tests.workshop.trainer import desk, enter, move, wall_of

pytestmark = pytest.mark.browser

CHOICE = question("choice")


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Return where the house has its store."""
    return str(tmp_path / "rooms.sqlite")


def test_a_flood_is_shut_out_and_sent_away(house: Serving, store: Store, browser: Browser) -> None:
    """Whoever answered stays, whoever did not comes back by the new code with what they had not sent yet."""
    trainer = Trainer(store, [CHOICE], most=8)
    with desk(browser) as room, phone(browser) as first, phone(browser) as second, phone(browser) as late:
        page = enter(room, house)
        page.get_by_role("button", name=f"Open the room {trainer.room.title}").click()
        wall = wall_of(page)
        move(page, "door-move")
        expect(page.get_by_role("heading", name="The door is shut")).to_be_visible()
        expect(wall.get_by_text("The door is shut.")).to_be_visible()
        move(page, "door-move")
        expect(page.get_by_role("heading", name="The room is open")).to_be_visible()
        move(page, "begin")
        answered, silent = joined(first, house.url, trainer), joined(second, house.url, trainer)
        pick(answered, CHOICE, 0)
        saved(answered)
        for _ in range(6):
            person_in(store, trainer.room)
        expect(page.get_by_test_id("room-full")).to_contain_text("8 people")
        move(page, "door-move")
        expect(page.get_by_test_id("door")).to_contain_text("nobody new comes in")
        expect(page.get_by_test_id("door-move")).to_be_focused()
        newcomer = late.new_page()
        newcomer.goto(f"{house.url}/join/{trainer.room.door}")
        expect(newcomer.get_by_text("has shut the door").first).to_be_visible()
        expect(wall.locator(".small-code")).to_have_count(0)
        # What one of them has just given does not reach the server before they are sent away.
        second.set_offline(True)
        pick(silent, CHOICE, 1)
        move(page, "clear")
        expect(page.get_by_role("alert")).to_contain_text("Send away 7 people?")
        expect(page.get_by_role("button", name="Keep them")).to_be_focused()
        assert violations_in_both(page) == []
        move(page, "yes-clear")
        expect(page.get_by_test_id("presence")).to_contain_text("1 person came in")
        expect(page.locator(".silent")).to_be_focused()
        expect(page.locator(".silent")).to_have_text("Everybody who came in has answered something.")
        move(page, "recode")
        expect(page.locator("h1 .code")).not_to_have_text(trainer.room.code)
        code = page.locator("h1 .code").inner_text()
        expect(wall.locator(".small-code")).to_contain_text(code)
        page.get_by_text("How to come in").click()
        expect(page.locator(".big-code")).to_have_text(code)
        expect(page.get_by_role("img", name=f"/join/{code}-")).to_be_visible()
        second.set_offline(False)
        come_back(silent, code)
        saved(silent)
        assert len(trainer.answers()) == 2
        pick(answered, CHOICE, 2)
        saved(answered)
        assert store.people.presence(trainer.room.id).joined == 2


def come_back(page: Page, code: str) -> None:
    """Join again by another code than the page knows."""
    page.get_by_test_id("join-again").click()
    expect(page.get_by_test_id("back")).to_have_count(0)
    page.get_by_role("textbox").fill(code)
    page.keyboard.press("Enter")
    page.get_by_test_id("room").wait_for()
