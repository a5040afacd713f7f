"""The commands: the whole way on the invented campaign, what is refused in one line, and what is removed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mp_exercises.cli.panel import panel
from mp_exercises.panel.folder import open_folder
from mp_exercises.panel.records import Score, read_book, settled_line, sheet_line
from mp_exercises.panel.sheets import write_rows


def run(*words):
    """Run a command and return its lines."""
    done = CliRunner().invoke(panel, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def digests(folder: Path) -> dict[str, str]:
    """Return what each file of a folder holds, locks apart."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith(".lock")
    }


@pytest.mark.parametrize("command", ["check", "calibrate", "decide", "fairness", "probation"])
def test_looking_writes_nothing_but_a_certificate(copy, command):
    """A command that looks leaves every file of the folder as it was."""
    before = digests(copy)
    run(command, copy)
    after = digests(copy)
    after.pop("calibration/certificate.html", None)
    assert after == before


@pytest.mark.parametrize("command", ["calibrate", "decide", "fairness", "probation"])
def test_every_export_can_be_pseudonymised(copy, tmp_path, command):
    """With --pseudonymise no table has a candidate's number, a member's code or free text."""
    run(command, copy, "--out", tmp_path / "out", "--pseudonymise")
    files = list((tmp_path / "out").glob("*.csv"))
    assert files
    folder = open_folder(copy)
    for file in files:
        text = file.read_text("utf-8-sig")
        cells = {cell for line in text.splitlines() for cell in line.split(",")}
        assert not cells & {*folder.candidates, *folder.campaign.member}
        assert "Both read their lines" not in text


def test_sheets_from_a_spreadsheet(bare, tmp_path):
    """Whole sheets are entered and locked once; again nothing is new, and other numbers are refused."""
    folder = bare(1)
    rows = [
        {
            "candidate": "C01",
            "station": "visit",
            "member": "p3",
            "criterion": name,
            "score": 3,
            "first_line": "She said it once.",
        }
        for name in folder.campaign.station("visit").scores
    ]
    file = write_rows(tmp_path / "scores.csv", "scores", rows)
    assert "p3: 1 sheets entered and locked" in run("enter", folder.path, file)
    assert "nothing new" in run("enter", folder.path, file)
    assert read_book(folder).locked_by("visit", "C01") == {"p3"}
    rows[0]["score"] = 5
    other = write_rows(tmp_path / "other.csv", "scores", rows)
    with pytest.raises(ValueError, match="locked with other numbers"):
        run("enter", folder.path, other)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"candidate": "C99"}, "'C99' is not scored at visit"),
        ({"member": "p1"}, "'p1' does not score C01 at visit"),
        ({"station": "nowhere"}, "no station 'nowhere'"),
        ({"criterion": "reflection"}, "'reflection' is not scored at visit"),
        ({"first_line": None}, "a number with a line of evidence"),
    ],
)
def test_foreign_rows_enter_nothing(bare, tmp_path, change, wrong):
    """One foreign row stops the whole file, with the row, and no record is touched."""
    folder = bare(1)
    rows = [
        {
            "candidate": "C01",
            "station": "visit",
            "member": "p3",
            "criterion": name,
            "score": 3,
            "first_line": "A line.",
        }
        for name in folder.campaign.station("visit").scores
    ]
    rows[1] = {**rows[1], **change}
    file = write_rows(tmp_path / "scores.csv", "scores", rows)
    with pytest.raises(ValueError, match=wrong) as error:
        run("enter", folder.path, file)
    assert "row" in str(error.value)
    assert not (folder.path / "records").exists()


def test_what_a_user_can_mend_is_one_line_and_exit_two(tmp_path):
    """A folder that is none ends with exit code 2 and a line that says what to do, without a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "mp_exercises", "panel", "check", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "mp panel new" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_check_names_a_record_that_is_damaged_or_nobody_s(copy):
    """A record with a fragment is not among those without a fault; one of no member is said to be unread."""
    records = copy / "records"
    with (records / "p2.jsonl").open("a", encoding="utf-8") as record:
        record.write('{"exercise": "cut\n')
    (records / "guest.jsonl").write_text("", encoding="utf-8")
    said = run("check", copy).splitlines()
    assert "records/p1.jsonl" in said[0]
    assert "records/p2.jsonl" not in said[0]
    assert said[2].startswith("records/p2.jsonl: lines or fragments of lines that were passed over: 1.")
    assert said[3].endswith(": records/guest.jsonl")


def test_purging_asks_first_and_leaves_the_numbers(copy):
    """Without --yes nothing goes; with it names, equality data and words do, and the decision stands."""
    run("feedback", copy)
    before = digests(copy)
    assert "Say --yes" in run("purge", copy, "--names", "--equality", "--words")
    assert digests(copy) == before
    numbers = [line for line in run("decide", copy).splitlines() if line.startswith("  ")]
    run("purge", copy, "--names", "--equality", "--words", "--yes")
    left = set(digests(copy))
    assert not left & {"names.csv", "outcomes.csv", "adjustments.csv", "equality/monitoring.csv"}
    assert not (copy / "equality").exists()
    assert not list((copy / "feedback").glob("*"))
    for file in (copy / "records").glob("*.jsonl"):
        assert "“" not in file.read_text("utf-8")
        assert "You" not in file.read_text("utf-8")
    after = [line for line in run("decide", copy).splitlines() if line.startswith("  ")]
    assert after[:-1] == numbers[:-1]


def test_one_candidate_is_erased_when_it_is_said_twice(copy):
    """Rows, equality data, sheets, reasons and pages of one candidate go; nobody else loses anything."""
    run("feedback", copy)
    folder = open_folder(copy)
    number, other = folder.present[2], folder.present[3]
    before, book = digests(copy), read_book(folder)
    asked = run("purge", copy, "--candidate", number)
    assert "Say --yes" in asked
    assert f"feedback/{number}.html" in asked
    assert digests(copy) == before
    said = run("purge", copy, "--candidate", number, "--yes")
    for name in ("candidates.csv", "names.csv", "equality/monitoring.csv", "records/p4.jsonl"):
        assert name in said
    assert f"without {number} from now on" in said
    assert "still stands in" not in said
    for file in copy.rglob("*"):
        assert number not in file.name
        assert not file.is_file() or number.encode() not in file.read_bytes(), file
    after = read_book(open_folder(copy))
    kept = {where: sheets for where, sheets in book.sheets.items() if where[1] != number}
    assert after.sheets == kept
    assert after.settled == {where: why for where, why in book.settled.items() if where[1] != number}
    assert other in run("decide", copy)
    for command in ("check", "calibrate", "fairness", "probation"):
        run(command, copy)
    again = CliRunner().invoke(panel, ["purge", str(copy), "--candidate", number])
    assert isinstance(again.exception, LookupError)
    assert other in str(again.exception)


def test_where_an_erased_candidate_is_still_named_is_said(copy):
    """A second run goes with the candidate; somebody else's reason that names them is told by its file."""
    folder = open_folder(copy)
    number, other = folder.present[0], folder.present[1]
    line = settled_line(folder.campaign, "visit", other, "clarity", f"The same as {number}: a three.")
    folder.record("p1").append(line)
    run_again = sheet_line(folder.campaign, "visit", f"{number}-2", {"clarity": Score(3, ("Words.",))})
    folder.record("p4").append(run_again)
    said = run("purge", copy, "--candidate", number, "--yes")
    assert f"{number} still stands in: records/p1.jsonl" in said
    assert f"{number}-2" not in folder.record("p4").path.read_text("utf-8")


def test_erasing_stops_at_a_table_that_it_cannot_read(copy):
    """A row that is not understood could be theirs, so nothing at all goes before it is mended."""
    folder = open_folder(copy)
    number = folder.present[0]
    file = folder.file("outcomes")
    file.write_text(file.read_text("utf-8-sig").replace("appointed", "perhaps"), encoding="utf-8")
    before = digests(copy)
    done = CliRunner().invoke(panel, ["purge", str(copy), "--candidate", number, "--yes"])
    assert isinstance(done.exception, ValueError)
    assert digests(copy) == before
    assert CliRunner().invoke(panel, ["purge", str(copy), "--candidate", number, "--names"]).exit_code == 2


def test_a_key_from_the_command(tmp_path):
    """The patch goes to standard output, and the file is changed only with --write."""
    from mp_exercises.exercise.catalogue import CATALOGUE

    from .test_key import RANKED
    from .test_key import panel as raters

    file = tmp_path / f"{RANKED}.yaml"
    file.write_bytes((CATALOGUE / file.name).read_bytes())
    files = raters(tmp_path, RANKED)
    before = file.read_bytes()
    assert "+provenance: {source: panel" in run("key", file, *files, "--by", "an invented panel")
    assert file.read_bytes() == before
    run("key", file, *files, "--by", "an invented panel", "--write")
    assert b"source: panel" in file.read_bytes()
