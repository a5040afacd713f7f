"""The words of the panels, from ``words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ...exercise import read_yaml, validate
from ...exercise.base import Strict, Text
from ...marking.bands import number, percent
from ...marking.estimate import Estimate

WORDS = Path(__file__).with_name("words.yaml")


class PanelWords(Strict):
    """One panel's words; ``words.yaml`` says what each is for."""

    title: Text
    figure: str
    unit: str
    n: str
    chart: str
    axis: str
    lines: dict[str, Text]

    def line(self, name: str, /, **fields: object) -> str:
        """Return one sentence with its values."""
        return self.lines[name].format(**fields)


class Filters(Strict):
    """What filters are called."""

    all: Text
    none: Text
    start: Text
    end: Text
    until: Text
    unit: Text
    children: Text
    area: Text
    skill: Text
    units: dict[str, Text]
    counted: dict[str, Text]


class ShowingWords(Strict):
    """The whole file."""

    interval: Text
    limits: Text
    figures: Text
    refused: Text
    areas: dict[str, Text]
    filters: Filters
    panels: dict[str, PanelWords]


@cache
def words() -> ShowingWords:
    """Return all words."""
    return validate(ShowingWords, read_yaml(WORDS))


def panel_words(key: str) -> PanelWords:
    """Return the words of one panel."""
    return words().panels[key]


def signed(value: float) -> str:
    """Return a difference with its sign, as +0.31 or −0.05."""
    shown = number(value)
    return shown if shown.startswith("−") or shown == "0.00" else f"+{shown}"


def value_of(key: str, value: float) -> str:
    """Return a value as its panel writes figures."""
    fields = {
        "value": number(value),
        "signed": signed(value),
        "tenth": f"{value:.1f}".replace("-", "−"),
        "percent": percent(value),
        "n": f"{value:,.0f}",
    }
    return panel_words(key).figure.format(**fields)


def interval_of(key: str, found: Estimate) -> str:
    """Return an estimate's interval as its panel writes figures."""
    ends = (value_of(key, one).removeprefix("T ") for one in (found.low, found.high))
    low, high = ends
    return words().interval.format(level=percent(found.level), low=low, high=high)
