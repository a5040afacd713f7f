"""One page for the head of service: each measure with its figure, its interval and n, in words and small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...exercise import read_yaml, validate
from ...exercise.base import Strict, Text
from ...plain import shown as plainly
from ..drawing import CARD
from ..reading import ENDINGS, Table, TableError, is_table_c1, kind, read_grid, table_of
from .choosing import day_column
from .looking import panels
from .panel import Panel

HERE = Path(__file__).parent
LONGEST = 80
"""Letters of a title."""

NAMED = 3
"""Files that are named at the foot; more are counted."""


class Slot(Strict):
    """One place of the page; ``page.yaml`` says what each field means."""

    area: Literal["quality", "impact", "experience"]
    of: Text
    panels: tuple[str, ...]
    kinds: tuple[str, ...]


class PageWords(Strict):
    """The page's words and slots."""

    title: Text
    about: Text
    tables: dict[str, Text]
    may: Text
    may_not: Text
    missing: Text
    refused: Text
    none: Text
    never: Text
    unread: Text
    foot: Text
    quality: Text
    impact: Text
    experience: Text
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Folder:
    """The tables of a folder.

    Attributes
    ----------
    tables
        One of each kind that is there.
    unread
        Files that have faults, by name, with how many.
    """

    tables: Mapping[str, Table]
    unread: Mapping[str, int]


@dataclass(frozen=True)
class Card:
    """A slot with what stands in it: a panel, or why there is none."""

    of: str
    panel: Panel | None
    why: str

    @property
    def chart(self) -> Markup | None:
        """The small drawing."""
        figure = None if self.panel is None else self.panel.chart
        if figure is None:
            return None
        return next((figure.svg(scene) for scene in figure.scenes if scene.size == CARD), None)


def read_folder(folder: Path) -> Folder:
    """Return the tables of a folder; what has faults is named, and what is no table of ours left out.

    Raises
    ------
    ValueError
        If it is no folder, has no table, or two of one kind.
    """
    if not folder.is_dir():
        raise ValueError(f"{folder} is no folder; right would be one with .csv or .xlsx tables")
    found: dict[str, Table] = {}
    unread: dict[str, int] = {}
    for file in sorted(file for file in folder.iterdir() if file.suffix.lower() in ENDINGS):
        try:
            grid = read_grid(file)
            if is_table_c1(grid):
                continue
            table = table_of(grid)
        except TableError as error:
            unread[file.name] = len(error.faults)
            continue
        if table.kind in found:
            names = f"{found[table.kind].file.name} and {file.name}"
            title = kind(table.kind).title.lower()
            raise ValueError(f"{folder} has two tables of {title}, {names}; leave one of them")
        found[table.kind] = table
    if not found:
        raise ValueError(f"{folder} has no table that can be read; mp measure check FILE says what is wrong")
    return Folder(found, unread)


def page_of(folder: Folder, title: str = "") -> str:
    """Return the page as HTML that loads nothing.

    Parameters
    ----------
    title
        Whose page it is; by default what all have.

    Raises
    ------
    ValueError
        If the title is too long for a page.
    """
    said = page_words()
    shown = {panel.key: panel for table in folder.tables.values() for panel in panels(table)}
    cards = {
        area: [_card(slot, shown) for slot in said.slots if slot.area == area]
        for area in ("quality", "impact", "experience")
    }
    if len(title) > LONGEST:
        raise ValueError(
            f"a title of {len(title)} letters; right would be {LONGEST} at most, to keep one page"
        )
    template = environment().get_template("page.html.jinja")
    unread = _listed(list(folder.unread))
    return template.render(
        said=said,
        title=title or said.title,
        about=_about(folder.tables.values()),
        cards=cards,
        unread=said.unread.format(files=unread) if unread else "",
        colours=colours(),
    )


@cache
def page_words() -> PageWords:
    """Return the page's words."""
    return validate(PageWords, read_yaml(HERE / "page.yaml"))


@cache
def colours() -> dict[str, dict[str, str]]:
    """Return the colours of light and dark, by the names that drawings give them."""
    data: dict[str, Any] = read_yaml(HERE / "colours.yaml").data
    return {scheme: dict(named) for scheme, named in data.items()}


@cache
def environment() -> Environment:
    """Return the templates; whatever they are given is text, and is escaped."""
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _card(slot: Slot, shown: Mapping[str, Panel]) -> Card:
    said = page_words()
    there = [shown[key] for key in slot.panels if key in shown]
    panel = next((one for one in there if not one.refused), next(iter(there), None))
    if panel is not None:
        return Card(slot.of, panel, panel.headline.why if panel.headline else "")
    if not slot.kinds:
        return Card(slot.of, None, said.never)
    titles = " or ".join(kind(name).title.lower() for name in slot.kinds)
    return Card(slot.of, None, said.none.format(kinds=titles))


def _about(tables: Iterable[Table]) -> str:
    said, listed = page_words(), list(tables)
    days = pd.concat([table.frame[day_column(table)] for table in listed]).dropna()
    counted = said.tables["one" if len(listed) == 1 else "many"].format(count=len(listed))
    return said.about.format(tables=counted, first=_month(days.min()), last=_month(days.max()))


def _listed(names: list[str]) -> str:
    """Return names of files for the foot of the page, which has room for a few."""
    shown = ", ".join(plainly(name, 40) for name in names[:NAMED])
    return shown if len(names) <= NAMED else f"{shown} + {len(names) - NAMED}"


def _month(day: pd.Timestamp) -> str:
    return f"{day:%B %Y}"


__all__ = ["Card", "Folder", "colours", "environment", "page_of", "page_words", "read_folder"]
