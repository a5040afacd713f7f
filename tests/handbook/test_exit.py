"""The exit path: the whole book by plain Sphinx 8 or later, without the jupyter-book command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.handbook.tiny import ROOT

EXPORT = "from jupyter_book.cli.main import main; main()"

FLAGS = ["-W", "-n", "--keep-going", "-j", "2", "-c", "."]


def run(*words: str | Path, cwd: Path) -> str:
    """Run a command that must succeed, and return what it said."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def exit_python() -> str:
    """Return the Python of an environment that has plain Sphinx 8, and no jupyter-book."""
    python = run(ROOT / "scripts" / "exit-path", cwd=ROOT).strip()
    version = run(python, "-m", "sphinx", "--version", cwd=ROOT)
    assert int(version.split()[-1].split(".")[0]) >= 8
    missing = "import importlib.util as u; print(u.find_spec('jupyter_book'))"
    assert run(python, "-c", missing, cwd=ROOT).strip() == "None"
    return python


@pytest.mark.browser
def test_sphinx_8_builds_the_whole_book(exit_python: str, handbook: Path, tmp_path: Path) -> None:
    """Sphinx 8 builds every page without a warning, in parallel, with the same text and the same look."""
    for name in ("book", "changelog.d"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, tmp_path)
    run(sys.executable, "-c", EXPORT, "config", "sphinx", "book", "--config", "_config.yml", cwd=tmp_path)
    settings = tmp_path / "conf.py"
    settings.write_text(settings.read_text("utf-8").replace("'jupyter_book', ", ""), encoding="utf-8")
    run(exit_python, "-m", "sphinx", *FLAGS, "book", "out", cwd=tmp_path)
    run(exit_python, "-m", "mp_exercises", "book", "finish", "out", cwd=tmp_path)
    out = tmp_path / "out"
    for page in handbook.rglob("*.html"):
        theirs = out / page.relative_to(handbook)
        assert words(theirs) == words(page), page.name
    ours = {file.name for file in (handbook / "_static").iterdir()}
    assert {file.name for file in (out / "_static").iterdir()} == ours


def words(page: Path) -> list[str]:
    """Return the words of a page's main part, without its tags."""
    main = page.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
    return re.sub(r"<[^>]*>", " ", main).split()
