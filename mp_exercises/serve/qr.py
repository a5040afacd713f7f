"""QR codes for a screen that has no network: a path, and nothing fetched."""

from __future__ import annotations

from typing import Any

import segno

QUIET = 4
"""Modules of white round the code, as ISO/IEC 18004 asks for."""


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
