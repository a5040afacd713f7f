"""axe-core on a page as it stands, shadow roots included."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

RUN = """async (tags) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags } });
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
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: list[dict[str, object]] = page.evaluate(RUN, TAGS)
    return found
