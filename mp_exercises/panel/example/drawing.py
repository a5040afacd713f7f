"""The numbers of an invented panel: candidates, stations, assessors and recordings, drawn by a seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..campaign import CALIBRATION, Campaign
from ..records import Score

Drawn = dict[tuple[str, str, str], dict[str, Score]]
"""A whole sheet by member, station and unit."""


@dataclass(frozen=True)
class Words:
    """Lines of evidence by quality and point, and what one higher would have needed by quality."""

    lines: Mapping[str, Mapping[int, list[str]]]
    higher: Mapping[str, list[str]]


def draw_sheets(
    campaign: Campaign,
    candidates: list[str],
    settings: Mapping[str, Any],
    rng: np.random.Generator,
) -> Drawn:
    """Return every member's sheets, of recordings and of candidates."""
    words = Words(settings["lines"], settings["higher"])
    severity = {one.id: float(rng.normal(0, settings["assessor"])) for one in campaign.members}
    lenient = settings["lenient"]
    made: Drawn = {}
    for recording in campaign.recordings:
        truth = _truth(campaign, rng, settings["mean"], settings["recording_spread"], 0.6)
        for member in campaign.assessors(CALIBRATION, recording.id):
            shift = severity[member] + lenient.get(member, 0.0)
            made[member, CALIBRATION, recording.id] = _sheet(truth, shift, settings, words, rng)
    for number in candidates:
        spread = settings["between_candidates"]
        truth = _truth(campaign, rng, settings["mean"], spread, settings["between_qualities"])
        for station in campaign.stations.values():
            there = float(rng.normal(0, settings["station"]))
            at = {
                name: truth[name] + there + float(rng.normal(0, settings["candidate_at_station"]))
                for name in station.scores
            }
            for member in campaign.assessors(station.id, number):
                shift, bare = severity[member], station.kind == "paper"
                made[member, station.id, number] = _sheet(at, shift, settings, words, rng, bare=bare)
    return made


def _truth(
    campaign: Campaign, rng: np.random.Generator, mean: float, spread: float, apart: float
) -> dict[str, float]:
    level = float(rng.normal(mean, spread))
    return {name: level + float(rng.normal(0, apart)) for name in campaign.criterion}


def _sheet(
    truth: Mapping[str, float],
    shift: float,
    settings: Mapping[str, Any],
    words: Words,
    rng: np.random.Generator,
    *,
    bare: bool = False,
) -> dict[str, Score]:
    made = {}
    for name, value in truth.items():
        point = int(np.clip(round(value + shift + float(rng.normal(0, settings["rest"]))), 1, 5))
        options = words.lines.get(name, {}).get(point, [])
        picked = rng.permutation(len(options))[:2]
        higher = words.higher.get(name, [])
        lines = () if bare else tuple(options[place] for place in sorted(picked))
        made[name] = Score(point, lines, "" if bare or point > len(higher) else higher[point - 1])
    return made
