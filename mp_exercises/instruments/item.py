"""One thing to fill in on an instrument."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ..exercise.base import Problem, Slug, Strict, Text

ItemKind = Literal["scale", "number", "choice", "text", "date", "level"]

LEVELS = (-2, -1, 0, 1, 2)
"""The levels of a goal, from much less than expected to much more."""

SHORT_ANCHOR = 40
"""Characters up to which anchors stand beside each other."""

MOST_CODE, MOST_SHORT, MOST_TEXT = 40, 200, 4000
"""Characters that a code, a line and a text may have."""

Anchors = dict[Annotated[int, Field(ge=-10, le=10)], Text]


class Note(Strict):
    """A few written words that belong to an item.

    Attributes
    ----------
    lines
        How many lines a printed form leaves for them.
    """

    id: Slug
    text: Text
    lines: Annotated[int, Field(ge=1, le=12)] = 1


class Item(Strict):
    """One thing to fill in.

    Attributes
    ----------
    anchors
        What each point of a scale or each level means.
    competency
        The competency of the framework that gives ``text``, ``help`` and ``anchors``, each where it is empty.
    scale
        The scale of the instrument that gives ``anchors``.
    options
        The answers of a choice, by id.
    least, most
        The bounds of a number.
    unseen
        The answer that says that there was no chance to see it; it leaves the value empty.
    shape
        Of a text: a code that stands for somebody, one line, several, or a space to draw in.
    lines
        How many lines a printed form leaves.
    notes
        What may be written beside it.
    column
        The column of the measures' table that it fills.
    level
        Of a text: the level of the goal that it describes.
    """

    id: Slug
    kind: ItemKind
    text: str = ""
    help: str = ""
    required: bool = False
    anchors: Anchors = {}
    competency: Slug | None = None
    scale: Slug | None = None
    options: dict[Slug, Text] = {}
    least: float | None = None
    most: float | None = None
    unseen: str = ""
    shape: Literal["code", "line", "text", "space"] = "line"
    lines: Annotated[int, Field(ge=1, le=20)] = 1
    notes: tuple[Note, ...] = ()
    column: str | None = None
    level: Annotated[int, Field(ge=-2, le=2)] | None = None

    @property
    def points(self) -> tuple[int, ...]:
        """The points of a scale or a level, from the lowest."""
        return tuple(sorted(self.anchors))

    @property
    def long(self) -> bool:
        """Whether the anchors need a line each."""
        return any(len(anchor) > SHORT_ANCHOR for anchor in self.anchors.values())

    @property
    def most_signs(self) -> int:
        """How many characters an answer in words may have."""
        return {"code": MOST_CODE, "line": MOST_SHORT}.get(self.shape, MOST_TEXT)

    def problems(self) -> Iterator[Problem]:
        """Yield what does not fit its kind."""
        if not self.text:
            yield Problem(("id",), f"{self.id} asks nothing", "a `text`, or a `competency` that has one")
        if self.kind in ("scale", "level") and not self.anchors:
            yield Problem(("kind",), f"{self.id} has no anchors", "`anchors`, a `scale` or a `competency`")
        if self.kind == "level" and self.anchors and self.points != LEVELS:
            yield Problem(("anchors",), "levels are not those of a goal", "one each for -2, -1, 0, 1 and 2")
        if self.kind == "scale" and len(self.anchors) == 1:
            yield Problem(("anchors",), "a scale with one point", "two or more")
        if self.kind == "choice" and len(self.options) < 2:
            yield Problem(("kind",), f"{self.id} has {len(self.options)} options", "two or more `options`")
        for name, kinds in _ONLY.items():
            if getattr(self, name) not in (None, "", {}, ()) and self.kind not in kinds:
                yield Problem(
                    (name,), f"{name} on an item of kind {self.kind!r}", f"one of {', '.join(kinds)}"
                )
        if self.least is not None and self.most is not None and self.least >= self.most:
            yield Problem(("least",), "the least is not below the most", "the smaller number first")


_ONLY: dict[str, tuple[ItemKind, ...]] = {
    "anchors": ("scale", "level"),
    "options": ("choice",),
    "least": ("number",),
    "most": ("number",),
    "unseen": ("scale", "choice"),
    "level": ("text",),
}
