"""The dashboard in a real browser, from the first file to the last download, on a real Voila server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.dashboard.files import csv_of, everything_below, with_faults
from tests.serving import Serving, mp, started

pytestmark = pytest.mark.browser

PATIENCE_MS = 60_000
WHERE = re.compile(r"Dashboard: (\S+)")
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the server and its kernels take for the user's own."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def house(home: Path) -> Iterator[Serving]:
    """Yield a running ``mp measure dashboard``."""
    own = {"HOME": str(home), "XDG_DATA_HOME": str(home), "IPYTHONDIR": str(home / "ipython")}
    with started(mp("measure", "dashboard", "--port", "0"), **own) as running:
        yield running


@contextmanager
def sitting_at(browser: Browser, **options: object) -> Iterator[BrowserContext]:
    """Yield a browser in which a script's error, or a request to another host, fails the test."""
    context = browser.new_context(**{"viewport": DESK, "accept_downloads": True, **options})  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    hosts: set[str | None] = set()
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    yield context
    context.close()
    assert errors == []
    assert hosts <= {"127.0.0.1", None}


def enter(context: BrowserContext, house: Serving) -> Page:
    """Return the dashboard, entered with its token."""
    found = WHERE.search("\n".join(house.said))
    assert found, house.said
    page = context.new_page()
    page.goto(found[1])
    page.get_by_role("heading", name="Read tables").wait_for()
    return page


def looked(page: Page) -> None:
    """Wait until what is looked at is there."""
    page.locator('[data-testid="looked"][data-busy="false"]').wait_for()
    page.locator(".panel").first.wait_for()


def sound(page: Page) -> None:
    """See that a screen has no violation of WCAG 2.2 A and AA, wide and on a small phone, and fits both."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert violations(page) == []
    page.set_viewport_size(DESK)  # type: ignore[arg-type]


def test_from_the_first_file_to_the_last_download(
    house: Serving, home: Path, browser: Browser, tmp_path: Path
) -> None:
    """Upload, look, filter, download, a file with faults: each screen is accessible, and nothing is kept."""
    before = set(everything_below(home))
    with sitting_at(browser) as context:
        page = enter(context, house)
        sound(page)
        page.get_by_label("Choose .csv or .xlsx files").set_input_files(
            [
                {"name": "goals.csv", "mimeType": "text/csv", "buffer": csv_of("goals")},
                {"name": "<b>kept.csv", "mimeType": "text/csv", "buffer": with_faults()},
            ]
        )
        looked(page)
        expect(page.get_by_test_id("said")).to_have_text("1 table was read.")
        other = {"name": "shoes.csv", "mimeType": "text/csv", "buffer": b"shoe,size\n1,43\n"}
        page.get_by_label("Choose .csv or .xlsx files").set_input_files([other])  # type: ignore[list-item]
        page.get_by_role("button", name="Leave this file out").click()
        expect(page.get_by_label("Choose .csv or .xlsx files")).to_be_enabled()
        faults = page.get_by_test_id("faults")
        expect(faults.get_by_role("row")).to_have_count(8)
        expect(faults).to_contain_text("<b>kept.csv cannot be used yet")
        sound(page)

        panel = page.get_by_test_id("panel-attained")
        everybody = panel.locator(".headline").text_content() or ""
        expect(panel.get_by_role("img")).to_have_attribute("aria-label", re.compile("Goals by the level"))
        page.get_by_label("Team").select_option("Ashby")
        expect(panel.locator(".headline")).not_to_have_text(everybody)
        looked(page)
        panel.get_by_text("The figures").click()
        expect(panel.get_by_role("table")).to_contain_text("+2")
        sound(page)

        with page.expect_download() as coded:
            page.get_by_role("button", name="The rows that you look at, as .csv").click()
        coded.value.save_as(tmp_path / "coded.csv")
        text = (tmp_path / "coded.csv").read_text(encoding="utf-8-sig")
        assert text.startswith("family,goal,team")
        assert "family-00001" in text
        assert "Birch" not in text
        panel.get_by_test_id("take-attained").get_by_text("Download").click()
        with page.expect_download() as drawn:
            panel.get_by_role("button", name="as .png").click()
        drawn.value.save_as(tmp_path / "chart.png")
        assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
        with page.expect_download() as whole:
            page.get_by_role("button", name=re.compile("One page for the head of service")).click()
        assert whole.value.suggested_filename == "one-page.html"

        page.get_by_label("Owner").select_option("required")
        page.get_by_label("Team").select_option("Cove")
        page.get_by_label("Set on, from").fill("2025-07-01")
        expect(panel.locator(".refused")).to_contain_text("is not given")
        sound(page)
    # The kernel notes when it ran; of what was read it notes nothing.
    after = everything_below(home)
    assert set(after) == before
    assert not [file for file in after if b"F00" in file.read_bytes() or b"goals.csv" in file.read_bytes()]


def test_by_keys_alone(house: Serving, browser: Browser) -> None:
    """Without a mouse, in the dark: the invented authority, another table, a skill, and out again."""
    with sitting_at(browser, color_scheme="dark") as context:
        page = enter(context, house)
        page.get_by_label("Choose .csv or .xlsx files").focus()
        page.keyboard.press("Tab")
        expect(page.get_by_test_id("invented")).to_be_focused()
        page.keyboard.press("Enter")
        looked(page)
        expect(page.get_by_role("heading", name="Referrals", exact=True)).to_be_focused()
        page.get_by_test_id("table-observations").focus()
        page.keyboard.press("Space")
        expect(page.get_by_role("heading", name="Observations", exact=True)).to_be_focused()
        looked(page)
        skill = page.get_by_test_id("filters").get_by_label("Skill")
        skill.focus()
        page.keyboard.type("Empathy")
        expect(page.get_by_test_id("panel-agreement").locator(".unit")).to_contain_text("on empathy")
        sound(page)


def test_nobody_comes_in_without_the_token(house: Serving) -> None:
    """Without the token there is a form for it, and no kernel."""
    with urlopen(f"{house.url}/") as answer:
        text = answer.read().decode()
    assert "type the token here" in text
    assert "jupyter-config-data" not in text
