"""Decisions of a cohort: how many are secure, and how far to rely on that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ....marking.bands import percent
from ....marking.refusal import Refused
from ..standing import ORDER
from .cut import JudgeRow, cut_lines, judge_rows, judges_head
from .figures import Figure, figure_of
from .told import Told


@dataclass(frozen=True)
class Segment:
    """A piece of a bar: where it begins and how long it is, as shares of the whole."""

    band: str
    start: float
    length: float


@dataclass(frozen=True)
class BandRow:
    """How many are in each band; the counts are in the bands' order."""

    name: str
    counts: tuple[int, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Decisions:
    """Decisions, the cut and their consistency; the bands with their names, in order."""

    bands: tuple[tuple[str, str], ...]
    rows: tuple[BandRow, ...]
    cut: tuple[str, ...]
    judges: tuple[JudgeRow, ...]
    judges_head: str
    consistency: tuple[Figure, ...]
    fit: tuple[str, ...]


def decisions_of(told: Told) -> Decisions:
    """Return the decisions of a cohort."""
    names = told.basis.framework.by_id
    skills = sorted(told.tally.competencies.items(), key=lambda entry: names[entry[0]].name)
    rows = [_row(told.say("decisions.whole"), told.tally.whole)]
    rows += [_row(names[competency].name, counts) for competency, counts in skills]
    return Decisions(
        bands=tuple((band, told.say(f"bands.{band}")) for band in ORDER),
        rows=tuple(rows),
        cut=tuple(cut_lines(told)),
        judges=tuple(judge_rows(told)),
        judges_head=judges_head(told),
        consistency=tuple(_consistency(told)),
        fit=tuple(_fit(told)),
    )


def _row(name: str, counts: Counter[str]) -> BandRow:
    total = counts.total() or 1
    segments, start = [], 0.0
    for band in ORDER:
        if counts[band]:
            segments.append(Segment(band, start, counts[band] / total))
            start += counts[band] / total
    return BandRow(name, tuple(counts[band] for band in ORDER), tuple(segments))


def _consistency(told: Told) -> Iterator[Figure]:
    found, say = told.analysis.consistency, told.say
    if isinstance(found, Refused):
        yield figure_of(say("decisions.p0"), found, say)
        return
    model = found.decision
    wrong = say("decisions.wrong", false_pass=percent(model.false_pass), false_fail=percent(model.false_fail))
    yield figure_of(say("decisions.p0"), found.consistency, say, percent)
    yield figure_of(say("decisions.kappa"), found.kappa, say)
    yield figure_of(say("decisions.accuracy"), found.accuracy, say, percent, wrong)


def _fit(told: Told) -> Iterator[str]:
    found = told.analysis.consistency
    if not isinstance(found, Refused):
        model = found.decision
        yield told.say(
            "decisions.fit",
            passing=percent(model.passing),
            observed=percent(model.observed_passing),
            length=model.length,
            fitted=told.say.number(model.true.fitted),
        )
