"""A form filled in by keyboard on a narrow phone, from a file, without a network."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mp_exercises.instruments import load, slugs
from mp_exercises.instruments.page import fill_page
from mp_exercises.instruments.record import read_record
from mp_exercises.instruments.translate import load_sheet
from tests.browser.axe import violations

PHONE = {"width": 320, "height": 640}


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what a selector names."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(one) => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(selector)


@pytest.mark.browser
def test_filled_in_by_keyboard_and_handed_over(tmp_path: Path, browser: Browser):
    """What is typed survives a reload, gaps are named, and the file that is handed over is a record."""
    file = tmp_path / "form.html"
    file.write_text(fill_page(load_sheet("family-experience")), encoding="utf-8")
    context = browser.new_context(viewport=PHONE, accept_downloads=True, offline=True)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    tab_to(page, "#f-person")
    page.keyboard.type("../x")
    tab_to(page, "[name=q1]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#f-comment")
    page.keyboard.type("=1+1 She listened")
    expect(page.get_by_role("status")).to_have_text("Kept in this browser, on this device only.")
    page.reload()
    expect(page.locator("#f-comment")).to_have_value("=1+1 She listened")
    expect(page.get_by_role("radio", name="Partly").first).to_be_checked()
    tab_to(page, "[data-do=download]")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert.get_by_role("link")).to_have_count(4)
    assert violations(page) == []
    alert.get_by_role("link", name="Code of this person").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#f-person")).to_be_focused()
    page.locator("#f-person").fill("A12")
    page.locator("#f-asked-on").fill("2026-11-20")
    page.locator("#f-talk-to").fill("Somebody, 555 0100")
    page.locator("#f-back").fill("The desk")
    expect(alert).to_be_hidden()
    page.locator("[data-undo=q1]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=q1]").first).to_be_focused()
    page.keyboard.press("Space")
    for action, ending in (("download", ".json"), ("row", ".csv")):
        with page.expect_download() as waiting:
            page.locator(f"[data-do={action}]").press("Enter")
        assert waiting.value.suggested_filename.startswith("family-experience_A12_")
        waiting.value.save_as(tmp_path / f"one{ending}")
        values = read_record(tmp_path / f"one{ending}").values
        assert (values["person"], values["q1"], values["comment"]) == ("A12", 1, "=1+1 She listened")
    assert violations(page) == []
    page.locator("[data-do=clear]").press("Enter")
    page.locator("[data-do=clear-yes]").press("Enter")
    page.reload()
    expect(page.locator("#f-comment")).to_have_value("")
    assert errors == []
    context.close()


SHAPE = """
(root) => [...root.querySelectorAll("*")].filter((one) => !one.closest(".finish, .undo")).map((one) => [
  one.tagName, [...one.classList].join(" "), one.getAttribute("style"),
  ...["id", "name", "type", "for", "rows", "maxlength", "inputmode", "aria-describedby", "aria-labelledby",
    "data-day"].map((name) => one.getAttribute(name)),
  one.value ?? "", one.checked ?? false,
  one.children.length || one.tagName === "TEXTAREA" ? "" : one.textContent.replace(/\\s+/g, " ").trim(),
].join("|").replace(/[\\s;]+\\|/g, "|"))
"""


@pytest.mark.browser
def test_the_player_draws_the_plain_form(tmp_path: Path, browser: Browser):
    """Element by element the player draws the form that stands there without scripts, also what is preset."""
    plain, drawn = browser.new_page(java_script_enabled=False), browser.new_page()
    for slug in slugs():
        form = load(slug)
        preset = {item.id: str(item.points[-1]) for item in form.items.values() if item.points}
        preset |= {item.id: "2026-11-20" for item in form.items.values() if item.kind == "date"}
        preset |= {item.id: "A1" for item in form.items.values() if item.kind == "text"}
        file = tmp_path / f"{slug}.html"
        file.write_text(fill_page(load_sheet(slug), preset=preset), encoding="utf-8")
        for page in (plain, drawn):
            page.goto(file.as_uri())
        expected = plain.locator("#mp-form").evaluate(SHAPE)
        assert drawn.locator("#mp-form").evaluate(SHAPE) == expected, slug
    plain.close()
    drawn.close()
