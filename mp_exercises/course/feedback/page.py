"""What a feedback page shows of one result."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

import yaml

from ...exercise import Block, Exercise, ItemBase
from ...exercise.kinds.reflection import ReflectionItem
from ...marking import mark
from ...place import PACKAGE
from ..gradebook.detail import ItemDetail
from ..results import Result

WORDS = Path(__file__).parent / "words.yaml"
FINGERPRINT = 16


@dataclass(frozen=True)
class Chosen:
    """An option that was picked, and after the release why it earns what it earns."""

    text: str
    why: str = ""


@dataclass(frozen=True)
class KeyShown:
    """An item's key, for after the release."""

    blocks: tuple[Mapping[str, Any], ...]
    rationale: str


@dataclass(frozen=True)
class ItemShown:
    """One item of a feedback page; every text is shown as text."""

    id: str
    heading: str
    prompt: str
    mark: str
    state: str
    chosen: tuple[Chosen, ...] = ()
    said: str = ""
    rubric: tuple[str, ...] = ()
    key: KeyShown | None = None


@dataclass(frozen=True)
class SectionShown:
    """One section of a feedback page."""

    slug: str
    title: str
    points: str
    items: tuple[ItemShown, ...]
    overruled: str = ""


@dataclass(frozen=True)
class Page:
    """A feedback page."""

    title: str
    intro: str
    basis: str
    total: str
    kept: str
    sections: tuple[SectionShown, ...]
    notes: tuple[str, ...] = field(default=())


@cache
def words() -> dict[str, Any]:
    """Return the words of feedback pages."""
    loaded: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded


class Pages:
    """Makes the pages of one assessment.

    Parameters
    ----------
    sections
        With their keys, which reach a page only where ``release`` is true.
    """

    def __init__(self, title: str, sections: Sequence[Exercise], *, basis: str, release: bool) -> None:
        self._title = title
        self._sections = sections
        self._basis = basis
        self._most = {section.slug: mark(section, {}).most for section in sections}
        self._keys = {
            (section.slug, item.id): _key(item) for section in sections for item in section.items if release
        }

    def page(self, result: Result) -> Page:
        """Return one trainee's page."""
        said = "waiting_whole" if result.waiting else "whole"
        return Page(
            title=self._title,
            intro=_say("intro", name=result.name),
            basis=self._basis,
            total=_say(said, points=_number(result.points), most=_number(result.most)),
            kept=_say("kept", fingerprint=fingerprint(result.record)),
            sections=tuple(self._section(section, result) for section in self._sections),
            notes=tuple(_notes(result)),
        )

    def _section(self, section: Exercise, result: Result) -> SectionShown:
        found = {item.item: item for item in result.items if item.section == section.slug}
        earned = _section_points(section.slug, found.values(), result)
        overruled = result.overruled.get(section.slug)
        most = sum(item.points for item in section.items)
        return SectionShown(
            slug=section.slug,
            title=section.title,
            points=_say("mark", value=_number(earned), points=_number(most)),
            items=tuple(
                self._item(section.slug, number, item, found[item.id], result)
                for number, item in enumerate(section.items, 1)
                if item.id in found
            ),
            overruled="" if overruled is None else _say("overruled", points=_number(overruled)),
        )

    def _item(
        self, section: str, number: int, item: ItemBase, found: ItemDetail, result: Result
    ) -> ItemShown:
        written = isinstance(item, ReflectionItem)
        where = section, item.id
        return ItemShown(
            id=item.id,
            heading=_say("item", number=number),
            prompt=item.prompt.strip(),
            mark=words()["pending"] if where in result.waiting else _earned(found),
            state=words()["states"]["person" if written and where in result.waiting else found.state],
            chosen=tuple(self._chosen(item, found, where)),
            said=result.comments.get(where, ""),
            rubric=_rubric(item),
            key=self._keys.get(where),
        )

    def _chosen(self, item: ItemBase, found: ItemDetail, where: tuple[str, str]) -> Iterator[Chosen]:
        texts = {option.id: option.text for option in getattr(item, "options", ())}
        why = getattr(item.secret, "why", {}) if where in self._keys else {}
        for option in found.picked:
            if option in texts:
                yield Chosen(texts[option], why.get(option, ""))


def fingerprint(record: str) -> str:
    """Return the beginning of a record's digest, as receipts and pages print it."""
    start = record[:FINGERPRINT].upper()
    return " ".join(start[place : place + 4] for place in range(0, len(start), 4))


def _rubric(item: ItemBase) -> tuple[str, ...]:
    return tuple(criterion.name for criterion in item.rubric) if isinstance(item, ReflectionItem) else ()


def _section_points(section: str, items: Collection[ItemDetail], result: Result) -> float:
    """Return what a section earned: the record's part never below 0, a person's added."""
    written = [item for item in items if item.kind == "reflection"]
    by_record = sum((item.value or 0.0) * item.points for item in items if item.kind != "reflection")
    base = result.overruled.get(section, max(0.0, by_record))
    return base + sum((item.value or 0.0) * item.points for item in written)


def _notes(result: Result) -> Iterator[str]:
    if result.waiting:
        yield words()["waiting"]
    if result.penalty:
        yield words()["late"]
    if result.damaged:
        yield _say("damaged", count=result.damaged)


def _earned(found: ItemDetail) -> str:
    value = (found.value or 0.0) * found.points
    return _say("mark", value=_number(value), points=_number(found.points))


def _key(item: ItemBase) -> KeyShown:
    labels = _labels()
    blocks = tuple(_block(block, labels) for block in item.answer_outline())
    rationale = "" if item.secret is None else item.secret.rationale.strip()
    return KeyShown(blocks, rationale)


def _block(block: Block, labels: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "label": labels.get(block.label, block.label),
        "entries": block.entries,
        "tag": "ol" if block.ordered else "ul",
    }


@cache
def _labels() -> Mapping[str, str]:
    found: dict[str, str] = yaml.safe_load((PACKAGE / "labels.yaml").read_text(encoding="utf-8"))["blocks"]
    return found


def _say(word: str, **values: object) -> str:
    return Template(words()[word]).substitute(values)


def _number(value: float) -> str:
    """Return points with at most two digits after the point, and a true minus."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−") or "0"
