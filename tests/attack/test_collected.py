"""Attacks by what is sent to ``mp collect``, from a zip to the marks: the honest are placed and marked.

Each way to be refused has its own test in ``tests/course/collecting``; here all of them come at once.
"""

import csv
import io
import os
import shutil
import sqlite3
import stat
import zipfile

import pytest

from mp_exercises.answers import Record
from mp_exercises.course.collecting.clock import Clock
from mp_exercises.course.collecting.found import Refusal
from mp_exercises.course.collecting.run import Wish, collect
from mp_exercises.course.collecting.sources import files_of
from mp_exercises.course.collecting.zips import Shelf
from tests.attack.commands import mp
from tests.course.collecting.senders import special, zipped
from tests.course.gradebooks import change, gradebook, marks
from tests.course.keys import key_texts
from tests.course.made import copy_of
from tests.course.trainees import SLUG, answer, mixed, right

HONEST, BEST, THIEF = "jbloggs", "best", "thief"
ROSTER = f"id,name\n{HONEST},Jo Bloggs\n{BEST},Bo Best\n{THIEF},Ty Thief\nlast,Al Last\n"
MOODLE = "{}_{}_assignsubmission_file_/{}"


@pytest.fixture(scope="module")
def sent(released, tmp_path_factory):
    """Return two records: half right, and all right."""
    folder, sections = tmp_path_factory.mktemp("sent"), released.load(SLUG).keyed
    for name, choose in ((HONEST, mixed(3)), (BEST, right)):
        answer(Record(folder / name), sections, choose)
    return {name: (folder / name).read_bytes() for name in (HONEST, BEST)}


@pytest.fixture
def course(released, tmp_path):
    """Return a course with a list of trainees."""
    course = copy_of(released, tmp_path / "course")
    course.roster.write_text(ROSTER, encoding="utf-8")
    return course


def place(name, number, file="answers.jsonl"):
    """Return a file's path in a download of a learning platform."""
    return MOODLE.format(name, number, file)


def hostile(sent):
    """Return the entries of a download in which somebody has tried everything."""
    mine = MOODLE.format("Ty Thief", 3, "")
    key = f"../../keys/{SLUG}.marking.json".encode()
    return [
        (f"../../../{mine}answers.jsonl", sent[BEST]),
        (f"{mine}../../submitted/{THIEF}/{SLUG}/answers.jsonl", sent[BEST]),
        (f"/submitted/{THIEF}/{SLUG}/answers.jsonl", sent[BEST]),
        (f"C:\\course\\submitted\\{THIEF}\\answers.jsonl", sent[BEST]),
        (f"{mine}..\\..\\keys\\{SLUG}.yaml", b"order: []\n"),
        special(f"{mine}answers.jsonl", stat.S_IFLNK, key),
        special(f"{mine}answers (1).jsonl", stat.S_IFIFO),
        special(f"{mine}answers (2).jsonl", stat.S_IFCHR),
        (f"{mine}answers (3).jsonl", b"x" * 30_000_000),
        (f"{mine}answers (4).jsonl", b"\n" * 900_000),
        (f"{mine}answers (5).jsonl", b"[" * 90_000),
        (f"{mine}gradebook.db", b"SQLite format 3\0" + bytes(100)),
        (f"{mine}nbgrader_config.py", b"raise SystemExit('taken')\n"),
        (f"{mine}more.zip", b"PK\x05\x06" + bytes(18)),
        (f"{mine}=cmd|' calc'!A0.docx", b"x"),
        (f"{mine}\u202elnosj.srewsna.exe", b"MZ"),
        (f"{mine}{'x' * 240}.jsonl", b"\x80\x04\x95cos\nsystem\n(S'touch outside'\ntR."),
        (f"{mine}timestamp.txt", b"1990-01-01 00:00:00 UTC"),
        (f"{'deep/' * 40}answers.jsonl", sent[BEST]),
        ("aux/answers.jsonl", sent[BEST]),
    ]


@pytest.fixture
def download(course, sent, tmp_path):
    """Return a zip in which two are honest, the first and the last."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    first = [(place("Jo Bloggs", 1), sent[HONEST])]
    last = [(place("Bo Best", 9), sent[BEST])]
    return zipped(folder / "all.zip", [*first, *hostile(sent), *last])


def listed(root):
    """Return every path below a folder, apart from locks."""
    return {str(each.relative_to(root)) for each in root.rglob("*") if not each.name.endswith(".lock")}


def test_everything_at_once(course, download, sent):
    """The honest are placed and marked; of the attacks nothing is kept, read, written or run."""
    root = course.root.parent
    before, keys = listed(root), {file: file.read_bytes() for file in course.keys.iterdir()}
    done = mp("collect", course.root, SLUG, download, "--report", root / "table.csv")
    assert done.returncode in (0, 1), done.stderr
    fresh = {path.split("/")[1] for path in listed(root) - before if path.startswith("course/")}
    assert fresh <= {"attempts", "submitted", "receipts", "keys"}
    assert {path for path in listed(root) - before if not path.startswith("course/")} == {"table.csv"}
    assert {entry.name for entry in (course.root / "submitted").iterdir()} == {HONEST, BEST}
    assert {file: file.read_bytes() for file in keys} == keys
    said = done.stdout + done.stderr
    assert all(line.isprintable() for line in said.splitlines())
    assert not [key for key in key_texts(course) - {"BEGIN HIDDEN"} if key in said]
    assert mp("mark", course.root, SLUG).returncode == 0
    assert {row["id"] for row in gradebook(course)["student"]} == {HONEST, BEST}
    for name in (HONEST, BEST):
        assert (course.submitted(name, SLUG) / "answers.jsonl").read_bytes() == sent[name]
        assert sum(marks(course, name).values()) > 0
    assert not marks(course, THIEF)
    assert not (root / "outside").exists()


def test_the_table_has_no_formula(course, download, tmp_path):
    """In the table of what became of each file, no name begins a formula, wherever a cell may begin."""
    file = tmp_path / "table.csv"
    mp("collect", course.root, SLUG, download, "--report", file)
    text = file.read_text(encoding="utf-8-sig")
    assert "cmd|" in text
    for mark in ",;":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            assert not [found for found in row if found.startswith(("=", "+", "-", "@", "\t", "\r"))], row


def test_nobody_hands_in_for_somebody_else(course, sent, tmp_path):
    """Who names a file, or signs a record, as somebody else does not take the place of that person's own."""
    mine = MOODLE.format("Ty Thief", 3, "")
    entries = [
        (place("Bo Best", 1), sent[BEST]),
        (f"{mine}answers-{SLUG}-{BEST}.jsonl", b"{}\n" + sent[HONEST].replace(b"-", b"0", 1)),
        (f"{mine}Bo Best_1_assignsubmission_file_answers.jsonl", sent[HONEST]),
        (f"{mine}{BEST}/answers.jsonl", sent[HONEST]),
    ]
    done = mp("collect", course.root, SLUG, zipped(tmp_path / "all.zip", entries))
    assert done.returncode == 1
    assert (course.submitted(BEST, SLUG) / "answers.jsonl").read_bytes() == sent[BEST]
    assert len(list((course.root / "attempts" / SLUG / BEST).iterdir())) == 1


def swap(course, folder):
    """Put a link to the best attempt in the place of a folder that was listed as one."""
    (kept,) = (course.root / "attempts" / SLUG / BEST).iterdir()
    shutil.rmtree(folder)
    folder.symlink_to(kept)


@pytest.fixture
def inbox(course, sent, tmp_path):
    """Return a folder that trainees can write into, after the best attempt was collected from elsewhere."""
    gather(course, zipped(tmp_path / "best.zip", [(place("Bo Best", 9), sent[BEST])]))
    folder = tmp_path / "inbox"
    for name in (HONEST, THIEF):
        (folder / name).mkdir(parents=True)
        (folder / name / "answers.jsonl").write_bytes(sent[HONEST] if name == HONEST else b"{}\n")
    return folder


def gather(course, *sources):
    """Collect, and return the summary."""
    return collect(course, SLUG, sources, Wish(clock=Clock("UTC")), lambda *_: None)[0]


def test_a_folder_that_becomes_a_link(course, inbox, sent):
    """A folder that was one when it was listed, and is a link when it is read, is not followed."""
    found = list(files_of(Shelf(), inbox, Clock("UTC").to_utc_if_any))
    assert [file.parts[0] for file in found] == [HONEST, THIEF]
    swap(course, inbox / THIEF)
    assert b"".join(found[0].chunks()) == sent[HONEST]
    with pytest.raises(Refusal, match="a link, which is never followed"):
        b"".join(found[1].chunks())


def test_a_zip_whose_folder_becomes_a_link(course, inbox, sent, tmp_path):
    """Nor is a folder followed to a zip, which is opened again when its turn comes."""
    for name in (HONEST, THIEF):
        zipped(inbox / name / "mine.zip", [("answers.jsonl", sent[HONEST])])
        (inbox / name / "answers.jsonl").unlink()
    found = list(files_of(Shelf(), inbox, Clock("UTC").to_utc_if_any))
    assert [file.parts[0] for file in found] == [HONEST, THIEF]
    other = tmp_path / "other"
    other.mkdir()
    zipped(other / "mine.zip", [("answers.jsonl", sent[BEST])])
    b"".join(found[0].chunks())
    shutil.rmtree(inbox / THIEF)
    (inbox / THIEF).symlink_to(other)
    with pytest.raises(Refusal, match="a link, which is never followed"):
        b"".join(found[1].chunks())


def test_links_in_a_folder(course, inbox):
    """A link to the best attempt, in the place of a folder or a record, hands nothing in."""
    swap(course, inbox / THIEF)
    other = inbox / "last"
    other.mkdir()
    (other / "answers.jsonl").symlink_to(course.submitted(BEST, SLUG) / "answers.jsonl")
    summary = gather(course, inbox)
    assert {row.where.partition(": ")[2] for row in summary.aside} == {THIEF, "last/answers.jsonl"}
    assert {entry.name for entry in (course.root / "submitted").iterdir()} == {HONEST, BEST}


def _link_to_a_device(place_, _outside):
    (place_ / "answers.jsonl").unlink()
    (place_ / "answers.jsonl").symlink_to("/dev/zero")


def _pipe(place_, _outside):
    (place_ / "answers.jsonl").unlink()
    os.mkfifo(place_ / "answers.jsonl")


def _linked_folder(place_, outside):
    place_.rename(outside / "moved")
    place_.symlink_to(outside / "moved")


def _linked_trainee(place_, outside):
    place_.parent.rename(outside / "moved")
    place_.parent.symlink_to(outside / "moved")


@pytest.mark.parametrize("attack", [_link_to_a_device, _pipe, _linked_folder, _linked_trainee])
def test_what_stands_in_a_submissions_place(course, sent, tmp_path, attack):
    """Where a record goes, no link is read or written through, nothing waits, and the others are placed."""
    gather(course, zipped(tmp_path / "one.zip", [(place("Ty Thief", 3), sent[HONEST])]))
    outside = tmp_path / "outside"
    outside.mkdir()
    attack(course.submitted(THIEF, SLUG), outside)
    before = listed(outside)
    entries = [(place("Ty Thief", 3), sent[HONEST] + b"\n"), (place("Bo Best", 9), sent[BEST])]
    summary = gather(course, zipped(tmp_path / "two.zip", entries))
    (aside,) = summary.aside
    assert aside.where == f"submitted/{THIEF}/{SLUG}"
    assert listed(outside) == before
    assert (course.submitted(BEST, SLUG) / "answers.jsonl").read_bytes() == sent[BEST]


def test_an_id_in_the_gradebook_that_leads_out(course, sent, tmp_path):
    """Without a list of trainees, an id of the gradebook that is a path names nobody and no folder."""
    course.roster.unlink()
    change(course, lambda opened: opened.add_student("../../outside", first_name="Ty", last_name="Thief"))
    with sqlite3.connect(course.root / "gradebook.db") as database:
        assert ("../../outside",) in database.execute("select id from student").fetchall()
    summary = gather(course, zipped(tmp_path / "one.zip", [(place("Ty Thief", 3), sent[BEST])]))
    assert [row.outcome for row in summary.rows] == ["set aside"]
    assert not list(tmp_path.rglob("outside"))


def test_a_zip_of_many_small_parts(course, sent, tmp_path):
    """A zip that holds thousands of files with tricky names is gone through, and the honest one is placed."""
    file = tmp_path / "many.zip"
    with zipfile.ZipFile(file, "w") as made:
        for number in range(3000):
            made.writestr(f"Ty Thief_3_assignsubmission_file_/{'_' * (number % 200)}{number}_.txt", b"")
        made.writestr(place("Bo Best", 9), sent[BEST])
    summary = gather(course, file)
    assert len(summary.aside) == 3000
    assert (course.submitted(BEST, SLUG) / "answers.jsonl").read_bytes() == sent[BEST]
