"""The published Islington series comes out as evidence.md section 7 has it."""

import numpy as np
import pytest

from mp_exercises.measures.charts import Dispersion, from_published, overdispersion, read_series
from mp_exercises.measures.charts.report import series_lines
from mp_exercises.measures.published import islington
from mp_exercises.measures.reading import read_table_c1
from tests.measures.tables import C1

PERCENT = [18.1, 20.7, 12.5, 12.0, 21.7, 10.3, 17.1, 17.4, 17.5, 17.5, 16.1, 15.9, 16.8]
"""As evidence.md section 7 prints them."""


def test_the_series():
    """Each year has the published percentage, and the whole is 5,292 of 32,106, which is 16.48%."""
    series = islington()
    assert list(np.round(100 * series.values, 1)) == PERCENT
    assert (series.counts.sum(), series.of.sum()) == (5292, 32106)
    assert round(100 * 5292 / 32106, 2) == 16.48


def test_the_charts():
    """The p chart flags 2014 to 2018, sigma-z is 4.39, and no year leaves limits of about 6 to 27%."""
    reading = read_series(islington())
    plain, wide = reading.charts
    flagged = [reading.series.labels[point.place] for point in plain.outside]
    assert flagged == ["2014", "2015", "2016", "2017", "2018"]
    assert round(wide.sigma_z, 2) == 4.39
    assert wide.outside == ()
    assert round(wide.low.min(), 2) == 0.06
    assert round(wide.high.max(), 2) == 0.27
    assert isinstance(reading.dispersion, Dispersion)
    assert reading.dispersion.over
    assert reading.to_read is wide


def test_what_may_be_said():
    """The words name the largest step, 21.7% to 10.3%, as one that may not be called a change."""
    lines = list(series_lines(read_series(islington()), "Islington"))
    may, may_not = lines.index("May be said:"), lines.index("May not be said:")
    assert "Read the p′ chart." in lines
    assert any("within what this series usually does" in text for text in lines[may:may_not])
    (step,) = (text for text in lines[may_not:] if "2017" in text)
    assert "2017 (21.7%) to 2018 (10.3%)" in step
    assert "both lie within the limits" in step


@pytest.mark.skipif(not C1.is_file(), reason="the published table is not carried here")
def test_the_small_table_is_the_published_one():
    """The figures that are carried here are those of the Department's file, and children are apart."""
    table = read_table_c1(C1)
    found, carried = from_published(table, "Islington"), islington()
    assert found.labels == carried.labels
    assert (found.counts == carried.counts).all()
    assert (found.of == carried.of).all()
    children = from_published(table, "Islington", children=True)
    assert round(100 * children.values[-1], 1) == 16.3


def test_a_quiet_series_is_read_on_its_plain_chart():
    """Where counts vary as chance has it, the plain chart is the one to read."""
    rng = np.random.default_rng(3)
    series = islington()
    of = series.of.astype(int)
    counts = rng.binomial(of, 0.165).astype(float)
    quiet = type(series)(series.labels, counts / of, counts, series.of, {})
    assert not overdispersion(counts, of).over
    assert read_series(quiet).to_read.kind == "p"
