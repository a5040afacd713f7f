"""Judging results: the whole by the gradebook's points, competencies by their items, errors by the cohort."""

from dataclasses import replace

import numpy as np
import pytest

from mp_exercises.course.gradebook.detail import ItemDetail
from mp_exercises.course.judging import Judge, judge_of
from mp_exercises.marking.decision import Cut, rules
from tests.course.judged import SIZE, all_results
from tests.course.trainees import SLUG, WRITING

JUDGE = Judge(Cut(0.6), 0.2, False)


def item(name, value, points=1.0, kind="choice", **skills):
    """Return an item's detail."""
    return ItemDetail("s", name, kind, value, points, "answered", skills)


@pytest.fixture(scope="module")
def found(judged):
    """Return every result of a cohort, and its assessment."""
    return all_results(judged), judged.load(SLUG)


def test_the_whole_goes_by_the_gradebook(found):
    """A penalty or an overruled section moves the decision on the whole, though no item's mark has moved."""
    result = max(found[0].values(), key=lambda result: result.points)
    assert JUDGE.whole(result).value == pytest.approx(result.points / result.most)
    assert JUDGE.whole(result).band == "secure"
    punished = replace(result, points=0.1 * result.most)
    assert JUDGE.whole(punished).value == pytest.approx(0.1)
    assert JUDGE.whole(punished).band == "not-yet"


def test_the_whole_waits_for_a_person(found):
    """While a written answer has no mark, there is no decision on the whole."""
    result = next(iter(found[0].values()))
    items = tuple(
        replace(entry, value=None) if (entry.section, entry.item) == WRITING else entry
        for entry in result.items
    )
    assert JUDGE.whole(replace(result, items=items)).band == "waiting"


def test_each_competency_has_its_items():
    """A competency is judged by the items that show it, weighed by points, each with its own mark for it."""
    items = [
        item("a", 1.0, 2.0, empathy=1.0, clarity=0.0),
        item("b", 1.0, 1.0, empathy=0.4),
        item("c", 0.5, 1.0, empathy=0.5),
    ]
    judged = JUDGE.competencies(items)
    assert set(judged) == {"empathy", "clarity"}
    assert judged["empathy"].value == pytest.approx((2 * 1.0 + 0.4 + 0.5) / 4)
    assert judged["clarity"].band == "too-little"
    assert JUDGE.competencies([]) == {}


def test_a_persons_mark_holds_for_all_that_an_item_shows():
    """What a person gave a written answer counts for each of its competencies; until then each waits."""
    rest = [item(name, 0.5, empathy=0.5, clarity=0.5) for name in "abc"]
    written = item("write", 0.8, 3.0, "reflection", empathy=0.0, clarity=0.0)
    for decision in JUDGE.competencies([*rest, written]).values():
        assert decision.value == pytest.approx((1.5 + 2.4) / 6)
    waiting = JUDGE.competencies([*rest, replace(written, value=None), item("d", 1.0, goals=1.0)])
    assert {name: decision.band for name, decision in waiting.items()} == {
        "empathy": "waiting",
        "clarity": "waiting",
        "goals": "too-little",
    }


def test_the_error_is_that_of_the_cohort(found):
    """With enough trainees, an item's error is the root of their mean variance over items, by numpy."""
    marked, loaded = found
    judge = judge_of(loaded, marked.values())
    table = np.array([[entry.value for entry in result.items] for result in marked.values()])
    assert len(table) == SIZE
    assert judge.error == pytest.approx(np.sqrt(table.var(axis=1, ddof=1).mean()))
    assert not judge.assumed
    assert judge.cut == Cut(loaded.assessment.cut.value)


def test_a_small_cohort_has_the_assumed_error(found):
    """With too few trainees, the error is that of the rules, and it says so."""
    marked, loaded = found
    judge = judge_of(loaded, list(marked.values())[: rules().least_trainees - 1])
    assert (judge.error, judge.assumed) == (rules().assumed_item_error, True)
