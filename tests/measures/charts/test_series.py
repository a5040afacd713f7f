"""From a table to a series, and which chart it is read on."""

import pytest

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.charts import from_table, read_series
from mp_exercises.measures.charts.report import series_frames, series_lines
from mp_exercises.measures.reading import read_file
from tests.measures.tables import write_csv


def series(tmp_path, rows, heads=("Month", "Count", "Of", "Value", "Note")):
    """Return a series that was read from a file."""
    return from_table(read_file(write_csv(tmp_path / "s.csv", [heads, *rows]), "series"))


def months(count=14, of=200, skip=()):
    """Return rows of months from January 2024 on."""
    made = []
    for month in range(count):
        if month not in skip:
            day = f"{2024 + month // 12}-{month % 12 + 1:02d}-01"
            made.append([day, 30 + month % 4, of, None, None])
    return made


def test_rows_in_any_order(tmp_path):
    """Periods are put in order, whichever way they stand in the file."""
    rows = months()
    assert series(tmp_path, rows[::-1]).labels == series(tmp_path, rows).labels
    assert series(tmp_path, rows[::-1]).counts[0] == 30


def test_months_are_named_as_they_were_written(tmp_path):
    """Where periods are months or years they are shown as those, and as days where they are mixed."""
    rows = [[row[0][:7], *row[1:]] for row in months()]
    assert series(tmp_path, rows).labels[:2] == ("2024-01", "2024-02")
    rows[0][0] = "2024"
    assert series(tmp_path, rows).labels[:2] == ("2024-01-01", "2024-02-01")
    assert series(tmp_path, [["2024", *rows[0][1:]], ["2025", *rows[1][1:]]]).labels == ("2024", "2025")


def test_a_month_that_is_missing_is_said(tmp_path):
    """A step of two months among steps of one is named, and months of 28 to 31 days are not."""
    assert series(tmp_path, months()).jumps == ()
    found = series(tmp_path, months(skip=(6,)))
    assert found.jumps == ("2024-08-01",)
    assert any("a period seems to be missing" in text for text in series_lines(read_series(found), "s"))


def test_a_suppressed_month_is_left_out_and_said(tmp_path):
    """A month with a letter has no figure, and is named."""
    rows = months()
    rows[3][1] = "c"
    found = series(tmp_path, rows)
    assert (found.left_out, len(found.counts)) == (("2024-04-01",), 13)
    assert any("left out: 2024-04-01" in text for text in series_lines(read_series(found), "s"))


def test_counts_beyond_their_number_are_rates(tmp_path):
    """Events that outnumber what they arise from go on u charts, and so do counts that are called rates."""
    many = read_series(series(tmp_path, months(of=12)))
    assert [chart.kind for chart in many.charts] == ["u", "u-prime"]
    asked = read_series(series(tmp_path, months()), rate=True)
    assert [chart.kind for chart in asked.charts] == ["u", "u-prime"]
    assert [chart.kind for chart in read_series(series(tmp_path, months())).charts] == ["p", "p-prime"]


def test_values_go_on_an_xmr_chart(tmp_path):
    """Values have an XmR chart, whose points are the table of the export, and no test of counts."""
    rows = [[row[0], None, None, 5 + place % 3, None] for place, row in enumerate(months())]
    reading = read_series(series(tmp_path, rows))
    assert [chart.kind for chart in reading.charts] == ["xmr"]
    assert reading.dispersion is None
    frame = series_frames(reading)["xmr"]
    assert list(frame["value"]) == [5 + place % 3 for place in range(14)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["2024-01-01", 3, 9, 1, None], "counts and values"),
        (["2024-01-01", 3, None, None, None], "neither count with of, nor value"),
        (["2024-01-01", 3, 0, None, None], "the count of 2024-01-01 is of nothing; leave its cells empty"),
    ],
)
def test_what_makes_no_series(row, why, tmp_path):
    """A table with both, with half, or with counts of nothing is refused with the reason."""
    with pytest.raises(Refused, match=why):
        series(tmp_path, [row])
