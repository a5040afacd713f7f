"""What came in a form, bounded: one value a field, no more fields and signs than a sheet has."""

from __future__ import annotations

from tornado.httputil import HTTPServerRequest

MOST_FIELDS = 120
MOST_SIGNS = 4000


def fields_of(request: HTTPServerRequest) -> dict[str, str]:
    """Return the fields of a form that was sent; what is no text in UTF-8 is left out."""
    found: dict[str, str] = {}
    for name, values in list(request.body_arguments.items())[:MOST_FIELDS]:
        try:
            found[name] = values[-1].decode()[:MOST_SIGNS]
        except (UnicodeDecodeError, IndexError):
            continue
    return found
