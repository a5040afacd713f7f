"""A panel's ratings of an exercise: from each rater's record, or from one spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...answers import Record
from ...exercise import AnswerError, Exercise
from ...exercise.base import ItemBase, Raw
from ...measures.reading.faults import TableError
from ..sheets import Rows, read_rows

RECORD = ".jsonl"


@dataclass(frozen=True)
class Ratings:
    """What the raters gave.

    Attributes
    ----------
    by_item
        By item, then by rater, each in the form that the item's kind reads.
    raters
        All of them, in order.
    """

    by_item: dict[str, dict[str, Raw]]
    raters: tuple[str, ...]


class BadRatings(ValueError):
    """Ratings that cannot be used; the message says where and why."""


def gather(exercise: Exercise, files: Iterable[Path]) -> Ratings:
    """Return every rater's ratings.

    Parameters
    ----------
    files
        Records (``.jsonl``), one a rater, of which the file's name is the rater; or spreadsheets.

    Raises
    ------
    BadRatings
        If a record is of another wording of the exercise, a value can be none, or a rater stands twice.
    TableError
        If a spreadsheet is faulty.
    """
    by_item: dict[str, dict[str, Raw]] = {item.id: {} for item in exercise.items}
    raters: list[str] = []
    for file in files:
        found = _of_record(exercise, file) if file.suffix == RECORD else _of_sheet(exercise, file)
        for rater, answers in found.items():
            if rater in raters:
                wrong = f"rater {rater!r} stands in another file too"
                raise BadRatings(f"{file}: {wrong}; right would be one file each")
            raters.append(rater)
            for item, raw in answers.items():
                by_item[item][rater] = raw
    return Ratings(by_item, tuple(raters))


def _of_record(exercise: Exercise, file: Path) -> dict[str, dict[str, Raw]]:
    if not file.is_file():
        raise BadRatings(f"{file}: there is no such file; right would be a rater's record")
    items = {item.id: item for item in exercise.items}
    answers = {}
    for (slug, item), line in Record(file).read().latest().items():
        if slug != exercise.slug or item not in items:
            continue
        if line.rev != exercise.revision:
            wrong = f"{item} was rated in another wording of {slug}"
            raise BadRatings(f"{file}: {wrong}; right would be ratings of revision {exercise.revision}")
        answers[item] = _read(items[item], dict(line.answer or {}), f"{file}: {item}")
    if not answers:
        raise BadRatings(f"{file}: nothing in it is about {exercise.slug}; right would be a record of it")
    return {file.stem: answers}


def _of_sheet(exercise: Exercise, file: Path) -> dict[str, dict[str, Raw]]:
    rows = read_rows(file, "ratings")
    items = {item.id: item for item in exercise.items}
    given: dict[tuple[str, str], dict[str, str]] = {}
    for place, row in enumerate(rows):
        if row["item"] not in items:
            right = f"one of {', '.join(items)}"
            raise TableError(file, [rows.fault(place, f"item {row['item']!r} is not in it", right)])
        given.setdefault((row["rater"], row["item"]), {})[row["part"]] = row["value"]
    made: dict[str, dict[str, Raw]] = {}
    for (rater, item), values in given.items():
        raw = _raw(items[item], values, rows, rater)
        made.setdefault(rater, {})[item] = _read(items[item], raw, f"{file}: rater {rater}, {item}")
    return made


def _raw(item: ItemBase, values: Mapping[str, str], rows: Rows, rater: str) -> dict[str, Any]:
    """Return a spreadsheet's values in the form of an answer."""
    if item.kind == "rating":
        numbers = {part: int(value) if value.isdecimal() else value for part, value in values.items()}
        return {"ratings": numbers, "evidence": {}}
    if item.kind == "ranking":
        if sorted(values.values()) != [str(place) for place in range(1, len(values) + 1)]:
            wrong = f"rater {rater} gives the places {', '.join(sorted(values.values()))} on {item.id}"
            raise BadRatings(f"{rows.file}: {wrong}; right would be 1 to {len(values)}, each once")
        return {"order": sorted(values, key=lambda part: int(values[part]))}
    if item.kind == "choice":
        return {"picked": [part for part, value in values.items() if value.casefold() in ("yes", "1")]}
    return {"bins" if item.kind == "sorting" else "codes": dict(values)}


def _read(item: ItemBase, raw: Mapping[str, Any], where: str) -> Raw:
    try:
        return item.read(raw)
    except AnswerError as error:
        raise BadRatings(f"{where}: {error}") from error
