"""The same answers give the same record and the same marks, wherever they are given."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from mp_exercises.answers import Record
from mp_exercises.marking import mark_record
from mp_exercises.player.visitors import record_of
from mp_exercises.sitting import line_for
from tests.browser.driving import answer_all
from tests.browser.servers import Lab, write_notebook
from tests.browser.sittings import SLUGS, answers_to, essence, exercise_of, page_of

pytestmark = pytest.mark.browser

KINDS = list(SLUGS)

TRIES = 4
TRY_MS = 20_000


def by_python(kind: str, folder: Path) -> Record:
    """Answer the exercise of a kind through the Python API."""
    exercise, record = exercise_of(kind), Record(folder / "python.jsonl")
    for item, answer in answers_to(exercise).items():
        record.append(line_for(exercise, item, answer))
    return record


def final(record: Record) -> list[tuple[object, ...]]:
    """Return the last line for each item; a visit is saved at every turn of its path."""
    return essence(record.read().latest().values())


def assert_same(kind: str, record: Record, folder: Path) -> None:
    """Compare a record with the one made in Python, line by line and mark by mark."""
    exercise, reference = exercise_of(kind), by_python(kind, folder)
    assert record.read().damaged == 0
    assert final(record) == final(reference)
    marks = mark_record(exercise, record.read().lines)
    assert marks == mark_record(exercise, reference.read().lines)
    assert kind == "reflection" or any(item.value for item in marks.items)


def player_on(page: Page, slug: str) -> Locator:
    """Return the player of an exercise on a handbook page, opened if it is folded."""
    player = page.locator(f"section.mp-exercise[data-mp-slug='{slug}']").get_by_test_id("player")
    fold = player.get_by_test_id("fold")
    if fold.get_attribute("aria-expanded") == "false":
        fold.click()
    return player


@pytest.mark.parametrize("kind", KINDS)
def test_handbook_page(kind: str, server: str, page: Page, tmp_path: Path) -> None:
    """On a handbook page, the downloaded record is the one that Python writes."""
    exercise = exercise_of(kind)
    page.goto(f"{server}/{page_of(exercise.slug)}")
    player = player_on(page, exercise.slug)
    answer_all(player, exercise, answers_to(exercise))
    with page.expect_download() as download:
        player.get_by_test_id("download").click()
    assert download.value.suggested_filename == f"answers-{exercise.slug}.jsonl"
    file = tmp_path / "page.jsonl"
    download.value.save_as(file)
    assert_same(kind, Record(file), tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_jupyterlab(kind: str, lab: Lab, page: Page, tmp_path: Path) -> None:
    """In JupyterLab, one line of code gives a player whose record is the one that Python writes."""
    exercise = exercise_of(kind)
    folder = lab.folder / kind
    folder.mkdir()
    write_notebook(folder / "play.ipynb", f'from mp_exercises import play; play("{exercise.slug}")')
    page.goto(lab.page(f"{kind}/play.ipynb"))
    player = run_all(page)
    answer_all(player, exercise, answers_to(exercise))
    assert_same(kind, Record(folder / "answers.jsonl"), tmp_path)


def run_all(page: Page) -> Locator:
    """Run the one cell of the open notebook, and return its player."""
    editor = page.locator(".jp-Notebook .jp-InputArea-editor").first
    editor.click()
    # A cell that is run before its kernel is there is not run at all, and says nothing.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    player = page.get_by_test_id("player").first
    for _ in range(TRIES):
        editor.click()
        page.keyboard.press("Shift+Enter")
        with contextlib.suppress(TimeoutError):
            player.wait_for(timeout=TRY_MS)
            break
    expect(player).to_be_visible()
    return player


@pytest.mark.parametrize("kind", KINDS)
def test_voila(kind: str, server: str, records: Path, page: Page, tmp_path: Path) -> None:
    """In the scenario app, the visitor's record is the one that Python writes."""
    exercise = exercise_of(kind)
    page.goto(f"{server}/app/")
    page.get_by_test_id(f"open-{exercise.slug}").click(timeout=60_000)
    player = page.get_by_test_id("player")
    answer_all(player, exercise, answers_to(exercise))
    token = page.evaluate("localStorage.getItem('mp:visitor')")
    assert_same(kind, record_of(token, records), tmp_path)
