"""Sitting an assessment in a browser: signing in, turning to a section, taking the record away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from mp_exercises.answers import Line, Record
from mp_exercises.course.folder import Course
from mp_exercises.course.page import write_page
from mp_exercises.exercise import Exercise
from tests.browser.driving import answer_all
from tests.browser.sittings import answers_to
from tests.course.trainees import SLUG, real_course

NAME = "Jo Bloggs, 00417"
FILE = f"answers-{SLUG}-Jo-Bloggs-00417.jsonl"

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked'); } });"
"""A script that makes the browser keep nothing, as some do in a frame or a private window."""


def course_with_page(folder: Path) -> tuple[Course, Path]:
    """Return a course, and the page of its assessment."""
    course = real_course(folder / "course")
    return course, write_page(course, SLUG).file


def sign_in(page: Page, name: str = NAME) -> None:
    """Say who sits, and begin."""
    page.get_by_test_id("who").fill(name)
    page.get_by_test_id("begin").click()
    expect(page.get_by_test_id("sitter")).to_have_text(name)


def turn_to(page: Page, exercise: Exercise, sections: Iterable[Exercise]) -> Locator:
    """Open a section from the contents, and return it."""
    number = [section.slug for section in sections].index(exercise.slug) + 1
    if page.get_by_test_id("to-contents").count():
        page.get_by_test_id("to-contents").click()
    page.get_by_test_id(f"open-section-{number}").click()
    section = page.get_by_test_id(f"section-{exercise.slug}")
    expect(section).to_be_visible()
    return section


def sit_all(page: Page, sections: tuple[Exercise, ...]) -> None:
    """Give a fixed, mixed answer to every question, section after section."""
    for exercise in sections:
        answer_all(turn_to(page, exercise, sections), exercise, answers_to(exercise))


def hand_in(page: Page) -> Locator:
    """Turn to the last step, and return it."""
    if page.get_by_test_id("to-contents").count():
        page.get_by_test_id("to-contents").click()
    page.get_by_test_id("to-hand-in").click()
    return page.get_by_test_id("hand-in")


def take_away(page: Page, folder: Path, name: str = FILE) -> Path:
    """Download the record at the last step, and return the file."""
    last = hand_in(page)
    with page.expect_download() as download:
        last.get_by_test_id("download-record").click()
    assert download.value.suggested_filename == name
    file = folder / name
    download.value.save_as(file)
    expect(last.get_by_test_id("given")).to_have_attribute("data-given", "newest")
    return file


def lines_of(file: Path) -> tuple[Line, ...]:
    """Return the lines of a record, none of which is damaged."""
    reading = Record(file).read()
    assert reading.damaged == 0
    return reading.lines
