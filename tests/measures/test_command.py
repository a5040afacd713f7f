"""``mp measure``: what it prints, and one line for what a user can mend."""

import subprocess
import sys

import pytest

from mp_exercises.measures.reading import kinds
from tests.measures.rereferrals.lists import many
from tests.measures.tables import C1, REFERRALS, write_csv


def mp(*words, cwd=None):
    """Run ``mp measure`` and return what it did."""
    command = [sys.executable, "-m", "mp_exercises", "measure", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def test_check_says_how_it_was_read(tmp_path):
    """A sound file is named with its kind, its rows and the styles of its dates."""
    file = write_csv(tmp_path / "r.csv", REFERRALS)
    done = mp("check", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{file}: referrals, 3 rows, no faults" in done.stdout
    assert "1 as 2026-03-05, 1 as 05/03/2026, 1 as 5 March 2026" in done.stdout
    assert "day first" in done.stdout


def test_check_names_each_cell(tmp_path):
    """Faults are lines with the cell and what is expected, and the exit code is 2."""
    file = write_csv(tmp_path / "r.csv", [*REFERRALS, ["R1", "", "F2", "31/02/2024"]])
    done = mp("check", file)
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(f"mp: {file}: A5: referral 'R1' stands twice, also in row 2; right would be")
    assert f"{file}: B5: nothing stands here; right would be a number or code" in lines[1]
    assert f"{file}: D5: '31/02/2024' is a day that does not exist; right would be a date" in lines[2]


@pytest.mark.skipif(not C1.is_file(), reason="the published table is not carried here")
def test_check_knows_the_published_table():
    """The Department's table C1 is known as what it is, with its letters counted."""
    done = mp("check", C1)
    assert done.returncode == 0
    assert "table C1" in done.stdout
    assert "'rereferral_count': 12 c, 3 u, 12 x, read as no figure" in done.stdout


@pytest.mark.parametrize("kind", list(kinds()))
def test_a_template_of_each_kind(kind, tmp_path):
    """Each kind has a template that its own check passes."""
    assert mp("template", kind, cwd=tmp_path).stdout == f"wrote {kind}.xlsx\n"
    assert mp("check", f"{kind}.xlsx", cwd=tmp_path).returncode == 0


def test_an_unknown_kind(tmp_path):
    """A kind that does not exist gives one line with those that do."""
    done = mp("template", "shoes", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "mp: no kind of data is called 'shoes'; right would be one of " + ", ".join(kinds()) + "\n"
    )


def test_time_from_a_series(tmp_path):
    """A series with a note is charted in words, and its points are written where the user says."""
    rows = [["Month", "Count", "Of", "Note"]]
    rows += [[f"2024-{month:02d}-01", 30 + month % 3, 200, None] for month in range(1, 13)]
    rows[7][3] = "New recording system"
    file = write_csv(tmp_path / "s.csv", rows)
    done = mp("time", file, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2024-07-01: New recording system" in done.stdout
    assert "May not be said:" in done.stdout
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["p-prime.csv", "p.csv"]


def test_time_without_enough(tmp_path):
    """Nine periods are refused in words, not charted."""
    rows = [["Year", "Percent"], *([2010 + year, f"{year}%"] for year in range(9))]
    done = mp("time", write_csv(tmp_path / "s.csv", rows))
    assert done.returncode == 0
    assert "the control chart is not given: periods: 9, and it needs at least 10" in done.stdout
    assert "May be said" not in done.stdout


def test_pseudonymise_without_a_folder(tmp_path):
    """Codes are for what is written, so the folder is asked for."""
    rows = [["Year", "Percent"], *([2010 + year, f"{year}%"] for year in range(9))]
    done = mp("time", write_csv(tmp_path / "s.csv", rows), "--pseudonymise")
    assert done.returncode == 2
    assert "name a folder with --out" in done.stderr


@pytest.mark.skipif(not C1.is_file(), reason="the published table is not carried here")
def test_time_from_the_published_table():
    """Islington's series comes out of the Department's own file, and an area must be named."""
    done = mp("time", C1, "--area", "Islington")
    assert "4.39 times as wide as chance alone" in done.stdout
    assert "Read the p′ chart." in done.stdout
    assert "say which area with --area" in mp("time", C1).stderr


def test_rereferrals(tmp_path):
    """A list of referrals is counted both ways, with what is still open, and its curves are written."""
    rows = [["Referral", "Child", "Family", "Referral date"]]
    rows += [[f"R{number}", child, family, day] for number, (child, family, day) in enumerate(many(300, 5))]
    file = write_csv(tmp_path / "r.csv", rows)
    period = "--from", "2024-06-01", "--to", "2025-05-31", "--until", "2025-10-31"
    done = mp("rereferrals", file, *period, "--out", tmp_path / "out", "--pseudonymise")
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("Looking back", "Looking forward", "Still open", "Kaplan–Meier", "Aalen–Johansen"):
        assert words in done.stdout
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["incidence.csv", "survival.csv"]
    families = mp("rereferrals", file, *period, "--unit", "family").stdout
    assert "Re-referrals of families" in families
    assert "the same family was referred that day already" in families


@pytest.mark.skipif(not C1.is_file(), reason="the published table is not carried here")
def test_compare():
    """Islington stands among all authorities of 2025, beside the neighbours that are named."""
    done = mp("compare", C1, "--area", "islington", "--neighbour", "Hackney", "--neighbour", "Camden")
    assert "Islington in 2025: 404 of 2,407, 16.8%. England 22.6%." in done.stdout
    assert "Hackney: " in done.stdout
    assert "Mean of the 2 neighbours" in done.stdout
    assert "Do not rank them" in done.stdout
