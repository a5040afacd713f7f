"""The command line: one line for what a user can mend, and exit code 2."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from mp_exercises.answers import Record
from mp_exercises.exercise import everything
from mp_exercises.place import PACKAGE
from mp_exercises.sitting import line_for
from tests.samples import SAMPLE, full_answers


def mp(*words, cwd=None):
    """Run ``mp`` and return what it did."""
    command = [sys.executable, "-m", "mp_exercises", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def test_check_passes_a_sound_file():
    """A sound exercise passes, and the baselines are printed when asked for."""
    done = mp("check", SAMPLE, "--baselines")
    assert (done.returncode, done.stderr) == (0, "")
    assert "random" in done.stdout
    assert "0 faults" in done.stdout


def test_check_counts_and_measures():
    """The counts and the table of reading are printed when asked for."""
    done = mp("check", "--count", "--reading")
    assert "exercises with rating: " in done.stdout
    assert re.search(r"assessments whose blueprint is verified: (\d+) of \1\n", done.stdout)
    assert "\npart2/empathy " in done.stdout


def test_check_names_file_and_line(tmp_path):
    """A faulty file gives file:line, what is wrong and what would be right, and exit code 2."""
    file = tmp_path / "sample-all-kinds.yaml"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace("minutes:", "minuts:"), encoding="utf-8")
    done = mp("check", file)
    assert done.returncode == 2
    assert f"{file}:5: unknown field 'minuts'; right would be 'minutes'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("folder", ["assessments", "keys"])
def test_check_knows_an_assessment_by_its_folder(folder, tmp_path):
    """A file of an assessment, or of its keys, is checked as one, and a fault in it is named at its line."""
    shutil.copytree(PACKAGE.parent / "course", tmp_path / "course")
    file = tmp_path / "course" / folder / "listening-and-clarity.yaml"
    sound = mp("check", file)
    assert sound.returncode == 0, sound.stderr
    assert "1 assessments: 0 faults" in sound.stdout
    file.write_text(file.read_text(encoding="utf-8").replace("schema: 1", "schema: 9", 1), encoding="utf-8")
    faulty = mp("check", file)
    assert faulty.returncode == 2
    assert f"{file}:" in faulty.stderr


def test_overdue_review_fails():
    """An exercise whose review date has passed fails the check."""
    done = mp("check", SAMPLE, "--today", "2029-01-01")
    assert done.returncode == 2
    assert "review was due on 2027-11-20" in done.stderr


def test_two_files_with_one_slug_fail(tmp_path):
    """Two files with the same slug fail the check."""
    copy = tmp_path / SAMPLE.name
    copy.write_bytes(SAMPLE.read_bytes())
    done = mp("check", SAMPLE, copy)
    assert done.returncode == 2
    assert "is also in" in done.stderr


@pytest.mark.parametrize(
    "words",
    [["check", "missing.yaml"], ["marks", "missing.jsonl"], ["nonsense"], ["check", "--today", "soon"]],
)
def test_bad_input_is_one_line_and_exit_2(words, tmp_path):
    """A missing file or a wrong word gives one line, exit code 2 and no traceback."""
    done = mp(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_wrong_command_line_says_where_and_what_would_be_right():
    """An option that is missing is named with the command that wants it, and with where to look."""
    line = "mp measure power: missing option '--spread'; right would be as `mp measure power --help` shows\n"
    assert mp("measure", "power", "--workers", "60").stderr == line


def test_a_day_that_is_none_is_told_with_one_that_is():
    """Where a day should stand, the refusal shows a day, and no pattern of letters."""
    told = "is no day; right would be, for example, 2026-03-31\n"
    for words in (
        ["check", "--today", "31/03/2026"],
        ["measure", "rereferrals", "x.csv", "--from", "2026-02-30"],
    ):
        done = mp(*words)
        assert done.returncode == 2
        assert done.stderr.endswith(f"{words[-1]!r} {told}")
        assert "%" not in done.stderr
    assert "--from YYYY-MM-DD" in mp("measure", "rereferrals", "--help").stdout


def test_schema_writes_and_checks(tmp_path):
    """Written schemas are fresh; a changed one is stale and named."""
    assert mp("schema", "--out", tmp_path).returncode == 0
    assert mp("schema", "--check", "--out", tmp_path).returncode == 0
    (tmp_path / "exercise.schema.json").write_text("{}")
    done = mp("schema", "--check", "--out", tmp_path)
    assert done.returncode == 2
    assert "exercise.schema.json" in done.stderr


def test_marks_of_a_downloaded_record(tmp_path):
    """A record downloaded from a page is marked; foreign and damaged lines are named."""
    exercise = next(entry for entry in everything() if full_answers(entry))
    record = Record(tmp_path / "answers.jsonl")
    for item, answer in full_answers(exercise).items():
        record.append(line_for(exercise, item, answer))
    with record.path.open("a", encoding="utf-8") as file:
        file.write("damaged\n")
    done = mp("marks", record.path)
    assert f"{exercise.slug}: 100% above chance (practice result)" in done.stdout
    assert "1 damaged" in done.stdout
    data = json.loads(mp("marks", record.path, "--json").stdout)
    assert data["marks"][0]["fraction"] == pytest.approx(1)
