"""Agreement on real days: what two members gave apart for the same candidate, over one day or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from ...marking.agreement import said as agreement_said
from ...marking.estimate import Estimate
from ...measures.observing import Double, differences, leniency
from ..folder import Folder
from ..records import read_book
from ..seen import shared, units_of
from ..wording import joined, said, say
from .agreeing import agreed


def on_days(folders: Sequence[Folder]) -> Double:
    """Return the sheets that several members locked of the same candidate at the same station.

    Notes
    -----
    The number that was given first counts, since what changed in talk is no independent judgement. A
    member of two campaigns is one member where the codes are the same.
    """
    skills = tuple(dict.fromkeys(name for folder in folders for name in folder.campaign.criterion))
    rows: list[dict[str, object]] = []
    for folder in folders:
        rows += _rows(folder)
    frame = pd.DataFrame(rows, columns=["observation", "observed_on", "rater", *skills])
    frame = frame.astype(dict.fromkeys(skills, np.float64)).sort_values(["observation", "rater"])
    frame = frame.reset_index(drop=True)
    place = pd.factorize(frame["observation"])[0].astype(np.int64)
    count = int(place.max()) + 1 if len(place) else 0
    return Double(skills, frame, place, count, count)


def day_lines(folders: Sequence[Folder], double: Double) -> Iterator[str]:
    """Yield how far members agreed, quality by quality, and who stands where beside the others."""
    if not double.double:
        yield say("agreement.none")
        return
    titles = joined([folder.campaign.title for folder in folders])
    yield say("agreement.title", campaigns=titles, cells=double.double)
    names = {one.id: one.name for folder in folders for one in folder.campaign.criteria}
    for one in agreed(double):
        yield say("calibrate.criterion", criterion=names[one.criterion])
        yield say("calibrate.close", close=one.close, pairs=one.pairs)
        for found in (one.found.icc, one.found.alpha):
            words = agreement_said(found) if isinstance(found, Estimate) else f"{found}"
            yield say("calibrate.coefficient", words=words)
    yield say("agreement.beside")
    for member, lenient in leniency(differences(double)).items():
        yield say("calibrate.rater", member=member, words=said(lenient))


def day_frames(double: Double) -> dict[str, pd.DataFrame]:
    """Return agreement by quality as a table."""
    rows = []
    for one in agreed(double) if double.double else ():
        row: dict[str, object] = {"criterion": one.criterion, "close": one.close, "pairs": one.pairs}
        for name, found in (("icc", one.found.icc), ("alpha", one.found.alpha)):
            known = isinstance(found, Estimate)
            for end in ("value", "low", "high"):
                row[f"{name}_{end}"] = getattr(found, end) if known else None
        rows.append(row)
    return {"agreement-on-days": pd.DataFrame(rows)}


def _rows(folder: Folder) -> Iterator[dict[str, object]]:
    book = read_book(folder)
    for station, stage in folder.campaign.stations.items():
        for unit in units_of(folder, station):
            members = folder.campaign.assessors(station, unit)
            if len(members) < 2 or not shared(folder, book, station, unit):
                continue
            for member in members:
                scores = book.sheet(station, unit, member).scores
                yield {
                    "observation": f"{folder.campaign.slug} {folder.path.name} {station} {unit}",
                    "observed_on": pd.Timestamp(folder.campaign.day),
                    "rater": member,
                    **{
                        name: score.point if score.first is None else score.first
                        for name, score in scores.items()
                        if name in stage.scores and score.point is not None
                    },
                }
