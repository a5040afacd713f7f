"""Tables, panels and faults as the front end has them: plain JSON, and drawings whose words are escaped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from ..measures.reading import Published, TableError, kind, kinds
from ..measures.reading.report import published_lines, table_lines
from ..measures.rereferrals import UNITS
from ..measures.showing import Choice, Panel, filters
from ..measures.writing import entry_of, free_columns, heads_of, identifying_columns
from .shelf import Held
from .wording import say

Json = dict[str, Any]

MOST_ROWS = 200
"""Of a table on the page; a download has all."""

MOST_FAULTS = 200

PUBLISHED = "published"


def kind_cards() -> list[Json]:
    """Return the kinds of data that can be read."""
    return [{"name": name, "title": one.title, "row": one.row} for name, one in kinds().items()]


def table_card(held: Held) -> Json:
    """Return what is known of a table before anybody looks at it."""
    table = held.table
    if isinstance(table, Published):
        lines, rows = list(published_lines(table, held.file)), len(table.frame)
        title, name = say("published"), PUBLISHED
    else:
        lines, rows = list(table_lines(table)), len(table.frame)
        title, name = kind(table.kind).title, table.kind
    return {
        "id": held.id,
        "file": held.file,
        "kind": name,
        "title": title,
        "rows": rows,
        "read": lines,
        "filters": [
            {
                "name": one.name,
                "label": one.label,
                "kind": one.kind,
                "options": [{"key": key, "label": label} for key, label in one.options],
                "ends": list(one.ends),
            }
            for one in filters(table)
        ],
    }


def fault_card(error: TableError) -> Json:
    """Return what is wrong with a file, cell by cell."""
    shown = error.faults[:MOST_FAULTS]
    name = "fault" if len(error.faults) == 1 else "faults"
    if name == "fault" and not error.faults[0].place:
        name = "fault_whole"
    return {
        "file": error.file.name,
        "say": say(name, file=error.file.name, count=f"{len(error.faults):,}"),
        "faults": [{"place": one.place, "wrong": one.wrong, "right": one.right} for one in shown],
        "more": len(error.faults) - len(shown),
    }


def panel_card(panel: Panel) -> Json:
    """Return a panel."""
    about = panel.headline
    return {
        "key": panel.key,
        "title": panel.title,
        "headline": None
        if about is None
        else {
            "value": about.value,
            "unit": about.unit,
            "interval": about.interval,
            "n": about.n,
            "why": about.why,
        },
        "says": list(panel.says),
        "may": list(panel.may),
        "mayNot": list(panel.may_not),
        "chart": None if panel.chart is None else panel.chart.card(),
        "table": _table(panel),
        "frames": [{"name": name, "people": _of_people(frame)} for name, frame in panel.frames.items()],
    }


def choice_of(asked: Json) -> Choice:
    """Return what is looked at, from what the front end sends.

    Raises
    ------
    ValueError
        If a day is none.
    """
    given = {str(name): str(value) for name, value in asked.items()}
    days = {name: _day(given.pop(name, "")) for name in ("start", "end", "until")}
    unit = next((one for one in UNITS if one == given.get("unit")), UNITS[0])
    chosen = {name: value[1:] for name, value in given.items() if value.startswith("=")}
    skill = chosen.pop("skill", None)
    counted = given.get("children") == "children"
    return Choice(chosen, **days, unit=unit, skill=skill, area=given.get("area"), children=counted)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _table(panel: Panel) -> Json | None:
    """Return the figures behind a chart; of a panel without one, its first table."""
    figures = None if panel.chart is None else panel.chart.table
    if figures is not None:
        heads, rows = list(figures.heads), [list(row) for row in figures.rows]
    elif panel.frames:
        frame = next(iter(panel.frames.values()))
        heads = heads_of(frame)
        rows = [[_cell(one) for one in row] for row in frame.head(MOST_ROWS + 1).itertuples(index=False)]
        rows += [[]] * (len(frame) - len(rows))
    else:
        return None
    shown, count = rows[:MOST_ROWS], len(rows)
    more = say("more_rows", shown=MOST_ROWS, count=f"{count:,}") if count > MOST_ROWS else ""
    return {"heads": heads, "rows": shown, "more": more}


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    entry = entry_of(value)
    return "" if entry is None else f"{entry:.6g}" if isinstance(entry, float) else str(entry)


def _of_people(frame: pd.DataFrame) -> bool:
    return bool((identifying_columns() | free_columns()) & set(frame.columns))
