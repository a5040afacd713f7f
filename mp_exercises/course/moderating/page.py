"""The page to read from: every answer with its rubric in view, self-contained and without a script."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...player.text_form import paragraphs
from .sheet import Sheet, filled, words

TEMPLATES = Path(__file__).parent / "templates"


def page_text(sheet: Sheet) -> str:
    """Return the page of a sheet; every text of a trainee is text in it."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = Markup((TEMPLATES / "second.css").read_text(encoding="utf-8"))
    return environment.get_template("second.html").render(
        sheet=sheet,
        words=words()["page"],
        title=filled(words()["sheet"]["title"], title=sheet.title),
        style=style,
        fill=filled,
        paragraphs=paragraphs,
        keyed=any(question.notices for question in sheet.questions),
    )
