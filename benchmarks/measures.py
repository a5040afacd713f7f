"""Every measure on a table of 100,000 rows, after loading, beside the bar of one second.

Run it with: python -m benchmarks.measures. The rows are the invented authority's, repeated with other ids.
`look` is what the dashboard does for one filter: all panels of a table, drawings too, for all rows and for
one team. The peer is the same kind of figure in plain pandas, without interval, chart or sentence: the ratio
says what these cost.
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
from mp_exercises.measures.showing import Choice, panels
from mp_exercises.measures.writing import as_people_keep, write_sheet

ROWS = 100_000
BAR = 1.0
TIMES = 3
PERIOD = Asked(date(2024, 10, 1), date(2025, 9, 30), date(2026, 3, 31))

Answer = Callable[[], object]


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
    print(f"{'measure':<32}{'rows':>9}{'loading':>10}{'clock':>8}{'processor':>11}{'pandas':>9}{'ratio':>8}")
    for name, frame in authority().items():
        table, loading = _loaded(folder / f"{name}.csv", name, frame, rows)
        _, peer = _best(lambda table=table: PEERS[table.kind](table.frame))  # type: ignore[misc]
        for measure, answer in _measures(table).items():
            clock, processor = _best(answer)
            times = f"{loading:>9.1f}s{clock:>7.2f}s{processor:>10.2f}s{peer:>8.3f}s{processor / peer:>7.0f}×"
            print(f"{measure:<32}{len(table.frame):>9,}{times}", flush=True)
            yield measure, processor


def _loaded(file: Path, name: str, frame: pd.DataFrame, rows: int) -> tuple[Table, float]:
    many = frame if name == "series" else _repeated(frame, name, rows)
    write_sheet(file, *as_people_keep(name, many))
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


def _measures(table: Table) -> dict[str, Answer]:
    frame = table.frame
    made: dict[str, dict[str, Answer]] = {
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
    looks: dict[str, Answer] = {f"look: {table.kind}": lambda: panels(table)}
    if "team" in frame:
        team = Choice({"team": str(frame["team"].iloc[0])})
        looks[f"look: {table.kind}, one team"] = lambda: panels(table, team)
    return made.get(table.kind, {}) | looks


def _back(frame: pd.DataFrame) -> object:
    days = frame.sort_values(["child", "referred_on"])
    gaps = days.groupby("child")["referred_on"].diff().dt.days
    return (gaps <= 365).mean()


def _before_and_after(frame: pd.DataFrame) -> object:
    after = frame["observed_on"] > frame["trained_on"]
    means = frame.groupby(["worker", after])["score"].mean().unstack()
    return (means[True] - means[False]).mean()


PEERS: dict[str, Callable[[pd.DataFrame], object]] = {
    "referrals": _back,
    "series": lambda frame: (frame["count"] / frame["of"]).describe(),
    "observations": lambda frame: frame.groupby("worker")[["empathy", "evocation", "clarity"]].mean().mean(),
    "training": _before_and_after,
    "goals": lambda frame: frame.groupby("family")[["level", "rating"]].mean().mean(),
    "experience": lambda frame: frame.groupby("team")[["q1", "q2", "q3", "q4", "q5"]].mean(),
    "supervision": lambda frame: frame.groupby("supervisor")["rating"].mean().mean(),
}


def _best(answer: Answer) -> tuple[float, float]:
    """Return the least of the clock's and of the processor's seconds, over some times."""
    times = [_seconds(answer) for _ in range(TIMES)]
    return min(clock for clock, _ in times), min(processor for _, processor in times)


def _seconds(answer: Answer) -> tuple[float, float]:
    begun, worked = perf_counter(), process_time()
    answer()
    return perf_counter() - begun, process_time() - worked


if __name__ == "__main__":
    main()
