"""The detail of a result, and what a result is known by."""

import json
from datetime import datetime

from mp_exercises.course.gradebook.anew import rewritten
from mp_exercises.course.gradebook.detail import pack, unpack
from mp_exercises.course.gradebook.entry import Known
from mp_exercises.marking import mark
from tests.samples import full_answers, sample

WHEN = datetime(2026, 11, 25, 17)


def test_detail_gives_back_every_item():
    """What each item earned, with picks and seconds, comes back from its JSON as it went in."""
    exercise = sample()
    found = mark(exercise, full_answers(exercise))
    first = exercise.slug, exercise.items[0].id
    evidence = {(exercise.slug, item.id): item.competencies for item in exercise.items}
    items = unpack(pack([found], {first: 12.34}, {first: ("a", "b")}, evidence, {}))
    assert [(item.section, item.item, item.kind) for item in items] == [
        (exercise.slug, item.id, item.kind) for item in exercise.items
    ]
    assert [(item.value, item.points, item.state) for item in items] == [
        (entry.value, entry.points, entry.state) for entry in found.items
    ]
    assert items[0].seconds == 12.3
    assert items[0].picked == ("a", "b")
    assert items[1].seconds is None
    assert items[1].picked == ()


def test_another_text_is_known_for_another():
    """Only answers whose text changed, came or went are rewritten; one whose text is not known may be."""
    exercise = sample()
    found = mark(exercise, full_answers(exercise))
    (written,) = [item.id for item in exercise.items if item.kind == "reflection"]
    place, cell = (exercise.slug, written), f"{exercise.slug}__task__{written}"

    def detail(text):
        return pack([found], {}, {}, {}, {place: text} if text else {})

    for same in ("a", ""):
        assert rewritten(detail(same), detail(same)) == set()
    for before, now in (("a", "b"), ("", "a"), ("a", "")):
        assert rewritten(detail(text=before), detail(text=now)) == {cell}
    older = json.dumps([[name, [row[:8] for row in rows]] for name, rows in json.loads(detail("a"))])
    assert rewritten(older, detail("a")) == {cell}


def test_a_result_holds_until_something_changes():
    """A result holds for the same record, keys and time; a time that is gone does not undo it."""
    known = Known("record", "keys", WHEN)
    assert known.holds("record", "keys", WHEN)
    assert known.holds("record", "keys", None)
    assert not known.holds("other", "keys", WHEN)
    assert not known.holds("record", "other", WHEN)
    assert not known.holds("record", "keys", datetime(2026, 11, 25, 18))
    assert not Known("record", "keys").holds("record", "keys", WHEN)
