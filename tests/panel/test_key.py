"""A panel's key: refused where it is small or does not agree, else put where the author's stood."""

from __future__ import annotations

import random
import subprocess

import pytest

from mp_exercises.answers import Line, Record
from mp_exercises.exercise import load
from mp_exercises.exercise.catalogue import CATALOGUE, load_file
from mp_exercises.exercise.source import SourceError
from mp_exercises.marking.agreement import icc
from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.reading.faults import TableError
from mp_exercises.panel.key import changed_text, gather, panel_key, patch
from mp_exercises.panel.key.gathering import BadRatings
from mp_exercises.panel.key.writing import items_changed

RATED = "simulated-visit-the-bread-van-transcript"
RANKED = "situational-judgement-three-doorsteps"
SORTED = "written-reflection-what-have-you-underlined"


def panel(folder, slug, raters=8, *, slip=0.2, seed=1, change=None):
    """Write a record for each of so many raters, who mostly give the author's key, and return the files."""
    exercise, rng = load(slug), random.Random(seed)
    files = []
    for number in range(raters):
        file = folder / f"rater-{number}.jsonl"
        for item in exercise.items:
            raw = item.full()
            if raw is None:
                continue
            slips = list(item.slips())
            if slips and rng.random() < slip:
                raw = rng.choice(slips)
            raw = change(item, raw) if change else raw
            Record(file).append(Line(slug, item.id, item.kind, exercise.revision, dict(raw)))
        files.append(file)
    return files


def test_a_panel_that_agrees_makes_a_key(tmp_path):
    """The new file loads, its provenance is a panel with its size and interval, and all else is as it was."""
    exercise = load(RATED)
    made = panel_key(exercise, gather(exercise, panel(tmp_path, RATED)))
    text = (CATALOGUE / f"{RATED}.yaml").read_text("utf-8")
    changed, after = changed_text(text, CATALOGUE / f"{RATED}.yaml", made, "eight people, invented")
    assert after.provenance.source == "panel"
    assert after.provenance.raters == 8
    assert after.provenance.agreement.interval[0] < after.provenance.agreement.value
    assert after.revision != ""
    assert len(changed.splitlines()) == len(text.splitlines())
    kept = [a for a, b in zip(text.splitlines(), changed.splitlines(), strict=True) if a != b]
    assert any(line.startswith("provenance:") for line in kept)


def test_the_panel_s_own_view_takes_the_author_s_place(tmp_path):
    """Where the panel rates a skill otherwise that rating alone changes, and its item is named."""

    def harsher(item, raw):
        if item.kind != "rating":
            return raw
        return {**raw, "ratings": {**raw["ratings"], "empathy": 5, "clarity": 1}}

    exercise = load(RATED)
    made = panel_key(exercise, gather(exercise, panel(tmp_path, RATED, slip=0.0, change=harsher)))
    text = (CATALOGUE / f"{RATED}.yaml").read_text("utf-8")
    _, after = changed_text(text, CATALOGUE / f"{RATED}.yaml", made, "invented")
    assert after.item("score").key.ratings == {
        **exercise.item("score").key.ratings,
        "empathy": 5,
        "clarity": 1,
    }
    assert items_changed(exercise, after) == ["score"]


def test_the_agreement_is_that_of_the_table(tmp_path):
    """The provenance has ICC(2,k) of skills by raters, as the tested coefficient has it."""
    exercise = load(RATED)
    ratings = gather(exercise, panel(tmp_path, RATED, slip=0.5, seed=5))
    made = panel_key(exercise, ratings)
    skills = [skill.id for skill in exercise.item("score").skills]
    rows = [[ratings.by_item["score"][r]["ratings"][s] for r in ratings.raters] for s in skills]
    assert dict(made.by_kind)["rating"] == icc(rows, "2,k")


def test_a_small_panel_is_refused(tmp_path):
    """Four raters make no key, however well they agree."""
    exercise = load(RATED)
    with pytest.raises(Refused, match="raters: 4, and it needs at least 5"):
        panel_key(exercise, gather(exercise, panel(tmp_path, RATED, raters=4, slip=0.0)))


def test_a_panel_that_does_not_agree_is_refused(tmp_path):
    """Raters who order at random make no key, and are told the coefficient or what they are split over."""
    rng = random.Random(3)

    def shuffled(item, raw):
        order = list(raw["order"])
        rng.shuffle(order)
        return {"order": order}

    exercise = load(RANKED)
    with pytest.raises(Refused, match=r"low end of its interval|first|split|order"):
        panel_key(exercise, gather(exercise, panel(tmp_path, RANKED, change=shuffled)))


def test_a_tie_for_first_place_is_no_test(tmp_path):
    """Where the panel cannot say what is best the ranking has no key, as the page on dilemmas has it."""
    turn = iter(range(1000))

    def swapped(item, raw):
        order = list(raw["order"])
        if item.id == "firmer" and next(turn) % 2:
            order[0], order[1] = order[1], order[0]
        return {"order": order}

    exercise = load(RANKED)
    with pytest.raises(Refused, match="what comes first on firmer"):
        panel_key(exercise, gather(exercise, panel(tmp_path, RANKED, slip=0.0, change=swapped)))


def test_neighbours_that_the_panel_cannot_order_are_tied(tmp_path):
    """Two responses further down that change places are a tie in the key."""
    turn = iter(range(1000))

    def swapped(item, raw):
        order = list(raw["order"])
        if item.id == "firmer" and next(turn) % 2:
            order[3], order[4] = order[4], order[3]
        return {"order": order}

    exercise = load(RANKED)
    made = panel_key(exercise, gather(exercise, panel(tmp_path, RANKED, slip=0.0, change=swapped)))
    file = CATALOGUE / f"{RANKED}.yaml"
    _, after = changed_text(file.read_text("utf-8"), file, made, "invented")
    assert after.item("firmer").key.order[3] == ("blame", "hers")


def test_ratings_of_another_wording_are_refused(tmp_path):
    """A record of an earlier revision says so, and makes no key."""
    exercise = load(RANKED)
    item = exercise.items[0]
    Record(tmp_path / "r.jsonl").append(Line(RANKED, item.id, item.kind, "0" * 12, dict(item.full())))
    with pytest.raises(BadRatings, match="another wording"):
        gather(exercise, [tmp_path / "r.jsonl"])


def test_a_spreadsheet_gives_the_same_as_records(tmp_path):
    """Places and points in a table of ratings are read as the records are."""
    exercise = load(RANKED)
    from_records = gather(exercise, panel(tmp_path, RANKED))
    lines = ["rater,item,part,value"]
    for item, by_rater in from_records.by_item.items():
        for rater, raw in by_rater.items():
            lines += [f"{rater},{item},{part},{place}" for place, part in enumerate(raw["order"], 1)]
    (tmp_path / "ratings.csv").write_text("\n".join(lines), "utf-8")
    assert gather(exercise, [tmp_path / "ratings.csv"]).by_item == from_records.by_item


@pytest.mark.parametrize(
    ("row", "error", "wrong"),
    [
        ("r1,nowhere,stay,1", TableError, "row 2: item 'nowhere' is not in it"),
        ("r1,firmer,stay,2", BadRatings, "the places 2"),
        ("r1,firmer,stay,1", BadRatings, "list of all 6 responses"),
        ("=r1,firmer,stay,1", TableError, "A2: '=r1'"),
    ],
)
def test_bad_rows_are_told(tmp_path, row, error, wrong):
    """A part that does not exist, places that are none and formulas are refused with a line."""
    (tmp_path / "ratings.csv").write_text(f"rater,item,part,value\n{row}\n", "utf-8")
    with pytest.raises(error, match=wrong.replace("(", r"\(")):
        gather(load(RANKED), [tmp_path / "ratings.csv"])


def test_a_key_that_fails_the_checks_is_no_key(tmp_path):
    """A panel that gives every skill the same point agrees on nothing that can be learned, and is refused."""

    def level(item, raw):
        return {**raw, "ratings": dict.fromkeys(raw["ratings"], 3)} if item.kind == "rating" else raw

    exercise = load(RATED)
    ratings = gather(exercise, panel(tmp_path, RATED, slip=0.0, change=level))
    with pytest.raises((Refused, SourceError)):
        _whole(exercise, ratings)


def _whole(exercise, ratings):
    """Make the key and put it into the file."""
    file = CATALOGUE / f"{RATED}.yaml"
    changed_text(file.read_text("utf-8"), file, panel_key(exercise, ratings), "invented")


def test_the_patch_applies(tmp_path):
    """What is written for review is a patch that makes the very file that was checked."""
    exercise = load(SORTED)
    made = panel_key(exercise, gather(exercise, panel(tmp_path, SORTED, raters=9, slip=0.3)))
    file = tmp_path / f"{SORTED}.yaml"
    text = (CATALOGUE / file.name).read_text("utf-8")
    file.write_text(text, "utf-8")
    changed, _ = changed_text(text, file, made, "nine people, invented")
    done = subprocess.run(
        ["patch", "-p1", "--directory", tmp_path], input=patch(text, changed, file.name).encode(), check=False
    )
    assert done.returncode == 0
    assert file.read_text("utf-8") == changed
    assert load_file(file).provenance.source == "panel"
