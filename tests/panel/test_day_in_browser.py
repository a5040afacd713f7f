"""The day on a phone, by keyboard alone, and with axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from mp_exercises.panel.folder import open_folder
from mp_exercises.panel.new import new_campaign
from mp_exercises.panel.records import read_book
from tests.browser.axe import violations

from .conftest import put
from .serving import day


@pytest.mark.browser
def test_a_sheet_by_keyboard_on_a_phone(browser: Browser, tmp_path):
    """What is typed saves itself, survives a reload, locks, and opens when the other has locked too."""
    path = tmp_path / "campaign"
    new_campaign(path)
    put(path, "candidates", [{"candidate": "C01", "state": "in"}])
    folder = open_folder(path)
    with day(path) as running:
        # axe is put into the page, which its own policy forbids.
        context = browser.new_context(viewport={"width": 375, "height": 700}, bypass_csp=True)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        for member, point in (("p3", 1), ("p4", 3)):
            page.goto(f"{running.links[member]}visit/C01")
            assert violations(page) == []
            for section in page.locator("form section").all():
                section.locator("textarea").first.focus()
                page.keyboard.type("“It can be done later.”")
                section.locator("input[type=radio]").first.focus()
                page.keyboard.press("Space")
                for _ in range(point - 1):
                    page.keyboard.press("ArrowDown")
            expect(page.locator("[data-status]")).to_have_text("Saved")
            page.reload()
            expect(page.locator("input:checked")).to_have_count(4)
            page.locator("input[name=alone]").focus()
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            expect(page.get_by_text("You have locked this sheet.")).to_be_visible()
        page.goto(running.links["p3"])
        assert violations(page) == []
        page.get_by_role("link", name="too far apart").press("Enter")
        expect(page.get_by_text("1 and 3: too far apart").first).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        context.close()
        assert errors == []
    found = read_book(folder)
    assert {one.point for one in found.sheet("visit", "C01", "p4").scores.values()} == {3}
