"""The day on a phone, by keyboard alone, with axe; and with the network gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mp_exercises.panel.folder import Folder, open_folder
from mp_exercises.panel.new import new_campaign
from mp_exercises.panel.records import read_book
from tests.browser.axe import violations

from .conftest import put
from .serving import Running, day


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a campaign with a candidate for each test."""
    path: Path = tmp_path_factory.mktemp("browser") / "campaign"
    new_campaign(path)
    put(path, "candidates", [{"candidate": f"C0{n}", "state": "in"} for n in range(1, 4)])
    return open_folder(path)


@pytest.fixture(scope="module")
def running(folder: Folder) -> Iterator[Running]:
    """Yield the running day."""
    with day(folder.path) as found:
        yield found


def saved(page: Page) -> None:
    """Wait until the foot of the sheet says that everything is saved."""
    expect(page.get_by_test_id("all")).to_have_text("All saved")


def left(page: Page) -> list[str]:
    """Return what this browser keeps."""
    return page.evaluate("Object.keys(localStorage)")


@pytest.mark.browser
def test_a_sheet_by_keyboard_on_a_phone(browser: Browser, folder, running):
    """What is typed saves itself, survives a reload, locks, and opens when the other has locked too."""
    # axe is put into the page, which its own policy forbids.
    context = browser.new_context(viewport={"width": 375, "height": 700}, bypass_csp=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for member, point in (("p3", 1), ("p4", 3)):
        page.goto(f"{running.links[member]}visit/C01")
        expect(page.get_by_test_id("all")).to_have_text("Nothing written yet")
        assert violations(page) == []
        for section in page.locator("[data-testid^=quality-]").all():
            section.locator("textarea").first.focus()
            page.keyboard.type("“It can be done later.”")
            section.locator("input[type=radio]").first.focus()
            page.keyboard.press("Space")
            for _ in range(point - 1):
                page.keyboard.press("ArrowDown")
        saved(page)
        page.reload()
        expect(page.locator("input:checked")).to_have_count(4)
        page.get_by_test_id("lock").press("Enter")
        expect(page.get_by_test_id("not-locked")).to_be_focused()
        assert violations(page) == []
        page.get_by_test_id("alone").press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("You have locked this sheet.")).to_be_visible()
        assert left(page) == []
    page.goto(running.links["p3"])
    assert violations(page) == []
    page.get_by_role("link", name="too far apart").press("Enter")
    expect(page.get_by_text("1 and 3: too far apart").first).to_be_visible()
    assert violations(page) == []
    page.get_by_test_id("settled-clarity").fill("Short")
    page.get_by_test_id("send-settled-clarity").press("Enter")
    expect(page.get_by_test_id("settled-clarity")).to_be_focused()
    page.get_by_test_id("settled-clarity").fill("She went soft when he asked again.")
    page.get_by_test_id("send-settled-clarity").press("Enter")
    expect(page.get_by_test_id("said-settled-clarity")).to_contain_text("The reason is kept.")
    page.locator("summary", has_text="Curiosity").press("Enter")
    page.get_by_test_id("to-curiosity-2").check()
    page.get_by_test_id("change-curiosity").fill("He read me the line before it.")
    assert violations(page) == []
    page.get_by_test_id("send-change-curiosity").press("Enter")
    page.get_by_role("link", name="Show it on this page").last.click()
    expect(page.get_by_text("first 1; “He read me the line before it.”")).to_be_visible()
    assert left(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    context.close()
    assert errors == []
    found = read_book(folder)
    assert found.settled["visit", "C01", "clarity"] == "She went soft when he asked again."
    assert found.sheet("visit", "C01", "p3").scores["curiosity"].point == 2
    assert {one.point for one in found.sheet("visit", "C01", "p4").scores.values()} == {3}


@pytest.mark.browser
def test_nothing_is_lost_without_a_network(browser: Browser, folder, running):
    """Offline a sheet waits and does not lock; a tablet that goes dark brings everything back."""
    context = browser.new_context(viewport={"width": 820, "height": 1100})
    page = context.new_page()
    sheet = f"{running.links['p3']}visit/C02"
    page.goto(sheet)
    page.get_by_test_id("first-empathy").fill("“Said with a network.”")
    page.get_by_test_id("point-empathy-3").check()
    saved(page)
    context.set_offline(True)
    for name in ("autonomy-support", "clarity", "curiosity"):
        page.get_by_test_id(f"first-{name}").fill(f"“{name}, said without one.”")
        page.get_by_test_id(f"point-{name}-4").check()
    page.get_by_test_id("alone").check()
    page.get_by_test_id("lock").click()
    expect(page.get_by_test_id("not-locked")).to_have_attribute("data-why", "waiting")
    expect(page.get_by_test_id("all")).to_contain_text("waiting, kept on this tablet")
    expect(page.get_by_test_id("quality-clarity").get_by_test_id("status")).to_have_attribute(
        "data-status", "kept"
    )
    assert set(read_book(folder).sheet("visit", "C02", "p3").scores) == {"empathy"}
    # The last words, before anything has queued them; then the page goes, and does not come back offline.
    page.get_by_test_id("higher-curiosity").fill("Another question")
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    context.set_offline(False)
    # Not on the sheet: the member's list sends what waits just as well.
    page.goto(running.links["p3"])
    expect(page.get_by_test_id("elsewhere")).to_have_count(0)
    assert left(page) == []
    page.goto(sheet)
    expect(page.get_by_test_id("higher-curiosity")).to_have_value("Another question")
    expect(page.locator("input:checked")).to_have_count(4)
    page.get_by_test_id("alone").check()
    page.get_by_test_id("lock").click()
    expect(page.get_by_text("You have locked this sheet.")).to_be_visible()
    context.close()
    scores = read_book(folder).sheet("visit", "C02", "p3").scores
    assert {name: one.point for name, one in scores.items()} == {
        "empathy": 3,
        "autonomy-support": 4,
        "clarity": 4,
        "curiosity": 4,
    }
    assert scores["clarity"].lines == ("“clarity, said without one.”",)
    assert scores["curiosity"].higher == "Another question"


@pytest.mark.browser
def test_a_browser_without_scripts_has_the_form(browser: Browser, folder, running):
    """Without a script the page says in a sentence what to do, and its form saves."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{running.links['p3']}visit/C03")
    expect(page.get_by_text("Press Save before you leave the page.")).to_be_visible()
    page.get_by_label("A line, in their words").first.fill("“By hand.”")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved")
    context.close()
    assert read_book(folder).sheet("visit", "C03", "p3").scores["empathy"].lines == ("“By hand.”",)
