"""The key of a drawing: what each line, point and letter stands for, below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .scene import Mark, Path, Scene, Text, wrapped

SWATCH, GAP, LEAD = 28.0, 22.0, 1.5


@dataclass(frozen=True)
class Entry:
    """A line of the key: how it looks (``line``, ``mark`` and ``letter`` may be empty), and its name."""

    name: str
    line: str = ""
    mark: str = ""
    letter: str = ""


def add_key(scene: Scene, entries: Sequence[Entry]) -> None:
    """Put the key at the foot of a drawing, as many entries beside each other as fit."""
    size = scene.size
    step, x, y = LEAD * size.font, 2.0, scene.move(8)
    y += step
    for entry in entries:
        lines = wrapped(entry.name, size, size.width - SWATCH - 8)
        wide = SWATCH + max(size.wide(text) for text in lines)
        if x > 2 and (x + wide > size.width - 4 or len(lines) > 1):
            x, y = 2.0, y + step
        _swatch(scene, entry, x, y - size.font * 0.35)
        for place, text in enumerate(lines):
            scene.texts.append(Text(x + SWATCH, y + place * step * 0.85, text))
        x += wide + GAP
        if len(lines) > 1:
            x, y = 2.0, y + step * (0.85 * (len(lines) - 1) + 1)
    scene.height = (y if x > 2 else y - step) + size.font * 0.6


def _swatch(scene: Scene, entry: Entry, x: float, y: float) -> None:
    if entry.line:
        low = entry.line.startswith(("band", "bar"))
        d = f"M{x:.1f} {y - 6:.1f}h20v12h-20z" if low else f"M{x:.1f} {y:.1f}L{x + 21:.1f} {y:.1f}"
        scene.paths.append(Path(d, entry.line))
    if entry.mark:
        scene.marks.append(Mark(x + 10, y, entry.mark))
    if entry.letter:
        scene.texts.append(Text(x + 10, y + scene.size.font * 0.35, entry.letter, "middle", "strong"))
