"""From a folder of filled records to the table that the measures read."""

import csv
import random

import pytest
from click.testing import CliRunner

from mp_exercises.cli.app import cli
from mp_exercises.instruments import load, slugs
from mp_exercises.instruments.collect import collection, pseudonymised, read_folder, with_asked, write
from mp_exercises.measures.reading import read_file
from tests.instruments.filled import answers, fill_folder, record, write_json

MEASURED = {
    "practice-observation": ("observations", "agreement"),
    "family-experience": ("experience", "experience"),
    "child-experience": ("experience", "experience"),
    "team-conditions": ("experience", "experience"),
    "goal-record": ("goals", "goals"),
}


def mp(*words):
    """Run ``mp`` in this process, and return what it did."""
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.mark.parametrize("slug", [slug for slug in slugs() if load(slug).table])
def test_filled_collected_and_read(tmp_path, slug):
    """What people filled in stands in the table as the measures read it, value by value."""
    form = load(slug)
    filled = fill_folder(tmp_path, form, 12)
    file = write(collection(form, read_folder(tmp_path).records), tmp_path / "out.xlsx")
    table = read_file(file)
    assert table.kind == form.table
    assert table.unused == ()
    assert len(table.frame) == 12
    for item in form.items.values():
        if item.column is None:
            continue
        for place, values in enumerate(filled):
            read, given = table.frame[item.column].iloc[place], values[item.id]
            assert str(read.date()) == given if item.kind == "date" else read == given, item.id


@pytest.mark.parametrize("slug", MEASURED)
def test_the_measure_has_a_result(tmp_path, slug):
    """The table of each form passes `mp measure check`, and its measure says something of it."""
    kind, measure = MEASURED[slug]
    form = load(slug)
    made = fill_folder(tmp_path, form, 24)
    if kind == "observations":
        for number, values in enumerate(made, 1):
            again = {**values, "rater": "P9", "empathy": 1 + values["empathy"] % 5}
            write_json(tmp_path, record(form, again, 100 + number), f"again-{number:03d}.json")
    file = write(collection(form, read_folder(tmp_path).records), tmp_path / "out.xlsx")
    checked = mp("measure", "check", file)
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert "rows, no faults" in checked.stdout
    done = mp("measure", measure, file)
    assert (done.exit_code, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) > 3


def test_supervision_is_checked(tmp_path):
    """The table of observed supervision is a kind of data that `mp measure check` knows."""
    form = load("supervision-observation")
    fill_folder(tmp_path, form, 5)
    file = write(collection(form, read_folder(tmp_path).records), tmp_path / "out.csv")
    done = mp("measure", "check", file)
    assert done.stderr == ""
    assert "supervision observed, 5 rows, no faults" in done.stdout


def test_who_did_not_answer_is_in_the_table(tmp_path):
    """With the list of all who were asked, the silent have a row, and what the list knows is kept."""
    form = load("family-experience")
    fill_folder(tmp_path, form, 3)
    asked = tmp_path / "asked" / "asked.csv"
    asked.parent.mkdir()
    rows = [["person", "team", "asked on", "answered"]]
    rows += [[f"P{number}", "West", "2026-03-01", "no"] for number in range(1, 8)]
    with asked.open("w", newline="") as opened:
        csv.writer(opened).writerows(rows)
    made, listed = with_asked(collection(form, read_folder(tmp_path).records), asked)
    frame = read_file(write(made, tmp_path / "out.xlsx")).frame
    assert (listed, len(frame)) == (7, 7)
    assert dict(frame["answered"].value_counts()) == {"no": 4, "yes": 3}
    assert set(frame[frame["answered"] == "no"]["team"]) == {"West"}


def test_a_formula_in_a_comment_stays_text(tmp_path):
    """Words that a spreadsheet would take for a formula come out as words, in either kind of file."""
    form = load("family-experience")
    values = answers(form, 1, random.Random(1)) | {"comment": '=HYPERLINK("http://x","y")'}
    write_json(tmp_path, record(form, values))
    made = collection(form, read_folder(tmp_path).records)
    for name in ("out.csv", "out.xlsx"):
        frame = read_file(write(made, tmp_path / "t" / name)).frame
        assert frame["comment"].iloc[0].startswith("'=")


def test_pseudonymised(tmp_path):
    """Codes are others, the same for the same family, and words are left out and named."""
    form = load("goal-record")
    made = [answers(form, 1, random.Random(n)) | {"number": f"G{n}"} for n in (1, 2)]
    for number, values in enumerate(made, 1):
        write_json(tmp_path, record(form, values, number), f"{number}.json")
    whole = collection(form, read_folder(tmp_path).records, everything=True)
    kept, left_out = pseudonymised(whole)
    assert kept.rows[0]["family"] == kept.rows[1]["family"] == "family-00001"
    assert {"form goal", "form name", "form helped", "form hoped"} <= set(left_out)
    assert not any("F1" in str(row.values()) for row in kept.rows)


def test_the_same_record_twice(tmp_path):
    """A copy counts once; two files of one filling in that differ are refused, and so is one person twice."""
    form = load("team-conditions")
    values = answers(form, 1, random.Random(1))
    write_json(tmp_path, record(form, values), "a.json")
    write_json(tmp_path, record(form, values), "b.json")
    found = read_folder(tmp_path)
    assert (len(found.records), [file.name for file, _ in found.same]) == (1, ["b.json"])
    write_json(tmp_path, record(form, {**values, "q1": 1 + values["q1"] % 5}), "c.json")
    assert "otherwise in a.json" in read_folder(tmp_path).refused[0]
    write_json(tmp_path, record(form, values, 2), "c.json")
    with pytest.raises(ValueError, match=r"c\.json: person: .*stands twice"):
        collection(form, read_folder(tmp_path).records)


def test_the_command_writes_nothing_while_a_record_is_refused(tmp_path):
    """`mp instrument collect` names each refused file in one line and writes, when told to, without them."""
    form = load("candidate-scoring")
    fill_folder(tmp_path, form, 2)
    (tmp_path / "evil.json").write_text('{"record": 1}')
    out = tmp_path / "table.xlsx"
    done = mp("instrument", "collect", tmp_path, "--out", out)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"{tmp_path / 'evil.json'}: it is no record of a form; right would be")
    assert len(done.stderr.splitlines()) == 1
    assert not out.exists()
    done = mp("instrument", "collect", tmp_path, "--out", out, "--leave-out", "--pseudonymise")
    assert (done.exit_code, out.is_file()) == (0, True)
    assert "left out 1 that were refused" in done.stdout
    assert "pseudonymous and not anonymous" in done.stdout


def test_a_folder_with_several_forms_needs_a_name(tmp_path):
    """Records of two forms are not put into one table."""
    for slug in ("child-experience", "family-experience"):
        form = load(slug)
        write_json(tmp_path, record(form, answers(form, 1, random.Random(1))), f"{slug}.json")
    done = mp("instrument", "collect", tmp_path, "--out", tmp_path / "x.csv")
    assert isinstance(done.exception, ValueError)
    assert "child-experience, family-experience; name one with --instrument" in str(done.exception)
