"""Three ways to sit an assessment: the released notebook, the Voila app, the page. All three mark alike."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, TimeoutError, expect

from mp_exercises.answers import Line, Record
from mp_exercises.course.build import build
from mp_exercises.course.folder import Course
from mp_exercises.exercise import Exercise
from mp_exercises.marking import ExerciseMark, mark_record
from mp_exercises.player.assessment import sitting_folder
from mp_exercises.player.visitors import record_of
from mp_exercises.sitting import line_for, sitter
from tests.browser.axe import violations
from tests.browser.driving import answer, answer_all, expect_saved
from tests.browser.servers import Lab
from tests.browser.sheets import NAME, course_with_page, lines_of, sign_in, sit_all, take_away, turn_to
from tests.browser.sittings import answers_to, essence
from tests.browser.test_accessible import PHONE, overflow
from tests.browser.test_private import requested
from tests.course.trainees import SLUG, environment
from tests.serving import Serving, serving

pytestmark = pytest.mark.browser

STARTED_MS = 60_000
TRIES = 3


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, Path]:
    """Return a course whose assessment is built, and the assessment's page."""
    course, file = course_with_page(tmp_path_factory.mktemp("three"))
    build(course, SLUG)
    return course, file


@pytest.fixture
def sections(made: tuple[Course, Path]) -> tuple[Exercise, ...]:
    """Return the sections, with their keys."""
    return made[0].load(SLUG).keyed


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the records of the server that serves the assessment."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def hall(made: tuple[Course, Path], kept: Path) -> Iterator[Serving]:
    """Yield a running ``mp serve`` with an assessment to sit."""
    with serving(kept, "--assessment", str(made[0].source(SLUG))) as running:
        yield running


def final(lines: tuple[Line, ...]) -> set[str]:
    """Return the answers that count, all but when and under which id they were given."""
    last = {(line.exercise, line.item): line for line in lines if line.exercise != SLUG}
    return {json.dumps(each, sort_keys=True) for each in essence(last.values())}


def marks(sections: tuple[Exercise, ...], lines: tuple[Line, ...]) -> Mapping[str, ExerciseMark]:
    """Return what each section earns."""
    return {section.slug: mark_record(section, lines) for section in sections}


def assert_as_by_python(sections: tuple[Exercise, ...], lines: tuple[Line, ...]) -> None:
    """Compare a record with the one that Python writes: the same answers, the same marks, and some earned."""
    reference = tuple(
        line_for(section, item, given) for section in sections for item, given in answers_to(section).items()
    )
    assert final(lines) == final(reference)
    found = marks(sections, lines)
    assert found == marks(sections, reference)
    assert sum(mark.points for mark in found.values()) > 0
    assert any(mark.waiting for mark in found.values())


def test_page(made: tuple[Course, Path], sections: tuple[Exercise, ...], page: Page, tmp_path: Path) -> None:
    """The page, opened as a file with no network, gives a record that marks as Python's does."""
    page.context.set_offline(True)
    page.goto(made[1].as_uri())
    sign_in(page)
    sit_all(page, sections)
    lines = lines_of(take_away(page, tmp_path))
    assert sitter(lines, SLUG) == NAME
    assert_as_by_python(sections, lines)


def test_voila(hall: Serving, kept: Path, sections: tuple[Exercise, ...], page: Page, tmp_path: Path) -> None:
    """The Voila app keeps a record, and gives one to download, that both mark as Python's does."""
    hosts = requested(page)
    page.goto(f"{hall.url}/sit/")
    page.get_by_test_id("who").wait_for(timeout=STARTED_MS)
    sign_in(page)
    sit_all(page, sections)
    lines = lines_of(take_away(page, tmp_path))
    assert sitter(lines, SLUG) == NAME
    assert_as_by_python(sections, lines)
    token = page.evaluate(f"localStorage.getItem('mp:sitter:{SLUG}')")
    on_server = record_of(token, sitting_folder(SLUG, kept)).read().lines
    assert sitter(on_server, SLUG) == NAME
    assert_as_by_python(sections, on_server)
    assert set(hosts) == {hall.url.removeprefix("http://")}


def test_released_notebook(
    made: tuple[Course, Path], sections: tuple[Exercise, ...], lab: Lab, page: Page
) -> None:
    """The notebook that nbgrader releases keeps a record in JupyterLab that marks as Python's does."""
    course = made[0]
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", SLUG]
    subprocess.run(command, cwd=course.root, env=environment(), check=True, capture_output=True, timeout=280)
    folder = lab.folder / "release"
    (course.root / "release" / SLUG).rename(folder)
    settings = lab.folder / ".s" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True, exist_ok=True)
    # So that each player stays on the page, also where it is scrolled out of sight.
    settings.write_text('{"windowingMode": "none"}', encoding="utf-8")
    page.goto(lab.page(f"release/{SLUG}.ipynb"))
    run_all(page, len(sections))
    players = page.get_by_test_id("player")
    for number, section in enumerate(sections):
        answer_all(players.nth(number), section, answers_to(section))
    assert_as_by_python(sections, Record(folder / "answers.jsonl").read().lines)


def run_all(page: Page, players: int) -> None:
    """Run every cell by JupyterLab's menu, again where a notebook that just opened did not take it."""
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    for _ in range(TRIES):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with suppress(TimeoutError):
            page.get_by_test_id("player").nth(players - 1).wait_for(timeout=STARTED_MS)
            break
    # A cell that is run once more draws its player afresh: nobody answers before the last of them is done.
    expect(page.locator(".jp-InputArea-prompt", has_text="[*]")).to_have_count(0, timeout=STARTED_MS)
    expect(page.get_by_test_id("player")).to_have_count(players)


def test_two_sitters_on_one_server(
    hall: Serving, kept: Path, sections: tuple[Exercise, ...], page: Page, tmp_path: Path
) -> None:
    """Who comes back finds what was answered; who begins afresh finds nothing of the person before."""
    page.goto(f"{hall.url}/sit/")
    page.get_by_test_id("who").wait_for(timeout=STARTED_MS)
    sign_in(page, "Sam")
    section = turn_to(page, sections[0], sections)
    answer(section, sections[0].item("lino"), answers_to(sections[0])["lino"])
    page.reload()
    section.wait_for(timeout=STARTED_MS)
    expect_saved(section, "lino")
    page.get_by_test_id("to-contents").click()
    page.get_by_test_id("more").locator("summary").click()
    page.get_by_test_id("afresh").click()
    page.get_by_test_id("afresh-yes").click()
    page.get_by_test_id("welcome").wait_for(timeout=STARTED_MS)
    sign_in(page, "Alex")
    expect(page.get_by_test_id("overall")).to_contain_text("0 of 18")
    # The page shows a name at once; the kernel writes it a moment later.
    for _ in range(600):
        records = [Record(file).read().lines for file in sitting_folder(SLUG, kept).glob("*.jsonl")]
        if "Alex" in (names := {sitter(lines, SLUG) for lines in records}):
            break
        page.wait_for_timeout(100)
    assert {"Sam", "Alex"} <= names


def test_two_pages_of_one_sitter(
    hall: Serving, sections: tuple[Exercise, ...], context: BrowserContext, tmp_path: Path
) -> None:
    """Two pages of one person answer different questions, and either gives a record with both."""
    one, other = context.new_page(), context.new_page()
    one.goto(f"{hall.url}/sit/")
    one.get_by_test_id("who").wait_for(timeout=STARTED_MS)
    sign_in(one)
    other.goto(f"{hall.url}/sit/")
    for tab, item in ((one, "lino"), (other, "openings")):
        tab.get_by_test_id("open-section-1").wait_for(timeout=STARTED_MS)
        section = turn_to(tab, sections[0], sections)
        answer(section, sections[0].item(item), answers_to(sections[0])[item])
    one.evaluate("dispatchEvent(new Event('focus'))")
    expect(one.get_by_test_id("bar-progress")).to_contain_text("2 of 18")
    for tab in (one, other):
        assert {line.item for line in lines_of(take_away(tab, tmp_path))} == {"sitter", "lino", "openings"}


def test_practice_goes_on(hall: Serving, page: Page) -> None:
    """Beside an assessment, the practice app is as it was, and its visitor is another than the sitter."""
    page.goto(f"{hall.url}/app/")
    page.get_by_test_id("chooser").wait_for(timeout=STARTED_MS)
    assert SLUG not in page.content()
    assert page.evaluate(f"localStorage.getItem('mp:sitter:{SLUG}')") is None


def test_voila_is_accessible(hall: Serving, page: Page) -> None:
    """On a phone the assessment's page in Voila has no violation and does not scroll sideways."""
    page.set_viewport_size(PHONE)
    page.goto(f"{hall.url}/sit/")
    page.get_by_test_id("who").wait_for(timeout=STARTED_MS)
    assert violations(page) == []
    sign_in(page)
    assert violations(page) == []
    page.get_by_test_id("open-section-1").click()
    assert violations(page) == []
    assert overflow(page) <= 0
