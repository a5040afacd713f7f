"""Answering an exercise in a browser, as a trainee would, through its labelled controls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, expect

from mp_exercises.exercise import Exercise, ItemBase

SAVED_MS = 60_000


def frame(root: Locator, item_id: str) -> Locator:
    """Return the part of a player that holds one item."""
    return root.get_by_test_id(f"item-{item_id}")


def answer_all(root: Locator, exercise: Exercise, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Give and save each answer, in the exercise's order, and wait until each is saved."""
    for item in exercise.items:
        if item.id in answers:
            answer(root, item, answers[item.id])


def answer(root: Locator, item: ItemBase, given: Mapping[str, Any]) -> None:
    """Give one answer, save it, and wait until the player says that it is saved."""
    here = frame(root, item.id)
    _HANDS[item.kind](here, given)
    if item.kind != "branching":
        here.get_by_test_id("save").click()
    if item.kind == "ranking":
        _mean_it(here)
    expect_saved(root, item.id)


def expect_saved(root: Locator, item_id: str) -> None:
    """Wait until the player says that an item's answer is saved."""
    status = frame(root, item_id).get_by_test_id("status")
    expect(status).to_have_attribute("data-status", "saved", timeout=SAVED_MS)


def _tick(control: Locator) -> None:
    """Choose a radio button or a checkbox by the label around it, as a finger would."""
    control.locator("xpath=ancestor::label[1]").click()
    expect(control).to_be_checked()


def _choice(here: Locator, given: Mapping[str, Any]) -> None:
    for option in given["picked"]:
        _tick(here.get_by_test_id(f"option-{option}"))


def _ranking(here: Locator, given: Mapping[str, Any]) -> None:
    for place, entry in enumerate(given["order"]):
        while _order(here).index(entry) > place:
            here.get_by_test_id(f"up-{entry}").click()


def _mean_it(here: Locator) -> None:
    """Save once more where the player doubts an order that nobody touched."""
    doubt = here.get_by_test_id("missing")
    expect(doubt.or_(here.locator("[data-testid='status']")).first).to_be_visible(timeout=SAVED_MS)
    if doubt.count():
        here.get_by_test_id("save").click()


def _order(here: Locator) -> list[str]:
    ups = here.locator("[data-testid^='up-']")
    ups.first.wait_for()
    # In one call, so that no redrawing comes in between.
    order: list[str] = ups.evaluate_all("(buttons) => buttons.map((each) => each.dataset.testid.slice(3))")
    return order


def _sorting(here: Locator, given: Mapping[str, Any]) -> None:
    for card, place in given["bins"].items():
        _tick(here.get_by_test_id(f"bin-{card}-{place}"))


def _coding(here: Locator, given: Mapping[str, Any]) -> None:
    for line, code in given["codes"].items():
        here.get_by_test_id(f"code-{line}").select_option(code)


def _rating(here: Locator, given: Mapping[str, Any]) -> None:
    for skill, point in given["ratings"].items():
        _tick(here.get_by_test_id(f"rate-{skill}-{point}"))
    for skill, lines in given["evidence"].items():
        if lines:
            here.get_by_test_id(f"evidence-{skill}").locator("summary").click()
        for line in lines:
            _tick(here.get_by_test_id(f"evidence-{skill}-{line}"))


def _branching(here: Locator, given: Mapping[str, Any]) -> None:
    for reply in given["path"]:
        here.get_by_test_id(f"reply-{reply}").click()


def _goal(here: Locator, given: Mapping[str, Any]) -> None:
    for step in ("goal", "owner", "baseline", "weight", "review"):
        if step in given:
            _tick(here.get_by_test_id(f"goal-{step}-{given[step]}"))
    for level, card in given.get("levels", {}).items():
        here.get_by_test_id(f"level-{level}").select_option(card)
    if "wording" in given:
        here.get_by_test_id("wording").fill(given["wording"])


def _reflection(here: Locator, given: Mapping[str, Any]) -> None:
    here.get_by_test_id("text").fill(given["text"])


_HANDS = {
    "rating": _rating,
    "coding": _coding,
    "choice": _choice,
    "ranking": _ranking,
    "sorting": _sorting,
    "branching": _branching,
    "goal": _goal,
    "reflection": _reflection,
}
