"""Each command writes into the folder that the user names, and nowhere else; codes are for every export."""

import os
import subprocess
import sys

import pytest

from mp_exercises.cli.measure import measure
from mp_exercises.measures.reading import read_file
from tests.dashboard.files import everything_below
from tests.measures.tables import C1
from tests.measures.test_command import mp

PERIOD = ["--from", "2024-04-01", "--to", "2025-03-31", "--until", "2026-03-31"]
COMMANDS = {
    "goals": ["invented-goals.csv"],
    "agreement": ["invented-observations.csv"],
    "change": ["invented-training.csv"],
    "supervision": ["invented-supervision.csv"],
    "experience": ["invented-experience.csv"],
    "time": ["invented-series.csv"],
    "rereferrals": ["invented-referrals.csv", *PERIOD],
    "compare": [str(C1), "--area", "Islington"],
}


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    """Return a folder with the invented tables."""
    folder = tmp_path_factory.mktemp("invented")
    assert mp("example", folder).returncode == 0
    return folder


def test_each_export_can_be_pseudonymised():
    """Every command that writes tables with --out has --pseudonymise, and is tried below."""
    options = {
        name: {option for one in command.params for option in one.opts}
        for name, command in measure.commands.items()
    }
    writing = {name for name, known in options.items() if "--out" in known} - {"template", "page"}
    assert writing == set(COMMANDS)
    assert all("--pseudonymise" in options[name] for name in writing)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_nothing_is_written_elsewhere(name, invented, tmp_path):
    """With a home and a temporary folder of its own, a command leaves files in the named folder alone."""
    if name == "compare" and not C1.is_file():
        pytest.skip("the published table is not carried here")
    home, out = tmp_path / "home", tmp_path / "out"
    home.mkdir()
    before = everything_below(invented)
    command = [sys.executable, "-m", "mp_exercises", "measure", name, *COMMANDS[name]]
    env = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_DATA_HOME": str(home)}
    done = subprocess.run(
        [*command, "--out", out, "--pseudonymise"],
        cwd=invented,
        env={**env, "TMPDIR": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert everything_below(invented) == before
    assert everything_below(home) == {}
    assert {file.parent for file in everything_below(tmp_path)} == {out}


def test_no_id_of_a_rater_or_a_worker_is_exported(invented, tmp_path):
    """The exports of agreement and change hold none of the ids of their sources."""
    for name in ("agreement", "change"):
        source = COMMANDS[name][0]
        assert mp(name, invented / source, "--out", tmp_path / name, "--pseudonymise").returncode == 0
        frame = read_file(invented / source).frame
        ids = {
            one for column in ("worker", "rater", "observation") if column in frame for one in frame[column]
        }
        for file in (tmp_path / name).iterdir():
            cells = set(file.read_text(encoding="utf-8-sig").replace("\n", ",").split(","))
            assert not cells & ids
