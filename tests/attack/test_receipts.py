"""Attacks on receipts: forged and altered ones, lists that were tampered with, and records that are none."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mp_exercises.answers import Record
from mp_exercises.course.receipts.issue import issue, submitted_records
from mp_exercises.course.receipts.ledger import ledger
from mp_exercises.course.receipts.receipt import Receipt, digest
from mp_exercises.course.receipts.slip import slip_name, slip_text
from tests.attack.commands import mp
from tests.attack.records import PAYLOAD
from tests.course.gradebooks import marks, pure
from tests.course.made import copy_of
from tests.course.trainees import SLUG, answer, mixed, right, submission

HONEST, BEST, THIEF = "aaa-honest", "best", "thief"
TIME = datetime(2026, 11, 20, 10, 11, 12, tzinfo=UTC)


@pytest.fixture
def course(released, tmp_path):
    """Return a course in which two are honest and have receipts, and somebody hands in something else."""
    course = copy_of(released, tmp_path / "course")
    sections = course.load(SLUG).keyed
    answer(Record(submission(course, HONEST) / "answers.jsonl"), sections, mixed(2))
    answer(Record(submission(course, BEST) / "answers.jsonl"), sections, right)
    issue(course, SLUG, submitted_records(course, SLUG))
    submission(course, THIEF)
    return course


def record(course, trainee=THIEF):
    """Return the place of a trainee's record."""
    return course.submitted(trainee, SLUG) / "answers.jsonl"


def check(course, *files):
    """Return the exit code of ``mp receipt check``, and its lines."""
    done = mp("receipt", "check", course.root, *files)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def forged(course, **fields):
    """Return a receipt that the course never gave, with a code of somebody's own making."""
    plain = Receipt("2026-11-20T10:11:12Z", SLUG, THIEF, digest(record(course, BEST).read_bytes()), "course")
    return replace(plain, course=course.course_id, **fields).signed(b"x" * 32)


def test_a_forged_receipt_for_anothers_record(course, tmp_path):
    """Who shows a receipt that says that the best record is theirs is told whose it is, and earns nothing."""
    file = tmp_path / "receipt.txt"
    file.write_text(slip_text(forged(course)), encoding="utf-8")
    code, (said,) = check(course, file)
    assert code == 1
    assert f"altered; the receipt that was given is for {BEST}'s record" in said
    assert mp("mark", course.root, SLUG).returncode == 0
    assert sum(marks(course, THIEF).values()) == 0
    assert marks(course, BEST) == pure(course, BEST)


FIELDS = {
    "lines": {"trainee": "thief\nCode: " + "0" * 64},
    "script": {"trainee": PAYLOAD},
    "escape": {"trainee": "\x1b[2Jthief"},
    "turned": {"assessment": "\u202e" + SLUG},
    "path": {"trainee": "../../keys/x"},
    "long": {"trainee": "x" * 5000},
    "time": {"time": "9999-99-99T99:99:99Z"},
}


@pytest.mark.parametrize("how", FIELDS)
def test_a_forged_receipt_with_an_attack_in_it(course, tmp_path, how):
    """Whatever stands in a field, a forged receipt is not proved, on one line in which nothing acts."""
    file = tmp_path / "receipt.txt"
    file.write_text(slip_text(forged(course, **FIELDS[how])), encoding="utf-8")
    code, lines = check(course, file)
    assert code == 1
    assert len(lines) == 1
    assert lines[0].isprintable()


FILES = {
    "nothing": b"",
    "colons": b"Trainee: x\n" * 9_000,
    "large": b"Trainee: x\n" * 2_500_000,
    "blanks": b"> " * 49_000 + b"Trainee: x\n",
    "zeros": bytes(1_000_000),
    "deep": b"[" * 99_000,
    "one line": b"x" * 19_000_000,
    "braces": b"{}\n" * 100_000,
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_neither(course, tmp_path, what):
    """A file that is neither a record nor a receipt is unknown, altered or not whole, however large."""
    file = tmp_path / "shown.txt"
    file.write_bytes(FILES[what])
    code, (said,) = check(course, file)
    assert code == 1
    assert said.startswith((f"{file}: unknown; ", f"{file}: altered or not whole; "))


LINES = {
    "list": json.dumps(sorted(Receipt.__dataclass_fields__)),
    "number": "5",
    "nothing": "null",
    "text": json.dumps("x" * 3000),
    "deep": "[" * 3990,
    "digits": "9" * 3990,
    "long": json.dumps({"time": "x" * 100_000}),
    "other fields": json.dumps(dict.fromkeys(Receipt.__dataclass_fields__, 1)),
    "surrogate": json.dumps(
        {
            **dict.fromkeys(Receipt.__dataclass_fields__, "0" * 64),
            "time": "2026-11-20T10:11:12Z",
            "trainee": "\ud800",
        }
    ),
}


@pytest.mark.parametrize("what", LINES)
def test_a_line_of_the_list_that_is_no_receipt(course, what):
    """A line that somebody put into the list is counted as damaged; the receipts beside it still hold."""
    file = ledger(course, SLUG).file
    before = len(ledger(course, SLUG).receipts)
    with file.open("a", encoding="utf-8") as opened:
        opened.write(LINES[what] + "\n")
    found = ledger(course, SLUG)
    assert len(found.receipts) == before
    assert found.damaged
    code, (said,) = check(course, record(course, HONEST))
    assert (code, "intact; " in said) == (0, True)
    assert "lines of it are no receipts" in "".join(check(course)[1])


def test_an_entry_of_ones_own_in_the_list(course):
    """An entry that was put into the list without the secret proves nothing, and takes nothing away."""
    record(course).write_bytes(b"{}\n")
    ledger(course, SLUG).add([forged(course, sha256=digest(b"{}\n"))])
    code, lines = check(course)
    assert code == 1
    assert [line for line in lines if str(record(course)) in line and "not proved; " in line]
    assert lines[-1] == "2 of 3 are as received"


def _link(course):
    record(course).symlink_to(record(course, BEST))


def _link_of_the_folder(course):
    for file in course.submitted(THIEF, SLUG).iterdir():
        file.unlink()
    course.submitted(THIEF, SLUG).rmdir()
    course.submitted(THIEF, SLUG).symlink_to(course.submitted(BEST, SLUG))


def _device(course):
    record(course).symlink_to("/dev/zero")


def _pipe(course):
    os.mkfifo(record(course))


def _folder(course):
    record(course).mkdir()


def _large(course):
    record(course).write_bytes(b"x" * 21_000_000)


def _time(course):
    record(course).write_bytes(record(course, HONEST).read_bytes())
    (course.submitted(THIEF, SLUG) / "timestamp.txt").symlink_to("/dev/zero")


RECORDS = (_link, _link_of_the_folder, _device, _pipe, _folder, _large, _time)


@pytest.mark.parametrize("attack", RECORDS)
def test_a_record_that_is_none(course, attack):
    """What is no plain record gets no receipt, is not waited for, and keeps nobody else from theirs."""
    late = "zzz-late"
    answer(Record(submission(course, late) / "answers.jsonl"), course.load(SLUG).keyed, mixed(5))
    attack(course)
    done = mp("receipt", "issue", course.root, SLUG)
    assert done.returncode == 1
    assert f"{late}: " in done.stdout
    (said,) = done.stderr.splitlines()
    assert said.startswith(f"{THIEF}: no receipt; ")
    assert {one.trainee for one in ledger(course, SLUG).receipts} == {HONEST, BEST, late}
    code, lines = check(course)
    assert code == 1
    assert lines[-1].startswith("3 of ")
    assert mp("receipt", "issue", course.root, SLUG, "--trainee", THIEF).returncode in (1, 2)


def test_a_link_in_a_slips_place(course):
    """Where a receipt's text will be, a link is replaced and not written through."""
    record(course).write_bytes(record(course, HONEST).read_bytes())
    given = submitted_records(course, SLUG)[0]
    made = Receipt("2026-11-20T10:11:12Z", SLUG, THIEF, given.sha256, course.course_id)
    secret = course.root.parent / "secret"
    secret.write_text("kept", encoding="utf-8")
    place = course.receipts / SLUG / slip_name(made)
    place.symlink_to(secret)
    issue(course, SLUG, [replace(given, time=TIME)])
    assert secret.read_text(encoding="utf-8") == "kept"
    assert not place.is_symlink()
    assert f"Trainee: {THIEF}" in place.read_text(encoding="utf-8")
