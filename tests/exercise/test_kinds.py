"""What every kind of item promises, and each kind's marking rule."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.exercise import KINDS, STRATEGIES, AnswerError
from tests.samples import sample

ITEMS = sample().items
MARKED = [item for item in ITEMS if item.full() is not None]

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["a", "t1"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    "picked",
    "order",
    "bins",
    "codes",
    "ratings",
    "evidence",
    "path",
    "text",
    "goal",
    "levels",
    "wording",
]
hostile = st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=4) | json_values


def by_id(items):
    """Name a test after the item that it runs on."""
    return [item.id for item in items]


def test_sample_holds_every_kind():
    """The sample that these tests run on has an item of each kind."""
    assert {item.kind for item in ITEMS} == set(KINDS)


@pytest.mark.parametrize("item", MARKED, ids=by_id(MARKED))
def test_key_earns_full_marks(item):
    """The key's own answer earns 1."""
    assert item.judge(item.read(item.full())).value == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("item", MARKED, ids=by_id(MARKED))
def test_every_slip_earns_less(item):
    """Each answer that is one judgement away from the key earns less than 1."""
    slips = list(item.slips())
    assert slips
    assert all(item.judge(item.read(slip)).value < 1 - 1e-9 for slip in slips)


@pytest.mark.parametrize("item", MARKED, ids=by_id(MARKED))
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_guesses_are_answers_and_marks_stay_in_range(item, strategy):
    """Whatever a guesser answers can be read, and its mark lies between -1 and 1."""
    rng = random.Random(7)
    for _ in range(30):
        guess = item.guess(strategy, rng)
        if guess is not None:
            assert -1 <= item.judge(item.read(guess)).value <= 1


@pytest.mark.parametrize("item", ITEMS, ids=by_id(ITEMS))
@settings(max_examples=150)
@given(raw=hostile)
def test_hostile_answers_are_refused_or_read(item, raw):
    """Any JSON at all is either a readable answer with a mark in range, or a clear refusal."""
    try:
        answer = item.read(raw)
    except AnswerError as error:
        refusal = str(error)
    else:
        refusal = ""
    if refusal:
        return
    assert item.read(answer) == answer
    value = item.judge(answer).value
    assert value is None or -1 <= value <= 1


@pytest.mark.parametrize("item", ITEMS, ids=by_id(ITEMS))
def test_blank_answers_earn_nothing(item):
    """An answer with nothing in it is worth 0, not a penalty."""
    blank = {
        "rating": {"ratings": {}, "evidence": {}},
        "coding": {"codes": {}},
        "choice": {"picked": []},
        "ranking": {"order": []},
        "sorting": {"bins": {}},
        "branching": {"path": []},
        "goal": {},
        "reflection": {"text": "  "},
    }[item.kind]
    assert item.judge(item.read(blank)).value == 0


@pytest.mark.parametrize("item", ITEMS, ids=by_id(ITEMS))
def test_text_form_covers_the_item(item):
    """Every item can be printed as text, with and without its answer."""
    assert any(block.entries or block.space for block in item.outline())
    assert any(block.entries for block in item.answer_outline())


def test_choice_expects_nothing_of_chance():
    """Over all single picks, and over all subsets, a choice earns 0 on average."""
    one, many = sample().item("pick"), sample().item("picks")
    ids = [option.id for option in one.options]
    assert sum(one.judge({"picked": [entry]}).value for entry in ids) == pytest.approx(0)
    ids = [option.id for option in many.options]
    subsets = [list(s) for size in range(4) for s in itertools.combinations(ids, size)]
    assert sum(many.judge({"picked": subset}).value for subset in subsets) == pytest.approx(0)


def test_choosing_everything_earns_nothing():
    """Ticking all options of a several-of-many question earns 0."""
    item = sample().item("picks")
    assert item.judge({"picked": [option.id for option in item.options]}).value == pytest.approx(0)


def test_ranking_expects_nothing_of_chance_and_gives_near_credit():
    """All orders average about 0, ties may swap freely, and a near miss beats a reversal."""
    item = sample().item("order")
    ids = [option.id for option in item.options]
    values = [item.judge({"order": list(order)}).value for order in itertools.permutations(ids)]
    assert -0.1 < sum(values) / len(values) < 0.05
    assert item.judge({"order": ["b", "c", "a", "d"]}).value == 1
    assert item.judge({"order": ["a", "b", "c", "d"]}).value > 0.5
    assert item.judge({"order": ["d", "a", "c", "b"]}).value == min(values)


def test_ranking_without_ties_is_spearmans_correlation():
    """Without ties the mark is Spearman's rank correlation, which averages exactly 0."""
    item = sample().item("order")
    key = item.key.model_copy(update={"order": (("a",), ("b",), ("c",), ("d",))})
    item = item.model_copy(update={"key": key})
    ids = ["a", "b", "c", "d"]
    values = {order: item.judge({"order": list(order)}).value for order in itertools.permutations(ids)}
    assert sum(values.values()) == pytest.approx(0)
    for order, value in values.items():
        squares = sum((ids.index(entry) - place) ** 2 for place, entry in enumerate(order))
        assert value == pytest.approx(1 - 6 * squares / (4 * (4**2 - 1)))


def test_one_bin_for_all_cards_earns_nothing():
    """Putting every card into the same bin earns at most 0, whichever bin it is."""
    item = sample().item("sort")
    for place in item.bins:
        answer = {"bins": {card.id: place.id for card in item.cards}}
        assert item.judge(answer).value <= 1e-12


def test_one_code_for_all_utterances_earns_nothing():
    """A coder who gives every utterance the same code has a kappa of 0."""
    item = sample().item("code")
    for code in item.codes:
        answer = {"codes": dict.fromkeys(item.lines, code.id)}
        assert item.judge(answer).value == pytest.approx(0)


def test_neighbouring_codes_cost_half():
    """Taking a simple reflection for a complex one costs less than taking it for information."""
    item = sample().item("code")
    best = item.full()["codes"]
    near = item.judge({"codes": {**best, "t5": "simple-reflection"}}).value
    far = item.judge({"codes": {**best, "t5": "information"}}).value
    assert far < near < 1


@pytest.mark.parametrize("point", [1, 2, 3, 4, 5])
def test_one_rating_for_all_skills_earns_nothing(point):
    """A rater who gives every skill the same point earns at most 0."""
    item = sample().item("rate")
    ratings = {skill.id: point for skill in item.skills}
    assert item.judge({"ratings": ratings, "evidence": {}}).value <= 1e-12


def test_unrated_skills_do_not_help():
    """Leaving a skill out earns less than rating it as the panel did."""
    item = sample().item("rate")
    best = item.full()
    for skill in best["ratings"]:
        part = {**best, "ratings": {s: p for s, p in best["ratings"].items() if s != skill}}
        assert item.judge(item.read(part)).value < 1


def test_random_walk_through_a_visit_earns_nothing():
    """Over all paths, weighed by their chance, a visit earns 0; the worst path earns least."""
    item = sample().item("visit")
    scenes = {scene.id: scene for scene in item.scenes}

    def paths(scene, chance, path):
        if not scene.replies:
            yield path, chance
        for reply in scene.replies:
            yield from paths(scenes[reply.to], chance / len(scene.replies), [*path, reply.id])

    every = [(item.judge({"path": path}).value, chance) for path, chance in paths(item.scenes[0], 1, [])]
    assert sum(value * chance for value, chance in every) == pytest.approx(0)
    assert max(value for value, _ in every) == 1


def test_visit_is_judged_by_skill():
    """A path shows what it earned for each skill that the replies speak to."""
    item = sample().item("visit")
    assert item.judge({"path": ["r1", "r4"]}).skills.keys() == {"autonomy", "clarity", "empathy"}


def test_level_next_to_the_right_one_earns_half():
    """Two levels swapped with their neighbours keep near credit; a spare card earns none."""
    item = sample().item("goal")
    best = item.full()
    swapped = {**best, "levels": {**best["levels"], "0": "l5", "1": "l4"}}
    spare = {**best, "levels": {**best["levels"], "0": "l6"}}
    parts = [item.judge(item.read(answer)).parts["levels"] for answer in (best, swapped, spare)]
    assert parts[0] == 1
    assert 0 < parts[1] < 1
    assert 0 < parts[2] < 1


def test_reflection_goes_to_a_person():
    """A written answer has no automatic mark."""
    item = sample().item("write")
    assert item.judge(item.read({"text": "I was tired once."})).value is None
