"""Pages to drive, and a JupyterLab to drive them on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.servers import Lab, jupyterlab

DESK = {"width": 1280, "height": 900}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Yield a browser context with nothing in it, where an error in a script fails the test."""
    context = browser.new_context(viewport=DESK, accept_downloads=True)
    context.set_default_timeout(20_000)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
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
