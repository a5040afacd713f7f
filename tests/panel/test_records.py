"""Records: only added to, kept apart by member, and shared when all at a station have locked."""

from __future__ import annotations

from collections import Counter

import pytest

from mp_exercises.answers import RecordError
from mp_exercises.panel.folder import open_folder
from mp_exercises.panel.records import (
    Score,
    Sheet,
    change_line,
    lock_line,
    read_book,
    settled_line,
    sheet_line,
)
from mp_exercises.panel.seen import complete, differences, shared, waiting


def scores(folder, station, point=3, **points):
    """Return a whole sheet."""
    return {
        name: Score(points.get(name.replace("-", "_"), point), ("“In their words.”",), "A step more.")
        for name in folder.campaign.station(station).scores
    }


def record(folder, member, station, unit, given, *, lock=True):
    """Put a sheet into a member's record, locked or not."""
    lines = [sheet_line(folder.campaign, station, unit, given)]
    if lock:
        lines.append(lock_line(folder.campaign, station, unit, Sheet(given)))
    folder.record(member).append(*lines)


def test_a_sheet_is_shared_only_when_all_have_locked(bare):
    """One lock shares nothing; the second shares this candidate, and no other."""
    folder = bare(2)
    record(folder, "p3", "visit", "C01", scores(folder, "visit"))
    assert not shared(folder, read_book(folder), "visit", "C01")
    record(folder, "p4", "visit", "C01", scores(folder, "visit"), lock=False)
    assert not complete(folder, read_book(folder), "visit", "C01")
    record(folder, "p4", "visit", "C01", scores(folder, "visit"))
    book = read_book(folder)
    assert shared(folder, book, "visit", "C01")
    assert not shared(folder, book, "visit", "C02")
    assert list(waiting(folder, book, "visit")) == [("C02", "p3"), ("C02", "p4")]


def test_a_campaign_may_wait_for_all_candidates_of_a_station(bare):
    """With `shared: station` nothing is seen until every candidate's sheet there is locked."""
    path = bare(2).path
    file = path / "campaign.yaml"
    file.write_text(file.read_text("utf-8").replace("shared: candidate", "shared: station"), "utf-8")
    folder = open_folder(path)
    for unit in ("C01", "C02"):
        assert not shared(folder, read_book(folder), "visit", "C01")
        for member in ("p3", "p4"):
            record(folder, member, "visit", unit, scores(folder, "visit"))
    assert shared(folder, read_book(folder), "visit", "C01")


def test_a_locked_sheet_stays_as_it_was(bare):
    """A sheet that is written after the lock changes nothing, and the lines before it are still there."""
    folder = bare(1)
    record(folder, "p3", "visit", "C01", scores(folder, "visit", 2))
    record(folder, "p3", "visit", "C01", scores(folder, "visit", 5), lock=False)
    sheet = read_book(folder).sheet("visit", "C01", "p3")
    assert {one.point for one in sheet.scores.values()} == {2}
    assert len(folder.record("p3").read().lines) == 3


def test_a_number_changes_only_by_who_gave_it_and_with_the_line(bare):
    """A change keeps the first number and the reason; without a reason it is refused."""
    folder = bare(1)
    for member, point in (("p3", 2), ("p4", 4)):
        record(folder, member, "visit", "C01", scores(folder, "visit", point))
    with pytest.raises(RecordError, match="reason"):
        change_line(folder.campaign, "visit", "C01", "clarity", 3, "  ")
    line = change_line(folder.campaign, "visit", "C01", "clarity", 3, "She said it once, and plainly.")
    folder.record("p4").append(line)
    book = read_book(folder)
    mine, theirs = (book.sheet("visit", "C01", member).scores["clarity"] for member in ("p4", "p3"))
    assert (mine.point, mine.first, mine.why) == (3, 4, "She said it once, and plainly.")
    assert (theirs.point, theirs.first) == (2, None)


def test_a_difference_waits_for_its_reason(bare):
    """Numbers two points apart are open until a reason is kept, or a change with its line closes the gap."""
    folder = bare(1)
    record(folder, "p3", "visit", "C01", scores(folder, "visit", 2))
    record(folder, "p4", "visit", "C01", scores(folder, "visit", 4, empathy=3))
    found = {one.criterion: one for one in differences(folder, read_book(folder), "visit", "C01")}
    assert set(found) == {"autonomy-support", "clarity", "curiosity"}
    assert not any(one.reason for one in found.values())
    folder.record("p3").append(
        settled_line(folder.campaign, "visit", "C01", "clarity", "Two stands: he asked twice."),
        change_line(folder.campaign, "visit", "C01", "curiosity", 3, "I had not heard the second question."),
    )
    found = {one.criterion: one for one in differences(folder, read_book(folder), "visit", "C01")}
    assert found["clarity"].reason == "Two stands: he asked twice."
    assert found["curiosity"].reason == "I had not heard the second question."
    assert found["autonomy-support"].reason == ""


def test_a_number_needs_evidence_before_it_locks(bare):
    """A sheet with a number and no line, or without a quality, does not lock; “not seen” does."""
    folder = bare(1)
    given = scores(folder, "visit")
    given["clarity"] = Score(4)
    with pytest.raises(RecordError, match="Clarity: a number with a line of evidence"):
        lock_line(folder.campaign, "visit", "C01", Sheet(given))
    given["clarity"] = Score(None)
    assert lock_line(folder.campaign, "visit", "C01", Sheet(given)).kind == "lock"
    del given["clarity"]
    with pytest.raises(RecordError, match="Clarity"):
        lock_line(folder.campaign, "visit", "C01", Sheet(given))


def test_nobody_scores_what_is_not_theirs(bare):
    """Lines about a station or candidate that a member does not score are passed over and counted."""
    folder = bare(1)
    record(folder, "p1", "visit", "C01", scores(folder, "visit"))
    book = read_book(folder)
    assert book.sheets == {}
    assert book.damaged == Counter(p1=2)


def test_a_stand_in_scores_in_the_other_s_place(bare):
    """Where somebody stepped out, the unit is complete with the stand-in's lock and not with their own."""
    path = bare(1).path
    file = path / "campaign.yaml"
    swap = "stand_ins: [{candidate: C01, stage: visit, out: p3, instead: p5}]"
    file.write_text(file.read_text("utf-8").replace("stand_ins: []", swap), "utf-8")
    folder = open_folder(path)
    for member in ("p3", "p4"):
        record(folder, member, "visit", "C01", scores(folder, "visit"))
    assert not complete(folder, read_book(folder), "visit", "C01")
    record(folder, "p5", "visit", "C01", scores(folder, "visit"))
    assert complete(folder, read_book(folder), "visit", "C01")


@pytest.mark.parametrize("point", [0, 6, True, 2.5])
def test_what_is_no_point_is_refused(bare, point):
    """Only 1 to 5, or nothing, can be recorded."""
    folder = bare(1)
    with pytest.raises(RecordError, match="from 1 to 5"):
        sheet_line(folder.campaign, "visit", "C01", {"clarity": Score(point, ("a",))})
