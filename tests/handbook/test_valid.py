"""The Nu HTML Checker on every page of the built handbook."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.handbook.test_in_browser import pages_of
from tests.serving import ROOT

JAR = ROOT / "frontend" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

ADVICE = (
    "Consider using the “h1” element as a top-level heading only",
    "Article lacks heading.",
    "CSS: “field-sizing”",
)
"""The page's one h1 is the heading of its article, which is what the checker would rather not see; and a
property by which a field grows with its text is newer than the checker."""


def faults(*pages: Path) -> list[str]:
    """Return each error and warning, but not the checker's advice on where an h1 stands."""
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(JAR), "--format", "json", *map(str, pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stderr)["messages"]
    return [
        f"{Path(message['url']).name}:{message.get('lastLine', '')}: {message['message']}"
        for message in found
        if not message["message"].startswith(ADVICE)
    ]


@pytest.mark.browser
def test_every_page_is_valid_html(handbook: Path) -> None:
    """No page, and no form to take home, has an error or a warning."""
    forms = sorted((handbook / "_static" / "forms").glob("*.html"))
    assert forms
    assert faults(*pages_of(handbook), *forms) == []


@pytest.mark.browser
def test_the_checker_checks(tmp_path: Path) -> None:
    """An id that stands twice and an attribute that there is not are reported, so silence means something."""
    page = tmp_path / "page.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><title>T</title><p id="a"></p><p id="a" colour="red"></p></html>',
        encoding="utf-8",
    )
    said = " ".join(faults(page))
    assert "Duplicate ID “a”" in said
    assert "“colour” not allowed" in said
