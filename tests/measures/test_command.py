"""``mp measure``: what it prints, and one line for what a user can mend."""

import subprocess
import sys

import pytest

from mp_exercises.measures.reading import kinds, read_file
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


def test_a_template(tmp_path):
    """A template is written, and its own check passes it."""
    assert mp("template", "goals", cwd=tmp_path).stdout == "wrote goals.xlsx\n"
    assert mp("check", "goals.xlsx", cwd=tmp_path).returncode == 0


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


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    """Write the invented authority by the command, and return its folder."""
    folder = tmp_path_factory.mktemp("invented")
    done = mp("example", folder)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 9
    return folder


@pytest.mark.parametrize(
    ("command", "kind", "words", "files"),
    [
        (
            "goals",
            "goals",
            ["mean T", "one goal of their own"],
            ["attainment", "progress"],
        ),
        ("agreement", "observations", ["empathy", "P2: ", "It moves"], ["agreement", "differences"]),
        ("change", "training", ["Mean change", "For each session of coaching"], ["pairs"]),
        (
            "experience",
            "experience",
            ["Response rate", "their voice is missing"],
            ["by-team", "by-who", "questions"],
        ),
        ("supervision", "supervision", ["9 counted", "Rehearsal: heard on 17% of sheets"], ["heard"]),
        ("time", "series", ["New recording system", "May not be said:"], ["p", "p-prime"]),
    ],
)
def test_each_measure_of_the_invented_authority(command, kind, words, files, invented, tmp_path):
    """Each measure says what it found, and with codes writes neither an id nor what people wrote."""
    source = invented / f"invented-{kind}.csv"
    done = mp(command, source, "--out", tmp_path / "out", "--pseudonymise")
    assert (done.returncode, done.stderr) == (0, "")
    for text in words:
        assert text in done.stdout
    written = {file.stem: file.read_text(encoding="utf-8-sig") for file in (tmp_path / "out").iterdir()}
    assert set(files) <= set(written)
    table = read_file(source)
    for name in kinds()[kind].identifying:
        for text in written.values():
            assert not set(table.frame[name].dropna().head(50)) & set(text.replace("\n", ",").split(","))
    for text in table.frame["comment"].dropna() if "comment" in table.frame else ():
        assert all(text not in one for one in written.values())


def test_plain_exports_hold_comments(invented, tmp_path):
    """Without codes the comments are written too, and the command says what that is."""
    done = mp("experience", invented / "invented-experience.csv", "--out", tmp_path / "out")
    assert "treat it as personal data" in done.stdout
    assert "She wrote down what I said" in (tmp_path / "out" / "comments.csv").read_text(encoding="utf-8-sig")


def test_power():
    """The power of a team is said, with what it takes, and a spread of nothing is one line."""
    done = mp("power", "--workers", "34", "--spread", "1", "--effect", "0.5")
    assert "is found 81% of the time, and missed 19%" in done.stdout
    assert "takes 34 workers" in done.stdout
    wrong = mp("power", "--workers", "12", "--spread", "0")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("command", ["goals", "experience"])
def test_a_file_of_another_kind(command, tmp_path):
    """A list of referrals is no table of goals, and the line says which heads are expected."""
    done = mp(command, write_csv(tmp_path / "r.csv", [["Shoe size"], [43]]))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "none of the first 10 rows has the heads; right would be a row with" in done.stderr
