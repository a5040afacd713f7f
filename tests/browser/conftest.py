"""Pages to drive, and a JupyterLab to drive them on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebError, expect

from tests.browser.servers import Lab, jupyterlab

PATIENCE_MS = 60_000
"""Long, so that a busy machine is slow and not red; a test that passes never waits so long."""

expect.set_options(timeout=PATIENCE_MS)

DESK = {"width": 1280, "height": 900}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Yield an empty browser context, where an error in a script of ours fails the test."""
    context = browser.new_context(viewport=DESK, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []

    def note(error: WebError) -> None:
        """Note an error, but not one of JupyterLab's own."""
        if error.page is None or "/lab/" not in error.page.url:
            errors.append(str(error.error))

    context.on("weberror", note)
    yield context
    context.close()
    assert errors == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a new page."""
    return context.new_page()


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Yield a running JupyterLab with a folder of its own."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    folder: Path = tmp_path_factory.mktemp("lab")
    with jupyterlab(folder, port) as running:
        yield running
