"""What each small table holds, from ``columns.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, RootModel

from ...exercise import read_yaml, validate
from ...exercise.base import Slug, Strict, Text

COLUMNS = Path(__file__).with_name("columns.yaml")

Type = Literal["number", "unit", "id", "name", "point", "value", "choice", "day", "text"]


class Column(Strict):
    """One column.

    Attributes
    ----------
    least, most
        Of a value; ``most`` also of a text's characters.
    """

    type: Type
    needed: bool = False
    options: tuple[Text, ...] = ()
    least: float = 1
    most: float = 200


class Sheet(Strict):
    """One table.

    Attributes
    ----------
    file
        Its path in a campaign's folder.
    row
        What a row is.
    once
        Columns whose values together stand once.
    others
        The type of columns under any other head; None where there may be none.
    """

    file: Text
    row: Text
    once: tuple[Slug | Text, ...] = ()
    others: Type | None = None
    columns: Annotated[dict[str, Column], Field(min_length=1)]


class _Sheets(RootModel[dict[str, Sheet]]):
    pass


@cache
def sheets() -> dict[str, Sheet]:
    """Return every table by name."""
    return validate(_Sheets, read_yaml(COLUMNS)).root


def sheet(name: str) -> Sheet:
    """Return a table's columns by its name."""
    return sheets()[name]
