"""A participant on a phone: joins, answers, is cut off, comes back, and loses nothing."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from mp_exercises.workshop.store import Step, Store, open_store
from tests.browser.driving import answer
from tests.browser.sittings import SLUGS, answers_to
from tests.serving import Serving
from tests.workshop.participant import (
    Trainer,
    asked,
    free_port,
    item_of,
    joined,
    phone,
    pick,
    question,
    saved,
    status,
)
from tests.workshop.running import workshopping

pytestmark = pytest.mark.browser

PAUSE = Step(kind="pause", title="Tea")
BACKDATE = r"""() => {
  for (const [key, text] of Object.entries(localStorage)) {
    if (key.startsWith("mp:room:")) localStorage[key] = text.replace(/"seq":\d+/, '"seq":0');
  }
}"""
QUEUE = "Object.keys(localStorage).filter((key) => key.startsWith('mp:room:'))"


def test_joins_by_code_and_by_link(url: str, rooms: Store, browser: Browser) -> None:
    """A code typed as people type it leads in, and so does the QR code's link; a wrong code is told so."""
    trainer = Trainer(rooms, [question("choice")])
    with phone(browser) as context:
        page = context.new_page()
        page.goto(url)
        page.get_by_test_id("code").fill("ABC DEF")
        page.get_by_test_id("join").click()
        expect(page.get_by_test_id("code-wrong")).to_contain_text("No room has this code.")
        expect(page.get_by_test_id("code")).to_be_focused()
        code = trainer.room.code
        page.get_by_test_id("code").fill(f"{code[:3].lower()} {code[3:].lower()}")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("lobby")).to_contain_text("No name is kept")
        assert page.url == f"{url}/join/{code}"
    with phone(browser) as context:
        joined(context, url, trainer).get_by_test_id("lobby").wait_for()
    assert rooms.people.presence(trainer.room.id).joined == 2


def test_table_and_name_only_where_asked(url: str, rooms: Store, browser: Browser) -> None:
    """A room with tables asks for one, and says where it is missing; of a name it takes none."""
    trainer = Trainer(rooms, [question("choice")], tables=4, names=True)
    with phone(browser) as context:
        page = context.new_page()
        page.goto(f"{url}/join/{trainer.room.door}")
        page.get_by_test_id("sit").click()
        expect(page.get_by_test_id("table-wrong")).to_be_visible()
        page.get_by_test_id("table-3").check()
        page.get_by_test_id("sit").click()
        expect(page.get_by_test_id("your-table")).to_have_text("Table 3")
    [person] = rooms.people.all(trainer.room.id)
    assert (person.table, person.name or "") == (3, "")


@pytest.mark.parametrize("kind", SLUGS)
def test_every_kind(kind: str, url: str, rooms: Store, browser: Browser) -> None:
    """Each kind is answered, saved, closed, and shown beside the room's answers, with one's own marked."""
    step = question(kind)
    item = item_of(step)
    trainer = Trainer(rooms, [step])
    trainer.does("goto", 0)
    assert step.exercise is not None
    mine = answers_to(trainer.store.rooms.exercises(trainer.room.id)[step.exercise])[item.id]
    with phone(browser) as context:
        page = joined(context, url, trainer)
        assert '"key"' not in page.evaluate(
            "fetch('/room/api/state', {headers: {Authorization: 'Bearer ' + history.state.seat.token}})"
            ".then((answer) => answer.text())"
        )
        answer(page.locator("body"), item, mine)
        assert trainer.answers() == [(item.id, mine)]
        trainer.others_answer(0)
        trainer.does("lock")
        expect(page.get_by_test_id("closed-item")).to_be_visible()
        expect(page.get_by_test_id("save")).to_have_count(0)
        trainer.does("reveal")
        expect(page.get_by_test_id("room-view")).to_contain_text(re.compile("^6 people "))
        expect(page.get_by_test_id("key-view")).to_be_visible()
        if kind != "reflection":
            expect(page.locator(".chart .mark-mine").first).to_be_visible()
            expect(page.locator(".chart .mark-key").first).to_be_visible()
            expect(page.get_by_test_id("key-view").locator(".why, .rationale").first).to_be_visible()


def test_waits_for_the_commit(url: str, rooms: Store, browser: Browser) -> None:
    """An answer says that it waits as long as the server has not answered, and only then that it is saved."""
    held: list[Route] = []
    with asked(url, rooms, browser, "choice") as (page, _context, step, trainer):
        page.route("**/room/api/answers", lambda route: held.append(route))
        pick(page, step, 0)
        expect(status(page)).to_have_attribute("data-status", "waiting")
        assert len(page.evaluate(QUEUE)) == 1
        page.wait_for_timeout(500)
        expect(status(page)).to_have_attribute("data-status", "waiting")
        held[0].continue_()
        saved(page)
        assert page.evaluate(QUEUE) == []
    assert trainer.sent == 1


def test_offline_and_back(url: str, rooms: Store, browser: Browser) -> None:
    """Answers given without a network are kept, arrive by themselves in order, and the last one counts."""
    with asked(url, rooms, browser, "choice") as (page, context, step, trainer):
        context.set_offline(True)
        pick(page, step, 0)
        expect(status(page)).to_have_attribute("data-status", "kept")
        last = pick(page, step, 1)
        expect(page.get_by_test_id("connection")).to_have_attribute(
            "data-connection", re.compile("away|sending")
        )
        assert len(page.evaluate(QUEUE)) == 2
        context.set_offline(False)
        saved(page)
        expect(page.get_by_test_id("connection")).to_have_attribute("data-connection", "on")
    assert trainer.sent == 2
    assert trainer.answers() == [(step.item, {"picked": [last]})]


def test_late_but_given_in_time(url: str, rooms: Store, browser: Browser) -> None:
    """An answer that was given before the question closed is taken after it, and shown as late."""
    with asked(url, rooms, browser, "choice") as (page, context, step, trainer):
        context.set_offline(True)
        chosen = pick(page, step, 0)
        trainer.does("lock")
        context.set_offline(False)
        expect(page.get_by_test_id("closed-item")).to_contain_text("shown as late")
    assert trainer.answers() == [(step.item, {"picked": [chosen]})]


def test_refused_with_the_reason(url: str, rooms: Store, browser: Browser) -> None:
    """An answer that the room does not take says why, in the server's words, until that has been read."""
    with asked(url, rooms, browser, "choice") as (page, context, step, trainer):
        context.set_offline(True)
        pick(page, step, 0)
        expect(status(page)).to_have_attribute("data-status", "kept")
        # As a phone would whose answer is of before the question was opened.
        page.evaluate(BACKDATE)
        trainer.does("lock")
        page.close()
        context.set_offline(False)
        page = context.new_page()
        page.goto(f"{url}/join/{trainer.room.code}")
        expect(page.get_by_test_id("refusal")).to_contain_text("was closed before your answer was given")
        page.reload()
        page.get_by_test_id("refusal").get_by_role("button").click()
        expect(page.get_by_test_id("refusal")).to_have_count(0)
    assert trainer.sent == 0


def test_second_tab_is_the_same_person(url: str, rooms: Store, browser: Browser) -> None:
    """A second tab is the same person, sees what the first sent, and the newest answer counts."""
    step = question("choice")
    trainer = Trainer(rooms, [step])
    trainer.does("goto", 0)
    with phone(browser) as context:
        first = joined(context, url, trainer)
        pick(first, step, 0)
        saved(first)
        second = context.new_page()
        second.goto(f"{url}/join/{trainer.room.door}")
        saved(second)
        last = pick(second, step, 1)
        saved(second)
        chosen = item_of(step).options[1].text  # type: ignore[attr-defined]
        expect(first.get_by_test_id("view").locator(".mine, :has(> .flags)").first).to_contain_text(
            chosen[:20]
        )
    assert rooms.people.presence(trainer.room.id).joined == 1
    assert trainer.answers() == [(step.item, {"picked": [last]})]


def test_without_streams(url: str, rooms: Store, browser: Browser) -> None:
    """Where streams do not come through, the page asks now and then, and follows all the same."""
    trainer = Trainer(rooms, [question("choice"), PAUSE])
    with phone(browser) as context:
        context.route("**/room/api/stream*", lambda route: route.abort())
        page = joined(context, url, trainer)
        trainer.does("goto", 0)
        page.get_by_test_id("save").wait_for()
        trainer.does("goto", 1)
        page.get_by_test_id("pause").wait_for()


def test_server_killed_and_started_again(tmp_path: Path, browser: Browser) -> None:
    """After kill -9 and a flat battery the phone is back at its step, and each answer counts once."""
    one, other = question("choice"), question("choice", 1)
    port = free_port()
    opened = open_store(tmp_path / "rooms.sqlite")
    trainer = Trainer(opened, [one, other])
    trainer.does("goto", 0)
    with phone(browser) as context:
        with workshopping(tmp_path, port=port) as house:
            page = joined(context, house.url, trainer)
            first = pick(page, one, 0)
            saved(page)
            trainer.does("goto", 1)
            page.get_by_test_id(f"item-{other.item}").wait_for()
            _killed(house)
            second = pick(page, other, 1)
            expect(status(page)).to_have_attribute("data-status", "kept")
            expect(page.get_by_test_id("away")).to_contain_text("will be sent")
            page.close()
        with workshopping(tmp_path, port=port) as house:
            page = context.new_page()
            page.goto(f"{house.url}/join/{trainer.room.code}")
            page.get_by_test_id(f"item-{other.item}").wait_for()
            saved(page)
            _killed(house)
            expect(page.get_by_test_id("away")).to_be_visible()
        with workshopping(tmp_path, port=port):
            # This page stayed open, and comes back by itself.
            expect(page.get_by_test_id("connection")).to_have_attribute("data-connection", "on")
            trainer.does("reveal")
            page.get_by_test_id("revealed").wait_for()
    assert sorted(trainer.answers(), key=str) == sorted(
        [(one.item, {"picked": [first]}), (other.item, {"picked": [second]})], key=str
    )
    assert trainer.sent == 2
    assert opened.people.presence(trainer.room.id).joined == 1
    opened.close()


def _killed(house: Serving) -> None:
    """Kill a server and its kernels, as the system would."""
    kernels = house.children()
    house.process.send_signal(signal.SIGKILL)
    house.process.wait(20)
    for kernel in kernels:
        kernel.kill()


def test_size_of_the_page(url: str, rooms: Store, browser: Browser) -> None:
    """All that a phone fetches before it can join is at most 60 kB as it travels, from one place."""
    sizes: dict[str, int] = {}
    with phone(browser) as context:
        page = context.new_page()
        page.on(
            "requestfinished",
            lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}),
        )
        page.goto(f"{url}/join")
        page.get_by_test_id("code").wait_for()
        page.wait_for_load_state("networkidle")
        seen = [each for each in sizes if not each.startswith("data:")]
        assert {each.split("?")[0].removeprefix(url) for each in seen} == {
            "/join",
            "/room/static/mp-room.js",
            "/room/static/mp-room.css",
        }
        assert 20_000 < sum(sizes[each] for each in seen) <= 60_000, json.dumps(sizes)
