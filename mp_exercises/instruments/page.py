"""A form as one HTML file: to print, with its guide, or to fill in, with nothing sent anywhere.

The page to fill in has the plain form, for browsers without scripts; the player draws the same one over it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..onepage import policy, policy_beside, script_of
from ..place import PACKAGE
from ..plain import shown
from ..player.payload import script_json
from .payload import form_data
from .translate import Sheet

Preset = Mapping[str, str]
NOTHING: Preset = {}

TEMPLATES = Path(__file__).with_name("templates")
BUNDLE = PACKAGE / "player" / "static" / "mp-instrument.js"


@cache
def environment() -> Environment:
    """Return the templates of forms."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def print_page(sheet: Sheet, *, large: bool | None = None, preset: Preset = NOTHING) -> str:
    """Return a form to print, after the one page of its guide.

    Parameters
    ----------
    large
        Whether in large print; None as the instrument says.
    preset
        What is filled in beforehand, by field.
    """
    return _page(sheet, preset, large=sheet.instrument.large if large is None else large)


def fill_page(
    sheet: Sheet, *, large: bool | None = None, preset: Preset = NOTHING, script_at: str = ""
) -> str:
    """Return a form to fill in: what is typed stays in the browser until it is downloaded.

    Parameters
    ----------
    script_at
        The address of ``BUNDLE`` beside the page; empty for a page that is one file.
    """
    script = "" if script_at else script_of(BUNDLE)
    chosen = sheet.instrument.large if large is None else large
    data = script_json(form_data(sheet, preset))
    return _page(sheet, preset, large=chosen, script=script, script_at=script_at, data=data)


def _page(
    sheet: Sheet, preset: Preset, *, large: bool, script: str = "", script_at: str = "", data: str = ""
) -> str:
    form = sheet.instrument
    return (
        environment()
        .get_template("page.html.jinja")
        .render(
            form=form,
            words=sheet.words,
            headings=sheet.guide,
            preset=defaultdict(str, preset),
            large=large,
            style=Markup((TEMPLATES / "form.css").read_text(encoding="utf-8").strip()),
            foot=Markup(css_text(f"{form.title} · {sheet.words['version'].format(version=form.version)}")),
            policy=policy(script) if script else policy_beside() if script_at else "",
            script=Markup(script),
            script_at=script_at,
            data=Markup(data),
        )
    )


def css_text(text: str) -> str:
    """Return text as it may stand in quotes in a style sheet inside a page."""
    return "".join(
        sign if sign.isalnum() or sign in " ·-.,?!’" else f"\\{ord(sign):x} " for sign in shown(text)
    )
