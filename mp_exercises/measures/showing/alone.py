"""A drawing by itself: with its own colours, since no page around it has any."""

from __future__ import annotations

import re

from .page import colours

FONT = "Seravek, 'Gill Sans Nova', 'Segoe UI', Ubuntu, Calibri, 'Noto Sans', sans-serif"

_COLOUR = re.compile(r"var\(--mp-([a-z-]+)\)")


def alone(svg: str) -> str:
    """Return a drawing of ours as a file has it: on paper's colours, with a font, and its own ground."""
    light = colours()["light"]
    drawn = _COLOUR.sub(lambda found: light[found[1]], svg.strip())
    head, _, rest = drawn.partition(">")
    ground = f'<rect width="100%" height="100%" fill="{light["paper"]}"/>'
    return f'{head} font-family="{FONT}">{ground}{rest}\n'
