"""The control room and the wall in a real browser, on a real Voila server."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from mp_exercises.exercise import load
from mp_exercises.sitting import line_for
from mp_exercises.workshop.store import Step, Store
from tests.browser.axe import violations_in_both
from tests.serving import Serving
from tests.workshop.participant import Trainer, item_of, question
from tests.workshop.rooms import give, person_in
from tests.workshop.trainer import at_step, desk, enter, move, new_room, notes, wall_of

pytestmark = pytest.mark.browser

ROOM = "On the doorstep"
KINDS = ["rating", "coding", "choice", "ranking", "sorting", "branching", "goal", "reflection"]


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Return where the house has its store."""
    return str(tmp_path / "rooms.sqlite")


def go_in(page: Page, title: str = ROOM) -> None:
    """Open a room from the list."""
    page.get_by_role("button", name=f"Open the room {title}").click()
    page.get_by_test_id("begin").wait_for()


def answer_as(trainer: Trainer, step: Step, people: int, tables: int = 0) -> None:
    """Let people in, who answer a step each in their own way."""
    exercise, item = load(str(step.exercise)), item_of(step)
    for number in range(people):
        raw: Any = item.guess("random", random.Random(number // 3)) or {"text": "I would wait."}
        person = person_in(trainer.store, trainer.room, table=number % tables + 1 if tables else None)
        give(trainer.store, trainer.room, person, line_for(exercise, item.id, raw))


def test_a_killed_engine(house: Serving, browser: Browser) -> None:
    """The control room says that its engine is gone; one click brings it back to the room as it was."""
    with desk(browser) as context:
        page = enter(context, house)
        code = new_room(page, plan="Kind and vague")
        move(page, "begin")
        at_step(page, 1)
        kernels = context.request.get(f"{house.url}/control/api/kernels")
        assert kernels.status == 404, "nobody lists kernels"
        kill_kernel(house)
        page.get_by_role("button", name="Go on where I was").click()
        expect(page.locator("h1 .code")).to_have_text(code)
        at_step(page, 1)


def kill_kernel(house: Serving) -> None:
    """Kill the kernel behind the page: the oldest, since one that stands ready was begun after it."""
    children = psutil.Process(house.process.pid).children(recursive=True)
    kernels = [child for child in children if any("ipykernel" in word for word in child.cmdline())]
    min(kernels, key=psutil.Process.create_time).kill()


def test_who_is_late_sees_where_the_room_is(house: Serving, browser: Browser) -> None:
    """A press that comes after another trainer's does nothing, names them, and shows the newer state."""
    with desk(browser) as one, desk(browser) as other:
        late = enter(one, house)
        late.clock.install()
        new_room(late, plan="Kind and vague")
        quick = enter(other, house)
        go_in(quick, "Kind and vague")
        quick.get_by_text("Settings of this room").click()
        quick.get_by_role("textbox", name="Your name here").fill("Ada")
        quick.get_by_role("button", name="Save").last.click()
        late.clock.run_for(2_000)
        expect(late.get_by_text("Also leading: Ada")).to_be_visible()
        # Its clock stands still from here, so that it does not look again by itself.
        late.clock.pause_at(late.evaluate("Date.now()") / 1000 + 1)
        # What it had asked before arrives first.
        quick.wait_for_timeout(2_000)
        move(quick, "begin")
        at_step(quick, 1)
        move(quick, "next")
        at_step(quick, 2)
        move(late, "begin")
        said = late.get_by_test_id("said")
        expect(said).to_contain_text("Another trainer was quicker")
        expect(said).to_contain_text("Ada went to step 2.")
        at_step(late, 2)
        at_step(quick, 2)


def test_every_kind_fits_the_wall(house: Serving, store: Store, browser: Browser) -> None:
    """Whatever is asked, the wall needs no scrolling, and tells nothing of the key before the reveal."""
    steps = [question(kind) for kind in KINDS]
    trainer = Trainer(store, steps)
    with desk(browser) as context:
        page = enter(context, house)
        go_in(page)
        wall = wall_of(page)
        expect(wall.get_by_text("Nobody is here yet")).to_be_visible()
        move(page, "begin")
        for number, step in enumerate(steps):
            at_step(page, number + 1)
            answer_as(trainer, step, 12)
            expect(page.get_by_test_id("answered")).to_contain_text("12 of")
            key = item_of(step).secret
            why = wall.locator(".why")
            expect(wall.locator(".progress")).to_contain_text("12 of")
            assert whole(wall)
            assert key is None or key.rationale[:60] not in wall.content()
            assert wall.locator("table, .is-key").count() == 0
            move(page, "move-reveal")
            wall.locator(".in-words").first.wait_for()
            if key is not None:
                expect(why).to_contain_text(" ".join(key.rationale.split())[:60])
                expect(wall.locator(".is-key").first).to_be_visible() if item_of(step).full() else None
            assert whole(wall), item_of(step).kind
            move(page, "next") if step is not steps[-1] else None


def whole(page: Page) -> bool:
    """Whether all of a page is on the screen."""
    fits: bool = page.evaluate(
        "document.documentElement.scrollHeight <= innerHeight"
        " && document.documentElement.scrollWidth <= innerWidth"
    )
    return fits


def test_turns_of_a_transcript(house: Serving, browser: Browser) -> None:
    """A line more is on the wall at once, with what it answers; a line less takes it off again."""
    with desk(browser) as context:
        page = enter(context, house)
        new_room(page, plan="Kind and vague")
        wall = wall_of(page)
        move(page, "begin")
        move(page, "next")
        at_step(page, 2)
        lines = wall.locator(".said li")
        expect(lines).to_have_count(1)
        for shown in (2, 3, 3):
            move(page, "line-on")
            expect(lines).to_have_count(shown)
        page.get_by_role("button", name="Line back").click()
        expect(page.get_by_text(re.compile("^Line 3 of"))).to_be_visible()
        # Pressed faster than the room answers: each counts, also the timer's behind them.
        for name in ("Next line", "Next line", "Next line", "Line back"):
            page.get_by_role("button", name=name).click()
        page.get_by_role("button", name="5 min", exact=True).click()
        expect(wall.get_by_role("timer")).to_have_text(re.compile("^[45]:"))
        expect(page.get_by_test_id("left")).to_contain_text("left")
        expect(page.get_by_text(re.compile("^Line 5 of"))).to_be_visible()


def test_tables_and_what_to_talk_about(house: Serving, store: Store, browser: Browser) -> None:
    """Before the reveal a trainer peeks; after it each table is there, and what splits the room first."""
    step = question("choice")
    trainer = Trainer(store, [step], tables=3)
    with desk(browser) as context:
        page = enter(context, house)
        go_in(page)
        move(page, "begin")
        # Answers are taken once the step is open.
        expect(page.get_by_test_id("answered")).to_have_text("0 of 0 have answered")
        answer_as(trainer, step, 12, tables=3)
        expect(page.get_by_test_id("answered")).to_have_text("12 of 12 have answered")
        expect(page.locator(".seats li")).to_have_count(3)
        bars = page.locator(".answers .bars")
        assert bars.count() == 0
        move(page, "peek")
        expect(bars.first).to_be_visible()
        move(page, "peek")
        expect(bars).to_have_count(0)
        move(page, "move-reveal")
        expect(page.get_by_test_id("first")).to_contain_text("Question 1")
        page.get_by_test_id("by-table").locator("summary").first.click()
        expect(page.locator(".table-view")).to_have_count(3)
        expect(page.locator(".table-view").first).to_contain_text("4 people")


def test_keys_alone(house: Serving, store: Store, browser: Browser) -> None:
    """A trainer without a mouse opens, locks, reveals and goes on, and never loses the place."""
    Trainer(store, [question("choice"), question("choice", 1)])
    with desk(browser) as context:
        page = enter(context, house)
        press(page, f"Open the room {ROOM}")
        page.get_by_test_id("begin").wait_for()
        press(page, "Begin")
        at_step(page, 1)
        press(page, "Lock")
        expect(page.locator(".stage .kicker")).to_contain_text("answers locked")
        assert focused(page) == "Open again"
        press(page, "Reveal")
        expect(page.locator(".stage .kicker")).to_contain_text("revealed")
        assert focused(page) == "Hide again"
        press(page, "Next step")
        at_step(page, 2)
        press(page, "Back")
        at_step(page, 1)


def press(page: Page, name: str) -> None:
    """Reach a button by Tab, from wherever the focus is, and press it."""
    page.get_by_role("button", name=name, exact=True).first.wait_for()
    for _ in range(600):
        if focused(page) == name:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no Tab leads to {name}")


def focused(page: Page) -> str:
    """Return the name of what has the focus, inside shadow roots too."""
    name: str = page.evaluate(
        """() => {
          let it = document.activeElement;
          while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
          return it?.getAttribute("aria-label") ?? it?.innerText ?? "";
        }"""
    )
    return name


def test_a_room_is_kept_in_order(house: Serving, store: Store, browser: Browser) -> None:
    """A room is renamed, put away and taken out with all that is in it; it is deleted when asked twice."""
    trainer = Trainer(store, [question("choice")])
    trainer.does("goto", 0)
    trainer.others_answer(0, 3)
    with desk(browser) as context:
        page = enter(context, house)
        card = page.get_by_test_id(f"room-{trainer.room.code}")
        page.get_by_role("button", name=f"Open the room {ROOM}").click()
        page.get_by_text("Settings of this room").click()
        page.get_by_role("textbox", name="Name of the room").fill("Tuesday")
        page.get_by_role("button", name="Save").first.click()
        expect(page.locator("h1")).to_contain_text("Tuesday")
        page.get_by_role("textbox", name="Notes", exact=True).fill("Once more")
        page.get_by_role("button", name="Keep this note").click()
        expect(notes(page)).to_contain_text(["Step 1"])
        page.get_by_role("button", name="All rooms").click()
        card.get_by_role("button", name="Put away").click()
        page.get_by_text("Put away (1)").click()
        card.get_by_role("button", name="Reopen").click()
        expect(card).to_contain_text("3 people, 3 answers")
        card.get_by_role("button", name="Delete for good").click()
        card.get_by_role("button", name="Keep it").click()
        assert store.rooms.get(trainer.room.id).title == "Tuesday"
        card.get_by_role("button", name="Delete for good").click()
        card.get_by_role("button", name="Delete it").click()
        expect(card).to_have_count(0)
    assert store.rooms.all() == []


def test_people_pace_themselves(house: Serving, store: Store, browser: Browser) -> None:
    """Where people pace themselves, beginning opens every step, and the trainer may take the pace back."""
    steps = [question("choice"), question("rating")]
    trainer = Trainer(store, steps, pace="self", names=True)
    person_in(store, trainer.room, name="Bea")
    with desk(browser) as context:
        page = enter(context, house)
        go_in(page)
        page.get_by_text("By name").click()
        expect(page.get_by_test_id("names")).to_contain_text("Bea")
        move(page, "begin")
        at_step(page, 1)
        states = page.locator(".plan-state")
        expect(states.nth(1)).to_contain_text("taking answers")
        page.get_by_role("button", name="Reveal all").click()
        expect(states.nth(1)).to_contain_text("revealed")
        page.get_by_text("Settings of this room").click()
        page.get_by_role("radio", name="I do: everybody sees the same step").check()
        expect(page.get_by_role("button", name="Reveal all")).to_have_count(0)
        page.get_by_role("checkbox", name="Let people take their own answers home").check()
        # The box is ticked at once; the room has it a moment later.
        for _ in range(600):
            if store.stage.of(trainer.room.id).home:
                break
            page.wait_for_timeout(100)
        expect(page.get_by_test_id("said")).to_be_hidden()
    assert (store.stage.of(trainer.room.id).pace, store.stage.of(trainer.room.id).home) == ("trainer", True)


@pytest.mark.parametrize("width", [375, 768, 1280])
def test_accessible(house: Serving, browser: Browser, width: int) -> None:
    """From the token to a lost engine, no screen nor the wall breaks a rule of WCAG 2.2 A or AA."""
    size = {"width": width, "height": 900}
    with desk(browser, viewport=size, color_scheme="light", bypass_csp=True) as context:
        door = context.new_page()
        door.goto(f"{house.url}/control/")
        door.get_by_role("textbox").wait_for()
        check(door)
        door.close()
        page = enter(context, house)
        page.get_by_role("radio").first.check()
        check(page)
        new_room(page, plan="Twelve replies")
        page.get_by_text("Settings of this room").click()
        check(page)
        with context.expect_page() as opened:
            page.get_by_test_id("screen").click()
        check(opened.value)
        move(page, "begin")
        for number in range(1, 9):
            at_step(page, number)
            if page.get_by_test_id("answered").count():
                break
            move(page, "next")
        page.get_by_test_id("peek").click()
        expect(page.get_by_text("Nobody has answered yet.")).to_be_visible()
        check(page)
        check(opened.value)
        move(page, "move-reveal")
        expect(page.get_by_test_id("move-hide")).to_be_visible()
        page.get_by_test_id("key").locator("summary").click()
        check(page)
        opened.value.locator(".reveal").wait_for()
        check(opened.value)
        move(page, "end")
        expect(page.get_by_test_id("end")).to_have_text("Resume the session")
        check(page)
        check(opened.value)
        kill_kernel(house)
        page.get_by_role("button", name="Go on where I was").wait_for()
        check(page)


def test_charts_are_accessible(house: Serving, store: Store, browser: Browser) -> None:
    """Bars and shaded tables, on the trainer's screen and on the wall, break no rule of WCAG 2.2 A or AA."""
    steps = [question("rating"), question("coding"), question("choice")]
    trainer = Trainer(store, steps, tables=2)
    with desk(browser, color_scheme="light", bypass_csp=True) as context:
        page = enter(context, house)
        go_in(page)
        wall = wall_of(page)
        move(page, "begin")
        for number, step in enumerate(steps):
            at_step(page, number + 1)
            answer_as(trainer, step, 9, tables=2)
            move(page, "move-reveal")
            page.locator(".answers table").first.wait_for()
            page.get_by_test_id("by-table").locator("summary").first.click()
            wall.locator(".reveal table").first.wait_for()
            check(page)
            check(wall)
            move(page, "next") if step is not steps[-1] else None


def check(page: Page) -> None:
    """Find no violation, light or dark, and nothing that runs out sideways."""
    assert violations_in_both(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
