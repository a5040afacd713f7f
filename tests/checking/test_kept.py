"""Baselines that are kept between checks."""

from mp_exercises.checking.kept import MOST_KEPT, Kept
from mp_exercises.marking import baselines
from tests.samples import sample


def never():
    """Fail, as nothing should be worked out again."""
    raise AssertionError


def test_kept_is_what_was_worked_out(tmp_path):
    """A second check reads exactly what the first worked out, and works nothing out."""
    file = tmp_path / "deep" / "kept.json"
    first = Kept(file)
    earned = first.baselines([sample()], None, lambda: baselines(sample()))
    first.save()
    assert earned == list(baselines(sample()))
    assert Kept(file).baselines([sample()], None, never) == earned


def test_a_changed_exercise_is_worked_out_again(tmp_path):
    """One changed word, or another cut, makes a new digest."""
    kept = Kept(tmp_path / "kept.json")
    kept.baselines([sample()], 0.5, list)
    other = sample().model_copy(update={"title": "Another"})
    calls = []
    for exercise, cut in ((sample(), 0.5), (other, 0.5), (sample(), 0.6)):
        kept.baselines([exercise], cut, lambda at=cut: calls.append(at) or [])
    assert calls == [0.5, 0.6]


def test_a_damaged_file_costs_time_only(tmp_path):
    """A file that is no JSON, or holds other things, is worked out anew; so is one that cannot be kept."""
    file = tmp_path / "kept.json"
    for text in ("{", "[]", "3"):
        file.write_text(text, encoding="utf-8")
        assert Kept(file).baselines([sample()], None, list) == []
    blocked = Kept(file / "below" / "kept.json")
    assert blocked.baselines([sample()], None, list) == []
    blocked.save()


def test_the_file_does_not_grow_for_ever(tmp_path):
    """Only the newest entries are kept."""
    file = tmp_path / "kept.json"
    kept = Kept(file)
    for cut in range(MOST_KEPT + 5):
        kept._found[str(cut)] = []
    kept.baselines([sample()], None, list)
    kept.save()
    assert len(Kept(file)._found) == MOST_KEPT
