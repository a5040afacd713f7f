"""Turning pages into HTML that holds all it needs and asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...marking.bands import percent
from .cohort.page import TechnicalPage
from .parts import TraineePage
from .scale import percent_of, points_said
from .wording import Wording

TEMPLATES = Path(__file__).parent / "templates"

_ENDS = ("</", "<!--", "]]>")
"""What would end a style or script element early."""


def trainee_html(page: TraineePage, say: Wording) -> str:
    """Return a trainee's page."""
    style, script = _asset("tokens.css", "sheet.css", "trainee.css"), _asset("copy.js")
    return (
        environment()
        .get_template("trainee.html.jinja")
        .render(page=page, say=say, style=Markup(style), script=Markup(script), policy=policy(style, script))
    )


def technical_html(page: TechnicalPage, say: Wording) -> str:
    """Return a cohort's technical report."""
    style = _asset("tokens.css", "sheet.css", "technical.css")
    return (
        environment()
        .get_template("technical.html.jinja")
        .render(page=page, say=say, style=Markup(style), policy=policy(style))
    )


@cache
def environment() -> Environment:
    """Return the templates; whatever they are given is text, and is escaped."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(place=percent_of, percent=percent, points=points_said)
    return made


def policy(style: str, script: str = "") -> str:
    """Return the content security policy: this one style, this one script, and no request to anywhere."""
    scripts = f"script-src '{_digest(script)}'" if script else "script-src 'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            scripts,
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@cache
def _asset(*names: str) -> str:
    text = "\n".join((TEMPLATES / name).read_text(encoding="utf-8").strip() for name in names)
    if any(end in text for end in _ENDS):
        raise RuntimeError(f"{', '.join(names)} would end its own element; take {', '.join(_ENDS)} out")
    return text


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
