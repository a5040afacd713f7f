"""What a browser may do with the pages of a workshop, and which requests are of those pages."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest

HEADERS = {
    "Server": "mp",
    "X-Content-Type-Options": "nosniff",
    # The address of a room holds its code, and a projector's its secret.
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""For what is no page."""

_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)


def page_policy(html: bytes) -> str:
    """Return the policy of a page: its own style elements, scripts of this server, and nothing else."""
    styles = " ".join(f"'sha256-{_sha256(style)}'" for style in _STYLE.findall(html))
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' {styles}".strip(),
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def is_foreign(request: HTTPServerRequest) -> bool:
    """Return whether a browser says that another site's page sends this.

    Nothing here goes by cookies, so such a page could do no more than its author with a terminal; it is
    refused all the same, so that nobody's browser is made to knock at doors.
    """
    headers = request.headers
    if headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return True
    origin = headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc.lower() != request.host.lower()


def _sha256(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()
