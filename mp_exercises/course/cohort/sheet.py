"""The marked notebook: rebuilt from what was released, with room for what each trainee's cells show."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

Cell = dict[str, Any]
Output = dict[str, Any]


@dataclass(frozen=True)
class SourceCell:
    """A cell as the gradebook keeps it: with the hidden test that the release lacks."""

    source: str
    checksum: str


@dataclass(frozen=True)
class Slot:
    """A code cell, cut where its outputs go.

    Attributes
    ----------
    name
        The cell's ``grade_id``, which says what it shows.
    """

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Sheet:
    """A notebook's text in parts: fixed text, and slots for outputs.

    One is made for each assessment, so that a trainee's notebook costs no parsing.
    """

    parts: tuple[str | Slot, ...]

    def filled(self, outputs: Callable[[str, int], list[Output]]) -> str:
        """Return a trainee's notebook.

        Parameters
        ----------
        outputs
            Gives the outputs of a code cell, from its ``grade_id`` and its place (from 1).
        """
        number = count(1)
        return "".join(
            part if isinstance(part, str) else _fill(part, outputs(part.name, at := next(number)), at)
            for part in self.parts
        )


def sheet_from(notebook: Mapping[str, Any], sources: Mapping[str, SourceCell]) -> Sheet:
    """Make a sheet from a released notebook and the gradebook's cells by their ``grade_id``."""
    cells = [_restored(cell, sources) for cell in notebook["cells"]]
    rest = {name: value for name, value in notebook.items() if name != "cells"}
    return Sheet(tuple(_joined(_parts(cells, rest))))


def stream(text: str) -> Output:
    """Return an output of printed text."""
    return {"name": "stdout", "output_type": "stream", "text": f"{text}\n".splitlines(keepends=True)}


def result(value: float, place: int) -> Output:
    """Return a cell's last value as an output, which nbgrader reads as the mark."""
    data = {"text/plain": [repr(value)]}
    return {"data": data, "execution_count": place, "metadata": {}, "output_type": "execute_result"}


def _restored(cell: Cell, sources: Mapping[str, SourceCell]) -> Cell:
    grading = cell.get("metadata", {}).get("nbgrader", {})
    source = sources.get(grading.get("grade_id", ""))
    if source is None:
        return cell
    metadata = {**cell["metadata"], "nbgrader": {**grading, "checksum": source.checksum}}
    return {**cell, "metadata": metadata, "source": source.source.splitlines(keepends=True)}


def _parts(cells: Iterable[Cell], rest: Mapping[str, Any]) -> Iterator[str | Slot]:
    yield '{"cells": ['
    for place, cell in enumerate(cells):
        yield ", " if place else ""
        yield from _cut(cell)
    yield "]"
    for name in sorted(rest):
        yield f", {json.dumps(name)}: {_dump(rest[name])}"
    yield "}\n"


def _cut(cell: Cell) -> Iterator[str | Slot]:
    """Yield a cell's text, cut where a code cell's outputs go."""
    if cell["cell_type"] != "code":
        yield _dump(cell)
        return
    rest = {name: value for name, value in cell.items() if name not in ("outputs", "execution_count")}
    name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
    yield Slot(name, f"{_dump(rest)[:-1]}, ", "}")


def _fill(slot: Slot, outputs: list[Output], place: int) -> str:
    return f'{slot.before}"execution_count": {place}, "outputs": {_dump(outputs)}{slot.after}'


def _joined(parts: Iterable[str | Slot]) -> Iterator[str | Slot]:
    """Join neighbouring texts."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
        else:
            yield text
            yield part
            text = ""
    yield text


def _dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)
