"""Calibration: agreement beside tested coefficients, anchors, and a certificate that can fail."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from mp_exercises.marking.agreement import icc
from mp_exercises.marking.estimate import Estimate
from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.means import holm
from mp_exercises.panel.calibrating.report import calibrate, calibration_frames, calibration_lines
from mp_exercises.panel.calibrating.writing import certificate_html
from mp_exercises.panel.folder import open_folder
from mp_exercises.panel.records import Score, read_book
from mp_exercises.panel.rendering import policy, style_of

from .test_records import record

QUALITIES = ("empathy", "autonomy-support", "clarity", "reflection", "curiosity")
MEMBERS = ("p1", "p2", "p3", "p4", "p5", "p6")


def panel(bare, recordings, *, noise=0.3, shift=None, seed=3):
    """Return a campaign in which everybody locked so many recordings, and the points by quality."""
    path = bare(1).path
    file = path / "campaign.yaml"
    head, _, rest = file.read_text("utf-8").partition("recordings:\n")
    kept = rest[rest.index("\n# Somebody steps out") :]
    more = "".join(f'  - {{id: r{n}, name: "Recording {n}"}}\n' for n in range(1, recordings + 1))
    file.write_text(f"{head}recordings:\n{more}{kept}", "utf-8")
    folder = open_folder(path)
    rng = np.random.default_rng(seed)
    truth = rng.uniform(1, 5, (recordings, len(QUALITIES)))
    points = np.zeros((recordings, len(MEMBERS), len(QUALITIES)), dtype=int)
    for place in range(recordings):
        for who, member in enumerate(MEMBERS):
            given = truth[place] + (shift or {}).get(member, 0.0) + rng.normal(0, noise, len(QUALITIES))
            points[place, who] = np.clip(np.round(given), 1, 5)
            sheet = {
                name: Score(int(points[place, who, k]), ("“A line.”",)) for k, name in enumerate(QUALITIES)
            }
            record(folder, member, "calibration", f"r{place + 1}", sheet)
    return folder, points


def test_agreement_is_that_of_the_recordings(bare):
    """Counts of pairs and ICC(2,1) are those of the table of recordings by members, worked out apart."""
    folder, points = panel(bare, 12)
    made = calibrate(folder)
    for k, one in enumerate(made.agreements):
        table = points[:, :, k]
        pairs = [abs(table[:, i] - table[:, j]) <= 1 for i in range(6) for j in range(i)]
        assert (one.close, one.pairs) == (int(np.sum(pairs)), 12 * 15)
        assert one.found.icc.value == pytest.approx(icc(table, "2,1").value, abs=1e-12)
        assert one.found.icc.low == pytest.approx(icc(table, "2,1").low, abs=1e-12)


def test_readings_are_student_s_with_holm(bare):
    """Each member's reading of each quality is scipy's one-sample test, adjusted for all together."""
    folder, points = panel(bare, 12, shift={"p2": 1.0})
    made = calibrate(folder)
    raw = []
    for one in made.readings:
        k, who = QUALITIES.index(one.criterion), MEMBERS.index(one.member)
        others = np.delete(points[:, :, k], who, axis=1).mean(axis=1)
        test = stats.ttest_1samp(points[:, who, k] - others, 0.0)
        interval = test.confidence_interval(0.95)
        assert one.found.value == pytest.approx(np.mean(points[:, who, k] - others), abs=1e-9)
        assert (one.found.low, one.found.high) == pytest.approx(tuple(interval), abs=1e-9)
        raw.append(test.pvalue)
    assert [one.p for one in made.readings] == pytest.approx(holm(raw), abs=1e-9)
    apart = {one.member for one in made.readings if one.apart and one.found.value > 0}
    assert apart == {"p2"}
    assert made.lenient["p2"].low > 0


def test_a_certificate_needs_the_low_end_over_the_bar(bare):
    """A panel whose estimate is above the bar and whose interval reaches below it has no certificate."""
    folder, _ = panel(bare, 10, noise=0.75, seed=4)
    made = calibrate(folder)
    values = [one.found.icc for one in made.agreements]
    assert all(one.value > 0.5 for one in values)
    assert any(one.low < 0.5 for one in values)
    assert isinstance(made.certificate, Refused)
    assert "low end of its interval" in made.certificate.why


def test_a_certificate_says_what_it_rests_on_and_where_it_stops(bare):
    """A panel that agrees has one, with every quality, its interval and the limits; it has no script."""
    folder, _ = panel(bare, 12, noise=0.2)
    made = calibrate(folder)
    assert not isinstance(made.certificate, Refused)
    page = certificate_html(folder, made.certificate)
    for criterion, found in made.certificate.agreements.items():
        assert folder.campaign.criterion[criterion].name in page
        assert f"{found.low:.2f} to {found.high:.2f}" in page
    assert "does not say that they are right" in page
    assert "<script" not in page
    assert policy(style_of("base.css")).replace("'", "&#39;") in page


def test_too_few_recordings_give_no_certificate_and_no_reading(bare):
    """With three recordings, as on the page, counts are given, coefficients and certificate are refused."""
    folder, _ = panel(bare, 3, noise=0.1)
    made = calibrate(folder)
    assert isinstance(made.certificate, Refused)
    assert "recordings: 3, and it needs at least 10" in made.certificate.why
    assert all(isinstance(one.found.icc, Refused) for one in made.agreements)
    assert all(isinstance(one.found, Refused) for one in made.readings)
    lines = list(calibration_lines(folder, read_book(folder), made))
    assert any("of 45 pairs" in line for line in lines)


def test_nothing_is_shown_before_everybody_has_locked(bare):
    """With one sheet missing on each recording the report says who is missing, and no number."""
    folder = bare(1)
    for recording in ("r1", "r2", "r3"):
        for member in MEMBERS[:-1]:
            sheet = {name: Score(5, ("“A line.”",)) for name in QUALITIES}
            record(folder, member, "calibration", recording, sheet)
    assert calibrate(folder) is None
    lines = list(calibration_lines(folder, read_book(folder), None))
    assert lines[1] == "Still to lock: p6 (r1), p6 (r2), p6 (r3)"
    assert not any("5" in line.replace("p5", "") for line in lines)


def test_the_widest_come_first_with_the_anchors_words(bare):
    """Two anchors on the same recording are told with the members and the anchors' own words."""
    folder, points = panel(bare, 12, shift={"p2": 1.6})
    made = calibrate(folder)
    gaps = [one.high - one.low for one in made.parted]
    assert gaps == sorted(gaps, reverse=True)
    first = made.parted[0]
    k, place = QUALITIES.index(first.criterion), int(first.recording[1:]) - 1
    assert (points[place, :, k].min(), points[place, :, k].max()) == (first.low, first.high)
    text = "\n".join(calibration_lines(folder, read_book(folder), made))
    assert folder.campaign.criterion[first.criterion].anchors[first.low] in text


def test_agreement_on_real_days_counts_first_numbers(invented):
    """Pairs are those of the two at each station, by the numbers that they gave first."""
    from mp_exercises.panel.calibrating.days import day_frames, day_lines, on_days

    folder = open_folder(invented)
    book, pairs = read_book(folder), []
    for station in ("visit", "interview", "reflection"):
        for number in folder.present:
            one, other = (
                book.sheet(station, number, m).scores for m in folder.campaign.assessors(station, number)
            )
            if "clarity" in one:
                pairs.append((one["clarity"].point, other["clarity"].point))
    frame = day_frames(on_days([folder]))["agreement-on-days"].set_index("criterion")
    assert frame.loc["clarity", "pairs"] == len(pairs) == 18
    assert frame.loc["clarity", "close"] == sum(abs(a - b) <= 1 for a, b in pairs)
    assert frame.loc["clarity", "icc_value"] == pytest.approx(icc(pairs, "1,1").value, abs=1e-9)
    assert any("18 sheets" in line for line in day_lines([folder], on_days([folder])))


def test_the_tables_hold_what_the_lines_say(bare):
    """The tables have a row a quality, and a row a member and quality, with the intervals' ends."""
    folder, _ = panel(bare, 12)
    made = calibrate(folder)
    frames = calibration_frames(made)
    assert list(frames["agreement"]["criterion"]) == list(QUALITIES)
    assert len(frames["readings"]) == 30
    known = [one.found for one in made.readings]
    lows = [one.low if isinstance(one, Estimate) else None for one in known]
    assert (
        list(frames["readings"]["beside_others_low"].astype(object).where(lambda s: s.notna(), None)) == lows
    )
