"""Reading without a connection, and new editions, in Chromium, from a static host that fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mp_exercises.handbook.publish.offline import write_offline
from mp_exercises.handbook.publish.weight import first_load
from tests.browser.axe import violations
from tests.browser.driving import answer
from tests.browser.sittings import PAGES, answers_to, exercise_of, page_of
from tests.handbook.hosting import Host, edition
from tests.handbook.test_in_browser import pages_of

pytestmark = pytest.mark.browser


OF_WHICH = """() => [
  document.documentElement.dataset.edition,
  window.scriptOf,
  getComputedStyle(document.documentElement).getPropertyValue("--edition").trim(),
]"""
FAILED = ("redundant", "none")
"""What became of a worker that could not be installed: it is thrown away, or already gone."""

AT_A_TIME = 4
"""Files that the worker fetches at the same time."""

KEPT = "() => navigator.serviceWorker.ready.then(({ active }) => active.state)"
CACHES = "async () => (await caches.keys()).filter((name) => !name.endsWith('open pages')).length"
ONE_LEFT = f"({CACHES})().then((many) => many === 1)"
UPDATED = """() => navigator.serviceWorker.ready.then((registration) => registration.update().then(
  () => new Promise((done) => {
    const coming = registration.installing;
    if (!coming) done(registration.waiting ? "installed" : "none");
    else coming.addEventListener("statechange", () => done(coming.state));
  }), () => "failed"))"""


@pytest.fixture(scope="module")
def editions(handbook: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two editions of the book that differ on every page."""
    folder = tmp_path_factory.mktemp("editions")
    return edition(handbook, folder / "a", "A"), edition(handbook, folder / "b", "B")


@pytest.fixture
def host(editions: tuple[Path, Path]) -> Iterator[Host]:
    """Yield a host that has the first of them."""
    host = Host(editions[0])
    yield host
    host.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Yield a browser context in which an error in a script fails the test."""
    context, errors = browser.new_context(), []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


def arrive(context: BrowserContext, host: Host, path: str = "index.html") -> Page:
    """Open a page, wait until the whole book is kept, and open it again as a kept one."""
    page = context.new_page()
    page.goto(host.url + path)
    assert page.evaluate(KEPT) in ("activating", "activated")
    page.goto(host.url + path)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def look(page: Page, host: Host) -> str:
    """Look for a new edition, and return what became of its worker."""
    found = "none"
    # Browsers take two looks at the same time for one, and the first may have been too early.
    while found == "none" and set(host.asked) <= {"sw.js"}:
        found = page.evaluate(UPDATED)
    return found


def of_which(page: Page) -> set[str]:
    """Return of which editions a page, its script and its styles are."""
    page.wait_for_function("window.scriptOf !== undefined")
    return set(page.evaluate(OF_WHICH))


def test_it_can_be_installed(context: BrowserContext, host: Host) -> None:
    """The browser finds nothing that keeps it from installing the book as an app."""
    page = arrive(context, host)
    devtools = context.new_cdp_session(page)
    found = devtools.send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"] == f"{host.url}manifest.json"
    errors = [
        error["errorId"] for error in devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    ]
    # A context of a test's own is a private one, which Chromium installs nothing from.
    assert set(errors) <= {"in-incognito"}


def test_it_is_fetched_once_the_page_is_there(
    context: BrowserContext, host: Host, editions: tuple[Path, Path]
) -> None:
    """The page's own files are asked for first, and each file of the book once more at most."""
    page = context.new_page()
    page.goto(f"{host.url}part4/interview.html")
    assert page.evaluate(KEPT) in ("activating", "activated")
    own = first_load(editions[0] / "part4" / "interview.html").files
    for name in (file.relative_to(editions[0]).as_posix() for file in own):
        assert host.asked.index(name) < host.asked.index("sw.js"), name
    assert max(map(host.asked.count, host.asked)) <= 2


def test_pages_that_were_never_opened(
    context: BrowserContext, host: Host, editions: tuple[Path, Path]
) -> None:
    """With the host gone, every page of the book opens, with its styles and its scripts."""
    page = arrive(context, host)
    host.stop()
    for file in pages_of(editions[0]):
        page.goto(host.url + file.relative_to(editions[0]).as_posix())
        assert of_which(page) == {"A"}, file.name
    page.goto(host.url)
    assert of_which(page) == {"A"}
    page.get_by_role("link", name="How to use the exercises").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How to use the exercises")


def test_search_without_a_connection(context: BrowserContext, host: Host) -> None:
    """With the host gone, a search that was never made finds its page."""
    page = arrive(context, host)
    host.stop()
    page.goto(f"{host.url}search.html?q=scaling+questions")
    page.locator(".mp-result-title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert of_which(page) == {"A"}


def test_an_answer_given_without_a_connection_is_kept(context: BrowserContext, host: Host) -> None:
    """It is there after a reload without a connection, in another tab, and when the host is back."""
    page = arrive(context, host)
    host.stop()
    exercise = exercise_of("choice")
    item = exercise.items[0]
    address = f"{host.url}{page_of(exercise.slug)}"
    page.goto(address)
    player = page.locator(f"#exercise-{exercise.slug} .mp-player")
    begin = player.get_by_role("button").first
    begin.wait_for()
    if not player.get_by_test_id(f"item-{item.id}").is_visible():
        begin.click()
    answer(player, item, answers_to(exercise)[item.id])
    records = "() => JSON.stringify(Object.entries(localStorage).filter(([name]) => name !== 'mode').sort())"
    kept = page.evaluate(records)
    assert exercise.slug in kept
    other = context.new_page()
    other.goto(address)
    assert other.evaluate(records) == kept
    host.start()
    page.reload()
    assert page.evaluate(records) == kept


def test_a_new_edition_waits_until_it_is_wanted(
    context: BrowserContext, host: Host, editions: tuple[Path, Path]
) -> None:
    """Once it is there a notice says so; pages stay those of the old one until Reload, then it is gone."""
    page = arrive(context, host)
    host.folder = editions[1]
    page.goto(f"{host.url}about.html")
    assert of_which(page) == {"A"}
    expect(page.locator("#mp-edition [role=status]")).to_have_text("A new edition is ready.")
    page.goto(f"{host.url}glossary.html")
    assert of_which(page) == {"A"}
    page.get_by_role("button", name="Reload", exact=True).click()
    page.wait_for_function("document.documentElement.dataset.edition === 'B'")
    assert of_which(page) == {"B"}
    expect(page.get_by_role("button", name="Reload", exact=True)).to_be_hidden()
    host.stop()
    for file in pages_of(editions[1]):
        page.goto(host.url + file.relative_to(editions[1]).as_posix())
        assert of_which(page) == {"B"}, file.name
    page.wait_for_function(ONE_LEFT)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_notice_is_accessible(
    colours: str, context: BrowserContext, host: Host, editions: tuple[Path, Path]
) -> None:
    """It breaks no rule, can be used by keyboard and put off, and hides nothing that has the focus."""
    page = arrive(context, host)
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 600})
    host.folder = editions[1]
    page.goto(f"{host.url}about.html")
    later = page.get_by_role("button", name="Later", exact=True)
    expect(later).to_be_visible()
    assert violations(page) == []
    last = page.locator(".mp-footer a").last
    last.focus()
    box, bar = last.bounding_box(), page.locator("#mp-edition").bounding_box()
    assert box
    assert bar
    assert box["y"] + box["height"] <= bar["y"]
    later.focus()
    page.keyboard.press("Enter")
    expect(later).to_be_hidden()
    assert of_which(page) == {"A"}


def test_another_tab_stays_whole(context: BrowserContext, host: Host, editions: tuple[Path, Path]) -> None:
    """A page of the old edition still gets the old one's files after another tab took the new one over."""
    page = arrive(context, host)
    reading = context.new_page()
    reading.goto(f"{host.url}search.html")
    assert of_which(reading) == {"A"}
    host.folder = editions[1]
    page.goto(f"{host.url}about.html")
    page.get_by_role("button", name="Reload", exact=True).click()
    page.wait_for_function("document.documentElement.dataset.edition === 'B'")
    assert page.evaluate(CACHES) == 2
    reading.get_by_role("main").get_by_role("searchbox").fill("scaling")
    expect(reading.locator(".mp-result").first).to_be_visible()
    assert reading.evaluate("window.indexOf") == "A"
    expect(reading.get_by_role("button", name="Reload", exact=True)).to_be_visible()
    reading.get_by_role("button", name="Reload", exact=True).click()
    reading.wait_for_function("document.documentElement.dataset.edition === 'B'")
    reading.close()
    for _ in range(3):
        page.reload()
        assert of_which(page) == {"B"}
    page.wait_for_function(ONE_LEFT)


@pytest.mark.parametrize("after", [0, 5, 40])
def test_a_host_that_dies_midway_leaves_the_old_edition_whole(
    after: int, context: BrowserContext, host: Host, editions: tuple[Path, Path]
) -> None:
    """However much of the new edition came, every page is of the old one; later the rest is fetched."""
    page = arrive(context, host)
    host.folder = editions[1]
    host.asked.clear()
    host.lets = lambda path: path == "sw.js" or len(host.asked) <= after + 1
    assert look(page, host) in FAILED
    came = {path for path in host.asked[: after + 1] if path != "sw.js"}
    host.stop()
    for file in pages_of(editions[0])[::6]:
        page.goto(host.url + file.relative_to(editions[0]).as_posix())
        assert of_which(page) == {"A"}, file.name
    host.asked.clear()
    host.lets = lambda _path: True
    host.start()
    assert look(page, host) == "installed"
    # What was on its way when the host died is asked for again.
    assert len(came.intersection(host.asked)) <= AT_A_TIME
    page.get_by_role("button", name="Reload", exact=True).click()
    page.wait_for_function("document.documentElement.dataset.edition === 'B'")
    assert of_which(page) == {"B"}


def test_a_folder_that_is_half_copied_is_no_edition(
    context: BrowserContext, host: Host, editions: tuple[Path, Path], tmp_path: Path
) -> None:
    """Where the list is new and a file is old, or the file is not there, nothing changes."""
    page = arrive(context, host)
    half = edition(editions[1], tmp_path / "half", "C")
    (half / "about.html").write_bytes((editions[0] / "about.html").read_bytes())
    host.folder = half
    host.asked.clear()
    assert look(page, host) in FAILED
    (half / "about.html").unlink()
    assert page.evaluate(UPDATED) in FAILED
    page.goto(f"{host.url}about.html")
    assert of_which(page) == {"A"}


def test_only_what_changed_is_fetched(
    context: BrowserContext, host: Host, editions: tuple[Path, Path], tmp_path: Path
) -> None:
    """Of an edition with another text on one page, that page and nothing else is asked for."""
    page = arrive(context, host)
    near = tmp_path / "near"
    shutil.copytree(editions[0], near)
    with (near / "about.html").open("a", encoding="utf-8") as about:
        about.write("<!-- more -->")
    write_offline(near)
    host.folder = near
    host.asked.clear()
    assert look(page, host) == "installed"
    assert [path for path in host.asked if path != "sw.js"] == ["about.html"]


def test_whoever_saves_data_keeps_nothing(context: BrowserContext, host: Host) -> None:
    """Where the browser is asked to save data, nothing but the page itself is fetched."""
    page = context.new_page()
    saving = context.new_cdp_session(page)
    saving.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    page.goto(f"{host.url}about.html")
    assert page.evaluate("navigator.connection.saveData")
    page.evaluate("new Promise((done) => requestIdleCallback(() => setTimeout(done)))")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert not [path for path in host.asked if path.endswith((".html", "sw.js")) and path != "about.html"]


def test_other_pages_of_the_host_are_left_alone(context: BrowserContext, host: Host) -> None:
    """What is no file of the book comes from the host, or not at all."""
    page = arrive(context, host)
    host.asked.clear()
    response = page.goto(f"{host.url}other/app.html")
    assert response
    assert response.status == 404
    assert not response.from_service_worker
    assert "other/app.html" in host.asked


def test_mp_serve_leaves_nothing_behind(context: BrowserContext, server: str) -> None:
    """Pages of a program on somebody's own machine are not kept at its address."""
    page = context.new_page()
    page.goto(f"{server}/{next(iter(PAGES.values()))}")
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise((done) => requestIdleCallback(() => setTimeout(done)))")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_from_a_stick(context: BrowserContext, handbook: Path) -> None:
    """Opened as a file, every page is whole, says nothing in the console, and asks for no app."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for file in pages_of(handbook):
        page.goto(file.as_uri())
        for player in page.locator(".mp-player").all():
            player.wait_for()
        assert page.locator("link[rel=manifest]").count() == 0
        assert said == [], file.name


def test_links_from_a_stick(handbook: Path) -> None:
    """Every link inside the book names a file, not a folder, and a place that this file has."""
    places: dict[Path, set[str]] = {}
    for file in pages_of(handbook):
        places[file] = {str(element["id"]) for element in soup(file).find_all(id=True)}
    for file in places:
        for link in soup(file).find_all("a", href=True):
            there = urlsplit(str(link["href"]))
            if there.scheme or there.netloc:
                continue
            target = (file.parent / unquote(there.path)).resolve() if there.path else file
            if "_static" in target.parts:
                # A form to fill in is a file of its own, and no page.
                assert target.is_file(), (file.name, link["href"])
                continue
            assert target in places, (file.name, link["href"])
            assert not there.fragment or unquote(there.fragment) in places[target], (file.name, link["href"])


def soup(file: Path) -> BeautifulSoup:
    """Return a page's elements."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
