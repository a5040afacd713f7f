"""The package's own rules: what it stands on, and that nothing is without words."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mp_exercises import measures
from mp_exercises.marking.estimate import Estimate
from mp_exercises.marking.refusal import minima
from mp_exercises.measures.wording import lines, said

ROOT = Path(measures.__file__).parent
SOURCES = {file: file.read_text(encoding="utf-8") for file in ROOT.rglob("*.py")}
STATISTICS = sorted(
    {
        name
        for text in SOURCES.values()
        for name in re.findall(r'^(?:NAME|CHANGE|LENIENCY|DRIFT|BIAS) = "([a-z-]+)"', text, re.MULTILINE)
    }
    | {"rater-leniency", "rater-drift"}
)


def test_it_stands_on_marking_alone():
    """Loading every module of it loads nothing of the course, the workshop, the player or a server."""
    modules = [
        ".".join(file.relative_to(ROOT.parent.parent).with_suffix("").parts).removesuffix(".__init__")
        for file in SOURCES
    ]
    code = f"import sys\nfor name in {modules}: __import__(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    ours = {
        name.split(".")[1] for name in done.stdout.split() if name.startswith("mp_exercises.") and "." in name
    }
    assert ours == {"exercise", "marking", "measures", "plain"} | (ours & {"answers"})


def test_every_line_that_is_said_has_words():
    """Each key that the code asks for is in ``words.yaml``."""
    asked = {key for text in SOURCES.values() for key in re.findall(r'line\(\s*"([a-z_]+\.[a-z_]+)"', text)}
    assert len(asked) > 60
    assert asked <= set(lines())


@pytest.mark.parametrize("statistic", STATISTICS)
def test_every_statistic_has_a_minimum(statistic):
    """Each statistic of the measures is in ``minimum.yaml`` with its reason."""
    assert minima()[statistic].why


@pytest.mark.parametrize(
    "statistic",
    [
        *("rereferral-rate", "kaplan-meier", "cumulative-incidence", "goal-attainment"),
        *("goal-attainment-change", "goal-progress", "rater-leniency", "rater-drift", "skill-change"),
        *("response-rate", "experience-answer", "decay coached", "decay without", "decay difference"),
        *("mixed-model training", "mixed-model month", "mixed-model session"),
        *("goal-ownership own", "goal-ownership agreed"),
    ],
)
def test_every_estimate_is_a_sentence(statistic):
    """Each estimate has a sentence with its value and its interval."""
    name, _, form = statistic.partition(" ")
    words = said(Estimate(name, 0.5, 0.25, 0.75, 0.95, n=40, form=form))
    assert "0.25 to 0.75" in words or "25% to 75%" in words
    assert "{" not in words
