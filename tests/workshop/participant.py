"""A participant's page in a real browser, and the trainer who moves the room that it is in."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from mp_exercises.exercise import ItemBase, load
from mp_exercises.sitting import line_for
from mp_exercises.workshop.store import Plan, Room, Settings, State, Step, Store
from tests.browser.sittings import SLUGS
from tests.workshop.rooms import give, person_in

PATIENCE_MS = 60_000
"""Long, so that a busy machine is slow and not red; a test that passes never waits so long."""

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}

expect.set_options(timeout=PATIENCE_MS)


class Trainer:
    """Whoever leads the room: every move is made at the place where the room is."""

    def __init__(self, store: Store, steps: list[Step], **settings: Any) -> None:
        self.store = store
        self.room: Room = store.rooms.create(
            "On the doorstep", Plan(steps=tuple(steps)), Settings(**settings)
        )

    def does(self, move: str, *arguments: Any) -> State:
        """Make a move of the store's ``stage`` by its name."""
        seq = self.store.stage.of(self.room.id).seq
        state: State = getattr(self.store.stage, move)(self.room.id, seq, *arguments)
        return state

    def others_answer(self, number: int, people: int = 5) -> None:
        """Let other people in, who answer a step each in their own way."""
        step = self.room.plan.steps[number]
        assert step.exercise is not None
        assert step.item is not None
        exercise = load(step.exercise)
        item: Any = exercise.item(step.item)
        for n in range(people):
            raw = {"text": "Mine."} if item.kind == "reflection" else item.guess("random", random.Random(n))
            if item.kind == "choice":
                raw = {"picked": [item.options[n % len(item.options)].id]}
            person = person_in(self.store, self.room)
            give(self.store, self.room, person, line_for(exercise, item.id, raw))

    def answers(self) -> list[tuple[str, Any]]:
        """Return what counts in the room: the item and the answer."""
        return [(each.line.item, each.line.answer) for each in self.store.answers.standing(self.room.id)]

    @property
    def sent(self) -> int:
        """Return how many lines the room keeps in all."""
        return len(self.store.answers.of_room(self.room.id))


def question(kind: str, nth: int = 0) -> Step:
    """Return a step that asks a question of a kind."""
    slug = SLUGS[kind]
    items = [item.id for item in load(slug).items if item.kind == kind]
    return Step(kind="item", exercise=slug, item=items[nth])


def item_of(step: Step) -> ItemBase:
    """Return the item that a step asks."""
    assert step.exercise is not None
    assert step.item is not None
    return load(step.exercise).item(step.item)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def phone(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """Yield a browser of somebody's own, in which an error in a script of ours fails the test."""
    context = browser.new_context(**{"viewport": PHONE, "accept_downloads": True, **options})
    context.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


def joined(context: BrowserContext, url: str, trainer: Trainer) -> Page:
    """Return a page that has come into the room by its link."""
    page = context.new_page()
    page.goto(f"{url}/join/{trainer.room.door}")
    page.get_by_test_id("room").wait_for()
    return page


@contextmanager
def asked(
    url: str, rooms: Store, browser: Browser, kind: str
) -> Iterator[tuple[Page, BrowserContext, Step, Trainer]]:
    """Yield a phone in a room that asks one question of a kind, and who leads the room."""
    step = question(kind)
    trainer = Trainer(rooms, [step])
    trainer.does("goto", 0)
    with phone(browser) as context:
        yield joined(context, url, trainer), context, step, trainer


def status(page: Page) -> Locator:
    """Return the words that say whether an answer is saved."""
    return page.get_by_test_id("status")


def pick(page: Page, step: Step, option: int) -> str:
    """Choose an option and send it; return the option."""
    item: Any = item_of(step)
    chosen: str = item.options[option].id
    if page.get_by_test_id("change").is_visible():
        page.get_by_test_id("change").click()
    page.get_by_test_id(f"option-{chosen}").check()
    page.get_by_test_id("save").click()
    return chosen


def saved(page: Page) -> None:
    """Wait until the page says that the server has the answer."""
    expect(status(page)).to_have_attribute("data-status", "saved")
