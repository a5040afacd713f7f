"""Guessing: what each strategy earns, and that too much is noticed."""

from mp_exercises.exercise import parse_yaml
from mp_exercises.exercise.catalogue import exercise_from
from mp_exercises.marking import baselines
from tests.samples import SAMPLE, sample


def found(exercise):
    """Return the baselines by strategy."""
    return {entry.strategy: entry for entry in baselines(exercise)}


def test_guessing_the_sample_earns_about_nothing():
    """On an exercise of all kinds no strategy earns anything to speak of."""
    assert all(not entry.limit for entry in baselines(sample()))
    assert found(sample())["random"].passing == 0


def test_same_guesses_every_time():
    """Baselines are the same on every run, so that a check does not flicker."""
    assert list(baselines(sample())) == list(baselines(sample()))


def one_kind(kind, change):
    """Return the sample cut down to the items of one kind, with a change to its text."""
    import yaml

    data = yaml.safe_load(change(SAMPLE.read_text(encoding="utf-8")))
    data["items"] = [item for item in data["items"] if item["kind"] == kind]
    return exercise_from(parse_yaml(yaml.safe_dump(data), SAMPLE))


def test_best_option_that_is_always_the_longest_is_noticed():
    """An exercise whose best options are the longest ones is refused."""
    exercise = one_kind("choice", lambda text: text.replace("credit: {b: 1, c: 1}", "credit: {a: 1}"))
    assert found(exercise)["longest"].limit


def test_order_that_stands_already_right_is_noticed():
    """A ranking that is printed in its right order is refused."""
    exercise = one_kind("ranking", lambda text: text.replace("order: [b, [a, c], d]", "order: [a, b, c, d]"))
    assert found(exercise)["first"].limit


def test_exercise_that_luck_passes_is_noticed():
    """One short question that one in four guessers gets right is not an exercise."""
    exercise = one_kind("ranking", lambda text: text)
    assert found(exercise)["random"].limit
