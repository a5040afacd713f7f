"""Agreement of observers in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

import pandas as pd

from ...marking.agreement import said as agreement_said
from ...marking.estimate import Estimate
from ...marking.refusal import Refused
from ..reading import kind
from ..wording import line, outcome
from .codings import codings_needed
from .double import Double
from .raters import RaterDrift, differences, drift, leniency
from .skills import SkillAgreement, by_pair, by_skill

WIDTH = 0.2
"""How narrow the interval of an intraclass correlation should be."""


def agreement_lines(double: Double, *, pairs: bool = False) -> Iterator[str]:
    """Yield how far raters agree by skill, who is lenient, who drifts, and how many more codings it takes.

    Parameters
    ----------
    pairs
        Also for each pair of raters.
    """
    yield line("observing.title", double=double.double, all=double.observations)
    if not double.double:
        yield line("observing.none")
        return
    for found in by_skill(double):
        yield from skill_lines(found)
        yield from _pairs(double, found.skill) if pairs else ()
    yield from rater_lines(differences(double))


def rater_lines(rows: pd.DataFrame) -> Iterator[str]:
    """Yield each rater beside the others: who is lenient, and who moves.

    Parameters
    ----------
    rows
        As `differences` gives them.
    """
    yield line("observing.raters")
    for rater, one in leniency(rows).items():
        yield line("observing.rater", rater=rater, words=outcome(one))
    for rater, moved in drift(rows).items():
        yield line("observing.rater", rater=rater, words=_drift(moved))
    yield line("observing.beside")


def agreement_frames(double: Double) -> dict[str, pd.DataFrame]:
    """Return agreement by skill, and each rater's differences from the others, by name."""
    return {"agreement": skills_frame(by_skill(double)), "differences": differences(double)}


def skills_frame(found: Sequence[SkillAgreement]) -> pd.DataFrame:
    """Return agreement by skill as a table."""
    return pd.DataFrame([_row(one) for one in found])


def skill_name(skill: str) -> str:
    """Return what a skill is called."""
    return kind("observations").columns[skill].head


def skill_lines(found: SkillAgreement) -> Iterator[str]:
    """Yield how far raters agree on one skill, and how many more codings it takes."""
    name = skill_name(found.skill)
    for one in (found.icc, found.alpha):
        words = agreement_said(one) if isinstance(one, Estimate) else f"{one}"
        yield line("observing.skill", skill=name, words=words)
    if isinstance(found.icc, Estimate) and found.icc.high - found.icc.low > WIDTH:
        value = min(max(found.icc.value, 0.0), 0.99)
        more = codings_needed(value, WIDTH, found.raters) - found.units
        if more > 0:
            yield line("observing.more", skill=name, more=more, width=WIDTH, value=f"{value:.2f}")


def _pairs(double: Double, skill: str) -> Iterator[str]:
    for pair in by_pair(double, skill):
        if isinstance(pair.kappa, Estimate):
            words = agreement_said(pair.kappa)
            name = skill_name(skill)
            yield line("observing.pair", skill=name, first=pair.first, second=pair.second, words=words)


def _drift(found: RaterDrift | Refused) -> str:
    if isinstance(found, Refused):
        return f"{found}"
    words = line("observing.drifts" if found.drifts else "observing.steady")
    return f"{outcome(found.a_year)} {words}"


def _row(found: SkillAgreement) -> dict[str, object]:
    made: dict[str, object] = {"skill": skill_name(found.skill), "observations": found.units}
    for name, one in (("icc", found.icc), ("alpha", found.alpha)):
        known = isinstance(one, Estimate)
        for part in ("value", "low", "high"):
            number = getattr(one, part) if known else float("nan")
            made[f"{name}_{part}"] = number if isfinite(number) else None
    return made
