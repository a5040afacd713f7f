"""What is not taken: each with a sentence, and none of it stops the rest."""

import contextlib
import io
import os
import socket
import stat
import struct
import subprocess
import sys
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mp_exercises.course.collecting import central, zips
from mp_exercises.course.collecting.central import refuse_endless
from mp_exercises.course.collecting.clock import Clock
from mp_exercises.course.collecting.found import Found, Refusal
from mp_exercises.course.collecting.paths import parts_in_zip
from mp_exercises.course.collecting.record import inspect
from mp_exercises.course.collecting.sources import files_of
from mp_exercises.course.collecting.zips import Shelf
from mp_exercises.course.folder import CourseError
from tests.course.collecting.senders import (
    SLUG,
    gather,
    line,
    mp_collect,
    put,
    record,
    released,
    sitter,
    special,
    submitted,
    tree,
    zipped,
)
from tests.course.trainees import environment

GOOD = "Jo Bloggs_1_assignsubmission_file_/answers.jsonl"
PLACE = "Samira Hill_2_assignsubmission_file_/"


@pytest.fixture
def course(tmp_path):
    """Return a released course with a list of trainees."""
    return released(tmp_path / "course")


def only_good(course, *sources):
    """Collect, show that jbloggs's record was placed and nothing else changed, and return what was said."""
    before = tree(course.root)
    summary = gather(course, *sources)
    assert submitted(course) == {"jbloggs": record(1)}
    after = tree(course.root)
    assert {name: after[name] for name in before} == before
    fresh = {name.split("/")[0] for name in after.keys() - before.keys()}
    assert fresh == {"attempts", "submitted", "receipts"}
    return [f"{row.where}: {row.says}" for row in summary.aside]


def patched(file, old, new):
    """Replace bytes of a zip, in both places where it has them."""
    data = file.read_bytes()
    assert old in data
    file.write_bytes(data.replace(old, new))
    return file


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../../keys/example.yaml", "leads out of the zip"),
        ("Samira Hill/../../../answers.jsonl", "leads out of the zip"),
        ("/etc/answers.jsonl", "an absolute path"),
        ("\\\\server\\answers.jsonl", "an absolute path"),
        ("C:/answers.jsonl", "an absolute path"),
        ("c:answers.jsonl", "an absolute path"),
        ("shill\\answers.jsonl", "a slash in it"),
        ("shill\\..\\answers.jsonl", "leads out of the zip"),
        ("shill//answers.jsonl", "an empty part"),
        ("shill/./answers.jsonl", "an empty part"),
        ("shill/CON.jsonl", "Windows keeps for a device"),
        ("aux/answers.jsonl", "Windows keeps for a device"),
        ("shill/lsnoj\u202e.srewsna.jsonl", "cannot be seen"),
        ("shill/an\u200bswers.jsonl", "cannot be seen"),
        ("shill/an\x1b[31mswers.jsonl", "cannot be seen"),
        ("a/" * 13 + "answers.jsonl", "14 folders deep"),
        ("shill/" + "a" * 300 + ".jsonl", "a name of 306 characters"),
        (PLACE + "report.docx", "a file of the kind .docx and no record"),
        (PLACE + "setup.exe", "a file of the kind .exe and no record"),
        (PLACE + "page.html", "this is the page, and its last step gives the file"),
        (PLACE + "more.zip", "a zip in a zip, which is not opened"),
        (PLACE + "example.ipynb", "a notebook without its record"),
    ],
)
def test_names_in_zips(course, tmp_path, name, says):
    """A file whose name leads out, hides something or is of another kind is set aside, and no other."""
    source = zipped(tmp_path / "all.zip", {GOOD: record(1), name: record(2)})
    (told,) = only_good(course, source)
    assert says in told
    assert "; right would be " in told
    assert told.isprintable()


def test_nul_in_a_name(course, tmp_path):
    """A name that ends early for some readers is refused."""
    source = zipped(tmp_path / "all.zip", {GOOD: record(1), "shill/answers.jsonlX.exe": record(2)})
    (told,) = only_good(course, patched(source, b"jsonlX.exe", b"jsonl\x00.exe"))
    assert "cannot be seen" in told
    assert "\\x00" in told


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (stat.S_IFLNK, "a link in a zip, which is never followed"),
        (stat.S_IFCHR, "a device or a pipe"),
        (stat.S_IFIFO, "a device or a pipe"),
        (stat.S_IFSOCK, "a device or a pipe"),
    ],
)
def test_links_and_devices_in_zips(course, tmp_path, kind, says):
    """A link to the keys, or a device, in a zip is refused and never made on disk."""
    info, data = special(PLACE + "answers.jsonl", kind)
    source = zipped(tmp_path / "all.zip", [(GOOD, record(1)), (info, data)])
    (told,) = only_good(course, source)
    assert says in told


def test_links_and_devices_in_folders(course, tmp_path, monkeypatch):
    """A link, a hard link, a pipe or a socket in a folder is refused; none is read through, none waits."""
    folder = tmp_path / "in"
    put(folder / "jbloggs/answers.jsonl", record(1))
    (folder / "shill").mkdir()
    (folder / "shill/answers.jsonl").symlink_to(course.keys / "example.yaml")
    (folder / "zabc").symlink_to(course.keys)
    put(tmp_path / "elsewhere.jsonl", record(5))
    (folder / "lee1").mkdir()
    os.link(tmp_path / "elsewhere.jsonl", folder / "lee1/answers.jsonl")
    (folder / "lee2").mkdir()
    os.mkfifo(folder / "lee2/answers.jsonl")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("lee2/more.jsonl")
    told = only_good(course, folder)
    assert [sentence.split(": ")[1:] for sentence in sorted(told)] == [
        ["lee1/answers.jsonl", "a hard link, which is not followed; right would be a copy of the file"],
        ["lee2/answers.jsonl", "no plain file but a device or a pipe; right would be the file itself"],
        ["lee2/more.jsonl", "cannot be read (No such device or address); right would be a readable file"],
        ["shill/answers.jsonl", "a link, which is never followed; right would be the file or folder itself"],
        ["zabc", "a link, which is never followed; right would be the file or folder itself"],
    ]


def test_a_bomb_costs_nothing(course, tmp_path):
    """A file of 400 MB in a small zip is refused early, in little memory and with nothing left on disk."""
    source = tmp_path / "all.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr(GOOD, record(1))
        with made.open(PLACE + "answers.jsonl", "w", force_zip64=True) as entry:
            for _ in range(40):
                entry.write(bytes(10_000_000))
    code = (
        "import resource, sys; from pathlib import Path; from mp_exercises.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000_000, 30_000_000))\n"
        f"sys.argv = ['mp', 'collect', {str(course.root)!r}, 'example', {str(source)!r}]\n"
        "try: main()\n"
        # The most that this program had; what getrusage says begins with what its parent had.
        "finally:\n"
        "    said = Path('/proc/self/status').read_text()\n"
        "    print(said.split('VmHWM:')[1].split()[0], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False
    )
    assert done.returncode == 1
    assert "over 20,000,000 bytes; right would be a record" in done.stderr
    assert int(done.stderr.splitlines()[-1]) < 250_000
    assert submitted(course) == {"jbloggs": record(1)}


def test_a_small_bomb_is_known_by_its_ratio(course, tmp_path):
    """A file within every size that unpacks to hundreds of times its own is refused as a bomb."""
    source = zipped(tmp_path / "all.zip", {GOOD: record(1), PLACE + "answers.jsonl": bytes(19_000_000)})
    (told,) = only_good(course, source)
    assert "unpacks to over 200 times its size, as a zip bomb does" in told


def test_many_files_make_a_bomb_too(course, tmp_path, monkeypatch):
    """Files that each unpack to a bearable size are stopped where together they are too much."""
    monkeypatch.setattr(zips, "FREE_ZIP_BYTES", 1_000_000)
    monkeypatch.setattr(zips, "MOST_ZIP_RATIO", 10)
    noise = os.urandom(8_000)
    names = [f"{PLACE}answers-{number}.jsonl" for number in range(9)]
    source = zipped(tmp_path / "all.zip", {GOOD: record(1), **dict.fromkeys(names, noise + bytes(1_500_000))})
    told = only_good(course, source)
    assert sum("the zip unpacks to far more than its size" in sentence for sentence in told) >= 5
    assert len(told) == 9


def test_more_files_than_any_cohort(course, tmp_path, monkeypatch):
    """A zip that lists too many files is refused before its list is loaded, and so is a folder."""
    monkeypatch.setattr(central, "MOST_FILES", 50)
    source = zipped(tmp_path / "many.zip", {f"{number}.jsonl": b"" for number in range(60)})
    put(tmp_path / "jbloggs.jsonl", record(1))
    (told,) = only_good(course, tmp_path / "jbloggs.jsonl", source)
    assert "more than 50 files in one zip" in told


def test_a_list_of_files_that_lies(tmp_path):
    """A zip whose list of files claims a size that it cannot have is refused, not believed."""
    source = zipped(tmp_path / "all.zip", {GOOD: record(1)})
    data = source.read_bytes()
    at = data.rfind(b"PK\x05\x06")
    for size in (0xFFFFFFFF, 0x7FFFFFFF, len(data) * 2):
        lying = data[: at + 12] + struct.pack("<L", size) + data[at + 16 :]
        with pytest.raises(Refusal):
            refuse_endless(io.BytesIO(lying))
    refuse_endless(io.BytesIO(data))


def test_a_large_zip_is_counted_right(tmp_path):
    """A zip of the long format, for more than 65,535 files, is counted and read."""
    file = tmp_path / "large.zip"
    with zipfile.ZipFile(file, "w") as made:
        for number in range(66_000):
            made.writestr(zipfile.ZipInfo(f"{number}.jsonl"), b"")
    with file.open("rb") as opened:
        refuse_endless(opened)
    assert sum(1 for _ in files_of(Shelf(), file, Clock("UTC").to_utc_if_any)) == 66_000


def test_locked_zips(course, tmp_path):
    """A file that is locked with a password is refused, with what would be right."""
    source = zipped(tmp_path / "all.zip", {GOOD: record(1), PLACE + "answers.jsonl": record(2)})
    data = bytearray(source.read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rfind(magic) + offset] |= 1
    source.write_bytes(data)
    (told,) = only_good(course, source)
    assert "locked with a password; right would be a zip without one" in told


def test_damaged_zips(course, tmp_path):
    """A file that is damaged in its zip, a zip cut short and a file that is no zip are each one sentence."""
    source = zipped(tmp_path / "all.zip", {GOOD: record(1), PLACE + "answers.jsonl": record(2, answers=50)})
    data = bytearray(source.read_bytes())
    place = data.rfind(b"PK\x03\x04") + 120
    data[place : place + 8] = b"\xff" * 8
    source.write_bytes(data)
    (tmp_path / "cut.zip").write_bytes(data[: len(data) // 2])
    (tmp_path / "none.zip").write_bytes(b"not a zip at all")
    told = only_good(course, source, tmp_path / "cut.zip", tmp_path / "none.zip")
    assert sum("damaged in the zip" in sentence for sentence in told) == 1
    assert sum("no whole zip" in sentence for sentence in told) == 2


def test_a_place_before_the_beginning(course, tmp_path):
    """A zip whose list moved, so that a file would lie before its beginning, is damaged and no more."""
    source = zipped(tmp_path / "all.zip", {PLACE + "answers.jsonl": record(2)})
    data = bytearray(source.read_bytes())
    at = data.rfind(b"PK\x05\x06")
    data[at + 16 : at + 20] = struct.pack("<L", len(data) * 3)
    source.write_bytes(data)
    put(tmp_path / "jbloggs.jsonl", record(1))
    (told,) = only_good(course, tmp_path / "jbloggs.jsonl", source)
    assert "damaged in the zip" in told


def test_two_files_of_one_name(course, tmp_path):
    """Files of a zip with the same name, capitals apart, are all set aside: no one of them is meant."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        source = zipped(
            tmp_path / "all.zip",
            [
                (GOOD, record(1)),
                (PLACE + "answers.jsonl", record(2)),
                (PLACE + "answers.jsonl", record(3)),
                ("zabc/Answers.jsonl", record(4)),
                ("ZABC/answers.jsonl", record(5)),
            ],
        )
    told = only_good(course, source)
    assert len(told) == 4
    assert all("another file has the same name" in sentence for sentence in told)


OTHER = line(1, exercise="somebody-else")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty, with no answer in it"),
        (b"\n \n\r\n", "empty, with no answer in it"),
        (OTHER.encode(), "answers to somebody-else and none to example"),
        (sitter("shill").encode(), "a name and no answer"),
        (record(2).decode().encode("utf-16"), "text saved as UTF-16"),
        (b"PK\x03\x04" + bytes(500), "a zip or an office document under another name"),
        (b"MZ\x90\x00" + bytes(500), "a program under another name"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "a PDF under another name"),
        (b"<!DOCTYPE html><html>", "a web page under another name"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a picture under another name"),
        (b"caf\xe9 au lait\n", "not UTF-8 text"),
        (b"Dear assessor,\nhere it is\n", "no line of it is an answer"),
        (b'{"cells": []}', "no line of it is an answer"),
        (b'{"v":1' + b"[" * 90_000, "no line of it is an answer"),
        (b"{}\n" * 200_001, "more than 200,000 lines"),
        (b"x" * 20_000_001, "over 20,000,000 bytes"),
    ],
    ids=range(16),
)
def test_what_is_no_record(course, tmp_path, data, says):
    """What is called a record and is none, or another assessment's, is set aside with what it is."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    put(tmp_path / "in/shill/answers.jsonl", data)
    (told,) = only_good(course, tmp_path / "in")
    assert told.startswith("in: shill/answers.jsonl: ")
    assert says in told
    assert "; right would be " in told


def test_damaged_lines_in_a_good_record(course, tmp_path):
    """A record with damaged lines among good ones is taken byte for byte; they are counted and told."""
    data = record(2, answers=3) + b"\xff\xfe{\x00\n" + b"x" * 150_000 + b"\n" + record(3)[:-30]
    put(tmp_path / "in/shill/answers.jsonl", data)
    summary = gather(course, tmp_path / "in")
    assert summary.aside == []
    assert submitted(course) == {"shill": data}
    assert summary.notes == ["in: shill/answers.jsonl: 3 damaged lines; the 4 others count"]


def test_a_name_full_of_tricks_is_shown_safely(course, tmp_path):
    """A claim or a name with codes for a terminal or for the other direction is written out, never sent."""
    put(tmp_path / "in/answers.jsonl", record(2, says="\x1b]0;owned\x07 \u202eshill"))
    put(tmp_path / "in/jbloggs\x1b[2J/answers.jsonl", record(3))
    done = mp_collect(course, SLUG, tmp_path / "in", "--report", tmp_path / "report.csv")
    told = done.stdout + done.stderr + (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    assert done.returncode == 1
    assert "\\x1b]0;owned" in told
    assert not set("\x1b\x07\u202e") & set(told)


def test_a_formula_in_a_name(course, tmp_path):
    """A name that a spreadsheet would run as a formula reaches the report as text."""
    for number, name in enumerate(("=cmd|' -C calc'!A0", "+1", "-1", "@SUM(A1)")):
        put(tmp_path / f"{name}.jsonl", record(number + 2))
    names = sorted(tmp_path.glob("*.jsonl"))
    mp_collect(course, SLUG, *names, "--report", tmp_path / "report.csv")
    lines = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert len(lines) == 4
    for text in lines:
        assert text.lstrip('"').startswith("'")


def test_times_from_nowhere(course, tmp_path):
    """A file from before computers, a platform's time in the year 1 and a zip's of no day stop nothing."""
    old = put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    os.utime(old, (-(10**10), -(10**10)))
    for number, when in enumerate(("0001-01-01-00-00-00", "9999-12-31-23-59-59", "2026-13-41-99-99-99")):
        put(tmp_path / "names" / f"W_shill_attempt_{when}_answers.jsonl", record(number + 2))
    info = zipfile.ZipInfo("Jo Bloggs_1_assignsubmission_file_/answers.jsonl")
    info.date_time = (1980, 0, 0, 0, 0, 0)
    source = zipped(tmp_path / "all.zip", [(info, record(9))])
    summary = gather(course, tmp_path / "in", tmp_path / "names", source)
    assert summary.aside == []
    bases = {row.attempt.basis for row in summary.rows if row.attempt.trainee == "shill"}
    assert bases == {"file"}


def test_names_that_are_no_text(course, tmp_path):
    """A folder whose name is not UTF-8 is set aside, and shown with its bytes written out."""
    put(tmp_path / "in/jbloggs/answers.jsonl", record(1))
    (tmp_path / "in" / os.fsdecode(b"caf\xe9")).mkdir()
    (told,) = only_good(course, tmp_path / "in")
    assert told.startswith("in: caf\\udce9: a name with characters that cannot be seen")


LINES = st.sampled_from(
    [
        line(1).encode(),
        sitter("jbloggs").encode(),
        line(2, exercise="other").encode(),
        line(3).replace("order", "\\ud800").encode(),
        sitter("x").replace('"x"', '"\\ud800"').encode(),
        sitter("x").replace('"x"', "{}").encode(),
        line(4)[:-20].encode(),
        b'{"v":' + b"9" * 5000 + b"}\n",
        b"[" * 3000 + b"\n",
        b"\n",
        b"NaN\n",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES | st.binary(max_size=40), max_size=12))
def test_whatever_a_record_holds(tmp_path, lines):
    """A record of any bytes is taken with its good lines counted, or refused; nothing else happens."""
    file = tmp_path / "answers.jsonl"
    file.write_bytes(b"".join(lines))
    try:
        found = inspect(file, "0" * 64, SLUG, {"example-doorstep"})
    except Refusal:
        return
    assert found.lines > 0
    assert found.said is None or found.said.strip()


@pytest.mark.parametrize("place", ["", "keys", "attempts", "receipts", ".."])
def test_the_course_is_no_source(course, place):
    """The course's own folders, or a folder that holds the course, are refused as a source."""
    (course.root / "attempts").mkdir()
    course.receipts.mkdir()
    with pytest.raises(CourseError, match="of the course itself"):
        gather(course, course.root / place)


@given(
    st.text(min_size=1, max_size=60) | st.from_regex(r"(\.\.?|[a-z]{1,3}|/|\\|:|\x00){1,9}", fullmatch=True)
)
def test_no_name_leads_out(name):
    """Whatever a zip calls a file, it is refused or names a place below the zip."""
    try:
        parts = parts_in_zip(name)
    except Refusal:
        return
    assert parts
    for part in parts:
        assert part not in ("", ".", "..")
        assert not set(part) & set("/\\\x00")
    assert not name.startswith("/")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=12),
    st.integers(0, 400),
)
def test_no_damage_to_a_zip_is_more_than_a_refusal(tmp_path, changes, cut):
    """However a zip's bytes are changed or cut, each file is read or refused; nothing else happens."""
    entries = {GOOD: record(1), PLACE + "answers.jsonl": record(2, answers=9), "a/b.txt": b"x" * 300}
    whole = bytearray(zipped(tmp_path / "whole.zip", entries).read_bytes())
    for place, value in changes:
        whole[place % len(whole)] = value
    file = tmp_path / "harmed.zip"
    file.write_bytes(whole[: len(whole) - cut])
    shelf = Shelf()
    for each in list(files_of(shelf, file, Clock("UTC").to_utc_if_any)):
        if isinstance(each, Found):
            with contextlib.suppress(Refusal):
                assert sum(map(len, each.chunks())) < 20_000
    shelf.close()
