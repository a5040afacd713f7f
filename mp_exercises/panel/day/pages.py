"""The pages of the day as HTML, each with a policy that allows its own style and script and nothing else."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from markupsafe import Markup

from ..rendering import environment, style_of

STYLES = ("base.css", "day.css")
SCRIPT = "day.js"

HEADERS = {
    "Server": "mp",
    "Cache-Control": "no-store",
    "Content-Type": "text/html; charset=utf-8",
    "X-Content-Type-Options": "nosniff",
    # The address of each page is its member's secret.
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def render(template: str, **values: Any) -> tuple[str, str]:
    """Return a page, and its policy."""
    style, script = style_of(*STYLES), style_of(SCRIPT)
    html = environment().get_template(template).render(style=Markup(style), script=Markup(script), **values)
    return html, _policy(style, script)


def plain_page(words: str, home: str | None) -> tuple[str, str]:
    """Return a page that says one thing, and its policy."""
    return render("day-word.html.jinja", words=words, home=home)


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_digest(style)}'",
            f"script-src 'sha256-{_digest(script)}'",
            "connect-src 'self'",
            "img-src data:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
