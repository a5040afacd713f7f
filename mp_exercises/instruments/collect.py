"""Records in a folder become the table that the measures read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from ..measures.reading import Grid, TableError, kind, read_file, read_table
from ..measures.writing import Pseudonyms, write_sheet
from .columns import column_of, head_of
from .model import Instrument
from .record import UNSEEN, Record, RecordRefused, Value, read_record

MOST_RECORDS = 20_000
ENDINGS = frozenset({".json", ".csv"})

Row = dict[str, Value | None]


@dataclass(frozen=True)
class Collected:
    """What a folder holds.

    Attributes
    ----------
    records
        Each once, by the file's name.
    refused
        A line for each file that is no record.
    same
        Files that hold a record which another has already, and that other.
    """

    records: tuple[Record, ...]
    refused: tuple[str, ...]
    same: tuple[tuple[Path, Path], ...]


def read_folder(folder: Path, slug: str | None = None) -> Collected:
    """Read every record in a folder, and in no folder below it.

    Parameters
    ----------
    slug
        Only records of this instrument; None for all.

    Raises
    ------
    ValueError
        If there is no such folder, or it holds too many files.
    """
    if not folder.is_dir():
        raise ValueError(f"there is no folder {folder}; right would be the folder that holds the records")
    found = sorted(file for file in folder.iterdir() if file.suffix.lower() in ENDINGS)
    if len(found) > MOST_RECORDS:
        raise ValueError(f"{folder} has {len(found):,} files; right would be {MOST_RECORDS:,} at most")
    records: dict[tuple[str, str], Record] = {}
    refused: list[str] = []
    same: list[tuple[Path, Path]] = []
    for file in found:
        try:
            record = read_record(file)
        except RecordRefused as error:
            refused.append(f"{error}")
            continue
        if slug is not None and record.form.slug != slug:
            continue
        first = records.setdefault((record.form.slug, record.id), record)
        if first is not record and first.values == record.values:
            same.append((file, first.file))
        elif first is not record:
            right = "one of the two, without the other"
            wrong = f"the same form was handed over otherwise in {first.file.name}"
            refused.append(f"{RecordRefused(file, wrong, right)}")
    return Collected(tuple(records.values()), tuple(refused), tuple(same))


def only_form(collected: Collected) -> Instrument:
    """Return the form that all records are of.

    Raises
    ------
    ValueError
        If there is no record, or records of several forms.
    """
    forms = {record.form.slug: record.form for record in collected.records}
    if not forms:
        raise ValueError("the folder holds no record; right would be the files that pages handed over")
    if len(forms) > 1:
        raise ValueError(f"the folder holds records of {', '.join(forms)}; name one with --instrument")
    return next(iter(forms.values()))


@dataclass(frozen=True)
class Collection:
    """A table of records.

    Attributes
    ----------
    rows
        Values by column: those of the measures' kind, then the rest of the form, if that was asked for.
    identifying, free
        Which columns hold codes of people, and which hold words of theirs.
    """

    form: Instrument
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    identifying: frozenset[str]
    free: frozenset[str]

    def heads(self) -> list[str]:
        """Return the heads of the table."""
        return [head_of(self.form, name) for name in self.columns]


def collection(form: Instrument, records: Sequence[Record], *, everything: bool = False) -> Collection:
    """Return records as one table, checked as the measures check it.

    Parameters
    ----------
    everything
        Whether to take what the measure does not read as well; a form without a measure always has all.

    Raises
    ------
    ValueError
        If the table would be faulty, such as when two records are of the same person: a line for each
        fault, with its record's file.
    """
    columns = {item.column: item.id for item in form.items.values() if item.column}
    names = [*columns, *(name for name in form.fixed if name not in columns)]
    if form.table is not None:
        order = list(kind(form.table).columns)
        names.sort(key=lambda name: order.index(name) if name in order else order.index(_like(form, name)))
    others = [one.id for one in form.placed() if everything or form.table is None]
    rest = {_apart(form, name): name for name in others if not _has_column(form, name)}
    rows = tuple(
        {name: _cell(record, columns.get(name), form.fixed.get(name)) for name in names}
        | {name: _cell(record, field, None) for name, field in rest.items()}
        for record in records
    )
    made = Collection(form, (*names, *rest), rows, _identifying(form, names, rest), _free(form, names, rest))
    if form.table is not None:
        _check(made, records)
    return made


def with_asked(made: Collection, asked: Path) -> tuple[Collection, int]:
    """Return a table of experience with everybody on the list of those asked, and how many were on it.

    Parameters
    ----------
    asked
        A table of the kind ``experience`` with a row for each person who was asked.

    Raises
    ------
    TableError
        If the list is faulty.
    ValueError
        If the form is not one that people were asked to fill in.
    """
    if made.form.table != "experience":
        raise ValueError(f"{made.form.slug} goes to no list of people; leave out --asked")
    frame = read_file(asked, "experience").frame
    known = [name for name in ("person", "family", "team", "who", "asked_on") if name in frame]
    listed: dict[str, Row] = {}
    for row in frame[known].to_dict("records"):
        listed[str(row["person"])] = {str(name): _plain(value) for name, value in row.items()}
    rows: list[Row] = []
    for row in made.rows:
        person = listed.pop(str(row["person"]), {})
        rows.append({**person, **{name: value for name, value in row.items() if value is not None}})
    rows += [{**person, "answered": "no"} for person in listed.values()]
    columns = tuple(dict.fromkeys([*known, *made.columns]))
    whole = [{name: row.get(name) for name in columns} for row in rows]
    return Collection(made.form, columns, tuple(whole), made.identifying | {"family"}, made.free), len(frame)


def pseudonymised(made: Collection) -> tuple[Collection, tuple[str, ...]]:
    """Return a table with codes drawn by chance and without words, and the columns that it left out."""
    codes = Pseudonyms()
    frame = pd.DataFrame([dict(row) for row in made.rows], columns=list(made.columns), dtype=object)
    coded = {n: codes.coded(frame[n], n) for n in made.columns if n in made.identifying}
    left_out = tuple(name for name in made.columns if name in made.free)
    kept = tuple(name for name in made.columns if name not in made.free)
    rows = tuple(
        {name: coded[name].iloc[place] if name in coded else row[name] for name in kept}
        for place, row in enumerate(made.rows)
    )
    return Collection(made.form, kept, rows, made.identifying, frozenset()), left_out


def write(made: Collection, file: Path) -> Path:
    """Write a table.

    Raises
    ------
    FileExistsError
        If the file is there.
    ValueError
        If it is neither .xlsx nor .csv.
    """
    return write_sheet(file, made.heads(), [[row.get(name) for name in made.columns] for row in made.rows])


def _like(form: Instrument, name: str) -> str:
    column = column_of(form, name)
    return next(key for key, one in kind(str(form.table)).columns.items() if one is column)


def _has_column(form: Instrument, field: str) -> bool:
    item = form.items.get(field)
    return item is not None and item.column is not None


def _apart(form: Instrument, field: str) -> str:
    """Return the column of a field that the measure does not read, such that it takes it for no other."""
    return field if form.table is None else f"form {field}"


def _cell(record: Record, field: str | None, fixed: str | None) -> Value | None:
    value = record.values.get(field) if field else fixed
    return None if value == UNSEEN else value


def _plain(value: object) -> Value | None:
    if value is None or pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else str(value)


def _identifying(form: Instrument, names: Sequence[str], rest: Mapping[str, str]) -> frozenset[str]:
    ours = {name for name, field in rest.items() if _shape(form, field) == "code"}
    return frozenset(ours | {name for name in names if (c := column_of(form, name)) and c.identifies})


def _free(form: Instrument, names: Sequence[str], rest: Mapping[str, str]) -> frozenset[str]:
    ours = {name for name, field in rest.items() if _shape(form, field) in ("line", "text", "space")}
    return frozenset(ours | {name for name in names if (c := column_of(form, name)) and c.free})


def _shape(form: Instrument, name: str) -> str:
    """Return of what shape a field's words are; nothing where it holds none."""
    item = form.items.get(name)
    return "text" if item is None else item.shape if item.kind == "text" else ""


def _check(made: Collection, records: Sequence[Record]) -> None:
    """Read the table as the measures will, and name the record of each fault."""
    rows: list[Sequence[str | int | float | date | None]] = [made.heads()]
    rows += [[row[name] for name in made.columns] for row in made.rows]
    try:
        read_table(Grid(Path("records"), rows), str(made.form.table))
    except TableError as error:
        raise ValueError("\n".join(_named(made, records, error))) from error


def _named(made: Collection, records: Sequence[Record], error: TableError) -> Iterator[str]:
    for fault in error.faults:
        place = fault.row - 2
        file = records[place].file if 0 <= place < len(records) else Path("records")
        head = made.heads()[fault.column - 1] if 0 < fault.column <= len(made.columns) else "the table"
        yield f"{file}: {head}: {fault.wrong}; right would be {fault.right}"
