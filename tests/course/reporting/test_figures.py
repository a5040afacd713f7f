"""The figures of the technical report are those of the statistics' own functions on the same marks."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import numpy as np
import pytest

from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.folder import CourseError
from mp_exercises.course.gradebook.connection import gradebook_of
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.course.moderating.status import status_of
from mp_exercises.exercise.kinds.choice import ChoiceItem
from mp_exercises.marking.reliability import (
    conditional_error,
    decision_consistency,
    group_differences,
    item_analysis,
)
from mp_exercises.marking.standard import write_standard
from mp_exercises.marking.standard.angoff import angoff
from mp_exercises.marking.standard.judgements import judgements
from mp_exercises.marking.standard.made import standard_by_angoff
from tests.course.made import cohort, copy_of, released_course
from tests.course.moderating.steps import firsts, mp_draw, read_in
from tests.course.reporting.reports import SIZE, all_results, give, soup, text, trainee, written
from tests.course.trainees import SLUG

CUT = 0.6
LARGE = 104
"""Two groups of the least size that can be compared, and four people more."""
JUDGES = ("Ann", "Bola", "Cerys", "Dev", "Ed", "Fay")


def rows_of(done, name):
    """Return the lines of one of the tables of a report."""
    file = done.places.tables / f"{name}.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def numbers(done, name, of=""):
    """Return a statistic with the ends of its interval, as the table has them; the first of its name."""
    row = next(row for row in rows_of(done, "statistics") if (row["Statistic"], row["Of"]) == (name, of))
    return tuple(float(row[head]) for head in ("Value", "From", "To"))


def parts(estimate):
    """Return an estimate as the table has it."""
    return pytest.approx((estimate.value, estimate.low, estimate.high), abs=2e-6)


@pytest.fixture(scope="session")
def shares(found):
    """Return each question's mark, from -1 to 1, a row for each trainee."""
    return np.array([[item.value for item in result.items] for result in found.values()])


@pytest.fixture(scope="session")
def points(found):
    """Return what each question is worth."""
    return np.array([item.points for item in next(iter(found.values())).items])


def test_the_conditional_error_and_the_consistency(reports, shares, points):
    """The standard error at the cut and the consistency of decisions are the published methods' own."""
    scores = shares * points
    conditional = conditional_error(scores, points, CUT * points.sum())
    assert numbers(reports, "conditional-standard-error") == parts(conditional.estimate)
    consistency = decision_consistency(scores, points, CUT)
    lines = [row for row in rows_of(reports, "statistics") if row["Statistic"] == "decision-consistency"]
    for row, one in zip(
        lines, (consistency.consistency, consistency.kappa, consistency.accuracy), strict=True
    ):
        assert float(row["Value"]) == pytest.approx(one.value, abs=2e-6)
    page = text(soup(reports.places.technical).find(id="decisions").parent)
    assert f"{100 * consistency.consistency.value:.0f}%" in page
    assert f"{consistency.kappa.value:.2f}" in page


def test_every_question_s_line(reports, shares, points, found):
    """SD, alpha without it, upper less lower, what is left out and the time are the item analysis's own."""
    answered = np.array([[item.state != "blank" for item in result.items] for result in found.values()])
    seconds = np.array(
        [
            [np.nan if item.seconds is None else item.seconds for item in result.items]
            for result in found.values()
        ]
    )
    analysis = item_analysis(shares, points, answered=answered, seconds=seconds)
    for row, item in zip(rows_of(reports, "items"), analysis.items, strict=True):
        for head, value in (
            ("SD", item.sd),
            ("Alpha without", item.alpha_without),
            ("Upper less lower", item.discrimination),
            ("Left out", item.omitted),
            ("Median seconds", item.seconds),
        ):
            assert row[head] == "" if value is None else float(row[head]) == pytest.approx(value, abs=2e-6)


def test_options_are_counted(reports, found, rests_on):
    """How often each option was picked is what the records say, and every option has its line."""
    rows = rows_of(reports, "options")
    counted = 0
    for section in rests_on.loaded.keyed:
        for item in section.items:
            if not isinstance(item, ChoiceItem):
                continue
            picked = Counter(
                option
                for result in found.values()
                for one in result.items
                if (one.section, one.item) == (section.slug, item.id)
                for option in one.picked
            )
            own = {
                row["Option"]: int(row["Picked by all"])
                for row in rows
                if (row["Section"], row["Item"]) == (section.slug, item.id)
            }
            assert {option.id: picked[option.id] for option in item.options}.items() <= own.items()
            counted += sum(picked.values())
    assert counted


def test_the_histogram_has_everybody(reports, found):
    """The bars' table counts the marks of everybody in steps of five."""
    table = soup(reports.places.technical).select_one(".binned table")
    counts = [int(text(row.find_all("td")[2])) for row in table.tbody.find_all("tr")]
    marks = [result.points / result.most for result in found.values()]
    assert counts == list(np.histogram(marks, bins=20, range=(0, 1))[0])
    assert sum(counts) == SIZE


def teams_of(file, count):
    """Write the teams of trainees, every second one in the other, and return them."""
    teams = ["Riverside" if number % 2 else "Hilltop" for number in range(count)]
    lines = "".join(f"{trainee(number)},{team}\n" for number, team in enumerate(teams))
    file.write_text(f"trainee,team\n{lines}", encoding="utf-8")
    return teams


def test_small_groups_are_not_compared(whole, tmp_path):
    """Groups of thirty are too small for the method: the reason stands in the table and on the page."""
    teams_of(tmp_path / "groups.csv", SIZE)
    done = written(whole, tmp_path / "out", groups=tmp_path / "groups.csv")
    (row,) = [row for row in rows_of(done, "statistics") if row["Statistic"] == "mantel-haenszel"]
    assert row["Value"] == ""
    assert "smaller group: 30" in row["Not given because"]
    assert "smaller group: 30" in text(soup(done.places.technical).find(id="groups").parent)


def test_groups_have_the_method_s_numbers(tmp_path):
    """The comparison of two groups of 52 is Mantel and Haenszel's, question by question."""
    many = cohort(released_course(tmp_path / "released"), tmp_path / "course", LARGE)
    assert mark_cohort(many, SLUG, workers=1).marked == LARGE
    give(many)
    teams = teams_of(tmp_path / "groups.csv", LARGE)
    done = written(many, tmp_path / "out", groups=tmp_path / "groups.csv")
    marks = np.array([[item.value for item in result.items] for result in all_results(many).values()])
    worth = [item.points for section in many.load(SLUG).keyed for item in section.items]
    expected = group_differences(marks, worth, teams, reference="Hilltop", focal="Riverside")
    given = [row for row in rows_of(done, "statistics") if row["Statistic"] == "mantel-haenszel"]
    assert len(given) == len(worth)
    for row, item in zip(given, expected.items, strict=True):
        assert float(row["Value"]) == pytest.approx(item.delta.value, abs=2e-6)


def test_agreement_of_markers(course, tmp_path):
    """The agreement of first and second markers is on the page and in the tables, as moderation has it."""
    mp_draw(course, "--count", 24, "--first", "Fiona Firstmarker")
    marks = {
        name: min(9.0, mark + (number % 3) / 2) for number, (name, mark) in enumerate(firsts(course).items())
    }
    read_in(course, marks)
    done = written(course, tmp_path / "out")
    with gradebook_of(settings_of(course)) as engine:
        (found,) = status_of(course, engine, SLUG).agreement
    assert found.n == 24
    item = "Four times, 1"
    assert numbers(done, "icc", item) == parts(found.reliability)
    assert numbers(done, "percent-agreement", item) == parts(found.within)
    assert numbers(done, "mean-difference", f"{item}; Sam Secondmarker") == parts(
        found.harsher["Sam Secondmarker"]
    )
    page = text(soup(done.places.technical).find(id="markers").parent)
    assert "24 answers have both marks" in page
    assert f"{found.reliability.value:.2f}" in page


def test_results_under_moderation_are_held(course, tmp_path):
    """Until the second marks are in, a report is refused, or says what is open, and pages wait."""
    mp_draw(course, "--count", 10)
    with pytest.raises(CourseError, match="--provisional"):
        written(course, tmp_path / "out")
    done = written(course, tmp_path / "out", provisional=True)
    head = soup(done.places.technical).header
    assert "Not final yet" in text(head.h1)
    assert "Not final: " in text(head.select_one(".basis"))
    held = {name for name in done.wanted if "not decided yet" in text(soup(done.page_of(name)))}
    assert held == set(firsts(course))


def test_the_standard_and_each_judge_s_leniency(whole, tmp_path):
    """The panel's cut, its agreement and every judge beside it are shown, and no judge is named."""
    course = copy_of(whole, tmp_path / "course")
    loaded = course.load(SLUG)
    worth = [item.points for section in loaded.keyed for item in section.items]
    rng = np.random.default_rng(7)
    values = np.clip(rng.normal(0.55, 0.12, (len(worth), 1)) + rng.normal(0, 0.06, (len(worth), 6)), 0, 1)
    panel = angoff([judgements(values + np.linspace(-0.1, 0.1, 6), points=worth, judges=JUDGES)])
    sections = {section.slug: section.revision for section in loaded.assessment.sections}
    write_standard(course.root, standard_by_angoff(panel, SLUG, sections, date(2026, 11, 20)))
    done = written(course, tmp_path / "out")
    page = soup(done.places.technical)
    shown = [text(row.find_all("td")[0]) for row in page.select(".judges tbody tr")]
    apart = sorted(100 * judge.difference.value for judge in panel.final.judges)
    assert [float(one.replace("−", "-")) for one in shown] == pytest.approx(apart, abs=0.051)
    assert numbers(done, "cut-score") == pytest.approx(
        (panel.final.cut.value, panel.final.cut.low, panel.final.cut.high), abs=1e-4
    )
    said = text(page)
    assert "set on 20 November 2026 by modified Angoff" in said
    assert "intraclass correlation (2,k)" in said
    assert not any(f" {judge} " in said for judge in JUDGES)


def test_without_a_panel_no_judge_is_spoken_of(reports):
    """Where an author proposed the cut, the report says that no panel has set it, and has no judges."""
    page = soup(reports.places.technical)
    assert "proposed by an author. No panel has set it." in text(page)
    assert page.select(".judges") == []
