"""The control room in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.serving import Serving
from tests.workshop.participant import DESK, PATIENCE_MS, free_port
from tests.workshop.running import token_of

__all__ = ["at_step", "desk", "enter", "free_port", "move", "new_room", "notes", "wall_of"]


@contextmanager
def desk(browser: Browser, **options: object) -> Iterator[BrowserContext]:
    """Yield a trainer's browser; a script's error, or a request to another host, fails the test."""
    context = browser.new_context(**{"viewport": DESK, "accept_downloads": True, **options})  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    hosts: set[str | None] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    yield context
    context.close()
    assert errors == []
    assert hosts <= {"127.0.0.1", None}


def enter(context: BrowserContext, house: Serving) -> Page:
    """Return the control room, entered with its token."""
    page = context.new_page()
    page.goto(f"{house.url}/control/?token={token_of(house)}")
    page.get_by_role("heading", name="Control room").wait_for()
    return page


def new_room(page: Page, *, plan: str = "", exercises: tuple[str, ...] = (), tables: int = 0) -> str:
    """Open a room for a session plan or for exercises, by their titles; return its code."""
    if plan:
        page.get_by_role("radio", name=re.compile(re.escape(plan))).check()
    for title in exercises:
        page.get_by_role("checkbox", name=re.compile(re.escape(title))).check()
    if tables:
        page.get_by_role("spinbutton", name="Tables").fill(str(tables))
    page.get_by_test_id("create").click()
    page.get_by_test_id("begin").wait_for()
    code = page.locator("h1 .code").inner_text()
    assert re.fullmatch(r"[A-Z0-9]{6}", code)
    return code


def move(page: Page, name: str) -> None:
    """Make a move by its button, on the page in front: one behind another is drawn once a second."""
    page.bring_to_front()
    page.get_by_test_id(name).click()


def at_step(page: Page, number: int) -> None:
    """Wait until the trainer looks at a step, from 1."""
    expect(page.locator(".stage .kicker")).to_contain_text(re.compile(rf"^Step {number} of"))


def wall_of(page: Page) -> Page:
    """Return what the projector shows, at its usual size."""
    with page.context.expect_page() as opened:
        page.get_by_test_id("screen").click()
    opened.value.set_viewport_size({"width": 1920, "height": 1080})
    return opened.value


def notes(page: Page) -> Locator:
    """Return the list of notes."""
    return page.locator(".notes li")
