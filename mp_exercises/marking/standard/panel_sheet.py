"""From a panel's spreadsheets to judgements, with every fault at its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .cells import Cell, CellFault, Sheet, SheetError, read_sheet, shown
from .forms import Unreadable, forms, plain, share_of, yes_or_no
from .head import Head, read_head
from .judgements import Form, Judgements, judgements

MOST_NAME = 60

FORM_NAMES: dict[str, Form] = {"yes-no": "yes-no", "percent": "percent"}


@dataclass(frozen=True)
class KnownItem:
    """An item of the assessment: its section, its id there, what it is worth."""

    section: str
    item: str
    points: float

    @property
    def name(self) -> str:
        """Section and item together."""
        return f"{self.section}/{self.item}"


@dataclass
class _Part:
    """What one file says."""

    file: Path
    head: Head
    judges: dict[str, Cell] = field(default_factory=dict)
    values: dict[tuple[str, str], float] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)


def read_panel(files: Sequence[Path], assessment: str, known: Sequence[KnownItem]) -> tuple[Judgements, ...]:
    """Return the rounds of a panel.

    Parameters
    ----------
    files
        Each of one round; one round may be spread over several files, of some judges each.
    assessment
        Its slug, which every file must name.
    known
        The items of the assessment.

    Returns
    -------
    tuple of Judgements
        One for each round, in order, with the judges by name.

    Raises
    ------
    SheetError
        With every fault of every file.
    Refused
        If judges abstained too often.
    """
    parts: list[_Part] = []
    faults: list[CellFault] = []
    for file in files:
        try:
            sheet = read_sheet(file, forms().titles.judgements)
            part = _read(sheet, assessment, known)
        except SheetError as error:
            faults.extend(error.faults)
            continue
        parts.append(part)
        faults.extend(part.faults)
    faults.extend(_between(parts))
    if faults:
        raise SheetError(faults)
    rounds = sorted({part.head.round for part in parts})
    return tuple(_together([part for part in parts if part.head.round == one], one, known) for one in rounds)


def _read(sheet: Sheet, assessment: str, known: Sequence[KnownItem]) -> _Part:
    columns = forms().columns
    first = (columns.section, columns.item)
    head = read_head(sheet, assessment, first, tuple(FORM_NAMES))
    part = _Part(sheet.file, head, faults=list(head.faults))
    heads = sheet.rows[head.table]
    body = [row for row in sheet.rows[head.table + 1 :] if not all(cell.blank for cell in row)]
    fixed = {plain(name) for name in (columns.section, columns.item, columns.points, columns.question)}
    places = [place for place, cell in enumerate(heads) if plain(cell.text) not in fixed]
    items = _items(sheet, body, known, part)
    if head.form not in FORM_NAMES:
        # What a judgement may be is not known.
        return part
    for place in places:
        _judge(sheet, heads[place], [(name, row[place]) for name, row in items], part)
    if not part.judges and not part.faults:
        part.faults.append(
            CellFault(sheet.file, 0, 0, "no judge has judged anything", "a column for each judge")
        )
    return part


def _items(
    sheet: Sheet, body: list[tuple[Cell, ...]], known: Sequence[KnownItem], part: _Part
) -> list[tuple[str, tuple[Cell, ...]]]:
    """Return the rows that are of known items, and note what is unknown, missing or twice."""
    names = {(plain(item.section), plain(item.item)): item.name for item in known}
    found: dict[str, tuple[Cell, ...]] = {}
    for row in body:
        name = names.get((plain(row[0].text), plain(row[1].text)))
        if name is None:
            wrong = f"there is no item {shown(f'{row[0].text}/{row[1].text}')}"
            part.faults.append(sheet.fault(row[0], wrong, "a section and an item as the template has them"))
        elif name in found:
            part.faults.append(sheet.fault(row[0], f"item {name} stands twice", "each item once"))
        else:
            found[name] = row
    missing = [item.name for item in known if item.name not in found]
    part.faults.extend(
        CellFault(sheet.file, 0, 0, f"item {name} is missing", "a line for it") for name in missing
    )
    return list(found.items())


def _judge(sheet: Sheet, head: Cell, cells: list[tuple[str, Cell]], part: _Part) -> None:
    """Take one judge's column."""
    name = " ".join(head.text.split())
    if all(cell.blank for _, cell in cells):
        if name and not _unnamed(name):
            part.faults.append(
                sheet.fault(head, f"{shown(name)} has judged nothing", "judgements, or no such column")
            )
        return
    wrong = _wrong_name(head, name)
    if wrong:
        part.faults.append(sheet.fault(head, wrong, "the judge's name"))
        return
    if plain(name) in map(plain, part.judges):
        part.faults.append(
            sheet.fault(head, f"judge {shown(name)} stands twice", "one column for each judge")
        )
        return
    part.judges[name] = head
    for item, cell in cells:
        try:
            if part.head.form == "yes-no":
                part.values[name, item] = yes_or_no(cell, "the judgement")
            else:
                part.values[name, item] = share_of(cell, "the judgement", may_abstain=True)
        except Unreadable as error:
            part.faults.append(sheet.fault(cell, error.wrong, error.right))


def _unnamed(name: str) -> bool:
    """Whether a column still has the name that the template gave it."""
    start = plain(forms().unnamed)
    return plain(name) == start or (
        plain(name).startswith(start) and plain(name)[len(start) :].strip().isdecimal()
    )


def _wrong_name(head: Cell, name: str) -> str:
    if head.bad:
        return f"the judge's name is {head.bad}"
    if not name:
        return "a column of judgements has no name at its head"
    if len(name) > MOST_NAME or not name[0].isalnum() or not name.isprintable():
        return f"{shown(name)} is no name"
    return ""


def _between(parts: list[_Part]) -> list[CellFault]:
    """Return what is wrong between files: another form, or a judge who stands in two of one round."""
    faults: list[CellFault] = []
    # What a file says of its form and round cannot be compared where it is faulty.
    parts = [part for part in parts if not part.head.faults]
    seen: dict[tuple[int, str], Path] = {}
    for part in parts:
        sheet = Sheet(part.file, ())
        if part.head.form != parts[0].head.form:
            wrong = f"its form is {part.head.form}, and that of {parts[0].file.name} {parts[0].head.form}"
            faults.append(CellFault(part.file, 0, 0, wrong, "one form for all rounds"))
        for name, cell in part.judges.items():
            before = seen.setdefault((part.head.round, plain(name)), part.file)
            if before != part.file:
                wrong = f"judge {shown(name)} stands in {before.name} too, in the same round"
                faults.append(sheet.fault(cell, wrong, "each judge's own name"))
    return faults


def _together(parts: list[_Part], number: int, known: Sequence[KnownItem]) -> Judgements:
    values = {entry: value for part in parts for entry, value in part.values.items()}
    judges = sorted((name for part in parts for name in part.judges), key=plain)
    return judgements(
        np.array([[values[judge, item.name] for judge in judges] for item in known]),
        form=FORM_NAMES[parts[0].head.form],
        points=[item.points for item in known],
        judges=tuple(judges),
        items=tuple(item.name for item in known),
        round=number,
    )
