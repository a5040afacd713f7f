"""A feedback page as HTML, from the templates; every text is escaped."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from .page import HeldPage, Page
from .wording import labels, words

TEMPLATES = Path(__file__).parent / "templates"
KEPT = {"row": 8_000, "told": 20, "article": 2_000}
"""How many parts of pages are kept, by their macro: a few megabytes, whatever the cohort's size."""


@cache
def environment() -> Environment:
    """Return the templates; what many pages have alike they render once."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = Markup((TEMPLATES / "feedback.css").read_text(encoding="utf-8"))
    once = SimpleNamespace()
    made.globals.update(words=words(), style=style, notices=labels()["notices"], once=once)
    parts: Any = made.get_template("parts.html").module
    for name, most in KEPT.items():
        setattr(once, name, lru_cache(most)(getattr(parts, name)))
    return made


@cache
def template() -> Template:
    """Return the template of a page."""
    return environment().get_template("feedback.html")


def html(page: Page) -> str:
    """Return a page as HTML."""
    return template().render(page=page).lstrip()


def held_html(page: HeldPage) -> str:
    """Return the page of a trainee whose result waits as HTML."""
    return environment().get_template("held.html").render(page=page).lstrip()
