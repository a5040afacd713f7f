"""What was answered is on the page for each kind of item, and after the release the key beside it."""

import pytest
from bs4 import BeautifulSoup

from mp_exercises.course.feedback.page import Pages
from mp_exercises.course.feedback.rendering import html
from mp_exercises.course.gradebook.detail import pack, unpack
from mp_exercises.course.result import Result
from mp_exercises.exercise.kinds import KINDS
from mp_exercises.marking import mark
from tests.course.feedback.pages import text
from tests.samples import full_answers, sample

EXERCISE = sample()
TEXT = "I would ask what she meant."
ITEMS = {item.kind: item for item in EXERCISE.items}


def result_of(answers):
    """Return the result of somebody who gave some answers."""
    found = mark(EXERCISE, answers)
    places = {(EXERCISE.slug, item.id) for item in EXERCISE.items if item.kind == "reflection"}
    return Result(
        trainee="trainee",
        name="A Trainee",
        items=tuple(unpack(pack([found], {}, {}, {}, {}))),
        scores={EXERCISE.slug: found.points},
        overruled={},
        given=dict.fromkeys(places, 1.0),
        extra={},
        earned=found.points,
        penalty=0.0,
        points=found.points,
        most=found.most,
        waiting=(),
        comments={},
        submitted=None,
        late=0.0,
        at="",
        record="0" * 64,
        marking="",
        damaged=0,
    )


def shown(answers, kind, release):
    """Return what the page shows of the item of a kind."""
    pages = Pages("A title", [EXERCISE], basis="A basis.", release=release)
    raws = {(EXERCISE.slug, item): answer for item, answer in answers.items()}
    page = BeautifulSoup(html(pages.page(result_of(answers), raws)), "html.parser")
    place = EXERCISE.items.index(ITEMS[kind])
    return page.select("article")[place]


def answered():
    """Return an answer to every item: the key's, and a text of one's own."""
    written = {item.id: {"text": TEXT} for item in EXERCISE.items if item.kind == "reflection"}
    return full_answers(EXERCISE) | written


def in_words(item, answer):
    """Return what an answer says, part by part, as the page has it."""
    found = item.in_words(item.read(answer))
    said = [given.about if item.kind == "ranking" else given.says for given in found]
    return [" ".join(words.split()) for words in said if words]


def test_the_sample_has_every_kind():
    """What follows leaves no kind out."""
    assert set(ITEMS) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(ITEMS))
def test_the_answer_is_there(kind):
    """Every part of an answer is on the page in words, with no right answer and no reason."""
    item, answers = ITEMS[kind], answered()
    said = text(shown(answers, kind, release=False))
    parts = in_words(item, answers[item.id])
    assert parts
    assert not [part for part in parts if part not in said]
    assert "✓" not in said
    assert "would" not in said.replace(" ".join(item.prompt.split()), "").replace(TEXT, "")
    assert " ".join(item.secret.rationale.split()) not in said


@pytest.mark.parametrize("kind", sorted(ITEMS))
def test_the_key_is_beside_it(kind):
    """After the release a blank item has the whole key beside it, with its rationale."""
    item = ITEMS[kind]
    said = text(shown({}, kind, release=True))
    assert " ".join(item.secret.rationale.split()) in said
    missing = [given.says for given in item.best_in_words() if " ".join(given.says.split()) not in said]
    assert not missing


@pytest.mark.parametrize("kind", sorted(set(ITEMS) - {"branching", "reflection"}))
def test_what_is_right_is_ticked(kind):
    """After the release the key's own answer is ticked all over, and nothing else is offered."""
    page = shown(answered(), kind, release=True)
    assert "✓" in text(page)
    for row in page.select(".rows > li"):
        assert row.select_one(".best .tick") is not None
    assert "would also" not in text(page)


def test_the_best_path_is_beside_one_s_own():
    """After the release a conversation has the key's turns under one's own, in their order."""
    page = shown(answered(), "branching", release=True)
    best = [given.says for given in ITEMS["branching"].best_in_words()]
    turns = [[text(turn) for turn in path.select("li")] for path in page.select("ol.said-list")]
    assert len(turns) == 2
    for path in turns:
        assert len(path) == len(best)
        assert all(says in turn for says, turn in zip(best, path, strict=True))


def test_others_answers_are_not_taken_for_one_s_own():
    """One after the other, each page has its own answers, also where an item is kept for the next page."""
    pages = Pages("A title", [EXERCISE], basis="A basis.", release=False)
    mine = answered()
    other = mine | {ITEMS["reflection"].id: {"text": "Something else."}}
    texts = []
    for answers in (mine, other, mine, {}):
        raws = {(EXERCISE.slug, item): answer for item, answer in answers.items()}
        texts.append(html(pages.page(result_of(answers), raws)))
    assert texts[0] == texts[2]
    assert TEXT in texts[0]
    assert TEXT not in texts[1]
    assert "Something else." in texts[1]
    assert not [page for page in texts[3:] if TEXT in page or "Something else." in page]
