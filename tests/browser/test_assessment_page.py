"""An assessment as one file: opened from a folder, offline, on any screen, with nothing lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from mp_exercises.exercise import Exercise
from mp_exercises.sitting import sitter
from tests.browser.axe import violations_in_both
from tests.browser.conftest import DESK
from tests.browser.driving import answer, expect_saved, frame
from tests.browser.sheets import (
    BLOCKED,
    FILE,
    NAME,
    course_with_page,
    hand_in,
    lines_of,
    sign_in,
    sit_all,
    take_away,
    turn_to,
)
from tests.browser.sittings import answers_to, essence
from tests.browser.test_accessible import PHONE, overflow
from tests.browser.test_private import requested
from tests.course.trainees import SLUG

pytestmark = pytest.mark.browser

LABEL = "xpath=ancestor::label[1]"
SCRIPT = '</script><img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script>'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Exercise, ...], Path]:
    """Return the sections, with their keys, and the page's file."""
    course, file = course_with_page(tmp_path_factory.mktemp("sheet"))
    return course.load(SLUG).keyed, file


@pytest.fixture
def sections(made: tuple[tuple[Exercise, ...], Path]) -> tuple[Exercise, ...]:
    """Return the sections, with their keys."""
    return made[0]


@pytest.fixture
def url(made: tuple[tuple[Exercise, ...], Path]) -> str:
    """Return the address of the page's file."""
    return made[1].as_uri()


@pytest.fixture
def blocked(browser: Browser) -> Iterator[BrowserContext]:
    """Yield a browser that keeps nothing."""
    context = browser.new_context(viewport=DESK, accept_downloads=True)
    context.add_init_script(BLOCKED)
    yield context
    context.close()


def answer_item(page: Page, sections: tuple[Exercise, ...], item_id: str) -> Locator:
    """Give the fixed answer to one question, and return its section."""
    exercise = next(each for each in sections if any(item.id == item_id for item in each.items))
    section = turn_to(page, exercise, sections)
    answer(section, exercise.item(item_id), answers_to(exercise)[item_id])
    return section


def take_up(page: Page, file: Path) -> Locator:
    """Choose a record to go on from, and return what the page says."""
    if page.get_by_test_id("to-contents").count():
        page.get_by_test_id("to-contents").click()
    more = page.get_by_test_id("more")
    if more.count() and more.get_attribute("open") is None:
        more.locator("summary").click()
    page.get_by_test_id("take-up-file").set_input_files(file)
    return page.get_by_test_id("took-up")


def test_reload_keeps_everything(
    url: str, sections: tuple[Exercise, ...], page: Page, tmp_path: Path
) -> None:
    """After a reload the name, each saved answer and what was being chosen are there."""
    page.goto(url)
    sign_in(page)
    section = answer_item(page, sections, "lino")
    section.get_by_test_id("option-can").locator(LABEL).click()
    page.reload()
    expect_saved(page.get_by_test_id(f"section-{sections[0].slug}"), "lino")
    expect(section.get_by_test_id("option-can")).to_be_checked()
    page.get_by_test_id("to-contents").click()
    expect(page.get_by_test_id("sitter")).to_have_text(NAME)
    expect(page.get_by_test_id("far-1")).to_contain_text("1 of 3 answered, 1 not saved")
    lines = lines_of(take_away(page, tmp_path))
    assert sitter(lines, SLUG) == NAME
    assert essence(lines)[1:] == [
        (1, sections[0].slug, "lino", "choice", sections[0].revision, answers_to(sections[0])["lino"])
    ]


def test_offline_and_silent(url: str, sections: tuple[Exercise, ...], page: Page, tmp_path: Path) -> None:
    """With no network the whole page works, and it asks no host for anything."""
    page.context.set_offline(True)
    hosts = requested(page)
    page.goto(url)
    sign_in(page)
    answer_item(page, sections, "lino")
    take_away(page, tmp_path)
    assert hosts == []


def test_nothing_can_be_sent(url: str, page: Page) -> None:
    """The page's own policy stops a script that is put into it, and every request."""
    page.goto(url)
    sign_in(page)
    sent = page.evaluate(
        """async () => {
          const script = document.createElement("script");
          script.textContent = "window.hacked = 1";
          document.body.append(script);
          const tries = await Promise.allSettled([
            fetch("https://example.invalid/"),
            new Promise((resolve, reject) => {
              const image = new Image();
              [image.onload, image.onerror] = [resolve, reject];
              image.src = "https://example.invalid/x.png";
            }),
          ]);
          return [window.hacked ?? null, ...tries.map(({ status }) => status)];
        }"""
    )
    assert sent == [None, "rejected", "rejected"]


def test_progress_and_what_is_blank(url: str, sections: tuple[Exercise, ...], page: Page) -> None:
    """Contents and last step count what is answered, and lead to what is blank or not saved."""
    page.goto(url)
    sign_in(page)
    questions = sum(len(section.items) for section in sections)
    expect(page.get_by_test_id("overall")).to_contain_text(f"0 of {questions} answered. About 75 minutes")
    section = answer_item(page, sections, "lino")
    section.get_by_test_id("option-can").locator(LABEL).click()
    last = hand_in(page)
    expect(last.get_by_test_id("blanks")).to_contain_text(f"{questions - 1} questions have no saved answer")
    expect(last.get_by_test_id("blank-1-lino")).to_have_count(0)
    begun = last.get_by_test_id("blank-1-openings")
    expect(begun.locator("xpath=..")).to_contain_text("Chosen or written, but not saved")
    begun.click()
    heading = frame(section, "openings").locator(".count-heading")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


def test_all_answered(url: str, sections: tuple[Exercise, ...], page: Page, tmp_path: Path) -> None:
    """With every question answered nothing is blank, no time is left, and the record has every answer."""
    page.goto(url)
    sign_in(page)
    sit_all(page, sections)
    last = hand_in(page)
    expect(last.get_by_test_id("blanks")).to_contain_text("Nothing is blank")
    lines = lines_of(take_away(page, tmp_path))
    given = {(section.slug, item.id) for section in sections for item in section.items}
    assert {(line.exercise, line.item) for line in lines} - {(SLUG, "sitter")} == given
    page.get_by_test_id("to-contents").click()
    expect(page.get_by_test_id("overall")).to_contain_text("Every question has an answer")


def test_nobody_cannot_begin(url: str, page: Page) -> None:
    """Without a name the page says what is missing, and begins nothing."""
    page.goto(url)
    page.get_by_test_id("who").fill(" \t ")
    page.get_by_test_id("who").press("Enter")
    expect(page.get_by_test_id("who-missing")).to_be_visible()
    expect(page.get_by_test_id("who")).to_be_focused()
    expect(page.get_by_test_id("open-section-1")).to_have_count(0)


def test_name_can_be_put_right(url: str, page: Page, tmp_path: Path) -> None:
    """A corrected name is the record's, and names the file; it is kept as one bounded line."""
    page.goto(url)
    sign_in(page, "Joe")
    page.get_by_test_id("rename").click()
    page.get_by_test_id("who").fill(f"  {SCRIPT}  ")
    page.get_by_test_id("begin").click()
    expect(page.get_by_test_id("sitter")).to_have_text(SCRIPT)
    assert page.evaluate("window.hacked") is None
    file = take_away(page, tmp_path, f"answers-{SLUG}-script-img-src-x-onerror-window-hacked.jsonl")
    assert sitter(lines_of(file), SLUG) == SCRIPT
    assert len(lines_of(file)) == 2


def test_hostile_text_stays_text(
    url: str, sections: tuple[Exercise, ...], page: Page, tmp_path: Path
) -> None:
    """Markup and control characters in a reflection are shown and kept as written, and run nothing."""
    page.goto(url)
    sign_in(page)
    section = turn_to(page, sections[-1], sections)
    text = f"He held him. {SCRIPT} \u202e {{{{7*7}}}} =cmd|' /C calc'!A0"
    answer(section, sections[-1].item("write"), {"text": text})
    expect(section.locator("blockquote")).to_have_text(text)
    page.reload()
    expect(section.locator("blockquote")).to_have_text(text)
    assert page.evaluate("window.hacked") is None
    assert lines_of(take_away(page, tmp_path))[-1].answer == {"text": text}


def test_blocked_storage_says_so_and_download_works(
    url: str, sections: tuple[Exercise, ...], blocked: BrowserContext, tmp_path: Path
) -> None:
    """Where the browser keeps nothing the page says so, asks before it closes, and gives the record."""
    page = blocked.new_page()
    page.goto(url)
    expect(page.get_by_test_id("lasting")).to_have_attribute("data-lasting", "blocked")
    expect(page.get_by_test_id("lasting")).to_contain_text("This browser keeps nothing for this page")
    sign_in(page)
    section = turn_to(page, sections[0], sections)
    lino = sections[0].item("lino")
    for option in answers_to(sections[0])["lino"]["picked"]:
        frame(section, "lino").get_by_test_id(f"option-{option}").locator(LABEL).click()
    frame(section, "lino").get_by_test_id("save").click()
    expect(frame(section, "lino").get_by_test_id("status")).to_have_attribute("data-status", "memory")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    lines = lines_of(take_away(page, tmp_path))
    assert [line.item for line in lines] == ["sitter", lino.id]
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def test_full_storage_says_so(url: str, sections: tuple[Exercise, ...], browser: Browser) -> None:
    """An answer for which the storage has no room is never called saved, and is kept once there is room."""
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(url)
    sign_in(page)
    page.evaluate("Storage.prototype.kept = Storage.prototype.setItem; Storage.prototype.setItem = () => {}")
    section = turn_to(page, sections[0], sections)
    for option in answers_to(sections[0])["lino"]["picked"]:
        frame(section, "lino").get_by_test_id(f"option-{option}").locator(LABEL).click()
    frame(section, "lino").get_by_test_id("save").click()
    expect(frame(section, "lino").get_by_test_id("status")).to_have_attribute("data-status", "memory")
    expect(page.get_by_test_id("lasting")).to_contain_text("1 answer is not kept yet")
    page.evaluate("Storage.prototype.setItem = Storage.prototype.kept; dispatchEvent(new Event('focus'))")
    expect_saved(section, "lino")
    expect(page.get_by_test_id("lasting")).to_have_count(0)
    page.reload()
    expect_saved(section, "lino")
    context.close()


def test_in_a_frame_without_storage(
    made: tuple[tuple[Exercise, ...], Path], browser: Browser, tmp_path: Path
) -> None:
    """In a learning platform's sandbox the page works, and says that nothing is kept."""
    sections, file = made
    host = tmp_path / "platform.html"
    host.write_text(f'<iframe sandbox="allow-scripts allow-downloads" src="{file.as_uri()}"></iframe>')
    page = browser.new_page(viewport=DESK, accept_downloads=True)
    page.goto(host.as_uri())
    inside = page.frame_locator("iframe")
    expect(inside.get_by_test_id("lasting")).to_have_attribute("data-lasting", "blocked")
    inside.get_by_test_id("who").fill(NAME)
    inside.get_by_test_id("begin").click()
    inside.get_by_test_id("open-section-1").click()
    section = inside.get_by_test_id(f"section-{sections[0].slug}")
    section.get_by_test_id("option-lose").locator(LABEL).click()
    frame(section, "lino").get_by_test_id("save").click()
    inside.get_by_test_id("to-contents").click()
    inside.get_by_test_id("to-hand-in").click()
    with page.expect_download() as download:
        inside.get_by_test_id("download-record").click()
    download.value.save_as(tmp_path / FILE)
    assert [line.item for line in lines_of(tmp_path / FILE)] == ["sitter", "lino"]
    inside.get_by_test_id("as-text").locator("summary").click()
    assert inside.get_by_test_id("record-text").input_value() == (tmp_path / FILE).read_text(encoding="utf-8")
    page.close()


def test_in_a_frame_with_storage(made: tuple[tuple[Exercise, ...], Path], page: Page, tmp_path: Path) -> None:
    """Inside another page, which may forget with it, the page says to download before leaving."""
    host = tmp_path / "platform.html"
    host.write_text(f'<iframe src="{made[1].as_uri()}"></iframe>')
    page.goto(host.as_uri())
    notice = page.frame_locator("iframe").get_by_test_id("lasting")
    expect(notice).to_have_attribute("data-lasting", "framed")


def test_two_tabs_lose_nothing(
    url: str, sections: tuple[Exercise, ...], context: BrowserContext, tmp_path: Path
) -> None:
    """Two tabs that answer different questions both end with both answers."""
    one, other = context.new_page(), context.new_page()
    one.goto(url)
    sign_in(one)
    other.goto(url)
    answer_item(one, sections, "lino")
    answer_item(other, sections, "openings")
    for tab in (one, other):
        tab.bring_to_front()
        expect(tab.get_by_test_id("bar-progress")).to_contain_text("2 of 18")
        lines = lines_of(take_away(tab, tmp_path))
        assert {line.item for line in lines} == {"sitter", "lino", "openings"}


def test_storage_emptied_by_another_page(
    url: str, sections: tuple[Exercise, ...], context: BrowserContext
) -> None:
    """When another page of the same origin empties the storage, no answer is lost."""
    page, other = context.new_page(), context.new_page()
    page.goto(url)
    sign_in(page)
    section = answer_item(page, sections, "lino")
    other.goto(url)
    other.evaluate("localStorage.clear()")
    page.wait_for_function(
        "Object.keys(localStorage).filter((key) => key.startsWith('mp:line:')).length === 2"
    )
    page.reload()
    expect_saved(section, "lino")


def test_go_on_on_another_device(
    url: str, sections: tuple[Exercise, ...], browser: Browser, tmp_path: Path
) -> None:
    """A downloaded record is taken up elsewhere, gone on with, and both sets of answers are in the end."""
    contexts = [browser.new_context(viewport=DESK, accept_downloads=True) for _ in range(2)]
    one, other = (context.new_page() for context in contexts)
    one.goto(url)
    sign_in(one)
    answer_item(one, sections, "lino")
    file = take_away(one, tmp_path)
    first = lines_of(file)
    other.goto(url)
    take_up(other, file)
    expect(other.get_by_test_id("sitter")).to_have_text(NAME)
    answer_item(other, sections, "openings")
    expect(take_up(other, file)).to_contain_text("is here already")
    lines = lines_of(take_away(other, tmp_path))
    assert [line.item for line in lines] == ["sitter", "lino", "openings"]
    assert lines[:2] == first
    other.reload()
    expect_saved(other.get_by_test_id(f"section-{sections[0].slug}"), "openings")
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "is no record of this assessment, or it is damaged"),
        (b"", "is no record of this assessment, or it is damaged"),
        (b'{"v":1,"id":"aaaaaaaa","exercise":"empathy', "is no record of this assessment, or it is damaged"),
        (
            b'{"v":1,"id":"aaaaaaaa","exercise":"another","item":"x","kind":"choice","rev":"r1",'
            b'"at":"2026-11-23T20:00:00.000Z","answer":{"picked":["a"]}}\n',
            "is a record of something else",
        ),
    ],
)
def test_damaged_file_is_told_and_loses_nothing(
    data: bytes, said: str, url: str, sections: tuple[Exercise, ...], page: Page, tmp_path: Path
) -> None:
    """A file that is no record of this assessment is one clear sentence, and every answer stays."""
    page.goto(url)
    sign_in(page)
    section = answer_item(page, sections, "lino")
    file = tmp_path / "answers (1).jsonl"
    file.write_bytes(data)
    told = take_up(page, file)
    expect(told).to_contain_text(f"“answers (1).jsonl” {said}")
    expect(told).to_contain_text("your answers here are as they were")
    page.reload()
    expect(page.get_by_test_id("sitter")).to_have_text(NAME)
    page.get_by_test_id("open-section-1").click()
    expect_saved(section, "lino")


def test_half_a_record_gives_its_whole_lines(
    url: str, sections: tuple[Exercise, ...], page: Page, browser: Browser, tmp_path: Path
) -> None:
    """Of a record cut short, the whole lines are taken up, and the page says that some were not."""
    page.goto(url)
    sign_in(page)
    answer_item(page, sections, "lino")
    answer_item(page, sections, "openings")
    file = take_away(page, tmp_path)
    file.write_bytes(file.read_bytes()[:-30])
    elsewhere = browser.new_page(viewport=DESK)
    elsewhere.goto(url)
    sign_in(elsewhere)
    told = take_up(elsewhere, file)
    expect(told).to_contain_text("One damaged line was left out")
    expect(elsewhere.get_by_test_id("far-1")).to_contain_text("1 of 3 answered")
    elsewhere.close()


def test_record_of_another_name_is_asked_about(
    url: str, sections: tuple[Exercise, ...], page: Page, tmp_path: Path
) -> None:
    """A record that carries another name is taken up only when the trainee says that it is theirs."""
    page.goto(url)
    sign_in(page, "Sam")
    file = tmp_path / "answers.jsonl"
    answered = sections[0].item("lino")
    lines = [
        {"exercise": SLUG, "item": "sitter", "kind": "identity", "answer": {"id": "Jo"}},
        {
            "exercise": sections[0].slug,
            "item": answered.id,
            "kind": "choice",
            "answer": {"picked": ["lose"]},
        },
    ]
    shared = {"v": 1, "rev": "r1", "at": "2020-01-01T00:00:00.000Z"}
    file.write_text(
        "".join(json.dumps({**shared, "id": f"made-up-{n}", **line}) + "\n" for n, line in enumerate(lines))
    )
    take_up(page, file)
    expect(page.get_by_role("group", name="Take up a downloaded record")).to_contain_text(
        "“Jo”’s, and you sit as “Sam”"
    )
    page.get_by_test_id("whose-no").click()
    expect(page.get_by_test_id("far-1")).to_contain_text("0 of 3 answered")
    take_up(page, file)
    page.get_by_test_id("whose-yes").click()
    expect(page.get_by_test_id("far-1")).to_contain_text("1 of 3 answered")
    expect(page.get_by_test_id("sitter")).to_have_text("Sam")


def test_another_person_on_the_same_device(url: str, sections: tuple[Exercise, ...], page: Page) -> None:
    """After deleting, the next person finds no name, no answer and nothing half chosen."""
    page.goto(url)
    sign_in(page)
    section = answer_item(page, sections, "lino")
    section.get_by_test_id("option-can").locator(LABEL).click()
    page.get_by_test_id("to-contents").click()
    page.get_by_test_id("more").locator("summary").click()
    page.get_by_test_id("afresh").click()
    page.get_by_test_id("afresh-no").click()
    expect(page.get_by_test_id("afresh")).to_be_focused()
    page.get_by_test_id("afresh").click()
    page.get_by_test_id("afresh-yes").click()
    expect(page.get_by_test_id("welcome")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('mp:'))") == []
    sign_in(page, "Sam")
    expect(page.get_by_test_id("overall")).to_contain_text("0 of 18")
    section = turn_to(page, sections[0], sections)
    expect(section.get_by_test_id("option-can")).not_to_be_checked()


def test_fingerprint_is_that_of_the_file(
    url: str, sections: tuple[Exercise, ...], page: Page, tmp_path: Path
) -> None:
    """The fingerprint on the page is the beginning of the SHA-256 of the very file that was downloaded."""
    page.goto(url)
    sign_in(page, "Zoë Ó Brádaigh")
    answer_item(page, sections, "lino")
    file = take_away(page, tmp_path, f"answers-{SLUG}-Zoe-O-Bradaigh.jsonl")
    shown = page.get_by_test_id("fingerprint").inner_text()
    assert shown.replace(" ", "") == hashlib.sha256(file.read_bytes()).hexdigest()[:16].upper()
    assert [len(part) for part in shown.split(" ")] == [4, 4, 4, 4]


def test_without_a_digest_there_is_no_fingerprint(url: str, browser: Browser, tmp_path: Path) -> None:
    """A browser that makes no digest shows no fingerprint, and gives the record all the same."""
    context = browser.new_context(viewport=DESK, accept_downloads=True)
    context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined });")
    page = context.new_page()
    page.goto(url)
    sign_in(page)
    take_away(page, tmp_path)
    expect(page.get_by_test_id("fingerprint")).to_have_count(0)
    context.close()


def test_later_answer_asks_for_another_download(
    url: str, sections: tuple[Exercise, ...], page: Page, tmp_path: Path
) -> None:
    """An answer that is saved after the download makes the page say so."""
    page.goto(url)
    sign_in(page)
    take_away(page, tmp_path)
    answer_item(page, sections, "lino")
    given = hand_in(page).get_by_test_id("given")
    expect(given).to_have_attribute("data-given", "changed")
    page.reload()
    expect(given).to_have_attribute("data-given", "changed")


def test_sharing_where_there_is_some(url: str, browser: Browser) -> None:
    """Where the browser shares files, the very record is handed over; a failure points to the download."""
    context = browser.new_context(viewport=DESK)
    context.add_init_script(
        """navigator.canShare = () => true;
        navigator.share = async ({ files: [file] }) => {
          if (window.refuses) throw new DOMException("no", "NotAllowedError");
          window.shared = [file.name, await file.text()];
        };"""
    )
    page = context.new_page()
    page.goto(url)
    sign_in(page)
    last = hand_in(page)
    page.evaluate("window.refuses = true")
    last.get_by_test_id("share").click()
    expect(last).to_contain_text("Sharing did not work here")
    expect(last.get_by_test_id("given")).to_have_attribute("data-given", "never")
    page.evaluate("window.refuses = false")
    last.get_by_test_id("share").click()
    expect(last.get_by_test_id("given")).to_have_attribute("data-given", "newest")
    name, text = page.evaluate("window.shared")
    assert name == f"{FILE}.txt"
    last.get_by_test_id("as-text").locator("summary").click()
    assert text == last.get_by_test_id("record-text").input_value()
    context.close()


def test_by_keyboard_and_back(url: str, sections: tuple[Exercise, ...], page: Page) -> None:
    """With the keyboard alone one begins, opens a section and answers; "back" leads to the contents."""
    page.goto(url)
    page.get_by_test_id("who").focus()
    page.keyboard.type(NAME)
    page.keyboard.press("Enter")
    expect(page.locator(".view-title").first).to_be_focused()
    page.get_by_test_id("open-section-1").focus()
    page.keyboard.press("Enter")
    section = page.get_by_test_id(f"section-{sections[0].slug}")
    expect(section.locator(".view-title")).to_be_focused()
    section.get_by_test_id("option-lose").focus()
    page.keyboard.press("Space")
    frame(section, "lino").get_by_test_id("save").focus()
    page.keyboard.press("Enter")
    expect_saved(section, "lino")
    page.go_back()
    expect(page.get_by_test_id("overall")).to_contain_text("1 of 18")
    expect(section).to_be_hidden()
    page.go_forward()
    expect(section).to_be_visible()


def test_to_the_case_and_back(url: str, sections: tuple[Exercise, ...], browser: Browser) -> None:
    """On a phone one button leads from a question up to the case, and back to the very place."""
    page = browser.new_page(viewport=PHONE)
    page.goto(url)
    sign_in(page)
    section = turn_to(page, sections[0], sections)
    heading = frame(section, "openings").locator(".count-heading")
    heading.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    page.get_by_test_id("to-case").click()
    expect(section.locator(".case .story")).to_be_in_viewport()
    expect(heading).not_to_be_in_viewport()
    page.get_by_role("button", name="My question").click()
    expect(heading).to_be_in_viewport()
    assert page.evaluate("scrollY") == place
    page.set_viewport_size(DESK)
    expect(page.get_by_test_id("to-case")).to_be_hidden()
    page.close()


def test_print_has_every_section(url: str, sections: tuple[Exercise, ...], page: Page) -> None:
    """On paper every section stands with its questions, whatever is on the screen, in dark letters."""
    page.emulate_media(color_scheme="dark")
    page.goto(url)
    sign_in(page)
    page.emulate_media(media="print", color_scheme="dark")
    for exercise in sections:
        expect(page.get_by_test_id(f"section-{exercise.slug}")).to_be_visible()
    expect(page.get_by_test_id("to-hand-in")).to_be_hidden()
    assert (
        page.locator(".sitting .title").first.evaluate("(node) => getComputedStyle(node).color")
        == "rgb(0, 0, 0)"
    )


def test_without_javascript_says_what_to_do(url: str, browser: Browser) -> None:
    """A preview that runs no scripts says what this is, and how to open it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    expect(page.locator("main")).to_contain_text("open it in a browser")
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["320", "1280"])
def test_accessible(size: dict[str, int], url: str, sections: tuple[Exercise, ...], browser: Browser) -> None:
    """No view has a WCAG 2.2 A or AA violation or scrolls sideways, on a phone or a desk, light or dark."""
    context = browser.new_context(color_scheme="light", viewport=size, reduced_motion="reduce")
    page = context.new_page()
    page.goto(url)

    def check() -> None:
        assert violations_in_both(page) == []
        assert overflow(page) <= 0

    check()
    page.get_by_test_id("begin").click()
    check()
    sign_in(page, "W" * 120)
    page.get_by_test_id("rename").click()
    page.get_by_test_id("more").locator("summary").click()
    page.get_by_test_id("afresh").click()
    check()
    page.get_by_test_id("afresh-no").click()
    page.get_by_test_id("rename").click()
    section = answer_item(page, sections, "lino")
    section.get_by_test_id("option-can").locator(LABEL).click()
    for number in range(1, len(sections)):
        check()
        page.get_by_test_id(f"next-{number}").click()
    last = hand_in(page)
    last.get_by_test_id("as-text").locator("summary").click()
    check()
    page.get_by_test_id("to-contents").click()
    check()
    context.close()
