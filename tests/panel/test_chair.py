"""The chair's desk: what its answers may say, and what they may not before all have locked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from mp_exercises.panel.calibrating.report import calibrate
from mp_exercises.panel.chair.desk import Desk
from mp_exercises.panel.chair.view import mark_of
from mp_exercises.panel.day.links import links_of
from mp_exercises.panel.deciding import decide
from mp_exercises.panel.folder import Folder, open_folder
from mp_exercises.panel.records import Score, Sheet, lock_line, read_book, settled_line, sheet_line

from .conftest import stand_in

SECRET = "A line that only its writer may see"
ASKED = ("room", "look", "talk", "calibration", "decision")
ADDRESS = "http://192.0.2.7:8870"


def score(folder: Folder, member: str, station: str, unit: str, point: int, *, lock: bool = True) -> None:
    """Record a whole sheet with one number throughout, and lock it."""
    names = folder.campaign.station(station).scores
    scores = {name: Score(point, (f"{SECRET} {member}",)) for name in names}
    made = [sheet_line(folder.campaign, station, unit, scores)]
    made += [lock_line(folder.campaign, station, unit, Sheet(scores))] if lock else []
    folder.record(member).append(*made)


def everything(desk: Desk) -> str:
    """Return all that the desk says to whatever can be asked of it."""
    replies = [desk.ask({"ask": name}) for name in ASKED]
    assert [reply.why for reply in replies] == [""] * len(ASKED)
    return json.dumps([reply.message() for reply in replies])


def ask(desk: Desk, name: str, **more: Any) -> dict[str, Any]:
    """Return what the desk answers to a question that it can answer."""
    reply = desk.ask({"ask": name, **more})
    assert reply.why == "", reply.say
    return reply.data


def test_no_number_of_anybodys_before_all_who_score_have_locked(bare: Callable[[int], Folder]) -> None:
    """With one sheet locked and another begun, no answer has a line, a number, or a difference of them."""
    folder = bare(2)
    desk = Desk(folder, ADDRESS)
    before = {name: desk.ask({"ask": name}).data for name in ("talk", "calibration", "decision")}
    score(folder, "p4", "visit", "C01", 5)
    score(folder, "p3", "visit", "C01", 1, lock=False)
    assert SECRET not in everything(desk)
    assert ask(desk, "talk") == before["talk"] == {"talks": []}
    assert ask(desk, "calibration") == before["calibration"]
    visit = next(one for one in ask(desk, "look")["stations"] if one["id"] == "visit")
    first = visit["units"][0]
    assert first["members"] == [{"id": "p3", "state": "begun"}, {"id": "p4", "state": "locked"}]
    assert (first["shared"], first["waits"], first["kept"]) == (False, 0, 0)
    assert not re.search(r'"(point|first|now|value)"', json.dumps([ask(desk, name) for name in ASKED]))
    score(folder, "p3", "visit", "C01", 1)
    talks = ask(desk, "talk")["talks"]
    assert {one["unit"] for one in talks} == {"C01"}
    assert SECRET in json.dumps(talks)
    assert [one["first"] for one in talks[0]["given"]] == [1, 5]
    decision = ask(desk, "decision")
    assert set(decision) == {"ready", "why", "unlocked", "open"}
    assert not decision["ready"]
    assert decision["open"] == []


def test_a_campaign_that_shares_by_station_keeps_the_whole_station_closed(
    bare: Callable[[int], Folder],
) -> None:
    """Where sheets open with the last candidate of a station, a candidate whom all have locked waits."""
    path = bare(2).path
    file = path / "campaign.yaml"
    data = yaml.safe_load(file.read_text("utf-8"))
    data["bars"]["shared"] = "station"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    folder = open_folder(path)
    desk = Desk(folder)
    for member, point in (("p3", 1), ("p4", 4)):
        score(folder, member, "visit", "C01", point)
    assert SECRET not in everything(desk)
    for member, point in (("p3", 3), ("p4", 3)):
        score(folder, member, "visit", "C02", point)
    assert {one["unit"] for one in ask(desk, "talk")["talks"]} == {"C01"}


def test_calibration_waits_for_the_last_recording(copy: Path) -> None:
    """While one member has one recording to lock, the answer names who and which, and nothing else."""
    folder = open_folder(copy)
    file = folder.record("p3").path
    lines = file.read_text("utf-8").splitlines(keepends=True)
    last = next(line for line in lines if '"r12"' in line and '"lock"' in line)
    file.write_text("".join(line for line in lines if line != last), encoding="utf-8")
    found = ask(Desk(folder), "calibration")
    assert found["waiting"] == [{"member": "p3", "what": "Recording 12"}]
    assert set(found) == {"ready", "why", "waiting"}


def test_calibration_is_what_the_command_reckons(invented: Path) -> None:
    """Agreement, intervals, who is lenient, and where to talk, are those of `mp panel calibrate`."""
    folder = open_folder(invented)
    made = calibrate(folder)
    assert made is not None
    found = ask(Desk(folder), "calibration")
    cells = {row[0]: row[1:] for row in found["agreement"]["table"]["rows"]}
    for one in made.agreements:
        icc = one.found.icc
        name = folder.campaign.criterion[one.criterion].name
        assert cells[name][0] == f"{icc.value:.2f}"  # type: ignore[union-attr]
        assert f"{icc.low:.2f}" in cells[name][1]  # type: ignore[union-attr]
    lenient = [member for member, one in made.lenient.items() if one.low > 0]  # type: ignore[union-attr]
    assert lenient
    assert f"More lenient than the others: {', '.join(lenient)}." in found["lenient"]["chart"]["says"]
    assert len(found["parted"]) == len(made.parted)
    assert found["certificate"]["given"]


def test_a_chart_never_comes_without_words_and_figures(invented: Path) -> None:
    """Each drawing has a name and a text for whoever cannot see it, and a table with its figures."""
    desk = Desk(open_folder(invented))
    calibration, decision = ask(desk, "calibration"), ask(desk, "decision")
    drawn = [calibration["agreement"], calibration["lenient"], *decision["charts"].values()]
    for one in drawn:
        chart = one["chart"]
        assert len(chart["says"]) > 40
        assert all(f'aria-label="{chart["title"]}' in chart[size] for size in ("wide", "narrow"))
        assert len(one["table"]["rows"]) >= 5


def test_the_decision_is_what_the_command_reckons(invented: Path) -> None:
    """Candidates stand in the order of their numbers, with means, errors and groups as `mp panel decide`."""
    folder = open_folder(invented)
    made = decide(folder, read_book(folder))
    found = ask(Desk(folder), "decision")
    numbers = [one["number"] for one in found["candidates"]]
    assert numbers == sorted(numbers) == [one.candidate for one in made.standings]
    for shown, one in zip(found["candidates"], made.standings, strict=True):
        assert shown["state"] == one.state
        for cell, mean in zip(shown["means"], one.means.values(), strict=True):
            assert cell["value"] == f"{mean.value:.2f}"
            assert cell["error"] == f"{mean.error:.2f}"
    for name, group in made.groups.items():
        alike = found["charts"][name]["alike"]
        assert alike["sets"] == sorted(list(one) for one in group.sets)
        assert alike["all"] == group.all_alike
        assert f"{group.least:.1f} points" in alike["say"]
    assert "rank" in found["lines"][-1] or "order" in found["lines"][-1]


def test_a_decision_is_refused_while_a_difference_has_no_reason(copy: Path) -> None:
    """The refusal says which candidate, station and quality, and has no number; a kept reason opens it."""
    folder = open_folder(copy)
    chair = next(one.id for one in folder.campaign.members if one.chair)
    file = folder.record(chair).path
    kept = [line for line in file.read_text("utf-8").splitlines(keepends=True) if '"settled"' not in line]
    file.write_text("".join(kept), encoding="utf-8")
    desk = Desk(folder)
    refused = ask(desk, "decision")
    assert set(refused) == {"ready", "why", "unlocked", "open"}
    talks = ask(desk, "talk")["talks"]
    assert len(refused["open"]) == len(talks) == ask(desk, "look")["waits"] > 0
    assert all(one["unitName"] in words for one, words in zip(talks, refused["open"], strict=True))
    for one in talks:
        place = {name: one[name] for name in ("station", "unit", "criterion")}
        after = ask(desk, "settle", **place, why="The second line was read: it is a two.")["talks"]
        assert any(each["reason"] == "The second line was read: it is a two." for each in after)
    assert ask(desk, "decision")["ready"]
    assert ask(desk, "look")["kept"] == len(talks)


def test_no_reason_is_kept_for_what_is_not_shared(bare: Callable[[int], Folder]) -> None:
    """The chair can settle nothing before all have locked, nor with no words; no record gets a line."""
    folder = bare(1)
    score(folder, "p4", "visit", "C01", 5)
    desk = Desk(folder)
    place = {"ask": "settle", "station": "visit", "unit": "C01", "criterion": "clarity"}
    before = mark_of(folder)
    assert desk.ask({**place, "why": "Because I say so, at length."}).why == "not_yet"
    score(folder, "p3", "visit", "C01", 1)
    after = mark_of(folder)
    assert before != after
    assert desk.ask({**place, "why": "no"}).why == "not_kept"
    assert desk.ask({**place, "unit": "C99", "why": "Because I say so, at length."}).why == "not_yet"
    assert mark_of(folder) == after


def test_a_campaign_that_is_edited_on_the_day(bare: Callable[[int], Folder]) -> None:
    """Who stands in is on the list at the next look; a fault is told, and changes nothing."""
    folder = bare(1)
    desk = Desk(folder, ADDRESS)
    before = ask(desk, "look")
    assert members(before) == ["p3", "p4"]
    stand_in(folder.path, "p5")
    after = ask(desk, "look", known=before["mark"])
    assert members(after) == ["p3", "p5"]
    assert after["edition"] > before["edition"]
    stand_in(folder.path, "nobody")
    wrong = ask(desk, "look", known=after["mark"])
    assert members(wrong) == ["p3", "p5"]
    assert "nobody" in wrong["fault"]
    stand_in(folder.path, "p5")
    assert ask(desk, "look", known=wrong["mark"])["fault"] == ""


def members(looked: dict[str, Any]) -> list[str]:
    """Return who scores the first candidate's visit."""
    visit = next(one for one in looked["stations"] if one["id"] == "visit")
    return [one["id"] for one in visit["units"][0]["members"]]


def test_what_is_known_already_is_not_told_again(invented: Path) -> None:
    """A page that knows the mark gets the mark alone; one that does not gets everything."""
    desk = Desk(open_folder(invented))
    first = ask(desk, "look")
    assert ask(desk, "look", known=first["mark"]) == {"mark": first["mark"]}
    assert ask(desk, "look", known="0-0") == first


def test_each_member_has_their_link_as_words_and_as_a_code(invented: Path) -> None:
    """The links are those that the day serves; without an address there are none."""
    folder = open_folder(invented)
    links = links_of(folder)
    for one in ask(Desk(folder, ADDRESS), "room")["members"]:
        assert one["url"] == f"{ADDRESS}/m/{links[one['id']]}/"
        assert one["qr"]["path"].startswith("M")
    assert {one["url"] for one in ask(Desk(folder), "room")["members"]} == {""}


@pytest.mark.parametrize(
    "asked",
    [{}, {"ask": "records"}, {"ask": "settle"}, {"ask": ["look"]}, {"ask": None}],
    ids=["nothing", "unknown", "half", "list", "none"],
)
def test_whatever_is_asked_is_answered_in_a_sentence(invented: Path, asked: dict[str, Any]) -> None:
    """What nobody can answer is said to be that, and nothing comes with it."""
    reply = Desk(open_folder(invented)).ask(asked)
    assert (reply.why, reply.data) == ("strange", {})
    assert reply.say.endswith(".")


def test_a_fault_in_a_table_is_said_with_its_file(copy: Path) -> None:
    """A decision that needs a faulty table is refused with the file and what would be right."""
    folder = open_folder(copy)
    file = folder.file("adjustments")
    file.write_text(file.read_text("utf-8-sig").replace("yes", "perhaps"), encoding="utf-8")
    reply = Desk(folder).ask({"ask": "decision"})
    assert reply.why == "table"
    assert file.name in reply.say


def test_names_are_in_nothing_that_the_chair_gets(invented: Path) -> None:
    """The desk answers with candidates' numbers alone."""
    assert "Invented candidate" not in everything(Desk(open_folder(invented), ADDRESS))


def test_a_reason_that_was_kept_stands_with_its_difference(copy: Path) -> None:
    """What the tablets' own pages kept is there too, and comes after what still wants a reason."""
    folder = open_folder(copy)
    talks = ask(Desk(folder), "talk")["talks"]
    one = talks[0]
    why = "Read again: the anchor of four is met."
    line = settled_line(folder.campaign, one["station"], one["unit"], one["criterion"], why)
    folder.record("p2").append(line)
    reasons = [each["reason"] for each in ask(Desk(folder), "talk")["talks"]]
    assert why in reasons
    assert sorted(reasons, key=bool) == reasons
