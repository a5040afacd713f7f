"""What every answer of a workshop says of itself."""

from __future__ import annotations

from ...serve.policy import SECRET_HEADERS

HEADERS = {**SECRET_HEADERS, "Permissions-Policy": "camera=(), microphone=(), geolocation=()"}
