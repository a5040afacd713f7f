"""The technical report as its template takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ....marking.refusal import Refused
from ..basis import OtherForm
from ..files import Places
from ..scale import points_said
from ..wording import sentence_case
from .blueprint import BlueprintRow, blueprint_of
from .comparisons import GroupsPart, groups_of
from .decisions import Decisions, decisions_of
from .figures import Figure
from .groups import SMALL
from .history import Regrade
from .itemtable import Items, items_of
from .made import made_of
from .markers import Markers, markers_of
from .options import OptionTable, option_tables
from .reliability import alpha_said, reliability_of
from .scores import Scores, scores_of
from .told import Told


@dataclass(frozen=True)
class TechnicalPage:
    """All of a technical report."""

    title: str
    assessment: str
    practice: bool
    facts: tuple[str, ...]
    summary: str
    basis: str
    open: str
    notes: tuple[str, ...]
    scores: Scores
    decisions: Decisions
    reliability: tuple[Figure, ...]
    blueprint: tuple[BlueprintRow, ...]
    items: Items
    options: tuple[OptionTable, ...]
    names: dict[tuple[str, str], str]
    markers: Markers
    groups: GroupsPart
    changes: tuple[Regrade, ...]
    made: tuple[tuple[str, str], ...]
    tables: str


def technical_page(told: Told, places: Places) -> TechnicalPage:
    """Return a cohort's technical report."""
    say, basis, found = told.say, told.basis, told.analysis.items
    return TechnicalPage(
        title=say("title", assessment=basis.loaded.assessment.title),
        assessment=basis.loaded.assessment.title,
        practice=basis.practice,
        facts=tuple(_facts(told)),
        summary=_summary(told),
        basis=say(f"basis.{basis.whose}"),
        open=say("open", reason=told.held) if told.held else "",
        notes=tuple(_notes(told)),
        scores=scores_of(told),
        decisions=decisions_of(told),
        reliability=tuple(reliability_of(told)),
        blueprint=tuple(blueprint_of(told)),
        items=items_of(told),
        options=() if isinstance(found, Refused) else tuple(option_tables(basis, found)),
        names={place: told.item(place) for place in told.cohort.items},
        markers=markers_of(told),
        groups=groups_of(told),
        changes=tuple(told.regrades),
        made=tuple(made_of(told)),
        tables=say("made.tables", workbook=places.workbook.name, folder=places.tables.name),
    )


def _facts(told: Told) -> Iterator[str]:
    say, tally, sections = told.say, told.tally, told.basis.loaded.keyed
    people = tally.whole.total()
    yield say(f"head.people.{'one' if people == 1 else 'other'}", n=f"{people:,}")
    if tally.first is not None and tally.last is not None:
        first, last = say.day(tally.first.date()), say.day(tally.last.date())
        yield say("head.handed_once" if first == last else "head.handed", first=first, last=last)
    yield say(
        "head.length",
        questions=say.counted("head.questions", len(told.cohort.items)),
        sections=say.counted("head.sections", len(sections)),
        points=points_said(told.cohort.most),
    )


def _summary(told: Told) -> str:
    say, counts = told.say, told.tally.whole
    other = counts["too-little"] + counts["waiting"]
    return sentence_case(
        say(
            "summary",
            secure=f"{counts['secure']:,}",
            borderline=f"{counts['borderline']:,}",
            not_yet=f"{counts['not-yet']:,}",
            other=say("summary_other", n=f"{other:,}") if other else "",
            alpha=alpha_said(told),
        ).strip()
    )


def _notes(told: Told) -> Iterator[str]:
    say, tally, basis = told.say, told.tally, told.basis
    if basis.other is not None:
        yield say("notes.form", form=basis.other.form)
        if basis.other.trainees:
            yield _other_form(told, basis.other)
    if tally.whole.total() < SMALL:
        yield say.counted("notes.few", tally.whole.total())
    if len(tally.markings) > 1:
        yield say("notes.markings", n=say.number(len(tally.markings)))
    if basis.stale:
        titles = [basis.titles.get(slug, slug) for slug in basis.stale]
        yield say.counted("notes.stale", len(titles), titles=say.joined(titles))
    for name, count in (
        ("waiting", told.analysis.left_out),
        ("overruled", tally.overruled),
        ("late", tally.late),
        ("damaged", tally.damaged),
    ):
        if count:
            yield sentence_case(say.counted(f"notes.{name}", count))


def _other_form(told: Told, other: OtherForm) -> str:
    say, count = told.say, len(other.trainees)
    both = say.number(len(other.trainees.intersection(told.cohort.trainees)))
    return sentence_case(say.counted("notes.other_form", count, other=other.other, both=both))
