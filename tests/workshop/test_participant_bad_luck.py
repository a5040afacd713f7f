"""A participant's page with bad luck: lost replies, no storage, an old browser, a room that is gone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from mp_exercises.workshop.store import Step, Store
from tests.workshop.participant import Trainer, asked, item_of, joined, phone, pick, question, saved

pytestmark = pytest.mark.browser

PAUSE = Step(kind="pause", title="Tea")

BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});"""

OLD = """for (const [owner, names] of [
  [window, ["ResizeObserver", "structuredClone", "PointerEvent"]],
  [Crypto.prototype, ["randomUUID"]],
  [MediaQueryList.prototype, ["addEventListener", "removeEventListener"]],
  [Element.prototype, ["replaceChildren"]],
  [String.prototype, ["replaceAll", "matchAll", "at"]],
  [Array.prototype, ["at", "findLast", "toSorted", "toReversed"]],
  [Promise, ["allSettled", "any"]],
  [Object, ["hasOwn", "groupBy"]],
  [Intl, ["ListFormat", "RelativeTimeFormat"]],
  [Response.prototype, ["body"]],
  [Navigator.prototype, ["clipboard"]],
]) for (const name of names) delete owner[name];"""
"""What browsers of 2019 do not have; some of them cannot read a reply as it comes either."""


class Lossy:
    """A network on which the server's reply to the first request is lost."""

    def __init__(self) -> None:
        self.arrived = 0

    def __call__(self, route: Route) -> None:
        self.arrived += 1
        if self.arrived > 1:
            route.continue_()
            return
        assert route.fetch().ok
        route.abort()


def test_lost_replies(url: str, rooms: Store, browser: Browser) -> None:
    """A join and an answer whose replies are lost are sent again, and are one person and one answer."""
    step = question("choice")
    trainer = Trainer(rooms, [step])
    trainer.does("goto", 0)
    door, desk = Lossy(), Lossy()
    with phone(browser) as context:
        context.route("**/room/api/join", door)
        context.route("**/room/api/answers", desk)
        page = joined(context, url, trainer)
        pick(page, step, 0)
        saved(page)
    assert (door.arrived, desk.arrived) == (2, 2)
    assert rooms.people.presence(trainer.room.id).joined == 1
    assert trainer.sent == 1


def test_comes_back_by_the_door(url: str, rooms: Store, browser: Browser) -> None:
    """Who closed the page and comes back by the door, or by typing the code again, is the same person."""
    with asked(url, rooms, browser, "choice") as (page, context, step, trainer):
        pick(page, step, 0)
        saved(page)
        page.close()
        page = context.new_page()
        page.goto(f"{url}/join")
        expect(page.get_by_test_id("back")).to_contain_text(trainer.room.title)
        page.get_by_test_id("back").click()
        saved(page)
        page.goto(f"{url}/join")
        page.get_by_test_id("code").fill(trainer.room.code)
        page.get_by_test_id("join").click()
        saved(page)
    assert rooms.people.presence(trainer.room.id).joined == 1


def test_a_network_that_answers_for_the_server(url: str, rooms: Store, browser: Browser) -> None:
    """Where a guest network's page answers instead of the server, an answer is not taken for saved."""
    with asked(url, rooms, browser, "choice") as (page, _context, step, trainer):
        page.route(
            "**/room/api/answers",
            lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Welcome, guest</h1>"),
        )
        pick(page, step, 0)
        expect(page.get_by_test_id("status")).to_have_attribute("data-status", "kept")
        assert trainer.sent == 0
        page.unroute_all()
        saved(page)
    assert trainer.sent == 1


def test_storage_blocked(url: str, rooms: Store, browser: Browser) -> None:
    """A browser that keeps nothing says so, answers all the same, and a reload is the same person."""
    step = question("choice")
    trainer = Trainer(rooms, [step])
    trainer.does("goto", 0)
    with phone(browser) as context:
        context.add_init_script(BLOCKED)
        page = joined(context, url, trainer)
        page.get_by_test_id("blocked").wait_for()
        pick(page, step, 0)
        saved(page)
        page.reload()
        saved(page)
    assert rooms.people.presence(trainer.room.id).joined == 1


def test_old_browser(url: str, rooms: Store, browser: Browser) -> None:
    """Without what browsers learned after 2019, somebody joins, follows, answers and sees the reveal."""
    step = question("choice")
    trainer = Trainer(rooms, [step, PAUSE])
    with phone(browser) as context:
        context.add_init_script(OLD)
        page = joined(context, url, trainer)
        assert page.evaluate("[typeof ResizeObserver, [].at, 'body' in Response.prototype]") == [
            "undefined",
            None,
            False,
        ]
        trainer.does("goto", 0)
        page.get_by_test_id("save").wait_for()
        pick(page, step, 0)
        saved(page)
        trainer.does("reveal")
        page.get_by_test_id("room-view").wait_for()
        trainer.does("goto", 1)
        page.get_by_test_id("pause").wait_for()


def test_opened_again(url: str, rooms: Store, browser: Browser) -> None:
    """A question that is opened again after its reveal takes another answer, and shows no key meanwhile."""
    step = question("choice")
    item: Any = item_of(step)
    trainer = Trainer(rooms, [step])
    trainer.does("goto", 0)
    with phone(browser) as context:
        page = joined(context, url, trainer)
        pick(page, step, 0)
        saved(page)
        trainer.does("reveal")
        page.get_by_test_id("key-view").wait_for()
        trainer.does("open")
        page.get_by_test_id("change").wait_for()
        expect(page.get_by_test_id("key-view")).to_have_count(0)
        expect(page.locator("main")).not_to_contain_text(item.key.rationale.strip()[:40])
        last = pick(page, step, 1)
        saved(page)
        trainer.does("reveal")
        expect(page.locator("tr.mine")).to_contain_text(item.options[1].text[:20])
    assert trainer.answers() == [(step.item, {"picked": [last]})]


def test_rooms_that_are_no_more(url: str, rooms: Store, browser: Browser) -> None:
    """An ended room says so at its door, and whoever is in one that is purged learns it."""
    trainer = Trainer(rooms, [question("choice")])
    with phone(browser) as context:
        inside = joined(context, url, trainer)
        trainer.does("end")
        inside.get_by_test_id("ended").wait_for()
        with phone(browser) as other:
            late = other.new_page()
            late.goto(f"{url}/join/{trainer.room.door}")
            expect(late.get_by_test_id("code-wrong")).to_have_text("This session has ended.")
        rooms.rooms.archive(trainer.room.id)
        rooms.purge([trainer.room.id])
        inside.get_by_test_id("join-again").click()
        expect(inside.get_by_test_id("code-wrong")).to_contain_text("No room has this code.")
