"""From a result to the ``Standard`` that a course keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..estimate import Estimate
from ..refusal import Refused
from .angoff import Angoff, JudgeResult
from .borderline import Borderline
from .model import Agreement, Standard

DECIMALS = 4


def standard_by_angoff(result: Angoff, assessment: str, sections: Mapping[str, str], day: date) -> Standard:
    """Return the standard that a panel set.

    Parameters
    ----------
    sections
        The revision of each section that the panel saw.
    day
        On which the standard was worked out.
    """
    final = result.final
    return _standard(
        final.cut,
        final.se,
        assessment=assessment,
        method="angoff",
        form=final.form,
        panel=len(final.judges),
        rounds=len(result.rounds),
        agreement=_agreement(final.agreement),
        leniency=_leniency(final.judges),
        day=day,
        sections=dict(sections),
    )


def standard_by_borderline(
    result: Borderline, assessment: str, sections: Mapping[str, str], day: date
) -> Standard:
    """Return the standard that examiners' grades set."""
    return _standard(
        result.cut,
        result.se,
        assessment=assessment,
        method="borderline-regression",
        form="grades",
        panel=result.cut.n,
        rounds=1,
        agreement=None,
        day=day,
        sections=dict(sections),
    )


def _standard(cut: Estimate, se: float, *, day: date, **fields: Any) -> Standard:
    return Standard.model_validate(
        {
            "schema": 1,
            "value": round(cut.value, DECIMALS),
            "low": round(cut.low, DECIMALS),
            "high": round(cut.high, DECIMALS),
            "level": cut.level,
            "se": round(se, DECIMALS),
            "date": day,
            **fields,
        }
    )


def _agreement(found: tuple[Estimate | Refused, ...]) -> Agreement | None:
    """Return the reliability of the panel's mean, or the first coefficient that is given."""
    given = [one for one in found if isinstance(one, Estimate)]
    chosen = next((one for one in given if one.form == "2,k"), given[0] if given else None)
    if chosen is None:
        return None
    return Agreement.model_validate(
        {
            "statistic": chosen.statistic,
            "form": chosen.form,
            "value": round(chosen.value, DECIMALS),
            "low": round(chosen.low, DECIMALS),
            "high": round(chosen.high, DECIMALS),
            "level": chosen.level,
        }
    )


def _leniency(judges: Iterable[JudgeResult]) -> list[dict[str, float]]:
    """Return how far each judge lies from the panel, in the order of that and without a name."""
    found = sorted((judge.difference for judge in judges), key=lambda one: (one.value, one.low))
    return [
        {
            "difference": round(one.value, DECIMALS),
            "low": round(one.low, DECIMALS),
            "high": round(one.high, DECIMALS),
        }
        for one in found
    ]
