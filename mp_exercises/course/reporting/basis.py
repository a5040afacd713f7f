"""What an assessment's reports rest on: its questions, its cut, and whose judgement both are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ... import __version__
from ...exercise import Framework, framework
from ...exercise.base import ItemBase
from ...marking.decision import rules
from ...marking.standard import Standard, load_standard
from ..assessment import Loaded
from ..folder import Course
from ..judging import Judge, judge_of
from ..results import Result


@dataclass(frozen=True)
class OtherForm:
    """The other form of an assessment that has two.

    Attributes
    ----------
    form, other
        The letters of this form and of the other.
    trainees
        Who is marked on the other. Their marks there are no part of this form's reports.
    """

    form: str
    other: str
    trainees: frozenset[str]


@dataclass(frozen=True)
class Basis:
    """What reports rest on.

    Attributes
    ----------
    standard
        What a panel set; None where the cut is the assessment's own.
    stale
        The sections that changed since the panel saw them.
    judge
        Judges results with the cut, and with the scatter that the cohort shows.
    trainees
        How many are marked.
    provisional
        Whether somebody still has to mark or settle something.
    other
        The other form, where the course has one.
    """

    loaded: Loaded
    standard: Standard | None
    stale: tuple[str, ...]
    judge: Judge
    trainees: int
    provisional: bool
    other: OtherForm | None = None

    @property
    def keys_by_panel(self) -> bool:
        """Whether a panel stands behind every key."""
        return all(section.provenance.source == "panel" for section in self.loaded.keyed)

    @property
    def cut_by_panel(self) -> bool:
        """Whether a panel set the cut, for the questions as they are now."""
        if self.standard is not None:
            return not self.stale
        return not self.loaded.assessment.cut.provisional

    @property
    def practice(self) -> bool:
        """Whether an author alone stands behind the keys or the cut."""
        return not (self.keys_by_panel and self.cut_by_panel)

    @property
    def whose(self) -> str:
        """Which judgement no panel gave, in the words: ``neither``, ``key``, ``cut``; or ``panel``."""
        if self.keys_by_panel:
            return "panel" if self.cut_by_panel else "cut"
        return "key" if self.cut_by_panel else "neither"

    @cached_property
    def framework(self) -> Framework:
        """The competencies."""
        return framework()

    @cached_property
    def numbers(self) -> dict[tuple[str, str], int]:
        """The number of each item in its section, from 1."""
        return {
            (section.slug, item.id): number
            for section in self.loaded.keyed
            for number, item in enumerate(section.items, 1)
        }

    @cached_property
    def items(self) -> dict[tuple[str, str], ItemBase]:
        """The items with their keys, by section and id."""
        return {(section.slug, item.id): item for section in self.loaded.keyed for item in section.items}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The sections' titles, by slug."""
        return {section.slug: section.title for section in self.loaded.keyed}

    def versions(self, marking: str) -> dict[str, str]:
        """Return what the numbers came from: programme, key, framework and rules."""
        return {
            "programme": __version__,
            "key": marking[:12],
            "framework": str(self.framework.version),
            "rules": str(rules().version),
        }


def basis_of(
    course: Course,
    loaded: Loaded,
    found: Iterable[Result],
    *,
    provisional: bool,
    other: OtherForm | None = None,
) -> Basis:
    """Return what an assessment's reports rest on.

    Parameters
    ----------
    found
        The results of the whole cohort; they are read through once.

    Raises
    ------
    SourceError
        If its standard cannot be read.
    """
    standard = load_standard(course.root, loaded.assessment.slug)
    count = 0

    def counted() -> Iterable[Result]:
        nonlocal count
        for result in found:
            count += 1
            yield result

    judge = judge_of(loaded, counted())
    revisions = {section.slug: section.revision for section in loaded.assessment.sections}
    stale = () if standard is None else standard.stale(revisions)
    return Basis(loaded, standard, stale, judge, count, provisional, other)
