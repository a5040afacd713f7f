"""The graded assessments that this checkout carries."""

from collections import defaultdict

import pytest

from mp_exercises.checking.report import Report
from mp_exercises.course.assessment import read_assessment
from mp_exercises.course.check import check_course, guessing
from mp_exercises.course.folder import checkout_course
from mp_exercises.exercise import framework
from mp_exercises.marking import mark
from mp_exercises.marking.decision import Cut, Piece, decide, rules

COURSE = checkout_course()
FILES = sorted((COURSE / "assessments").glob("*.yaml"))
LOADED = {file.stem: read_assessment(file, COURSE / "keys" / file.name) for file in FILES}
SECTIONS = {section.slug: section for loaded in LOADED.values() for section in loaded.keyed}


@pytest.fixture(params=SECTIONS)
def section(request):
    """Return each section with its keys."""
    return SECTIONS[request.param]


def test_an_assessment_mixes_kinds():
    """At least one assessment mixes five kinds of item or more."""
    mixes = [{item.kind for section in loaded.keyed for item in section.items} for loaded in LOADED.values()]
    assert max(map(len, mixes)) >= 5


def test_nine_assessments_each_in_two_forms():
    """There are nine assessments, and a second form of each, so that nobody sits one form twice."""
    seconds = {loaded.assessment.parallel_to for loaded in LOADED.values()} - {None}
    firsts = {slug for slug, loaded in LOADED.items() if loaded.assessment.parallel_to is None}
    assert len(firsts) == 9
    assert seconds == firsts


def test_own_key_earns_all(section):
    """A section's own key earns every point that is not a person's to give."""
    found = mark(section, {item.id: item.full() for item in section.items})
    assert found.points == found.most


def test_blank_earns_nothing(section):
    """A blank section earns nothing."""
    assert mark(section, {}).points == 0


def test_every_slip_earns_less(section):
    """Every answer that is one wrong judgement away from the key earns less than the key."""
    full = {item.id: item.full() for item in section.items}
    most = mark(section, full).points
    slips = [(item.id, slip) for item in section.items if item.full() is not None for slip in item.slips()]
    for item, slip in slips:
        assert mark(section, {**full, item: slip}).points < most, (item, slip)


def shortest(item):
    """Return what someone answers who always takes the shortest, where the kind has such a thing."""
    if item.kind == "ranking":
        return {"order": [option.id for option in sorted(item.options, key=lambda option: len(option.text))]}
    if item.kind != "choice":
        return None
    found = sorted(item.options, key=lambda option: len(option.text))
    return {"picked": [option.id for option in found[: len(found) // 2 if item.select == "many" else 1]]}


def test_the_shortest_is_no_guide(section):
    """Taking the shortest option everywhere earns no more than the other ways of guessing may."""
    found = mark(section, {item.id: shortest(item) for item in section.items})
    assert found.points <= 0.25 * (found.most or 1)


def test_guessers_stay_below_the_cut():
    """No fixed way of guessing reaches an assessment's cut, and at most 2 % of random answerers do."""
    for loaded in LOADED.values():
        for entry in guessing(loaded.keyed, loaded.assessment.cut.value):
            assert not entry.limit, (loaded.assessment.slug, entry)


def at_best(loaded):
    """Return what is decided of each competency where the keys are the answers, and a person gives all."""
    pieces = defaultdict(list)
    for section in loaded.keyed:
        for found in mark(section, {item.id: item.full() for item in section.items}).items:
            own = section.item(found.item)
            for competency in own.competencies:
                value = 1.0 if own.full() is None else found.skills[competency]
                pieces[competency].append(Piece(value, own.points))
    cut, error = Cut(loaded.assessment.cut.value), rules().assumed_item_error
    return {name: decide(found, cut, error).band for name, found in pieces.items()}


@pytest.mark.parametrize("slug", LOADED)
def test_full_marks_are_secure_where_it_is_said_that_they_can_be(slug):
    """Full marks are secure for each competency that a trainee is told is judged, and for no other."""
    least = rules().least_items
    told = {
        name: "secure" if items >= least else "too-little"
        for name, items in LOADED[slug].assessment.blueprint.items()
    }
    assert at_best(LOADED[slug]) == told


@pytest.mark.parametrize("slug", ["the-whole-framework", "the-whole-framework-b"])
def test_the_last_assessment_judges_every_competency(slug):
    """Either form of the last assessment can find somebody secure in each competency of the framework."""
    assert at_best(LOADED[slug]) == dict.fromkeys(framework().by_id, "secure")


def test_check_finds_nothing():
    """The course's own check passes on the day of its last review, and counts the assessments."""
    report = Report()
    today = max(loaded.assessment.reviewed for loaded in LOADED.values())
    check_course(report, COURSE, today, True)
    assert [str(fault) for fault in report.faults] == []
    assert report.counts["assessments"] + report.counts["second forms"] == len(FILES)
    assert len(report.lines) >= len(FILES)


def test_authors_cut_says_so():
    """A cut that an author proposed is marked as provisional, and its keys as an author's."""
    for loaded in LOADED.values():
        if loaded.keyed[0].provenance.source == "author":
            assert loaded.assessment.cut.provisional
