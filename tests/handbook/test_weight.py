"""What a first visit to a page costs: bytes, requests, and text that jumps about."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from mp_exercises.handbook.publish.prune import prune
from mp_exercises.handbook.publish.weight import CEILING, first_load
from tests.handbook.served import served
from tests.handbook.test_in_browser import pages_of

MOST_FILES = 8

WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    window.shifts.push([shift.value, ...shift.sources.map(({ node }) => node?.className || node?.nodeName)]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""

TWICE = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_no_page_is_heavier_than_the_ceiling(handbook: Path) -> None:
    """No page asks for more than 180 kB in all, or for more than eight files."""
    for page in pages_of(handbook):
        load = first_load(page)
        assert load.weight <= CEILING, page.name
        assert len(load.files) <= MOST_FILES, page.name


def test_no_page_asks_for_what_is_elsewhere_or_not_there(handbook: Path) -> None:
    """Every file that a page loads is beside it."""
    for page in pages_of(handbook):
        assert first_load(page).foreign == (), page.name


def test_weight_counts_what_a_page_loads(tmp_path: Path) -> None:
    """Styles, scripts, pictures and the icon are counted once each, and links to pages are not."""
    for name in ("a.css", "b.js", "c.png", "d.svg", "other.html"):
        (tmp_path / name).write_bytes(b"x" * 50_000)
    page = tmp_path / "page.html"
    page.write_text(
        '<link rel="stylesheet" href="a.css?v=1"><link rel="icon" href="d.svg">'
        '<link rel="next" href="other.html">'
        '<script src="b.js"></script><img src="c.png"><img src="c.png"><a href="other.html">x</a>'
        '<script src="https://cdn.example/x.js"></script>',
        encoding="utf-8",
    )
    load = first_load(page)
    assert [file.name for file in load.files] == ["page.html", "a.css", "d.svg", "b.js", "c.png"]
    assert load.foreign == ("https://cdn.example/x.js",)
    assert load.weight < 2000


def test_files_that_no_page_names_are_left_out(tmp_path: Path) -> None:
    """What a page, its styles or its scripts name stays, and the rest of the theme goes; twice is as once."""
    static = tmp_path / "_static"
    (static / "vendor").mkdir(parents=True)
    for name, text in {
        "kept.css": "a{background:url(vendor/kept.png)}",
        "kept.js": "load('later.js')",
        "later.js": "",
        "vendor/kept.png": "",
        "vendor/unused.woff2": "",
        "unused.css": "a{background:url(unused.png)}",
        "unused.png": "",
    }.items():
        (static / name).write_text(text, encoding="utf-8")
    page = '<link rel="stylesheet" href="_static/kept.css"><script src="_static/kept.js"></script>'
    page += '<a href="_static/form.html">'
    (static / "form.html").write_text('<script src="form.js"></script>', encoding="utf-8")
    (static / "form.js").write_text("", encoding="utf-8")
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    for _ in range(2):
        prune(tmp_path)
        left = {file.relative_to(static).as_posix() for file in static.rglob("*") if file.is_file()}
        assert left == {"form.html", "form.js", "kept.css", "kept.js", "later.js", "vendor/kept.png"}


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_moves_while_a_page_loads(width: int, handbook: Path, browser: Browser) -> None:
    """On no page does anything shift, exercises included, and the browser loads what was counted."""
    with served(handbook) as address:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.add_init_script(WATCH)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for file in pages_of(handbook):
            asked.clear()
            where = file.relative_to(handbook).as_posix()
            _open(page, f"{address}/{where}")
            assert page.evaluate("window.shifts") == [], where
            counted = {f"/{found.relative_to(handbook).as_posix()}" for found in first_load(file).files}
            # A browser that has the icon does not ask again.
            assert {urlsplit(url).path for url in asked} | {"/_static/favicon.svg"} == counted, where
        page.close()


@pytest.mark.browser
def test_nothing_moves_on_the_way_to_an_exercise(handbook: Path, browser: Browser) -> None:
    """Opened at an exercise, where the page is scrolled and the player takes its place, nothing shifts."""
    with served(handbook) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(WATCH)
        with_exercise = [file for file in pages_of(handbook) if 'id="exercise-' in file.read_text("utf-8")]
        for file in with_exercise[::3]:
            anchor = file.read_text("utf-8").partition('id="exercise-')[2].partition('"')[0]
            _open(page, f"{address}/{file.relative_to(handbook).as_posix()}#exercise-{anchor}")
            assert page.evaluate("window.shifts") == [], file.name
        page.close()


def _open(page: Page, url: str) -> None:
    page.goto("about:blank")
    page.goto(url, wait_until="load")
    for player in page.locator(".mp-player").all():
        player.wait_for()
    page.evaluate(TWICE)
