"""Every attempt is kept, the last in time counts, and nothing but the record comes from trainees."""

import datetime
import json
import os
import zipfile

import pytest

from mp_exercises.course.collecting.choosing import Deadline
from mp_exercises.course.collecting.clock import Clock
from mp_exercises.course.folder import CourseError
from mp_exercises.course.receipts.verdict import Checker
from tests.course.collecting.senders import (
    AFTER,
    BEFORE,
    SLUG,
    gather,
    mp_collect,
    outcomes,
    put,
    record,
    released,
    submitted,
    tree,
    zipped,
)

DEADLINE = Deadline(datetime.datetime(2026, 12, 1, 17, tzinfo=datetime.UTC))
LATER = datetime.timedelta(hours=3)


@pytest.fixture
def course(tmp_path):
    """Return a released course with a list of trainees."""
    return released(tmp_path / "course")


def attempts(course, trainee):
    """Return what is kept of each attempt of a trainee, the earliest first."""
    files = sorted(course.attempts(SLUG).glob(f"{trainee}/*/attempt.json"))
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def test_what_is_put_in_place(course, tmp_path):
    """In place are the record byte for byte, the released files, and the time in nbgrader's own form."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1, says="jbloggs"))
    put(tmp_path / "in/jbloggs/example.ipynb", b'{"cells": ["mine"]}')
    put(tmp_path / "in/jbloggs/example.json", b'{"sections": []}')
    gather(course, tmp_path / "in")
    folder = course.submitted("jbloggs", SLUG)
    assert {file.name for file in folder.iterdir()} == {
        "answers.jsonl",
        "example.ipynb",
        "example.json",
        "timestamp.txt",
    }
    assert (folder / "answers.jsonl").read_bytes() == record(1, says="jbloggs")
    for name in ("example.ipynb", "example.json"):
        assert (folder / name).read_bytes() == (course.release(SLUG) / name).read_bytes()
    assert (folder / "timestamp.txt").read_text(encoding="utf-8") == "2026-11-20 10:00:00.000000 UTC"
    kept = next(course.attempts(SLUG).glob("jbloggs/*"))
    assert kept.name.startswith("20261120T100000Z-")
    assert (kept / "received.ipynb").read_bytes() == b'{"cells": ["mine"]}'
    (found,) = attempts(course, "jbloggs")
    assert (found["matched"], found["claimed"], found["basis"]) == ("its folder", "jbloggs", "file")
    assert kept.name.endswith(found["sha256"][:12])


def test_every_attempt_is_kept_and_the_last_counts(course, tmp_path):
    """Of several attempts all are kept, and the last is in place, in whatever order they are found."""
    put(tmp_path / "in/jbloggs/answers (2).jsonl", record(1), BEFORE)
    put(tmp_path / "in/jbloggs/answers.jsonl", record(2), BEFORE + LATER)
    put(tmp_path / "in/jbloggs/answers (1).jsonl", record(3), BEFORE)
    found = outcomes(gather(course, tmp_path / "in"))
    assert submitted(course) == {"jbloggs": record(2)}
    assert len(attempts(course, "jbloggs")) == 3
    assert sorted(outcome for outcome, _ in found.values()) == ["kept", "kept", "placed"]


def test_of_one_time_the_higher_number_counts(course, tmp_path):
    """Where times are the same, the further copy or version is the later one."""
    source = zipped(
        tmp_path / "teams.zip",
        {
            "Submitted files/Jo Bloggs/example/Version 2/answers.jsonl": record(2),
            "Submitted files/Jo Bloggs/example/Version 1/answers.jsonl": record(1),
            "Submitted files/Samira Hill/example/answers (1).jsonl": record(4),
            "Submitted files/Samira Hill/example/answers.jsonl": record(3),
        },
    )
    gather(course, source)
    assert submitted(course) == {"jbloggs": record(2), "shill": record(4)}


def test_again_changes_nothing(course, tmp_path):
    """Collecting the same files again changes no byte of the course, and says that all is as before."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    put(tmp_path / "in/jbloggs/example.ipynb", b"{}")
    put(tmp_path / "in/shill/answers.jsonl", record(2), AFTER)
    gather(course, tmp_path / "in", deadline=DEADLINE)
    before = tree(course.root)
    os.utime(tmp_path / "in/jbloggs/answers.jsonl")
    found = outcomes(gather(course, tmp_path / "in"))
    assert tree(course.root) == before
    assert {outcome for outcome, _ in found.values()} == {"same as before"}


def test_later_attempts_take_the_place_of_earlier(course, tmp_path):
    """What is collected later and was handed in later, in time, takes the earlier one's place."""
    put(tmp_path / "first/jbloggs/answers.jsonl", record(1))
    put(tmp_path / "second/jbloggs/answers.jsonl", record(2), BEFORE + LATER)
    put(tmp_path / "third/jbloggs/answers.jsonl", record(3), BEFORE - LATER)
    gather(course, tmp_path / "first")
    gather(course, tmp_path / "second")
    assert submitted(course) == {"jbloggs": record(2)}
    assert list(outcomes(gather(course, tmp_path / "third")).values()) == [("kept", "jbloggs")]
    assert submitted(course) == {"jbloggs": record(2)}


def test_late(course, tmp_path):
    """After the deadline an attempt is kept and not placed; an extension holds for its trainee alone."""
    for name in ("jbloggs", "shill", "zabc"):
        put(tmp_path / "in" / name / "answers (1).jsonl", record(ord(name[0])), AFTER)
    put(tmp_path / "in/zabc/answers.jsonl", record(7), BEFORE)
    found = outcomes(gather(course, tmp_path / "in", deadline=DEADLINE))
    assert submitted(course) == {"shill": record(ord("s")), "zabc": record(7)}
    assert found["in: jbloggs/answers (1).jsonl"] == ("late", "jbloggs")
    assert [entry["late"] for entry in attempts(course, "zabc")] == [False, True]
    assert attempts(course, "shill")[0]["late"] is False


def test_the_deadline_is_remembered(course, tmp_path):
    """A deadline holds for later runs that name none, until another is given or it is lifted."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    put(tmp_path / "more/jbloggs/answers.jsonl", record(2), AFTER)
    gather(course, tmp_path / "in", deadline=DEADLINE)
    gather(course, tmp_path / "more")
    assert submitted(course) == {"jbloggs": record(1)}
    gather(course, tmp_path / "more", deadline=Deadline(AFTER + LATER))
    assert submitted(course) == {"jbloggs": record(2)}
    summary = gather(course, tmp_path / "more", deadline=Deadline(BEFORE - LATER))
    assert submitted(course) == {}
    assert "jbloggs: by this deadline nothing is in time; taken out of submitted/" in summary.notes
    gather(course, tmp_path / "more", deadline=Deadline())
    assert submitted(course) == {"jbloggs": record(2)}
    assert [entry["late"] for entry in attempts(course, "jbloggs")] == [None, None]


def test_an_extension_given_afterwards(course, tmp_path):
    """An extension that is added to the list takes effect with the next run, whatever that collects."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1), AFTER)
    put(tmp_path / "more/shill/answers.jsonl", record(2))
    gather(course, tmp_path / "in", deadline=DEADLINE)
    assert submitted(course) == {}
    course.roster.write_text("id,extension\njbloggs,2026-12-05\nshill,\n", encoding="utf-8")
    gather(course, tmp_path / "more")
    assert submitted(course) == {"jbloggs": record(1), "shill": record(2)}


def test_the_better_time_counts(course, tmp_path):
    """A platform's time counts before a file's, whichever is met first; a forged time gains nothing."""
    put(tmp_path / "saved/jbloggs/answers.jsonl", record(1), AFTER)
    gather(course, tmp_path / "saved", deadline=DEADLINE)
    assert submitted(course) == {}
    name = "W_jbloggs_attempt_2026-11-20-10-11-12_answers.jsonl"
    gather(course, zipped(tmp_path / "blackboard.zip", {name: record(1)}, (2026, 12, 9, 0, 0, 0)))
    assert submitted(course) == {"jbloggs": record(1)}
    put(tmp_path / "forged/shill/answers.jsonl", record(2), BEFORE)
    late = {"W_shill_attempt_2026-12-04-10-11-12_answers.jsonl": record(2)}
    gather(course, tmp_path / "forged", zipped(tmp_path / "late.zip", late))
    assert submitted(course) == {"jbloggs": record(1)}
    gather(course, tmp_path / "saved", received=AFTER)
    assert submitted(course) == {}


def test_a_zip_says_when_by_the_clock(course, tmp_path):
    """A zip's times are of the zone that is given, unless it has the time in UTC as well."""
    name = "Jo Bloggs_1_assignsubmission_file_/answers.jsonl"
    gather(
        course,
        zipped(tmp_path / "a.zip", {name: record(1)}, (2026, 7, 1, 12, 0, 0)),
        clock=Clock("Europe/London"),
    )
    assert attempts(course, "jbloggs")[0]["time"] == "2026-07-01T11:00:00Z"
    info = zipfile.ZipInfo("Samira Hill_2_assignsubmission_file_/answers.jsonl", (2026, 7, 1, 12, 0, 0))
    info.extra = b"UT\x05\x00\x01" + int(BEFORE.timestamp()).to_bytes(4, "little")
    gather(course, zipped(tmp_path / "b.zip", [(info, record(3))]), clock=Clock("Europe/London"))
    assert attempts(course, "shill")[0]["time"] == "2026-11-20T10:00:00Z"


def test_a_record_that_came_another_way_is_never_lost(course, tmp_path):
    """What stands in submitted/ and was not collected is not replaced until it is collected too."""
    theirs = put(course.submitted("jbloggs", SLUG) / "answers.jsonl", record(9), BEFORE - LATER)
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    (row,) = gather(course, tmp_path / "in").aside
    assert "came another way; collect it first: mp collect COURSE ASSESSMENT" in row.says
    assert theirs.read_bytes() == record(9)
    summary = gather(course, course.root / "submitted/jbloggs")
    assert summary.aside == []
    assert submitted(course) == {"jbloggs": record(1)}
    assert len(attempts(course, "jbloggs")) == 2


def test_a_new_release_is_put_in_place(course, tmp_path):
    """Once the notebook is released anew, the next run puts the new one beside each record."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    gather(course, tmp_path / "in")
    (course.release(SLUG) / "example.ipynb").write_bytes(b'{"new": true}')
    assert list(outcomes(gather(course, tmp_path / "in")).values()) == [("placed", "jbloggs")]
    assert (course.submitted("jbloggs", SLUG) / "example.ipynb").read_bytes() == b'{"new": true}'


def test_what_an_assessor_should_know(course, tmp_path):
    """The same record from two trainees, and a last attempt with fewer answers than before, are said."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    put(tmp_path / "in/shill/answers.jsonl", record(1))
    put(tmp_path / "in/zabc/answers.jsonl", record(2, answers=9))
    put(tmp_path / "in/zabc/answers (1).jsonl", record(3, answers=2), BEFORE + LATER)
    notes = gather(course, tmp_path / "in").notes
    assert any(note.startswith("jbloggs and shill sent the very same record ") for note in notes)
    assert "zabc: the last attempt has 2 answers, and an earlier one 9" in notes
    assert len(submitted(course)) == 3


def test_pairs_of_record_and_notebook(course, tmp_path):
    """A notebook goes with the record beside it, loose ones by their number; others are left with a note."""
    put(tmp_path / "in/answers (1).jsonl", record(1, says="jbloggs"))
    put(tmp_path / "in/example (1).ipynb", b"one")
    put(tmp_path / "in/answers (2).jsonl", record(2, says="shill"))
    put(tmp_path / "in/example (2).ipynb", b"two")
    put(tmp_path / "in/example (7).ipynb", b"seven")
    put(tmp_path / "in/zabc/answers.jsonl", record(3))
    put(tmp_path / "in/zabc/Untitled.ipynb", b"old", AFTER)
    put(tmp_path / "in/zabc/example.ipynb", b"theirs")
    summary = gather(course, tmp_path / "in")
    kept = {file.parent.parent.name: file.read_bytes() for file in course.attempts(SLUG).rglob("*.ipynb")}
    assert kept == {"jbloggs": b"one", "shill": b"two", "zabc": b"theirs"}
    assert summary.aside == []
    assert sum("notebooks left" in note for note in summary.notes) == 2


def test_a_notebook_is_never_opened(course, tmp_path):
    """A notebook of any content is kept as it came; one that is far too large is not, and its record is."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    put(tmp_path / "in/jbloggs/example.ipynb", b"\x00\xff no notebook")
    put(tmp_path / "in/shill/answers.jsonl", record(2))
    put(tmp_path / "in/shill/example.ipynb", bytes(50_000_001))
    summary = gather(course, tmp_path / "in")
    assert sorted(submitted(course)) == ["jbloggs", "shill"]
    assert [file.parent.parent.name for file in course.attempts(SLUG).rglob("*.ipynb")] == ["jbloggs"]
    assert any("the notebook is not kept" in note for note in summary.notes)


def test_receipts_are_given(course, tmp_path):
    """Each attempt gets a receipt, and what is kept and placed is then proved by the receipts."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    put(tmp_path / "in/jbloggs/answers (1).jsonl", record(2), AFTER)
    gather(course, tmp_path / "in", deadline=DEADLINE)
    assert len((course.receipts / "example.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert len(list((course.receipts / "example").glob("jbloggs-*.txt"))) == 2
    verdicts = list(Checker(course).kept())
    assert len(verdicts) == 3
    assert all(verdict.holds for verdict in verdicts)


def test_sealed_keys_do_not_matter(course, tmp_path):
    """Collecting reads no key: it works where keys are sealed or elsewhere."""
    for file in course.keys.glob("example*"):
        file.unlink()
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    gather(course, tmp_path / "in")
    assert submitted(course) == {"jbloggs": record(1)}


def test_nothing_is_released(course, tmp_path):
    """Before the assessment is released, one line says what to run."""
    (course.release(SLUG) / "example.json").unlink()
    with pytest.raises(CourseError, match="run: nbgrader generate_assignment example"):
        gather(course, put(tmp_path / "answers.jsonl", record(1)))


def test_what_is_damaged_on_our_side_is_said(course, tmp_path):
    """An attempt whose description is damaged is reported, and stops nobody else's."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    gather(course, tmp_path / "in")
    next(course.attempts(SLUG).glob("jbloggs/*/attempt.json")).write_bytes(b"{")
    put(tmp_path / "more/shill/answers.jsonl", record(2))
    (row,) = gather(course, tmp_path / "more").aside
    assert "its attempt.json is damaged" in row.says
    assert sorted(submitted(course)) == ["jbloggs", "shill"]


def test_the_command_says_it_all(course, tmp_path):
    """``mp collect`` prints counts, the deadline in its zone and what is set aside, and exits with 1 or 0."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    put(tmp_path / "in/nobody/answers.jsonl", record(2))
    words = ["--deadline", "2026-12-01T17:00", "--zone", "Europe/London"]
    done = mp_collect(course, SLUG, tmp_path / "in", *words)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "1 placed, 0 same as before, 0 kept, 0 late, 1 set aside",
        "deadline: 2026-12-01 17:00 GMT; times that name no zone are of Europe/London",
        "time from: file 1",
        "matched by: its folder 1",
    ]
    assert done.stderr.startswith("  set aside: in: nobody/answers.jsonl: its folder 'nobody' is nobody in")
    assert mp_collect(course, SLUG, tmp_path / "in/jbloggs").returncode == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([SLUG], "at least one SOURCE"),
        ([SLUG, "missing.zip"], "missing.zip is not there"),
        (["nope", "in"], "there is no assessment 'nope'"),
        ([SLUG, "in", "--deadline", "soon"], "'soon' is no time"),
        ([SLUG, "in", "--zone", "Mars/Base"], "there is no time zone 'Mars/Base'"),
        ([SLUG, "in", "--deadline", "2026-12-01", "--no-deadline"], "not both"),
        ([SLUG, "in", "--received", "31/02/2026"], "is no time"),
    ],
)
def test_bad_input_is_exit_2(course, tmp_path, monkeypatch, words, says):
    """A wrong word, time, zone or source is exit code 2 with one reason, and changes nothing."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    before = tree(course.root)
    done = mp_collect(course, *words)
    assert done.returncode == 2
    assert says in done.stderr
    assert tree(course.root) == before


def test_a_faulty_list_stops_before_anything(course, tmp_path):
    """A faulty list of trainees is exit code 2 with each fault's line, and nothing is collected."""
    course.roster.write_text("id,name\nok,Jo\n../x,Sam\nok,Kim\n", encoding="utf-8")
    put(tmp_path / "in/ok/answers.jsonl", record(1))
    done = mp_collect(course, SLUG, tmp_path / "in")
    assert done.returncode == 2
    assert "trainees.csv:3: id '../x'" in done.stderr
    assert "trainees.csv:4: id 'ok' stands twice" in done.stderr
    assert not course.attempts(SLUG).exists()


def test_the_template(tmp_path):
    """--template writes a list with headings alone, never over another; an empty list knows nobody."""
    course = released(tmp_path / "course", roster=None)
    done = mp_collect(course, "--template")
    assert done.returncode == 0
    assert course.roster.read_text(encoding="utf-8") == "id,name,email,other names,extension\n"
    again = mp_collect(course, "--template")
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    assert len(gather(course, tmp_path / "in").aside) == 1
