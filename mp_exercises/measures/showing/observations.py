"""What people look at of observed practice: how skilled it was, and how far those who rated it agree."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ...marking.bands import number
from ...marking.estimate import Estimate
from ...marking.refusal import Refused
from ..drawing import Reference
from ..observing import RaterDrift, differences, double_coded, drift, leniency
from ..observing.double import Double
from ..observing.level import Level, level
from ..observing.report import rater_lines, skill_lines, skill_name, skills_frame
from ..observing.skills import by_skill
from ..reading import Table, kind
from ..wording import line, outcome
from .choosing import Choice
from .panel import Headline, Panel, cautioned, headline, nothing
from .pictures import extremes, point_rows
from .wording import interval_of, panel_words, signed, value_of, words

GOOD = 0.75
"""From where Koo and Li (2016) call agreement of single ratings good."""


def panels(table: Table, choice: Choice) -> Iterator[Panel]:
    """Yield the level of practice, agreement by skill, and each rater beside the others."""
    frame = _of_skill(table.frame, choice.skill)
    yield _level(level(frame))
    double = double_coded(frame)
    if not double.double:
        why = panel_words("agreement").line("none")
        yield Panel("agreement", Headline(words().refused, why=why), (why,))
        return
    yield _agreement(double)
    yield _raters(double)


def _of_skill(frame: pd.DataFrame, skill: str | None) -> pd.DataFrame:
    if skill is None:
        return frame
    columns = kind("observations").columns
    return frame.drop(columns=[name for name in frame if columns[name].skill and name != skill])


def _level(found: Level) -> Panel:
    if isinstance(found.whole, Refused):
        return nothing("level", found.whole)
    said = panel_words("level")
    named = {skill_name(skill): one for skill, one in found.skills.items()}
    order = extremes(named)
    (worst, low), (best, high) = order[0], order[-1]
    says = said.line("says", low=number(low.value), worst=worst, high=number(high.value), best=best)
    sentence = "one" if len(order) == 1 else "mean"
    frame = pd.DataFrame([(name, one.n, one.value, one.low, one.high) for name, one in order])
    return Panel(
        "level",
        headline("level", found.whole, n=said.line("n_observations") if found.units != "worker" else ""),
        cautioned([f"{name}: {outcome(one)}" for name, one in named.items()], found.whole),
        (said.line(sentence, best=best, worst=worst, value=number(high.value)),),
        (said.line("watched"),),
        point_rows("level", says, named, ends=(1.0, 5.0)),
        {"level": frame.set_axis(["skill", "n", "mean", "low", "high"], axis=1)},
    )


def _agreement(double: Double) -> Panel:
    said = panel_words("agreement")
    found = by_skill(double)
    lines = [line("observing.title", double=double.double, all=double.observations)]
    lines += [text for one in found for text in skill_lines(one)]
    named = {skill_name(one.skill): one.icc for one in found}
    order = extremes(named)
    if not order:
        return Panel("agreement", Headline(words().refused, why=lines[0]), tuple(lines))
    (worst, low), (best, high) = order[0], order[-1]
    ends = {"low": number(low.value), "worst": worst, "high": number(high.value), "best": best}
    mark = Reference(GOOD, said.line("mark"))
    return Panel(
        "agreement",
        headline("agreement", low, skill=worst),
        tuple(lines),
        (said.line("most", best=best, worst=worst),) if best != worst else (),
        (said.line("workers"),),
        point_rows("agreement", said.line("says", **ends), named, ends=(0.0, 1.0), marks=[mark]),
        {"agreement": skills_frame(found)},
    )


def _raters(double: Double) -> Panel:
    said = panel_words("raters")
    rows = differences(double)
    lenient, moves = leniency(rows), drift(rows)
    order = extremes(lenient)
    lines = tuple(rater_lines(rows))
    if not order:
        return nothing("raters", next(one for one in lenient.values() if isinstance(one, Refused)))
    (lowest, low), (highest, high) = order[0], order[-1]
    ends = {"low": signed(low.value), "lowest": lowest, "high": signed(high.value), "highest": highest}
    name, furthest = max(order, key=lambda one: abs(one[1].value))
    drifting = [rater for rater, one in moves.items() if isinstance(one, RaterDrift) and one.drifts]
    may = said.line("moves", raters=", ".join(drifting)) if drifting else said.line("still")
    return Panel(
        "raters",
        _furthest(name, furthest),
        cautioned(lines, furthest),
        (may,),
        (said.line("wrong"),),
        point_rows("raters", said.line("says", **ends), lenient, marks=[Reference(0.0, said.line("mark"))]),
        {"differences": rows},
    )


def _furthest(rater: str, found: Estimate) -> Headline:
    said = panel_words("raters")
    return Headline(
        value_of("raters", found.value),
        said.unit.format(rater=rater),
        interval_of("raters", found),
        said.n.format(n=f"{found.n:,}"),
    )
