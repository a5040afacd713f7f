"""No request leaves for another host, and pages without an exercise load no player."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.driving import answer
from tests.browser.servers import Lab, write_notebook
from tests.browser.sittings import PAGES, SLUGS, answers_to, exercise_of, page_of
from tests.browser.test_same_everywhere import player_on, run_all

pytestmark = pytest.mark.browser


def requested(page: Page) -> list[str]:
    """Return a list that fills with the host of each request."""
    hosts: list[str] = []

    def note(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "file"):
            hosts.append(parts.netloc)

    page.on("request", note)
    page.on("websocket", lambda socket: hosts.append(urlsplit(socket.url).netloc))
    return hosts


@pytest.mark.parametrize(
    "path", ["index.html", "search.html", "evidence.html", "framework.html", *PAGES.values()]
)
def test_handbook_asks_no_other_host(path: str, server: str, page: Page) -> None:
    """No page of the handbook asks another host for anything."""
    hosts = requested(page)
    page.goto(f"{server}/{path}")
    page.wait_for_load_state("networkidle")
    assert set(hosts) == {urlsplit(server).netloc}


def test_answering_on_a_page_sends_nothing(server: str, page: Page) -> None:
    """Answering on a handbook page makes no request at all."""
    exercise = exercise_of("choice")
    page.goto(f"{server}/{page_of(exercise.slug)}")
    player = player_on(page, exercise.slug)
    player.wait_for()
    page.wait_for_load_state("networkidle")
    hosts = requested(page)
    item = exercise.items[0]
    answer(player, item, answers_to(exercise)[item.id])
    assert hosts == []


def test_scenario_app_asks_no_other_host(server: str, page: Page) -> None:
    """Voila's page, its widgets and its fonts come from the same address."""
    hosts = requested(page)
    page.goto(f"{server}/app/")
    page.get_by_test_id(f"open-{SLUGS['choice']}").click(timeout=60_000)
    page.get_by_test_id("player").wait_for()
    page.wait_for_load_state("networkidle")
    assert set(hosts) == {urlsplit(server).netloc}


def test_player_in_jupyterlab_asks_no_other_host(lab: Lab, page: Page) -> None:
    """From the moment that the cell runs, JupyterLab asks no other host for the player."""
    folder = lab.folder / "private"
    folder.mkdir()
    write_notebook(folder / "play.ipynb", f'from mp_exercises import play; play("{SLUGS["goal"]}")')
    hosts = requested(page)
    page.goto(lab.page("private/play.ipynb"))
    run_all(page)
    page.wait_for_timeout(1000)
    assert set(hosts) == {urlsplit(lab.url).netloc}


def test_only_pages_with_an_exercise_load_the_player(server: str, page: Page) -> None:
    """A page without an exercise does not load the player."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{server}/index.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if "mp-page" in url]
    page.goto(f"{server}/{PAGES['goals']}")
    page.wait_for_load_state("networkidle")
    assert [url for url in loaded if "mp-page" in url]


def test_page_opened_from_a_file(handbook: Path, browser: Browser) -> None:
    """Opened from a file, with no server at all, a page plays its exercises and keeps the answers."""
    page = browser.new_page()
    exercise = exercise_of("choice")
    item = exercise.items[0]
    page.goto((handbook / page_of(exercise.slug)).as_uri())
    answer(player_on(page, exercise.slug), item, answers_to(exercise)[item.id])
    page.reload()
    expect(player_on(page, exercise.slug).get_by_test_id("view").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_page_without_javascript_shows_the_exercise_as_text(name: str, server: str, browser: Browser) -> None:
    """Without JavaScript every question and every option can be read."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/{PAGES[name]}")
    text = page.locator("article, main").first.inner_text()
    for slug in [slug for slug in SLUGS.values() if page_of(slug) == PAGES[name]]:
        section = page.locator(f"section.mp-exercise[data-mp-slug='{slug}']")
        expect(section).to_be_visible()
    assert "<script" not in text
    exercise = exercise_of("choice" if name == "empathy" else "sorting")
    section = page.locator(f"section.mp-exercise[data-mp-slug='{exercise.slug}']").inner_text()
    for item in exercise.items:
        for option in getattr(item, "options", ()) or item.cards:
            assert " ".join(option.text.split())[:60] in " ".join(section.split())
    context.close()


def test_print_shows_the_text_and_not_the_player(server: str, page: Page) -> None:
    """In print the whole exercise stands as text, and the player is left out."""
    exercise = exercise_of("choice")
    page.goto(f"{server}/{page_of(exercise.slug)}")
    player = player_on(page, exercise.slug)
    player.wait_for()
    section = page.locator(f"section.mp-exercise[data-mp-slug='{exercise.slug}']")
    expect(section.locator(".mp-exercise-text")).to_be_hidden()
    page.emulate_media(media="print")
    expect(section.locator(".mp-exercise-text")).to_be_visible()
    expect(player).to_be_hidden()
