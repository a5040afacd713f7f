"""What pages share that are one file: a script that may run, and no request to anywhere."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

_ENDS = ("</script", "<!--")
"""What would end or change a script element, whatever script it is in."""


_KEPT_IN = ("style-src 'unsafe-inline'", "img-src data:", "base-uri 'none'", "form-action 'none'")


def script_of(bundle: Path) -> str:
    """Return a built script that can stand inside a page.

    Raises
    ------
    RuntimeError
        If it would end its own element.
    """
    script = bundle.read_text(encoding="utf-8").strip()
    if any(end in script.lower() for end in _ENDS):
        raise RuntimeError(f"{bundle.name} would end its own script element; build it again")
    return script


def policy(script: str) -> str:
    """Return the content security policy: this one script, and no request to anywhere.

    Notes
    -----
    Styles are not bound by a hash, since the player adds its own; with no address to ask, a style
    can carry nothing away.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return "; ".join(("default-src 'none'", f"script-src 'sha256-{digest}'", *_KEPT_IN))


def policy_beside() -> str:
    """Return the same for a page whose script lies beside it: its server says which scripts may run."""
    none = ("connect-src", "object-src", "frame-src", "worker-src", "media-src", "font-src")
    return "; ".join((*(f"{what} 'none'" for what in none), *_KEPT_IN))
