"""Agreement by skill, and of each pair of raters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ...marking.agreement import Form, cohen_kappa, icc, krippendorff_alpha
from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from .double import Double


@dataclass(frozen=True)
class SkillAgreement:
    """How far raters agree on one skill.

    Attributes
    ----------
    skill
        Its name.
    icc
        Of single ratings: form 2,1 where the same people rated everything, else 1,1.
    raters, units
        What the ICC rests on: observations by so many raters; others are in alpha alone.
    alpha
        Krippendorff's, ordinal where every rating is a whole number, else interval.
    """

    skill: str
    icc: Estimate | Refused
    raters: int
    units: int
    alpha: Estimate | Refused


@dataclass(frozen=True)
class PairAgreement:
    """How far two raters agree on one skill: kappa with quadratic weights."""

    skill: str
    first: str
    second: str
    kappa: Estimate | Refused


def by_skill(double: Double, *, level: float = LEVEL) -> tuple[SkillAgreement, ...]:
    """Return the agreement on each skill, in the table's order."""
    return tuple(_skill(double, skill, level) for skill in double.skills)


def by_pair(double: Double, skill: str, *, least: int = 10, level: float = LEVEL) -> Iterator[PairAgreement]:
    """Yield the agreement of each pair of raters who rated at least so many observations together."""
    wide = double.wide(skill)
    for first, second in combinations(wide.columns, 2):
        both = wide[[first, second]].dropna()
        if len(both) >= least:
            yield PairAgreement(
                skill,
                first,
                second,
                attempt(lambda both=both, a=first, b=second: _kappa(both[a], both[b], level)),  # type: ignore[misc]
            )


def _skill(double: Double, skill: str, level: float) -> SkillAgreement:
    groups = list(double.compact(skill))
    if not groups:
        nothing = Refused("icc", "no observation of this skill has two ratings")
        return SkillAgreement(skill, nothing, 0, 0, Refused("krippendorff-alpha", nothing.why))
    raters, table, same = max(groups, key=lambda group: len(group[1]))
    form: Form = "2,1" if same else "1,1"
    found = attempt(lambda: icc(table, form, level=level))
    return SkillAgreement(skill, found, raters, len(table), attempt(lambda: _alpha(groups, level)))


def _alpha(groups: list[tuple[int, np.ndarray, tuple[str, ...]]], level: float) -> Estimate:
    """Return alpha of all units; who rated does not matter to it, so that columns need not be raters."""
    widest = max(raters for raters, _, _ in groups)
    rows = [np.pad(table, ((0, 0), (0, widest - k)), constant_values=np.nan) for k, table, _ in groups]
    # Gaps as infinity for now, since two of them are the same and two NaN are not.
    filled = np.nan_to_num(np.concatenate(rows), nan=np.inf)
    ratings, often = np.unique(np.sort(filled, axis=1), axis=0, return_counts=True)
    ratings[np.isinf(ratings)] = np.nan
    known = ratings[~np.isnan(ratings)]
    whole = bool((known == np.round(known)).all())
    return krippendorff_alpha(ratings, "ordinal" if whole else "interval", often=often, level=level)


def _kappa(first: object, second: object, level: float) -> Estimate:
    return cohen_kappa(first, second, weights="quadratic", level=level)
