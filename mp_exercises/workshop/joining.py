"""How people come into a room: the address in words, and the same as a QR code that needs no network."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from ..serve.qr import qr_of

ADDRESSES_VARIABLE = "MP_WORKSHOP_ADDRESSES"
"""By which addresses phones reach this server, best first, separated by spaces."""


def addresses() -> list[str]:
    """Return the addresses that the server has found for phones; none where only this machine reaches it."""
    return [address.rstrip("/") for address in os.environ.get(ADDRESSES_VARIABLE, "").split()]


def joining(door: str, base: str) -> dict[str, Any]:
    """Return what a screen shows to somebody who wants to come in.

    Parameters
    ----------
    door
        The room's code with its pass, as a QR code holds it.
    base
        The server's address, with no slash at its end.

    Returns
    -------
    dict
        ``at``, the address as people type it; ``url``, that the code opens; and ``qr``, as ``qr_of`` has it.
    """
    url = f"{base}/join/{door}"
    shown = urlsplit(base)
    at = f"{shown.netloc}/join" if shown.scheme != "https" else f"{base}/join"
    return {"at": at, "url": url, "qr": qr_of(url)}
