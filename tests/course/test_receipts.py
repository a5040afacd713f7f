"""Receipts: what was received is told from what was altered, forged or never seen."""

import hashlib
import hmac
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.answers import Line, Record
from mp_exercises.course.folder import CourseError, new_course
from mp_exercises.course.receipts.issue import Received, issue
from mp_exercises.course.receipts.ledger import ledger
from mp_exercises.course.receipts.receipt import Receipt, digest, fingerprint
from mp_exercises.course.receipts.secret import secret
from mp_exercises.course.receipts.slip import is_slip, read_slip, slip_text
from tests.course.trainees import run

TIME = datetime(2026, 11, 20, 10, 11, 12, tzinfo=UTC)


def answered(file, count=6):
    """Write a record with some answers and return its bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    record = Record(file)
    for number in range(count):
        record.append(Line("example-doorstep", "next", "ranking", "r1", {"order": ["a", str(number)]}))
    return file.read_bytes()


@pytest.fixture
def course(tmp_path):
    """Return a course in which jbloggs and shill handed in a record each, and have receipts."""
    made = new_course(tmp_path / "course")
    found = []
    for trainee in ("jbloggs", "shill"):
        record = answered(made.submitted(trainee, "example") / "answers.jsonl")
        found.append(Received(trainee, digest(record), TIME))
    issue(made, "example", found)
    return made


def slip_of(course, trainee):
    """Return the file of a trainee's receipt."""
    (file,) = (course.receipts / "example").glob(f"{trainee}-*.txt")
    return file


def check(course, *files):
    """Return the exit code of ``mp receipt check`` and its lines, without the files' names."""
    done = run("mp_exercises", "receipt", "check", course.root, *files)
    assert "Traceback" not in done.stderr
    said = done.stdout
    for file in files:
        said = said.replace(f"{file}: ", "")
    return done.returncode, said.splitlines() or [done.stderr]


def test_the_code_is_a_plain_hmac(course):
    """Anyone with the secret can work the code out by RFC 2104 from the text that is signed."""
    one = ledger(course, "example").receipts[0]
    text = (
        "mp-receipt 1\ncourse: course\nassessment: example\ntrainee: jbloggs\n"
        f"sha256: {one.sha256}\ntime: 2026-11-20T10:11:12Z\n"
    )
    key = (course.keys / "receipt.key").read_bytes()
    assert one.code == hmac.digest(key, text.encode(), "sha256").hex()
    assert len(key) == 32
    assert (course.keys / "receipt.key").stat().st_mode & 0o777 == 0o600
    assert "receipt.key" in (course.keys / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_fingerprint_is_what_the_page_shows():
    """The fingerprint is the first 16 hexadecimal digits of the SHA-256, in fours, in capitals."""
    data = b'{"v":1}\n'
    assert fingerprint(digest(data)).replace(" ", "").lower() == hashlib.sha256(data).hexdigest()[:16]
    assert [len(part) for part in fingerprint(digest(data)).split()] == [4, 4, 4, 4]
    assert fingerprint("ab" * 32) == "ABAB ABAB ABAB ABAB"


def test_intact(course):
    """The record and the receipt of a trainee, just as they were, are intact and genuine."""
    record = course.submitted("jbloggs", "example") / "answers.jsonl"
    code, (first, second) = check(course, record, slip_of(course, "jbloggs"))
    assert code == 0
    assert first.startswith("intact; it is jbloggs's record ")
    assert first.endswith(" for example, received 2026-11-20T10:11:12Z")
    assert second.startswith("genuine; it is for jbloggs's record ")


@pytest.mark.parametrize(
    ("harm", "word"),
    [
        (lambda data: data.replace(b'"3"', b'"9"'), "altered; 1 line that came in"),
        (lambda data: b"".join(data.splitlines(True)[1:]), "altered; 1 line that came in"),
        (lambda data: b"".join(data.splitlines(True)[:4]), "earlier or cut short; 2 lines more"),
        (lambda data: data[:-30], "altered; 1 line that came in"),
        (lambda data: data + data.splitlines(True)[0].replace(b'"0"', b'"b"'), "continued; "),
        (lambda data: data.replace(b"\n", b"\r\n"), "saved anew; its line ends differ, and no answer does"),
    ],
    ids=["an answer", "a line out", "lines off", "bytes off", "a line more", "line ends"],
)
def test_altered(course, tmp_path, harm, word):
    """A record with anything changed is not intact, and the sentence says how, and whose it was."""
    file = tmp_path / "answers.jsonl"
    file.write_bytes(harm((course.submitted("jbloggs", "example") / "answers.jsonl").read_bytes()))
    code, (said,) = check(course, file)
    assert code == 1
    assert said.startswith(word), said
    assert "jbloggs's record" in said


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_no_changed_byte_passes(tmp_path_factory, place, change):
    """Whatever single byte of a received record is changed, it has another digest."""
    data = bytearray(b'{"v":1,"id":"0123456789","answer":{"order":["a"]}}\n' * 3)
    before = digest(bytes(data))
    data[place % len(data)] ^= change
    assert digest(bytes(data)) != before


def test_unknown(course, tmp_path):
    """A record that shares nothing with what came in is unknown, and so is a file of another kind."""
    answered(tmp_path / "other.jsonl")
    (tmp_path / "letter.txt").write_text("Dear assessor", encoding="utf-8")
    code, said = check(course, tmp_path / "other.jsonl", tmp_path / "letter.txt")
    assert code == 1
    assert [line.split(";")[0] for line in said] == ["unknown", "unknown"]


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("Trainee: jbloggs", "Trainee: shill", "altered; the receipt that was given is for jbloggs's record"),
        ("2026-11-20 10", "2026-11-19 10", "altered; the receipt that was given is for jbloggs's record"),
        ("Course: course", "Course: elsewhere", "unknown; it is of the course 'elsewhere'"),
        ("Fingerprint: ", "Fingerprint: 0", "altered or not whole; its fingerprint"),
        ("Code: ", "Code: x", "altered or not whole; a digest"),
        ("Trainee: jbloggs\n", "", "altered or not whole; the line 'Trainee' is missing"),
        (
            "Trainee: jbloggs\n",
            "Trainee: jbloggs\nTrainee: shill\n",
            "altered or not whole; the line 'Trainee'",
        ),
    ],
)
def test_altered_receipts(course, tmp_path, old, new, word):
    """A receipt in which a line was changed, added or taken out is told from the one that was given."""
    file = tmp_path / "receipt.txt"
    text = slip_of(course, "jbloggs").read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    code, (said,) = check(course, file)
    assert code == 1
    assert said.startswith(word), said


def test_forged_receipts(course, tmp_path):
    """A receipt for a record that never came, signed with another secret, is forged."""
    made = Receipt("2026-11-20T10:11:12Z", "example", "jbloggs", "ab" * 32, "course").signed(b"x" * 32)
    file = tmp_path / "receipt.txt"
    file.write_text(slip_text(made), encoding="utf-8")
    assert check(course, file) == (1, ["forged; its code was not made by this course"])


def test_a_list_that_lost_or_gained_entries(course, tmp_path):
    """A genuine receipt that the list has lost is called that; an entry without the secret proves nothing."""
    file = course.receipts / "example.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(True)
    file.write_text(lines[1], encoding="utf-8")
    code, (said,) = check(course, slip_of(course, "jbloggs"))
    assert code == 1
    assert said.endswith("but the list has lost it")
    forged = replace(Receipt.of(json.loads(lines[0])), time="2026-01-01T00:00:00Z")
    file.write_text(json.dumps(forged.data()) + "\n", encoding="utf-8")
    code, (said,) = check(course, course.submitted("jbloggs", "example") / "answers.jsonl")
    assert code == 1
    assert said.startswith("not proved; ")


def test_all_that_is_kept(course):
    """Without a file, every record that the course keeps is checked, and what was swapped is named."""
    assert check(course) == (0, ["2 of 2 are as received"])
    theirs, other = (course.submitted(name, "example") / "answers.jsonl" for name in ("jbloggs", "shill"))
    shutil.copy(other, theirs)
    code, said = check(course)
    assert code == 1
    assert said[0].startswith(f"{theirs}: not jbloggs's; it is shill's record")
    assert said[1] == "1 of 2 are as received"


def test_receipts_survive_email(course):
    """A receipt that was quoted, indented and re-wrapped by an email program is read as it was given."""
    text = slip_of(course, "jbloggs").read_text(encoding="utf-8")
    quoted = "".join(f"> >  {line}\r\n" for line in f"Hello,\n{text}\nRegards".splitlines()).encode()
    assert is_slip(quoted)
    assert read_slip(quoted) == ledger(course, "example").receipts[0]
    assert max(map(len, text.splitlines())) <= 78


@given(
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60).filter(
        lambda text: text.isprintable() and text == text.strip()
    ),
    st.binary(min_size=32, max_size=32),
)
def test_slips_read_back(name, sha256):
    """Whatever the course is called, its receipts read back as they were written."""
    made = Receipt("2026-11-20T10:11:12Z", "example", "jbloggs", sha256.hex(), name).signed(b"k" * 32)
    assert read_slip(slip_text(made).encode()) == made
    assert made.holds(b"k" * 32)
    assert not made.holds(b"l" * 32)


def test_giving_twice_gives_once(course):
    """A record that has its receipt gets no second one; a lost text is written again, the same."""
    before = slip_of(course, "jbloggs").read_bytes()
    slip_of(course, "jbloggs").unlink()
    known = ledger(course, "example").receipts
    again = [Received(receipt.trainee, receipt.sha256, TIME) for receipt in known]
    assert issue(course, "example", again) == []
    assert ledger(course, "example").receipts == known
    assert slip_of(course, "jbloggs").read_bytes() == before


def test_a_torn_line_is_mended(course):
    """What a power cut left half written is taken out; a whole last line without its end is kept."""
    file = course.receipts / "example.jsonl"
    whole = file.read_bytes()
    record = Received("third", "cd" * 32, TIME)
    file.write_bytes(whole + b'{"assessment": "exa')
    issue(course, "example", [record])
    assert file.read_bytes()[: len(whole)] == whole
    assert (ledger(course, "example").damaged, len(ledger(course, "example").receipts)) == (0, 3)
    file.write_bytes(file.read_bytes()[:-1])
    issue(course, "example", [replace(record, trainee="fourth")])
    assert (ledger(course, "example").damaged, len(ledger(course, "example").receipts)) == (0, 4)


def test_a_lost_secret_is_never_replaced(course, tmp_path):
    """Where receipts were given and the secret is lost, nothing goes on as if it were there."""
    (course.keys / "receipt.key").unlink()
    with pytest.raises(CourseError, match="restore it from a backup"):
        issue(course, "example", [])
    code, (said,) = check(course, slip_of(course, "jbloggs"))
    assert code == 2
    assert said.count("\n") == 1
    (course.keys / "receipt.key").write_bytes(b"short")
    with pytest.raises(CourseError, match="is damaged"):
        secret(course)


def test_issue_and_list_by_command(tmp_path):
    """``mp receipt issue`` gives receipts for what nbgrader collected, by its time, and list shows them."""
    course = new_course(tmp_path / "course")
    folder = course.submitted("jbloggs", "example")
    record = answered(folder / "answers.jsonl")
    (folder / "timestamp.txt").write_text("2026-11-20 10:11:12.345678 UTC", encoding="utf-8")
    done = run("mp_exercises", "receipt", "issue", course.root, "example")
    assert (done.returncode, done.stderr) == (0, "")
    print_ = fingerprint(digest(record))
    assert done.stdout.startswith(f"jbloggs: {print_}, received 2026-11-20T10:11:12Z\nreceipts given: 1;")
    listed = run("mp_exercises", "receipt", "list", course.root, "example")
    assert listed.stdout == f"2026-11-20T10:11:12Z  example  jbloggs  {print_}\n"
    assert "receipts given: 0;" in run("mp_exercises", "receipt", "issue", course.root, "example").stdout
    nobody = run("mp_exercises", "receipt", "issue", course.root, "example", "--trainee", "nobody")
    assert nobody.returncode == 2
    assert nobody.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["check", "COURSE", "missing.txt"],
        ["check", "elsewhere"],
        ["list", "COURSE", "nope"],
        ["issue", "COURSE", "no"],
    ],
)
def test_bad_input_is_exit_2(course, tmp_path, words):
    """A file, a course or an assessment that is not there gives exit code 2 and no traceback."""
    done = run(
        "mp_exercises",
        "receipt",
        *[course.root if word == "COURSE" else word for word in words],
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_the_secret_stays(course):
    """The secret stands in no list, no receipt and no output of a command."""
    key = (course.keys / "receipt.key").read_bytes()
    told = subprocess.run(
        [sys.executable, "-m", "mp_exercises", "receipt", "list", course.root],
        capture_output=True,
        check=True,
    ).stdout
    texts = [file.read_bytes() for file in course.receipts.rglob("*") if file.is_file()]
    assert len(texts) == 3
    for text in (*texts, told):
        assert key not in text
        assert key.hex().encode() not in text
