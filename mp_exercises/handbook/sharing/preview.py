"""What another site shows of a link to a page: its title, its description, and a picture of its part."""

from __future__ import annotations

import os
import re
from functools import cache
from html import unescape
from importlib.resources import files
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..settings import SITE

_DESCRIPTION = re.compile(r'<meta\s+name="description"\s+content="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")


def name_site(_app: Sphinx, config: Config) -> None:
    """Take the address of the published book from the environment, where the settings name none."""
    site = config.html_baseurl or os.environ.get(SITE, "")
    config.html_baseurl = f"{site.rstrip('/')}/" if site else ""


@cache
def pictures() -> dict[str, str]:
    """Return the picture of each part, by the beginning of its pages' names; "" is for all others."""
    found: dict[str, str] = yaml.safe_load(
        files(__package__).joinpath("pictures.yaml").read_text(encoding="utf-8")
    )
    return found


def picture_of(pagename: str) -> str:
    """Return the name of a page's picture."""
    return next(name for start, name in pictures().items() if pagename.startswith(start))


def add_preview(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the template what it needs; only pages of the book have it, and only HTML."""
    if app.builder.format != "html" or app.builder.name == "epub" or doctree is None:
        return
    found = _DESCRIPTION.search(context.get("metatags") or "")
    site = app.config.html_baseurl
    context["preview"] = {
        "title": unescape(_TAG.sub("", str(context.get("title", "")))),
        "description": unescape(found[1]) if found else "",
        "picture": f"{site}_static/share/{picture_of(pagename)}" if site else "",
    }
