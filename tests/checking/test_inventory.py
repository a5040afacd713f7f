"""What ``mp check --count`` counts."""

import shutil
from dataclasses import replace

import pytest

from mp_exercises.checking.inventory import blueprint_holds, inventory, is_full_transcript, shortest_path
from mp_exercises.course.assessment import read_assessment
from mp_exercises.course.folder import TEMPLATES
from mp_exercises.exercise import KINDS, Utterance
from mp_exercises.exercise.kinds.branching import BranchingItem
from tests.samples import sample


def scene(name, *leads):
    """Return a scene with one reply to each of the scenes named."""
    replies = [{"id": f"{name}-{to}", "text": "Hm.", "to": to} for to in leads]
    return {"id": name, "lines": [{"text": "It rains."}], "replies": replies}


@pytest.mark.parametrize(
    ("scenes", "turns"),
    [
        ([scene("a", "b", "c"), scene("b", "end", "out"), scene("c", "end"), scene("end"), scene("out")], 2),
        ([scene("a", "b", "end"), scene("b", "c"), scene("c", "end"), scene("end")], 1),
        ([scene("a", "b", "c"), scene("b", "c"), scene("c", "d"), scene("d", "end"), scene("end")], 3),
    ],
)
def test_shortest_path(scenes, turns):
    """The shortest whole visit is counted in replies, whatever detours there are."""
    item = BranchingItem.model_validate({"id": "v", "kind": "branching", "prompt": "Play.", "scenes": scenes})
    assert shortest_path(item) == turns


def test_sample_has_each_kind_once():
    """An exercise counts once for each kind that it holds."""
    counted = inventory([sample(), sample()])
    assert counted.kinds == dict.fromkeys(KINDS, 2)
    assert "sorting: 2" in "\n".join(counted.lines())


@pytest.mark.parametrize(("said", "full"), [(24, False), (25, True)])
def test_full_transcript(said, full):
    """A transcript counts from 25 utterances, what is only seen apart, and if it is coded and rated."""
    who = sample().people[0].id
    lines = [Utterance(id=f"u{n}", who=who, says="Hm.") for n in range(said)]
    seen = [Utterance(id="seen", says="She looks out.")]
    exercise = sample().model_copy(update={"transcript": (*lines, *seen)})
    assert is_full_transcript(exercise) is full
    uncoded = tuple(item for item in exercise.items if item.kind != "coding")
    assert not is_full_transcript(exercise.model_copy(update={"items": uncoded}))


def test_blueprint(tmp_path):
    """An assessment counts as verified only while its blueprint is what its items have."""
    files = [tmp_path / name / "example.yaml" for name in ("assessment", "key")]
    for file in files:
        file.parent.mkdir()
        shutil.copy(TEMPLATES / f"example.{file.parent.name}.yaml", file)
    loaded = read_assessment(*files)
    assert blueprint_holds(loaded)
    more = {**loaded.assessment.blueprint, "goals": 1}
    other = replace(loaded, assessment=loaded.assessment.model_copy(update={"blueprint": more}))
    counted = inventory([], [loaded, other], 3)
    assert (counted.verified, counted.assessments) == (1, 3)
