"""axe-core on a page as it stands, shadow roots included."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that ask how things look, of those that ``TAGS`` name."""

RUN = """async ([type, values]) => {
  const found = await axe.run(document, { runOnly: { type, values } });
  return found.violations.map((violation) => ({
    id: violation.id,
    impact: violation.impact,
    nodes: violation.nodes
      .slice(0, 3)
      .map((node) => `${node.target.flat().join(" ")}: ${node.failureSummary}`),
  }));
}"""


def violations(page: Page) -> list[dict[str, object]]:
    """Return every WCAG 2.2 A and AA violation that axe finds on the page."""
    return _run(page, "tag", TAGS)


def violations_of_colours(page: Page) -> list[dict[str, object]]:
    """Return those that other colours alone can bring about, for a page that was looked at in one scheme."""
    return _run(page, "rule", OF_COLOURS)


def _run(page: Page, kind: str, values: list[str]) -> list[dict[str, object]]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: list[dict[str, object]] = page.evaluate(RUN, [kind, values])
    return found
