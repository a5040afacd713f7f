"""A chart as a page shows it: the drawing for each width, its words, and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..wording import line
from .scene import NARROW, WIDE, Scene

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Table:
    """The figures behind a drawing: heads, and rows of text whose first cell names the row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Figure:
    """A chart.

    Attributes
    ----------
    title
        What it is a chart of.
    says
        What it shows, for somebody who cannot see it.
    scenes
        A drawing for each width.
    table
        Its figures.
    caption
        Stands below; empty for none.
    """

    title: str
    says: str
    scenes: tuple[Scene, ...]
    table: Table | None = None
    caption: str = ""

    def svg(self, scene: Scene) -> Markup:
        """Return one of its drawings."""
        label = f"{self.title}. {self.says}"
        return Markup(environment().get_template("scene.svg.jinja").render(scene=scene, label=label))

    def card(self) -> dict[str, str]:
        """Return it as a front end has it: its words, and a drawing for a wide and for a narrow page."""
        drawn = {one.size.name: str(self.svg(one)) for one in self.scenes if one.size in (WIDE, NARROW)}
        return {"title": self.title, "says": self.says, **drawn}

    def html(self) -> str:
        """Return the whole as markup for a page."""
        drawings = [self.svg(scene) for scene in self.scenes]
        template = environment().get_template("figure.html.jinja")
        return template.render(figure=self, drawings=drawings, figures=line("drawing.figures"))

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return self.html()


@cache
def environment() -> Environment:
    """Return the templates; whatever they are given is text, and is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table of text."""
    return Table(tuple(heads), tuple(tuple(row) for row in rows))
