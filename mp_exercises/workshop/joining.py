"""How people come into a room: the address in words, and the same as a QR code that needs no network."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

import segno

ADDRESSES_VARIABLE = "MP_WORKSHOP_ADDRESSES"
"""By which addresses phones reach this server, best first, separated by spaces."""

QUIET = 4
"""Modules of white round the code, as ISO/IEC 18004 asks for."""


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


def qr_of(text: str) -> dict[str, Any]:
    """Return a QR code as a path for SVG.

    Returns
    -------
    dict
        ``size`` in modules, with the quiet zone, and ``path`` of the dark ones.
    """
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    runs = [
        f"M{start + QUIET} {row + QUIET}h{length}v1h-{length}z"
        for row, modules in enumerate(matrix)
        for start, length in _runs(modules)
    ]
    return {"size": len(matrix) + 2 * QUIET, "path": "".join(runs)}


def _runs(modules: bytes | bytearray) -> list[tuple[int, int]]:
    """Return where each run of dark modules begins, and how long it is."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(modules):
        if dark and found and sum(found[-1]) == place:
            found[-1] = found[-1][0], found[-1][1] + 1
        elif dark:
            found.append((place, 1))
    return found
