"""Attacks by the record that is handed in: lines that are no answers, and answers that are none."""

import json
import math

import pytest

from mp_exercises.answers import Line, Record, RecordError
from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.incoming import MOST_LINES, MOST_RECORD_BYTES, reading_of
from mp_exercises.exercise import AnswerError
from mp_exercises.marking import mark_record
from tests.attack.records import VALUES, good, no_answers, places, put, rename, text
from tests.course.gradebooks import gradebook, marks, pure
from tests.course.made import copy_of
from tests.course.trainees import SLUG, answer, mixed, right, run
from tests.samples import sample

HONEST = "aaa-honest"


@pytest.fixture(scope="module")
def sections(released):
    """Return the assessment's sections with their keys."""
    return released.load(SLUG).keyed


@pytest.fixture(scope="module")
def half(sections, tmp_path_factory):
    """Return a record in which every section but the first is answered, half right, as bytes."""
    file = tmp_path_factory.mktemp("half") / "answers.jsonl"
    answer(Record(file), sections[1:], mixed(5))
    return file.read_bytes()


@pytest.fixture(scope="module")
def open_line(sections):
    """Return the right answer to an item that is not answered in the half record."""
    item = sections[0].items[0]
    return {**good(sections[0], item, item.full()), "id": "attack-0001"}


def points(sections, data):
    """Return what a record's bytes earn by section, by the pure function."""
    lines = reading_of(data).lines
    return {section.slug: mark_record(section, lines).points for section in sections}


def test_a_line_that_is_no_answer_changes_nothing(sections, half, open_line):
    """Each line that is no answer, before, among or after good ones, counts as damaged and earns nothing."""
    expected = points(sections, half)
    assert expected[sections[0].slug] == 0
    first, _, rest = half.partition(b"\n")
    for bad in no_answers(open_line):
        for record in (bad + b"\n" + half, first + b"\n" + bad + b"\n" + rest, half + bad):
            assert points(sections, record) == expected, bad[:200]
            assert reading_of(record).damaged, bad[:200]


def test_all_of_them_together(sections, half, open_line):
    """All of those lines in one record change nothing either."""
    bad = b"\n".join(no_answers(open_line))
    assert points(sections, bad + b"\n" + half + bad) == points(sections, half)


def parts():
    """Return each item of every kind, with each part of its right answer."""
    exercise = sample()
    for item in exercise.items:
        full = dict(item.full() or {"text": "Written."})
        for path in places(full):
            yield pytest.param(
                exercise, item, full, path, id=f"{item.id}-{'-'.join(map(str, path)) or 'whole'}"
            )


def value_of(exercise, item, line):
    """Return what one line earns, or None where it is no line at all."""
    try:
        parsed = Line.parse(line)
    except RecordError:
        return None
    found = mark_record(exercise, [parsed])
    assert math.isfinite(found.points)
    assert 0 <= found.points <= found.most
    entry = next(entry for entry in found.items if entry.item == item.id)
    assert all(other.state == "blank" for other in found.items if other is not entry)
    return entry


@pytest.mark.parametrize(("exercise", "item", "full", "path"), list(parts()))
def test_a_part_that_is_none_earns_nothing(exercise, item, full, path):
    """With anything else in the place of any part of the right answer, an item earns no more than it lost."""
    line = good(exercise, item, full)
    best = value_of(exercise, item, text(line))
    for name, hostile in VALUES.items():
        swapped = json.dumps(put(full, path, "@here@")).replace('"@here@"', hostile)
        found = value_of(exercise, item, text(line, answer=swapped))
        if found is None or (found.value is None and best.value is None):
            continue
        assert found.value <= (best.value or 0), name
        if found.state == "unreadable":
            assert found.value == 0, name
        elif found.state == "answered":
            assert_canonical(item, json.loads(swapped))


def assert_canonical(item, raw):
    """Whatever is read as an answer is read again as the same answer, so that it hides nothing."""
    read = item.read(raw)
    assert item.read(json.loads(json.dumps(dict(read)))) == read


@pytest.mark.parametrize(("exercise", "item", "full", "path"), [p for p in parts() if p.values[3]])
def test_a_part_of_another_name_earns_nothing(exercise, item, full, path):
    """With a part of the answer under another name, the item earns no more than without that part."""
    if not isinstance(path[-1], str):
        return
    for name in ("script", "surrogate", "format", "path", "right-to-left"):
        raw = rename(full, path, json.loads(VALUES[name]))
        with pytest.raises(AnswerError) as error:
            item.read(raw)
        assert len(str(error.value)) < 2000, name


def test_numbers_that_json_has_not(open_line):
    """NaN, infinities and numbers past all bounds are no answer, wherever they stand."""
    for value in ("NaN", "Infinity", "-Infinity"):
        with pytest.raises(RecordError):
            Line.parse(text(open_line, answer='{"picked": [' + value + "]}"))


def test_the_first_of_two_lines_with_one_id_counts(sections, half, open_line):
    """A line's id is used once: a later line with another answer under it changes nothing."""
    wrong = {**open_line, "answer": {}}
    for item in sections[1].items:
        if item.full() is not None:
            known = next(
                json.loads(line) for line in half.splitlines() if json.loads(line)["item"] == item.id
            )
            stolen = {**good(sections[1], item, item.full()), "id": known["id"]}
            assert points(sections, half + text(stolen)) == points(sections, half)
    both = half + text(wrong) + b"\n" + text(open_line)
    assert points(sections, both) == points(sections, half)


def test_a_line_sent_twice_counts_once(sections, half, open_line):
    """A record that was sent twice over, or in which each line stands a hundred times, earns the same."""
    assert points(sections, half * 100) == points(sections, half)
    repeated = b"".join((line + b"\n") * 100 for line in half.splitlines())
    assert points(sections, repeated) == points(sections, half)


def test_an_answer_to_something_else(sections, half, open_line):
    """Answers to another exercise, another item, or as another kind of item, earn nothing here."""
    for change in (
        {"exercise": "change-talk-what-next"},
        {"exercise": "empathy-and-goals"},
        {"item": sections[1].items[0].id},
        {"item": "nothing"},
        {"kind": "reflection"},
        {"kind": "nothing"},
    ):
        assert points(sections, half + text({**open_line, **change})) == points(sections, half), change


@pytest.fixture(scope="module")
def attacked(released, sections, half, open_line, tmp_path_factory):
    """Return a course after one run over every record that a trainee might send, and what the run said."""
    course = copy_of(released, tmp_path_factory.mktemp("records") / "course")
    sent = {
        HONEST: half,
        "million-lines": (text(open_line) + b"\n") * 1_000_000,
        "million-blanks": half + b"\n" * 1_000_000,
        "million-braces": half + b"{}\n" * 1_000_000,
        "many-lines": half + b"{}\n" * (MOST_LINES - 1000),
        "one-line": b"x" * 100_000_000,
        "one-long-line": half + b"x" * (MOST_RECORD_BYTES - len(half) - 1),
        "one-string": b'{"v":1,"id":"' + b"a" * 10_000_000 + b'"}\n' + half,
        "deep": half + b"[" * 99_000 + b"\n" + b'{"a":' * 19_000 + b"\n",
        "all": b"\n".join([*no_answers(open_line), half]),
        "byte-order": b"\xef\xbb\xbf" + half,
        "windows": half.replace(b"\n", b"\r\n"),
        "no-line-end": half.rstrip(b"\n"),
        "null-bytes": half.replace(b"\n", b"\n\x00\x00\n"),
        "empty": b"",
        "blank": b"\n \n\t\n",
    }
    for trainee, data in sent.items():
        folder = course.submitted(trainee, SLUG)
        folder.mkdir(parents=True)
        (folder / "answers.jsonl").write_bytes(data)
    done = run("mp_exercises", "mark", course.root, SLUG, "--workers", 2)
    return course, done


ASIDE = {
    "million-lines": "answers.jsonl has more than 20,000,000 bytes; ask for the file again",
    "million-blanks": "answers.jsonl has more than 100,000 lines; ask for the file again",
    "million-braces": "answers.jsonl has more than 100,000 lines; ask for the file again",
    "one-line": "answers.jsonl has more than 20,000,000 bytes; ask for the file again",
}


def test_a_record_past_all_bounds_is_set_aside(attacked):
    """A million lines, and a hundred megabytes in one, are set aside with a sentence; nothing else is."""
    _, done = attacked
    assert done.returncode == 1
    told = dict(line.strip().split(": set aside; ") for line in done.stderr.splitlines())
    assert told == ASIDE


@pytest.mark.parametrize(
    "trainee",
    [
        "many-lines",
        "one-long-line",
        "one-string",
        "deep",
        "all",
        "byte-order",
        "windows",
        "no-line-end",
        "null-bytes",
    ],
)
def test_what_is_good_in_it_is_marked(attacked, trainee):
    """Whatever stands beside good lines, or between them, their marks are those of the good lines."""
    course, _ = attacked
    assert marks(course, trainee) == marks(course, HONEST) == pure(course, HONEST)
    assert sum(marks(course, trainee).values()) > 0


@pytest.mark.parametrize("trainee", ["empty", "blank", *ASIDE])
def test_nothing_is_nothing(attacked, trainee):
    """An empty record has no points, and what was set aside has no marks at all."""
    course, _ = attacked
    assert sum(marks(course, trainee).values()) == 0
    assert bool(marks(course, trainee)) == (trainee not in ASIDE)


def test_other_peoples_answers_stay_theirs(released, sections, tmp_path):
    """Who hands in lines with the ids of somebody else's answers changes nothing for them."""
    course = copy_of(released, tmp_path / "course")
    victim, thief = (course.submitted(name, SLUG) / "answers.jsonl" for name in ("victim", "thief"))
    victim.parent.mkdir(parents=True)
    thief.parent.mkdir(parents=True)
    answer(Record(victim), sections, right)
    mark_cohort(course, SLUG, workers=1)
    before = [row for row in gradebook(course)["grade"] if row["student_id"] == "victim"]
    blank = [{**json.loads(line), "answer": None} for line in victim.read_bytes().splitlines()]
    thief.write_bytes(b"".join(text(line) + b"\n" for line in blank))
    mark_cohort(course, SLUG, workers=1)
    assert [row for row in gradebook(course)["grade"] if row["student_id"] == "victim"] == before
    assert sum(marks(course, "thief").values()) == 0
