"""What a feedback page shows of one item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...exercise import Exercise, ItemBase
from ...exercise.kinds.reflection import ReflectionItem
from ..gradebook.detail import ItemDetail
from ..result import Result
from .answers import Answer, Answers, Said
from .found import Raws
from .wording import number, say, words

KEPT = 300
"""Ways to answer an item that are kept: more than most cohorts find, and few where it is free text."""


@dataclass(frozen=True, eq=False)
class ItemShown:
    """One item of a feedback page; every text is shown as text.

    Many pages have the same one, and it is known by being the same.

    Attributes
    ----------
    state
        What became of it, where it was not simply answered.
    said
        What a marker said.
    notices, why
        Of the key, after the release.
    """

    anchor: str
    heading: str
    prompt: str
    mark: str
    state: str
    answer: Answer
    said: str
    rubric: tuple[str, ...]
    notices: tuple[str, ...]
    why: str


class Items:
    """Shows one item of an assessment, whoever answered it.

    Parameters
    ----------
    item
        With its key only where the page may show it.
    lines
        The section's transcript, by id.
    """

    def __init__(
        self, section: Exercise, item: ItemBase, anchor: str, count: int, lines: Mapping[str, Said]
    ) -> None:
        self._place = section.slug, item.id
        self._anchor, self._heading, self._prompt = anchor, say("item", number=count), item.prompt.strip()
        self._answers = Answers(item, lines)
        self._rubric: tuple[str, ...] = ()
        self._notices: tuple[str, ...] = ()
        if isinstance(item, ReflectionItem):
            self._rubric = tuple(entry.name for entry in item.rubric)
            outline = item.answer_outline() if item.key else []
            self._notices = tuple(entry for block in outline for entry in block.entries)
        self._why = "" if item.secret is None else item.secret.rationale.strip()
        self._kept: dict[tuple[str, ...], ItemShown] = {}

    def shown(self, found: ItemDetail, result: Result, raws: Raws | None) -> ItemShown:
        """Return what a page shows of a trainee's answer; many have the same to show."""
        raw = (raws or {}).get(self._place)
        if raws is None and found.picked:
            raw = {"picked": list(found.picked)}
        mark, said = self._mark(found, result), self._said(result)
        name = repr(raw), mark, found.state, said
        shown = self._kept.get(name)
        if shown is None:
            shown = self._new(raw, mark, found.state, said)
            if len(self._kept) < KEPT:
                self._kept[name] = shown
        return shown

    def _new(self, raw: Mapping[str, Any] | None, mark: str, state: str, said: str) -> ItemShown:
        return ItemShown(
            anchor=self._anchor,
            heading=self._heading,
            prompt=self._prompt,
            mark=mark,
            state=words()["states"][state],
            answer=self._answers.answer(raw),
            said=said,
            rubric=self._rubric,
            notices=self._notices,
            why=self._why,
        )

    def _mark(self, found: ItemDetail, result: Result) -> str:
        if self._place in result.waiting:
            return str(words()["pending"])
        earned = result.given.get(self._place, (found.value or 0.0) * found.points)
        return say("mark", value=number(earned), points=number(found.points))

    def _said(self, result: Result) -> str:
        """Return what a marker said; it goes with a mark, and may be about a text that was replaced since."""
        return "" if self._place in result.waiting else result.comments.get(self._place, "").strip()
