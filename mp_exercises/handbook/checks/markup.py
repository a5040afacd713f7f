"""Markup that the handbook does not know: roles, directives and their options, raw HTML, dialogues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ...exercise import Fault
from ..page import Directive, Page
from ..spoken import read_dialogue
from .book import Book, nearest

MARKUP = Path(__file__).parent.parent / "markup.yaml"

ANY = "any"


@cache
def markup() -> dict[str, Any]:
    """Return what pages may use: directives with their options, and roles."""
    loaded: dict[str, Any] = yaml.safe_load(MARKUP.read_text(encoding="utf-8"))
    return loaded


def check_names(book: Book, _today: date) -> Iterator[Fault]:
    """Yield roles and directives that pages may not use."""
    roles = {*markup()["roles"]["own"], *markup()["roles"]["stock"]}
    directives = {*markup()["directives"]["own"], *markup()["directives"]["stock"], "raw"}
    for page in book.pages:
        for role in page.roles:
            if role.name not in roles:
                right = nearest(role.name, roles, f"one of {', '.join(sorted(roles))}")
                yield Fault(page.path, role.line, f"there is no role {role.name!r}", right)
        for directive in page.directives:
            if directive.name not in directives:
                right = nearest(directive.name, directives, f"one of {', '.join(sorted(directives))}")
                yield Fault(page.path, directive.line, f"there is no directive {directive.name!r}", right)


def check_options(book: Book, _today: date) -> Iterator[Fault]:
    """Yield options that a directive of the handbook does not take."""
    for page in book.pages:
        for directive in page.directives:
            allowed = markup()["directives"]["own"].get(directive.name, ANY)
            if allowed != ANY:
                yield from _option_faults(page, directive, allowed)


def _option_faults(page: Page, directive: Directive, allowed: dict[str, Any]) -> Iterator[Fault]:
    for name, value in directive.options.items():
        values = allowed.get(name)
        if values is None:
            right = nearest(name, allowed, f"one of {', '.join(allowed)}" if allowed else "no option")
            yield Fault(page.path, directive.line, f"{directive.name} has no option {name!r}", right)
        elif values != ANY and value not in values:
            wrong = f"{name} of {directive.name} is {value!r}"
            yield Fault(page.path, directive.line, wrong, f"one of {', '.join(values)}")


def check_dialogues(book: Book, _today: date) -> Iterator[Fault]:
    """Yield workers who never speak, and lines that nobody says."""
    for page in book.pages:
        for directive in page.directives:
            if directive.name == "dialogue":
                yield from _dialogue_faults(page, directive)


def _dialogue_faults(page: Page, directive: Directive) -> Iterator[Fault]:
    reading = read_dialogue(directive.body.split("\n"))
    for stray in reading.strays:
        right = "'Name: words', '[what is seen]' or '> comment'"
        yield Fault(page.path, directive.body_line + stray, "a line that nobody says", right)
    speakers = {turn.who for turn in reading.turns if turn.form == "spoken"}
    worker = directive.options.get("worker")
    if worker is not None and worker not in speakers:
        right = nearest(worker, speakers, f"one of {', '.join(sorted(speakers))}")
        yield Fault(page.path, directive.line, f"the worker, {worker!r}, never speaks", right)


def check_markup(book: Book, _today: date) -> Iterator[Fault]:
    """Yield raw HTML, which could load from another host and is in no other form of the book."""
    for page in book.pages:
        lines = [*page.markup, *(entry.line for entry in page.directives if entry.name == "raw")]
        for line in sorted(set(lines)):
            yield Fault(page.path, line, "raw HTML on a page", "Markdown, or a directive of the handbook")
