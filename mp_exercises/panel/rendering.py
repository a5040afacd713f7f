"""Pages that hold all they need and ask nobody for anything; templates escape all they are given."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .wording import say

TEMPLATES = Path(__file__).with_name("templates")


@cache
def environment() -> Environment:
    """Return the templates; every text is escaped."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["say"] = say
    return made


def page(template: str, *styles: str, **values: Any) -> str:
    """Return a page with its style sheets in it, and a policy that allows these and nothing else."""
    style = style_of(*styles)
    return (
        environment()
        .get_template(template)
        .render(style=Markup(style), policy=f"{policy(style)}; form-action 'none'", **values)
    )


def policy(style: str) -> str:
    """Return the content security policy of a page with one style element and no script."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'"


@cache
def style_of(*names: str) -> str:
    """Return style sheets as the content of one element."""
    return "\n".join((TEMPLATES / name).read_text(encoding="utf-8").strip() for name in names)
