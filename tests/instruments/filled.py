"""Forms filled in by a program, as the page of a form hands them over."""

from __future__ import annotations

import csv
import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from mp_exercises.instruments import Instrument, Item, Note

WORDS = ("She listened.", "He said “wait”, and we did.", "−1 on Monday; 2 = better", "Zoë ≠ Chloe")
FIRST = date(2026, 3, 2)


def answers(form: Instrument, number: int, rng: random.Random) -> dict[str, Any]:
    """Return values for every field of a form; codes are of the ``number``-th person, and so are dates."""
    return {field.id: _answer(field, number, rng) for field in form.placed()}


def _answer(field: Item | Note, number: int, rng: random.Random) -> Any:
    if isinstance(field, Note) or (field.kind == "text" and field.shape != "code"):
        return rng.choice(("North", "South")) if field.id == "team" else rng.choice(WORDS)
    if field.kind in ("scale", "level"):
        return rng.choice(field.points)
    if field.kind == "choice":
        return rng.choice(list(field.options))
    if field.kind == "number":
        return rng.randint(int(field.least or 0), int(min(field.most or 100, 100)))
    if field.kind == "date":
        late = 30 if field.id in ("reviewed-on", "review-by") else 0
        return (FIRST + timedelta(days=number % 28 + late)).isoformat()
    return f"{field.id[:1].upper()}{number}"


def record(form: Instrument, values: dict[str, Any], number: int = 1) -> dict[str, Any]:
    """Return a record as a page writes it."""
    return {
        "record": 1,
        "instrument": form.slug,
        "version": form.version,
        "language": form.language,
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "at": "2026-03-02T10:00:00.000Z",
        "values": values,
    }


def write_json(folder: Path, data: object, name: str = "one.json") -> Path:
    """Write a record, or anything else, as JSON."""
    file = folder / name
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def write_csv(folder: Path, data: dict[str, Any], name: str = "one.csv") -> Path:
    """Write a record as a row below its heads, as a page does."""
    file = folder / name
    about = {head: data[head] for head in ("record", "instrument", "version", "language", "id", "at")}
    row = {**about, **data["values"]}
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        table = csv.writer(opened)
        table.writerow(row)
        table.writerow(row.values())
    return file


def fill_folder(folder: Path, form: Instrument, people: int, seed: int = 7) -> list[dict[str, Any]]:
    """Write a record for each of some people, and return their values."""
    rng = random.Random(seed)
    made = [answers(form, number, rng) for number in range(1, people + 1)]
    for number, values in enumerate(made, 1):
        write = write_json if number % 3 else write_csv
        write(folder, record(form, values, number), f"{number:04d}{'.json' if number % 3 else '.csv'}")
    return made
