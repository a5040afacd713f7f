"""What of a table somebody looks at: a team, a period, a skill; and what there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from ..reading import Published, Table, kind
from ..rereferrals import Unit
from .wording import words

MOST_OPTIONS = 2_000
"""A list of more helps nobody; such a column is left out."""

NONE = ""
"""Stands for rows that have nothing in a column."""

CHOSEN_BY = {"worker", "supervisor"}
"""Columns that name somebody, by which one may look all the same: at a worker's own practice."""


@dataclass(frozen=True)
class Choice:
    """What is looked at.

    Attributes
    ----------
    values
        By column, the one value that is kept; `NONE` keeps the rows without one.
    start, end
        Of the period, both days included.
    until
        Of referrals, the last day that the list covers; else the day of its last referral.
    skill
        Of observations, the one skill.
    area, children
        Of the Department's table: which authority, and whether children are counted.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    start: date | None = None
    end: date | None = None
    until: date | None = None
    unit: Unit = "child"
    skill: str | None = None
    area: str | None = None
    children: bool = False


@dataclass(frozen=True)
class Filter:
    """Something to choose by.

    Attributes
    ----------
    name
        A column, or ``start``, ``end``, ``until``, ``unit``, ``skill``, ``area`` or ``children``.
    options
        Keys with what they are called, the first chosen at the start; of a date none.
    ends
        Of a date, the first and the last day that there is.
    """

    name: str
    label: str
    kind: Literal["choice", "date"]
    options: tuple[tuple[str, str], ...] = ()
    ends: tuple[str, str] = ("", "")


def day_column(table: Table) -> str:
    """Return the column by which a table has periods: its first of dates."""
    columns = kind(table.kind).columns
    return next(name for name, column in columns.items() if column.type == "date" and name in _dates(table))


def narrowed(table: Table, choice: Choice) -> Table:
    """Return the rows of a table that are looked at.

    Notes
    -----
    Of referrals the period is not cut here: who came again after it, or before, is what is counted.
    """
    frame = table.frame
    kept = np.ones(len(frame), dtype=bool)
    for name, value in choice.values.items():
        if name in frame:
            kept &= (frame[name].isna() if value == NONE else frame[name] == value).to_numpy()
    if table.kind != "referrals" and (choice.start or choice.end):
        days = frame[day_column(table)]
        if choice.start is not None:
            kept &= (days >= pd.Timestamp(choice.start)).to_numpy()
        if choice.end is not None:
            kept &= (days <= pd.Timestamp(choice.end)).to_numpy()
    if kept.all():
        return table
    rows = tuple(int(row) for row in np.asarray(table.rows)[kept])
    return replace(table, frame=frame[kept].reset_index(drop=True), rows=rows)


def filters(table: Table | Published) -> list[Filter]:
    """Return what there is to choose by."""
    said = words().filters
    if isinstance(table, Published):
        areas = tuple((area, area) for area in table.areas())
        counted = tuple(said.counted.items())
        return [
            Filter("area", said.area, "choice", areas),
            Filter("children", said.children, "choice", counted),
        ]
    made = [_of_column(table, name) for name in _columns(table)]
    if table.kind == "observations":
        made.append(_skills(table))
    if _dates(table):
        made += _period(table)
    if table.kind == "referrals":
        made.append(Filter("unit", said.unit, "choice", tuple(said.units.items())))
    return made


def _columns(table: Table) -> list[str]:
    """Return the columns to choose by: groups and choices with some values, and who was observed."""
    found = []
    for name, column in kind(table.kind).columns.items():
        grouped = column.type == "name" or name in CHOSEN_BY or name == "owner"
        if name in table.frame and grouped and 1 <= table.frame[name].nunique() <= MOST_OPTIONS:
            found.append(name)
    return found


def _of_column(table: Table, name: str) -> Filter:
    said, column = words().filters, kind(table.kind).columns[name]
    values = sorted(table.frame[name].dropna().unique(), key=str)
    called = {value: column.options[value][0] if value in column.options else str(value) for value in values}
    options = [("all", said.all), *((f"={value}", called[value]) for value in values)]
    if table.frame[name].isna().any():
        options.append((f"={NONE}", said.none))
    return Filter(name, _title(column.head), "choice", tuple(options))


def _skills(table: Table) -> Filter:
    said, columns = words().filters, kind("observations").columns
    names = [(name, _title(columns[name].head)) for name in columns if columns[name].skill]
    there = [(f"={name}", called) for name, called in names if name in table.frame]
    return Filter("skill", said.skill, "choice", (("all", said.all), *there))


def _period(table: Table) -> list[Filter]:
    said, column = words().filters, day_column(table)
    head, days = _title(kind(table.kind).columns[column].head), table.frame[column]
    ends = f"{days.min():%Y-%m-%d}", f"{days.max():%Y-%m-%d}"
    made = [
        Filter("start", said.start.format(head=head), "date", ends=ends),
        Filter("end", said.end.format(head=head), "date", ends=ends),
    ]
    if table.kind == "referrals":
        made.append(Filter("until", said.until, "date", ends=(ends[1], "")))
    return made


def _dates(table: Table) -> list[str]:
    columns = kind(table.kind).columns
    return [
        name for name in table.frame if name in columns and columns[name].type == "date" and table.has(name)
    ]


def _title(head: str) -> str:
    return head[:1].upper() + head[1:]
