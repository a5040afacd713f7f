"""The scenario app in a real Chromium: starting, leaving, and what is said when the connection goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serve.asking import ask
from tests.serving import Serving, serving

pytestmark = pytest.mark.browser

STARTED_MS = 60_000
NOTICED_MS = 60_000


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Serving]:
    """Yield a server of one's own, to harm."""
    with serving(tmp_path) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page with an empty browser around it."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def open_app(page: Page, base: str) -> str:
    """Open the app, wait until its exercises are there, and return its kernel's id."""
    page.goto(f"{base}/app/")
    expect(page.get_by_test_id("chooser")).to_be_visible(timeout=STARTED_MS)
    kernel: str = page.evaluate(
        "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    )
    return kernel


def test_says_that_it_starts_until_it_has(server: str, page: Page) -> None:
    """While the exercises load the page says so, and no longer once they are there."""
    page.goto(f"{server}/app/", wait_until="commit")
    expect(page.get_by_role("status").first).to_contain_text("Starting")
    expect(page.get_by_test_id("chooser")).to_be_visible(timeout=STARTED_MS)
    expect(page.locator("#starting")).to_have_count(0)
    assert page.get_by_role("main").get_by_test_id("chooser").is_visible()


def test_skip_link_keeps_the_address(server: str, page: Page) -> None:
    """The skip link leads to the main part and leaves alone the address, which names the exercise."""
    open_app(page, server)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the exercises")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    assert page.url == f"{server}/app/"


def test_leaving_the_page_ends_its_kernel(server: str, page: Page) -> None:
    """A visitor who goes elsewhere leaves no kernel behind."""
    kernel = open_app(page, server)
    page.goto(f"{server}/")
    until = time.monotonic() + 60
    while ask(server, f"/app/api/kernels/{kernel}").status != 404:
        assert time.monotonic() < until, "the kernel still runs"
        time.sleep(0.2)


def test_dead_kernel_is_told_and_left_behind(house: Serving, page: Page) -> None:
    """When its kernel dies the page says so, and one button brings the visitor back to where they were."""
    open_app(page, house.url)
    page.locator("[data-testid^='open-']").first.click()
    expect(page.get_by_test_id("player")).to_be_visible(timeout=STARTED_MS)
    where = page.url
    for kernel in house.children():
        kernel.kill()
    alert = page.get_by_role("alert").filter(has_text="end of its session")
    expect(alert).to_be_visible(timeout=NOTICED_MS)
    alert.get_by_role("button", name="Go on where I was").click()
    expect(page.get_by_test_id("player")).to_be_visible(timeout=STARTED_MS)
    assert page.url == where


def test_lost_server_is_told_until_it_is_back(house: Serving, page: Page) -> None:
    """Without a connection the page says that it tries again, and stops saying so when it is back."""
    open_app(page, house.url)
    lost = page.get_by_role("alert").filter(has_text="No connection")
    page.context.set_offline(True)
    expect(lost).to_be_visible(timeout=NOTICED_MS)
    page.context.set_offline(False)
    expect(lost).to_be_hidden(timeout=NOTICED_MS)
