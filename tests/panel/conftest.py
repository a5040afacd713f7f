"""An invented campaign on disk, made once, and copies of it to spoil."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mp_exercises.panel.example import write_example
from mp_exercises.panel.folder import Folder, open_folder
from mp_exercises.panel.new import new_campaign
from mp_exercises.panel.sheets import sheet, write_rows

STAND_IN = "stand_ins: [{{candidate: C01, stage: visit, out: p4, instead: {instead}}}]"


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the invented campaign; whoever changes something takes a copy."""
    folder = tmp_path_factory.mktemp("panel") / "invented"
    write_example(folder)
    return folder


@pytest.fixture
def copy(invented: Path, tmp_path: Path) -> Path:
    """Return a copy of the invented campaign."""
    shutil.copytree(invented, tmp_path / "campaign")
    return tmp_path / "campaign"


@pytest.fixture
def bare(tmp_path: Path) -> Callable[[int], Folder]:
    """Return a maker of a campaign as the template has it, with so many candidates and no record."""

    def make(candidates: int) -> Folder:
        path = tmp_path / "bare"
        new_campaign(path)
        put(path, "candidates", [{"candidate": f"C{n:02d}", "state": "in"} for n in range(1, candidates + 1)])
        return open_folder(path)

    return make


def stand_in(path: Path, instead: str, *, add: str = "") -> None:
    """Write into a campaign who stands in for p4 at the first candidate's visit, and who is new."""
    file = path / "campaign.yaml"
    text = re.sub(r"(?m)^stand_ins:.*$", STAND_IN.format(instead=instead), file.read_text(encoding="utf-8"))
    file.write_text(text.replace("\nstages:", f"{add}\nstages:", 1), encoding="utf-8")


def put(path: Path, name: str, rows: list[dict[str, object]], others: tuple[str, ...] = ()) -> Path:
    """Write a table over the one that is there."""
    file = path / sheet(name).file
    file.unlink(missing_ok=True)
    return write_rows(file, name, rows, others)
