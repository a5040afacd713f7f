"""axe-core on a page as it stands, shadow roots included."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that ask how things look, of those that ``TAGS`` name."""

RUN = """async ([type, values]) => {
  const found = await axe.run(document, { runOnly: { type, values }, resultTypes: ["violations"] });
  return found.violations.map((violation) => ({
    id: violation.id,
    impact: violation.impact,
    nodes: violation.nodes
      .slice(0, 3)
      .map((node) => `${node.target.flat().join(" ")}: ${node.failureSummary}`),
  }));
}"""


DRAWN = """async () => {
  for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
  const ends = document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime < Infinity);
  await Promise.all(ends.map((each) => each.finished.catch(() => {})));
}"""
"""Waits until what the page has been told shows."""

GROUND = """(all) => all.map((each) => getComputedStyle(each))
  .map(({ backgroundColor, color }) => `${backgroundColor} ${color}`)"""
"""The colours of a page and of what it shows; a locator reaches into shadow roots too."""


def violations(page: Page) -> list[dict[str, object]]:
    """Return every WCAG 2.2 A and AA violation that axe finds on the page."""
    return _run(page, "tag", TAGS)


def violations_of_colours(page: Page) -> list[dict[str, object]]:
    """Return those that other colours alone can bring about, for a page that was looked at in one scheme."""
    return _run(page, "rule", OF_COLOURS)


def violations_in_both(page: Page) -> list[dict[str, object]]:
    """Return those of a page in light, and those that its dark colours bring about; it is left in light."""
    # A page behind another is drawn once a second.
    page.bring_to_front()
    _turn(page, "light")
    found, light = violations(page), _ground(page)
    _turn(page, "dark")
    assert _ground(page) != light
    found += violations_of_colours(page)
    _turn(page, "light")
    return found


def _ground(page: Page) -> object:
    return page.locator("html, body, .mp").evaluate_all(GROUND)


def _turn(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.evaluate(DRAWN)


def _run(page: Page, kind: str, values: list[str]) -> list[dict[str, object]]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: list[dict[str, object]] = page.evaluate(RUN, [kind, values])
    return found
