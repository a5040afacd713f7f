"""The decision: errors beside other libraries, floors as the page has them, and groups in place of ranks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import special, stats
from statsmodels.stats.anova import anova_lm

from mp_exercises.marking.refusal import Refused
from mp_exercises.panel.campaign import second_run
from mp_exercises.panel.deciding import (
    apart_by,
    assessor_error,
    composite_error,
    decide,
    groups,
    station_error,
)
from mp_exercises.panel.deciding.report import decision_frames, decision_lines
from mp_exercises.panel.deciding.table import NotYet
from mp_exercises.panel.folder import open_folder
from mp_exercises.panel.records import read_book, settled_line

from .conftest import put
from .test_records import record, scores

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Shrout and Fleiss (1979), table 2: six targets by four judges."""


def test_the_error_over_stations_is_that_of_the_published_table():
    """Shrout and Fleiss's table 3 has 1.02 for the residual mean square, and .91 for ICC(3,4)."""
    found = station_error(np.array(SHROUT_FLEISS, dtype=float))
    assert found.variance == pytest.approx(1.0194444444, abs=1e-6)
    assert found.df == 15
    assert found.of_mean(4) == pytest.approx(np.sqrt(1.0194444444 / 4), abs=1e-6)
    assert found.coefficient.value == pytest.approx(0.9093155423, abs=1e-6)


def test_the_error_over_stations_is_the_interaction_of_statsmodels():
    """On drawn numbers the variance is the residual mean square of a two-way analysis in statsmodels."""
    rng = np.random.default_rng(5)
    table = rng.normal(3, 1, (7, 3))
    rows = [{"y": table[p, s], "p": p, "s": s} for p in range(7) for s in range(3)]
    fitted = smf.ols("y ~ C(p) + C(s)", pd.DataFrame(rows)).fit()
    found = station_error(table)
    assert found.variance == pytest.approx(fitted.mse_resid, abs=1e-9)
    assert found.df == fitted.df_resid


def test_the_error_of_assessors_is_that_of_one_way_analysis():
    """The pooled variance is the mean square within cells of statsmodels' one-way analysis."""
    rng = np.random.default_rng(6)
    cells = [tuple(rng.integers(1, 6, size).astype(float)) for size in (2, 2, 3, 2, 1, 2, 4)]
    rows = [{"y": y, "c": c} for c, cell in enumerate(cells) for y in cell]
    frame = anova_lm(smf.ols("y ~ C(c)", pd.DataFrame(rows)).fit())
    found = assessor_error(cells)
    assert found.variance == pytest.approx(frame.loc["Residual", "mean_sq"], abs=1e-9)
    assert found.df == frame.loc["Residual", "df"]
    assert found.of_mean([2, 1]) == pytest.approx(np.sqrt(found.variance * 1.5) / 2, abs=1e-12)


def test_the_weighted_error_is_the_composite_s_own_where_stations_are_the_same():
    """With all qualities at the same stations it is the residual of the weighted table, by statsmodels."""
    rng = np.random.default_rng(7)
    one, two = rng.normal(3, 1, (8, 3)), rng.normal(3, 1, (8, 3))
    two += 0.6 * one
    at = ("a", "b", "c")
    found = composite_error({"one": (at, one), "two": (at, two)}, {"one": 2.0, "two": 1.0})
    mixed = (2 * one + two) / 3
    rows = [{"y": mixed[p, s], "p": p, "s": s} for p in range(8) for s in range(3)]
    fitted = smf.ols("y ~ C(p) + C(s)", pd.DataFrame(rows)).fit()
    assert found == pytest.approx(np.sqrt(fitted.mse_resid / 3), abs=1e-9)


def residual_maker(people, stations):
    """Return statsmodels' residual maker of a two-way analysis, with its rows by person and station."""
    rows = [{"y": 0.0, "p": p, "s": s} for p in range(people) for s in stations]
    design = smf.ols("y ~ C(p) + C(s)", pd.DataFrame(rows)).exog
    return np.eye(len(rows)) - design @ np.linalg.pinv(design)


def test_the_weighted_error_is_unbiased_where_stations_differ():
    """Its covariance is the residuals' products over their expectation, by statsmodels' projections."""
    rng = np.random.default_rng(8)
    people, at = 6, {"one": ("s", "t", "a"), "two": ("s", "t", "b", "c")}
    shared = rng.normal(0, 1, (people, 2))
    tables = {
        name: np.column_stack([shared, np.zeros((people, len(places) - 2))])
        + rng.normal(0, 0.5, (people, len(places)))
        for name, places in at.items()
    }
    weights = {"one": 2.0, "two": 1.0}
    makers = {name: residual_maker(people, places) for name, places in at.items()}
    left = {name: makers[name] @ tables[name].ravel() for name in at}
    variance = 0.0
    for one, at_one in at.items():
        for other, at_other in at.items():
            both = [place for place in at_one if place in at_other]
            cells = [
                (p * len(at_one) + at_one.index(place), p * len(at_other) + at_other.index(place))
                for p in range(people)
                for place in both
            ]
            here, there = map(list, zip(*cells, strict=True))
            # An error of variance 1 that both have in these cells and nowhere else.
            expected = (makers[one][np.ix_(here, here)] * makers[other][np.ix_(there, there)]).sum()
            covariance = (left[one][here] * left[other][there]).sum() / expected
            share = weights[one] * weights[other] / 9
            variance += share * covariance * len(both) / (len(at_one) * len(at_other))
    found = composite_error({name: (at[name], tables[name]) for name in at}, weights)
    assert found == pytest.approx(np.sqrt(variance), abs=1e-9)


def test_two_can_be_told_apart_from_tukey_s_table():
    """The quantile is the 3.877 of printed tables for 3 means and 10 degrees of freedom."""
    assert apart_by(1.0, 10, 3, (1, 1)) == pytest.approx(3.877, abs=5e-4)
    assert apart_by(2.0, 10, 3, (4, 4)) == pytest.approx(
        apart_by(1.0, 10, 3, (1, 1)) * np.sqrt(2 / 4), abs=1e-9
    )


@pytest.mark.parametrize("df", [4, 10, 30])
def test_two_candidates_are_told_apart_as_by_t(df):
    """For two means the studentized range is the square root of 2 times Student's t, to 1e-6."""
    assert apart_by(1.0, df, 2, (1, 1)) == pytest.approx(np.sqrt(2) * stats.t.ppf(0.975, df), abs=1e-6)


@pytest.mark.parametrize(("people", "df"), [(3, 10), (6, 15)])
def test_the_studentized_range_is_its_definition_s_integral(people, df):
    """Integrated by itself, the range of so many normal values over its own chi leaves 5%, to 1e-6."""
    quantile = apart_by(1.0, df, people, (1, 1))
    nodes, weights = np.polynomial.legendre.leggauss(300)
    spread, z = 2.5 * (nodes + 1), 12 * nodes + 2
    low = special.ndtr(z) - special.ndtr(z - quantile * spread[:, None])
    within = 12 * (people * stats.norm.pdf(z) * low ** (people - 1)) @ weights
    chi = stats.chi(df, scale=1 / np.sqrt(df)).pdf(spread)
    assert 2.5 * (chi * within) @ weights == pytest.approx(0.95, abs=1e-6)


def test_groups_overlap_where_neighbours_cannot_be_told_apart():
    """A chain of near neighbours gives overlapping groups by number, and nobody a place of their own."""
    found = groups({"C1": (4.5, 2), "C2": (3.6, 2), "C3": (2.7, 2), "C4": (1.0, 2)}, 0.1, 30)
    assert 0.75 < found.least < 0.9
    assert found.sets == (("C1",), ("C2",), ("C3",), ("C4",))
    near = groups({"C1": (4.5, 2), "C2": (3.9, 2), "C3": (3.3, 2), "C4": (1.0, 2)}, 0.1, 30)
    assert near.sets == (("C1", "C2"), ("C2", "C3"), ("C4",))
    wide = groups({"C1": (4.5, 2), "C2": (3.6, 2), "C3": (2.7, 2)}, 5.0, 10)
    assert wide.sets == (("C1", "C2", "C3"),)
    assert wide.all_alike


def fill(folder, points, *, near=None):
    """Lock all sheets: each candidate has one number throughout, or one by quality."""
    for number in folder.present:
        for station in folder.campaign.stations:
            for member in folder.campaign.assessors(station, number):
                given = points[number]
                sheet = (
                    scores(folder, station, **given)
                    if isinstance(given, dict)
                    else scores(folder, station, given)
                )
                record(folder, member, station, number, sheet)


def test_floors_are_those_of_the_page(bare):
    """More than half a point below is below, within half a point is near, and nothing buys it off."""
    folder = bare(5)
    fill(
        folder,
        {
            "C01": {"point": 5, "clarity": 2},
            "C02": {"point": 4, "empathy": 3},
            "C03": {"point": 1, "empathy": 4, "clarity": 4},
            "C04": 4,
            "C05": 2,
        },
    )
    found = {one.candidate: one for one in decide(folder, read_book(folder)).standings}
    assert [found[number].state for number in folder.present] == ["below", "near", "above", "above", "below"]
    assert found["C02"].means["empathy"].state == "near above"


def test_nothing_is_decided_before_every_sheet_is_locked(bare):
    """A missing lock, and a difference without a reason, each stop the decision and are named."""
    folder = bare(5)
    fill(folder, dict.fromkeys(folder.present, 3))
    book = read_book(folder)
    assert decide(folder, book)
    book.sheets["visit", "C02"]["p3"].locked = False
    with pytest.raises(NotYet, match=r"not locked: C02 at visit \(p3\)"):
        decide(folder, book)
    book = read_book(folder)
    sheet = book.sheets["visit", "C02"]["p3"]
    sheet.scores = scores(folder, "visit", 3, clarity=1)
    with pytest.raises(NotYet, match="no reason is kept: clarity of C02 at visit"):
        decide(folder, book)
    book.settled["visit", "C02", "clarity"] = "They heard two different minutes."
    assert [one.reason for one in decide(folder, book).settled] == ["They heard two different minutes."]


def test_too_few_candidates_have_errors_from_assessors_alone(bare):
    """With one candidate the error over stations is refused, and the smaller one is called too small."""
    folder = bare(1)
    fill(folder, {"C01": 3})
    found = decide(folder, read_book(folder))
    assert all(isinstance(one, Refused) for one in found.errors.values())
    assert found.groups == {}
    mean = found.standings[0].means["clarity"]
    assert mean.alone
    assert mean.error == pytest.approx(0.0)
    assert any("too small" in line for line in decision_lines(folder, found))


def test_a_missing_adjustment_holds_a_candidate(bare):
    """Where something agreed was missing the candidate is held, until the station is run again or kept."""
    folder = bare(5)
    fill(folder, dict.fromkeys(folder.present, 4))
    row = {
        "candidate": "C02",
        "stage": "visit",
        "what": "a seat in the light",
        "agreed": "2027-03-01",
        "made": "no",
    }
    put(folder.path, "adjustments", [row])
    states = {one.candidate: one.state for one in decide(folder, read_book(folder)).standings}
    assert states["C02"] == "held"
    put(folder.path, "adjustments", [{**row, "then": "kept"}])
    states = {one.candidate: one.state for one in decide(folder, read_book(folder)).standings}
    assert states["C02"] == "above"


@pytest.mark.parametrize(("why", "mean"), [("adjustment", 5.0), ("near", 11 / 3)])
def test_a_station_run_again(bare, why, mean):
    """A run again for an adjustment replaces the first; a second visit near a floor counts beside it."""
    path = bare(5).path
    file = path / "campaign.yaml"
    again = f"again: [{{candidate: C02, stage: visit, why: {why}, members: [p5, p6]}}]"
    file.write_text(file.read_text("utf-8").replace("again: []", again), "utf-8")
    folder = open_folder(path)
    fill(folder, dict.fromkeys(folder.present, 3))
    with pytest.raises(NotYet, match="C02-2 at visit"):
        decide(folder, read_book(folder))
    for member in ("p5", "p6"):
        record(folder, member, "visit", second_run("C02"), scores(folder, "visit", 5))
    found = {one.candidate: one for one in decide(folder, read_book(folder)).standings}
    empathy = found["C02"].means["empathy"]
    assert empathy.value == pytest.approx((3 + 5) / 2 if why == "adjustment" else mean)
    assert empathy.stations == (2 if why == "adjustment" else 3)


def test_the_table_is_no_rank(invented):
    """Candidates stand in the order of their numbers in lines and tables, whatever their means."""
    folder = open_folder(invented)
    found = decide(folder, read_book(folder))
    assert [one.candidate for one in found.standings] == list(folder.present)
    assert list(decision_frames(folder, found)["decision"]["candidate"]) == list(folder.present)
    assert not any("rank" in line.lower() or "1st" in line for line in decision_lines(folder, found))


def test_the_decision_never_meets_equality_data(copy):
    """The decision is the same to the letter when the equality folder is there, damaged or gone."""
    folder = open_folder(copy)
    before = list(decision_lines(folder, decide(folder, read_book(folder))))
    (copy / "equality" / "monitoring.csv").write_bytes(b"\0\xff")
    folder = open_folder(copy)
    assert list(decision_lines(folder, decide(folder, read_book(folder)))) == before


def test_a_settled_line_counts_from_the_chair(bare):
    """The chair, who does not score there, may write down what the two settled."""
    folder = bare(1)
    record(folder, "p3", "visit", "C01", scores(folder, "visit", 2))
    record(folder, "p4", "visit", "C01", scores(folder, "visit", 4))
    folder.record("p1").append(
        settled_line(folder.campaign, "visit", "C01", "clarity", "Both lines were read.")
    )
    assert read_book(folder).settled["visit", "C01", "clarity"] == "Both lines were read."
