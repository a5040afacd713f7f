"""Memory does not grow with the size of the cohort."""

import json

from benchmarks.watch import watch
from tests.course.made import copy_of
from tests.course.trainees import SLUG, environment

BOUND = 7
"""MiB. Ten times as many trainees need no more than this beyond what the small cohort needs."""


def tiny(course, folder, count):
    """Return a copy of a course in which many trainees have handed in one blank answer."""
    copy = copy_of(course, folder)
    section = copy.load(SLUG).keyed[0]
    line = {
        "v": 1,
        "exercise": section.slug,
        "item": section.items[0].id,
        "kind": section.items[0].kind,
        "rev": section.revision,
        "at": "2026-11-02T09:00:00.000Z",
        "answer": {},
    }
    for number in range(count):
        place = copy.submitted(f"trainee-{number:05d}", SLUG)
        place.mkdir(parents=True)
        text = json.dumps({**line, "id": f"tiny-{number:06d}"})
        (place / "answers.jsonl").write_text(f"{text}\n", encoding="utf-8")
    return copy


def peak(course, count):
    """Return the most memory that marking and its workers held together, in MiB."""
    words = ["mp_exercises", "mark", str(course.root), SLUG, "--workers", "2"]
    seen = watch(words, course.root, environment())
    assert f"{count} marked" in seen.output
    return seen.peak


def test_ten_times_as_many_need_no_more(released, tmp_path):
    """Marking 2,000 trainees takes at most a few MiB more than marking 200, workers included."""
    few = peak(tiny(released, tmp_path / "few", 200), 200)
    many = peak(tiny(released, tmp_path / "many", 2000), 2000)
    assert few > 50, "the run was not seen at all"
    assert many - few < BOUND, (few, many)
