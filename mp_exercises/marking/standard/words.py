"""A standard in plain words, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

from ...exercise import read_yaml
from .. import agreement
from ..bands import Words, percent, sentence, shaped
from ..estimate import Estimate
from ..refusal import Refused
from .angoff import Angoff, Change, RoundResult
from .borderline import Borderline
from .forms import forms
from .model import Standard

WORDS = Path(__file__).with_name("words.yaml")


@cache
def _all() -> tuple[Words, dict[str, str], dict[str, str]]:
    source = read_yaml(WORDS)
    data: dict[str, Any] = dict(source.data)
    lines, methods = data.pop("lines"), data.pop("methods")
    return shaped(source, data), lines, methods


def line(name: str, **values: Any) -> str:
    """Return one line with its values."""
    return _all()[1][name].format(**values)


def method_name(method: str) -> str:
    """Return what a method is called."""
    return _all()[2][method]


def said(estimate: Estimate) -> str:
    """Return a cut score as a sentence."""
    return sentence(estimate, _all()[0])


def angoff_text(assessment: str, result: Angoff) -> list[str]:
    """Return the result of a panel in lines."""
    final = result.final
    count = len(result.rounds)
    rounds = line("rounds_one") if count == 1 else line("rounds_many", count=count)
    title = line("title", assessment=assessment, method=method_name("angoff"), form=final.form, rounds=rounds)
    return [title, *_final(final), *(_change(one) for one in result.changes)]


def borderline_text(assessment: str, result: Borderline) -> list[str]:
    """Return the result of a borderline regression in lines."""
    method = method_name("borderline-regression")
    words = {grade.number: grade.word for grade in forms().grades}
    counts = ", ".join(f"{count} {words.get(grade, f'{grade:g}')}" for grade, count in result.by_grade)
    return [
        line("title", assessment=assessment, method=method, form="grades", rounds=line("rounds_one")),
        said(result.cut),
        line(
            "borderline_se",
            se=_points(result.se),
            bootstrap=_points(result.se_bootstrap),
            low=percent(result.bootstrap.low),
            high=percent(result.bootstrap.high),
        ),
        line("line", slope=_points(result.slope), r_squared=percent(result.r_squared)),
        line("by_grade", counts=counts),
        *(line("caution", caution=caution) for caution in result.cut.cautions),
    ]


def standard_text(standard: Standard, stale: tuple[str, ...]) -> list[str]:
    """Return a course's standard in lines."""
    kept = line(
        "kept",
        assessment=standard.assessment,
        percent=percent(standard.value),
        low=percent(standard.low),
        high=percent(standard.high),
        method=method_name(standard.method),
        form=standard.form,
        panel=standard.panel,
        day=standard.day,
    )
    return [kept, *([line("stale", sections=", ".join(stale))] if stale else [])]


def _final(final: RoundResult) -> Iterator[str]:
    yield said(final.cut)
    yield line("se", se=_points(final.se), se_items=_points(final.se_items))
    yield line("spread", spread=_points(final.spread))
    parts = final.components
    yield line(
        "components",
        items=_points(sqrt(parts.items)),
        judges=_points(sqrt(parts.judges)),
        residual=_points(sqrt(parts.residual)),
    )
    yield line("agreement")
    for found in final.agreement:
        yield line("refused", refusal=found) if isinstance(found, Refused) else f"  {agreement.said(found)}"
    yield line("judges")
    yield from _judges(final)
    if final.abstained:
        yield line("abstained", count=final.abstained)
    for caution in final.cut.cautions:
        yield line("caution", caution=caution)


def _judges(final: RoundResult) -> Iterator[str]:
    width = max(len(judge.judge) for judge in final.judges)
    for judge in sorted(final.judges, key=lambda one: one.cut):
        apart = judge.difference
        shown = line(
            "judge",
            judge=judge.judge,
            width=width,
            cut=percent(judge.cut),
            difference=_signed(apart.value),
            low=_signed(apart.low),
            high=_signed(apart.high),
        )
        yield shown if apart.low <= 0 <= apart.high else shown + line("judge_apart")


def _change(change: Change) -> str:
    if isinstance(change.cut, Refused):
        return line("no_change", first=change.first, second=change.second, why=change.cut)
    return line(
        "change",
        first=change.first,
        second=change.second,
        moved=_signed(change.cut.value),
        low=_signed(change.cut.low),
        high=_signed(change.cut.high),
        before=_points(change.spread_before),
        after=_points(change.spread_after),
        share=percent(change.moved),
    )


def _points(share: float) -> str:
    """Return a share as points in 100, with one decimal."""
    return f"{100 * share:.1f}"


def _signed(share: float) -> str:
    return f"{100 * share:+.1f}".replace("-", "−")
