"""A campaign as data: the template keeps the protocol, and each fault is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mp_exercises.exercise import load
from mp_exercises.exercise.source import SourceError
from mp_exercises.instruments import load as load_instrument
from mp_exercises.measures.reading.faults import TableError
from mp_exercises.panel.folder import NoCampaign, check, open_folder
from mp_exercises.panel.new import new_campaign

from .conftest import put


def test_the_template_keeps_the_protocol(bare):
    """The template has nine stages, floors for empathy and clarity, no weights, and exercises that exist."""
    campaign = bare(6).campaign
    assert len(campaign.stages) == 9
    assert {one.id for one in campaign.criteria if one.floor is not None} == {"empathy", "clarity"}
    assert all(one.weight is None for one in campaign.criteria)
    for stage in campaign.stages:
        assert all(load(slug) for slug in stage.exercises)
        if stage.scores or stage.id == "decision":
            assert stage.exercises


def test_the_stations_are_those_of_the_page():
    """What is scored at which station is what the table of part 4's protocol page says."""
    from mp_exercises.place import source_root

    page = (source_root() / "book" / "part4" / "protocol.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|\n").split("|")]
        for line in page.splitlines()
        if line.startswith("| ") and line.count("|") == 6
    ]
    head, *body = (
        row
        for row in rows
        if row[0] in ("", "Empathy", "Autonomy support", "Clarity", "Reflection", "Curiosity")
    )
    shown = {row[0]: {head[place] for place in range(1, 5) if row[place] == "yes"} for row in body}
    names = {
        "interview": "Interview",
        "visit": "Simulated visit",
        "judgement": "Situational judgement",
        "reflection": "Written reflection",
    }
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        new_campaign(Path(made) / "c")
        campaign = open_folder(Path(made) / "c").campaign
    ours = {
        one.name: {names[stage.id] for stage in campaign.stations.values() if one.id in stage.scores}
        for one in campaign.criteria
    }
    assert ours == shown


def test_criteria_take_their_words_from_the_scoring_form(bare):
    """A criterion without words has those of the instrument, and its own where it has some."""
    folder = bare(1)
    item = load_instrument("candidate-scoring").items["clarity"]
    assert folder.campaign.criterion["clarity"].anchors == item.anchors
    text = (folder.path / "campaign.yaml").read_text(encoding="utf-8")
    own = text.replace("{id: curiosity}", "{id: curiosity, name: Wanting to know}")
    (folder.path / "campaign.yaml").write_text(own, encoding="utf-8")
    assert open_folder(folder.path).campaign.criterion["curiosity"].name == "Wanting to know"


FAULTS = [
    ("members: [p3, p4]", "members: [p3]", "1 assessors at visit"),
    ("members: [p3, p4]", "members: [p3, p7]", "p7 at visit and at application"),
    ("members: [p5, p6]", "members: [p4, p6]", "p4 at reflection and at visit"),
    ("members: [p1, p2]", "members: [p1, p9]", "unknown name 'p9'"),
    ("scores: [empathy, autonomy-support]", "scores: [autonomy-support]", "empathy is scored at 1 station"),
    (", chair: true", "", "0 members are the chair"),
    ("{id: clarity, floor: 3}", "{id: clarity, floor: 3, weight: 2}", "has no weight, and others have"),
    ("form: candidate-scoring", "form: nonsense", "no instrument 'nonsense'"),
    ("[interview-the-next-thing-you-ask]", "[no-such]", "no exercise 'no-such'"),
    ("difference: 2", "difference: 9", "difference"),
    ("seed: 20270318", "sead: 1", "unknown field 'sead'"),
    (
        "stand_ins: []",
        "stand_ins: [{candidate: C01, stage: visit, out: p1, instead: p5}]",
        "'p1' does not score there",
    ),
    ("stand_ins: []", "stand_ins: [{candidate: C01, stage: visit, out: p3, instead: p8}]", "kept apart from"),
    (
        "again: []",
        "again: [{candidate: C01, stage: visit, why: adjustment, members: [p3, p5]}]",
        "scored the first run too",
    ),
    ("stand_ins: []", "stand_ins: [{candidate: Anna, stage: visit, out: p3, instead: p5}]", "candidate"),
]


@pytest.mark.parametrize(("old", "new", "wrong"), FAULTS, ids=[wrong for _, _, wrong in FAULTS])
def test_each_fault_is_told_at_its_line(bare, old, new, wrong):
    """A campaign that breaks a rule is refused with file, line, what is wrong and what would be right."""
    path = bare(1).path
    file = path / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError) as error:
        open_folder(path)
    told = [str(fault) for fault in error.value.faults if wrong in str(fault)]
    assert told, str(error.value)
    place, _, rest = told[0].partition(": ")
    assert place.startswith(f"{file}:")
    assert int(place.rpartition(":")[2]) > 1
    assert "; right would be " in rest


def test_candidates_of_another_campaign_are_refused(copy):
    """A row about somebody who is no candidate here is a fault at its row, in every table."""
    put(copy, "outcomes", [{"candidate": "X99", "outcome": "appointed"}])
    with pytest.raises(TableError, match=r"row 2: candidate 'X99' is not of this campaign"):
        check(copy)


def test_check_opens_neither_names_nor_equality_data(copy):
    """The check reads a folder whose names and equality data would be faults, and says that it left them."""
    (copy / "names.csv").write_bytes(b"\0\0")
    (copy / "equality" / "monitoring.csv").write_bytes(b"\0\0")
    _, read = check(copy)
    assert not [name for name in read if "names" in name or "monitoring" in name]


def test_a_folder_without_a_campaign_says_how_to_make_one(tmp_path):
    """An empty folder is no campaign, and the message has the command."""
    with pytest.raises(NoCampaign, match="mp panel new"):
        open_folder(tmp_path)


@pytest.mark.parametrize("name", ["Ward's “north”, 2027", "123", "north: south", "ß ü", "- x"])
def test_a_folder_may_be_called_anything(tmp_path, name):
    """A new campaign opens whatever its folder is called, and nothing is written over."""
    new_campaign(tmp_path / name)
    assert open_folder(tmp_path / name).campaign.title == name
    with pytest.raises(FileExistsError):
        new_campaign(tmp_path / name)
