"""The chair's room in a real browser, on a real Voila server beside the members' pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mp_exercises.panel.folder import Folder, open_folder
from mp_exercises.panel.records import lock_line, read_book
from tests.browser.axe import violations

from .serving import Running, day

pytestmark = pytest.mark.browser

PATIENCE_MS = 60_000
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 700}
LATE = "p4"


@pytest.fixture(scope="module")
def folder(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return the invented campaign with one sheet to lock and every reason to keep."""
    path = tmp_path_factory.mktemp("chair") / "campaign"
    shutil.copytree(invented, path)
    for file in (path / "records").glob("*.jsonl"):
        lines = [one for one in file.read_text("utf-8").splitlines(keepends=True) if '"settled"' not in one]
        visits = [one for one in lines if '"visit"' in one and '"lock"' in one]
        if file.stem == LATE:
            lines.remove(visits[-1])
        file.write_text("".join(lines), encoding="utf-8")
    return open_folder(path)


@pytest.fixture(scope="module")
def running(folder: Folder) -> Iterator[Running]:
    """Yield the day with the chair's room."""
    with day(folder.path, room=True) as found:
        yield found


def lock_the_last(folder: Folder) -> None:
    """Lock what the late member has begun."""
    book = read_book(folder)
    for (station, unit), sheets in book.sheets.items():
        sheet = sheets.get(LATE)
        if station == "visit" and sheet is not None and not sheet.locked:
            folder.record(LATE).append(lock_line(folder.campaign, station, unit, sheet))


@contextmanager
def chair(browser: Browser, running: Running, **options: object) -> Iterator[Page]:
    """Yield the room, in which a script's error, or a request to another host, fails the test."""
    context: BrowserContext = browser.new_context(**{"viewport": DESK, **options})  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    hosts: set[str | None] = set()
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page = context.new_page()
    page.goto(running.chair)
    page.get_by_test_id("go-locks").wait_for()
    yield page
    context.close()
    assert errors == []
    assert hosts <= {"127.0.0.1", None}


def look(page: Page, view: str) -> None:
    """Go to a view, and see that it is accessible and fits, wide and on a phone."""
    page.get_by_test_id(f"go-{view}").click()
    page.get_by_test_id(f"view-{view}").wait_for()
    expect(page.get_by_text("Working it out …")).to_have_count(0, timeout=PATIENCE_MS)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], view
        assert violations(page) == []
    page.set_viewport_size(DESK)  # type: ignore[arg-type]


def test_from_the_last_lock_to_the_decision(folder: Folder, running: Running, browser: Browser) -> None:
    """A lock shows by itself, reasons are kept, and only then is there a table; every view is accessible."""
    with chair(browser, running) as page:
        look(page, "locks")
        expect(page.get_by_test_id("go-locks")).to_contain_text("41 of 42 sheets")
        look(page, "decision")
        expect(page.get_by_test_id("not-yet")).to_contain_text("Not every sheet is locked")
        expect(page.get_by_test_id("decision-table")).to_have_count(0)
        look(page, "calibration")
        expect(page.get_by_test_id("agreement").locator("svg[role=img]").first).to_be_attached()
        look(page, "links")
        page.get_by_role("button", name="Show the QR code of p3").click()
        expect(page.get_by_role("img", name="QR code of the link of p3")).to_be_visible()
        expect(page.get_by_test_id("link-p3")).to_contain_text(running.links["p3"])

        lock_the_last(folder)
        expect(page.get_by_test_id("go-locks")).to_contain_text("42 of 42 sheets")
        look(page, "talk")
        wants = page.get_by_role("region", name="Want a reason")
        for left in range(wants.get_by_role("article").count(), 0, -1):
            expect(page.get_by_test_id("go-talk")).to_contain_text(f"{left} want")
            field = wants.get_by_label("Why they stay apart").first
            field.focus()
            page.keyboard.type("Line two was read again, and it is a three.")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            expect(wants.get_by_role("article")).to_have_count(left - 1)
        expect(page.get_by_test_id("said")).to_have_text("The reason is kept.")
        look(page, "decision")
        rows = page.get_by_test_id("decision-table").get_by_role("rowheader")
        assert rows.all_inner_texts() == sorted(folder.present)
    with chair(browser, running, color_scheme="dark") as page:
        look(page, "decision")
        page.get_by_label("Quality", exact=True).select_option("clarity")
        expect(page.get_by_test_id("by-quality").get_by_test_id("alike")).to_contain_text("points or more")
        look(page, "talk")
        expect(page.get_by_role("region", name="Kept").get_by_role("article").first).to_contain_text(
            "Line two"
        )


def test_nobody_comes_in_without_the_token(running: Running) -> None:
    """Without the token there is a form for it; a member's link opens their pages and not the room."""
    bare = running.get("/chair/")
    assert "type the token here" in bare.text
    assert "jupyter-config-data" not in bare.text
    token = running.links["p1"].rstrip("/").rpartition("/")[2]
    assert "jupyter-config-data" not in running.get(f"/chair/?token={token}").text
    assert running.get("/chair/api/kernels").status == 404
    assert running.get("/").status == 404
    own = running.get(running.links["p3"])
    assert own.status == 200
    assert own.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_kernels_are_told_where_the_campaign_is_and_no_secret(running: Running) -> None:
    """No link, no token and no candidate's number stands in what a kernel's environment says."""
    children = psutil.Process(running.pid).children(recursive=True)
    kernels = [one for one in children if any("ipykernel" in word for word in one.cmdline())]
    assert kernels
    secrets = [running.chair.partition("token=")[2], *running.links.values()]
    for one in kernels:
        told = " ".join(f"{name}={value}" for name, value in one.environ().items())
        assert "MP_PANEL_FOLDER=" in told
        assert not [secret for secret in secrets if secret.rstrip("/").rpartition("/")[2] in told]
        assert not re.search(r"\bC[0-9]{2}\b", told)
