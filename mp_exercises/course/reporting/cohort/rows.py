"""The rows of a report's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from ....marking.decision import Decision
from ....marking.estimate import Estimate
from ....marking.refusal import Refused
from ...receipts.receipt import fingerprint
from ...results import Result
from ..basis import Basis
from ..scale import Scale
from ..standing import ORDER, Standing
from ..wording import Wording
from .blueprint import blueprint_of
from .looks import looks
from .options import option_tables
from .tables import Table, Value
from .told import Told

Row = Sequence[Value]


TABLES = ("readme", "results", "items", "options", "competencies", "statistics", "history")


def layout(basis: Basis, say: Wording) -> list[Table]:
    """Return the tables of an assessment, in their order; results have columns for each skill."""
    wide = frozenset(say.get("tables.wide"))
    heads = {name: [str(head) for head in say.get(f"tables.{name}.heads")] for name in TABLES}
    for competency in skills(basis):
        name = basis.framework.by_id[competency].name
        heads["results"] += [head.format(name=name) for head in say.get("tables.results.skill")]
    return [Table(name, tuple(heads[name]), wide) for name in TABLES]


def skills(basis: Basis) -> list[str]:
    """Return the competencies that have columns, as the blueprint has them."""
    return list(basis.loaded.assessment.blueprint)


def readme_rows(basis: Basis, say: Wording) -> Iterator[Row]:
    """Yield what each table is."""
    values = {"title": basis.loaded.assessment.title, "basis": say(f"basis.{basis.whose}")}
    for what, meaning in say.get("tables.readme.rows"):
        yield what, meaning.format(**values)


def result_row(
    result: Result, whole: Decision, found: Sequence[Standing], page: str, basis: Basis, say: Wording
) -> Row:
    """Return a trainee's line."""
    scale = Scale(basis.judge.cut.value)
    seconds = [item.seconds for item in result.items if item.seconds is not None]
    by_skill = {one.competency: one.decision for one in found}
    row: list[Value] = [
        result.trainee,
        result.name,
        result.submitted,
        datetime.combine(date.fromisoformat(result.at[:10]), datetime.min.time()),
        result.points,
        result.most,
        result.penalty,
        *_decided(whole, scale, say),
        say(f"tables.results.kinds.{'practice' if basis.practice else 'panel'}"),
        len(result.waiting),
        "; ".join(basis.titles.get(section, section) for section in result.overruled),
        result.damaged,
        round(sum(seconds) / 60, 1) if seconds else None,
        fingerprint(result.record),
        page,
    ]
    for competency in skills(basis):
        decision = by_skill.get(competency)
        row += _decided(decision, scale, say) if decision else [None] * 4
    return row


def item_rows(told: Told) -> Iterator[Row]:
    """Yield a line for each question."""
    found = told.analysis.items
    if isinstance(found, Refused):
        return
    for number, (place, item) in enumerate(zip(told.cohort.items, found.items, strict=True), 1):
        defined = told.basis.items[place]
        yield (
            number,
            place[0],
            place[1],
            told.item(place),
            told.say(f"kinds.{defined.kind}"),
            item.points,
            ", ".join(defined.competencies),
            item.n,
            item.difficulty,
            item.sd,
            *_numbers(item.correlation),
            _value(item.alpha_without),
            _value(item.discrimination),
            item.omitted,
            item.seconds,
            item.timed,
            "; ".join(told.say(f"items.words.{why}") for why in looks(item)),
        )


def option_rows(told: Told) -> Iterator[Row]:
    """Yield a line for each option of each question."""
    found = told.analysis.items
    if isinstance(found, Refused):
        return
    for table in option_tables(told.basis, found):
        for row in table.rows:
            use = row.use
            yield (
                table.number,
                *table.place,
                row.option or told.say("options.blank"),
                row.text,
                row.credit,
                use.chosen,
                use.upper,
                use.lower,
                found.n,
                use.in_upper,
                use.in_lower,
            )


def competency_rows(told: Told) -> Iterator[Row]:
    """Yield a line for each competency."""
    for row in blueprint_of(told):
        counts = told.tally.competencies[row.competency]
        yield row.competency, row.name, row.promised, row.points, *(counts[band] for band in ORDER)


def history_rows(changes: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield a line for each mark that a corrected key changed."""
    names = (
        "trainee", "cell", "at", "who", "why", "old", "new", "old_decision", "new_decision",
        "old_marking", "new_marking",
    )  # fmt: skip
    for change in changes:
        yield [change[name] for name in names]


def _decided(decision: Decision, scale: Scale, say: Wording) -> list[Value]:
    interval = scale.interval(decision)
    numbers: list[Value] = [None, None, None]
    if interval is not None:
        numbers = [round(100 * mark, 2) for mark in (interval.value, interval.low, interval.high)]
    return [*numbers, say(f"bands.{decision.band}")]


def _numbers(found: Estimate | Refused) -> tuple[float | None, ...]:
    return (None, None, None) if isinstance(found, Refused) else (found.value, found.low, found.high)


def _value(found: float | Refused) -> float | None:
    return None if isinstance(found, Refused) else found
