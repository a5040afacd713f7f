"""The package's own rules: what it stands on, and that nothing is without words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mp_exercises import panel
from mp_exercises.marking.estimate import Estimate
from mp_exercises.marking.refusal import minima
from mp_exercises.panel.wording import lines, said

ROOT = Path(panel.__file__).parent
SOURCES = {file: file.read_text(encoding="utf-8") for file in ROOT.rglob("*.py")}
PAGES = {"day", "chair"}
"""What is served: the members' pages, and the chair's room."""

STATISTICS = sorted(
    {
        name
        for text in SOURCES.values()
        for name in re.findall(r'^(?:NAME|READING|STATION|ASSESSOR) = "([a-z-]+)"', text, re.MULTILINE)
    }
)


def test_it_stands_on_the_measures_and_what_they_stand_on():
    """Without the pages of the day it loads nothing of the course, the workshop, the player or a server."""
    modules = [
        ".".join(file.relative_to(ROOT.parent.parent).with_suffix("").parts).removesuffix(".__init__")
        for file in SOURCES
        if not PAGES & set(file.relative_to(ROOT).parts)
    ]
    code = f"import sys\nfor name in {modules}: __import__(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    ours = {
        name.split(".")[1] for name in done.stdout.split() if name.startswith("mp_exercises.") and "." in name
    }
    assert ours <= {"answers", "exercise", "instruments", "marking", "measures", "panel", "plain"}
    assert "tornado" not in done.stdout.split()


def test_the_pages_of_the_day_stand_on_the_servers_alone():
    """Not on the course, the workshop, the dashboard or a command."""
    names = {
        name
        for file, text in SOURCES.items()
        if PAGES & set(file.relative_to(ROOT).parts)
        for name in re.findall(r"^\s*from \.\.\.([a-z]+)", text, re.MULTILINE)
    }
    assert {"serve", "measures"} <= names
    assert not names & {"course", "workshop", "dashboard", "cli", "handbook", "checking"}


def test_only_fairness_reads_equality_data():
    """No other module asks for the monitoring table, and only feedback asks for names."""
    for file, text in SOURCES.items():
        part = file.relative_to(ROOT).parts[0]
        if re.search(r'"monitoring"', text):
            assert part in ("fairness", "new.py", "example"), file
        if re.search(r'(known|rows)\("names"\)', text):
            assert part == "feedback", file


def test_every_line_that_is_said_has_words():
    """Each key that is asked for is in ``words.yaml``, and each line there is asked for."""
    command = ROOT.parent / "cli" / "panel.py"
    texts = [
        *SOURCES.values(),
        command.read_text("utf-8"),
        *(file.read_text("utf-8") for file in (ROOT / "templates").glob("*.jinja")),
    ]
    asked = {key for text in texts for key in re.findall(r'say\(\s*"([a-z_]+\.[a-z_]+)"', text)}
    assert len(asked) > 100
    assert {key for key in asked if not key.endswith("_")} <= set(lines())
    # What is put together from a state, an outcome or a reason.
    made = re.compile(
        r"state\.|chair\.head_|day\.(state_|foreign|unknown)"
        r"|page\.(appointed|offered|not |second|withdrew)|decide\."
    )
    named = {key for key in lines() if any(f'"{key}"' in text for text in texts)}
    assert not [key for key in lines() if key not in named and not made.match(key)]


@pytest.mark.parametrize("statistic", STATISTICS)
def test_every_statistic_has_a_minimum(statistic):
    """Each statistic of the panel is in ``minimum.yaml`` with its reason."""
    assert minima()[statistic].why


@pytest.mark.parametrize(
    "statistic", ["pairs-within-a-point", "anchor-reading", "rater-leniency", "selection-validity"]
)
def test_every_estimate_is_a_sentence(statistic):
    """Each estimate has a sentence with its value and its interval."""
    words = said(Estimate(statistic, 0.5, 0.25, 0.75, 0.95, n=40))
    assert "0.25 to 0.75" in words or "25% to 75%" in words
    assert "{" not in words
