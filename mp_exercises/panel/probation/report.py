"""What scores say of probation, in words, with how many hires it would take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from ...exercise import read_yaml
from ...marking.bands import number, percent
from ...marking.refusal import Refused, attempt
from ..folder import Folder
from ..wording import joined, said, say
from .collecting import Followed
from .validity import Validity, hires_needed, power, validity

AVERAGES = Path(__file__).with_name("averages.yaml")

Found = dict[str, Validity | Refused]


def validities(found: Followed) -> Found:
    """Return each quality's correlation, or why it is refused."""
    return {
        name: attempt(lambda n=name, p=pairs: validity(n, p.selection, p.probation, p.everybody))  # type: ignore[misc]
        for name, pairs in found.criteria.items()
    }


def probation_lines(folders: Sequence[Folder], followed: Followed, found: Found) -> Iterator[str]:
    """Yield what selection says of probation."""
    yield say("probation.title", campaigns=joined([one.campaign.title for one in folders]))
    yield say("probation.people", people=followed.people)
    if followed.not_blind:
        yield say("probation.not_blind", count=followed.not_blind)
    names = {one.id: one.name for folder in folders for one in folder.campaign.criteria}
    for name, one in found.items():
        words = f"{one}" if isinstance(one, Refused) else said(one.found)
        yield say("probation.criterion", criterion=names[name], words=words)
        if isinstance(one, Validity) and one.unrestricted is not None and one.restriction is not None:
            value, low, high = one.unrestricted
            yield say(
                "probation.restricted",
                value=number(value),
                low=number(low),
                high=number(high),
                restriction=f"{one.restriction:.1f}",
            )
    averages = read_yaml(AVERAGES).data
    yield say("probation.power_title")
    for true in averages["look_for"]:
        yield say("probation.power", true=f"{true:g}", needed=hires_needed(true))
    usual = averages["structured_interview"]
    chance = percent(power(usual, followed.people))
    yield say("probation.power_now", people=followed.people, true=f"{usual:g}", chance=chance)
    yield say("probation.share")


def probation_frames(found: Found) -> dict[str, pd.DataFrame]:
    """Return the correlations as a table."""
    rows = [
        {
            "criterion": name,
            "people": one.found.n if isinstance(one, Validity) else None,
            "correlation": one.found.value if isinstance(one, Validity) else None,
            "low": one.found.low if isinstance(one, Validity) else None,
            "high": one.found.high if isinstance(one, Validity) else None,
            "refused": "" if isinstance(one, Validity) else one.why,
        }
        for name, one in found.items()
    ]
    return {"probation": pd.DataFrame(rows)}
