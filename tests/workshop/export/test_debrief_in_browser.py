"""The debrief in a real browser: on a screen, light and dark, and on paper."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from mp_exercises.exercise import load
from mp_exercises.sitting import line_for
from mp_exercises.workshop.export import export
from mp_exercises.workshop.store import open_store
from tests.browser.axe import violations
from tests.workshop.participant import Trainer, item_of, question
from tests.workshop.rooms import give, person_in

pytestmark = pytest.mark.browser

KINDS = ["rating", "coding", "choice", "sorting", "goal", "reflection"]
MOST_PAGES = 12


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    """Return the debrief of a room at four tables, in which each kind was asked, as a file."""
    store = open_store(tmp_path / "rooms.sqlite")
    steps = [question(kind) for kind in KINDS]
    trainer = Trainer(store, steps, tables=4)
    people = [person_in(store, trainer.room, table=number % 4 + 1) for number in range(14)]
    for number, step in enumerate(steps):
        trainer.does("goto", number)
        exercise, item = load(str(step.exercise)), item_of(step)
        for each, person in enumerate(people):
            raw: Any = item.guess("random", random.Random(each // 2)) or {"text": "I would wait."}
            give(store, trainer.room, person, line_for(exercise, item.id, raw))
        trainer.does("reveal")
    store.notes.add(trainer.room.id, "After lunch: the form.", step=1)
    file = tmp_path / "debrief.html"
    file.write_bytes(export(store, trainer.room.id, "debrief").data)
    store.close()
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1000])
def test_on_a_screen(page_file: Path, browser: Browser, scheme: str, width: int) -> None:
    """It asks for nothing beside itself, breaks no rule of WCAG 2.2 A or AA, and fits a phone."""
    size = {"width": width, "height": 800}
    context = browser.new_context(color_scheme=scheme, viewport=size, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert asked == [page_file.as_uri()]
    context.close()


def test_on_paper(page_file: Path, browser: Browser, tmp_path: Path) -> None:
    """Printed it is not much longer than what was asked, with the notes and room to write at its end."""
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.pdf(path=str(tmp_path / "debrief.pdf"), prefer_css_page_size=True)
    sheets = PdfReader(tmp_path / "debrief.pdf").pages
    text = "\n".join(sheet.extract_text() for sheet in sheets)
    assert len(sheets) <= MOST_PAGES
    assert "Step 2: After lunch: the form." in text
    assert "What we take from this" in sheets[-1].extract_text()
    page.close()
