"""What a feedback page shows of one result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...exercise import Exercise, ItemBase
from ...exercise.kinds.reflection import ReflectionItem
from ..gradebook.detail import ItemDetail
from ..receipts.receipt import fingerprint as fingerprint
from ..result import Place, Result
from .answers import Answer, Answers, Said, Told, told
from .wording import counted, number, say, words

CLOSE = 0.005
"""Points. What is less than this is not seen in two digits after the point."""

Raws = Mapping[Place, Mapping[str, Any] | None]
"""A trainee's answers as they stand in the record, by section and item."""


@dataclass(frozen=True)
class ItemShown:
    """One item of a feedback page; every text is shown as text.

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


@dataclass(frozen=True)
class SectionShown:
    """One section of a feedback page.

    Attributes
    ----------
    notes
        Why its points are not the sum of its items'.
    who
        Whose key it is: ``author`` or ``panel``.
    """

    anchor: str
    title: str
    points: str
    notes: tuple[str, ...]
    told: Told
    items: tuple[ItemShown, ...]
    who: str


@dataclass(frozen=True)
class Page:
    """A feedback page.

    Attributes
    ----------
    share
        What was earned of all points, in percent, for a picture of it.
    late
        What was taken off for handing in late.
    """

    title: str
    name: str
    basis: str
    total: str
    share: str
    points: str
    late: str
    notes: tuple[str, ...]
    sections: tuple[SectionShown, ...]
    kept: str


class Pages:
    """Makes the pages of one assessment.

    Parameters
    ----------
    sections
        With their keys, which are dropped here unless ``release`` is true.
    basis
        Whose judgement the right answers and the pass mark are, in a sentence.
    """

    def __init__(self, title: str, sections: Sequence[Exercise], *, basis: str, release: bool) -> None:
        self._title = title
        self._basis = basis
        self._sections = [section if release else section.without_keys() for section in sections]
        self._told = {section.slug: told(section) for section in self._sections}
        self._answers = {
            (section.slug, item.id): Answers(item, self._lines(section))
            for section in self._sections
            for item in section.items
        }

    def _lines(self, section: Exercise) -> dict[str, Said]:
        said = self._told[section.slug].lines
        return {line.id: entry for line, entry in zip(section.transcript, said, strict=True)}

    def page(self, result: Result, raws: Raws | None) -> Page:
        """Return one trainee's page.

        Parameters
        ----------
        raws
            None where the record that was marked is not to be had.
        """
        points, most = number(result.points), number(result.most)
        return Page(
            title=self._title,
            name=say("intro", name=result.name),
            basis=self._basis,
            total=say("waiting_whole" if result.waiting else "whole", points=points, most=most),
            share=f"{100 * min(1.0, result.points / result.most) if result.most else 0:.1f}",
            points=say("mark", value=points, points=most),
            late=number(-result.penalty) if result.penalty else "",
            notes=tuple(_notes(result, raws)),
            sections=tuple(
                self._section(place, section, result, raws) for place, section in enumerate(self._sections, 1)
            ),
            kept=say("kept", fingerprint=fingerprint(result.record)),
        )

    def _section(self, place: int, section: Exercise, result: Result, raws: Raws | None) -> SectionShown:
        found = {item.item: item for item in result.items if item.section == section.slug}
        points, notes = _section_points(section, found, result)
        return SectionShown(
            anchor=f"s{place}",
            title=section.title,
            points=say(
                "waiting_mark" if any(slug == section.slug for slug, _ in result.waiting) else "mark",
                value=number(points),
                points=number(sum(item.points for item in section.items)),
            ),
            notes=tuple(notes),
            told=self._told[section.slug],
            items=tuple(
                self._item(
                    f"s{place}-{count}", count, (section.slug, item.id), item, found[item.id], result, raws
                )
                for count, item in enumerate(section.items, 1)
                if item.id in found
            ),
            who=section.provenance.source,
        )

    def _item(
        self,
        anchor: str,
        count: int,
        place: Place,
        item: ItemBase,
        found: ItemDetail,
        result: Result,
        raws: Raws | None,
    ) -> ItemShown:
        raw = {"picked": list(found.picked)} if raws is None and found.picked else (raws or {}).get(place)
        notices = item.answer_outline() if isinstance(item, ReflectionItem) and item.key else []
        return ItemShown(
            anchor=anchor,
            heading=say("item", number=count),
            prompt=item.prompt.strip(),
            mark=_mark(place, found, result),
            state=words()["states"][found.state],
            answer=self._answers[place].answer(raw),
            said=result.comments.get(place, "").strip(),
            rubric=tuple(entry.name for entry in item.rubric) if isinstance(item, ReflectionItem) else (),
            notices=tuple(entry for block in notices for entry in block.entries),
            why="" if item.secret is None else item.secret.rationale.strip(),
        )


def _section_points(
    section: Exercise, found: Mapping[str, ItemDetail], result: Result
) -> tuple[float, list[str]]:
    """Return what a section earned, as the gradebook adds it up, and why that is not its items' sum."""
    here, notes = section.slug, []
    earned = result.scores.get(here, 0.0)
    own = sum((item.value or 0.0) * item.points for item in found.values() if item.kind != "reflection")
    if own < -CLOSE:
        notes.append(say("floored"))
    if here in result.overruled:
        earned = result.overruled[here]
        notes = [say("overruled", points=number(earned))]
    extra = result.extra.get(here, 0.0)
    if extra:
        notes.append(say("extra", points=number(extra)))
    given = sum(points for (slug, _), points in result.given.items() if slug == here)
    return earned + given + extra, notes


def _notes(result: Result, raws: Raws | None) -> Iterator[str]:
    if result.waiting:
        yield counted("waiting", len(result.waiting))
    if result.damaged:
        yield counted("damaged", result.damaged)
    if raws is None:
        yield say("gone")


def _mark(place: Place, found: ItemDetail, result: Result) -> str:
    if place in result.waiting:
        return str(words()["pending"])
    earned = result.given.get(place, (found.value or 0.0) * found.points)
    return say("mark", value=number(earned), points=number(found.points))
