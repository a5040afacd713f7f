"""How far scores can be relied on."""

from __future__ import annotations

from collections.abc import Iterator

from ....marking.bands import number
from ....marking.decision import rules
from ....marking.estimate import Estimate
from ....marking.refusal import Refused
from .figures import Figure, figure_of
from .told import Told


def reliability_of(told: Told) -> Iterator[Figure]:
    """Yield alpha, the standard error of measurement, that at the cut, and the scatter of an item."""
    say, found = told.say, told.analysis
    unit = f" {say('reliability.unit')}"
    yield figure_of(say("reliability.alpha"), found.alpha, say)
    yield figure_of(say("reliability.error"), found.error, say, number, unit=unit)
    conditional = found.conditional
    name = say("reliability.conditional")
    if isinstance(conditional, Refused):
        yield figure_of(name, conditional, say)
    else:
        more = say(
            "reliability.conditional_more", parts=conditional.parts, average=number(conditional.average)
        )
        yield figure_of(name, conditional.estimate, say, number, more, unit=unit)
    judge = told.basis.judge
    scatter = "assumed" if judge.assumed else "cohort"
    text = say(f"reliability.scatter_{scatter}", error=number(judge.error), least=rules().least_trainees)
    yield Figure(say("reliability.scatter"), number(judge.error), "", (text,), refused=False)


def alpha_said(told: Told) -> str:
    """Return alpha in a few words, for the head of the report; nothing where it is refused."""
    alpha = told.analysis.alpha
    if not isinstance(alpha, Estimate):
        return ""
    name, numbers = told.say("reliability.alpha"), (alpha.value, alpha.low, alpha.high)
    value, low, high = map(number, numbers)
    return f"{name}: {value} ({low} to {high})."
