"""A whole session: a trainer, a wall, and five participants; one is cut off, and one uses keys alone."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mp_exercises.exercise import ItemBase, load
from mp_exercises.workshop.store import open_store
from tests.serving import Serving
from tests.workshop.participant import PHONE, phone, saved
from tests.workshop.trainer import at_step, desk, enter, move, new_room

pytestmark = pytest.mark.browser

EXERCISE = "interview-the-next-thing-you-ask"
PEOPLE = 5
ASKED = 4
"""Questions of the exercise."""
CUT_OFF, KEYS_ALONE = 3, 4


def test_a_whole_session(house: Serving, tmp_path: Path, browser: Browser) -> None:
    """Every answer counts once, nothing shows before the reveal, and the files agree with it."""
    exercise = load(EXERCISE)
    with ExitStack() as stack:
        trainer = enter(stack.enter_context(desk(browser)), house)
        code = new_room(trainer, exercises=(exercise.title,))
        with trainer.context.expect_page() as opened:
            trainer.get_by_test_id("screen").click()
        wall = opened.value
        expect(wall.get_by_text(code)).to_be_visible()
        phones = [people_in(stack, browser, house, code, number) for number in range(PEOPLE)]
        expect(trainer.get_by_test_id("presence")).to_contain_text(f"{PEOPLE} people came in")
        expect(wall.get_by_text(f"{PEOPLE} people are here")).to_be_visible()

        move(trainer, "begin")
        item = exercise.items[0]
        options = [option.id for option in item.options]  # type: ignore[attr-defined]
        chosen = [options[0], options[0], options[1], options[2], options[0]]
        for page in phones:
            page.get_by_test_id(f"option-{options[0]}").wait_for()
        phones[CUT_OFF].context.set_offline(True)
        for number, page in enumerate(phones):
            answer_by_keys(page, chosen[number]) if number == KEYS_ALONE else answer(page, chosen[number])
        for number, page in enumerate(phones):
            if number != CUT_OFF:
                saved(page)
        expect(trainer.get_by_test_id("answered")).to_have_text(f"{PEOPLE - 1} of {PEOPLE} have answered")
        assert hidden(trainer, wall)
        phones[CUT_OFF].context.set_offline(False)
        saved(phones[CUT_OFF])
        expect(trainer.get_by_test_id("answered")).to_have_text(f"{PEOPLE} of {PEOPLE} have answered")

        move(trainer, "move-lock")
        expect(wall.get_by_text("Answers are locked")).to_be_visible()
        assert hidden(trainer, wall)
        move(trainer, "move-reveal")
        for page in (trainer, wall):
            assert counts(page) == [chosen.count(option) for option in options]
        for page in phones:
            expect(page.get_by_test_id("revealed")).to_be_visible()
        expect(trainer.get_by_test_id("first")).not_to_contain_text("Once steps are revealed")
        for number, question in enumerate(exercise.items[1:], 2):
            go_on(trainer, wall, phones, question, number)

        trainer.get_by_role("textbox", name="Notes").fill("Ask Hedley’s panel. <b>Soon</b>")
        trainer.get_by_role("button", name="Keep this note").click()
        expect(trainer.locator(".notes li")).to_have_count(1)
        move(trainer, "end")
        for page in phones:
            expect(page.get_by_test_id("ended")).to_be_visible()
        come_home(trainer, phones)
        check_files(trainer, tmp_path, chosen)
    store = open_store(tmp_path / "rooms.sqlite")
    (summary,) = store.rooms.all()
    room = summary.room.id
    assert len(store.answers.standing(room)) == len(store.answers.of_room(room)) == ASKED * PEOPLE
    store.close()


def go_on(trainer: Page, wall: Page, phones: list[Page], item: ItemBase, number: int) -> None:
    """Ask the next question: locked too soon for one, opened again, revealed, left and come back to."""
    option = item.options[1].id  # type: ignore[attr-defined]
    move(trainer, "next")
    for page in phones:
        page.get_by_test_id(f"option-{option}").wait_for()
    for page in phones[1:]:
        answer(page, option)
        saved(page)
    move(trainer, "move-lock")
    expect(phones[0].get_by_test_id("save")).to_have_count(0)
    move(trainer, "move-open")
    answer(phones[0], option)
    saved(phones[0])
    expect(trainer.get_by_test_id("answered")).to_have_text(f"{PEOPLE} of {PEOPLE} have answered")
    assert hidden(trainer, wall)
    move(trainer, "move-reveal")
    for page in (trainer, wall):
        assert sorted(counts(page)) == [0, 0, 0, PEOPLE]
    move(trainer, "previous")
    for page in phones:
        expect(page.get_by_test_id(f"option-{option}")).to_have_count(0)
        expect(page.get_by_test_id("revealed")).to_be_visible()
    move(trainer, "next")
    at_step(trainer, number)


def come_home(trainer: Page, phones: list[Page]) -> None:
    """Each phone gets a link to its own answers, and to nobody else's."""
    trainer.get_by_role("checkbox", name="Let people take their own answers home").check()
    links = set()
    for page in phones:
        page.get_by_test_id("home").click()
        link = page.get_by_test_id("home-link")
        links.add(link.get_attribute("href"))
    assert len(links) == PEOPLE


def people_in(stack: ExitStack, browser: Browser, house: Serving, code: str, number: int) -> Page:
    """Return a participant's page, in a browser of its own; the first is a phone."""
    size = PHONE if number == 0 else {"width": 900, "height": 700}
    context: BrowserContext = stack.enter_context(phone(browser, viewport=size))
    page = context.new_page()
    page.goto(f"{house.url}/join")
    field = page.get_by_role("textbox").first
    field.focus()
    page.keyboard.type(code.lower() if number == 1 else code)
    page.keyboard.press("Enter")
    page.get_by_test_id("room").wait_for()
    return page


def answer(page: Page, option: str) -> None:
    """Choose an option and send it."""
    page.get_by_test_id(f"option-{option}").check()
    page.get_by_test_id("save").click()


def answer_by_keys(page: Page, option: str) -> None:
    """Choose and send with the keyboard alone, from wherever the page has put the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.getAttribute('type') === 'radio'"):
            break
    page.keyboard.press("Space")
    expect(page.get_by_test_id(f"option-{option}")).to_be_checked()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.dataset.testid === 'save'"):
            break
    page.keyboard.press("Enter")


def hidden(trainer: Page, wall: Page) -> bool:
    """Whether neither the trainer's screen nor the wall shows how many chose what."""
    return trainer.locator(".bars").count() == 0 and wall.locator("table").count() == 0


def counts(page: Page) -> list[int]:
    """Return the numbers of the first chart that is shown."""
    rows = page.locator("table tbody tr td")
    rows.first.wait_for()
    return [int(text.strip()) for text in rows.all_inner_texts()]


def check_files(trainer: Page, folder: Path, chosen: list[str]) -> None:
    """Each file arrives under a name of its own, and has what the room answered."""
    files = {}
    for form in ("debrief", "xlsx", "csv"):
        with trainer.expect_download() as loading:
            trainer.get_by_test_id(f"export-{form}").click()
        files[form] = folder / loading.value.suggested_filename
        loading.value.save_as(files[form])
    page = files["debrief"].read_text(encoding="utf-8")
    assert "&lt;b&gt;Soon&lt;/b&gt;" in page
    assert f"{PEOPLE} people, {ASKED * PEOPLE} answers" in page
    sheet = load_workbook(files["xlsx"])["counts"]
    by_option = [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)][:4]
    assert sum(int(count) for count in by_option) == len(chosen)
    lines = files["csv"].read_text(encoding="utf-8-sig").splitlines()
    for step in range(1, ASKED + 1):
        assert len([line for line in lines if re.match(rf"{step},", line)]) == PEOPLE
