"""Every measure on a table of 100,000 rows, after loading, beside the bar of one second.

Run it with: python -m benchmarks.measures. The rows are the invented authority's, repeated with other ids.
The processor's seconds stand beside the clock's: on a busy machine these say more of its other work, so the
bar is held against the processor's, of which a measure uses one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

import pandas as pd

from mp_exercises.measures.change.report import change_lines
from mp_exercises.measures.charts import read_series
from mp_exercises.measures.charts.report import series_lines
from mp_exercises.measures.charts.series import from_table
from mp_exercises.measures.example import authority
from mp_exercises.measures.experience.report import experience_lines
from mp_exercises.measures.goals.report import goal_lines
from mp_exercises.measures.observing import double_coded
from mp_exercises.measures.observing.report import agreement_lines
from mp_exercises.measures.reading import Table, kind, read_file
from mp_exercises.measures.rereferrals import referred
from mp_exercises.measures.rereferrals.report import Asked, rereferral_lines, rereferrals
from mp_exercises.measures.writing import write_sheet

ROWS = 100_000
BAR = 1.0
TIMES = 3
PERIOD = Asked(date(2024, 10, 1), date(2025, 9, 30), date(2026, 3, 31))


def main() -> None:
    """Measure, and print the table; the exit code is 1 where a measure is above the bar."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=ROWS)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        slow = [name for name, seconds in _measured(Path(folder), given.rows) if seconds > BAR]
    if slow:
        print(f"above {BAR:g} s: {', '.join(slow)}")
        sys.exit(1)


def _measured(folder: Path, rows: int) -> Iterator[tuple[str, float]]:
    print(f"{'measure':<28}{'rows':>9}{'loading':>10}{'answer':>10}{'processor':>11}")
    for name, frame in authority().items():
        table, loading = _loaded(folder / f"{name}.csv", name, frame, rows)
        for measure, answer in _measures(table).items():
            seconds, processor = map(min, zip(*(_seconds(answer) for _ in range(TIMES)), strict=True))
            times = f"{loading:>9.1f}s{seconds:>9.2f}s{processor:>10.2f}s"
            print(f"{measure:<28}{len(table.frame):>9,}{times}")
            yield measure, processor


def _loaded(file: Path, name: str, frame: pd.DataFrame, rows: int) -> tuple[Table, float]:
    many = frame if name == "series" else _repeated(frame, name, rows)
    write_sheet(file, list(many.columns), many.itertuples(index=False, name=None))
    begun = perf_counter()
    return read_file(file, name), perf_counter() - begun


def _repeated(frame: pd.DataFrame, name: str, rows: int) -> pd.DataFrame:
    """Return a table so long, in which nobody stands twice; raters stay who they are."""
    ids = [column for column in kind(name).identifying if column in frame and column != "rater"]
    copies = -(-rows // len(frame))
    parts = [
        frame.assign(**{column: frame[column].astype(str) + f"-{copy}" for column in ids})
        for copy in range(copies)
    ]
    return pd.concat(parts, ignore_index=True).iloc[:rows]


def _measures(table: Table) -> dict[str, Callable[[], object]]:
    frame = table.frame
    made: dict[str, dict[str, Callable[[], object]]] = {
        "referrals": {
            f"re-referrals by {unit}": lambda unit=unit: list(  # type: ignore[misc]
                rereferral_lines(rereferrals(referred(frame, unit), PERIOD), table.file)
            )
            for unit in ("child", "family")
        },
        "series": {"run and control charts": lambda: list(series_lines(read_series(from_table(table)), ""))},
        "observations": {"agreement and drift": lambda: list(agreement_lines(double_coded(frame)))},
        "training": {"change and decay": lambda: list(change_lines(frame))},
        "goals": {"goals": lambda: list(goal_lines(frame))},
        "experience": {"experience": lambda: list(experience_lines(table))},
    }
    return made[table.kind]


def _seconds(answer: Callable[[], object]) -> tuple[float, float]:
    begun, worked = perf_counter(), process_time()
    answer()
    return perf_counter() - begun, process_time() - worked


if __name__ == "__main__":
    main()
