"""Whether a panel's ratings make a key: enough raters, enough agreement, and no question that splits it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...exercise import Exercise
from ...exercise.base import ItemBase, Raw
from ...marking.agreement import icc, krippendorff_alpha
from ...marking.estimate import Estimate
from ...marking.refusal import Refused, require
from .gathering import Ratings

NAME = "panel-key"

BARS = {"rating": 0.75, "ranking": 0.75, "sorting": 0.667, "coding": 0.667, "choice": 0.667}
"""What the low end of the interval must reach. For ordered kinds ICC(2,k) of the panel's mean, where Koo and
Li (2016) call .75 good; for the others Krippendorff's alpha, where .667 is the least for tentative use."""

BY_A_PERSON = frozenset({"reflection"})
"""Kinds that a person marks, whose key is a rubric and no judgement of a panel."""

AHEAD = 2 / 3
"""The share of raters who must put one response before another; else the two are tied."""

FAIR = 1 / 3
"""From this share of raters on a second view is fair, and earns half."""

Table = list[list[Any]]


@dataclass(frozen=True)
class PanelKey:
    """A panel's key.

    Attributes
    ----------
    keys
        By item, what the key's own field becomes: ratings, order, bins, codes or credit.
    agreement
        Of the kind of item on which the panel agreed least.
    kind
        Which that is.
    by_kind
        Of every kind, once for each set of labels.
    """

    keys: dict[str, dict[str, Any]]
    raters: int
    agreement: Estimate
    kind: str
    by_kind: tuple[tuple[str, Estimate], ...]


def panel_key(exercise: Exercise, ratings: Ratings) -> PanelKey:
    """Return a panel's key.

    Raises
    ------
    Refused
        If there are too few raters or parts, somebody left an item out, the panel agrees too little, or
        it is split over a part.
    """
    require(NAME, raters=len(ratings.raters))
    keys: dict[str, dict[str, Any]] = {}
    tables: dict[tuple[str, frozenset[str]], Table] = {}
    for item in exercise.items:
        if item.kind in BY_A_PERSON:
            continue
        if item.kind not in _KINDS:
            raise Refused(NAME, f"{item.id} is of kind {item.kind}, whose key no panel's ratings can make")
        found = ratings.by_item[item.id]
        missing = [rater for rater in ratings.raters if rater not in found]
        if missing:
            raise Refused(NAME, f"{', '.join(missing)} left out {item.id}")
        parts, read, settle = _KINDS[item.kind]
        rows = _rows(item, parts(item), [found[rater] for rater in ratings.raters], read, ratings.raters)
        tables.setdefault((item.kind, _labels(item)), []).extend(rows)
        keys[item.id] = settle(item, parts(item), rows)
    if not keys:
        raise Refused(NAME, "it has no item with a key")
    found_by = [(kind, _agreement(kind, rows)) for (kind, _), rows in tables.items()]
    kind, least = min(found_by, key=lambda one: one[1].low - BARS[one[0]])
    return PanelKey(keys, len(ratings.raters), least, kind, tuple(found_by))


def _labels(item: ItemBase) -> frozenset[str]:
    """Return the labels to choose from: agreement over other labels is reckoned apart, since it flatters."""
    field = {"sorting": "bins", "coding": "codes"}.get(item.kind)
    return frozenset(_ids(field)(item)) if field else frozenset()


def _rows(
    item: ItemBase,
    parts: list[str],
    answers: list[Raw],
    read: Callable[[Raw, str], Any],
    raters: tuple[str, ...],
) -> Table:
    """Return parts by raters."""
    rows = [[read(answer, part) for answer in answers] for part in parts]
    for part, row in zip(parts, rows, strict=True):
        for rater, value in zip(raters, row, strict=True):
            if value is None:
                raise Refused(NAME, f"{rater} left out {part} of {item.id}")
    return rows


def _agreement(kind: str, rows: Table) -> Estimate:
    require(NAME, parts=len(rows))
    found = icc(rows, "2,k") if kind in ("rating", "ranking") else krippendorff_alpha(rows, "nominal")
    if found.low < BARS[kind]:
        name = "ICC(2,k)" if found.statistic == "icc" else "alpha"
        why = f"on the {kind} items {name} is {found.value:.2f}, and the low end of its interval"
        raise Refused(NAME, f"{why}, {found.low:.2f}, is below {BARS[kind]:g}")
    return found


def _rating(item: ItemBase, parts: list[str], rows: Table) -> dict[str, Any]:
    points = {}
    for part, row in zip(parts, rows, strict=True):
        middle, mean = float(np.median(row)), float(np.mean(row))
        near = round(middle) if middle == round(middle) else int(middle) + int(mean > middle)
        if middle != round(middle) and mean == middle:
            raise Refused(NAME, f"the panel is split over {part} of {item.id}: {_told(row)}")
        if sum(abs(point - near) <= 1 for point in row) < AHEAD * len(row):
            raise Refused(NAME, f"the panel is split over {part} of {item.id}: {_told(row)}")
        points[part] = near
    return {"ratings": points}


def _ranking(item: ItemBase, parts: list[str], rows: Table) -> dict[str, Any]:
    places = dict(zip(parts, rows, strict=True))
    order = sorted(parts, key=lambda part: (float(np.mean(places[part])), part))
    groups = [[order[0]]]
    for part in order[1:]:
        last = places[groups[-1][-1]]
        ahead = sum(before < after for before, after in zip(last, places[part], strict=True))
        if ahead >= AHEAD * len(last):
            groups.append([part])
        else:
            groups[-1].append(part)
    if len(groups[0]) > 1:
        tied = " and ".join(groups[0])
        raise Refused(NAME, f"the panel does not agree what comes first on {item.id}: {tied} are tied")
    if len(groups) < 2:
        raise Refused(NAME, f"the panel has no order for {item.id}")
    return {"order": [group[0] if len(group) == 1 else sorted(group) for group in groups]}


def _placing(field: str) -> Callable[[ItemBase, list[str], Table], dict[str, Any]]:
    def settle(item: ItemBase, parts: list[str], rows: Table) -> dict[str, Any]:
        return {field: {part: _most(item, part, row) for part, row in zip(parts, rows, strict=True)}}

    return settle


def _choice(item: ItemBase, parts: list[str], rows: Table) -> dict[str, Any]:
    shares = {part: sum(row) / len(row) for part, row in zip(parts, rows, strict=True)}
    credit = {part: 1.0 if share > 0.5 else 0.5 for part, share in shares.items() if share >= FAIR}
    if 1.0 not in credit.values():
        raise Refused(NAME, f"no answer to {item.id} has more than half of the panel")
    return {"credit": credit}


def _most(item: ItemBase, part: str, row: list[Any]) -> str:
    value, count = Counter(row).most_common(1)[0]
    if 2 * count <= len(row):
        raise Refused(NAME, f"the panel is split over {part} of {item.id}: {_told(row)}")
    return str(value)


def _told(row: list[Any]) -> str:
    counts = sorted(Counter(row).items(), key=lambda one: str(one[0]))
    return ", ".join(f"{value} from {count}" for value, count in counts)


def _place(order: list[str], part: str) -> int | None:
    return order.index(part) + 1 if part in order else None


def _ids(field: str) -> Callable[[ItemBase], list[str]]:
    return lambda item: [one if isinstance(one, str) else one.id for one in getattr(item, field)]


_KINDS: dict[str, tuple[Callable[[ItemBase], list[str]], Callable[[Raw, str], Any], Any]] = {
    "rating": (_ids("skills"), lambda raw, part: raw["ratings"].get(part), _rating),
    "ranking": (_ids("options"), lambda raw, part: _place(raw["order"], part), _ranking),
    "sorting": (_ids("cards"), lambda raw, part: raw["bins"].get(part), _placing("bins")),
    "coding": (_ids("lines"), lambda raw, part: raw["codes"].get(part), _placing("codes")),
    "choice": (_ids("options"), lambda raw, part: int(part in raw["picked"]), _choice),
}
