"""What a browser may do with our pages, and which requests are of those pages."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest

from ..place import PACKAGE

TEMPLATE = PACKAGE / "apps" / "voila" / "templates" / "practice"

COMMON_HEADERS = {
    "Server": "mp",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

SECRET_HEADERS = {
    **COMMON_HEADERS,
    # The address of a page holds a code or a secret.
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""For pages that people open by an address that is theirs."""

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""For what is no page."""

_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)

PAGE_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "frame-ancestors 'self'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)


def app_policy(host: str) -> str:
    """Return the policy of the app's page, which reaches its kernel over a socket on ``host``.

    Of scripts in the page only our template's own two run. JupyterLab's parts compile functions, and
    anywidget imports its module from a blob.
    """
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {_own_scripts()} 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "object-src 'none'",
            f"connect-src 'self' ws://{host} wss://{host} blob: data:",
            "frame-ancestors 'self'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def page_policy(html: bytes, *, images: str = "'self' data:", forms: str = "'none'") -> str:
    """Return the policy of a page: its own style elements, scripts of this server, and nothing else.

    Parameters
    ----------
    images, forms
        Where images come from, and where forms go.
    """
    styles = " ".join(f"'sha256-{_sha256(style)}'" for style in _STYLE.findall(html))
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' {styles}".strip(),
            f"img-src {images}",
            "connect-src 'self'",
            "base-uri 'none'",
            f"form-action {forms}",
            "frame-ancestors 'none'",
        )
    )


def is_foreign(request: HTTPServerRequest, *, forms: bool = False) -> bool:
    """Return whether a browser says that another site's page sends this.

    Parameters
    ----------
    forms
        Whether pages send forms: under their policy on referrers a browser calls the origin of one ``null``.

    Notes
    -----
    Who calls this goes by no cookie, so that such a page could do no more than its author with a terminal;
    it is refused all the same, so that nobody's browser is made to knock at doors.
    """
    headers = request.headers
    if headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return True
    origin = headers.get("Origin")
    if origin is None or (forms and origin == "null"):
        return False
    return urlsplit(origin).netloc.lower() != request.host.lower()


@cache
def _own_scripts() -> str:
    """Return what allows the scripts that our Voila template has in the page, as it includes them."""
    files = [TEMPLATE / name for name in ("early.js", "app.js")]
    texts = [file.read_text(encoding="utf-8").removesuffix("\n") for file in files]
    return " ".join(f"'sha256-{_sha256(text.encode())}'" for text in texts)


def _sha256(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()
