"""Where the cut comes from, how far its panel agreed, and how lenient each judge was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ....marking.bands import number, percent
from ....marking.standard import Standard
from .told import Told


@dataclass(frozen=True)
class JudgeRow:
    """One judge of the panel, by number: how far from the panel's cut, in points in 100."""

    number: int
    difference: str
    between: str


def cut_lines(told: Told) -> Iterator[str]:
    """Yield the sentences on the cut."""
    say, standard = told.say, told.basis.standard
    cut = told.scale.say(told.scale.cut)
    if standard is None:
        own = told.basis.loaded.assessment.cut
        yield say("cut.author", cut=cut, note=own.note.strip())
        return
    yield say(
        f"cut.{'panel' if standard.method == 'angoff' else 'graded'}",
        cut=cut,
        level=percent(standard.level),
        low=f"{100 * standard.low:.1f}",
        high=f"{100 * standard.high:.1f}",
        day=say.day(standard.day),
        form=say(f"cut.forms.{standard.form}"),
        panel=standard.panel,
        rounds=say.counted("cut.rounds", standard.rounds),
        error=f"{100 * standard.se:.1f}",
    )
    if standard.method == "angoff":
        yield _agreement(told, standard)
        if standard.leniency is None:
            yield say("cut.judges.unknown")


def judges_head(told: Told) -> str:
    """Return the head of the judges' intervals."""
    standard = told.basis.standard
    return told.say("cut.judges.between", level=percent(standard.level)) if standard else ""


def judge_rows(told: Told) -> Iterator[JudgeRow]:
    """Yield each judge of the panel, where the standard has them."""
    standard = told.basis.standard
    if standard is None:
        return
    for place, judge in enumerate(standard.leniency or (), 1):
        between = told.say("cut.judges.range", low=_points(judge.low), high=_points(judge.high))
        yield JudgeRow(place, _points(judge.difference), between)


def _agreement(told: Told, standard: Standard) -> str:
    agreed, say = standard.agreement, told.say
    if agreed is None:
        return say("cut.none")
    return say(
        "cut.agreement",
        statistic=say(f"cut.statistics.{agreed.statistic}"),
        form=agreed.form,
        value=number(agreed.value),
        level=percent(agreed.level),
        low=number(agreed.low),
        high=number(agreed.high),
    )


def _points(share: float) -> str:
    """Return a difference of shares in points in 100, with its sign."""
    said = f"{100 * share:+.1f}".replace("-", "−")
    return "0.0" if said in ("+0.0", "−0.0") else said
