"""What was shown as saved is never lost: killed kernels, reloads, two tabs, two visitors."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mp_exercises.answers import Record
from mp_exercises.player.visitors import record_of
from tests.browser.driving import answer, answer_all, expect_saved, frame
from tests.browser.servers import Lab, write_notebook
from tests.browser.sittings import answers_to, essence, exercise_of, page_of
from tests.browser.test_same_everywhere import player_on, run_all

pytestmark = pytest.mark.browser


def test_killed_kernel_loses_nothing_that_was_saved(lab: Lab, page: Page) -> None:
    """A killed kernel keeps each saved answer; one given to a dead kernel waits in the browser."""
    exercise = exercise_of("choice")
    answers = answers_to(exercise)
    first, second, third, *_ = exercise.items
    folder = lab.folder / "killed"
    folder.mkdir()
    write_notebook(folder / "play.ipynb", f'from mp_exercises import play; play("{exercise.slug}")')
    page.goto(lab.page("killed/play.ipynb"))
    player = run_all(page)
    for item in (first, second):
        answer(player, item, answers[item.id])
    before = essence(Record(folder / "answers.jsonl").read().lines)
    assert len(before) == 2

    assert lab.kill_kernels() >= 1
    page.locator(".jp-Dialog button.jp-mod-accept").click(timeout=30_000)
    here = frame(player, third.id)
    here.get_by_test_id(f"option-{answers[third.id]['picked'][0]}").locator(
        "xpath=ancestor::label[1]"
    ).click()
    here.get_by_test_id("save").click()
    expect(here.get_by_test_id("status")).not_to_have_attribute("data-status", "saved")
    assert essence(Record(folder / "answers.jsonl").read().lines) == before

    page.reload()
    player = run_all(page)
    for item in (first, second, third):
        expect_saved(player, item.id)
    assert essence(Record(folder / "answers.jsonl").read().lines)[:2] == before
    assert len(Record(folder / "answers.jsonl").read().latest()) == 3


def test_reloaded_handbook_page_has_every_answer(server: str, page: Page) -> None:
    """After a reload, each answer on a handbook page is there and compared again."""
    exercise = exercise_of("ranking")
    page.goto(f"{server}/{page_of(exercise.slug)}")
    answer_all(player_on(page, exercise.slug), exercise, answers_to(exercise))
    page.reload()
    player = player_on(page, exercise.slug)
    for item in exercise.items:
        expect_saved(player, item.id)
        expect(frame(player, item.id).get_by_test_id("view")).to_be_visible()


def test_two_tabs_on_one_record_lose_nothing(server: str, context: BrowserContext, tmp_path: Path) -> None:
    """Two tabs that answer different items of one exercise end with both answers, in both tabs."""
    exercise = exercise_of("choice")
    answers = answers_to(exercise)
    one, other = context.new_page(), context.new_page()
    for tab in (one, other):
        tab.goto(f"{server}/{page_of(exercise.slug)}")
    first, second, *_ = exercise.items
    answer(player_on(one, exercise.slug), first, answers[first.id])
    answer(player_on(other, exercise.slug), second, answers[second.id])
    for tab in (one, other):
        player = player_on(tab, exercise.slug)
        for item in (first, second):
            expect_saved(player, item.id)
        with tab.expect_download() as download:
            player.get_by_test_id("download").click()
        file = tmp_path / "answers.jsonl"
        download.value.save_as(file)
        assert {item for _, item in Record(file).read().latest()} == {first.id, second.id}


def test_visitors_never_see_each_other(server: str, records: Path, browser: Browser) -> None:
    """Two visitors of the scenario app have records of their own, and a reload brings back one's own."""
    exercise = exercise_of("sorting")
    item = exercise.items[0]
    answers = answers_to(exercise)
    contexts = [browser.new_context() for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.goto(f"{server}/app/")
        page.get_by_test_id(f"open-{exercise.slug}").click(timeout=60_000)
    answer(pages[0].get_by_test_id("player"), item, answers[item.id])
    pages[1].reload()
    other = frame(pages[1].get_by_test_id("player"), item.id)
    expect(other.get_by_test_id("save")).to_be_visible(timeout=60_000)
    expect(other.get_by_test_id("status")).to_have_count(0)
    expect(other.get_by_test_id("view")).to_have_count(0)
    pages[0].reload()
    frame(pages[0].get_by_test_id("player"), item.id).get_by_test_id("view").wait_for(timeout=60_000)
    expect_saved(pages[0].get_by_test_id("player"), item.id)
    tokens = [page.evaluate("localStorage.getItem('mp:visitor')") for page in pages]
    assert len(record_of(tokens[0], records).read().lines) == 1
    assert record_of(tokens[1], records).read().lines == ()
    for context in contexts:
        context.close()


def test_exercise_stays_folded_until_it_is_wanted(server: str, page: Page) -> None:
    """A page shows each exercise as a title with a button; opened or linked to, it stays open on reload."""
    exercise, other = exercise_of("choice"), exercise_of("coding")
    page.goto(f"{server}/{page_of(exercise.slug)}")
    section = page.locator(f"section.mp-exercise[data-mp-slug='{exercise.slug}']")
    expect(section.get_by_test_id("fold")).to_have_attribute("aria-expanded", "false")
    expect(section.get_by_test_id("save")).to_have_count(0)
    section.get_by_test_id("fold").focus()
    page.keyboard.press("Enter")
    expect(section.get_by_test_id("save")).to_have_count(len(exercise.items))
    page.reload()
    expect(section.get_by_test_id("fold")).to_have_attribute("aria-expanded", "true")
    page.goto(f"{server}/{page_of(other.slug)}#exercise-{other.slug}")
    linked = page.locator(f"section.mp-exercise[data-mp-slug='{other.slug}']")
    expect(linked.get_by_test_id("fold")).to_have_attribute("aria-expanded", "true")


def test_page_without_storage_says_so(server: str, browser: Browser) -> None:
    """Where the browser keeps nothing, the player still works and says that nothing is saved."""
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked'); } });"
    )
    page = context.new_page()
    exercise = exercise_of("choice")
    item = exercise.items[0]
    page.goto(f"{server}/{page_of(exercise.slug)}")
    here = frame(player_on(page, exercise.slug), item.id)
    for option in answers_to(exercise)[item.id]["picked"]:
        here.get_by_test_id(f"option-{option}").locator("xpath=ancestor::label[1]").click()
    here.get_by_test_id("save").click()
    expect(here.get_by_test_id("status")).to_have_attribute("data-status", "memory")
    expect(here.get_by_test_id("view")).to_be_visible()
    context.close()


def test_start_again_and_delete(server: str, page: Page) -> None:
    """Starting again clears the answers and keeps the record; deleting leaves nothing in the browser."""
    exercise = exercise_of("choice")
    item = exercise.items[0]
    page.goto(f"{server}/{page_of(exercise.slug)}")
    player = player_on(page, exercise.slug)
    answer(player, item, answers_to(exercise)[item.id])
    player.get_by_test_id("restart").click()
    player.get_by_test_id("confirm").click()
    expect(frame(player, item.id).get_by_test_id("save")).to_be_visible()
    keys = "Object.keys(localStorage).filter((key) => key.startsWith('mp:line:'))"
    assert len(page.evaluate(keys)) == 2
    player.get_by_test_id("delete").click()
    player.get_by_test_id("confirm").click()
    page.wait_for_function(f"({keys}).length === 0")
