"""What a feedback page shows of one result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...exercise import Exercise
from ..gradebook.detail import ItemDetail
from ..receipts.receipt import fingerprint as fingerprint
from ..result import Held, Result
from .answers import Said, Told, told
from .found import Raws
from .items import Items, ItemShown
from .wording import counted, number, say

CLOSE = 0.005
"""Points. What is less than this is not seen in two digits after the point."""


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


@dataclass(frozen=True)
class HeldPage:
    """The page of somebody whose result waits."""

    title: str
    name: str
    kept: str


def held_page(title: str, one: Held) -> HeldPage:
    """Return the page of a trainee whose result waits, without a mark."""
    return HeldPage(title, say("intro", name=one.name), say("kept", fingerprint=fingerprint(one.record)))


class Pages:
    """Makes the pages of one assessment.

    Parameters
    ----------
    sections
        With their keys, which are dropped here unless ``release`` is true.
    basis
        Whose judgement the right answers and the pass mark are, in a sentence.
    provisional
        Whether they say that they are not final.
    """

    def __init__(
        self,
        title: str,
        sections: Sequence[Exercise],
        *,
        basis: str,
        release: bool,
        provisional: bool = False,
    ) -> None:
        self._title = title
        self._basis = basis
        self._provisional = provisional
        self._sections = [section if release else section.without_keys() for section in sections]
        self._told = {section.slug: told(section) for section in self._sections}
        self._items = {
            (section.slug, item.id): Items(section, item, f"s{place}-{count}", count, self._lines(section))
            for place, section in enumerate(self._sections, 1)
            for count, item in enumerate(section.items, 1)
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
        total = say("waiting_whole" if result.waiting else "whole", points=points, most=most)
        return Page(
            title=self._title,
            name=say("intro", name=result.name),
            basis=self._basis,
            total=say("provisional_whole", whole=total) if self._provisional else total,
            share=f"{100 * min(1.0, result.points / result.most) if result.most else 0:.1f}",
            points=say("mark", value=points, points=most),
            late=number(-result.penalty) if result.penalty else "",
            notes=(*([say("provisional")] if self._provisional else []), *_notes(result, raws)),
            sections=tuple(
                self._section(place, section, result, raws) for place, section in enumerate(self._sections, 1)
            ),
            kept=say("kept", fingerprint=fingerprint(result.record)),
        )

    def held(self, one: Held) -> HeldPage:
        """Return the page of a trainee whose result waits, without a mark."""
        return held_page(self._title, one)

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
                self._items[section.slug, item.id].shown(found[item.id], result, raws)
                for item in section.items
                if item.id in found
            ),
            who=section.provenance.source,
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
