"""Taking second marks in: from a filled sheet into the gradebook's database, all or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

from ..folder import Course, CourseError
from .draws import Draw, Second, drawn, draws, name_given, now, refuse_undrawn, seconds
from .levels import pack
from .meanwhile import first_or_told
from .names import same_name
from .opened import sheet_bytes
from .reading import CellFault, Read, SheetError, read_marks
from .sheet import sheet_of
from .tables import SECOND

_MEANWHILE = (
    "somebody else read second marks at the same time; look at mp moderate status, and read this sheet again"
)


@dataclass(frozen=True)
class Received:
    """What came of a sheet.

    Attributes
    ----------
    fresh, before
        How many marks were new, and how many had been read before.
    left
        How many answers of the last draw still have no second mark.
    others
        Under what other names the marks that had been read before are on record.
    """

    fresh: int
    before: int
    left: int
    others: tuple[str, ...] = ()


def receive(
    course: Course, engine: Engine, assessment: str, file: Path, who: str, *, partly: bool = False
) -> Received:
    """Read a filled sheet and record its marks.

    Parameters
    ----------
    who
        Who gave the marks.
    partly
        Whether rows without a mark are left for later, or for somebody else.

    Raises
    ------
    SheetError
        With every fault of the sheet at its cell; nothing is written then.
    CourseError
        If nothing was drawn, or the marker gave the first marks.
    """
    who = name_given(who, "--by")
    with engine.connect() as connection:
        made = draws(connection, assessment)
        rows = drawn(connection, assessment, texts=True)
        known = seconds(connection, assessment)
    refuse_undrawn(made, assessment)
    _refuse_first_marker(made, who)
    data, loaded = sheet_bytes(file), course.load(assessment)
    questions = sheet_of(assessment, loaded.assessment.title, loaded.keyed, rows, key=False).questions
    reading = read_marks(data, file, questions, rows)
    faults = [*reading.faults, *([] if partly else reading.empty), *_contrary(reading.marks, known)]
    if faults:
        raise SheetError(file, sorted(faults, key=_by_place))
    fresh = [read for read in reading.marks if read.code not in known]
    if not reading.marks:
        raise CourseError(
            f"{file}: no row has a mark; right would be the sheet as the second marker filled it in"
        )
    _save(engine, assessment, fresh, who, hashlib.sha256(data).hexdigest())
    done = known.keys() | {read.code for read in fresh}
    left = sum(row.number == made[-1].number and row.code not in done for row in rows)
    names = {known[read.code].who for read in reading.marks if read.code in known}
    return Received(len(fresh), len(reading.marks) - len(fresh), left, tuple(sorted(names - {who})))


def _refuse_first_marker(made: Sequence[Draw], who: str) -> None:
    first = {same_name(name) for draw in made for name in draw.first_by}
    if same_name(who) in first:
        raise CourseError(f"{who} gave the first marks; a second mark is another person's")


def _contrary(marks: Sequence[Read], known: Mapping[str, Second]) -> list[CellFault]:
    """Return a fault for each mark that contradicts one that is on record."""
    return [
        CellFault(
            read.place,
            f"{read.mark:g} for {read.code}, which has {second.mark:g}, by {second.who} on {second.at}",
            f"{second.mark:g}: a mark stands once it is read, and a change is for mp moderate settle",
        )
        for read in marks
        if (second := known.get(read.code)) is not None and second.mark != read.mark
    ]


def _save(engine: Engine, assessment: str, fresh: Sequence[Read], who: str, sheet: str) -> None:
    at = now()
    data: list[dict[str, Any]] = [
        {
            "assessment": assessment,
            "code": read.code,
            "mark": read.mark,
            "levels": pack(read.levels),
            "remark": read.remark,
            "who": who,
            "at": at,
            "sheet": sheet,
        }
        for read in fresh
    ]
    if not data:
        return
    with first_or_told(engine, _MEANWHILE) as connection:
        connection.execute(insert(SECOND), data)


def _by_place(fault: CellFault) -> tuple[str, int, str]:
    page, _, cell = fault.place.partition("!")
    return page, int("".join(filter(str.isdigit, cell)) or 0), cell
